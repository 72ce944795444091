/** What libpam does with a return value: one of the named actions, or a jump over so many modules. */
export type PamAction = 'ignore' | 'ok' | 'done' | 'bad' | 'die' | 'reset' | number;

/** Actions by return code (_pam_types.h), 0 to 31. */
export type PamControl = readonly PamAction[];

/** Names of the return codes, in their order (pam_tokens.h). */
export const PAM_RETURNS = [
  'success',
  'open_err',
  'symbol_err',
  'service_err',
  'system_err',
  'buf_err',
  'perm_denied',
  'auth_err',
  'cred_insufficient',
  'authinfo_unavail',
  'user_unknown',
  'maxtries',
  'new_authtok_reqd',
  'acct_expired',
  'session_err',
  'cred_unavail',
  'cred_expired',
  'cred_err',
  'no_module_data',
  'conv_err',
  'authtok_err',
  'authtok_recover_err',
  'authtok_lock_busy',
  'authtok_disable_aging',
  'try_again',
  'ignore',
  'abort',
  'authtok_expired',
  'module_unknown',
  'bad_item',
  'conv_again',
  'incomplete',
] as const;

/** The code of a name, -1 when there is none. */
export function returnCode(name: string): number {
  const names: readonly string[] = PAM_RETURNS;
  return names.indexOf(name);
}

/** Codes that rules of the walk speak of. */
export const PAM_SUCCESS = 0;
export const PAM_NEW_AUTHTOK_REQD = 12;
export const PAM_IGNORE = 25;
export const PAM_INCOMPLETE = 31;

const ACTIONS = ['ignore', 'ok', 'done', 'bad', 'die', 'reset'] as const;

/** The control of a module line that libpam makes fail: a missing control, module or include. */
export const ALL_BAD: PamControl = PAM_RETURNS.map(() => 'bad' as const);

/** Reads the control word of a module line: a keyword, or the inside of `[value=action …]`. */
export function parseControl(word: string): PamControl {
  switch (word.toLowerCase()) {
    case 'required':
      return withDefault({ success: 'ok', new_authtok_reqd: 'ok', ignore: 'ignore' }, 'bad');
    case 'requisite':
      return withDefault({ success: 'ok', new_authtok_reqd: 'ok', ignore: 'ignore' }, 'die');
    case 'optional':
      return withDefault({ success: 'ok', new_authtok_reqd: 'ok' }, 'ignore');
    case 'sufficient':
      return withDefault({ success: 'done', new_authtok_reqd: 'done' }, 'ignore');
    default:
      return parseValueActions(word);
  }
}

function withDefault(set: Partial<Record<(typeof PAM_RETURNS)[number], PamAction>>, rest: PamAction): PamControl {
  return PAM_RETURNS.map((name) => set[name] ?? rest);
}

/** _pam_parse_control: words match by their beginning; what it cannot read makes every return value bad. */
function parseValueActions(text: string): PamControl {
  const control: (PamAction | undefined)[] = PAM_RETURNS.map(() => undefined);
  let rest = text.replace(/^\s+/, '');
  while (rest !== '') {
    const name = [...PAM_RETURNS, 'default' as const].find((one) => rest.startsWith(one));
    if (name === undefined) return ALL_BAD;
    const assigned = /^\s*=\s*(.+)$/s.exec(rest.slice(name.length))?.[1];
    if (assigned === undefined) return ALL_BAD;
    const action = ACTIONS.find((one) => assigned.startsWith(one));
    const jump = /^\d+/.exec(assigned)?.[0];
    if (action === undefined && (jump === undefined || Number(jump) === 0)) return ALL_BAD;
    const value: PamAction = action ?? Math.min(Number(jump), 10_000);
    if (name === 'default') {
      for (let code = 0; code < control.length; code++) control[code] ??= value;
    } else control[PAM_RETURNS.indexOf(name)] = value;
    rest = assigned.slice((action ?? jump ?? '').length).replace(/^\s+/, '');
  }
  return control.map((action) => action ?? 'bad');
}
