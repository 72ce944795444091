import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import type { FirewallDeclaredState } from '../../model/generated/model.ts';
import { coversPeers, type DeclaredScope, holdsPorts, namesScope, peersAsAddresses } from './declared-services.ts';
import type { FamilyView } from './family-view.ts';
import {
  type Addresses,
  addressesOf,
  addressesOfAtoms,
  allAddresses,
  intersectAddresses,
  namesOfAddresses,
  subtractAddresses,
  uniteAddresses,
} from './sources-intervals.ts';
import { decidersOfOpenings, doubtOf, type Opening, type Segment, segmentsOf, sourcesOf } from './sources-openings.ts';

type DeclaredOpening = FirewallDeclaredState['openings'][number];
type Protocol = 'tcp' | 'udp';

/** Private addresses and all others that can be a source, of one family. */
export interface Sides {
  readonly private: Addresses;
  readonly public: Addresses;
}

/** The two sides of a view. */
export function sidesOfAddresses({ rules, classes }: FamilyView): Sides {
  const { src } = rules.universe.addresses;
  const inner = addressesOfAtoms(src, classes.internal);
  return { private: inner, public: subtractAddresses(allAddresses(rules.family), inner) };
}

/** The openings of one protocol against the declarations: cut by both, and joined where they say the same. */
export function declaredOpenings(
  view: FamilyView,
  context: DeclaredScope,
  protocol: Protocol,
  openings: readonly Opening[],
): readonly DeclaredOpening[] {
  const ports = [...context.current, ...context.expired]
    .flatMap((service) => service.ports)
    .filter((range) => range.protocol === protocol);
  const reader = makeReader(view, context);
  const out: DeclaredOpening[] = [];
  for (const segment of segmentsOf(openings, ports)) {
    const reading = reader(protocol, segment);
    const last = out.at(-1);
    const joined = last !== undefined && last.to_port + 1 === segment.from && saysSame(last, reading);
    const from = joined ? last.from_port : segment.from;
    const range = `${protocol}/${from === segment.to ? from : `${from}-${segment.to}`}`;
    const family = view.rules.family;
    const id = `${context.scope.prefix}${family}:${range}`;
    if (joined) out.pop();
    out.push({ id, family, protocol, from_port: from, to_port: segment.to, ...reading });
  }
  return out;
}

type SegmentReading = Omit<DeclaredOpening, 'id' | 'family' | 'protocol' | 'from_port' | 'to_port'>;

function saysSame(a: DeclaredOpening, b: SegmentReading): boolean {
  const { id: _, family: __, protocol: ___, from_port: ____, to_port: _____, ...rest } = a;
  return JSON.stringify(rest) === JSON.stringify(b);
}

/** Reads segments; those with the same openings and services are read once. */
function makeReader(
  view: FamilyView,
  context: DeclaredScope,
): (protocol: Protocol, segment: Segment) => SegmentReading {
  const seen = new Map<readonly Opening[], Map<string, SegmentReading>>();
  return (protocol, segment) => {
    const holding = ({ ports }: DeclaredScope['current'][number]): boolean =>
      holdsPorts(ports, protocol, segment.from, segment.to);
    const current = context.current.filter(holding);
    const expired = context.expired.filter(holding);
    const key = [...current, {}, ...expired].map((service) => ('id' in service ? service.id : '|')).join('\n');
    const readings = seen.get(segment.openings) ?? new Map<string, SegmentReading>();
    seen.set(segment.openings, readings);
    const reading = readings.get(key) ?? readSegment(view, context, segment.openings, current, expired);
    readings.set(key, reading);
    return reading;
  };
}

function readSegment(
  view: FamilyView,
  context: DeclaredScope,
  openings: readonly Opening[],
  current: DeclaredScope['current'],
  expired: DeclaredScope['expired'],
): SegmentReading {
  const { family } = view.rules;
  const { zones, bastions } = context.declared;
  const sides = sidesOfAddresses(view);
  const cover = (services: DeclaredScope['current']): Addresses =>
    uniteAddresses(services.map(({ from }) => peersAsAddresses(from, zones, family)));
  const covered = cover(current);
  const from = current.flatMap((service) => service.from);
  const judged = openings.filter((opening) => !coversPeers(opening, from, context));
  const all = sourcesOf(openings);
  const rest = sourcesOf(judged);
  const at = decidersOfOpenings(view, openings)[0]?.at ?? context.declared.at;
  const undeclared = (side: keyof Sides): Fact<readonly string[]> => {
    const outside = (set: Addresses): Addresses => subtractAddresses(intersectAddresses(set, sides[side]), covered);
    const whole = { name: `every ${side} address`, all: wholeOf(view, side) };
    return factOf(namesOfAddresses(family, outside(rest.sure), whole), outside(rest.may).length > 0, judged, at);
  };
  const declaring = current.filter((service) => {
    const own = peersAsAddresses(service.from, zones, family);
    return (
      intersectAddresses(all.may, own).length > 0 || openings.some((one) => coversPeers(one, service.from, context))
    );
  });
  return {
    from_public: intersectAddresses(all.may, sides.public).length > 0,
    from_private: intersectAddresses(all.may, sides.private).length > 0,
    undeclared_public: undeclared('public'),
    undeclared_private: undeclared('private'),
    ...(bastions.length === 0 || isBastion(context)
      ? {}
      : {
          beyond_bastions: beyondBastions(
            view,
            context,
            rest,
            judged,
            cover(current.filter((one) => namesScope(one, context))),
            at,
          ),
        }),
    declared_by: declaring.map(({ name }) => name),
    expired: expired.map(({ name, until }) => `${name} (until ${until})`),
    decided_by: decidersOfOpenings(view, openings),
  };
}

function beyondBastions(
  view: FamilyView,
  { declared }: DeclaredScope,
  rest: { readonly sure: Addresses; readonly may: Addresses },
  judged: readonly Opening[],
  explicit: Addresses,
  at: Place,
): Fact<readonly string[]> {
  const { family } = view.rules;
  const allowed = uniteAddresses([addressesOf(family, declared.bastions), explicit]);
  const strangers = subtractAddresses(rest.sure, allowed);
  const sides = sidesOfAddresses(view);
  const names = (['public', 'private'] as const).flatMap((side) =>
    namesOfAddresses(family, intersectAddresses(strangers, sides[side]), {
      name: `every ${side} address`,
      all: wholeOf(view, side),
    }),
  );
  return factOf(names, subtractAddresses(rest.may, allowed).length > 0, judged, at);
}

/** What stands at an address of the bastions is one. */
function isBastion({ declared, scope }: DeclaredScope): boolean {
  const addresses = scope.point?.addresses ?? [];
  return (
    addresses.length > 0 &&
    (['ipv4', 'ipv6'] as const).every(
      (family) =>
        subtractAddresses(addressesOf(family, addresses), addressesOf(family, declared.bastions)).length === 0,
    )
  );
}

/** What stands for a whole side in words: reserved addresses make no difference. */
export function wholeOf({ rules, classes }: FamilyView, side: keyof Sides): Addresses {
  return addressesOfAtoms(rules.universe.addresses.src, side === 'public' ? classes.public : classes.internal);
}

/** A list that is proved, an empty one when nothing more is possible, else the doubt. */
export function factOf(
  sure: readonly string[],
  possible: boolean,
  openings: readonly Opening[],
  at: Place,
): Fact<readonly string[]> {
  if (sure.length > 0 || !possible) return known(sure, at);
  return unknown(doubtOf(openings, 'something more is let in'), at);
}
