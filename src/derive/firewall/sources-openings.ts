import type { FirewallExposure } from '../../model/generated/model.ts';
import { acceptedWithin, type FamilyView, openingPackets, openingStates, part } from './family-view.ts';
import { EMPTY, type IndexSet, subtract, union } from './index-set.ts';
import { decidersOf } from './ranges.ts';
import {
  type Addresses,
  addressesOf,
  addressesOfAtoms,
  subtractAddresses,
  uniteAddresses,
} from './sources-intervals.ts';
import type { Scope } from './sources-scopes.ts';
import { publishedParts } from './translation.ts';
import type { Box } from './universe.ts';
import type { Verdict } from './walk.ts';

/** Ports of one protocol that new connections from some addresses reach: a product, so it is exact. */
export interface Opening {
  /** Sorted, first and last port. */
  readonly ports: readonly (readonly [number, number])[];
  readonly sources: Addresses;
  /** It holds whatever is in doubt. */
  readonly sure: boolean;
  readonly verdict: Verdict;
  /** What the deciding rule names in place of addresses. */
  readonly peers: readonly string[];
  readonly doubts: readonly string[];
}

/** A rule or policy that decided. */
export type Decider = FirewallExposure['ranges'][number]['decided_by'][number];

/** Everything that reaches a machine or point from elsewhere, by direct acceptance or after translation. */
export function openingsOf(
  view: FamilyView,
  protocol: 'tcp' | 'udp',
  { isPublic, platform }: Pick<Scope, 'isPublic' | 'platform'>,
): readonly Opening[] {
  const { rules, classes, input, interfaces } = view;
  if (input === undefined) return [];
  const { universe } = rules;
  const within = openingPackets(universe, protocol, {
    in: interfaces.wire,
    src: subtract(universe.addresses.src.full, classes.loopback),
    dst: classes.routedDestinations,
  });
  const direct = openingStates(universe, input, within).flatMap((box) => acceptedWithin(universe, input, box));
  const foreign = union(classes.public, classes.reserved);
  const own = addressesOf(rules.family, platform);
  return [...direct, ...publishedParts(view, within)].flatMap(({ verdict, box, sure }): readonly Opening[] => {
    const atoms = part(universe, box, 'src', universe.addresses.src.full);
    const outside = part(universe, box, 'in', interfaces.outside).length > 0;
    const maybe = part(universe, box, 'in', interfaces.maybeOutside).length > 0;
    const make = (set: IndexSet, holds: boolean, doubts: readonly string[]): readonly Opening[] => {
      const sources = subtractAddresses(addressesOfAtoms(universe.addresses.src, set), own);
      return sources.length === 0
        ? []
        : [
            {
              ports: portsOf(view, box),
              sources,
              sure: holds,
              verdict,
              peers: verdict.byPolicy ? [] : (verdict.path.at(-1)?.rule.peers ?? []),
              doubts: [...doubts, ...verdict.path.flatMap((rule) => rule.doubts)],
            },
          ];
    };
    if (!isPublic) return make(subtract(atoms, foreign), sure, []);
    if (outside) return make(atoms, sure, []);
    const names = view.sides.filter((side) => side.side === 'unclear').map((side) => side.id);
    return [
      ...make(subtract(atoms, foreign), sure, []),
      // What comes in by an inner interface comes from there, whatever address it claims.
      ...(maybe
        ? make(subtract(atoms, subtract(atoms, foreign)), false, [
            `nothing tells which of ${names.join(', ')} faces the internet`,
          ])
        : []),
    ];
  });
}

/** The destination ports of a box. */
export function portsOf({ rules }: Pick<FamilyView, 'rules'>, box: Box): Opening['ports'] {
  const { dport } = rules.universe.numbers;
  const atoms = box[rules.universe.order.dport] ?? EMPTY;
  const ports: [number, number][] = [];
  for (let i = 0; i < atoms.length; i += 2)
    ports.push([Number(dport.bounds(atoms[i] ?? 0)[0]), Number(dport.bounds((atoms[i + 1] ?? 1) - 1)[1])]);
  return ports;
}

/** Ports with the same openings over all of them. */
export interface Segment<T = Opening> {
  readonly from: number;
  readonly to: number;
  readonly openings: readonly T[];
}

/** Cuts the ports at the ends of all openings and at `cuts`; ports without any opening are left out. */
export function segmentsOf<T extends Pick<Opening, 'ports'>>(
  openings: readonly T[],
  cuts: readonly { readonly from_port: number; readonly to_port: number }[],
): readonly Segment<T>[] {
  const starts = new Map<number, T[]>();
  const ends = new Map<number, T[]>();
  const edges = new Set<number>();
  const note = (map: Map<number, T[]>, port: number, opening: T): void => {
    const list = map.get(port);
    if (list === undefined) map.set(port, [opening]);
    else list.push(opening);
    edges.add(port);
  };
  for (const opening of openings) {
    for (const [from, to] of opening.ports) {
      note(starts, from, opening);
      note(ends, to + 1, opening);
    }
  }
  for (const { from_port, to_port } of cuts) {
    edges.add(from_port);
    edges.add(to_port + 1);
  }
  const sorted = [...edges].filter((edge) => edge <= 65_535).sort((a, b) => a - b);
  const active = new Set<T>();
  const segments: Segment<T>[] = [];
  let held: readonly T[] = [];
  for (const [i, edge] of sorted.entries()) {
    const leaving = ends.get(edge);
    const coming = starts.get(edge);
    for (const opening of leaving ?? []) active.delete(opening);
    for (const opening of coming ?? []) active.add(opening);
    // Segments that only a cut separates share one list: what is computed from it is computed once.
    if (leaving !== undefined || coming !== undefined) held = [...active];
    if (held.length > 0) segments.push({ from: edge, to: (sorted[i + 1] ?? 65_536) - 1, openings: held });
  }
  return segments;
}

/** The sources of openings: those that are let in for sure, and all that may be. */
export function sourcesOf(openings: readonly Opening[]): { readonly sure: Addresses; readonly may: Addresses } {
  return {
    sure: uniteAddresses(openings.filter(({ sure }) => sure).map(({ sources }) => sources)),
    may: uniteAddresses(openings.map(({ sources }) => sources)),
  };
}

const SHOWN = 3;

/** The rules that let openings be, the first of them by line. */
export function decidersOfOpenings(view: FamilyView, openings: readonly Opening[]): readonly Decider[] {
  const found = new Map<string, Decider>();
  for (const { verdict } of openings) {
    for (const one of decidersOf(view, verdict))
      found.set(`${one.at.file}:${one.at.line ?? ''}:${one.at.pointer ?? ''}`, one);
    if (found.size > 200) break;
  }
  const line = (one: Decider): number => one.at.line ?? 0;
  return [...found.values()]
    .sort((a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : line(a) - line(b)))
    .slice(0, SHOWN);
}

/** What would have to be known, in one sentence. */
export function doubtOf(openings: readonly Opening[], what: string): string {
  const doubts = [...new Set(openings.filter(({ sure }) => !sure).flatMap(({ doubts: own }) => own))];
  return `Whether ${what} depends on: ${doubts.slice(0, SHOWN).join('; ') || 'rules that are in doubt'}.`;
}
