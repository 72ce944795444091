import { type AtomIndex, atomIndex } from './atom-index.ts';
import { type IndexSet, sizeOf } from './index-set.ts';
import type { Box, SparseBox, Universe } from './universe.ts';

/** Finds boxes that may overlap one. */
interface BoxIndex<T> {
  add(box: SparseBox, item: Numbered<T>): void;
  /** The item's box now reaches further in one dimension; undefined: over all of it. */
  widen(dimension: number, set: IndexSet | undefined, item: Numbered<T>): void;
  /** Hands over each item that may overlap once; returns the number of places looked at. */
  visit(box: Box, take: (item: T) => void): number;
}

/** An item and a number of its own, from 0 on. */
interface Numbered<T> {
  readonly number: number;
  readonly item: T;
}

/** A dimension to find boxes by: those that are narrow in it, and those that are not. */
interface Way<T> {
  readonly dimension: number;
  readonly size: number;
  readonly index: AtomIndex<Numbered<T>>;
  readonly wide: Numbered<T>[];
  readonly narrow: Set<number>;
  /** The first atoms of the narrow ones. */
  readonly starts: Set<number>;
}

/**
 * Boxes that restrict the same dimensions. They are found by one dimension, or by all coarse ones together: then a box
 * stands under each combination of its atoms in them.
 */
interface Shape<T> {
  readonly all: Numbered<T>[];
  readonly ways: readonly Way<T>[];
  readonly coarse: readonly number[];
  readonly together: Map<number, Numbered<T>[]>;
  /** Boxes of too many combinations. */
  readonly apart: Numbered<T>[];
}

/** Dimensions of fewer atoms tell too little to find boxes by. */
const FINE = 4;
/** A set of more intervals is not used to find a box by. */
export const INTERVALS = 8;
/** A set of at most this share of a dimension tells boxes apart. */
export const NARROW = 0.25;
/** A box stands under at most so many combinations, and at most so many are looked up. */
const COMBINATIONS = 12;
const LOOKUPS = 1024;

/** Makes an empty index of boxes. */
export function boxIndex<T>(universe: Universe): BoxIndex<T> {
  const shapes = new Map<number, Shape<T>>();
  const home = new Map<number, Shape<T>>();
  const sizes = universe.full.map((full) => full[1] ?? 1);
  const finest = universe.full.length - 2;
  const seen: number[] = [];
  let stamp = 0;
  const shapeOf = (box: SparseBox): Shape<T> => {
    let key = 0;
    for (const [dimension] of box) key += 2 ** dimension;
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const shape: Shape<T> = {
      all: [],
      ways: box.flatMap(([dimension]): readonly Way<T>[] => {
        const size = sizes[dimension] ?? 1;
        return size < FINE
          ? []
          : [{ dimension, size, index: atomIndex(size), wide: [], narrow: new Set(), starts: new Set() }];
      }),
      coarse: box.map(([dimension]) => dimension).filter((dimension) => dimension < finest),
      together: new Map(),
      apart: [],
    };
    shapes.set(key, shape);
    return shape;
  };
  /** Hands over the numbers of all combinations of atoms; false when there are too many. */
  const combine = (
    coarse: readonly number[],
    setOf: (dimension: number) => IndexSet,
    limit: number,
  ): readonly number[] | undefined => {
    let count = 1;
    for (const dimension of coarse) count *= sizeOf(setOf(dimension));
    if (count > limit) return undefined;
    let numbers = [0];
    for (const dimension of coarse) {
      const set = setOf(dimension);
      const size = sizes[dimension] ?? 1;
      const next: number[] = [];
      for (const number of numbers)
        for (let i = 0; i < set.length; i += 2)
          for (let atom = set[i] ?? 0; atom < (set[i + 1] ?? 0); atom++) next.push((number * size + atom) % SAFE);
      numbers = next;
    }
    return numbers;
  };
  const visitShape = (shape: Shape<T>, box: Box, look: (one: Numbered<T>) => void): number => {
    let best: Way<T> | undefined;
    let least = shape.all.length / 2;
    if (least < 8) {
      for (const one of shape.all) look(one);
      return shape.all.length;
    }
    for (const way of shape.ways) {
      // As many hits as boxes that begin at the same atom, for each atom asked for.
      const share = Math.min(1, sizeOf(box[way.dimension] ?? []) / Math.max(1, way.starts.size));
      const expected = way.wide.length + way.narrow.size * share;
      if (expected < least) {
        best = way;
        least = expected;
      }
    }
    let lookups = 1;
    for (const dimension of shape.coarse) lookups *= sizeOf(box[dimension] ?? []);
    const each = shape.all.length / Math.max(1, shape.together.size);
    const expected = shape.apart.length + lookups * (1 + each);
    if (shape.coarse.length > 1 && expected < least) {
      const keys = combine(shape.coarse, (dimension) => box[dimension] ?? [], LOOKUPS);
      if (keys !== undefined) {
        let looked = keys.length + shape.apart.length;
        for (const one of shape.apart) look(one);
        for (const key of keys) {
          const list = shape.together.get(key);
          if (list === undefined) continue;
          looked += list.length;
          for (const one of list) look(one);
        }
        return looked;
      }
    }
    if (best === undefined) {
      for (const one of shape.all) look(one);
      return shape.all.length;
    }
    for (const one of best.wide) look(one);
    return best.wide.length + best.index.visit(box[best.dimension] ?? [], look);
  };
  return {
    add: (box, item) => {
      const shape = shapeOf(box);
      shape.all.push(item);
      home.set(item.number, shape);
      for (const way of shape.ways) {
        const set = box.find(([dimension]) => dimension === way.dimension)?.[1] ?? [];
        if (set.length > 2 * INTERVALS || sizeOf(set) > way.size * NARROW) way.wide.push(item);
        else {
          way.narrow.add(item.number);
          way.starts.add(set[0] ?? 0);
          way.index.add(set, item);
        }
      }
      const sets = new Map(box);
      const keys = combine(shape.coarse, (dimension) => sets.get(dimension) ?? [], COMBINATIONS);
      if (keys === undefined) shape.apart.push(item);
      else
        for (const key of keys) {
          const list = shape.together.get(key);
          if (list === undefined) shape.together.set(key, [item]);
          else list.push(item);
        }
    },
    widen: (dimension, set, item) => {
      const way = home.get(item.number)?.ways.find((one) => one.dimension === dimension);
      if (way?.narrow.has(item.number) !== true) return;
      if (set !== undefined) way.index.add(set, item);
      else {
        way.wide.push(item);
        way.narrow.delete(item.number);
      }
    },
    visit: (box, take) => {
      stamp++;
      const look = ({ number, item }: Numbered<T>): void => {
        if (seen[number] === stamp) return;
        seen[number] = stamp;
        take(item);
      };
      let looked = shapes.size;
      for (const shape of shapes.values()) looked += visitShape(shape, box, look);
      return looked;
    },
  };
}

/** Combinations are numbered below this: different ones may share a number, which costs a look and no more. */
const SAFE = 2 ** 40;
