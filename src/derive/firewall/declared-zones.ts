import { type Fact, known, unknown } from '../../core/fact.ts';
import type { FirewallDeclaredState, FirewallDeclaredZone } from '../../model/generated/model.ts';
import { type DeclaredScope, holdsPorts, peersAsAddresses } from './declared-services.ts';
import type { FamilyView } from './family-view.ts';
import {
  type Addresses,
  addressesOf,
  allAddresses,
  intersectAddresses,
  namesOfAddresses,
  subtractAddresses,
  uniteAddresses,
} from './sources-intervals.ts';
import { type Decider, decidersOfOpenings, doubtOf, type Opening, segmentsOf } from './sources-openings.ts';
import { isNamedBy, isPeerNamedBy } from './sources-scopes.ts';

type ZonePair = FirewallDeclaredState['zones'][number];
type Protocol = 'tcp' | 'udp';

/** The openings of one family of a scope. */
export interface FamilyOpenings {
  readonly view: FamilyView;
  readonly byProtocol: Readonly<Record<Protocol, readonly Opening[]>>;
}

/** What reaches a scope from zones that no flow joins with its own. */
export function zonePairs(context: DeclaredScope, families: readonly FamilyOpenings[]): readonly ZonePair[] {
  const { declared, scope } = context;
  if (!declared.matrix) return [];
  return declared.zones
    .filter((zone) => isInZone(context, zone))
    .flatMap((own) =>
      declared.zones
        .filter((other) => other.id !== own.id)
        .map((other) => ({
          id: `${scope.prefix}${other.id} -> ${own.id}`,
          ...brokenFlows(context, own, other, families),
        })),
    );
}

/** A scope lies in the zone that names it, or in the one that holds all its addresses. */
function isInZone({ declared, scope }: DeclaredScope, zone: FirewallDeclaredZone): boolean {
  if (isNamedBy(zone.targets, declared.target, scope.point)) return true;
  const addresses = scope.point?.addresses ?? [];
  return (
    addresses.length > 0 &&
    (['ipv4', 'ipv6'] as const).every(
      (family) => subtractAddresses(addressesOf(family, addresses), addressesOf(family, zone.cidrs)).length === 0,
    )
  );
}

function brokenFlows(
  context: DeclaredScope,
  own: FirewallDeclaredZone,
  other: FirewallDeclaredZone,
  families: readonly FamilyOpenings[],
): Omit<ZonePair, 'id'> {
  const { declared } = context;
  const broken: string[] = [];
  const doubts: string[] = [];
  const deciders: Decider[] = [];
  for (const { view, byProtocol } of families) {
    const { family } = view.rules;
    if (view.input === undefined) doubts.push('The rules are too intricate to be followed within the limit of work.');
    // Who is in both zones is at home.
    const strangers = subtractAddresses(addressesOf(family, other.cidrs), addressesOf(family, own.cidrs));
    const flows = declared.flows.filter(({ to }) => to === own.id);
    const cuts = [...flows, ...context.current].flatMap(({ ports }) => ports);
    for (const protocol of ['tcp', 'udp'] as const) {
      for (const segment of segmentsOf(
        byProtocol[protocol],
        cuts.filter((range) => range.protocol === protocol),
      )) {
        const holds = ({ ports }: Pick<(typeof flows)[number], 'ports'>): boolean =>
          holdsPorts(ports, protocol, segment.from, segment.to);
        const from = [
          ...flows.filter(holds).map((flow) => flow.from),
          ...context.current.filter(holds).flatMap((service) => service.from),
        ];
        const allowed = peersAsAddresses(from, declared.zones, family);
        const everybody = subtractAddresses(allAddresses(family), allowed).length === 0;
        const port = `${protocol}/${segment.from === segment.to ? segment.from : `${segment.from}-${segment.to}`}`;
        const told = segment.openings.filter((one) => one.peers.length === 0 || one.sure);
        const reaching = (list: readonly Opening[]): Addresses =>
          subtractAddresses(intersectAddresses(uniteAddresses(list.map(({ sources }) => sources)), strangers), allowed);
        const sure = reaching(told.filter((one) => one.sure));
        const guilty = told.filter((one) => intersectAddresses(one.sources, strangers).length > 0);
        if (sure.length > 0) {
          const whole = { name: `all of ${other.id}`, all: strangers };
          broken.push(`${family} ${port} from ${namesOfAddresses(family, sure, whole).join(', ')}`);
          deciders.push(...decidersOfOpenings(view, guilty));
        } else if (reaching(told).length > 0) doubts.push(doubtOf(guilty, `${port} is open to ${other.id}`));
        if (everybody || from.includes(other.id)) continue;
        for (const opening of segment.openings.filter((one) => one.peers.length > 0)) {
          const placed = opening.peers.map((peer) => zonesOfPeer(context, peer));
          if (placed.some((zones) => zones.includes(other.id))) {
            broken.push(`${family} ${port} from ${opening.peers.join(', ')}`);
            deciders.push(...decidersOfOpenings(view, [opening]));
          } else if (!opening.sure && placed.some((zones) => zones.length === 0))
            doubts.push(
              `The members of ${opening.peers.join(', ')} are in no declared zone, and their addresses are not told.`,
            );
        }
      }
    }
  }
  const at = deciders[0]?.at ?? declared.at;
  const list = [...new Set(broken)];
  const fact: Fact<readonly string[]> =
    list.length === 0 && doubts[0] !== undefined ? unknown(doubts[0], at) : known(list, at);
  return { broken: fact, decided_by: uniqueDeciders(deciders).slice(0, 3) };
}

function zonesOfPeer({ declared, points }: DeclaredScope, peer: string): readonly string[] {
  return declared.zones.filter(({ targets }) => isPeerNamedBy(targets, peer, points)).map(({ id }) => id);
}

function uniqueDeciders(list: readonly Decider[]): readonly Decider[] {
  return [...new Map(list.map((one) => [`${one.at.file}:${one.at.line ?? ''}:${one.at.pointer ?? ''}`, one])).values()];
}
