import { hasIndex, type IndexSet, insertInterval, intersect, overlaps, sizeOf, subtract } from './index-set.ts';
import type { Box, SparseBox, Universe } from './universe.ts';

/** How much work an analysis may do; it ends in an honest unknown, never in a guess. */
export interface Work {
  left: number;
}

/** Thrown inside the algebra when the work is spent; caught by the analysis, which then says unknown. */
export class WorkSpent extends Error {}

/** Takes a piece; true ends the enumeration. */
export type Emit = (piece: Box) => boolean;

/** The region that earlier rules decided: boxes are added, and others are cut by it. */
export interface Cover {
  add(box: SparseBox): void;
  /** Enumerates disjoint boxes of what is left of `box`; true when `emit` ended it. */
  subtractFrom(box: Box, emit: Emit): boolean;
  readonly isEmpty: boolean;
}

/** Boxes that agree in every dimension but the finest one: that one is a set which grows in place. */
interface Group {
  readonly rest: SparseBox;
  /** Undefined: the whole finest dimension. */
  main: number[] | undefined;
}

/** A set of at most this many atoms in the second finest dimension is found by its atoms. */
const NARROW = 4;

/**
 * An order-free union of boxes. Boxes that differ in the finest dimension only (usually the source address) are kept as
 * one, and those that are narrow in the second finest (usually the port) are indexed by it, so that the work for a rule
 * grows with the rules that overlap it and not with all rules before it.
 */
export function makeCover(universe: Universe, work: Work): Cover {
  const main = universe.full.length - 1;
  const second = main - 1;
  const groups = new Map<string, Group>();
  const wide: Group[] = [];
  const narrow = new Map<number, Group[]>();
  let touched: readonly number[] | undefined;

  const spend = (amount: number): void => {
    work.left -= amount;
    if (work.left < 0) throw new WorkSpent();
  };
  const meets = (box: Box, group: Group): boolean => {
    if (group.main !== undefined && !overlaps(box[main] ?? [], group.main)) return false;
    for (const [dimension, set] of group.rest) if (!overlaps(box[dimension] ?? [], set)) return false;
    return true;
  };
  /** The pieces of a box outside a group that it meets. */
  const cut = (box: Box, group: Group): readonly Box[] => {
    const pieces: Box[] = [];
    const inside = [...box];
    const split = (dimension: number, set: IndexSet): void => {
      const own = inside[dimension] ?? [];
      const outside = subtract(own, set);
      if (outside.length === 0) return;
      const piece = [...inside];
      piece[dimension] = outside;
      pieces.push(piece);
      inside[dimension] = intersect(own, set);
    };
    for (const [dimension, set] of group.rest) split(dimension, set);
    if (group.main !== undefined) split(main, group.main);
    return pieces;
  };
  /** Cuts a box by the groups from `start` on, then hands each piece on. */
  const through = (box: Box, list: readonly Group[], start: number, next: Emit): boolean => {
    let current = box;
    for (let i = start; i < list.length; i++) {
      const group = list[i];
      if (group === undefined) continue;
      spend(1);
      if (!meets(current, group)) continue;
      const pieces = cut(current, group);
      spend(2 + (group.main?.length ?? 0) / 64);
      const last = pieces[pieces.length - 1];
      if (last === undefined) return false;
      for (let p = 0; p < pieces.length - 1; p++) {
        const piece = pieces[p];
        if (piece !== undefined && through(piece, list, i + 1, next)) return true;
      }
      current = last;
    }
    return next(current);
  };
  const touchedAtoms = (): readonly number[] => {
    touched ??= [...narrow.keys()].sort((a, b) => a - b);
    return touched;
  };
  const throughNarrow = (box: Box, next: Emit): boolean => {
    if (narrow.size === 0) return next(box);
    const set = box[second] ?? [];
    const hits: { readonly atom: number; readonly groups: readonly Group[] }[] = [];
    const look = (atom: number): void => {
      const bucket = narrow.get(atom);
      if (bucket === undefined) return;
      spend(1 + bucket.length);
      const met = bucket.filter((group) => meets(box, group));
      if (met.length > 0) hits.push({ atom, groups: met });
    };
    if (sizeOf(set) <= narrow.size) {
      for (let i = 0; i < set.length; i += 2) for (let atom = set[i] ?? 0; atom < (set[i + 1] ?? 0); atom++) look(atom);
    } else for (const atom of touchedAtoms()) if (hasIndex(set, atom)) look(atom);
    if (hits.length === 0) return next(box);
    const untouched: number[] = [];
    for (const { atom } of hits) insertInterval(untouched, atom, atom + 1);
    const rest = subtract(set, untouched);
    if (rest.length > 0) {
      const piece = [...box];
      piece[second] = rest;
      if (next(piece)) return true;
    }
    for (const { atom, groups: met } of hits) {
      const slice = [...box];
      slice[second] = [atom, atom + 1];
      if (through(slice, met, 0, next)) return true;
    }
    return false;
  };

  return {
    get isEmpty() {
      return groups.size === 0;
    },
    add: (box) => {
      const last = box.at(-1);
      const mainSet = last?.[0] === main ? last[1] : undefined;
      const rest = mainSet === undefined ? box : box.slice(0, -1);
      const key = rest.map(([dimension, set]) => `${dimension}:${set.join(',')}`).join(';');
      spend(1 + key.length / 64);
      const found = groups.get(key);
      if (found !== undefined) {
        if (mainSet === undefined) found.main = undefined;
        else if (found.main !== undefined) {
          for (let i = 0; i < mainSet.length; i += 2) insertInterval(found.main, mainSet[i] ?? 0, mainSet[i + 1] ?? 0);
        }
        return;
      }
      const group: Group = { rest, main: mainSet === undefined ? undefined : [...mainSet] };
      groups.set(key, group);
      const secondSet = rest.at(-1)?.[0] === second ? rest.at(-1)?.[1] : undefined;
      if (secondSet === undefined || sizeOf(secondSet) > NARROW) wide.push(group);
      else {
        for (let i = 0; i < secondSet.length; i += 2) {
          for (let atom = secondSet[i] ?? 0; atom < (secondSet[i + 1] ?? 0); atom++) {
            const bucket = narrow.get(atom);
            if (bucket === undefined) {
              narrow.set(atom, [group]);
              touched = undefined;
            } else bucket.push(group);
          }
        }
      }
    },
    subtractFrom: (box, emit) => through(box, wide, 0, (piece) => throughNarrow(piece, emit)),
  };
}

/** Enumerates what is left of a box after all covers. */
export function subtractAll(box: Box, covers: readonly Cover[], emit: Emit, from = 0): boolean {
  const cover = covers[from];
  if (cover === undefined) return emit(box);
  return cover.subtractFrom(box, (piece) => subtractAll(piece, covers, emit, from + 1));
}

/** The common part of a box and a sparse box; undefined when there is none. */
export function narrowBox(box: Box, sparse: SparseBox): Box | undefined {
  for (const [dimension, set] of sparse) if (!overlaps(box[dimension] ?? [], set)) return undefined;
  if (sparse.length === 0) return box;
  const out = [...box];
  for (const [dimension, set] of sparse) out[dimension] = intersect(out[dimension] ?? [], set);
  return out;
}

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
