import { acceptedWithin, type FamilyView, openingPackets, openingStates, part } from './family-view.ts';
import { EMPTY, equalSets, type IndexSet, subtract, union, unionAll } from './index-set.ts';
import { publishedParts } from './translation.ts';
import type { Box } from './universe.ts';
import type { Verdict } from './walk.ts';

/** An accepted region, cut down to what reach needs. */
export interface Piece {
  readonly verdict: Verdict;
  readonly box: Box;
  readonly sure: boolean;
  readonly public: IndexSet;
  /** Public sources of the box alone, for a witness. */
  readonly sample: IndexSet;
  readonly reserved: boolean;
  readonly internal: boolean;
  /** It may come in by an interface that faces the internet, and whether that is sure. */
  readonly outside: 'yes' | 'maybe' | 'no';
}

/** What opens a connection of the protocol from beyond the machine and is accepted, directly or after translation. */
export function piecesOf(view: FamilyView, protocol: 'tcp' | 'udp', isPublic = true): readonly Piece[] {
  const { rules, classes, input, interfaces } = view;
  if (input === undefined) return [];
  const { universe } = rules;
  const within = openingPackets(universe, protocol, {
    in: interfaces.wire,
    src: subtract(
      universe.addresses.src.full,
      isPublic ? classes.loopback : union(classes.loopback, union(classes.public, classes.reserved)),
    ),
    dst: classes.routedDestinations,
  });
  const direct = openingStates(universe, input, within).flatMap((box) => acceptedWithin(universe, input, box));
  const pieces = [...direct, ...publishedParts(view, within)].map(({ verdict, box, sure }): Piece => {
    const src = (set: IndexSet) => part(universe, box, 'src', set);
    const has = (set: IndexSet) => part(universe, box, 'in', set).length > 0;
    return {
      verdict,
      box,
      sure,
      public: src(classes.public),
      sample: src(classes.public),
      reserved: src(classes.reserved).length > 0,
      internal: src(classes.internal).length > 0,
      outside: has(interfaces.outside) ? 'yes' : has(interfaces.maybeOutside) ? 'maybe' : 'no',
    };
  });
  return mergePieces(view, pieces);
}

/** Pieces of one decider that hold for the same ports are one: their sources are put together once, not at each port. */
function mergePieces(view: FamilyView, pieces: readonly Piece[]): readonly Piece[] {
  const { order } = view.rules.universe;
  const ports = (piece: Piece): IndexSet => piece.box[order.dport] ?? EMPTY;
  const groups = new Map<string, Piece[][]>();
  const rules = new Map<unknown, number>();
  const number = (rule: unknown): number => {
    const known = rules.get(rule) ?? rules.size;
    rules.set(rule, known);
    return known;
  };
  for (const piece of pieces) {
    const path = piece.verdict.path.map(number).join(',');
    let hash = 0;
    for (const edge of ports(piece)) hash = (Math.imul(hash, 31) + edge) | 0;
    const key = `${path} ${piece.verdict.byPolicy} ${piece.sure} ${piece.outside} ${hash}`;
    const buckets = groups.get(key) ?? [];
    groups.set(key, buckets);
    const same = buckets.find((bucket) => bucket[0] !== undefined && equalSets(ports(bucket[0]), ports(piece)));
    if (same === undefined) buckets.push([piece]);
    else same.push(piece);
  }
  return [...groups.values()].flat().flatMap((group): readonly Piece[] => {
    // The sample for the witness is one with a public source where there is any.
    const first = group.find((piece) => piece.public.length > 0) ?? group[0];
    if (first === undefined) return [];
    return [
      {
        ...first,
        public: unionAll(group.map((piece) => piece.public)),
        sample: first.public,
        reserved: group.some((piece) => piece.reserved),
        internal: group.some((piece) => piece.internal),
      },
    ];
  });
}
