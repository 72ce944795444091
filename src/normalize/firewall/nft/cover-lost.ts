import type { RawRule, RawRuleset } from './syntax.ts';
import { chainOf, tableOf } from './syntax.ts';

const HOOKS = ['prerouting', 'input', 'forward', 'output'] as const;

/**
 * What cannot be read may have been a rule of any base chain, or a base chain by itself: each chain gets a rule of which
 * nothing is known, and each hook a chain of such a rule. So nothing counts as closed, or as open, for what is lost.
 */
export function coverLost(ruleset: RawRuleset): void {
  const [at] = ruleset.astray;
  if (at === undefined) return;
  const text = 'what stands here cannot be read';
  const rule: RawRule = { statements: [{ kind: 'unread', text }], text, at };
  for (const table of ruleset.tables.values())
    for (const chain of table.chains.values()) if (chain.hook !== undefined) chain.rules.unshift(rule);
  const table = tableOf(ruleset, 'inet', 'that cannot be read', at);
  for (const hook of HOOKS) {
    const chain = chainOf(table, hook, at);
    chain.hook = { type: 'filter', hook, priority: 0 };
    chain.rules.push(rule);
  }
}
