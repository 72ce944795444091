import { formatAddress, type IpFamily, lastAddress, parseIpRange } from '../../core/ip-range.ts';
import type { Interval, IntervalDimension } from './dimension.ts';
import type { IndexSet } from './index-set.ts';
import { joinedIntervals, prefixesOf } from './prefixes.ts';

/** Addresses of one family: sorted intervals that do not touch. */
export type Addresses = readonly Interval[];

/** All of many sets. */
export function uniteAddresses(sets: readonly Addresses[]): Addresses {
  const [first, second] = sets;
  return second === undefined ? (first ?? []) : joinedIntervals(sets.flat());
}

/** Addresses of `a` that are not in `b`. */
export function subtractAddresses(a: Addresses, b: Addresses): Addresses {
  const out: Interval[] = [];
  let j = 0;
  for (const [from, to] of a) {
    let start = from;
    while (j < b.length && (b[j]?.[1] ?? 0n) < start) j++;
    for (let k = j; k < b.length && start <= to; k++) {
      const [low, high] = b[k] ?? [to + 1n, to + 1n];
      if (low > to) break;
      if (low > start) out.push([start, low - 1n]);
      if (high >= start) start = high + 1n;
    }
    if (start <= to) out.push([start, to]);
  }
  return out;
}

/** Addresses of both. */
export function intersectAddresses(a: Addresses, b: Addresses): Addresses {
  const out: Interval[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [aFrom, aTo] = a[i] ?? [0n, -1n];
    const [bFrom, bTo] = b[j] ?? [0n, -1n];
    const from = aFrom > bFrom ? aFrom : bFrom;
    const to = aTo < bTo ? aTo : bTo;
    if (from <= to) out.push([from, to]);
    if (aTo < bTo) i++;
    else j++;
  }
  return out;
}

/** Networks as addresses of one family; those of the other are left out. */
export function addressesOf(family: IpFamily, networks: readonly string[]): Addresses {
  return joinedIntervals(
    networks.flatMap((text): readonly Interval[] => {
      const range = parseIpRange(text);
      return range?.family === family ? [[range.from, range.to]] : [];
    }),
  );
}

/** Every address of the family. */
export function allAddresses(family: IpFamily): Addresses {
  return [[0n, lastAddress(family)]];
}

/** Atoms of a dimension as addresses. */
export function addressesOfAtoms(dimension: IntervalDimension, atoms: IndexSet): Addresses {
  const out: Interval[] = [];
  for (let i = 0; i < atoms.length; i += 2)
    out.push([dimension.bounds(atoms[i] ?? 0)[0], dimension.bounds((atoms[i + 1] ?? 1) - 1)[1]]);
  return out;
}

/** How many addresses there are. */
export function countAddresses(set: Addresses): bigint {
  return set.reduce((sum, [from, to]) => sum + (to - from + 1n), 0n);
}

const SHOWN = 6;

/**
 * The addresses for people: `every public address`, `every private address`, or the first prefixes; ranges that need many
 * prefixes as from-to.
 */
export function namesOfAddresses(
  family: IpFamily,
  set: Addresses,
  whole: { readonly name: string; readonly all: Addresses },
): readonly string[] {
  if (set.length === 0) return [];
  if (subtractAddresses(whole.all, set).length === 0) return [whole.name];
  const names: string[] = [];
  for (const interval of set) {
    if (names.length >= SHOWN) break;
    const prefixes = prefixesOf(family, interval);
    if (prefixes.length <= 2) names.push(...prefixes.map(withoutHostPrefix));
    else names.push(`${formatAddress(family, interval[0])}-${formatAddress(family, interval[1])}`);
  }
  const more = set.length > SHOWN ? [`and ${set.length - SHOWN} more`] : [];
  return [...names.slice(0, SHOWN), ...more];
}

function withoutHostPrefix(prefix: string): string {
  return prefix.replace(prefix.includes(':') ? /\/128$/ : /\/32$/, '');
}
