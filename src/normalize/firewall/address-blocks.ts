import { type IpFamily, parseIpRange } from '../../core/ip-range.ts';

/** Addresses that no packet from the internet bears (RFC 1918, 6598, 3927, 4193, 4291): pods and nodes have such ones. */
export const PRIVATE_RANGES: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/** Every address of both families. */
export const EVERY_ADDRESS: readonly string[] = ['0.0.0.0/0', '::/0'];

/** Never on the internet beside the private ones: loopback, documentation, tests, multicast, reserved (RFC 6890). */
const NOT_ROUTED: readonly string[] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/3',
  '4000::/2',
  '8000::/1',
];

type Interval = readonly [from: bigint, to: bigint];

/** True for an address inside of a private range. */
export function isInternalAddress(text: string): boolean {
  const own = parseIpRange(text);
  return (
    own !== undefined && rangesOf(PRIVATE_RANGES, own.family).some(([from, to]) => from <= own.from && own.to <= to)
  );
}

/** Ranges with exceptions, as ipBlock writes them. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** True when the blocks together hold half of the addresses of the internet or more, of one family. */
export function holdHalfOfInternet(blocks: readonly Block[]): boolean {
  return (['ipv4', 'ipv6'] as const).some((family) => {
    const outside = rangesOf([...PRIVATE_RANGES, ...NOT_ROUTED], family);
    const all = subtract(rangesOf(EVERY_ADDRESS, family), outside);
    const held = merge(
      blocks.flatMap(({ cidr, except }) =>
        subtract(rangesOf([cidr], family), [...rangesOf(except, family), ...outside]),
      ),
    );
    return size(held) * 2n >= size(all);
  });
}

function rangesOf(texts: readonly string[], family: IpFamily): readonly Interval[] {
  return texts.flatMap((text): readonly Interval[] => {
    const range = parseIpRange(text);
    return range?.family === family ? [[range.from, range.to]] : [];
  });
}

function size(intervals: readonly Interval[]): bigint {
  return intervals.reduce((sum, [from, to]) => sum + to - from + 1n, 0n);
}

function sorted(intervals: readonly Interval[]): readonly Interval[] {
  return [...intervals].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function merge(intervals: readonly Interval[]): readonly Interval[] {
  const merged: [bigint, bigint][] = [];
  for (const [from, to] of sorted(intervals)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1n) last[1] = to > last[1] ? to : last[1];
    else merged.push([from, to]);
  }
  return merged;
}

function subtract(intervals: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  const holes = merge(taken);
  return merge(intervals).flatMap(([from, to]) => {
    const left: Interval[] = [];
    let start = from;
    for (const [first, last] of holes) {
      if (last < start || first > to) continue;
      if (first > start) left.push([start, first - 1n]);
      start = last + 1n;
    }
    if (start <= to) left.push([start, to]);
    return left;
  });
}
