import { isRecord } from '../../../../core/record.ts';
import { complete, failedSection, incomplete, notCollected, type Section } from '../../../../core/section.ts';
import { listAt, textAt } from '../../../iam/json-value.ts';
import { type AccountExport, regionOf } from './account.ts';
import { AWS_LISTS, type AwsList, supply } from './lists.ts';

/** Where the parts of an account lie. */
export interface Regions {
  /** Every region that some entry tells. */
  readonly all: ReadonlySet<string>;
  /** The region of a VPC, subnet, interface, by its id. */
  of(id: string): string | undefined;
}

/** Reads the regions of all entries. */
export function regionsOf(given: AccountExport): Regions {
  const byId = new Map<string, string>();
  const all = new Set<string>();
  for (const { list, records } of given.documents) {
    for (const { value } of records) {
      const region = regionOf(value);
      if (region === undefined) continue;
      all.add(region);
      for (const key of ['VpcId', 'SubnetId', 'NetworkInterfaceId', AWS_LISTS[list].id]) {
        const id = textAt(value, key);
        if (id !== undefined) byId.set(id, region);
      }
    }
  }
  return { all, of: (id) => byId.get(id) };
}

/** A list as a section: what is missing of it is told, and an answer that was not given is not an empty one. */
export function listSection<T>(
  given: AccountExport,
  list: AwsList,
  data: readonly T[],
  missing: readonly string[] = [],
): Section<readonly T[]> {
  const spoiled = given.spoiled.filter((one) => one.list === list).map(({ why }) => why);
  const hint = supply(list);
  if (!given.given(list)) {
    return spoiled.length > 0
      ? failedSection(`${spoiled.join('; ')}.`, hint)
      : notCollected(`The ${AWS_LISTS[list].words} were not given.`, hint);
  }
  const reasons = [...spoiled, ...truncation(given, list), ...missing];
  return reasons.length === 0 ? complete(data) : incomplete(data, `${reasons.join('; ')}.`, hint);
}

function truncation(given: AccountExport, list: AwsList): readonly string[] {
  const own = given.documents.filter((document) => document.list === list);
  if (own.some(({ truncated }) => !truncated)) return [];
  const files = [...new Set(own.map(({ file }) => file))].join(', ');
  return [`${files}: the answer goes on (NextToken), and its last page is not here`];
}

/**
 * Regions of which a list may tell nothing. One answer is of one region: where more regions are seen than answers were
 * given, those without an entry may be missing.
 */
export function uncovered(
  given: AccountExport,
  list: AwsList,
  regions: Regions,
  ids: readonly string[] = [],
): readonly string[] {
  const own = given.documents.filter((document) => document.list === list);
  if (own.filter(({ truncated }) => !truncated).length >= regions.all.size) return [];
  const seen = new Set([
    ...given.records(list).flatMap(({ value }) => regionOf(value) ?? []),
    ...ids.flatMap((id) => regions.of(id) ?? []),
  ]);
  return [...regions.all]
    .filter((region) => !seen.has(region))
    .sort()
    .map((region) => `the ${AWS_LISTS[list].words} of ${region} were not given`);
}

/** Every VPC has a default group, a default ACL and a main route table: a list without them was cut. */
export function vpcsWithout(
  given: AccountExport,
  list: 'SecurityGroups' | 'NetworkAcls' | 'RouteTables',
): readonly string[] {
  const covered = new Set(
    given.records(list).flatMap(({ value }) => {
      const main = (listAt(value, 'Associations') ?? []).some((one) => isRecord(one) && one['Main'] === true);
      const isOwn = textAt(value, 'GroupName') === 'default' || value['IsDefault'] === true || main;
      return isOwn ? [textAt(value, 'VpcId') ?? ''] : [];
    }),
  );
  const lacking = given
    .records('Vpcs')
    .filter(({ value }) => given.account === undefined || textAt(value, 'OwnerId') === given.account)
    .map(({ value }) => textAt(value, 'VpcId') ?? '')
    .filter((id) => !covered.has(id));
  return lacking.length === 0
    ? []
    : [`the ${AWS_LISTS[list].words} of ${lacking.sort().join(', ')} are not in the answer`];
}

/** Ids that something refers to and a list lacks. */
export function lackingIds(list: AwsList, ids: ReadonlySet<string>, referred: Iterable<string>): readonly string[] {
  const lacking = [...new Set(referred)].filter((id) => !ids.has(id)).sort();
  if (lacking.length === 0) return [];
  const shown =
    lacking.length > 3 ? `${lacking.slice(0, 3).join(', ')} and ${lacking.length - 3} more` : lacking.join(', ');
  return [`${shown}: in use, and not among the ${AWS_LISTS[list].words} given`];
}
