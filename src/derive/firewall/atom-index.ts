import type { IndexSet } from './index-set.ts';

/** Finds what was put in under sets of atoms, by a set that overlaps them. */
export interface AtomIndex<T> {
  add(set: IndexSet, item: T): void;
  /** Hands over every item whose set overlaps, some more than once; returns the number of places looked at. */
  visit(set: IndexSet, take: (item: T) => void): number;
}

/** A half of its parent's atoms. */
interface Node<T> {
  readonly items: T[];
  left: Node<T> | undefined;
  right: Node<T> | undefined;
}

/** A segment tree over the atoms 0…size-1 of one dimension, grown where it is needed. */
export function atomIndex<T>(size: number): AtomIndex<T> {
  let width = 1;
  while (width < size) width *= 2;
  const makeNode = (): Node<T> => ({ items: [], left: undefined, right: undefined });
  const root = makeNode();

  const put = (node: Node<T>, low: number, high: number, from: number, to: number, item: T): void => {
    if (from <= low && high <= to) {
      node.items.push(item);
      return;
    }
    const middle = (low + high) >> 1;
    if (from < middle) {
      node.left ??= makeNode();
      put(node.left, low, middle, from, to, item);
    }
    if (to > middle) {
      node.right ??= makeNode();
      put(node.right, middle, high, from, to, item);
    }
  };
  /** Looks below a node for the intervals `first` to `last` of the set, those that overlap its atoms. */
  const look = (
    node: Node<T>,
    low: number,
    high: number,
    set: IndexSet,
    first: number,
    last: number,
    take: (item: T) => void,
  ): number => {
    for (const item of node.items) take(item);
    let looked = 1 + node.items.length;
    if (node.left === undefined && node.right === undefined) return looked;
    const middle = (low + high) >> 1;
    // The first interval that reaches into the right half; the last one of the left half may be the same.
    let split = first;
    let end = last;
    while (split < end) {
      const half = (split + end) >> 1;
      if ((set[2 * half + 1] ?? 0) > middle) end = half;
      else split = half + 1;
    }
    const straddles = split < last && (set[2 * split] ?? 0) < middle;
    const leftEnd = straddles ? split + 1 : split;
    if (node.left !== undefined && first < leftEnd) looked += look(node.left, low, middle, set, first, leftEnd, take);
    if (node.right !== undefined && split < last) looked += look(node.right, middle, high, set, split, last, take);
    return looked;
  };
  return {
    add: (set, item) => {
      for (let i = 0; i < set.length; i += 2) put(root, 0, width, set[i] ?? 0, set[i + 1] ?? 0, item);
    },
    visit: (set, take) => (set.length === 0 ? 0 : look(root, 0, width, set, 0, set.length >> 1, take)),
  };
}
