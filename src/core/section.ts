import type { SectionFlag } from './statuses.ts';

/**
 * One section of a snapshot: how much of it was collected, and its data.
 * `complete` and `incomplete` have data, the other flags have a reason and, where the user can help, a hint.
 */
export interface Section<T> {
  readonly flag: SectionFlag;
  /** Why the section is not complete, a sentence. */
  readonly reason?: string;
  /** How to supply what is missing: the exact right, command or file. */
  readonly hint?: string;
  readonly data?: T;
}

/** All of it was read. */
export function complete<T>(data: T): Section<T> {
  return { flag: 'complete', data };
}

/** A part of it was read: what was proved stands, and an unknown stands beside it. */
export function incomplete<T>(data: T, reason: string, hint?: string): Section<T> {
  return { flag: 'incomplete', data, reason, ...(hint === undefined ? {} : { hint }) };
}

/** Nobody tried, or nobody was allowed to. */
export function notCollected(reason: string, hint?: string): Section<never> {
  return { flag: 'not-collected', reason, ...(hint === undefined ? {} : { hint }) };
}

/** It is there and could not be read or parsed. */
export function failedSection(reason: string, hint?: string): Section<never> {
  return { flag: 'error', reason, ...(hint === undefined ? {} : { hint }) };
}

/** The target has no such thing. Where its absence is itself worth judging, say so in data with `complete` instead. */
export function doesNotExist(reason: string): Section<never> {
  return { flag: 'does-not-exist', reason };
}

/** Sections that a derived section is computed from. */
export type SectionsOf<T extends readonly unknown[]> = { readonly [K in keyof T]: Section<T[K]> | undefined };

/** Why a computed section is missing whose sources nobody tried to collect. */
export const SOURCE_NOT_COLLECTED = 'its source was not collected';

/**
 * Computes a section from others. A source that was not collected (or is an error) makes the result so too, so that
 * nothing is derived from absence; `incomplete` spreads; a source that does not exist makes the result not exist.
 */
export function deriveSection<T extends readonly unknown[], U>(
  sources: SectionsOf<T>,
  compute: (...data: { [K in keyof T]: T[K] }) => U,
): Section<U> {
  const list: readonly (Section<unknown> | undefined)[] = sources;
  for (const flag of ['error', 'not-collected', 'does-not-exist', 'not-applicable'] as const) {
    const blocking = list.find((section) => (section === undefined ? 'not-collected' : section.flag) === flag);
    if (blocking !== undefined || (flag === 'not-collected' && list.includes(undefined))) {
      return {
        flag,
        reason: blocking?.reason ?? SOURCE_NOT_COLLECTED,
        ...(blocking?.hint === undefined ? {} : { hint: blocking.hint }),
      };
    }
  }
  // Every source carries data here: the flags above are all those without.
  const data = list.map((section) => section?.data) as unknown as { [K in keyof T]: T[K] };
  const result = compute(...data);
  const partial = list.find((section) => section?.flag === 'incomplete');
  return partial === undefined
    ? complete(result)
    : incomplete(result, partial.reason ?? 'a source is incomplete', partial.hint);
}
