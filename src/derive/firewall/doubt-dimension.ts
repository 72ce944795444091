import type { FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';
import type { SparseBox, Universe } from './universe.ts';

/** A rule's match as regions and what is in doubt about it. */
interface Match {
  readonly boxes: readonly SparseBox[];
  readonly doubts: readonly string[];
}

/**
 * What two rules must have in common to have the same answer to their doubts: the words of the rule, which name the set,
 * rate or mark, and its peers. Undefined when nothing is in doubt.
 */
export function doubtKey(rule: FirewallRule): string | undefined {
  if (rule.uncertain.length === 0) return undefined;
  return JSON.stringify([rule.text, rule.uncertain, rule.peers ?? [], rule.conditions]);
}

/** A doubt that the universe has a dimension for is a condition like any other: the rule matches where the answer is yes. */
export function withAnswers(rule: FirewallRule, match: Match, universe: Universe): Match {
  const key = universe.doubts.size === 0 ? undefined : doubtKey(rule);
  const dimension = key === undefined ? undefined : universe.doubts.get(key);
  // Unreadable conditions stand beside the rule's own doubts and stay in doubt.
  if (dimension === undefined) return match;
  return {
    boxes: match.boxes.map((box) => [[dimension, [1, 2]] as const, ...box]),
    doubts: match.doubts.slice(rule.uncertain.length),
  };
}

/** Doubts that occur in both rulesets, at most `limit` of them. */
export function sharedDoubts(a: FirewallRuleset, b: FirewallRuleset, limit: number): readonly string[] {
  const keysOf = (ruleset: FirewallRuleset) =>
    new Set(
      ruleset.filters.flatMap((filter) =>
        filter.chains.flatMap((chain) => chain.rules.map(doubtKey).filter((key) => key !== undefined)),
      ),
    );
  const other = keysOf(b);
  return [...keysOf(a)].filter((key) => other.has(key)).slice(0, limit);
}

const ACCEPTS = 'its verdict is not in the rules: it may accept';
const DROPS = 'its verdict is not in the rules: it may drop';
const POLICY = 'the policy is not told: it may accept';

/**
 * The same ruleset with every verdict that is not told written as two rules in doubt, one that accepts and one that drops;
 * so that an equal unknown in two rulesets has an equal answer in both.
 */
export function withVerdictDoubts(ruleset: FirewallRuleset): FirewallRuleset {
  const filters = ruleset.filters.map((filter) => ({
    ...filter,
    chains: filter.chains.map((chain) => {
      const rules = chain.rules.flatMap((rule): readonly FirewallRule[] =>
        rule.action === 'unknown'
          ? [
              { ...rule, action: 'allow', uncertain: [...rule.uncertain, ACCEPTS] },
              { ...rule, action: 'deny', uncertain: [...rule.uncertain, DROPS] },
            ]
          : [rule],
      );
      const { policy } = chain;
      // What returns from a base chain falls to its policy and would pass by a last rule.
      const leaves = rules.some((rule) => rule.action === 'return' || rule.action === 'goto');
      if (policy === undefined || !('unknown' in policy) || leaves) return { ...chain, rules };
      const text = `policy of ${chain.name}`;
      const last: FirewallRule = {
        id: `${chain.id}: policy`,
        action: 'allow',
        conditions: [],
        uncertain: [POLICY],
        text,
        at: policy.at,
      };
      return { ...chain, rules: [...rules, last], policy: { value: 'deny', at: policy.at } };
    }),
  }));
  return { ...ruleset, filters };
}
