import { boxIndex } from './box-index.ts';
import type { CompiledChain, CompiledRule } from './compile.ts';
import { narrowBox } from './cover.ts';
import { type Box, boxOf, type SparseBox, type Universe } from './universe.ts';

/** Finds the rules of a chain that meet a region. */
export interface RuleIndex {
  /** Rules from a position on that match some packet of a box, in their order; undefined when they are more than `limit`. */
  within(box: Box, from: number, limit: number): readonly CompiledRule[] | undefined;
  /** Rules that match some packet that the rule matches, in their order. */
  meeting(rule: CompiledRule): readonly CompiledRule[];
  /** Any rules that match some packet of a box and pass a test, at most `limit`. */
  some(box: Box, test: (rule: CompiledRule) => boolean, limit: number): readonly CompiledRule[];
}

/** Ends a search in the index. */
class Enough extends Error {}

/** Indexes the rules of one chain. */
export function ruleIndex(universe: Universe, chain: CompiledChain): RuleIndex {
  const index = boxIndex<{ readonly rule: CompiledRule; readonly box: SparseBox }>(universe);
  const enough = new Enough();
  let number = 0;
  for (const rule of chain.rules)
    for (const box of rule.boxes) index.add(box, { number: number++, item: { rule, box } });
  const collect = (
    boxes: readonly Box[],
    test: (rule: CompiledRule) => boolean,
    limit: number,
  ): ReadonlySet<CompiledRule> => {
    const found = new Set<CompiledRule>();
    try {
      for (const box of boxes) {
        index.visit(box, (one) => {
          if (found.has(one.rule) || !test(one.rule) || narrowBox(box, one.box) === undefined) return;
          found.add(one.rule);
          if (found.size >= limit) throw enough;
        });
      }
    } catch (error) {
      if (error !== enough) throw error;
    }
    return found;
  };
  const ordered = (rules: ReadonlySet<CompiledRule>) => [...rules].sort((a, b) => a.position - b.position);
  return {
    within: (box, from, limit) => {
      const found = collect([box], (rule) => rule.position >= from, limit + 1);
      return found.size > limit ? undefined : ordered(found);
    },
    meeting: (rule) =>
      ordered(
        collect(
          rule.boxes.map((box) => boxOf(universe, box)),
          () => true,
          Number.POSITIVE_INFINITY,
        ),
      ),
    some: (box, test, limit) => ordered(collect([box], test, limit)),
  };
}
