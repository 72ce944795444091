import type { CONNECTION_STATES } from '../../core/packet-words.ts';
import { type AddressClasses, classify } from './address-classes.ts';
import { packetsOf } from './analysis.ts';
import { NO_INTERFACE } from './dimension.ts';
import { plainPackets, withDimensions } from './family-view.ts';
import { fromIndices, type IndexSet, intersect, single, subtract, union } from './index-set.ts';
import { type Box, type DimensionName, type SparseBox, SYN, type Universe } from './universe.ts';

/** The hooks that packets pass for the machine, through it, from it. */
export const HOOKS = ['input', 'forward', 'output'] as const;
export type Hook = (typeof HOOKS)[number];
export type ConnectionState = (typeof CONNECTION_STATES)[number];

const ACK = 16;

/** Protocols of one kind: those with ports one by one, ICMP, and all others together. */
export interface Service {
  readonly id: string;
  readonly has: 'ports' | 'types' | 'nothing';
  readonly protocols: IndexSet;
}

/** Protocols with ports beside TCP and UDP (IANA): DCCP, SCTP, UDP-Lite. */
const OTHER_PORTS: Readonly<Record<string, bigint>> = { dccp: 33n, sctp: 132n, udplite: 136n };

/** The protocols of a universe by what their packets have. */
export function servicesOf(universe: Universe): readonly Service[] {
  const { protocol } = universe.numbers;
  const of = (number: bigint) => single(protocol.locate(number));
  // A protocol that no rule names has no atom of its own; then no rule tells its ports apart from other protocols either.
  const alone = Object.entries(OTHER_PORTS).filter(
    ([, number]) =>
      protocol.bounds(protocol.locate(number))[0] === number && protocol.bounds(protocol.locate(number))[1] === number,
  );
  const named: readonly Service[] = [
    { id: 'tcp', has: 'ports', protocols: of(6n) },
    { id: 'udp', has: 'ports', protocols: of(17n) },
    universe.family === 'ipv4'
      ? { id: 'icmp', has: 'types', protocols: of(1n) }
      : { id: 'icmpv6', has: 'types', protocols: of(58n) },
    ...alone.map(([id, number]): Service => ({ id, has: 'ports', protocols: of(number) })),
  ];
  const rest = named.reduce((set, service) => subtract(set, service.protocols), protocol.full);
  return [...named, { id: 'other', has: 'nothing', protocols: rest }];
}

/** What is left out of a question because it never happens: loopback addresses on a wire, destinations that are not routed. */
interface Plain {
  readonly box: Box;
  readonly classes: AddressClasses;
}

/** Packets of a hook as they are in daily life, of any protocol and of the states. */
export function plainOf(universe: Universe, hook: Hook, states: readonly ConnectionState[]): Plain {
  const classes = classify(universe);
  const { words, flags, order, addresses } = universe;
  const all = packetsOf(universe, hook);
  const wire = (set: IndexSet | undefined, name: 'in' | 'out') => subtract(set ?? [], single(words[name].locate('lo')));
  const absent = single(words.in.locate(NO_INTERFACE));
  const box = plainPackets(universe, {
    in: hook === 'output' ? absent : wire(all[order.in], 'in'),
    out: hook === 'input' ? (all[order.out] ?? absent) : wire(all[order.out], 'out'),
    src: subtract(addresses.src.full, classes.loopback),
    dst: classes.routedDestinations,
    src_type: words.src_type.encode([hook === 'output' ? 'LOCAL' : 'UNICAST']),
    dst_type: words.dst_type.encode([hook === 'input' ? 'LOCAL' : 'UNICAST']),
    state: words.state.encode([...states, ...(states.includes('NEW') ? (['UNTRACKED'] as const) : [])]),
    tcp_flags: [0, SYN, ACK].map((bits) => single(flags.locate(bits))).reduce(union),
  });
  return { box, classes };
}

/**
 * Plain packets narrowed to what is asked for. Who asks for loopback addresses, the loopback interface or destinations
 * that are not routed means them. Undefined when nothing is left.
 */
export function askedOf(
  universe: Universe,
  hook: Hook,
  states: readonly ConnectionState[],
  asked: SparseBox,
): Box | undefined {
  const { order } = universe;
  const all = packetsOf(universe, hook);
  const named: readonly number[] = [order.src, order.dst, order.in, order.out, order.dst_type, order.packet_type];
  const box = [...plainOf(universe, hook, states).box];
  for (const [dimension, set] of asked) {
    const own = named.includes(dimension) ? all[dimension] : box[dimension];
    box[dimension] = intersect(own ?? [], set);
  }
  return box.some((set) => set.length === 0) ? undefined : box;
}

/** Narrows plain packets to one service and state; what its packets do not have is one value, so that regions are comparable. */
export function serviceBox(universe: Universe, plain: Box, service: Service, state: ConnectionState): Box {
  const { numbers, flags } = universe;
  const bits = service.id !== 'tcp' ? 0 : state === 'NEW' ? SYN : ACK;
  const sets: Partial<Record<DimensionName, IndexSet>> = {
    protocol: service.protocols,
    tcp_flags: single(flags.locate(bits)),
    state: universe.words.state.encode([state]),
  };
  if (service.has !== 'ports') {
    sets.sport = single(numbers.sport.locate(0n));
    sets.dport = single(numbers.dport.locate(0n));
  }
  if (service.has !== 'types') sets.icmp = fromIndices([0]);
  return withDimensions(universe, plain, sets);
}
