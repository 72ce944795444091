import { SEVERITIES, type Severity } from './statuses.ts';

/** The threshold of the gate; `none` never fails. */
export type FailOn = Severity | 'none';

/** The values of a threshold, strictest last. */
export const FAIL_ON = ['none', ...SEVERITIES] as const;

/** A threshold from text, undefined when it is none. */
export function readFailOn(text: string): FailOn | undefined {
  return FAIL_ON.find((candidate) => candidate === text);
}
