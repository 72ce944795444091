import { type IpFamily, parseIpRange } from '../../core/ip-range.ts';
import type { FirewallRule, FirewallRuleset } from '../../model/generated/model.ts';

/**
 * True when no new packet of the family is let in: every chain denies what no rule decides, and every rule that could let
 * one in names addresses of the other family only. A cloud has thousands of groups that speak of IPv4 alone; following
 * their rules for IPv6 would double the work.
 */
export function isSilent({ filters }: FirewallRuleset, family: IpFamily): boolean {
  const chains = filters.flatMap((filter) => filter.chains);
  const bases = chains.filter(({ hook }) => hook === 'input');
  if (bases.length === 0) return false;
  // What is denied by one of the base chains is denied.
  return bases.some(({ policy, rules }) => {
    const denies = policy !== undefined && 'value' in policy && policy.value === 'deny';
    return denies && rules.every((rule) => letsNothingIn(rule, family));
  });
}

function letsNothingIn(rule: FirewallRule, family: IpFamily): boolean {
  if (rule.action === 'deny' || rule.action === 'reject' || rule.action === 'continue') return true;
  if (rule.action !== 'allow') return false;
  return rule.conditions.some(
    ({ on, values, negated }) =>
      ((on === 'src' || on === 'dst') && values.length > 0 && values.every((text) => isOfOther(text, family))) ||
      (on === 'state' && negated !== true && values.every((state) => state === 'ESTABLISHED' || state === 'RELATED')),
  );
}

function isOfOther(text: string, family: IpFamily): boolean {
  const range = parseIpRange(text);
  return range !== undefined && range.family !== family;
}
