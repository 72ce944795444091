import { compareCodePoints } from '../../core/order.ts';
import { complete, failedSection, incomplete, notCollected, type Section } from '../../core/section.ts';
import type { Snapshot } from '../../model/generated/model.ts';

/** The part of an estate section that one snapshot gives. */
export interface Part<T> {
  /** The name of the target, for reasons. */
  readonly from: string;
  readonly section: Section<readonly T[]>;
}

/** What is said when no snapshot gives the section. */
export interface Absence {
  readonly reason: string;
  readonly hint: string;
}

/**
 * Puts the lists of several snapshots together. A snapshot that could not give its part makes the whole incomplete, so
 * that absence from the list proves nothing; when none could, the reasons of all are told.
 */
export function mergeSections<T>(parts: readonly Part<T>[], absence: Absence): Section<readonly T[]> {
  const present = parts.filter(({ section }) => section.flag !== 'does-not-exist' && section.flag !== 'not-applicable');
  if (present.length === 0) return notCollected(absence.reason, absence.hint);
  const faulty = present.filter(({ section }) => section.flag !== 'complete');
  const many = present.length > 1;
  const reason = distinct(
    faulty.map(({ from, section }) => (many ? `${from}: ` : '') + (section.reason ?? 'not collected')),
  ).join('; ');
  const hint = distinct(faulty.flatMap(({ section }) => section.hint ?? [])).join('; ') || absence.hint;
  const withData = present.filter(({ section }) => section.data !== undefined);
  if (withData.length === 0) {
    return present.some(({ section }) => section.flag === 'error')
      ? failedSection(reason, hint)
      : notCollected(reason, hint);
  }
  const data = withData.flatMap(({ section }) => section.data ?? []);
  return faulty.length === 0 ? complete(data) : incomplete(data, reason, hint);
}

/** The same section with its data computed from the list. */
export function mapSection<T, U>(section: Section<T>, compute: (data: T) => U): Section<U> {
  const { data, ...rest } = section;
  return data === undefined ? rest : { ...rest, data: compute(data) };
}

/** One part for each organization snapshot. */
export function organizationParts<T>(
  snapshots: readonly Snapshot[],
  partOf: (organization: NonNullable<Snapshot['organization']>) => Section<readonly T[]>,
): readonly Part<T>[] {
  return snapshots.flatMap(({ target, organization }) =>
    organization === undefined ? [] : [{ from: target.name, section: partOf(organization) }],
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareCodePoints);
}
