import { known, type Place, unknown } from '../../core/fact.ts';
import type { FirewallFinalDrop, FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';
import { acceptedWithin, type FamilyView, openingPackets, viewFamily } from './family-view.ts';
import { isActionLost, lostOf } from './lost-values.ts';
import { type Decider, portsOf, segmentsOf } from './sources-openings.ts';
import { SPENT } from './sources-verdicts.ts';
import type { Verdict } from './walk.ts';

type FinalDropChain = FirewallFinalDrop['chains'][number];

/** Targets that write a line and let the walk go on. */
const LOG_TARGET = /^(?:nf|u)?log$/i;
/** A statement of a rule that logs and decides at once. */
const LOG_STATEMENT = /\blog\b/;
const RATE = /\b(?:hash)?limit\b/;
/** Ports that are left out of the log on purpose (the noise of neighbours) do not make it useless. */
const TOLERATED_SHARE = 0.1;

/**
 * Whether new packets that no rule lets in are logged before they are dropped. Asked of a copy of the rules in which what
 * logs, and what drops in the end, accepts: then what comes to the log is seen, and what comes to the end past it.
 */
export function finalDropFacts(ruleset: FirewallRuleset, view: FamilyView): readonly FinalDropChain[] {
  const { family } = view.rules;
  const chain = view.input?.primary?.chain;
  if (chain === undefined) return [];
  const copy = loggingCopy(ruleset);
  const asked = viewFamily(copy.ruleset, family);
  const { input } = asked;
  const at: Place = chain.policy?.at ?? chain.at;
  const id = `${family}:input`;
  const denies = chain.policy !== undefined && 'value' in chain.policy && chain.policy.value === 'deny';
  if (input === undefined) return [{ id, logged: unknown(SPENT, at), by: [] }];
  let total = 0;
  let silent = 0;
  let limited = true;
  const by = new Map<string, Decider>();
  for (const protocol of ['tcp', 'udp'] as const) {
    const within = openingPackets(asked.rules.universe, protocol, {
      in: asked.interfaces.wire,
      src: asked.classes.public,
      dst: asked.classes.routedDestinations,
      state: asked.rules.universe.words.state.encode(['NEW']),
    });
    const ends = acceptedWithin(asked.rules.universe, input, within).flatMap(({ verdict, box }) => {
      const kind = endOf(verdict, copy, denies);
      return kind === undefined ? [] : [{ ports: portsOf(asked, box), verdict, kind }];
    });
    for (const { from, to, openings } of segmentsOf(ends, [])) {
      total += to - from + 1;
      if (openings.some(({ kind }) => kind === 'dropped')) silent += to - from + 1;
      for (const { kind, verdict } of openings) {
        if (kind !== 'logged') continue;
        if (!verdict.path.some(({ rule }) => RATE.test(rule.text))) limited = false;
        const rule = verdict.path.at(-1)?.rule;
        if (rule !== undefined) by.set(rule.id, { at: rule.at, text: rule.text });
      }
    }
  }
  if (total === 0) {
    const doubt = endInDoubt(ruleset, view);
    return doubt === undefined ? [] : [{ id, logged: doubt, by: [] }];
  }
  const logged = silent <= total * TOLERATED_SHARE;
  const value = logged ? (limited ? 'yes' : 'without-limit') : 'no';
  const deciders = [...by.values()].slice(0, 3);
  return [{ id, logged: known(value, (logged ? deciders[0]?.at : undefined) ?? at), by: logged ? deciders : [] }];
}

interface LoggingCopy {
  readonly ruleset: FirewallRuleset;
  readonly logs: ReadonlySet<string>;
  readonly ends: ReadonlySet<string>;
}

/** Where the copy accepts and the rules themselves log or drop; undefined where both accept. */
function endOf(
  { path, byPolicy }: Verdict,
  { logs, ends }: LoggingCopy,
  policyDenies: boolean,
): 'logged' | 'dropped' | undefined {
  if (byPolicy) return policyDenies ? 'dropped' : undefined;
  const id = path.at(-1)?.rule.id ?? '';
  return logs.has(id) ? 'logged' : ends.has(id) ? 'dropped' : undefined;
}

function loggingCopy(ruleset: FirewallRuleset): LoggingCopy {
  const logs = new Set<string>();
  const ends = new Set<string>();
  const copy = (rule: FirewallRule): FirewallRule => {
    const denies = rule.action === 'deny' || rule.action === 'reject';
    const everything = rule.conditions.length === 0 && rule.any_of === undefined && rule.none_of === undefined;
    const writes = rule.action === 'continue' && (LOG_TARGET.test(rule.target ?? '') || LOG_STATEMENT.test(rule.text));
    if (writes || (denies && everything && LOG_STATEMENT.test(rule.text))) {
      logs.add(rule.id);
      return { ...rule, action: 'allow', uncertain: withoutRates(rule) };
    }
    if (denies && everything && rule.uncertain.length === 0) {
      ends.add(rule.id);
      return { ...rule, action: 'allow' };
    }
    return rule.action === 'jump' ? { ...rule, uncertain: withoutRates(rule) } : rule;
  };
  return {
    logs,
    ends,
    ruleset: {
      filters: ruleset.filters.map((filter) => ({
        ...filter,
        chains: filter.chains.map((chain) => ({
          ...chain,
          ...(chain.hook === 'input' && chain.policy !== undefined && 'value' in chain.policy
            ? { policy: { ...chain.policy, value: 'allow' } }
            : {}),
          rules: chain.rules.map(copy),
        })),
      })),
    },
  };
}

/** Below its rate a limit matches. */
function withoutRates({ uncertain }: FirewallRule): readonly string[] {
  return uncertain.filter((reason) => !RATE.test(reason) && !/\brate\b/.test(reason));
}

/** Where no end was found: one that may be there all the same, by a policy or a last rule that was not read. */
function endInDoubt({ filters }: FirewallRuleset, { input }: FamilyView): FinalDropChain['logged'] | undefined {
  if (input === undefined) return undefined;
  const policy = input.primary?.chain.policy;
  if (policy !== undefined && 'unknown' in policy) return policy;
  const rules = new Set(filters.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)));
  for (const { fates } of input.records) {
    for (const [{ rule, doubts }, { alive }] of fates) {
      if (!alive || !rules.has(rule) || rule.conditions.length > 0 || rule.any_of !== undefined) continue;
      const denies = rule.action === 'deny' || rule.action === 'reject';
      const reasons = lostOf(rule);
      if ((denies && doubts.length > 0 && reasons.length > 0) || (reasons.length > 0 && isActionLost(rule)))
        return unknown(`Whether "${rule.text}" drops what no rule lets in depends on: ${reasons.join('; ')}.`, rule.at);
    }
  }
  return undefined;
}
