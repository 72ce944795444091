import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete, type Section } from '../../../core/section.ts';
import type { IamMfaDevice, IamMfaDevices } from '../../../model/generated/model.ts';
import { parseIamArn } from '../aws-arn.ts';
import { leftOut } from '../directory-parts.ts';
import type { ExportDocument } from '../export-documents.ts';
import { distinct, type ExportRecord, own, recordAt, recordOf, recordsAt, textIn } from '../export-record.ts';
import { AWS_COMMANDS } from './commands.ts';
import { goesOn, missingPage } from './pages.ts';

/** What tells of second factors: the answers of one account. */
export interface FactorAnswers {
  readonly virtual: readonly ExportDocument[];
  readonly lists: readonly ExportDocument[];
  readonly summary: ExportDocument | undefined;
  /** Why a call was refused, by its operation; undefined when it was not. */
  readonly refusedCall: (operation: string) => string | undefined;
  readonly hint: string | undefined;
}

/** The kind of a device: AWS names it in the ARN; a token that was bought has its bare serial number. */
export function deviceKind(serial: string): IamMfaDevice['kind'] {
  const [, kind] = /^arn:aws[a-z-]*:iam::\d{12}:([\w-]+)\//.exec(serial) ?? [];
  return kind === 'u2f' ? 'fido2' : kind === 'sms-mfa' ? 'sms' : kind === 'mfa' ? 'totp' : 'hardware-otp';
}

/** The second factors of one account. */
export function mfaDevices(account: string, answers: FactorAnswers, diagnostics: Diagnostic[]): Section<IamMfaDevices> {
  const devices = new Map<string, IamMfaDevice>();
  const gaps: string[] = [];
  const listsRefused = answers.refusedCall('ListMFADevices');
  if (listsRefused !== undefined) gaps.push(listsRefused);
  const listed: string[] = [];
  let odd = 0;
  const skip = (document: ExportDocument, at: Place): void => {
    odd += 1;
    diagnostics.push(leftOut('a device in it has no serial number, or one of no known user', at));
    gaps.push(`${document.file} holds devices that could not be read`);
  };
  for (const document of answers.virtual) {
    const record = recordOf(document.value, '', document.locate);
    const list = record === undefined ? undefined : recordsAt(record, 'VirtualMFADevices');
    if (list === undefined || list.odd > 0) skip(document, { file: document.file });
    for (const one of list?.records ?? []) {
      const serial = textIn(one, 'SerialNumber');
      const user = recordAt(one, 'User');
      // Made and never assigned: nobody's.
      if (serial !== undefined && !('User' in one.value) && !('EnableDate' in one.value)) continue;
      const holder = serial === undefined ? undefined : holderOf(user, serial);
      if (serial === undefined || holder === undefined) skip(document, one.at);
      else devices.set(serial, { id: serial, kind: 'totp', holder, at: one.at });
    }
  }
  for (const document of answers.lists) {
    const record = recordOf(document.value, '', document.locate);
    const list = record === undefined ? undefined : recordsAt(record, 'MFADevices');
    const before = odd;
    if (list === undefined || list.odd > 0) skip(document, { file: document.file });
    const holders: string[] = [];
    for (const one of list?.records ?? []) {
      const serial = textIn(one, 'SerialNumber');
      const user = textIn(one, 'UserName');
      if (serial === undefined || user === undefined) {
        skip(document, one.at);
        continue;
      }
      const holder = serial.includes(':mfa/root-account-mfa-device') ? 'root' : `user:${user}`;
      holders.push(holder);
      devices.set(serial, { id: serial, kind: deviceKind(serial), holder, at: one.at });
    }
    if (goesOn(document)) gaps.push(missingPage(document));
    else if (odd === before) listed.push(...holders);
  }
  const place = { file: [...answers.virtual, ...answers.lists][0]?.file ?? answers.summary?.file ?? '' };
  const data: IamMfaDevices = {
    system: 'aws',
    account,
    devices: sortedBy(devices.values(), ({ id }) => id),
    virtual_listed: virtualListed(answers.virtual, odd > 0, place, answers.refusedCall('ListVirtualMFADevices')),
    listed: distinct(listed),
    root_mfa: rootFact(answers, 'AccountMFAEnabled', place),
    root_keys: rootFact(answers, 'AccountAccessKeysPresent', place),
  };
  return gaps.length === 0
    ? complete(data)
    : incomplete(
        data,
        distinct(gaps).join('; '),
        answers.hint ?? `Give the output of \`${AWS_COMMANDS.virtualDevices}\`.`,
      );
}

function holderOf(user: ExportRecord | undefined, serial: string): string | undefined {
  const arn = parseIamArn(textIn(user, 'Arn') ?? '');
  if (arn?.resource === 'root' || serial.endsWith(':mfa/root-account-mfa-device')) return 'root';
  const name = textIn(user, 'UserName') ?? arn?.resource.split('/').at(-1);
  return name === undefined || name === '' ? undefined : `user:${name}`;
}

function virtualListed(
  documents: readonly ExportDocument[],
  odd: boolean,
  at: Place,
  refused: string | undefined,
): Fact<boolean> {
  const [first] = documents;
  if (refused !== undefined) return unknown(refused, at);
  if (first === undefined) return unknown(`the virtual devices were not given: \`${AWS_COMMANDS.virtualDevices}\``, at);
  const open = documents.find(goesOn);
  if (open !== undefined && documents.every(goesOn)) return unknown(missingPage(open), { file: open.file });
  if (odd) return unknown('some of the devices could not be read; export them again', { file: first.file });
  return known(true, { file: first.file });
}

function rootFact({ summary, refusedCall }: FactorAnswers, key: string, at: Place): Fact<boolean> {
  const refused = summary === undefined ? refusedCall('GetAccountSummary') : undefined;
  if (refused !== undefined) return unknown(refused, at);
  if (summary === undefined) return unknown(`the account summary was not given: \`${AWS_COMMANDS.summary}\``, at);
  const record = recordOf(summary.value, '', summary.locate);
  const map = record === undefined ? undefined : recordAt(record, 'SummaryMap');
  const count = map === undefined ? undefined : own(map.value, key);
  const place = map?.at ?? { file: summary.file };
  return typeof count === 'number' && Number.isInteger(count) && count >= 0
    ? known(count > 0, place)
    : unknown(`the account summary has no ${key}; get it again`, place);
}
