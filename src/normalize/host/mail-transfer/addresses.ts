import type { Fact, Place } from '../../../core/fact.ts';

/** Where an agent is told to listen: `*` for every address, nothing when it takes no mail from the network. */
export interface Addresses {
  readonly addresses: Fact<readonly string[]>;
  readonly at: Place;
}

/** True for loopback, false for what others reach, undefined for a name that only the host can resolve. */
export function isLocalAddress(address: string): boolean | undefined {
  const bare = address.toLowerCase().replace(/^\[(.*)\](:\w+)?$/, '$1');
  if (/^(loopback-only|localhost|lo|lo0|socket|::1)$/.test(bare) || /^127\.\d+\.\d+\.\d+([:.]\w+)?$/.test(bare))
    return true;
  if (/^(\*|all|0\.0\.0\.0|::|::0|any)$/.test(bare)) return false;
  if (/^\d+\.\d+\.\d+\.\d+([:.]\w+)?$/.test(bare) || bare.includes(':')) return false;
  return undefined;
}
