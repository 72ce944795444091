import { sortedBy } from '../../../core/order.ts';
import { matchesWildcard } from '../../../core/wildcard.ts';
import type { CaptureSet } from '../../capture-set.ts';

/** Captured paths that a glob(7) pattern names, sorted as glob(3) does in the C locale. */
export function globPaths(pattern: string, captures: CaptureSet): readonly string[] {
  if (!/[*?[]/.test(pattern)) return captures.get(pattern) === undefined ? [] : [pattern];
  const wanted = pattern.split('/').filter((part) => part !== '');
  const found = captures.all
    .map((capture) => capture.origin)
    .filter((origin) => {
      const parts = origin.split('/').slice(1);
      return (
        origin.startsWith('/') &&
        parts.length === wanted.length &&
        wanted.every((part, index) => matchesPart(part, parts[index] ?? ''))
      );
    });
  return sortedBy(found, (origin) => origin);
}

/** A wildcard matches neither a slash nor a leading dot. */
function matchesPart(pattern: string, name: string): boolean {
  return (!name.startsWith('.') || pattern.startsWith('.')) && matchesWildcard(pattern, name);
}
