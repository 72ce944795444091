import type { Overridden, Place } from './fact.ts';
import type { RuleId, TargetId } from './ids.ts';
import type { Status } from './statuses.ts';

/** What a rule said of one subject, before severities, frameworks and waivers are known. */
export interface RawObservation {
  readonly rule: RuleId;
  readonly target: TargetId;
  readonly subject: string;
  readonly status: Exclude<Status, 'manual'>;
  readonly message: string;
  readonly at: readonly Place[];
  readonly overridden: readonly Overridden[];
  /** For unknown: how to supply the fact. */
  readonly hint?: string;
}
