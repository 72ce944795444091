import type { HostRepository } from '../../../model/generated/model.ts';

/** Address without user and password; the collection cut them already, a marker tells that there were some. */
export function address(uri: string): Pick<HostRepository, 'uri' | 'transport' | 'credentials_in_uri'> {
  const clean = uri.replace(/(:\/\/)[^/\s@]+@/, '$1');
  return {
    uri: clean,
    transport: (/^([a-z0-9+.-]+):/i.exec(clean)?.[1] ?? 'unknown').toLowerCase(),
    credentials_in_uri: clean !== uri,
  };
}
