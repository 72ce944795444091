import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, failedSection, incomplete } from '../../../core/section.ts';
import type { IamCredentialHolder } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { AWS_NOT_GIVEN } from '../aws-not-given.ts';
import { readHolder } from './holder.ts';
import { type ReportRow, readRows } from './rows.ts';

const EXPORT =
  'aws iam generate-credential-report && aws iam get-credential-report --query Content --output text | base64 -d';

/** AWS passwords, keys and second factors of one account, as `aws iam get-credential-report` writes them. */
export const awsCredentialReport: Format = {
  id: 'aws-credential-report',
  title: 'AWS IAM credential report CSV',
  domain: 'iam',
  recognizes: (sample) => /^"?user"?,"?arn"?,"?user_creation_time"?,/.test(sample.head),
  normalize: (captures) => normalize(captures),
};

interface Report {
  readonly holders: Map<string, IamCredentialHolder>;
  readonly files: string[];
  readonly problems: string[];
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const diagnostics: Diagnostic[] = [];
  const reports = new Map<string, Report>();
  const reportOf = (account: string): Report => {
    const report = reports.get(account) ?? { holders: new Map(), files: [], problems: [] };
    reports.set(account, report);
    return report;
  };
  for (const capture of sortedBy(captures, (c) => c.origin)) {
    const rows: ReportRow[] = [];
    const faults = readRows(capture.origin, textOf(capture), rows);
    for (const fault of faults) diagnostics.push({ ...fault, hint: fault.hint ?? `Get it again: ${EXPORT}` });
    const accounts = [...new Set(rows.map((row) => row.account))];
    const touched = accounts.length === 0 ? [reportOf('')] : accounts.map(reportOf);
    for (const report of touched) {
      report.files.push(capture.origin);
      report.problems.push(...faults.filter((fault) => fault.level === 'error').map((fault) => fault.message));
    }
    for (const row of rows) {
      const holder = readHolder(row);
      const report = reportOf(row.account);
      if (report.holders.has(holder.id)) diagnostics.push(repeated(row));
      else report.holders.set(holder.id, holder);
    }
  }
  return sortedBy(reports, ([account]) => account).map(([account, report], index) => ({
    target: { kind: 'account', ...(account === '' ? {} : { name: `aws:${account}` }) },
    domain: 'iam',
    sections: { ...AWS_NOT_GIVEN, credentials: section(account, report) },
    diagnostics: index === 0 ? diagnostics : [],
  }));
}

function repeated(row: ReportRow): Diagnostic {
  return {
    level: 'warning',
    code: 'duplicate-record',
    message: `${row.arn} comes twice; the first row counts`,
    at: row.at,
    hint: 'Give one credential report for each account',
  };
}

function section(account: string, report: Report): Contribution['sections'][string] {
  const hint = `Get it again: ${EXPORT}`;
  if (report.holders.size === 0) return failedSection(report.problems.join('; '), hint);
  const problems = [...report.problems];
  if (!report.holders.has('root')) problems.push(`${report.files.join(', ')}: the report has no row of the root user`);
  const data = { system: 'aws', account, holders: sortedBy(report.holders.values(), (holder) => holder.id) };
  return problems.length === 0 ? complete(data) : incomplete(data, problems.join('; '), hint);
}
