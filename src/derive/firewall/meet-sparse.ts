import { intersect } from './index-set.ts';
import type { SparseBox } from './universe.ts';

/** The common part of two sparse boxes; undefined when there is none. */
export function meetSparse(a: SparseBox, b: SparseBox): SparseBox | undefined {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const sets = new Map(a);
  for (const [dimension, set] of b) {
    const own = sets.get(dimension);
    const both = own === undefined ? set : intersect(own, set);
    if (both.length === 0) return undefined;
    sets.set(dimension, both);
  }
  return [...sets].sort((x, y) => x[0] - y[0]);
}
