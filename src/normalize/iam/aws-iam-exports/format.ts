import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { failedSection, notCollected, type Section } from '../../../core/section.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { AWS_NOT_GIVEN } from '../aws-not-given.ts';
import type { ExportDocument } from '../export-documents.ts';
import { firstValue } from '../export-documents.ts';
import { recordAt, recordOf } from '../export-record.ts';
import { isObject } from '../json-value.ts';
import { accountServices } from './account-services.ts';
import { type AwsAnswer, answerOf, beginsAsAnswer, readAnswers } from './documents.ts';
import { lastAccessed, principalOf } from './last-accessed.ts';
import { mfaDevices } from './mfa-devices.ts';
import { defaultPasswordPolicy, passwordPolicy } from './password-policy.ts';
import {
  isOfAccount,
  type Refusal,
  refusalHint,
  refusalsIn,
  refusalsOf,
  refusalText,
  tellsRefusal,
} from './refusals.ts';

/**
 * Small answers of AWS about one account: password policy, second factors, account summary, certificates, analyzers,
 * identity providers, last-accessed data; and what the AWS CLI says of a call that failed.
 */
export const awsIamExports: Format = {
  id: 'aws-iam-exports',
  title: 'AWS IAM, STS and Access Analyzer JSON',
  domain: 'iam',
  recognizes,
  normalize: (captures) => normalize(captures),
};

function recognizes(sample: Sample): boolean {
  if (tellsRefusal(sample.head)) return refusalsIn('', sample.head).some(isOfAccount);
  const value = firstValue(sample);
  return value === undefined ? beginsAsAnswer(sample.head) : answerOf(value) !== undefined;
}

interface Group {
  readonly answers: { readonly kind: AwsAnswer; readonly document: ExportDocument }[];
  readonly refusals: Refusal[];
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const { answers, refusals, faults } = readAnswers(captures);
  const accounts = new Set<string>();
  const told = answers.map((answer) => ({ ...answer, account: accountOf(answer.kind, answer.document) }));
  for (const { account } of [...told, ...refusals]) if (account !== undefined) accounts.add(account);
  const [only, ...others] = [...accounts];
  const fallback = others.length === 0 ? (only ?? '') : '';
  const groups = new Map<string, Group>();
  const groupOf = (account: string | undefined): Group => {
    const key = account ?? fallback;
    const group = groups.get(key) ?? { answers: [], refusals: [] };
    groups.set(key, group);
    return group;
  };
  for (const { account, ...answer } of told) groupOf(account).answers.push(answer);
  for (const refusal of refusals) groupOf(refusal.account).refusals.push(refusal);
  if (groups.size === 0) groupOf(undefined);
  return sortedBy(groups, ([account]) => account).map(([account, group], index) => {
    const diagnostics: Diagnostic[] = index === 0 ? [...faults] : [];
    const broken = index === 0 ? faults.filter(({ level }) => level === 'error') : [];
    return {
      target: { kind: 'account', ...(account === '' ? {} : { name: `aws:${account}` }) },
      domain: 'iam',
      sections: sectionsOf(account, group, broken, diagnostics),
      diagnostics,
    };
  });
}

function sectionsOf(
  account: string,
  { answers, refusals }: Group,
  broken: readonly Diagnostic[],
  diagnostics: Diagnostic[],
): Contribution['sections'] {
  const of = (kind: AwsAnswer) => answers.filter((one) => one.kind === kind).map(({ document }) => document);
  const refused = (section: string) => {
    const own = refusalsOf(section, refusals);
    const call = (operation: string) => own.find((one) => one.operation === operation);
    return {
      refused: [...new Set(own.map(refusalText))],
      hint: own.length === 0 ? undefined : refusalHint(own),
      refusedCall: (operation: string) => {
        const found = call(operation);
        return found === undefined ? undefined : refusalText(found);
      },
    };
  };
  const place = { file: answers[0]?.document.file ?? '' };
  const sections: Record<string, Section<unknown>> = {};
  for (const [name, section] of Object.entries(AWS_NOT_GIVEN)) {
    const { refused: why, hint } = refused(name);
    sections[name] = why.length === 0 ? section : notCollected(why.join('; '), hint);
  }
  const policy = policyOf(account, of('PasswordPolicy'), refusals);
  if (policy !== undefined) sections['authentication_policy'] = policy;
  const [virtual, lists, [summary]] = [of('VirtualMFADevices'), of('MFADevices'), of('SummaryMap')];
  if (virtual.length + lists.length > 0 || summary !== undefined)
    sections['mfa_devices'] = mfaDevices(account, { virtual, lists, summary, ...refused('mfa_devices') }, diagnostics);
  if (SERVICES.some((kind) => of(kind).length > 0))
    sections['account_services'] = accountServices(account, { of, place, ...refused('account_services') }, diagnostics);
  const uses = of('ServicesLastAccessed');
  if (uses.length > 0)
    sections['last_accessed'] = lastAccessed(account, { documents: uses, ...refused('last_accessed') }, diagnostics);
  // Which answer a broken file held nobody can tell: what it may have held is no longer merely "not given".
  if (broken.length > 0) {
    const reason = broken.map(({ message }) => message).join('; ');
    for (const name of ['authentication_policy', 'mfa_devices', 'account_services', 'last_accessed']) {
      const { flag, data, reason: before, hint } = sections[name] ?? { flag: 'not-collected' };
      sections[name] =
        flag === 'not-collected'
          ? failedSection(reason, hint)
          : {
              flag: 'incomplete',
              data,
              reason: before === undefined ? reason : `${before}; ${reason}`,
              ...(hint === undefined ? {} : { hint }),
            };
    }
  }
  return sections;
}

const SERVICES = [
  'ServerCertificateMetadataList',
  'SAMLProviderList',
  'OpenIDConnectProviderList',
  'analyzers',
  'Instances',
] as const;

function policyOf(
  account: string,
  documents: readonly ExportDocument[],
  refusals: readonly Refusal[],
): Section<unknown> | undefined {
  const [document] = documents;
  const record = document === undefined ? undefined : recordOf(document.value, '', document.locate);
  const policy = record === undefined ? undefined : recordAt(record, 'PasswordPolicy');
  if (policy !== undefined) return passwordPolicy(account, policy);
  const none = refusals.find(
    ({ operation, code }) => operation === 'GetAccountPasswordPolicy' && code === 'NoSuchEntity',
  );
  return none === undefined ? undefined : defaultPasswordPolicy(account, { file: none.file, line: none.line });
}

/** The account that an answer names, by the first ARN in it. */
function accountOf(kind: AwsAnswer, document: ExportDocument): string | undefined {
  const { value } = document;
  if (!isObject(value)) return undefined;
  if (kind === 'Account') return String(value['Account']);
  if (kind === 'ServicesLastAccessed') return principalOf(document)?.account;
  if (kind === 'PasswordPolicy' || kind === 'SummaryMap') return undefined;
  const list: unknown = value[kind];
  const text = JSON.stringify(list);
  // The owner of an Identity Center may be another account than the one that uses it.
  if (kind === 'Instances') return undefined;
  return /"arn:aws[a-z-]*:(?:iam|access-analyzer):[a-z0-9-]*:(\d{12}):/.exec(text)?.[1];
}
