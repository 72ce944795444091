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
  /** The way that leads to the verdict, step by step. */
  readonly steps?: readonly Step[];
  /** For unknown: how to supply the fact. */
  readonly hint?: string;
}

/** One step of a way: what happens, and the line that allows it. */
export interface Step {
  readonly text: string;
  readonly at: Place;
}
