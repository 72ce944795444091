import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { textOf } from '../../capture-set.ts';
import { type ExportDocument, readExportDocuments } from '../export-documents.ts';
import { isObject } from '../json-value.ts';
import { type Refusal, refusalsIn, tellsRefusal } from './refusals.ts';

/** The answers of AWS that are told apart by the list or object that they hold. */
export const AWS_ANSWERS = [
  'PasswordPolicy',
  'VirtualMFADevices',
  'MFADevices',
  'ServerCertificateMetadataList',
  'SAMLProviderList',
  'OpenIDConnectProviderList',
  'analyzers',
  'SummaryMap',
  'ServicesLastAccessed',
  'Instances',
  'Account',
] as const;
/** An answer, by its key. */
export type AwsAnswer = (typeof AWS_ANSWERS)[number];

/** What an answer is; undefined for anything else. */
export function answerOf(value: unknown): AwsAnswer | undefined {
  if (!isObject(value)) return undefined;
  for (const key of ['PasswordPolicy', 'SummaryMap'] as const) if (isObject(value[key])) return key;
  for (const key of LISTS) if (Array.isArray(value[key])) return key;
  if (typeof value['JobStatus'] === 'string' && /^(?:IN_PROGRESS|FAILED)$/.test(value['JobStatus']))
    return 'ServicesLastAccessed';
  const analyzers = value['analyzers'];
  if (Array.isArray(analyzers))
    return analyzers.every((one) => isObject(one) && /^arn:aws[a-z-]*:access-analyzer:/.test(String(one['arn'])))
      ? 'analyzers'
      : undefined;
  const instances = value['Instances'];
  if (Array.isArray(instances) && instances.length > 0)
    return instances.every((one) => isObject(one) && /^arn:aws[a-z-]*:sso:::/.test(String(one['InstanceArn'])))
      ? 'Instances'
      : undefined;
  return typeof value['Account'] === 'string' && typeof value['Arn'] === 'string' && 'UserId' in value
    ? 'Account'
    : undefined;
}

const LISTS = [
  'VirtualMFADevices',
  'MFADevices',
  'ServerCertificateMetadataList',
  'SAMLProviderList',
  'OpenIDConnectProviderList',
  'ServicesLastAccessed',
] as const;

/** True for a text that begins as one of these answers does, and is no JSON as a whole. */
export function beginsAsAnswer(head: string): boolean {
  return /^\s*\{\s*"(?:PasswordPolicy|VirtualMFADevices|MFADevices|ServerCertificateMetadataList|SAMLProviderList|OpenIDConnectProviderList|SummaryMap|ServicesLastAccessed|JobStatus)"\s*:/.test(
    head,
  );
}

/** All answers of some files, the calls that failed, and what could not be read. */
export interface AwsAnswers {
  readonly answers: readonly { readonly kind: AwsAnswer; readonly document: ExportDocument }[];
  readonly refusals: readonly Refusal[];
  readonly faults: readonly Diagnostic[];
}

/** Reads the files of some exports. */
export function readAnswers(captures: readonly Capture[]): AwsAnswers {
  const refusals: Refusal[] = [];
  const json: Capture[] = [];
  for (const capture of sortedBy(captures, ({ origin }) => origin)) {
    const text = textOf(capture);
    if (text !== undefined && tellsRefusal(text)) refusals.push(...refusalsIn(capture.origin, text));
    else json.push(capture);
  }
  const { documents, faults } = readExportDocuments(json, 'Export it again with `--output json`.');
  const told: Diagnostic[] = [...faults];
  const answers = documents.flatMap((document) => {
    const kind = answerOf(document.value);
    if (kind !== undefined) return [{ kind, document }];
    told.push({
      level: 'error',
      code: 'unreadable-record',
      message: `${document.file}: a value in it is no answer of AWS that is known; it is left out`,
      at: { file: document.file },
      hint: 'Export it again with `--output json`.',
    });
    return [];
  });
  return { answers, refusals, faults: told };
}
