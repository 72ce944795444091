import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { PamEntry } from './flatten.ts';
import { indexesOf, outcomesOfOthers, TOO_MANY_WAYS } from './stack-facts.ts';
import { reachedEntries, stackOutcomes } from './walk-stack.ts';

/** Finds the first of the entries that is run on some way, and tells what is wrong when there is none. */
function reachedOf(
  stack: readonly PamEntry[],
  wanted: (entry: PamEntry) => boolean,
): { readonly reached: readonly number[]; readonly present: readonly number[] } | undefined {
  const present = indexesOf(stack, wanted);
  const reached = reachedEntries(stack);
  return reached === undefined ? undefined : { present, reached: present.filter((index) => reached.has(index)) };
}

/**
 * Whether a checker of new passwords guards the entry that stores them: it ran on every way there, and after its
 * refusal nothing is stored. A refused password is forgotten, so that `use_authtok` has nothing to store either.
 */
export function checkerGuards(
  stack: readonly PamEntry[],
  setter: number,
  wanted: (entry: PamEntry) => boolean,
): Fact<string> {
  const at: Place = stack[setter]?.at ?? { file: '/etc/pam.d' };
  const checkers = reachedOf(stack, wanted);
  if (checkers === undefined) return unknown(TOO_MANY_WAYS, at);
  const place = (index: number | undefined): Place => (index === undefined ? at : (stack[index]?.at ?? at));
  if (checkers.present.length === 0) return known('absent', at);
  if (checkers.reached.length === 0) return known('skipped', place(checkers.present[0]));
  const before = checkers.reached.filter((index) => index < setter);
  if (before.length === 0) return known('late', place(checkers.reached[0]));
  const outcomes = stackOutcomes(stack, [...before, setter]);
  if (outcomes === undefined) return unknown(TOO_MANY_WAYS, at);
  const bound = wordsOf(stack, setter).some((word) => word === 'use_authtok' || word === 'use_first_pass');
  const holds = outcomes.every(({ results }) => {
    if (results.at(-1) === 'not-run') return true;
    const checks = results.slice(0, -1);
    const ran = checks.some((result) => result === 'agreed' || result === 'refused');
    return ran && (bound || !checks.includes('refused'));
  });
  return known(holds ? 'guards' : 'not-binding', place(before[0]));
}

/** Whether pam_faillock refuses a locked account before the password of `checker` is taken. */
export function preauthGuards(stack: readonly PamEntry[], checker: number): Fact<string> {
  const at: Place = stack[checker]?.at ?? { file: '/etc/pam.d' };
  const lines = reachedOf(stack, (entry) => isFaillock(entry, 'preauth'));
  if (lines === undefined) return unknown(TOO_MANY_WAYS, at);
  const place = (index: number | undefined): Place => (index === undefined ? at : (stack[index]?.at ?? at));
  if (lines.present.length === 0) return known('absent', at);
  if (lines.reached.length === 0) return known('skipped', place(lines.present[0]));
  const before = lines.reached.filter((index) => index < checker);
  if (before.length === 0) return known('late', place(lines.reached[0]));
  const outcomes = outcomesOfOthers(stack, [...before, checker]);
  if (outcomes === undefined) return unknown(TOO_MANY_WAYS, at);
  const holds = outcomes.every(({ success, results }) => {
    if (!success || results.at(-1) !== 'agreed') return true;
    const locks = results.slice(0, -1);
    return locks.some((result) => result === 'agreed' || result === 'ignored') && !locks.includes('refused');
  });
  return known(holds ? 'guards' : 'not-binding', place(before[0]));
}

/** Whether each wrong password of `checker` that fails the login is counted by pam_faillock. */
export function failureCounted(stack: readonly PamEntry[], checker: number): Fact<string> {
  const at: Place = stack[checker]?.at ?? { file: '/etc/pam.d' };
  const lines = reachedOf(stack, (entry) => isFaillock(entry, 'authfail'));
  if (lines === undefined) return unknown(TOO_MANY_WAYS, at);
  const place = (index: number | undefined): Place => (index === undefined ? at : (stack[index]?.at ?? at));
  if (lines.present.length === 0) return known('absent', at);
  const after = lines.reached.filter((index) => index > checker);
  if (after.length === 0) return known('skipped', place(lines.present[0]));
  const outcomes = outcomesOfOthers(stack, [checker, ...after]);
  if (outcomes === undefined) return unknown(TOO_MANY_WAYS, at);
  const counted = outcomes.every(
    ({ refused, results: [checked, ...counts] }) =>
      !refused || checked !== 'refused' || counts.some((result) => result !== 'not-run'),
  );
  return known(counted ? 'counts' : 'misses', place(after[0]));
}

/** Whether a success clears the count: pam_faillock in account, or authsucc in auth. */
export function countCleared(auth: readonly PamEntry[], account: readonly PamEntry[], at: Place): Fact<string> {
  const inAccount = reachedOf(account, (entry) => entry.module === 'pam_faillock');
  const inAuth = reachedOf(auth, (entry) => isFaillock(entry, 'authsucc'));
  if (inAccount === undefined || inAuth === undefined) return unknown(TOO_MANY_WAYS, at);
  const [first] = inAccount.reached;
  const [second] = inAuth.reached;
  if (first !== undefined) return known('clears', account[first]?.at ?? at);
  if (second !== undefined) return known('clears', auth[second]?.at ?? at);
  return known('absent', at);
}

/** The action of a pam_faillock line of type auth; without a word it is preauth. */
export function faillockAction(words: readonly string[]): 'preauth' | 'authfail' | 'authsucc' {
  const last = words.findLast((word) => word === 'preauth' || word === 'authfail' || word === 'authsucc');
  return last === 'authfail' || last === 'authsucc' ? last : 'preauth';
}

function isFaillock(entry: PamEntry, action: string): boolean {
  return entry.module === 'pam_faillock' && faillockAction(entry.words) === action;
}

/** Whether pam_wheel lets only members through to su, for who is not root already. */
export function wheelState(stack: readonly PamEntry[], at: Place): { state: Fact<string>; words: readonly string[] } {
  const lines = reachedOf(stack, (entry) => entry.module === 'pam_wheel');
  if (lines === undefined) return { state: unknown(TOO_MANY_WAYS, at), words: [] };
  const [present] = lines.present;
  const [first] = lines.reached;
  if (present === undefined) return { state: known('absent', at), words: [] };
  const place = stack[first ?? present]?.at ?? at;
  const words = wordsOf(stack, first ?? present);
  const told = (state: string) => ({ state: known(state, place), words });
  if (first === undefined) return told('skipped');
  if (words.includes('deny')) return told('inverted');
  if (words.includes('trust')) return told('trusts');
  const outcomes = outcomesOfOthers(stack, [first]);
  if (outcomes === undefined) return { state: unknown(TOO_MANY_WAYS, place), words };
  const guards = outcomes.every(
    ({ success, results: [result] }) => !success || result === 'agreed' || result === 'ignored',
  );
  if (!guards) return told('not-binding');
  return told(words.includes('root_only') ? 'root-only' : 'guards');
}

function wordsOf(stack: readonly PamEntry[], index: number): readonly string[] {
  return stack[index]?.words ?? [];
}
