import type { Client } from 'ldapts';
import { SourceError } from '../../core/errors.ts';
import type { LdapAddress } from './ldap-address.ts';

/** Who asks, and whom is trusted. */
export interface LdapCredentials {
  /** Empty: anonymous. */
  readonly bindDn: string;
  readonly password: string;
  /** PEM of authorities that are trusted beside those of the system. */
  readonly authorities?: string;
}

const CONNECT_MS = 10_000;
const OPERATION_MS = 120_000;

/**
 * Connects, by TLS wherever a password is sent: to ldap:// by StartTLS, but for loopback. A server that cannot be reached or
 * trusted is a SourceError.
 */
export async function openLdap(address: LdapAddress, { bindDn, authorities }: LdapCredentials): Promise<Client> {
  const { Client: Ldap } = await loadClient();
  const tls = {
    host: address.host,
    ...(authorities === undefined ? {} : { ca: authorities }),
    minVersion: 'TLSv1.2' as const,
  };
  const client = new Ldap({
    url: address.url,
    timeout: OPERATION_MS,
    connectTimeout: CONNECT_MS,
    strictDN: false,
    ...(address.isTls ? { tlsOptions: tls } : {}),
  });
  try {
    if (!address.isTls && bindDn !== '' && !address.isLoopback) await client.startTLS(tls);
    return client;
  } catch (cause) {
    await closeLdap(client);
    throw new SourceError(`${address.label} does not offer StartTLS that can be trusted: ${messageOf(cause)}`, {
      hint: 'The password is not sent without TLS. Use ldaps://, or name the authority in VAUBAN_LDAP_CA_FILE.',
      cause,
    });
  }
}

async function loadClient(): Promise<typeof import('ldapts')> {
  try {
    return await import('ldapts');
  } catch (cause) {
    throw new SourceError('--ldap needs the package ldapts, which is not installed', {
      hint: 'Install it beside Vauban: npm install ldapts@8.1.7 (it is an optional dependency).',
      cause,
    });
  }
}

/** Ends the connection, whatever state it is in. */
export async function closeLdap(client: Client): Promise<void> {
  try {
    await client.unbind();
  } catch {
    // It is over either way.
  }
}

/** What went wrong, one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return (text === '' ? code : text).replaceAll(/\s+/g, ' ').trim();
}

/** The result code of RFC 4511 that an operation ended with; undefined when the connection failed. */
export function resultCode(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
