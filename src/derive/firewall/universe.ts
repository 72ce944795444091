import { type IpFamily, lastAddress, parseIpRange } from '../../core/ip-range.ts';
import { ADDRESS_TYPES, CONNECTION_STATES, PACKET_TYPES, TCP_FLAGS } from '../../core/packet-words.ts';
import type { FirewallCondition } from '../../model/generated/model.ts';
import {
  flagsDimension,
  type Interval,
  type IntervalDimension,
  interfaceDimension,
  intervalDimension,
  NO_INTERFACE,
  type WordDimension,
  wordDimension,
} from './dimension.ts';
import { type IndexSet, subtract } from './index-set.ts';

/** The dimensions of a packet that conditions speak of. */
export const DIMENSION_NAMES = [
  'src',
  'dst',
  'protocol',
  'sport',
  'dport',
  'icmp',
  'in',
  'out',
  'state',
  'tcp_flags',
  'fragment',
  'src_type',
  'dst_type',
  'packet_type',
  'reverse_path',
  'ipsec',
] as const;
export type DimensionName = (typeof DIMENSION_NAMES)[number];

/** One set of atoms for each dimension, in the order of the universe: the product is a region of packets. */
export type Box = readonly IndexSet[];

/** The restricted dimensions of a box only, sorted by their number. No entry: every packet. */
export type SparseBox = readonly (readonly [dimension: number, set: IndexSet])[];

/** All packets of one family, cut so finely that each condition of the rules is a union of atoms, and no finer. */
export interface Universe {
  readonly family: IpFamily;
  readonly addresses: { readonly src: IntervalDimension; readonly dst: IntervalDimension };
  readonly numbers: Readonly<Record<'protocol' | 'sport' | 'dport' | 'icmp', IntervalDimension>>;
  readonly words: Readonly<
    Record<
      'in' | 'out' | 'state' | 'fragment' | 'src_type' | 'dst_type' | 'packet_type' | 'reverse_path' | 'ipsec',
      WordDimension
    >
  >;
  readonly flags: ReturnType<typeof flagsDimension>;
  /** The number of a dimension: ascending by its atoms, so that splitting cuts the coarse ones first. */
  readonly order: Readonly<Record<DimensionName, number>>;
  /** Dimensions of two atoms, no and yes, for doubts whose answer is the same wherever they occur. */
  readonly doubts: ReadonlyMap<string, number>;
  readonly full: Box;
  /** The atoms of a condition; undefined when a value cannot be read. */
  encode(condition: FirewallCondition): IndexSet | undefined;
  /** `encode` for the outside of a negated `port`, and each side alone. */
  encodePorts(side: 'sport' | 'dport', values: readonly string[]): IndexSet | undefined;
}

const WORDS = {
  state: CONNECTION_STATES,
  fragment: ['whole', 'later'],
  src_type: ADDRESS_TYPES,
  dst_type: ADDRESS_TYPES,
  packet_type: PACKET_TYPES,
  reverse_path: ['valid', 'invalid'],
  ipsec: ['none', 'ipsec'],
} as const;

/** A SYN alone: how a TCP connection begins. */
export const SYN = 2;
const OPENING = 'FIN,SYN,RST,PSH,ACK,URG,ECE,CWR/SYN';

/** A port or port range as an interval. */
export function portInterval(text: string): Interval | undefined {
  return numberInterval(text, 65_535);
}

function numberInterval(text: string, max: number): Interval | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return from <= to && to <= max ? [BigInt(from), BigInt(to)] : undefined;
}

/** ICMP type and code as one number: type × 256 + code. */
function icmpInterval(text: string): Interval | undefined {
  const match = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text);
  if (match === null || Number(match[1]) > 255 || Number(match[2] ?? 0) > 255) return undefined;
  const type = BigInt(match[1] ?? 0) * 256n;
  return match[2] === undefined ? [type, type + 255n] : [type + BigInt(match[2]), type + BigInt(match[2])];
}

function addressInterval(text: string, family: IpFamily): Interval | undefined {
  const range = parseIpRange(text);
  return range?.family === family ? [range.from, range.to] : undefined;
}

/** Address ranges and ports that are asked for beside those of the rules: they become end points too. */
export interface Landmarks {
  readonly addresses: readonly Interval[];
  readonly dstAddresses: readonly Interval[];
  readonly ports: readonly Interval[];
  /** Whatever else is asked for. */
  readonly conditions?: readonly FirewallCondition[];
}

/** Cuts the packets of one family at the end points of all conditions and landmarks. */
export function makeUniverse(
  family: IpFamily,
  conditions: readonly FirewallCondition[],
  landmarks: Landmarks,
  doubts: readonly string[] = [],
): Universe {
  const values = (...names: readonly FirewallCondition['on'][]) =>
    conditions.filter((condition) => names.includes(condition.on)).flatMap((condition) => condition.values);
  const known = <T>(list: readonly (T | undefined)[]): readonly T[] => list.filter((one) => one !== undefined);
  const addresses = (name: 'src' | 'dst', extra: readonly Interval[]) =>
    intervalDimension(lastAddress(family), [
      ...known(values(name).map((text) => addressInterval(text, family))),
      ...extra,
    ]);
  const src = addresses('src', landmarks.addresses);
  const dst = addresses('dst', landmarks.dstAddresses);
  const sport = intervalDimension(65_535n, known(values('sport', 'port').map(portInterval)));
  const dport = intervalDimension(65_535n, [...known(values('dport', 'port').map(portInterval)), ...landmarks.ports]);
  const protocol = intervalDimension(255n, [
    ...known(values('protocol').map((text) => numberInterval(text, 255))),
    ...[1n, 6n, 17n, 58n].map((number): Interval => [number, number]),
  ]);
  const icmp = intervalDimension(65_535n, known(values('icmp').map(icmpInterval)));
  const flags = flagsDimension([...values('tcp_flags'), OPENING], TCP_FLAGS);
  const words = {
    in: interfaceDimension(values('in')),
    out: interfaceDimension(values('out')),
    state: wordDimension(WORDS.state),
    fragment: wordDimension(WORDS.fragment),
    src_type: wordDimension(WORDS.src_type),
    dst_type: wordDimension(WORDS.dst_type),
    packet_type: wordDimension(WORDS.packet_type),
    reverse_path: wordDimension(WORDS.reverse_path),
    ipsec: wordDimension(WORDS.ipsec),
  };
  const numbers = { protocol, sport, dport, icmp };
  const all = { src, dst, ...numbers, ...words, tcp_flags: flags };
  const sorted = [...DIMENSION_NAMES].sort(
    (a, b) => all[a].size - all[b].size || DIMENSION_NAMES.indexOf(a) - DIMENSION_NAMES.indexOf(b),
  );
  // Doubts are the coarsest dimensions, so they come first.
  const first = doubts.length;
  const order = Object.fromEntries(sorted.map((name, index) => [name, first + index])) as Record<DimensionName, number>; // every name is there

  /** Addresses of the other family match no packet of this one; what is no address cannot be read. */
  const addressAtoms = (dimension: IntervalDimension, texts: readonly string[]): IndexSet | undefined => {
    const ranges = known(texts.map(parseIpRange));
    if (ranges.length < texts.length) return undefined;
    return dimension.encode(
      ranges.filter((range) => range.family === family).map((range): Interval => [range.from, range.to]),
    );
  };
  const encodeRaw = (condition: FirewallCondition): IndexSet | undefined => {
    const intervals = (dimension: IntervalDimension, read: (text: string) => Interval | undefined) => {
      const list = condition.values.map(read);
      return list.includes(undefined) ? undefined : dimension.encode(known(list));
    };
    switch (condition.on) {
      case 'src':
        return addressAtoms(src, condition.values);
      case 'dst':
        return addressAtoms(dst, condition.values);
      case 'protocol':
        return intervals(protocol, (text) => numberInterval(text, 255));
      case 'sport':
        return intervals(sport, portInterval);
      case 'dport':
      case 'port':
        return intervals(dport, portInterval);
      case 'icmp':
        return intervals(icmp, icmpInterval);
      case 'tcp_flags':
        return flags.encode(condition.values);
      default:
        return words[condition.on].encode(condition.values);
    }
  };
  return {
    family,
    addresses: { src, dst },
    numbers,
    words,
    flags,
    order,
    doubts: new Map(doubts.map((doubt, index) => [doubt, index])),
    full: [...doubts.map((): IndexSet => [0, 2]), ...sorted.map((name) => all[name].full)],
    encode: (condition) => {
      const set = encodeRaw(condition);
      if (set === undefined || condition.on === 'port' || condition.negated !== true) return set;
      // A negated address still asks for a packet of its own family.
      if (set.length === 0 && condition.values.length > 0 && (condition.on === 'src' || condition.on === 'dst'))
        return set;
      return subtract(all[condition.on].full, set);
    },
    encodePorts: (side, texts) => encodeRaw({ on: side, values: texts }),
  };
}

/** The box of all packets, restricted by a sparse box. */
export function boxOf(universe: Universe, sparse: SparseBox): Box {
  const box = [...universe.full];
  for (const [dimension, set] of sparse) box[dimension] = set;
  return box;
}

/** The restricted dimensions of a box. */
export function sparseOf(universe: Universe, box: Box): SparseBox {
  return box.flatMap((set, dimension) => (isFull(universe, dimension, set) ? [] : [[dimension, set] as const]));
}

function isFull(universe: Universe, dimension: number, set: IndexSet): boolean {
  const full = universe.full[dimension];
  return set.length === 2 && set[0] === 0 && set[1] === full?.[1];
}

export { NO_INTERFACE };
