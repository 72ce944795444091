import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { distinct, type ExportRecord, own, recordAt, textIn } from '../export-record.ts';
import { listFact, NO_AND_CUT_OFF } from './access-lists.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean } from './graph-facts.ts';

/** Named locations, and whether they are marked as trusted, by id. */
export function trustedLocations(exports: GraphExports): ReadonlyMap<string, boolean> {
  return new Map(
    exports.list('named-locations').records.flatMap((record) => {
      const id = textIn(record, 'id')?.toLowerCase();
      return id === undefined ? [] : [[id, asBoolean(own(record.value, 'isTrusted')) === true] as const];
    }),
  );
}

/** Conditions that are read elsewhere, or that narrow nothing by themselves. */
const READ_ELSEWHERE: ReadonlySet<string> = new Set([
  'users',
  'applications',
  'clientAppTypes',
  'userRiskLevels',
  'signInRiskLevels',
  'authenticationFlows',
  'times',
]);

/**
 * What narrows a policy: it demands nothing of a sign-in that these conditions leave out. A condition that is not known
 * here narrows too.
 */
export function narrowings(
  conditions: ExportRecord | undefined,
  trusted: ReadonlyMap<string, boolean>,
  at: Place,
): Fact<readonly string[]> {
  if (conditions === undefined) return unknown(`the conditions are not told; ${NO_AND_CUT_OFF}`, at);
  const found: string[] = [];
  for (const key of Object.keys(conditions.value)) {
    const value = own(conditions.value, key);
    if (value === undefined || READ_ELSEWHERE.has(key) || key.startsWith('@') || isEmpty(value)) continue;
    if (key === 'platforms') found.push(...platforms(conditions));
    else if (key === 'locations') found.push(...locations(conditions, trusted));
    else if (key === 'devices' || key === 'deviceStates') found.push('devices');
    else if (key === 'clientApplications') found.push('workload-identities');
    else if (/risk/i.test(key)) found.push('risk');
    else found.push(`other:${key}`);
  }
  return known(distinct(found), at);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null) return value === '';
  return Object.values(value).every((inner: unknown) => inner === null || inner === undefined || isEmpty(inner));
}

function platforms(conditions: ExportRecord): readonly string[] {
  const record = recordAt(conditions, 'platforms');
  const included = record === undefined ? undefined : listFact(record, 'includePlatforms');
  const excluded = record === undefined ? undefined : listFact(record, 'excludePlatforms');
  if (included === undefined || excluded === undefined) return ['platforms'];
  const everywhere = included.length === 0 || included.some((word) => /^all$/i.test(word));
  return everywhere && excluded.length === 0 ? [] : ['platforms'];
}

/** Everywhere but trusted places is told apart from other limits. */
function locations(conditions: ExportRecord, trusted: ReadonlyMap<string, boolean>): readonly string[] {
  const record = recordAt(conditions, 'locations');
  const included = record === undefined ? undefined : listFact(record, 'includeLocations');
  const excluded = record === undefined ? undefined : listFact(record, 'excludeLocations');
  if (included === undefined || excluded === undefined) return ['locations'];
  const everywhere = included.length === 0 || included.some((word) => /^all$/i.test(word));
  if (!everywhere) return ['locations'];
  if (excluded.length === 0) return [];
  const allTrusted = excluded.every((word) => /^alltrusted$/i.test(word) || trusted.get(word.toLowerCase()) === true);
  return [allTrusted ? 'trusted-locations-excluded' : 'locations'];
}
