import { boxIndex } from './box-index.ts';
import type { CompiledChain, CompiledRule } from './compile.ts';
import { narrowBox } from './cover.ts';
import { type Box, boxOf, type SparseBox, type Universe } from './universe.ts';

/** Finds the rules of a chain that meet a region. */
export interface RuleIndex {
  /** Rules that match some packet of a box, in their order; `limit` ends the search: then undefined. */
  within(box: Box, limit: number): readonly CompiledRule[] | undefined;
  /** Rules that match some packet that the rule matches, in their order. */
  meeting(rule: CompiledRule): readonly CompiledRule[];
}

/** Indexes the rules of one chain. */
export function ruleIndex(universe: Universe, chain: CompiledChain): RuleIndex {
  const index = boxIndex<{ readonly rule: CompiledRule; readonly box: SparseBox }>(universe);
  let number = 0;
  for (const rule of chain.rules)
    for (const box of rule.boxes) index.add(box, { number: number++, item: { rule, box } });
  const collect = (boxes: readonly Box[], limit: number): readonly CompiledRule[] | undefined => {
    const found = new Set<CompiledRule>();
    for (const box of boxes) {
      index.visit(box, (one) => {
        if (found.size <= limit && !found.has(one.rule) && narrowBox(box, one.box) !== undefined) found.add(one.rule);
      });
    }
    return found.size > limit ? undefined : [...found].sort((a, b) => a.position - b.position);
  };
  return {
    within: (box, limit) => collect([box], limit),
    meeting: (rule) =>
      collect(
        rule.boxes.map((box) => boxOf(universe, box)),
        Number.POSITIVE_INFINITY,
      ) ?? [],
  };
}
