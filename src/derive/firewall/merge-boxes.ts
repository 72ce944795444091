import { type Cover, makeCover, type Work, WorkSpent } from './cover.ts';
import { EMPTY, equalSets, type IndexSet, overlaps, single, subtract, unionAll } from './index-set.ts';
import { type Box, sparseOf, type Universe } from './universe.ts';

/** A region with the numbers of what decided it. */
export interface Part {
  readonly box: Box;
  readonly because: readonly number[];
}

/** Numbers sets so that equal ones have one number. */
function makeNumbering(): (set: IndexSet) => number {
  const known = new WeakMap<IndexSet, number>();
  const buckets = new Map<number, { readonly set: IndexSet; readonly number: number }[]>();
  let next = 0;
  return (set) => {
    const found = known.get(set);
    if (found !== undefined) return found;
    let hash = set.length;
    for (const edge of set) hash = (Math.imul(hash, 31) + edge) | 0;
    const bucket = buckets.get(hash) ?? [];
    buckets.set(hash, bucket);
    let entry = bucket.find((one) => equalSets(one.set, set));
    if (entry === undefined) {
      entry = { set, number: next++ };
      bucket.push(entry);
    }
    known.set(set, entry.number);
    return entry.number;
  };
}

const ROUNDS = 8;

/** Joins parts that are equal in all dimensions but one, in the order of the dimensions, until none are left. */
export function mergeParts(parts: readonly Part[], dimensions: readonly number[], work: Work): readonly Part[] {
  const numberOf = makeNumbering();
  let current = parts;
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false;
    const varying = dimensions.filter((dimension) => {
      const first = numberOf(current[0]?.box[dimension] ?? EMPTY);
      return current.some((part) => numberOf(part.box[dimension] ?? EMPTY) !== first);
    });
    if (varying.length === 0 && current.length > 1) return [joined(current, dimensions[0] ?? 0)];
    for (const dimension of varying) {
      work.left -= current.length;
      if (work.left < 0) throw new WorkSpent();
      const groups = new Map<string, Part[]>();
      for (const part of current) {
        let key = '';
        for (const other of varying) if (other !== dimension) key += `${numberOf(part.box[other] ?? EMPTY)},`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [part]);
        else group.push(part);
      }
      if (groups.size === current.length) continue;
      changed = true;
      current = [...groups.values()].map((group) => joined(group, dimension));
    }
    if (!changed) break;
  }
  return current;
}

function joined(group: readonly Part[], dimension: number): Part {
  const [first] = group;
  if (first === undefined || group.length === 1) return first ?? { box: [], because: [] };
  const box = [...first.box];
  box[dimension] = unionAll(group.map((part) => part.box[dimension] ?? EMPTY));
  return { box, because: uniqueNumbers(group.flatMap((part) => part.because)) };
}

function uniqueNumbers(list: readonly number[]): readonly number[] {
  return [...new Set(list)].sort((a, b) => a - b);
}

/** The union of parts. */
export function coverOf(universe: Universe, parts: readonly Part[], work: Work): Cover {
  const cover = makeCover(universe, work);
  for (const part of parts) cover.add(sparseOf(universe, part.box));
  return cover;
}

/** True when every packet of the box lies in the cover. */
export function isWithin(cover: Cover, box: Box): boolean {
  return !cover.subtractFrom(box, () => true);
}

/** At most so many pieces are looked at before a part stays as narrow as it is. */
const PIECES = 64;

/**
 * Widens each part in one dimension after the other where the union allows it and the set gets simpler: `22 from anywhere`
 * and not `22 from everywhere but where all ports are open already`. The union stays what it was; the parts may overlap.
 */
export function widenParts(
  universe: Universe,
  parts: readonly Part[],
  limits: Box,
  dimensions: readonly number[],
  work: Work,
): readonly Part[] {
  if (parts.length < 2) return parts;
  const cover = coverOf(universe, parts, work);
  return parts.map((part) => {
    const box = [...part.box];
    for (const dimension of dimensions) {
      const own = box[dimension] ?? EMPTY;
      const whole = limits[dimension] ?? EMPTY;
      if (equalSets(own, whole)) continue;
      const rest = [...box];
      const gap = subtract(whole, own);
      if (!samplesOf(gap).some((atom) => isWithin(cover, withSet(box, dimension, single(atom))))) continue;
      rest[dimension] = gap;
      let pieces = 0;
      const missing: IndexSet[] = [];
      const tooMany = cover.subtractFrom(rest, (piece) => {
        missing.push(piece[dimension] ?? EMPTY);
        return ++pieces > PIECES;
      });
      if (tooMany) continue;
      const wide = subtract(whole, unionAll(missing));
      if (complexity(wide, whole) < complexity(own, whole)) box[dimension] = wide;
    }
    return { box, because: part.because };
  });
}

function withSet(box: Box, dimension: number, set: IndexSet): Box {
  const out = [...box];
  out[dimension] = set;
  return out;
}

/** Some atoms of a set: when none of them is in the union, the rest is not looked at. */
function samplesOf(set: IndexSet): readonly number[] {
  const middle = 2 * (set.length >> 2);
  return [...new Set([set[0], set[middle], set[set.length - 2], (set[set.length - 1] ?? 0) - 1])].filter(
    (atom) => atom !== undefined,
  );
}

/** The number of intervals that tell a set, by what is in it or by what is left out. */
function complexity(set: IndexSet, whole: IndexSet): number {
  const left = subtract(whole, set).length;
  return left === 0 ? 0 : Math.min(set.length, left + 1);
}

/** At most so many parts are compared with one another. */
const COMPARED = 400;

/** Leaves out parts that lie in another one. */
export function withoutContained(parts: readonly Part[]): readonly Part[] {
  if (parts.length > COMPARED) return parts;
  const inside = (a: Part, b: Part): boolean =>
    a.box.every((set, dimension) => {
      const other = b.box[dimension] ?? EMPTY;
      return set === other || (overlaps(set, other) && subtract(set, other).length === 0);
    });
  return parts.filter(
    (part, index) =>
      !parts.some((other, at) => at !== index && inside(part, other) && (at < index || !inside(other, part))),
  );
}
