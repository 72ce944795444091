import type { Decision } from './decide.ts';
import { decide, type PolicySet, type Request } from './decide.ts';
import type { Reach } from './full-rights.ts';
import type { Truth } from './truth.ts';

/** One use of one method: what it takes on, and whether the request decides over it. */
export interface Step {
  readonly to: string;
  readonly method: string;
  readonly certainty: 'always' | 'conditional';
}

/** Whether an action is allowed, as a truth; what a missing policy decides is told apart by `unknownReach`. */
export function may(set: PolicySet, request: Request): Truth {
  return truthOf(decide(set, request));
}

/** A decision as a truth; unknown proves nothing. */
export function truthOf(decision: Decision): Truth {
  return decision.verdict === 'allow' ? 'always' : decision.verdict === 'conditional' ? 'sometimes' : 'never';
}

/** A reach as a truth; unknown proves nothing. */
export function reachTruth(reach: Reach): Truth {
  return reach.level === 'yes' ? 'always' : reach.level === 'conditional' ? 'sometimes' : 'never';
}

/** A step, unless it can never be taken. */
export function step(truth: Truth, method: string, to: string): Step | undefined {
  return truth === 'never' ? undefined : { to, method, certainty: truth === 'always' ? 'always' : 'conditional' };
}
