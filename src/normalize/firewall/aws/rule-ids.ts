import type { FirewallRule } from '../../../model/generated/model.ts';

/** Gives each rule of a chain an id of its text, which survives moved lines; equal ones are counted. */
export function uniqueIds(chain: string, rules: readonly Omit<FirewallRule, 'id'>[]): FirewallRule[] {
  const seen = new Map<string, number>();
  return rules.map((rule) => {
    const base = `${chain}: ${rule.text}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { id: count === 1 ? base : `${base} (${count})`, ...rule };
  });
}
