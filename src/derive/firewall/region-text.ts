import { formatAddress, type IpFamily } from '../../core/ip-range.ts';
import type { Interval, IntervalDimension, WordDimension } from './dimension.ts';
import { hasIndex, type IndexSet, intersect, subtract } from './index-set.ts';
import { everyAddress, prefixesOf } from './prefixes.ts';
import type { Universe } from './universe.ts';

/** Addresses as the fewest prefixes; where fewer prefixes say what is left out, `every` but these. */
interface AddressText {
  readonly prefixes: readonly string[];
  readonly except?: readonly string[];
}

/** Names, `eth+` for all that begin so, `+` for all; the most specific one that fits a name decides. */
export interface NameText {
  readonly names: readonly string[];
  readonly except: readonly string[];
}

/** The intervals of a set of atoms, ascending and joined. */
function intervalsOf(dimension: IntervalDimension, set: IndexSet): readonly Interval[] {
  const out: Interval[] = [];
  for (let i = 0; i < set.length; i += 2)
    out.push([dimension.bounds(set[i] ?? 0)[0], dimension.bounds((set[i + 1] ?? 1) - 1)[1]]);
  return out;
}

const TEXTS = new WeakMap<IndexSet, { readonly whole: IndexSet; readonly text: AddressText }>();

/** Addresses of a set; `whole` is what was asked for, and stands for every address. Equal sets share their words. */
export function addressText(
  family: IpFamily,
  dimension: IntervalDimension,
  set: IndexSet,
  whole: IndexSet,
): AddressText {
  const known = TEXTS.get(set);
  if (known?.whole === whole) return known.text;
  const text = writeAddresses(family, dimension, set, whole);
  TEXTS.set(set, { whole, text });
  return text;
}

function writeAddresses(family: IpFamily, dimension: IntervalDimension, set: IndexSet, whole: IndexSet): AddressText {
  const left = subtract(whole, set);
  const textOf = (part: IndexSet) => intervalsOf(dimension, part).flatMap((interval) => prefixesOf(family, interval));
  if (left.length === 0) return { prefixes: [everyAddress(family)] };
  // Prefixes are not counted where the number of intervals tells already.
  const direct = set.length > 4 * left.length + 40 ? undefined : textOf(set);
  const except = left.length > 4 * set.length + 40 ? undefined : textOf(left);
  if (direct === undefined || (except !== undefined && except.length * 2 <= direct.length))
    return { prefixes: [everyAddress(family)], except: except ?? textOf(left) };
  return { prefixes: direct };
}

/** Numbers of a set as `22` and `8000-8010`. */
export function numberText(dimension: IntervalDimension, set: IndexSet): readonly string[] {
  return intervalsOf(dimension, set).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
}

/** ICMP types as `8`, `3/4`, `3/0-3` and `9-10`. */
export function icmpText(dimension: IntervalDimension, set: IndexSet): readonly string[] {
  const out: string[] = [];
  const range = (from: bigint, to: bigint) => (from === to ? `${from}` : `${from}-${to}`);
  const codes = (type: bigint, from: bigint, to: bigint) =>
    out.push(from === 0n && to === 255n ? `${type}` : `${type}/${range(from, to)}`);
  for (const [from, to] of intervalsOf(dimension, set)) {
    const [first, last] = [from / 256n, to / 256n];
    if (first === last) {
      codes(first, from % 256n, to % 256n);
      continue;
    }
    const [start, end] = [from % 256n === 0n ? first : first + 1n, to % 256n === 255n ? last : last - 1n];
    if (start !== first) codes(first, from % 256n, 255n);
    if (start <= end) out.push(range(start, end));
    if (end !== last) codes(last, 0n, to % 256n);
  }
  return out;
}

/** Interfaces of a set; undefined when it holds all that were asked for. */
export function nameText(dimension: WordDimension, set: IndexSet, whole: IndexSet): NameText | undefined {
  if (subtract(whole, set).length === 0) return undefined;
  const names: string[] = [];
  const except: string[] = [];
  const other = dimension.size - 1;
  // From the most general to the most specific: a name is told where it differs from what stands above it.
  const told = new Map<string, boolean>([['+', hasIndex(set, other)]]);
  if (told.get('+') === true) names.push('+');
  for (const { pattern, atom } of dimension.patterns) {
    const within = hasIndex(set, atom);
    if (!within && !hasIndex(whole, atom)) continue;
    const above = aboveOf(pattern, told);
    if (pattern.endsWith('+')) told.set(pattern, within);
    if (within === above) continue;
    (within ? names : except).push(pattern);
  }
  return { names, except };
}

/** Whether the longest prefix above a pattern is in. */
function aboveOf(pattern: string, told: ReadonlyMap<string, boolean>): boolean {
  const name = pattern.endsWith('+') ? pattern.slice(0, -1) : pattern;
  let best = -1;
  let value = false;
  for (const [other, within] of told) {
    const prefix = other.slice(0, -1);
    if (name.startsWith(prefix) && prefix.length > best) {
      best = prefix.length;
      value = within;
    }
  }
  return value;
}

/** Protocol numbers with well-known names (IANA). */
const PROTOCOLS: Readonly<Record<string, string>> = {
  1: 'icmp',
  2: 'igmp',
  4: 'ipip',
  6: 'tcp',
  17: 'udp',
  33: 'dccp',
  41: 'ipv6',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'icmpv6',
  89: 'ospf',
  103: 'pim',
  112: 'vrrp',
  132: 'sctp',
  136: 'udplite',
};

/** Protocols of a set: names where there are, else numbers. */
export function protocolText(universe: Universe, set: IndexSet): readonly string[] {
  const { protocol } = universe.numbers;
  return intervalsOf(protocol, set).flatMap(([from, to]) =>
    from === to ? [PROTOCOLS[`${from}`] ?? `${from}`] : [`${from}-${to}`],
  );
}

const EXAMPLES = {
  src: { ipv4: [0xcb007109n, 0xc6336407n], ipv6: [0x20010db8000000000000000000000009n] },
  dst: { ipv4: [0xc0000201n], ipv6: [0x20010db8000000000000000000000001n] },
} as const;

/** An address inside a set that reads well: one of the examples (RFC 5737, RFC 3849), a preferred one, else the first. */
export function sampleAddress(
  { family, addresses }: Universe,
  side: 'src' | 'dst',
  set: IndexSet,
  preferred: IndexSet,
): string {
  const dimension = addresses[side];
  const example = EXAMPLES[side][family].find((value) => hasIndex(set, dimension.locate(value)));
  if (example !== undefined) return formatAddress(family, example);
  const atom = intersect(set, preferred)[0] ?? set[0] ?? 0;
  const [from, to] = dimension.bounds(atom);
  return formatAddress(family, from < to ? from + 1n : from);
}
