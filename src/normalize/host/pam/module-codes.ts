import { PAM_IGNORE, PAM_INCOMPLETE, PAM_RETURNS, PAM_SUCCESS, returnCode } from './control.ts';

const EVERY = PAM_RETURNS.map((_, code) => code).filter((code) => code !== PAM_INCOMPLETE);
const AUTH_ERR = returnCode('auth_err');
const FAULTS = EVERY.filter((code) => code !== PAM_SUCCESS && code !== PAM_IGNORE);

/** What pam_deny answers by type. */
const DENIALS: ReadonlyMap<string, string> = new Map([
  ['auth', 'auth_err'],
  ['account', 'auth_err'],
  ['password', 'authtok_err'],
  ['session', 'session_err'],
]);

/** Modules that check something a person has; with their words that let in who has none. */
export const SECOND_FACTORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['pam_google_authenticator', ['nullok']],
  ['pam_oath', []],
  ['pam_u2f', ['nullok', 'nouserok']],
  ['pam_yubico', ['nullok']],
  ['pam_duo', []],
  ['pam_radius_auth', []],
  ['pam_radius', []],
  ['pam_pkcs11', ['nullok']],
  ['pam_p11', []],
  ['pam_rsa', []],
  ['pam_securid', []],
  ['pam_privacyidea', []],
  ['pam_totp', []],
]);

/** Modules that check a password of the person. */
export const PASSWORD_CHECKERS: ReadonlySet<string> = new Set([
  'pam_unix',
  'pam_unix2',
  'pam_sss',
  'pam_ldap',
  'pam_krb5',
  'pam_winbind',
  'pam_systemd_home',
  'pam_tcb',
]);

/** Modules that check how good a new password is. */
export const QUALITY_CHECKERS: readonly string[] = ['pam_pwquality', 'pam_passwdqc', 'pam_cracklib'];

/** Modules of type password that ask for the new password when nobody did before. */
export const NEW_PASSWORD_ASKERS: ReadonlySet<string> = new Set([
  ...QUALITY_CHECKERS,
  'pam_pwhistory',
  'pam_unix',
  'pam_sss',
  'pam_ldap',
  'pam_krb5',
  'pam_winbind',
  'pam_systemd_home',
]);

/** True when an argument of a second factor lets in who has no token. */
export function letsTokenlessIn(module: string, words: readonly string[]): boolean {
  return (SECOND_FACTORS.get(module) ?? []).some((word) => words.some((one) => one.toLowerCase() === word));
}

/**
 * Return codes that a module can give: all, but for the few whose manual pages promise less. Who is root already
 * (pam_rootok) is left out where it is asked who else gets through.
 */
export function possibleCodes(type: string, module: string, words: readonly string[]): readonly number[] {
  switch (module) {
    // A line that libpam makes fail.
    case '':
      return [returnCode('perm_denied')];
    case 'pam_permit':
      return [PAM_SUCCESS];
    case 'pam_deny':
      return [returnCode(DENIALS.get(type) ?? 'auth_err')];
    case 'pam_rootok':
      return [PAM_SUCCESS, AUTH_ERR];
    case 'pam_faildelay':
      return [PAM_IGNORE];
    case 'pam_env':
      return type === 'auth' ? [PAM_IGNORE] : EVERY;
    case 'pam_faillock':
      // It never says success of a failure (authfail), and only refuses or lets be before the password is asked.
      return words.includes('authfail') ? [...FAULTS, PAM_IGNORE] : EVERY;
    case 'pam_pwhistory':
      // It lets be only when it is told to remember nothing.
      return words.includes('remember=0') ? EVERY : EVERY.filter((code) => code !== PAM_IGNORE);
    default:
      if (QUALITY_CHECKERS.includes(module)) return EVERY.filter((code) => code !== PAM_IGNORE);
      return SECOND_FACTORS.has(module) && !letsTokenlessIn(module, words)
        ? EVERY.filter((code) => code !== PAM_IGNORE)
        : EVERY;
  }
}

/** The codes of a module for a person who is not root already. */
export function codesOfOthers(module: string, codes: readonly number[]): readonly number[] {
  return module === 'pam_rootok' ? [AUTH_ERR] : codes;
}
