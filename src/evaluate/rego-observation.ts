import type { Overridden, Place } from '../core/fact.ts';
import type { Step } from '../core/raw-observation.ts';
import { isRecord } from '../core/record.ts';
import type { Status } from '../core/statuses.ts';

const STATUSES_OF_RULES: readonly string[] = ['pass', 'fail', 'unknown', 'error', 'not-applicable'];

/** One observation as Rego gives it. */
export interface RegoObservation {
  readonly subject: string;
  readonly status: Exclude<Status, 'manual'>;
  readonly message: string;
  readonly at: readonly Place[];
  readonly overridden: readonly Overridden[];
  /** The way that leads to the verdict, step by step. */
  readonly steps?: readonly Step[];
}

/** Reads what a rule returned; undefined when it is not a set of observations. */
export function readRegoObservations(value: unknown): readonly RegoObservation[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const observations: RegoObservation[] = [];
  for (const item of value) {
    const observation = readRegoObservation(item);
    if (observation === undefined) return undefined;
    observations.push(observation);
  }
  return observations;
}

function readRegoObservation(item: unknown): RegoObservation | undefined {
  if (!isRecord(item)) return undefined;
  const { subject, status, message, at, overridden, steps } = item;
  if (typeof subject !== 'string' || !isRuleStatus(status)) return undefined;
  return {
    subject,
    status,
    message: typeof message === 'string' ? message : '',
    at: Array.isArray(at) ? at.filter(isPlace) : [],
    overridden: Array.isArray(overridden) ? overridden.filter(isOverridden) : [],
    ...(Array.isArray(steps) ? { steps: steps.filter(isStep) } : {}),
  };
}

function isRuleStatus(value: unknown): value is Exclude<Status, 'manual'> {
  return typeof value === 'string' && STATUSES_OF_RULES.includes(value);
}

function isPlace(value: unknown): value is Place {
  return isRecord(value) && typeof value['file'] === 'string';
}

function isStep(value: unknown): value is Step {
  return isRecord(value) && isPlace(value['at']) && typeof value['text'] === 'string';
}

function isOverridden(value: unknown): value is Overridden {
  return (
    isRecord(value) && isPlace(value['at']) && typeof value['text'] === 'string' && typeof value['why'] === 'string'
  );
}
