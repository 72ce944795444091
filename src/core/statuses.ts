/** What a rule can say of a subject; `manual` comes from a mapping only, never from a rule. */
export const STATUSES = ['fail', 'error', 'unknown', 'pass', 'not-applicable', 'manual'] as const;
export type Status = (typeof STATUSES)[number];

/** Severities from worst to least; the order is the order of every list for people. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How much of a section was collected (OVAL item status, in our words). */
export const SECTION_FLAGS = [
  'complete',
  'incomplete',
  'error',
  'not-collected',
  'does-not-exist',
  'not-applicable',
] as const;
export type SectionFlag = (typeof SECTION_FLAGS)[number];

/** The conclusion on one control. */
export const FINDING_STATES = ['not-satisfied', 'undetermined', 'satisfied'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** The domains of the model: the top-level keys of a snapshot that hold sections. */
export const DOMAINS = ['host', 'firewall', 'iam', 'organization'] as const;
export type Domain = (typeof DOMAINS)[number];

/** What a scan can be pointed at. */
export const TARGET_KINDS = ['host', 'firewall', 'account', 'organization', 'estate'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** True when `severity` is at least as bad as `threshold`. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
