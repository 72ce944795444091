import { formatAddress, type IpFamily, lastAddress } from '../../core/ip-range.ts';
import type { Interval } from './dimension.ts';

const BITS = { ipv4: 32, ipv6: 128 } as const;

/** The fewest prefixes whose union is the interval, ascending. */
export function prefixesOf(family: IpFamily, [from, to]: Interval): readonly string[] {
  const out: string[] = [];
  const bits = BITS[family];
  let start = from;
  while (start <= to) {
    let free = start === 0n ? bits : trailingZeros(start);
    while (start + (1n << BigInt(free)) - 1n > to) free--;
    out.push(`${formatAddress(family, start)}/${bits - free}`);
    start += 1n << BigInt(free);
  }
  return out;
}

function trailingZeros(value: bigint): number {
  let count = 0;
  let rest = value;
  while ((rest & 0xffffffffn) === 0n) {
    rest >>= 32n;
    count += 32;
  }
  while ((rest & 1n) === 0n) {
    rest >>= 1n;
    count++;
  }
  return count;
}

/** Sorted intervals with touching ones joined. */
export function joinedIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = [...intervals].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const out: Interval[] = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1] + 1n) out[out.length - 1] = [last[0], to > last[1] ? to : last[1]];
    else out.push([from, to]);
  }
  return out;
}

/** Every address of a family. */
export function everyAddress(family: IpFamily): string {
  return prefixesOf(family, [0n, lastAddress(family)])[0] ?? '';
}
