import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import type { HookResult } from './analysis.ts';
import { acceptedWithin, type FamilyView } from './family-view.ts';
import { decidersOf } from './ranges.ts';
import type { Decider } from './sources-openings.ts';
import type { Box } from './universe.ts';

/** What is said where the work was spent. */
export const SPENT =
  'The rules are too intricate to be followed within the limit of work: split the ruleset, or remove rules that overlap.';

/** A verdict on a region with the rules behind it. */
export interface RegionVerdict {
  readonly verdict: Fact<'accepted' | 'dropped'>;
  readonly decided_by: readonly Decider[];
}

/** `accepted` where some packet of the regions is, `dropped` where none is, unknown where it hangs on a doubt. */
export function verdictOnRegions(
  view: FamilyView,
  result: HookResult | undefined,
  boxes: readonly Box[],
): RegionVerdict {
  const chain = result?.primary?.chain ?? view.rules.chains[0]?.chain;
  const at: Place = chain?.policy?.at ?? chain?.at ?? { file: 'the packet filter' };
  if (result === undefined) return { verdict: unknown(SPENT, at), decided_by: [] };
  const parts = boxes.flatMap((box) => acceptedWithin(view.rules.universe, result, box));
  const sure = parts.find((one) => one.sure) ?? parts[0];
  if (sure === undefined) return { verdict: known('dropped', at), decided_by: [] };
  const deciders = decidersOf(view, sure.verdict);
  const place = deciders[0]?.at ?? at;
  if (sure.sure) return { verdict: known('accepted', place), decided_by: deciders };
  const doubts = sure.verdict.path.flatMap((rule) => rule.doubts);
  return {
    verdict: unknown(`It depends on: ${doubts.join('; ') || 'rules that are in doubt'}.`, place),
    decided_by: deciders,
  };
}
