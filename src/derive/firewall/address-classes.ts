import { type IpFamily, parseIpRange } from '../../core/ip-range.ts';
import type { Interval } from './dimension.ts';
import { type IndexSet, subtract, union } from './index-set.ts';
import type { Universe } from './universe.ts';

/** How far a service can be reached from; ascending. */
export const REACHES = ['none', 'internal', 'partner', 'internet'] as const;
export type Reach = (typeof REACHES)[number];

/** True when `reach` is wider than `other`. */
export function isWider(reach: Reach, other: Reach): boolean {
  return REACHES.indexOf(reach) > REACHES.indexOf(other);
}

/**
 * Azure's own probe and name service, no machine of the internet (Microsoft Learn, what is IP address 168.63.129.16):
 * internal where a rule names it alone.
 */
const AZURE_PROBE = '168.63.129.16/32';

/** Addresses of private networks (RFC 1918, 6598, 3927, 4193, 4291). */
const INTERNAL: Readonly<Record<IpFamily, readonly string[]>> = {
  ipv4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'],
  ipv6: ['fc00::/7', 'fe80::/10'],
};

/** This machine itself. */
const LOOPBACK: Readonly<Record<IpFamily, string>> = { ipv4: '127.0.0.0/8', ipv6: '::1/128' };

/**
 * Never a source on the public internet (RFC 6890): documentation, benchmarking, protocol assignments, multicast,
 * reserved. A rule that names one of them names somebody, so such a source counts as a partner, not as the internet.
 */
const RESERVED: Readonly<Record<IpFamily, readonly string[]>> = {
  ipv4: [
    '0.0.0.0/8',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ],
  ipv6: ['::/3', '4000::/2', '8000::/1', '2001:db8::/32', '3fff::/20'],
};

/** Destinations that a packet from beyond the link never has: itself, the link, groups. */
const NEVER_ROUTED: Readonly<Record<IpFamily, readonly string[]>> = {
  ipv4: ['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '255.255.255.255/32', '0.0.0.0/8'],
  ipv6: ['::/127', 'fe80::/10', 'ff00::/8'],
};

/** More public addresses than this are the internet and no longer somebody: a /16, a /32 of IPv6. */
const PARTNER_LIMIT: Readonly<Record<IpFamily, bigint>> = { ipv4: 1n << 16n, ipv6: 1n << 96n };

function intervals(texts: readonly string[]): readonly Interval[] {
  return texts.map(intervalOf).filter((interval) => interval !== undefined);
}

const read = new Map<string, Interval | undefined>();

/** The blocks above are read once: a cloud has thousands of universes. */
function intervalOf(text: string): Interval | undefined {
  if (!read.has(text)) {
    const range = parseIpRange(text);
    read.set(text, range === undefined ? undefined : [range.from, range.to]);
  }
  return read.get(text);
}

/** The end points that the classes add to the universe. */
export function sourceLandmarks(family: IpFamily): readonly Interval[] {
  return intervals([...INTERNAL[family], LOOPBACK[family], ...RESERVED[family]]);
}

/** The end points that the unroutable destinations add to the universe. */
export function destinationLandmarks(family: IpFamily): readonly Interval[] {
  return intervals([...NEVER_ROUTED[family], LOOPBACK[family]]);
}

/** Source addresses by class, as atoms of one universe. */
export interface AddressClasses {
  readonly public: IndexSet;
  readonly reserved: IndexSet;
  readonly internal: IndexSet;
  readonly loopback: IndexSet;
  /** Destinations that come from beyond the link. */
  readonly routedDestinations: IndexSet;
  readonly loopbackDestinations: IndexSet;
  /** The share of all public addresses, in percent, rounded down. */
  percentOf(publicSources: IndexSet): number;
  /** The class of public sources by their number. */
  reachOf(publicSources: IndexSet): 'internet' | 'partner' | 'none';
}

const CLASSIFIED = new WeakMap<Universe, AddressClasses>();

/** Sorts the source atoms of a universe into classes, once for each universe. */
export function classify(universe: Universe): AddressClasses {
  const found = CLASSIFIED.get(universe) ?? sortIntoClasses(universe);
  CLASSIFIED.set(universe, found);
  return found;
}

function sortIntoClasses(universe: Universe): AddressClasses {
  const { family } = universe;
  const { src, dst } = universe.addresses;
  const probe = family === 'ipv4' ? intervalOf(AZURE_PROBE) : undefined;
  const own = probe === undefined ? undefined : src.bounds(src.locate(probe[0]));
  const isNamed = probe !== undefined && own?.[0] === probe[0] && own[1] === probe[1];
  const internal = src.encode([...intervals(INTERNAL[family]), ...(isNamed ? [probe] : [])]);
  const loopback = src.encode(intervals([LOOPBACK[family]]));
  const reserved = subtract(src.encode(intervals(RESERVED[family])), union(internal, loopback));
  const isPublic = subtract(src.full, union(union(internal, loopback), reserved));
  const publicStarts = new Set<number>();
  for (let i = 0; i < isPublic.length; i += 2)
    for (let atom = isPublic[i] ?? 0; atom < (isPublic[i + 1] ?? 0); atom++) publicStarts.add(atom);
  const before: bigint[] = [0n];
  for (let atom = 0; atom < src.size; atom++) {
    const [from, to] = src.bounds(atom);
    before.push((before[atom] ?? 0n) + (publicStarts.has(atom) ? to - from + 1n : 0n));
  }
  const total = before[src.size] ?? 1n;
  // Numbers of IPv4 addresses are exact as plain numbers, which are counted far quicker.
  const plain = family === 'ipv4' ? before.map(Number) : undefined;
  const count = (set: IndexSet): bigint => {
    let sum = 0n;
    let quick = 0;
    for (let i = 0; i < set.length; i += 2) {
      const [from, to] = [set[i] ?? 0, set[i + 1] ?? 0];
      if (plain === undefined) sum += (before[to] ?? 0n) - (before[from] ?? 0n);
      else quick += (plain[to] ?? 0) - (plain[from] ?? 0);
    }
    return sum + BigInt(quick);
  };
  return {
    public: isPublic,
    reserved,
    internal,
    loopback,
    routedDestinations: subtract(dst.full, dst.encode(intervals(NEVER_ROUTED[family]))),
    loopbackDestinations: dst.encode(intervals([LOOPBACK[family]])),
    percentOf: (set) => Number((count(set) * 100n) / total),
    reachOf: (set) => {
      const size = count(set);
      return size === 0n ? 'none' : size > PARTNER_LIMIT[family] ? 'internet' : 'partner';
    },
  };
}
