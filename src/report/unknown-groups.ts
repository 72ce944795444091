import { compareCodePoints } from '../core/order.ts';
import type { Assessment, Observation } from '../model/generated/model.ts';
import { compareWorstFirst, groupedBy } from './worst-first.ts';

/** Observations that are unknown for one and the same reason, and can be supplied in one and the same way. */
export interface UnknownGroup {
  readonly message: string;
  readonly hint: string | undefined;
  /** Ids, sorted. */
  readonly targets: readonly string[];
  /** Ids, sorted. */
  readonly rules: readonly string[];
  /** Worst first. */
  readonly observations: readonly Observation[];
}

/** Groups what is unknown by reason and hint; the group with the most observations comes first. */
export function unknownGroups({ observations }: Pick<Assessment, 'observations'>): UnknownGroup[] {
  const unknown = observations.filter((observation) => observation.status === 'unknown').sort(compareWorstFirst);
  const groups = groupedBy(unknown, (observation) => JSON.stringify([observation.message, observation.hint ?? null]));
  return [...groups.values()]
    .flatMap((observations) => {
      const first = observations[0];
      return first === undefined ? [] : [toGroup(first, observations)];
    })
    .sort(
      (a, b) =>
        b.observations.length - a.observations.length ||
        compareCodePoints(a.message, b.message) ||
        compareCodePoints(a.hint ?? '', b.hint ?? ''),
    );
}

function toGroup(first: Observation, observations: readonly Observation[]): UnknownGroup {
  return {
    message: first.message,
    hint: first.hint,
    targets: distinct(observations.map((observation) => observation.target)),
    rules: distinct(observations.map((observation) => observation.rule)),
    observations,
  };
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort(compareCodePoints);
}
