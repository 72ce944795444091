import type { Diagnostic } from '../../../../core/diagnostic.ts';
import { isRecord } from '../../../../core/record.ts';
import { type JsonObject, listAt, textAt } from '../../../iam/json-value.ts';
import type { AwsDocument, AwsRecord, FileReading } from './documents.ts';
import { AWS_LISTS, type AwsList } from './lists.ts';

/** Everything that was given of one account. */
export interface AccountExport {
  /** Undefined where no answer tells. */
  readonly account: string | undefined;
  readonly files: readonly string[];
  readonly documents: readonly AwsDocument[];
  readonly spoiled: FileReading['spoiled'];
  readonly diagnostics: readonly Diagnostic[];
  /** Entries of a list, each id once. */
  records(list: AwsList): readonly AwsRecord[];
  given(list: AwsList): boolean;
}

/** Puts files together by account; a file that names none goes to the only one, or to that of its folder. */
export function accountsOf(readings: readonly FileReading[]): readonly AccountExport[] {
  const named = readings.map((reading) => ({ reading, account: accountOfFile(reading) }));
  const accounts = [...new Set(named.flatMap(({ account }) => account ?? []))].sort();
  const [only] = accounts;
  const groups = new Map<string | undefined, FileReading[]>();
  const diagnostics: Diagnostic[] = [];
  for (const { reading, account } of named) {
    const beside = new Set(
      named.filter((one) => folderOf(one.reading.file) === folderOf(reading.file)).flatMap((one) => one.account ?? []),
    );
    const [near, ...others] = beside;
    const home = account ?? (accounts.length <= 1 ? only : others.length === 0 ? near : undefined);
    if (home === undefined && accounts.length > 1) {
      diagnostics.push({
        level: 'error',
        code: 'account-not-told',
        message: `${reading.file} names no account, and several are given; it was left out`,
        at: { file: reading.file },
        hint: 'Keep the files of each account in a folder of its own.',
      });
      continue;
    }
    const group = groups.get(home) ?? [];
    group.push(reading);
    groups.set(home, group);
  }
  return [...groups]
    .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([account, own], index) => exportOf(account, own, index === 0 ? diagnostics : []));
}

function exportOf(
  account: string | undefined,
  readings: readonly FileReading[],
  more: readonly Diagnostic[],
): AccountExport {
  const documents = readings.flatMap((reading) => reading.documents);
  const made = new Map<AwsList, readonly AwsRecord[]>();
  return {
    account,
    files: readings.map(({ file }) => file),
    documents,
    spoiled: readings.flatMap(({ spoiled }) => spoiled),
    diagnostics: [...readings.flatMap(({ diagnostics }) => diagnostics), ...more],
    given: (list) => documents.some((document) => document.list === list),
    records: (list) => {
      const found = made.get(list) ?? uniqueRecords(list, documents);
      made.set(list, found);
      return found;
    },
  };
}

/** The same answer may be given twice: pages that overlap, a file and its copy. */
function uniqueRecords(list: AwsList, documents: readonly AwsDocument[]): readonly AwsRecord[] {
  const records = documents.filter((document) => document.list === list).flatMap((document) => document.records);
  if (list === 'Entries' || list === 'Reservations') return records;
  const unique = new Map<string, AwsRecord>();
  for (const record of records) {
    const id = textAt(record.value, AWS_LISTS[list].id) ?? JSON.stringify(record.at());
    if (!unique.has(id)) unique.set(id, record);
  }
  return [...unique.values()];
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** The account that most entries of a file belong to. */
function accountOfFile({ documents }: FileReading): string | undefined {
  const counts = new Map<string, number>();
  for (const { records } of documents)
    for (const { value } of records) {
      const account = accountOf(value);
      if (account !== undefined) counts.set(account, (counts.get(account) ?? 0) + 1);
    }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

function accountOf(value: JsonObject): string | undefined {
  const owner = textAt(value, 'OwnerId') ?? textAt(value, 'GroupOwnerId') ?? textAt(value, 'NetworkInterfaceOwnerId');
  const arn = textAt(value, 'LoadBalancerArn') ?? textAt(value, 'ListenerArn');
  const account = owner ?? arn?.split(':')[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** The region that an entry tells, by its ARN or its zone. */
export function regionOf(value: JsonObject): string | undefined {
  for (const key of ['SecurityGroupArn', 'SubnetArn', 'LoadBalancerArn']) {
    const region = textAt(value, key)?.split(':')[3];
    if (region !== undefined && region !== '') return region;
  }
  const [instance] = listAt(value, 'Instances') ?? [];
  const placement = isRecord(instance) && isRecord(instance['Placement']) ? instance['Placement'] : {};
  const zone = textAt(value, 'AvailabilityZone') ?? textAt(placement, 'AvailabilityZone');
  return zone === undefined ? undefined : /^[a-z]{2}(?:-[a-z]+)+-\d+/.exec(zone)?.[0];
}
