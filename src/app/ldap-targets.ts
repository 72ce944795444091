import { readFileSync } from 'node:fs';
import type { LdapRequest } from '../collect/ldap/collect-ldap.ts';
import { ldapAddress } from '../collect/ldap/ldap-address.ts';
import { UsageError } from '../core/errors.ts';
import { reasonOf } from './user-file.ts';

/** The environment variables that tell who asks a directory. */
export interface LdapEnvironment {
  readonly VAUBAN_LDAP_BIND_DN?: string | undefined;
  readonly VAUBAN_LDAP_PASSWORD?: string | undefined;
  readonly VAUBAN_LDAP_PASSWORD_FILE?: string | undefined;
  readonly VAUBAN_LDAP_CA_FILE?: string | undefined;
}

/** The directories that are named, with who asks them. A name without a password is a UsageError, as the other way round. */
export function ldapTargets(addresses: readonly string[], env: LdapEnvironment): readonly LdapRequest[] {
  if (addresses.length === 0) return [];
  const bindDn = env.VAUBAN_LDAP_BIND_DN ?? '';
  const file = env.VAUBAN_LDAP_PASSWORD_FILE;
  // The line that ends a file is none of the password's.
  const password =
    file === undefined
      ? (env.VAUBAN_LDAP_PASSWORD ?? '')
      : readNamed(file, 'VAUBAN_LDAP_PASSWORD_FILE').replace(/\r?\n$/, '');
  // A name without a password is an anonymous bind to many servers (RFC 4513, 5.1.2), which looks like success.
  if ((bindDn === '') !== (password === ''))
    throw new UsageError(
      bindDn === '' ? 'there is a password for --ldap and no name' : 'there is a name for --ldap and no password',
      {
        hint: 'Set VAUBAN_LDAP_BIND_DN, and VAUBAN_LDAP_PASSWORD_FILE (or VAUBAN_LDAP_PASSWORD); neither for an anonymous search.',
      },
    );
  const authority = env.VAUBAN_LDAP_CA_FILE;
  const authorities = authority === undefined ? undefined : readNamed(authority, 'VAUBAN_LDAP_CA_FILE');
  return addresses.map((text) => ({
    address: ldapAddress(text),
    credentials: { bindDn, password, ...(authorities === undefined ? {} : { authorities }) },
  }));
}

function readNamed(file: string, variable: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${variable}: ${file}: ${reasonOf(error)}`, { hint: 'Name a file that can be read.' });
  }
}
