import type { Place } from '../../core/fact.ts';
import type { Snapshot } from '../../model/generated/model.ts';
import { spellWritten } from './entitlements.ts';

/** A pair of duties, in the spelling of the accounts. */
export interface DutyPair {
  readonly id: string;
  readonly at: Place;
  readonly a: ReadonlySet<string>;
  readonly b: ReadonlySet<string>;
  readonly text: string;
  readonly why: string;
}

/** What role-entitlements.yaml says beside the positions. */
export interface Catalogue {
  readonly pairs: readonly DutyPair[];
  /** Somebody wrote down pairs, be it none. */
  readonly declaresPairs: boolean;
  readonly birthright: ReadonlySet<string>;
  readonly graceDays: number | undefined;
}

/** Puts the registers of all organizations together. */
export function catalogueOf(snapshots: readonly Snapshot[]): Catalogue {
  const registers = snapshots.flatMap(({ organization }) => organization?.entitlements?.data ?? []);
  const grace = registers.flatMap(({ grace_days: days }) => days ?? []);
  return {
    pairs: registers.flatMap(({ sod = [] }) =>
      sod.map(({ id, at, a, b, why }) => ({
        id: `duty:${id}`,
        at,
        a: new Set(a.map(spellWritten)),
        b: new Set(b.map(spellWritten)),
        text: `${a.join(' or ')} together with ${b.join(' or ')}`,
        why,
      })),
    ),
    declaresPairs: registers.some(({ sod }) => sod !== undefined),
    birthright: new Set(registers.flatMap(({ birthright = [] }) => birthright.map(spellWritten))),
    graceDays: grace.length === 0 ? undefined : Math.min(...grace),
  };
}
