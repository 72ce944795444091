import { compareCodePoints } from '../../core/order.ts';
import type { Decider } from './accepted-set.ts';
import { classify } from './address-classes.ts';
import type { FamilyRules } from './analysis.ts';
import type { Packet } from './decide.ts';
import { EMPTY, equalSets, hasIndex, type IndexSet } from './index-set.ts';
import type { Part } from './merge-boxes.ts';
import type { ConnectionState, Hook, Service } from './packet-services.ts';
import type { Region } from './region.ts';
import { addressText, icmpText, nameText, numberText, protocolText, sampleAddress } from './region-text.ts';
import { type Box, type DimensionName, SYN, type Universe } from './universe.ts';

/** A part and the services that it is told for: one, or all. */
export interface Shape {
  readonly services: readonly Service[];
  readonly state: ConnectionState;
  readonly limits: Box;
  readonly part: Part;
}

interface Described {
  readonly services: readonly Service[];
  readonly state: ConnectionState;
  readonly limits: Box;
  readonly box: Box;
  readonly certainty: 'must' | 'may';
  readonly because: readonly Decider[];
}

/** Puts one part into words. */
export function describePart({ universe, family }: FamilyRules, hook: Hook, told: Described): Region {
  const { box, limits } = told;
  const { order, addresses, numbers, words } = universe;
  const of = (name: DimensionName): IndexSet => box[order[name]] ?? EMPTY;
  const whole = (name: DimensionName): IndexSet => limits[order[name]] ?? EMPTY;
  const isWhole = (name: DimensionName): boolean => equalSets(of(name), whole(name));
  const [service] = told.services;
  const single = told.services.length === 1 ? service : undefined;
  const src = addressText(family, addresses.src, of('src'), whole('src'));
  const dst = addressText(family, addresses.dst, of('dst'), whole('dst'));
  const incoming = nameText(words.in, of('in'), whole('in'));
  const outgoing = nameText(words.out, of('out'), whole('out'));
  const ports = single?.has === 'ports';
  const partly = single?.id === 'other' && !isWhole('protocol');
  const protocols = partly ? protocolText(universe, of('protocol')) : [];
  const [only] = protocols;
  return {
    family,
    hook,
    sources: src.prefixes,
    ...(src.except === undefined ? {} : { sourcesExcept: src.except }),
    ...(isWhole('dst') ? {} : { destinations: dst.prefixes }),
    ...(isWhole('dst') || dst.except === undefined ? {} : { destinationsExcept: dst.except }),
    protocol: single === undefined ? 'any' : protocols.length === 1 && only !== undefined ? only : single.id,
    ...(protocols.length > 1 ? { protocols } : {}),
    ...(ports && !isWhole('dport') ? { ports: numberText(numbers.dport, of('dport')) } : {}),
    ...(ports && !isWhole('sport') ? { sourcePorts: numberText(numbers.sport, of('sport')) } : {}),
    ...(single?.has === 'types' && !isWhole('icmp') ? { icmp: icmpText(numbers.icmp, of('icmp')) } : {}),
    ...(incoming === undefined ? {} : { in: incoming }),
    ...(outgoing === undefined ? {} : { out: outgoing }),
    ...(told.state === 'NEW' ? {} : { state: told.state }),
    certainty: told.certainty,
    because: [...told.because].sort(
      (a, b) =>
        compareCodePoints(a.at.file, b.at.file) ||
        (a.at.line ?? 0) - (b.at.line ?? 0) ||
        compareCodePoints(a.text, b.text),
    ),
    witness: packetOf(universe, hook, box, told.state),
  };
}

/** One packet of a box, as it could be seen in daily life. */
export function packetOf(universe: Universe, hook: Hook, box: Box, state: ConnectionState): Packet {
  const { order, numbers, words, family } = universe;
  const of = (name: DimensionName): IndexSet => box[order[name]] ?? EMPTY;
  const classes = classify(universe);
  const first = (name: 'sport' | 'dport' | 'protocol' | 'icmp', usual: bigint): number => {
    const set = of(name);
    if (hasIndex(set, numbers[name].locate(usual))) return Number(usual);
    const [from, to] = numbers[name].bounds(set[0] ?? 0);
    return Number(from === 0n && to > 0n ? 1n : from);
  };
  const protocol = first('protocol', of('protocol').length === 2 ? 6n : 47n);
  const hasPorts = [6, 17, 33, 132, 136].includes(protocol);
  const icmpNumber = family === 'ipv4' ? 1 : 58;
  const name = (side: 'in' | 'out'): string => {
    const set = of(side);
    const exact = words[side].patterns.find(({ pattern, atom }) => !pattern.endsWith('+') && hasIndex(set, atom));
    return exact?.pattern ?? words[side].sample(set[0] ?? 0);
  };
  const icmp = first('icmp', family === 'ipv4' ? 2048n : 32_768n);
  return {
    family,
    hook,
    src: sampleAddress(universe, 'src', of('src'), classes.public),
    dst: sampleAddress(universe, 'dst', of('dst'), EMPTY),
    protocol,
    ...(hasPorts ? { sport: first('sport', 50_000n), dport: first('dport', 443n) } : {}),
    ...(protocol === 6 ? { tcpFlags: state === 'NEW' ? SYN : 16 } : {}),
    ...(protocol === icmpNumber ? { icmp: { type: icmp >> 8, code: icmp & 255 } } : {}),
    ...(hook === 'output' ? {} : { in: name('in') }),
    ...(hook === 'input' ? {} : { out: name('out') }),
    state,
  };
}
