import type { FirewallCondition, FirewallRule } from '../../model/generated/model.ts';
import { makeCover, subtractAll, type Work, WorkSpent } from './cover.ts';
import { type IndexSet, unionAll } from './index-set.ts';
import { meetSparse } from './meet-sparse.ts';
import { boxOf, type SparseBox, sparseOf, type Universe } from './universe.ts';

/** Conditions that hold together as disjoint boxes, with what could not be read of them. */
export interface CompiledList {
  readonly boxes: readonly SparseBox[];
  readonly doubts: readonly string[];
}

/** Work for the lists of one rule: a set of ten thousand pairs needs about one hundredth of it. */
const WORK = 20_000_000;
const SPENT = 'its list of combinations is too intricate to be followed';

/**
 * Cuts the boxes of a rule's conditions by its lists: `any_of` to the union of its elements, as disjoint boxes, `none_of`
 * to what is outside of all.
 */
export function withLists(
  rule: FirewallRule,
  base: CompiledList,
  universe: Universe,
  compile: (conditions: readonly FirewallCondition[]) => CompiledList,
): CompiledList {
  const { any_of, none_of } = rule;
  if (any_of === undefined && none_of === undefined) return base;
  const doubts = [...base.doubts];
  const work: Work = { left: WORK };
  const read = (lists: readonly (readonly FirewallCondition[])[]): readonly SparseBox[] => {
    const all: SparseBox[] = [];
    for (const list of lists) {
      const { boxes, doubts: unread } = compile(list);
      for (const doubt of unread) if (!doubts.includes(doubt)) doubts.push(doubt);
      for (const box of boxes) all.push(box);
    }
    return mergedByFinest(all, universe);
  };
  try {
    let boxes = base.boxes;
    if (any_of !== undefined) {
      const parts = disjoint(read(any_of), universe, work);
      boxes = boxes.flatMap((box) =>
        parts.map((part) => meetSparse(box, part)).filter((both): both is SparseBox => both !== undefined),
      );
    }
    if (none_of !== undefined) {
      const without = makeCover(universe, work);
      for (const box of read(none_of)) without.add(box);
      boxes = boxes.flatMap((box) => {
        const pieces: SparseBox[] = [];
        subtractAll(boxOf(universe, box), [without], (piece) => {
          pieces.push(sparseOf(universe, piece));
          return false;
        });
        return pieces;
      });
    }
    return { boxes, doubts };
  } catch (error) {
    if (!(error instanceof WorkSpent)) throw error;
    return { boxes: base.boxes, doubts: [...doubts, SPENT] };
  }
}

/** Boxes that differ in the finest dimension only are put together at once. */
function mergedByFinest(boxes: readonly SparseBox[], universe: Universe): readonly SparseBox[] {
  const finest = universe.full.length - 1;
  const groups = new Map<string, { readonly rest: SparseBox; readonly sets: IndexSet[]; whole: boolean }>();
  for (const box of boxes) {
    const last = box.at(-1);
    const own = last?.[0] === finest ? last[1] : undefined;
    const rest = own === undefined ? box : box.slice(0, -1);
    const key = rest.map(([dimension, set]) => `${dimension}:${set.join(',')}`).join(';');
    const group = groups.get(key) ?? { rest, sets: [], whole: false };
    groups.set(key, group);
    if (own === undefined) group.whole = true;
    else group.sets.push(own);
  }
  return [...groups.values()].map(({ rest, sets, whole }) =>
    whole ? rest : [...rest, [finest, unionAll(sets)] as const],
  );
}

function disjoint(boxes: readonly SparseBox[], universe: Universe, work: Work): readonly SparseBox[] {
  if (boxes.length < 2) return boxes;
  const before = makeCover(universe, work);
  const parts: SparseBox[] = [];
  for (const box of boxes) {
    before.subtractFrom(boxOf(universe, box), (piece) => {
      parts.push(sparseOf(universe, piece));
      return false;
    });
    before.add(box);
  }
  return parts;
}
