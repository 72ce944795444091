import type { FirewallRuleset } from '../../../../src/model/generated/model.ts';

/** What a ruleset means, without the words and places of its source. */
export function meaningOf(ruleset: FirewallRuleset | undefined): unknown {
  return ruleset?.filters.map(({ id, family, chains }) => ({
    id,
    family,
    chains: [...chains]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id: chain, table, hook, priority, policy, rules }) => ({
        chain,
        table,
        hook,
        priority,
        policy: policy !== undefined && 'value' in policy ? policy.value : policy?.unknown,
        rules: rules.map(({ action, target, translate, conditions, any_of, none_of, uncertain, comment }) => ({
          action,
          target,
          translate,
          conditions,
          any_of,
          none_of,
          uncertain,
          comment,
        })),
      })),
  }));
}
