import { isKnown, known, type Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { FirewallChain, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import type { GcpFirewall, GcpNetwork, GcpPolicy, GcpRule } from './gcp-network.ts';
import { modelRules, type PeersOf, peersOfNetwork } from './rule-parts.ts';
import { appliesTo, inOrder, isInForce, type TargetSet, targetKey } from './targets.ts';

type Direction = 'in' | 'out';
const DIRECTIONS = ['in', 'out'] as const;
const HOOKS = { in: 'input', out: 'output' } as const;

/** A VPC network with what its filters need. */
export interface NetworkPlace {
  readonly key: string;
  readonly label: string;
  readonly at: Place;
  readonly family: FirewallFilter['family'];
}

/** Makes the filters of one network, and puts them in the order in which a target's packets meet them. */
export interface NetworkFilters {
  readonly filters: readonly FirewallFilter[];
  /** Ids of filters, in order; filters of policies are made as they are asked for. */
  layerFor(target: TargetSet): readonly string[];
}

/** A run of rules with the same targets, one after the other in priority. */
interface Run {
  readonly filter: FirewallFilter;
  readonly first: GcpFirewall;
}

/** The filters of a network: its own rules in runs of equal targets, the policies before or after, the implied rules last. */
export function networkFilters(network: GcpNetwork, place: NetworkPlace): NetworkFilters {
  const peersOf = peersOfNetwork(network, place.key);
  const made = new Map<string, FirewallFilter>();
  const own = (network.firewalls.data ?? []).filter(
    // A rule of which the network is not told may be one of any.
    (rule) => !isKnown(rule.network) || rule.network.value === place.key,
  );
  const runs = DIRECTIONS.flatMap((direction) => runsOf(own, direction, place, peersOf));
  for (const { filter } of runs) made.set(filter.id, filter);
  const implied = impliedFilter(place);
  made.set(implied.id, implied);
  const lost = untoldFilter(place, 'policies', network.untold ?? []);
  const { firewalls } = network;
  const unread = untoldFilter(
    place,
    'rules',
    firewalls.flag === 'complete'
      ? []
      : [[firewalls.reason, firewalls.hint].filter((text) => text !== undefined).join(' ')],
  );
  for (const filter of [lost, unread]) if (filter !== undefined) made.set(filter.id, filter);
  const idOf = (filter: FirewallFilter | undefined) => (filter === undefined ? [] : [filter.id]);
  const order = network.vpcs.data?.find(({ key }) => key === place.key)?.policiesFirst;
  return {
    get filters() {
      return [...made.values()].sort((a, b) => compareCodePoints(a.id, b.id));
    },
    layerFor: (target) => {
      const ask = (policy: GcpPolicy, doubts: readonly string[]): string => {
        const filter = policyFilter(policy, place, target, peersOf, doubts);
        made.set(filter.id, filter);
        return filter.id;
      };
      const above = network.policies.filter(({ kind }) => kind === 'hierarchical').sort(byLevel);
      const beside = network.policies
        .filter(({ kind }) => kind !== 'hierarchical')
        .sort((a, b) => compareCodePoints(a.kind, b.kind));
      const attached = (list: readonly GcpPolicy[], more: readonly string[] = []): readonly string[] =>
        list.flatMap((policy) => {
          const doubts = attachmentDoubts(policy, place.key);
          return doubts === undefined ? [] : [ask(policy, [...doubts, ...more])];
        });
      const rules = runs
        .filter(({ first }) => appliesTo(first, place.key, target).applies)
        .map(({ filter }) => filter.id);
      const first = order !== undefined && isKnown(order) ? order.value : undefined;
      const untold =
        'whether the policies of the network come before its rules is not told: `gcloud compute networks list --format=json > networks.json`';
      const before = first === true ? attached(beside) : first === undefined ? attached(beside, [untold]) : [];
      const after = first === true ? [] : attached(beside);
      return [...idOf(lost), ...attached(above), ...before, ...idOf(unread), ...rules, ...after, implied.id];
    },
  };
}

function runsOf(
  own: readonly GcpFirewall[],
  direction: Direction,
  place: NetworkPlace,
  peersOf: PeersOf,
): readonly Run[] {
  const rules = inOrder(own.filter((rule) => isInForce(rule) && isOf(rule, direction)));
  const groups: GcpFirewall[][] = [];
  for (const rule of rules) {
    const last = groups.at(-1);
    const [previous] = last ?? [];
    if (last !== undefined && previous !== undefined && targetKey(previous) === targetKey(rule)) last.push(rule);
    else groups.push([rule]);
  }
  return groups.flatMap((group): readonly Run[] => {
    const [first] = group;
    if (first === undefined) return [];
    const id = `gcp:${place.label}/${direction}/${first.name}`;
    const found = appliesTo(first, place.key, {
      tags: first.targets.tags.words,
      accounts: first.targets.accounts.words,
    });
    const doubts = found.applies ? found.doubts : [];
    const chain: FirewallChain = {
      id: `${id}:${HOOKS[direction]}`,
      table: id,
      name: `${place.label} from ${first.name}`,
      hook: HOOKS[direction],
      priority: 0,
      rules: group.flatMap((rule) =>
        modelRules(rule, `${place.label}/${direction}/${rule.name}`, peersOf, [
          ...doubts,
          ...(isKnown(rule.network) ? [] : [rule.network.unknown]),
        ]),
      ),
      at: first.at,
    };
    return [{ first, filter: filterOf(id, place, [chain], first.at) }];
  });
}

function isOf(rule: GcpRule, direction: Direction): boolean {
  return !isKnown(rule.direction) || rule.direction.value === direction;
}

function filterOf(id: string, { family }: NetworkPlace, chains: readonly FirewallChain[], at: Place): FirewallFilter {
  return {
    id,
    engine: 'gcp',
    family,
    semantics: 'priority-deny-wins',
    stateful: true,
    loaded: 'configured',
    chains,
    at,
  };
}

/** What may be there and is not told decides on anything, or on nothing. */
function untoldFilter(place: NetworkPlace, what: string, why: readonly string[]): FirewallFilter | undefined {
  if (why.length === 0) return undefined;
  const id = `gcp:${place.label}/${what} not told`;
  const chains = DIRECTIONS.map(
    (direction): FirewallChain => ({
      id: `${id}:${HOOKS[direction]}`,
      table: id,
      name: `${place.label}: ${what} not told`,
      hook: HOOKS[direction],
      priority: 0,
      rules: [
        {
          id: `${id}:${direction}`,
          action: 'unknown',
          conditions: [],
          uncertain: [...why],
          text: `${what} that are not told`,
          at: place.at,
        },
      ],
      at: place.at,
    }),
  );
  return filterOf(id, place, chains, place.at);
}

/** What every network ends with: nothing in, everything out. */
function impliedFilter(place: NetworkPlace): FirewallFilter {
  const id = `gcp:${place.label}/implied`;
  const chains = DIRECTIONS.map(
    (direction): FirewallChain => ({
      id: `${id}:${HOOKS[direction]}`,
      table: id,
      name: `${place.label}: implied rules ${direction}`,
      hook: HOOKS[direction],
      priority: 0,
      policy: known(direction === 'in' ? 'deny' : 'allow', place.at),
      rules: [],
      at: place.at,
    }),
  );
  return filterOf(id, place, chains, place.at);
}

/** The organization before its folders; how deep a folder lies is not told. */
function byLevel(a: GcpPolicy, b: GcpPolicy): number {
  const level = ({ attachments }: GcpPolicy) =>
    isKnown(attachments) && attachments.value.some((key) => key.startsWith('organizations/')) ? 0 : 1;
  return level(a) - level(b) || compareCodePoints(a.key, b.key);
}

/** Why a policy may not be in force at a network; undefined when it is not. */
function attachmentDoubts({ attachments, kind, label }: GcpPolicy, network: string): readonly string[] | undefined {
  if (!isKnown(attachments)) return [attachments.unknown];
  if (kind === 'hierarchical') {
    if (attachments.value.some((key) => key.startsWith('organizations/'))) return [];
    const [folder] = attachments.value;
    return folder === undefined
      ? undefined
      : [`whether the project lies in ${folder}, to which ${label} is attached, is not told`];
  }
  if (!attachments.value.includes(network)) return undefined;
  return kind === 'regional' ? [`${label} holds in one region only`] : [];
}

/** A policy as its target sees it: chains that are called, so that goto_next goes on behind them. */
function policyFilter(
  policy: GcpPolicy,
  place: NetworkPlace,
  target: TargetSet,
  peersOf: PeersOf,
  doubts: readonly string[],
): FirewallFilter {
  const applied = inOrder(policy.rules)
    .filter(isInForce)
    .map((rule) => ({ rule, found: appliesTo(rule, place.key, target) }));
  const left = applied.filter(({ found }) => !found.applies).map(({ rule }) => rule.name);
  const id = [
    `gcp:${place.label}/policy ${policy.label}`,
    ...(left.length === 0 ? [] : [`without ${left.join(', ')}`]),
    ...(doubts.length === 0 ? [] : ['in doubt']),
  ].join(' ');
  const chains = DIRECTIONS.flatMap((direction): readonly FirewallChain[] => {
    const name = `${policy.label} ${direction === 'in' ? 'ingress' : 'egress'}`;
    const own = applied.flatMap(({ rule, found }) =>
      found.applies && isOf(rule, direction)
        ? modelRules(rule, `${id}/${direction}/${priorityName(rule)}`, peersOf, found.doubts)
        : [],
    );
    const untold = policy.untold.map(
      (why, i): FirewallRule => ({
        id: `${id}/${direction}/untold ${i + 1}`,
        action: 'unknown',
        conditions: [],
        uncertain: [why],
        text: `rules of ${policy.label}`,
        at: policy.at,
      }),
    );
    const call: FirewallRule = {
      id: `${id}/${direction}`,
      action: 'jump',
      target: name,
      conditions: [],
      uncertain: doubts,
      text: `the policy ${policy.label}`,
      at: policy.at,
    };
    const base = { table: id, at: policy.at };
    return [
      {
        ...base,
        id: `${id}:${HOOKS[direction]}`,
        name: `${place.label}: policies ${direction}`,
        hook: HOOKS[direction],
        priority: 0,
        rules: [call],
      },
      { ...base, id: `${id}:${direction}`, name, rules: [...untold, ...own] },
    ];
  });
  return filterOf(id, place, chains, policy.at);
}

function priorityName(rule: GcpRule): string {
  const priority = isKnown(rule.priority) ? String(rule.priority.value) : '?';
  return rule.name === `rule ${priority}` ? priority : `${priority} ${rule.name}`;
}
