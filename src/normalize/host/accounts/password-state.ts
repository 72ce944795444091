/** The state of a password, and the method of its hash (`none` without one). */
export interface PasswordState {
  readonly state: string;
  readonly algorithm: string;
}

/** Reads what the collector left of a password field: empty, `x`, `<never-set>`, `<set METHOD>`, `<locked METHOD>`. */
export function parsePasswordMark(mark: string): PasswordState {
  if (mark === '') return { state: 'empty', algorithm: 'none' };
  const match = /^<(set|locked) ([a-z0-9-]+)>$/.exec(mark);
  const [, state, algorithm] = match ?? [];
  if (state !== undefined && algorithm !== undefined) return { state, algorithm };
  return { state: 'never-set', algorithm: 'none' };
}
