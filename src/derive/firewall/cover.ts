import { boxIndex, INTERVALS, NARROW } from './box-index.ts';
import {
  type IndexSet,
  insertInterval,
  intersect,
  markChanged,
  overlaps,
  sharedResults,
  sizeOf,
  subtract,
} from './index-set.ts';
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
  readonly number: number;
  readonly rest: SparseBox;
  /** Undefined: the whole finest dimension. */
  main: IndexSet | undefined;
  /** The set to grow in place; until then the set of the first box is shared. */
  own: number[] | undefined;
}

/** Lists of at most so many boxes are cut one after the other. */
const SHORT = 12;
/**
 * An order-free union of boxes. Boxes that differ in the finest dimension only (usually the source address) are kept as
 * one, those that restrict one dimension only are one set for it, and the others are found by the dimension in which they
 * are narrowest, so that the work for a rule grows with the rules that overlap it and not with all rules before it.
 */
export function makeCover(universe: Universe, work: Work): Cover {
  const main = universe.full.length - 1;
  const groups = new Map<string, Group>();
  /** What is covered whatever the other dimensions are, by dimension. */
  const single = new Map<number, number[]>();
  const index = boxIndex<Group>(universe);
  let everything = false;
  let empty = true;

  const spend = (amount: number): void => {
    work.left -= amount;
    if (work.left < 0) throw new WorkSpent();
  };
  /** Long sets are kept by the regions that they are part of: memory is work too. */
  const keep = (length: number): void => spend(length / 4);
  const setIn = (group: Group, dimension: number): IndexSet | undefined =>
    dimension === main ? group.main : group.rest.find(([one]) => one === dimension)?.[1];
  const meets = (box: Box, group: Group): boolean => {
    for (const [dimension, set] of group.rest) if (!overlaps(box[dimension] ?? [], set)) return false;
    return group.main === undefined || overlaps(box[main] ?? [], group.main);
  };
  /** The pieces of a box outside a group that it meets. */
  const cut = (box: Box, group: Group): readonly Box[] => {
    const pieces: Box[] = [];
    const inside = [...box];
    const split = (dimension: number, set: IndexSet): void => {
      const own = inside[dimension] ?? [];
      const outside = without(own, set, keep);
      if (outside.length === 0) return;
      const piece = [...inside];
      piece[dimension] = outside;
      pieces.push(piece);
      inside[dimension] = common(own, set, keep);
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
  /** Cuts a box by groups that all meet it: many of them are told apart first, so that each part meets few. */
  const outside = (box: Box, list: readonly Group[], next: Emit): boolean => {
    if (list.length <= SHORT) return through(box, list, 0, next);
    const dimension = apart(box, list);
    if (dimension === undefined) return through(box, list, 0, next);
    const own = box[dimension] ?? [];
    const limit = sizeOf(own) * NARROW;
    const isNarrow = (group: Group): boolean => {
      const set = setIn(group, dimension);
      return set !== undefined && set.length <= 2 * INTERVALS && sizeOf(set) <= limit;
    };
    const narrow = list.filter(isNarrow);
    const others = list.filter((group) => !isNarrow(group));
    if (others.length <= SHORT && others.length > 0)
      return through(box, others, 0, (piece) =>
        outside(
          piece,
          narrow.filter((group) => meets(piece, group)),
          next,
        ),
      );
    for (const { set, members } of slicesOf(own, dimension, narrow)) {
      const slice = [...box];
      slice[dimension] = set;
      const met = [...others, ...members].filter((group) => meets(slice, group));
      spend(1 + others.length + members.length);
      if (outside(slice, met, next)) return true;
    }
    return false;
  };
  /** The dimension in which most of the groups are narrow; undefined when less than half of them are in any. */
  const apart = (box: Box, list: readonly Group[]): number | undefined => {
    const counts = new Map<number, number>();
    const limits = box.map((set) => sizeOf(set) * NARROW);
    const count = (dimension: number, set: IndexSet): void => {
      if (set.length <= 2 * INTERVALS && sizeOf(set) <= (limits[dimension] ?? 0))
        counts.set(dimension, (counts.get(dimension) ?? 0) + 1);
    };
    for (const group of list) {
      for (const [dimension, set] of group.rest) count(dimension, set);
      if (group.main !== undefined) count(main, group.main);
    }
    spend(list.length);
    let best: number | undefined;
    for (const [dimension, amount] of counts)
      if (2 * amount > list.length && amount > (best === undefined ? 0 : (counts.get(best) ?? 0))) best = dimension;
    return best;
  };
  /** Cuts a set where the groups begin and end; atoms that the same groups hold stay together. */
  const slicesOf = (
    own: IndexSet,
    dimension: number,
    list: readonly Group[],
  ): readonly { readonly set: IndexSet; readonly members: readonly Group[] }[] => {
    const edges = new Map<number, { readonly starts: Group[]; readonly ends: Group[] }>();
    const edge = (at: number) => {
      const found = edges.get(at) ?? { starts: [], ends: [] };
      edges.set(at, found);
      return found;
    };
    for (const group of list) {
      const set = setIn(group, dimension) ?? [];
      for (let i = 0; i < set.length; i += 2) {
        edge(set[i] ?? 0).starts.push(group);
        edge(set[i + 1] ?? 0).ends.push(group);
      }
    }
    const first = own[0] ?? 0;
    const last = own[own.length - 1] ?? 0;
    const cuts = [...new Set([...edges.keys(), first, last])].sort((a, b) => a - b);
    spend(cuts.length);
    const active = new Set<Group>();
    const slices = new Map<string, { readonly set: number[]; readonly members: readonly Group[] }>();
    for (const [i, from] of cuts.entries()) {
      const here = edges.get(from);
      for (const group of here?.ends ?? []) active.delete(group);
      for (const group of here?.starts ?? []) active.add(group);
      const to = cuts[i + 1] ?? last;
      if (to <= first || from >= last || from >= to) continue;
      const part = intersect(own, [from, to]);
      if (part.length === 0) continue;
      spend(1 + active.size);
      const key = [...active].map((group) => group.number).join(' ');
      const slice = slices.get(key) ?? { set: [], members: [...active] };
      slices.set(key, slice);
      for (let k = 0; k < part.length; k += 2) insertInterval(slice.set, part[k] ?? 0, part[k + 1] ?? 0);
    }
    return [...slices.values()];
  };
  const found = (box: Box): readonly Group[] => {
    const hits: Group[] = [];
    spend(
      index.visit(box, (group) => {
        if (meets(box, group)) hits.push(group);
      }),
    );
    return hits;
  };
  const grow = (group: Group, set: IndexSet | undefined): void => {
    if (group.main === undefined) return;
    index.widen(main, set, { number: group.number, item: group });
    if (set === undefined) group.main = undefined;
    else {
      group.own ??= [...group.main];
      group.main = group.own;
      addAll(group.own, set);
    }
  };

  return {
    get isEmpty() {
      return empty;
    },
    add: (box) => {
      empty = false;
      const [only] = box;
      if (only === undefined) everything = true;
      if (only === undefined || everything) return;
      if (box.length === 1) {
        const own = single.get(only[0]) ?? [];
        single.set(only[0], own);
        addAll(own, only[1]);
        spend(1 + only[1].length / 64);
        return;
      }
      const last = box.at(-1);
      const mainSet = last?.[0] === main ? last[1] : undefined;
      const rest = mainSet === undefined ? box : box.slice(0, -1);
      const key = rest.map(([dimension, set]) => `${dimension}:${set.join(',')}`).join(';');
      spend(1 + key.length / 64);
      const known = groups.get(key);
      if (known !== undefined) {
        grow(known, mainSet);
        return;
      }
      const group: Group = {
        number: groups.size,
        rest,
        main: mainSet,
        own: undefined,
      };
      groups.set(key, group);
      index.add(box, { number: group.number, item: group });
    },
    subtractFrom: (box, emit) => {
      spend(1);
      if (everything) return false;
      let left = box;
      for (const [dimension, set] of single) {
        const own = left[dimension] ?? [];
        if (!overlaps(own, set)) continue;
        const rest = without(own, set, keep);
        spend(1);
        if (rest.length === 0) return false;
        const next = [...left];
        next[dimension] = rest;
        left = next;
      }
      if (groups.size === 0) return emit(left);
      return outside(left, found(left), emit);
    },
  };
}

/** Long sets are cut by long sets again and again: the result is kept. */
const without = sharedResults(subtract);
const common = sharedResults(intersect);

function addAll(set: number[], more: IndexSet): void {
  for (let i = 0; i < more.length; i += 2) insertInterval(set, more[i] ?? 0, more[i + 1] ?? 0);
  markChanged(set);
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
  for (const [dimension, set] of sparse) out[dimension] = common(out[dimension] ?? [], set);
  return out;
}
