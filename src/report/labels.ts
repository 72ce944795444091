import type { FindingState, SectionFlag, Severity, Status, TargetKind } from '../core/statuses.ts';

/** What people read for a status. */
export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  fail: 'failure',
  error: 'error',
  unknown: 'unknown',
  manual: 'needs a person',
  pass: 'passed',
  'not-applicable': 'not applicable',
};

/** What people read for the conclusion on a control. */
export const STATE_LABELS: Readonly<Record<FindingState, string>> = {
  'not-satisfied': 'not satisfied',
  undetermined: 'undetermined',
  satisfied: 'satisfied',
};

/** What people read for a severity. */
export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
};

/** What people read for the flag of a section. */
export const FLAG_LABELS: Readonly<Record<SectionFlag, string>> = {
  complete: 'read in full',
  incomplete: 'read in part',
  error: 'could not be used',
  'not-collected': 'not collected',
  'does-not-exist': 'does not exist here',
  'not-applicable': 'does not apply',
};

/** What people read for the kind of a target. */
export const KIND_LABELS: Readonly<Record<TargetKind, string>> = {
  host: 'host',
  firewall: 'firewall',
  account: 'account',
  organization: 'organization',
  estate: 'all targets together',
};

/** A number with its noun: `1 failure`, `2 failures`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
