import type { FirewallChain, FirewallCondition, FirewallRule } from '../../../model/generated/model.ts';

/** Which of the packets of its hook a base chain sees. */
export interface Guard {
  readonly conditions: readonly FirewallCondition[];
  /** They cannot be told. */
  readonly uncertain?: string;
}

/**
 * A base chain that sees only some of the packets of its hook (those of a device, the first of a connection): its rules
 * are narrowed to them, and so is a policy that drops, which becomes a last rule.
 */
export function guarded(chain: FirewallChain, guard: Guard, where: 'rules and policy' | 'policy'): FirewallChain {
  const { policy } = chain;
  if (policy === undefined) return chain;
  const narrow = (rule: FirewallRule): FirewallRule => ({
    ...rule,
    conditions: [...rule.conditions, ...guard.conditions],
    uncertain: guard.uncertain === undefined ? rule.uncertain : [...rule.uncertain, guard.uncertain],
  });
  const rules = where === 'policy' ? chain.rules : chain.rules.map(narrow);
  if (!('value' in policy) || policy.value !== 'deny') return { ...chain, rules };
  const deny = (rule: FirewallRule, id: string): FirewallRule => ({
    id,
    action: 'deny',
    target: 'policy drop',
    conditions: rule.conditions,
    uncertain: rule.uncertain,
    ...(rule.any_of === undefined ? {} : { any_of: rule.any_of }),
    ...(rule.none_of === undefined ? {} : { none_of: rule.none_of }),
    text: rule.text,
    at: rule.at,
  });
  const closed = rules.flatMap((rule): readonly FirewallRule[] => {
    const own = where === 'policy' ? narrow(rule) : rule;
    // What leaves a base chain falls to its policy.
    if (rule.action === 'return') return [deny(own, rule.id)];
    if (rule.action === 'goto') return [{ ...rule, action: 'jump' }, deny(own, `${rule.id}: policy`)];
    return [rule];
  });
  const last: FirewallRule = {
    id: `${chain.id}: policy`,
    action: 'deny',
    target: 'policy drop',
    conditions: guard.conditions,
    uncertain: guard.uncertain === undefined ? [] : [guard.uncertain],
    text: `policy of ${chain.name}`,
    at: policy.at,
  };
  return { ...chain, rules: [...closed, last], policy: { value: 'allow', at: policy.at } };
}
