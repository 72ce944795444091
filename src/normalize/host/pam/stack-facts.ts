import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { PamEntry, PamStacks, PamType } from './flatten.ts';
import { codesOfOthers, PASSWORD_CHECKERS, SECOND_FACTORS } from './module-codes.ts';
import type { PamService } from './read-services.ts';
import { type StackOutcome, stackOutcomes } from './walk-stack.ts';

/** Why a stack could not be worked out. */
export const TOO_MANY_WAYS = 'The stack has more ways through it than are looked at: make it simpler.';

/** The stack that decides: the service's own, else that of `other`. */
export function decidingStack(service: PamService, other: PamStacks | undefined, type: PamType): readonly PamEntry[] {
  const own = service.stacks[type];
  return own.length > 0 ? own : (other?.[type] ?? []);
}

/** Every way through for who is not root already. */
export function outcomesOfOthers(
  stack: readonly PamEntry[],
  watched: readonly number[],
): readonly StackOutcome[] | undefined {
  return stackOutcomes(
    stack.map((entry) => ({ ...entry, codes: codesOfOthers(entry.module, entry.codes) })),
    watched,
  );
}

/** Indexes of the entries of some modules. */
export function indexesOf(stack: readonly PamEntry[], wanted: (entry: PamEntry) => boolean): readonly number[] {
  return [...stack.keys()].filter((index) => {
    const entry = stack[index];
    return entry !== undefined && !entry.marker && wanted(entry);
  });
}

/** True when the stack cannot succeed unless one of the modules agreed, for who is not root already. */
function needsOneOf(stack: readonly PamEntry[], wanted: (entry: PamEntry) => boolean, at: Place): Fact<boolean> {
  const watched = indexesOf(stack, wanted);
  const [first] = watched;
  if (first === undefined) return known(false, at);
  const outcomes = outcomesOfOthers(stack, watched);
  if (outcomes === undefined) return unknown(TOO_MANY_WAYS, at);
  const place = stack[first]?.at ?? at;
  return known(
    outcomes.every(({ success, results }) => !success || results.includes('agreed')),
    place,
  );
}

/** Whether the stack asks for a password that it checks. */
export function passwordAsked(stack: readonly PamEntry[], at: Place): Fact<boolean> {
  return needsOneOf(stack, ({ module }) => PASSWORD_CHECKERS.has(module), at);
}

/** Whether the stack asks for a second factor that it checks. */
export function tokenAsked(stack: readonly PamEntry[], at: Place): Fact<boolean> {
  return needsOneOf(stack, ({ module }) => SECOND_FACTORS.has(module), at);
}
