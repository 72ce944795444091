import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import { formatAddress, type IpFamily, parseIpRange } from '../../core/ip-range.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  FirewallFilter,
  FirewallRule,
  FirewallRuleset,
  FirewallSaved,
  FirewallSavedDifference,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { type ChangedRegion, type Difference, differenceOf } from './difference.ts';
import { hasRuntimeMade, withoutRuntimeMade } from './runtime-made.ts';

type Comparison = FirewallSavedDifference['comparisons'][number];
type Hook = Comparison['hook'];

const HOOKS: readonly Hook[] = ['input', 'forward', 'output'];
const SHOWN = 6;

/** What the rules that run and those of the next start do not agree on, by the packets that they accept. */
export const savedDifference: Derivation = {
  id: 'saved-difference',
  domain: 'firewall',
  derive: ({ firewall }) => {
    const saved = firewall?.saved;
    if (saved === undefined) return {};
    return {
      firewall: {
        saved_difference: deriveSection<readonly [FirewallRuleset, FirewallSaved], FirewallSavedDifference>(
          [firewall?.ruleset, saved],
          (ruleset, boot) => ({ tools: [...boot.tools], comparisons: compare(ruleset, { filters: boot.filters }) }),
        ),
      },
    };
  },
};

function compare(ruleset: FirewallRuleset, boot: FirewallRuleset): FirewallSavedDifference['comparisons'] {
  const live: FirewallRuleset = { filters: ruleset.filters.filter(({ loaded }) => loaded === 'live') };
  const forwarding = hasRuntimeMade(live);
  const [now, then] = [live, boot].map((one) => plain(withoutRuntimeMade(one)));
  if (now === undefined || then === undefined) return [];
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const [a, b] = [then, now].map((one) => completed(one, family));
    if (a === undefined || b === undefined || live.filters.length === 0) return [];
    return HOOKS.map((hook) => {
      // Docker and its like close FORWARD by its policy when they start, at the next start as well.
      const running = hook === 'forward' && forwarding ? withPolicyOf(b, a) : b;
      return comparison(family, hook, answeredDifference(forHook(a, hook), forHook(running, hook), hook));
    });
  });
}

function comparison(family: IpFamily, hook: Hook, { opened, closed, unknown: open }: Difference): Comparison {
  const at: Place = opened[0]?.because[0]?.at ?? closed[0]?.because[0]?.at ?? { file: 'the packet filter' };
  const doubt = open[0]?.unknown;
  const deciders = [...opened, ...closed]
    .filter(({ certainty }) => certainty === 'must')
    .flatMap(({ because }) => because);
  return {
    id: `${family}:${hook}`,
    family,
    hook,
    only_now: fact(opened, at, doubt),
    only_at_boot: fact(closed, at, doubt),
    decided_by: uniqueByPlace(deciders.map((one) => ({ at: one.at, text: one.text }))).slice(0, SHOWN),
  };
}

function fact(regions: readonly ChangedRegion[], at: Place, doubt: string | undefined): Fact<string[]> {
  const sure = regions.filter(({ certainty }) => certainty === 'must');
  const place = sure[0]?.because[0]?.at ?? at;
  if (sure.length > 0) {
    const texts = [...new Set(sure.map(textOf))].sort(compareCodePoints);
    return known(texts.length > SHOWN ? [...texts.slice(0, SHOWN), `and ${texts.length - SHOWN} more`] : texts, place);
  }
  if (doubt !== undefined) return unknown(doubt, place);
  const [first] = regions;
  return first === undefined
    ? known([], place)
    : unknown(
        `Whether ${textOf(first)} is accepted by both hangs on rules that are in doubt.`,
        first.because[0]?.at ?? place,
      );
}

/** `tcp 22 from 10.0.0.0/8 on eth0`. */
function textOf(region: ChangedRegion): string {
  const list = (values: readonly string[], except: readonly string[] | undefined): string => {
    const shown = values.length > 3 ? [...values.slice(0, 3), '…'] : values;
    return except === undefined || except.length === 0 ? shown.join(', ') : `all but ${except.slice(0, 3).join(', ')}`;
  };
  const everybody = region.sources.some((source) => source === '0.0.0.0/0' || source === '::/0');
  return [
    region.protocol === 'any' ? 'everything' : region.protocol,
    ...(region.ports === undefined ? [] : [region.ports.join(',')]),
    ...(region.icmp === undefined ? [] : [`type ${region.icmp.join(',')}`]),
    ...(everybody && region.sourcesExcept === undefined ? [] : [`from ${list(region.sources, region.sourcesExcept)}`]),
    ...(region.sourcePorts === undefined ? [] : [`from port ${region.sourcePorts.join(',')}`]),
    ...(region.destinations === undefined ? [] : [`to ${list(region.destinations, region.destinationsExcept)}`]),
    ...(region.in === undefined ? [] : [`in by ${region.in.names.join(', ')}`]),
    ...(region.out === undefined ? [] : [`out by ${region.out.names.join(', ')}`]),
  ].join(' ');
}

/** A family that no rule speaks of is not filtered. */
function completed(ruleset: FirewallRuleset, family: IpFamily): FirewallRuleset {
  const filters = ruleset.filters.filter((filter) => filter.family === family || filter.family === 'inet');
  if (filters.length > 0) return { filters };
  const at: Place = ruleset.filters[0]?.at ?? { file: 'the packet filter' };
  const chains = HOOKS.map((hook) => ({
    id: `${family}:filter/${hook.toUpperCase()}`,
    table: 'filter',
    name: hook.toUpperCase(),
    hook,
    priority: 0,
    policy: { value: 'allow', at },
    rules: [],
    at,
  }));
  return {
    filters: [
      {
        id: `none:${family}`,
        engine: 'iptables',
        family,
        semantics: 'first-match',
        stateful: true,
        loaded: 'configured',
        chains,
        at,
      },
    ],
  };
}

/** The chains that packets of a hook can come to. */
function forHook(ruleset: FirewallRuleset, hook: Hook): FirewallRuleset {
  const others: readonly (string | undefined)[] = hook === 'output' ? ['input', 'forward', 'prerouting'] : ['output'];
  return {
    filters: ruleset.filters.map((filter) => {
      const byName = new Map(filter.chains.map((chain) => [`${chain.table}/${chain.name}`, chain]));
      const reached = new Set(
        filter.chains.filter((chain) => chain.hook !== undefined && !others.includes(chain.hook)),
      );
      for (const chain of reached)
        for (const { target } of chain.rules) {
          const next = target === undefined ? undefined : byName.get(`${chain.table}/${target}`);
          if (next !== undefined && next.hook === undefined) reached.add(next);
        }
      return { ...filter, chains: filter.chains.filter((chain) => reached.has(chain)) };
    }),
  };
}

function withPolicyOf(live: FirewallRuleset, boot: FirewallRuleset): FirewallRuleset {
  const policyOf = (table: string) =>
    boot.filters.flatMap(({ chains }) => chains).find((chain) => chain.hook === 'forward' && chain.table === table)
      ?.policy;
  return {
    filters: live.filters.map((filter) => ({
      ...filter,
      chains: filter.chains.map((chain) => {
        const policy = chain.hook === 'forward' && chain.table === 'filter' ? policyOf(chain.table) : undefined;
        return policy === undefined ? chain : { ...chain, policy };
      }),
    })),
  };
}

/**
 * What is in doubt in both has one answer in both: the two are compared as if each such rule matched, and as if none did.
 * What only one of them has stays in doubt.
 */
function answeredDifference(boot: FirewallRuleset, live: FirewallRuleset, hook: Hook): Difference {
  const keys = doubtsOf(boot);
  const shared = new Set([...doubtsOf(live)].filter((key) => keys.has(key)));
  const found = (shared.size === 0 ? (['matches'] as const) : (['matches', 'does not'] as const)).map((answer) =>
    differenceOf(answered(boot, shared, answer), answered(live, shared, answer), { hooks: [hook] }),
  );
  return {
    opened: found.flatMap(({ opened }) => opened),
    closed: found.flatMap(({ closed }) => closed),
    unknown: found.flatMap((one) => one.unknown),
  };
}

function doubtsOf(ruleset: FirewallRuleset): ReadonlySet<string> {
  const rules = ruleset.filters.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules));
  return new Set(rules.flatMap((rule) => doubtKey(rule) ?? []));
}

function doubtKey({ uncertain, conditions, action, peers }: FirewallRule): string | undefined {
  return uncertain.length === 0 ? undefined : JSON.stringify([uncertain, conditions, action, peers ?? []]);
}

function answered(
  ruleset: FirewallRuleset,
  shared: ReadonlySet<string>,
  answer: 'matches' | 'does not',
): FirewallRuleset {
  const rulesOf = (rules: readonly FirewallRule[]): FirewallRule[] =>
    rules.flatMap((rule) => {
      const key = doubtKey(rule);
      if (key === undefined || !shared.has(key)) return [rule];
      return answer === 'matches' ? [{ ...rule, uncertain: [] }] : [];
    });
  return withRules(ruleset, rulesOf);
}

function withRules(
  ruleset: FirewallRuleset,
  change: (rules: readonly FirewallRule[]) => FirewallRule[],
): FirewallRuleset {
  return {
    filters: ruleset.filters.map(
      (filter): FirewallFilter => ({
        ...filter,
        chains: filter.chains.map((chain) => ({ ...chain, rules: change(chain.rules) })),
      }),
    ),
  };
}

/** However the two write a doubt: iptables-save adds the options that were left out and orders them. */
function plain(ruleset: FirewallRuleset): FirewallRuleset {
  return withRules(ruleset, (rules) => rules.map(plainRule));
}

function plainRule(rule: FirewallRule): FirewallRule {
  if (rule.uncertain.length === 0) return rule;
  const uncertain = rule.uncertain.map(plainDoubt).sort(compareCodePoints);
  const conditions = rule.conditions
    .map(plainCondition)
    .sort((a, b) => compareCodePoints(JSON.stringify(a), JSON.stringify(b)));
  return { ...rule, uncertain, conditions, text: uncertain.join('; ') };
}

function plainCondition(condition: FirewallRule['conditions'][number]): FirewallRule['conditions'][number] {
  if (condition.on !== 'src' && condition.on !== 'dst') return condition;
  const values = condition.values.map((text) => {
    const range = parseIpRange(text);
    return range === undefined
      ? text
      : `${formatAddress(range.family, range.from)}-${formatAddress(range.family, range.to)}`;
  });
  return { ...condition, values };
}

function plainDoubt(text: string): string {
  return text
    .replace(
      / --name DEFAULT\b| --rsource\b| --mask (?:255\.255\.255\.255|ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff)/g,
      '',
    )
    .replace(/ --limit-burst 5\b/g, '')
    .replace(/\/(sec|min)(?:ond|ute)\b/g, '/$1');
}

function uniqueByPlace<T extends { readonly at: Place }>(list: readonly T[]): readonly T[] {
  return [...new Map(list.map((one) => [`${one.at.file}:${one.at.line ?? 0}`, one])).values()];
}
