import type { Place } from '../../../core/fact.ts';
import { unquoted, withHome } from './shell-context.ts';
import { type ShellState, type UmaskValue, withPath, withTmout, withUmask, withUnclear } from './shell-state.ts';

/** What an assignment must know of the place it stands in. */
export interface AssignmentScope {
  readonly home: string | undefined;
  readonly inFunction: boolean;
}

/** What the collector cut and marked may do anything to the setting that it speaks of. */
export function withMarks(words: readonly string[], state: ShellState, at: Place): ShellState {
  const one = words.some((word) => word.includes('_umask_')) ? withUnclear(state, at, 'umask') : state;
  return words.some((word) => word.includes('_TMOUT_')) ? withUnclear(one, at, 'tmout') : one;
}

/** Applies `NAME=value` words: TMOUT and PATH matter, the rest does not. */
export function assignAll(words: readonly string[], state: ShellState, scope: AssignmentScope, at: Place): ShellState {
  return words.reduce((current, word) => {
    const sign = word.indexOf('=');
    const appends = word.charAt(sign - 1) === '+';
    const name = word.slice(0, appends ? sign - 1 : sign);
    const value = unquoted(word.slice(sign + 1));
    if (name === 'TMOUT') {
      if (value === '') return withTmout(current, at, 'unset');
      return withTmout(current, at, /^\d{1,9}$/.test(value) && !appends ? Number(value) : 'unclear');
    }
    if (name !== 'PATH' || scope.inFunction) return current;
    return withPath(current, at, (old) => {
      const filled = value.replaceAll(/\$PATH\b|\$\{PATH\}/g, () => old ?? '_');
      const whole = withHome(appends ? `${old ?? '_'}${filled}` : filled, scope.home);
      return whole === undefined || /[$`]/.test(whole) || whole.split(':').includes('_') ? undefined : whole;
    });
  }, state);
}

/** Applies `export`, `readonly`, `typeset`, `declare` and `local`. */
export function declare(
  name: string,
  args: readonly string[],
  state: ShellState,
  scope: AssignmentScope,
  at: Place,
): ShellState {
  const options = args.filter((arg) => /^-[A-Za-z]+$/.test(arg)).join('');
  const names = args.filter((arg) => /^[A-Za-z_]/.test(arg));
  let result = assignAll(
    names.filter((arg) => arg.includes('=')),
    state,
    scope,
    at,
  );
  if (!names.some((arg) => arg.replace(/\+?=.*$/s, '') === 'TMOUT') || scope.inFunction) return result;
  if (name === 'readonly' || (name !== 'export' && options.includes('r'))) result = { ...result, tmoutReadonly: 'yes' };
  const exports = (name === 'export' && !options.includes('n')) || (name !== 'export' && options.includes('x'));
  return exports ? { ...result, tmoutExported: 'yes' } : result;
}

/** `umask 027`, `umask u=rwx,g=rx,o=`, `umask g-w`; without a mask, or with -S or -p alone, it only prints. */
export function setUmask(args: readonly string[], state: ShellState, at: Place): ShellState {
  const mask = args.map(unquoted).find((arg) => !/^-[Sp]+$/.test(arg));
  if (mask === undefined) return state;
  return withUmask(state, at, (old) => nextUmask(mask, old));
}

function nextUmask(mask: string, old: UmaskValue): UmaskValue {
  if (/^[0-7]{1,4}$/.test(mask)) return Number.parseInt(mask, 8) & 0o777;
  let allowed = old === 'unclear' ? undefined : ~old & 0o777;
  for (const clause of mask.split(',')) {
    const [, who = '', operator, letters = ''] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? [];
    if (operator === undefined) return 'unclear';
    const bits = [...letters].reduce((sum, letter) => sum | ({ r: 4, w: 2, x: 1 }[letter] ?? 0), 0);
    const shifts =
      who === '' || who.includes('a') ? [6, 3, 0] : [...who].map((one) => ({ u: 6, g: 3, o: 0 })[one] ?? 0);
    for (const shift of shifts) {
      if (allowed === undefined) return 'unclear';
      if (operator === '+') allowed |= bits << shift;
      else if (operator === '-') allowed &= ~(bits << shift);
      else allowed = (allowed & ~(7 << shift)) | (bits << shift);
    }
  }
  return allowed === undefined ? 'unclear' : ~allowed & 0o777;
}
