import type { Place } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { FirewallChain, FirewallFilter, FirewallPoint, FirewallRule } from '../../../model/generated/model.ts';
import { type Cluster, foreignIn } from './cluster.ts';
import { type Paths, pathsTo } from './paths.ts';
import type { NetworkPolicy } from './policy.ts';
import { type Direction, rulesOf } from './rules.ts';
import { covers, type Selected, type Selector, selects, selectsAll } from './selectors.ts';
import { mayHaveLabel, type Workload } from './workloads.ts';

/** The points of a cluster with the filters that they stand behind. */
export interface Points {
  readonly filters: readonly FirewallFilter[];
  readonly points: readonly FirewallPoint[];
}

/** Pods that stand behind the same policies. */
interface Stand {
  readonly id: string;
  readonly namespace: string;
  readonly workload: Workload | undefined;
  readonly at: Place;
  selectedBy(policy: NetworkPolicy): Selected;
}

/** A point for each workload; in namespaces without any that was given, for each set of pods that a policy selects. */
export function pointsOf(cluster: Cluster): Points {
  const workloads = cluster.workloads ?? [];
  // What shares the network of its node stands behind the node's filters, and most engines skip it.
  const judged = workloads.filter(({ hostNetwork }) => !hostNetwork);
  const stands = [
    ...judged.map(standOfWorkload),
    ...setsOf(cluster, new Set(workloads.map(({ namespace }) => namespace))),
  ];
  const byNamespace = new Map<string, NetworkPolicy[]>();
  for (const policy of cluster.policies)
    byNamespace.set(policy.namespace, [...(byNamespace.get(policy.namespace) ?? []), policy]);
  const filters = new Map<string, FirewallFilter>();
  const points = sortedBy(stands, ({ id }) => id).map((stand): FirewallPoint => {
    const paths = pathsTo(stand.id, stand.workload, cluster, stand.at);
    const own = policyLayer(stand, byNamespace.get(stand.namespace) ?? [], cluster, paths);
    for (const filter of own) filters.set(filter.id, filter);
    return {
      id: stand.id,
      name: stand.id,
      kind: 'pods',
      layers: [{ id: 'policies', filters: own.map(({ id }) => id) }],
      ...(stand.workload === undefined ? {} : { members: [`${stand.workload.kind} ${stand.workload.name}`] }),
      at: stand.at,
    };
  });
  return { filters: [...filters.values()], points };
}

function standOfWorkload(workload: Workload): Stand {
  return {
    id: workload.id,
    namespace: workload.namespace,
    workload,
    at: workload.at,
    selectedBy: (policy) => selects(policy.pods, workload.labels, (key) => mayHaveLabel(workload, key)),
  };
}

function setsOf(cluster: Cluster, taken: ReadonlySet<string>): readonly Stand[] {
  const sets = new Map<string, Stand>();
  for (const { namespace, pods, at } of cluster.policies) {
    const id = `${namespace}: ${textOfSet(pods)}`;
    if (taken.has(namespace) || sets.has(id)) continue;
    sets.set(id, { id, namespace, workload: undefined, at, selectedBy: (policy) => covers(policy.pods, pods) });
  }
  return [...sets.values()];
}

function textOfSet(selector: Selector): string {
  return selectsAll(selector) ? 'all pods' : `pods ${selector.text}`;
}

/**
 * The policies of one point as one layer. NetworkPolicy is additive: a direction in which no policy selects the pods is
 * open, else what any of them allows is allowed, and nothing more.
 */
function policyLayer(
  stand: Stand,
  candidates: readonly NetworkPolicy[],
  cluster: Cluster,
  paths: Paths,
): readonly FirewallFilter[] {
  const loaded = loadedOf(cluster);
  const filters: FirewallFilter[] = [];
  const own = (name: string, chains: readonly FirewallChain[]): void => {
    if (chains.length > 0) filters.push(filter(name, chains, loaded, stand.at));
  };
  const unknowable = [
    ...foreignIn(cluster, stand.namespace).map(({ name }) => `${name} may decide otherwise, and is not read`),
    ...(cluster.policiesTold ? [] : [POLICIES_UNTOLD]),
  ];
  const selected = candidates.map((policy) => ({ policy, selected: stand.selectedBy(policy) }));
  const certain = selected.filter((one) => one.selected === 'yes').map(({ policy }) => policy);
  const possible = selected.filter((one) => one.selected === 'maybe').map(({ policy }) => policy);
  const open = unknowable.length === 0 && [...certain, ...possible].every(({ ingress }) => ingress === undefined);
  own(`ways to ${stand.id}`, waysChains(`ways to ${stand.id}`, stand, paths, open));
  if (unknowable.length > 0) {
    const name = `other policies for ${stand.id}`;
    own(
      name,
      DIRECTIONS.map((direction) => {
        const text = unknowable.join('; ');
        const rule = ruleOf(`${name}: ${direction}`, 'unknown', unknowable, text, stand.at);
        return chain(name, direction, [rule], 'deny', stand.at);
      }),
    );
  }
  for (const policy of certain) filters.push(policyFilter(policy, stand, [], loaded));
  for (const policy of possible) filters.push(policyFilter(policy, stand, [doubtOf(policy, stand)], loaded));
  if (certain.some(({ ingress }) => ingress !== undefined) && paths.hidden.length > 0) {
    const name = `senders hidden from ${stand.id}`;
    own(name, [chain(name, 'ingress', hiddenRules(name, paths), 'deny', stand.at)]);
  }
  const name = `no policy for ${stand.id}`;
  own(
    name,
    DIRECTIONS.flatMap((direction): readonly FirewallChain[] => {
      if ((open && direction === 'ingress') || certain.some((policy) => policy[direction] !== undefined)) return [];
      const doubts = possible
        .filter((policy) => policy[direction] !== undefined)
        .map((policy) => doubtOf(policy, stand));
      if (doubts.length === 0) return [chain(name, direction, [], 'allow', stand.at)];
      const text = 'where no policy selects a pod, everything is allowed';
      return [
        chain(name, direction, [ruleOf(`${name}: ${direction}`, 'allow', doubts, text, stand.at)], 'deny', stand.at),
      ];
    }),
  );
  return filters;
}

/** Pods that no policy isolates are reached by every way; before the policies of others, the ways are asked first. */
function waysChains(table: string, stand: Stand, paths: Paths, open: boolean): readonly FirewallChain[] {
  if (open) return [chain(table, 'ingress', paths.rules, 'deny', stand.at)];
  const ask = ruleOf(`${table}: ask`, 'jump', [], 'what gets to the pods', stand.at);
  const deny = ruleOf(`${table}: nothing else`, 'deny', [], 'nothing else gets to the pods', stand.at);
  return [
    chain(table, 'ingress', [{ ...ask, target: 'ways' }], 'deny', stand.at),
    {
      id: `${table}: ways`,
      table,
      name: 'ways',
      rules: [...paths.rules.map((rule): FirewallRule => ({ ...rule, action: 'return' })), deny],
      at: stand.at,
    },
  ];
}

function hiddenRules(name: string, paths: Paths): readonly FirewallRule[] {
  return paths.hidden.map(({ service, port, protocol, at }, index): FirewallRule => {
    const doubt = `Service ${service} replaces the sender's address by that of a node (externalTrafficPolicy Cluster), so a policy that admits nodes admits everyone`;
    const text = `Service ${service} hides who sends to ${port === undefined ? 'its ports' : `port ${port}`}`;
    return {
      ...ruleOf(`${name}: ${index + 1}`, 'allow', [doubt], text, at),
      conditions: [
        ...(protocol === '' ? [] : [{ on: 'protocol' as const, values: [protocol] }]),
        ...(port === undefined ? [] : [{ on: 'dport' as const, values: [port] }]),
      ],
    };
  });
}

function ruleOf(
  id: string,
  action: FirewallRule['action'],
  uncertain: readonly string[],
  text: string,
  at: Place,
): FirewallRule {
  return { id, action, conditions: [], uncertain: [...uncertain], text, at };
}

/** Said where an export holds no policy at all. */
export const POLICIES_UNTOLD =
  'the export holds no policy, and whether any was asked for is not told (kubectl get all leaves them out): add the output of kubectl get networkpolicies -A -o json as networkpolicies.json';

const DIRECTIONS = ['ingress', 'egress'] as const;

function doubtOf(policy: NetworkPolicy, stand: Stand): string {
  return `whether NetworkPolicy ${policy.id} selects ${stand.id} hangs on labels that are not told`;
}

/** Shared by all points for which it reads the same: named ports are those of one workload. */
function policyFilter(
  policy: NetworkPolicy,
  stand: Stand,
  doubts: readonly string[],
  loaded: FirewallFilter['loaded'],
): FirewallFilter {
  const named = (policy.ingress ?? []).some(
    ({ ports }) => ports !== 'all' && ports.some((port) => port.kind === 'name'),
  );
  const name = named || doubts.length > 0 ? `${policy.id} for ${stand.id}` : policy.id;
  const chains = DIRECTIONS.flatMap((direction): readonly FirewallChain[] =>
    policy[direction] === undefined
      ? []
      : [chain(name, direction, rulesOf(policy, direction, stand.workload, doubts), 'deny', policy.at)],
  );
  return filter(name, chains, loaded, policy.at);
}

function filter(
  id: string,
  chains: readonly FirewallChain[],
  loaded: FirewallFilter['loaded'],
  at: Place,
): FirewallFilter {
  return {
    id,
    engine: 'k8s-netpol',
    family: 'inet',
    semantics: 'union',
    stateful: true,
    loaded,
    chains: [...chains],
    at,
  };
}

function chain(
  table: string,
  direction: Direction,
  rules: readonly FirewallRule[],
  policy: 'allow' | 'deny',
  at: Place,
): FirewallChain {
  return {
    id: `${table}: ${direction}`,
    table,
    name: direction,
    hook: direction === 'ingress' ? 'input' : 'output',
    priority: 0,
    policy: { value: policy, at },
    rules: [...rules],
    at,
  };
}

function loadedOf({ live }: Cluster): FirewallFilter['loaded'] {
  return live ? 'live' : 'configured';
}
