import type { Overridden, Place } from '../../../core/fact.ts';

/** One value that a setting may have, where it was given, and what it replaced. */
export interface Possible<T> {
  readonly value: T;
  readonly at: Place;
  readonly lost: readonly Overridden[];
}

/** `unclear`: set by something that is not understood. */
export type UmaskValue = number | 'unclear';
export type TmoutValue = number | 'unset' | 'unclear';
export type Certainty = 'yes' | 'no' | 'maybe';

/** What the start files have done so far. Where conditions decide, every value that may hold is kept. */
export interface ShellState {
  readonly umask: readonly Possible<UmaskValue>[];
  readonly tmout: readonly Possible<TmoutValue>[];
  /** The search path as written, `$PATH` and the home undone; undefined where it is not understood. */
  readonly path: readonly Possible<string | undefined>[];
  readonly tmoutReadonly: Certainty;
  readonly tmoutExported: Certainty;
}

/** More values than this are told as unclear. */
const MAX_POSSIBLE = 16;

/** What may hold when either state may be the one. */
export function joinStates(a: ShellState, b: ShellState): ShellState {
  if (a === b) return a;
  return {
    umask: joinPossible<UmaskValue>(a.umask, b.umask, 'unclear'),
    tmout: joinPossible<TmoutValue>(a.tmout, b.tmout, 'unclear'),
    path: joinPossible<string | undefined>(a.path, b.path, undefined),
    tmoutReadonly: a.tmoutReadonly === b.tmoutReadonly ? a.tmoutReadonly : 'maybe',
    tmoutExported: a.tmoutExported === b.tmoutExported ? a.tmoutExported : 'maybe',
  };
}

/** As joinStates, where one of them may not be reached at all. */
export function joinReached(a: ShellState | undefined, b: ShellState | undefined): ShellState | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : joinStates(a, b);
}

function joinPossible<T>(a: readonly Possible<T>[], b: readonly Possible<T>[], tooMany: T): readonly Possible<T>[] {
  const all = [...a];
  for (const one of b) {
    const same = all.findIndex(
      (other) => other.value === one.value && other.at.file === one.at.file && other.at.line === one.at.line,
    );
    if (same === -1) all.push(one);
  }
  const [first] = all;
  return all.length > MAX_POSSIBLE && first !== undefined ? [{ value: tooMany, at: first.at, lost: [] }] : all;
}

/** The state after a line that sets the umask; `next` tells the new value for each that may hold. */
export function withUmask(state: ShellState, at: Place, next: (old: UmaskValue) => UmaskValue): ShellState {
  const values = new Set(state.umask.map(({ value }) => next(value)));
  const lost = state.umask.flatMap((one) => [
    ...one.lost,
    ...(one.at.line === undefined
      ? []
      : [{ at: one.at, text: `umask ${describeUmask(one.value)}`, why: 'a later line sets it' }]),
  ]);
  return { ...state, umask: [...values].map((value) => ({ value, at, lost: distinct(lost) })) };
}

/** The state after an assignment to TMOUT (or its `unset`); a read-only one stays as it is. */
export function withTmout(state: ShellState, at: Place, value: TmoutValue): ShellState {
  const written = value === 'unset' ? 'unset TMOUT' : `TMOUT=${value}`;
  if (state.tmoutReadonly === 'yes') {
    const lost = { at, text: written, why: 'TMOUT is read-only by then' };
    return { ...state, tmout: state.tmout.map((one) => ({ ...one, lost: distinct([...one.lost, lost]) })) };
  }
  const before = state.tmout.flatMap((one) => [
    ...one.lost,
    ...(one.at.line === undefined || one.value === 'unset'
      ? []
      : [{ at: one.at, text: `TMOUT=${one.value}`, why: 'a later line sets it' }]),
  ]);
  const set = { ...state, tmout: [{ value, at, lost: distinct(before) }] };
  return state.tmoutReadonly === 'maybe' ? joinStates(state, set) : set;
}

/** The state after an assignment to PATH; `expand` gives the new value for each that may hold. */
export function withPath(
  state: ShellState,
  at: Place,
  expand: (old: string | undefined) => string | undefined,
): ShellState {
  const values = new Set(state.path.map(({ value }) => expand(value)));
  return { ...state, path: [...values].map((value) => ({ value, at, lost: [] })) };
}

/** The state when something at this place may have set the named settings to anything. */
export function withUnclear(state: ShellState, at: Place, what: 'umask' | 'tmout' | 'path' | 'all'): ShellState {
  const touched = (name: string) => what === name || what === 'all';
  return {
    ...state,
    umask: touched('umask')
      ? joinPossible<UmaskValue>(state.umask, [{ value: 'unclear', at, lost: [] }], 'unclear')
      : state.umask,
    tmout: touched('tmout')
      ? joinPossible<TmoutValue>(state.tmout, [{ value: 'unclear', at, lost: [] }], 'unclear')
      : state.tmout,
    path: touched('path')
      ? joinPossible<string | undefined>(state.path, [{ value: undefined, at, lost: [] }], undefined)
      : state.path,
  };
}

/** A mask as the shell prints it: 0027. */
export function describeUmask(value: UmaskValue): string {
  return value === 'unclear' ? '?' : value.toString(8).padStart(4, '0');
}

function distinct(lost: readonly Overridden[]): readonly Overridden[] {
  const seen = new Set<string>();
  return lost.filter(({ at, text }) => {
    const key = `${at.file}:${at.line ?? 0} ${text}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
