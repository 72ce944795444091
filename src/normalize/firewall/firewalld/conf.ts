import type { Place } from '../../../core/fact.ts';
import type { Conf, GivenFile } from './objects.ts';

/** Reads firewalld.conf; what it does not say is as firewalld has it without (firewalld.conf(5)). */
export function readConf(given: GivenFile | undefined, fallback: Place): Conf {
  const values = new Map<string, string>();
  let at: Place = given === undefined ? fallback : { file: given.file };
  for (const [index, line] of (given?.text ?? '').split(/\r?\n/).entries()) {
    const found = /^\s*([A-Za-z0-9_]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (found === null) continue;
    values.set((found[1] ?? '').toLowerCase(), found[2] ?? '');
    if (found[1] === 'DefaultZone' && given !== undefined) at = { file: given.file, line: index + 1 };
  }
  const get = (key: string, usual: string): string => values.get(key.toLowerCase()) || usual;
  const rpfilter = get('IPv6_rpfilter', 'yes').toLowerCase();
  return {
    defaultZone: get('DefaultZone', 'public'),
    backend: get('FirewallBackend', 'nftables') === 'iptables' ? 'iptables' : 'nftables',
    rpfilter:
      rpfilter === 'yes' || rpfilter === 'true' || rpfilter === 'strict'
        ? 'strict'
        : rpfilter === 'no' || rpfilter === 'false'
          ? 'no'
          : 'loose',
    logDenied: get('LogDenied', 'off').toLowerCase() !== 'off',
    rfc3964: !/^(?:no|false)$/i.test(get('RFC3964_IPv4', 'yes')),
    at,
  };
}
