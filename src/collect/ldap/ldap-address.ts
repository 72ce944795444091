import { UsageError } from '../../core/errors.ts';

/** A directory to be read. */
export interface LdapAddress {
  /** As given, without credentials: what people see. */
  readonly label: string;
  /** `ldap://host:389` or `ldaps://host:636`. */
  readonly url: string;
  readonly host: string;
  readonly isTls: boolean;
  readonly isLoopback: boolean;
  /** Empty: what the server names as its own. */
  readonly base: string;
}

const HINT = 'Write it as ldaps://ldap.example.com/dc=example,dc=com; the base may be left out.';

/** Reads `ldap(s)://host[:port][/BASE]`. Credentials in it are a UsageError: command lines are seen by everybody. */
export function ldapAddress(text: string): LdapAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError('--ldap was given something that is no address', { hint: HINT });
  }
  if (url.username !== '' || url.password !== '')
    throw new UsageError('--ldap takes no name or password in the address', {
      hint: 'Set VAUBAN_LDAP_BIND_DN, and VAUBAN_LDAP_PASSWORD_FILE (or VAUBAN_LDAP_PASSWORD).',
    });
  const isTls = url.protocol === 'ldaps:';
  if ((!isTls && url.protocol !== 'ldap:') || url.hostname === '' || url.search !== '' || url.hash !== '')
    throw new UsageError(`${text} is no address of a directory`, { hint: HINT });
  let base: string;
  try {
    base = decodeURIComponent(url.pathname.replace(/^\//, ''));
  } catch {
    throw new UsageError(`${text} is no address of a directory`, { hint: HINT });
  }
  if (base !== '' && !/^[A-Za-z][\w.-]*=[^,]+(?:,.+)?$/.test(base))
    throw new UsageError(`${JSON.stringify(base)} is no distinguished name`, { hint: HINT });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (isTls ? 636 : 389) : Number(url.port);
  return {
    label: `${url.protocol}//${url.hostname}:${port}${base === '' ? '' : `/${base}`}`,
    url: `${url.protocol}//${url.hostname}:${port}`,
    host,
    isTls,
    isLoopback: /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host),
    base,
  };
}
