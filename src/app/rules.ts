import path from 'node:path';
import { InternalError, UsageError } from '../core/errors.ts';
import { compareCodePoints } from '../core/order.ts';
import type { Rule } from '../core/rule.ts';
import { SEVERITIES } from '../core/statuses.ts';
import { loadRules } from '../policy/stored-policies.ts';
import { builtFolder } from './assets.ts';

/** Every built-in rule, worst first. */
export async function listRules(): Promise<readonly Rule[]> {
  const rules = await loadRules(path.join(builtFolder(), 'policies'));
  if (rules === undefined)
    throw new InternalError('the built-in policies are not there', {
      hint: 'Run `npm run build`, or install the package again.',
    });
  return rules.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compareCodePoints(a.id, b.id),
  );
}

/** The rule of that id or former name, else those whose id begins with it. Throws a UsageError that suggests near ones. */
export async function findRules(name: string): Promise<readonly Rule[]> {
  const rules = await listRules();
  const exact = rules.filter((rule) => rule.id === name);
  if (exact.length > 0) return exact;
  const former = rules.filter((rule) => rule.aliases.includes(name));
  if (former.length > 0) return former;
  const below = rules.filter((rule) => rule.id.startsWith(`${name}.`) || rule.id.startsWith(name));
  if (below.length > 0) return below;
  const near = nearRules(rules, name);
  throw new UsageError(`there is no rule ${name}`, {
    hint:
      near.length === 0 ? '`vauban rules` lists them all.' : `Did you mean ${near.map((rule) => rule.id).join(', ')}?`,
  });
}

/** A few rules that share words with the name, the likest first. */
export function nearRules(rules: readonly Rule[], name: string): readonly Rule[] {
  const words = name.split(/[^a-z0-9]+/).filter((word) => word.length > 2);
  const likeness = (rule: Rule): number => words.filter((word) => rule.id.includes(word)).length;
  // The sort is stable: among equals the worst stay first.
  return rules
    .filter((rule) => likeness(rule) > 0)
    .toSorted((a, b) => likeness(b) - likeness(a))
    .slice(0, 5);
}
