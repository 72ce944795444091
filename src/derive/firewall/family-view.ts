import type { IpFamily } from '../../core/ip-range.ts';
import { parseIpRange } from '../../core/ip-range.ts';
import type { FirewallExposure, FirewallRuleset } from '../../model/generated/model.ts';
import { type AddressClasses, classify, destinationLandmarks, sourceLandmarks } from './address-classes.ts';
import { analyzeHook, compileFamily, DEFAULT_WORK, type FamilyRules, type HookResult, packetsOf } from './analysis.ts';
import { type Cover, makeCover, narrowBox, subtractAll, WorkSpent } from './cover.ts';
import { type Interval, NO_INTERFACE } from './dimension.ts';
import { EMPTY, type IndexSet, intersect, sharedResults, single, subtract, union } from './index-set.ts';
import { sidesOf } from './interfaces.ts';
import { type Box, type DimensionName, portInterval, SYN, sparseOf, type Universe } from './universe.ts';
import type { Verdict } from './walk.ts';

/** All that is computed once for the questions about one family. */
export interface FamilyView {
  readonly rules: FamilyRules;
  readonly classes: AddressClasses;
  readonly sides: FirewallExposure['interfaces'];
  /** Incoming packets; undefined when the work was spent. */
  readonly input: HookResult | undefined;
  readonly forward: HookResult | undefined;
  /** Interfaces that face the internet, those that may, and all but the loopback. */
  readonly interfaces: {
    readonly outside: IndexSet;
    readonly maybeOutside: IndexSet;
    readonly wire: IndexSet;
    readonly loopback: IndexSet;
  };
}

/** Engines that filter the packets of the machine they run on. */
const MACHINE_ENGINES: readonly string[] = ['iptables', 'nft', 'ufw', 'firewalld'];

/** The filters of the machine itself, without those that stand before points of a cloud or cluster. */
export function ofMachine(ruleset: FirewallRuleset): FirewallRuleset {
  return { filters: ruleset.filters.filter(({ engine }) => MACHINE_ENGINES.includes(engine)) };
}

/** The families that were given, IPv4 first. */
export function familiesOf(ruleset: FirewallRuleset): readonly IpFamily[] {
  return (['ipv4', 'ipv6'] as const).filter((family) =>
    ruleset.filters.some((filter) => filter.family === family || filter.family === 'inet'),
  );
}

/** Compiles and walks the rules of one family; `destinations`: the addresses of what stands behind them, where told. */
export function viewFamily(
  ruleset: FirewallRuleset,
  family: IpFamily,
  work = DEFAULT_WORK,
  destinations: readonly string[] = [],
): FamilyView {
  const translations = ruleset.filters
    .flatMap((filter) => filter.chains)
    .flatMap((chain) => chain.rules)
    .map((rule) => rule.translate)
    .filter((translate) => translate !== undefined);
  const addresses = translations.map((one) => addressOf(one.address, family)).filter((one) => one !== undefined);
  const ports = translations
    .map((one) => (one.port === undefined ? undefined : portInterval(one.port)))
    .filter((one) => one !== undefined);
  const own = destinations.map((text) => addressOf(text, family)).filter((one) => one !== undefined);
  const rules = compileFamily(ruleset, family, {
    addresses: sourceLandmarks(family),
    dstAddresses: [...destinationLandmarks(family), ...addresses, ...own],
    ports,
  });
  const { universe } = rules;
  const classes = classify(universe);
  const sides = sidesOf(ruleset);
  const incoming = universe.words.in;
  const absent = union(single(incoming.locate(NO_INTERFACE)), single(incoming.locate('lo')));
  const wire = subtract(incoming.full, absent);
  const of = (side: string) => sides.filter((one) => one.side === side).map((one) => incoming.encode([one.id]));
  const inside = of('inside').reduce(union, EMPTY);
  const unclear = of('unclear').reduce(union, EMPTY);
  const maybeOutside = subtract(wire, subtract(inside, of('outside').reduce(union, EMPTY)));
  // Followed when first asked for: of a point nobody asks what is forwarded.
  let input: { readonly result: HookResult | undefined } | undefined;
  let forward: typeof input;
  return {
    rules,
    classes: own.length === 0 ? classes : { ...classes, routedDestinations: universe.addresses.dst.encode(own) },
    sides,
    get input() {
      input ??= { result: analyzeHook(rules, 'input', packetsOf(universe, 'input'), { left: work }) };
      return input.result;
    },
    get forward() {
      forward ??= { result: analyzeHook(rules, 'forward', packetsOf(universe, 'forward'), { left: work }) };
      return forward.result;
    },
    interfaces: {
      outside: subtract(maybeOutside, unclear),
      maybeOutside,
      wire,
      loopback: single(incoming.locate('lo')),
    },
  };
}

/** A translated address as an interval. */
export function addressOf(text: string | undefined, family: IpFamily): Interval | undefined {
  const range = text === undefined ? undefined : parseIpRange(text);
  return range?.family === family ? [range.from, range.to] : undefined;
}

/** A box with some dimensions set. */
export function withDimensions(
  universe: Universe,
  box: Box,
  sets: Partial<Readonly<Record<DimensionName, IndexSet>>>,
): Box {
  const out = [...box];
  for (const [name, set] of Object.entries(sets)) {
    const dimension = (universe.order as Readonly<Record<string, number>>)[name]; // keys are dimension names by type
    if (dimension !== undefined && set !== undefined) out[dimension] = set;
  }
  return out;
}

/** Packets as they are in daily life: whole, unicast, by a valid path. `state` and `protocol` narrow them. */
export function plainPackets(universe: Universe, sets: Partial<Readonly<Record<DimensionName, IndexSet>>>): Box {
  const { words } = universe;
  return withDimensions(universe, universe.full, {
    fragment: words.fragment.encode(['whole']),
    packet_type: words.packet_type.encode(['unicast']),
    reverse_path: words.reverse_path.encode(['valid']),
    ipsec: words.ipsec.encode(['none']),
    src_type: words.src_type.encode(['UNICAST']),
    dst_type: words.dst_type.encode(['LOCAL']),
    ...sets,
  });
}

/** Packets that open a connection: a SYN alone for TCP, any datagram for UDP. */
export function openingPackets(
  universe: Universe,
  protocol: 'tcp' | 'udp',
  sets: Partial<Readonly<Record<DimensionName, IndexSet>>>,
): Box {
  const number = protocol === 'tcp' ? 6n : 17n;
  return plainPackets(universe, {
    protocol: single(universe.numbers.protocol.locate(number)),
    ...(protocol === 'tcp' ? { tcp_flags: single(universe.flags.locate(SYN)) } : {}),
    ...sets,
  });
}

/** Accepted parts of a region: what may be accepted, and what of it is accepted whatever is in doubt. */
export interface AcceptedPart {
  readonly verdict: Verdict;
  readonly box: Box;
  readonly sure: boolean;
}

/** Cuts the accepted regions of a hook to `within`, and tells sure parts from doubtful ones. */
export function acceptedWithin(universe: Universe, result: HookResult, within: Box): readonly AcceptedPart[] {
  const parts: AcceptedPart[] = [];
  const doubtful = doubtsOf(universe, result);
  const limits = sparseOf(universe, within);
  for (const verdict of result.accepted) {
    const box = narrowBox(verdict.box, limits);
    if (box === undefined) continue;
    if (doubtful.isEmpty) {
      parts.push({ verdict, box, sure: true });
      continue;
    }
    parts.push({ verdict, box, sure: false });
    try {
      subtractAll(box, [doubtful], (piece) => {
        parts.push({ verdict, box: piece, sure: true });
        return false;
      });
    } catch (error) {
      // What is left over is not told to be sure.
      if (!(error instanceof WorkSpent)) throw error;
    }
  }
  return parts;
}

const DOUBTS = new WeakMap<HookResult, Cover>();

/** Where an accepted packet may be dropped all the same: one cover for all questions about a hook. */
function doubtsOf(universe: Universe, result: HookResult): Cover {
  const known = DOUBTS.get(result);
  if (known !== undefined) return known;
  const cover = makeCover(universe, { left: DEFAULT_WORK });
  for (const verdict of result.dropped) cover.add(sparseOf(universe, verdict.box));
  DOUBTS.set(result, cover);
  return cover;
}

/**
 * The states of a packet that opens a connection: NEW, or UNTRACKED where a rule takes it out of connection tracking.
 * Returns disjoint boxes of `within`.
 */
export function openingStates(universe: Universe, result: HookResult, within: Box): readonly Box[] {
  const { order, words } = universe;
  const fresh = withDimensions(universe, within, { state: words.state.encode(['NEW']) });
  if (result.untracked.length === 0) return [fresh];
  const cover = makeCover(universe, { left: DEFAULT_WORK });
  const boxes: Box[] = [];
  const all = words.state.full;
  for (const verdict of result.untracked) {
    const region = [...verdict.box];
    region[order.state] = all;
    const both = narrowBox(region, sparseOf(universe, withDimensions(universe, within, { state: all })));
    if (both === undefined) continue;
    boxes.push(withDimensions(universe, both, { state: words.state.encode(['UNTRACKED']) }));
    if (verdict.path.every((rule) => rule.doubts.length === 0)) cover.add(sparseOf(universe, region));
  }
  subtractAll(fresh, [cover], (piece) => {
    boxes.push(piece);
    return false;
  });
  return boxes;
}

/** The common atoms of a dimension of a box and a set. */
export function part(universe: Universe, box: Box, name: DimensionName, set: IndexSet): IndexSet {
  return shared(box[universe.order[name]] ?? EMPTY, set);
}

const shared = sharedResults(intersect);
