import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, failedSection, incomplete, type Section } from '../../../core/section.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { AWS_NOT_GIVEN } from '../aws-not-given.ts';
import { isObject } from '../json-value.ts';
import { accountRecords } from './account.ts';
import { type Page, type PageFault, readPage } from './page.ts';

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList'] as const;
const EXPORT = 'aws iam get-account-authorization-details --output json';

/** AWS users, groups, roles and policies of one account, as `aws iam get-account-authorization-details` writes them. */
export const awsAccountAuthorizationDetails: Format = {
  id: 'aws-account-authorization-details',
  title: 'AWS get-account-authorization-details JSON',
  domain: 'iam',
  recognizes,
  normalize: (captures) => normalize(captures),
};

function recognizes(sample: Sample): boolean {
  if (isObject(sample.json)) return LISTS.some((key) => Array.isArray(Reflect.get(sample.json ?? {}, key)));
  // Cut off or broken: claimed by its beginning, so that the fault is told instead of "no format knows this file".
  return /^\s*\{/.test(sample.head) && LISTS.some((key) => sample.head.includes(`"${key}"`));
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const pages: Page[] = [];
  const faults: PageFault[] = [];
  for (const capture of sortedBy(captures, (c) => c.origin)) {
    const result = readPage(capture);
    if (result.kind === 'page') pages.push(result);
    else faults.push(result);
  }
  const accounts = groupByAccount(pages, faults);
  return [...accounts].map(([account, group]) => contribution(account, group.pages, group.faults));
}

interface AccountGroup {
  readonly pages: Page[];
  readonly faults: PageFault[];
}

/** A page that names no account (only AWS managed policies) belongs to the only account there is. */
function groupByAccount(pages: readonly Page[], faults: readonly PageFault[]): Map<string, AccountGroup> {
  const named = [...new Set([...pages, ...faults].flatMap((page) => page.account ?? []))].sort();
  const only = named.length === 1 ? (named[0] ?? '') : '';
  const groups = new Map<string, AccountGroup>();
  const groupOf = (account: string | undefined): AccountGroup => {
    const key = account ?? only;
    const group = groups.get(key) ?? { pages: [], faults: [] };
    groups.set(key, group);
    return group;
  };
  for (const page of pages) groupOf(page.account).pages.push(page);
  for (const fault of faults) groupOf(fault.account).faults.push(fault);
  return new Map(sortedBy(groups, ([account]) => account));
}

function contribution(account: string, pages: readonly Page[], faults: readonly PageFault[]): Contribution {
  const diagnostics: Diagnostic[] = faults.map((fault) => ({
    level: 'error',
    code: 'parse-error',
    message: fault.message,
    at: fault.at,
    hint: `Export it again with \`${EXPORT}\``,
  }));
  const target = { kind: 'account', ...(account === '' ? {} : { name: `aws:${account}` }) } as const;
  if (pages.length === 0) {
    const reason = faults.map((fault) => fault.message).join('; ');
    const section = failedSection(reason, `Export it again with \`${EXPORT}\``);
    return {
      target,
      domain: 'iam',
      sections: { ...AWS_NOT_GIVEN, principals: section, policies: section },
      diagnostics,
    };
  }
  const records = accountRecords(pages);
  diagnostics.push(...records.diagnostics);
  const missing = [...faults.map((fault) => fault.message), ...missingParts(pages)];
  const hint = `Give every page of the export, or export it again with \`${EXPORT}\` and no --filter or --max-items`;
  const flag = <T>(data: T): Section<T> =>
    missing.length === 0 ? complete(data) : incomplete(data, missing.join('; '), hint);
  for (const reason of missingParts(pages)) {
    diagnostics.push({
      level: 'warning',
      code: 'incomplete-export',
      message: reason,
      at: { file: pages[0]?.file ?? '' },
      hint,
    });
  }
  return {
    target,
    domain: 'iam',
    sections: {
      ...AWS_NOT_GIVEN,
      principals: flag({ system: 'aws', account, principals: records.principals }),
      policies: flag({ policies: records.policies }),
    },
    diagnostics,
  };
}

function missingParts(pages: readonly Page[]): readonly string[] {
  const missing: string[] = [];
  for (const { file, odd } of pages) {
    if (odd.length > 0) missing.push(`${file}: ${odd.length} entries without an Arn were left out`);
  }
  const files = pages.map((page) => page.file).join(', ');
  if (pages.every((page) => page.truncated))
    missing.push(`${files}: the export goes on (IsTruncated), its last page is not here`);
  for (const key of [...LISTS, 'Policies'] as const) {
    if (pages.every((page) => page.lists[key] === undefined)) missing.push(`${files}: the export has no ${key}`);
  }
  return missing;
}
