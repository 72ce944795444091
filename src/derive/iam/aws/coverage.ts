import { substitute } from './context.ts';
import { allowsSomewhere, type PolicySet } from './decide.ts';
import { arnMatcher, type Matcher, plainText } from './glob.ts';

/**
 * A cheap bound of the resources that a set allows an action on: false only where it certainly does not. Made once for a
 * principal, with its own name put into the patterns, so that thousands of others are told apart by a look-up.
 */
export function coverage(set: PolicySet, action: string): Matcher {
  const exact = new Set<string>();
  const wild = new Map<string, Matcher>();
  for (const { statement } of allowsSomewhere(set, action)) {
    if (statement.resources === undefined) return () => true;
    for (const resource of statement.resources) {
      const put = substitute(resource, set.context);
      if (put === 'sometimes') return () => true;
      if (put === 'never') continue;
      if (/[*?]/.test(put.pattern)) wild.set(put.pattern, arnMatcher(put.pattern));
      else exact.add(plainText(put.pattern));
    }
  }
  const matchers = [...wild.values()];
  return (text) => exact.has(text) || matchers.some((matches) => matches(text));
}
