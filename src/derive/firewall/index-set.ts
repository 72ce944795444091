/**
 * A set of atoms of one dimension: sorted half-open intervals [s0, e0, s1, e1, …] of atom indices. Atoms are the classes
 * between the end points of all conditions, so every condition is exactly a union of them.
 */
export type IndexSet = readonly number[];

/** No atom. */
export const EMPTY: IndexSet = [];

/** One atom. */
export function single(index: number): IndexSet {
  return [index, index + 1];
}

/** Atoms of both. */
export function intersect(a: IndexSet, b: IndexSet): IndexSet {
  if (a === b) return a;
  if (a.length > 16 && b.length === 2) return clip(a, b[0] ?? 0, b[1] ?? 0);
  if (b.length > 16 && a.length === 2) return clip(b, a[0] ?? 0, a[1] ?? 0);
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const aEnd = a[i + 1] ?? 0;
    const bEnd = b[j + 1] ?? 0;
    const start = Math.max(a[i] ?? 0, b[j] ?? 0);
    const end = Math.min(aEnd, bEnd);
    if (start < end) out.push(start, end);
    if (aEnd < bEnd) i += 2;
    else j += 2;
  }
  return out.length === a.length && sameItems(out, a) ? a : out;
}

/** The part of a long set inside one interval, found by bisection. */
function clip(set: IndexSet, from: number, to: number): IndexSet {
  let i = firstEndingAfter(set, from);
  const out: number[] = [];
  while (i < set.length && (set[i] ?? 0) < to) {
    out.push(Math.max(set[i] ?? 0, from), Math.min(set[i + 1] ?? 0, to));
    i += 2;
  }
  return out.length === set.length && sameItems(out, set) ? set : out;
}

function sameItems(a: IndexSet, b: IndexSet): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The offset of the first interval whose end lies after `from`. */
function firstEndingAfter(set: IndexSet, from: number): number {
  let low = 0;
  let high = set.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((set[2 * middle + 1] ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}

/** True when both have an atom in common. */
export function overlaps(a: IndexSet, b: IndexSet): boolean {
  if (a === b) return a.length > 0;
  if (a.length > b.length) return overlaps(b, a);
  if (b.length > 16) {
    for (let i = 0; i < a.length; i += 2) {
      const at = firstEndingAfter(b, a[i] ?? 0);
      if (at < b.length && (b[at] ?? 0) < (a[i + 1] ?? 0)) return true;
    }
    return false;
  }
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if ((a[i + 1] ?? 0) <= (b[j] ?? 0)) i += 2;
    else if ((b[j + 1] ?? 0) <= (a[i] ?? 0)) j += 2;
    else return true;
  }
  return false;
}

/** Atoms of `a` that are not in `b`. */
export function subtract(a: IndexSet, b: IndexSet): IndexSet {
  if (a === b) return EMPTY;
  const out: number[] = [];
  let j = a.length === 0 ? 0 : firstEndingAfter(b, a[0] ?? 0);
  for (let i = 0; i < a.length; i += 2) {
    let start = a[i] ?? 0;
    const end = a[i + 1] ?? 0;
    while (j < b.length && (b[j + 1] ?? 0) <= start) j += 2;
    let k = j;
    while (k < b.length && (b[k] ?? 0) < end) {
      if ((b[k] ?? 0) > start) out.push(start, b[k] ?? 0);
      start = Math.max(start, b[k + 1] ?? 0);
      k += 2;
    }
    if (start < end) out.push(start, end);
    j = Math.max(j, k - 2);
  }
  return out.length === a.length && sameItems(out, a) ? a : out;
}

/** Atoms of either. */
export function union(a: IndexSet, b: IndexSet): IndexSet {
  if (a.length === 0 || a === b) return b;
  if (b.length === 0) return a;
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const fromA = j >= b.length || (i < a.length && (a[i] ?? 0) <= (b[j] ?? 0));
    const start = fromA ? (a[i] ?? 0) : (b[j] ?? 0);
    const end = fromA ? (a[i + 1] ?? 0) : (b[j + 1] ?? 0);
    if (fromA) i += 2;
    else j += 2;
    const last = out.length - 1;
    if (last > 0 && start <= (out[last] ?? 0)) out[last] = Math.max(out[last] ?? 0, end);
    else out.push(start, end);
  }
  return out;
}

/** Atoms of any of many sets: short ones are joined first, where a chain of unions would copy the sum at each step. */
export function unionAll(sets: readonly IndexSet[]): IndexSet {
  let list = [...new Set(sets)].filter((set) => set.length > 0).sort((a, b) => a.length - b.length);
  while (list.length > 1) {
    const joined: IndexSet[] = [];
    for (let i = 0; i < list.length; i += 2) {
      const [one, other] = [list[i], list[i + 1]];
      if (one !== undefined) joined.push(other === undefined ? one : union(one, other));
    }
    list = joined;
  }
  return list[0] ?? EMPTY;
}

/** True when both hold the same atoms. */
export function equalSets(a: IndexSet, b: IndexSet): boolean {
  return a === b || (a.length === b.length && sameItems(a, b));
}

/** Puts an interval into a mutable set in place: cheap for a set that grows by single addresses. */
export function insertInterval(set: number[], from: number, to: number): void {
  // The first interval that ends at or after `from`: touching intervals become one.
  const first = firstEndingAfter(set, from - 1);
  let last = first;
  let start = from;
  let end = to;
  while (last < set.length && (set[last] ?? 0) <= to) {
    start = Math.min(start, set[last] ?? 0);
    end = Math.max(end, set[last + 1] ?? 0);
    last += 2;
  }
  set.splice(first, last - first, start, end);
}

/** True when the atom is in the set. */
export function hasIndex(set: IndexSet, index: number): boolean {
  const at = firstEndingAfter(set, index);
  return at < set.length && (set[at] ?? 0) <= index;
}

/** The number of atoms. */
export function sizeOf(set: IndexSet): number {
  let size = 0;
  for (let i = 0; i < set.length; i += 2) size += (set[i + 1] ?? 0) - (set[i] ?? 0);
  return size;
}

/** A set of sorted, distinct atoms. */
export function fromIndices(indices: Iterable<number>): IndexSet {
  const out: number[] = [];
  for (const index of indices) {
    if (out.length > 0 && out[out.length - 1] === index) out[out.length - 1] = index + 1;
    else out.push(index, index + 1);
  }
  return out;
}

/** Sets of fewer edges are made anew faster than they are looked up. */
const LONG = 64;

/** An operation on two sets; `made` is told the length of a long result that is made anew. */
type Operation = (a: IndexSet, b: IndexSet, made?: (length: number) => void) => IndexSet;

/**
 * The same operation on the same sets gives the same array: long sets that many regions share are kept once. Sets that
 * grow in place are marked as changed.
 */
export function sharedResults(operation: (a: IndexSet, b: IndexSet) => IndexSet): Operation {
  const results = new WeakMap<IndexSet, WeakMap<IndexSet, { readonly result: IndexSet; readonly version: number }>>();
  return (a, b, made) => {
    if (b.length < LONG && a.length < LONG) return operation(a, b);
    const own = results.get(a) ?? new WeakMap<IndexSet, { readonly result: IndexSet; readonly version: number }>();
    results.set(a, own);
    const version = versionOf(a) * 1e9 + versionOf(b);
    const known = own.get(b);
    if (known?.version === version) return known.result;
    const result = operation(a, b);
    own.set(b, { result, version });
    if (result.length >= LONG) made?.(result.length);
    return result;
  };
}

const VERSIONS = new WeakMap<IndexSet, number>();

function versionOf(set: IndexSet): number {
  return VERSIONS.get(set) ?? 0;
}

/** Notes that a set was changed in place. */
export function markChanged(set: IndexSet): void {
  VERSIONS.set(set, versionOf(set) + 1);
}
