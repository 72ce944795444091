import { known, unknown } from '../../core/fact.ts';
import type { FirewallBypass, FirewallRuleset } from '../../model/generated/model.ts';
import { type DeclaredScope, holdsPorts } from './declared-services.ts';
import { type FamilyView, openingPackets, viewFamily } from './family-view.ts';
import { subtract } from './index-set.ts';
import { addressesOfAtoms, countAddresses, intersectAddresses, uniteAddresses } from './sources-intervals.ts';
import { decidersOfOpenings, doubtOf, type Opening, openingsOf, segmentsOf } from './sources-openings.ts';
import { verdictOnRegions } from './sources-verdicts.ts';

type Bypassed = FirewallBypass['ports'][number];

/** Chains that programs for containers fill when a port is published. */
const CONTAINER_CHAIN = /^(?:DOCKER|CNI-|NETAVARK|PODMAN)/i;

/** Ports that a container program translates past the chain in which people filter, with what that chain would say. */
export function bypassFacts(
  ruleset: FirewallRuleset,
  view: FamilyView,
  declared: DeclaredScope | undefined,
): readonly Bypassed[] {
  const publishes = view.rules.chains.some(
    ({ chain, rules }) => CONTAINER_CHAIN.test(chain.name) && rules.some(({ rule }) => rule.action === 'translate'),
  );
  if (!publishes) return [];
  const { family } = view.rules;
  const direct = viewFamily(withoutTranslation(ruleset), family);
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const published = openingsOf(view, protocol, { isPublic: true, platform: [] }).filter(({ verdict }) =>
      verdict.path.some(({ rule, chain }) => rule.action === 'translate' && CONTAINER_CHAIN.test(chain.chain.name)),
    );
    return segmentsOf(published, []).map(({ from, to, openings }): Bypassed => {
      const { universe } = direct.rules;
      const { dport } = universe.numbers;
      const ports = [dport.locate(BigInt(from)), dport.locate(BigInt(to)) + 1];
      const packets = openingPackets(universe, protocol, {
        in: direct.interfaces.wire,
        src: subtract(direct.classes.public, []),
        dst: direct.classes.routedDestinations,
        dport: ports,
        state: universe.words.state.encode(['NEW']),
      });
      const range = from === to ? `${from}` : `${from}-${to}`;
      return {
        id: `${family}:${protocol}/${range}`,
        reach: reachFact(view, openings, `${protocol}/${range} is open`),
        filter: verdictOnRegions(direct, direct.input, [packets]).verdict,
        declared:
          declared?.current.some(
            (service) =>
              holdsPorts(service.ports, protocol, from, to) &&
              service.from.some((peer) => peer === 'internet' || peer === 'any'),
          ) ?? false,
        decided_by: decidersOfOpenings(view, openings),
      };
    });
  });
}

function reachFact(view: FamilyView, openings: readonly Opening[], what: string): Bypassed['reach'] {
  const everywhere = addressesOfAtoms(view.rules.universe.addresses.src, view.classes.public);
  const reach = (list: readonly Opening[]): string => {
    const all = uniteAddresses(list.map(({ sources }) => sources));
    const count = countAddresses(intersectAddresses(all, everywhere));
    if (count > (view.rules.family === 'ipv4' ? 1n << 16n : 1n << 96n)) return 'internet';
    return count > 0n ? 'partner' : all.length > 0 ? 'internal' : 'none';
  };
  const sure = reach(openings.filter((opening) => opening.sure));
  const at = decidersOfOpenings(view, openings)[0]?.at ?? { file: 'the packet filter' };
  return sure === reach(openings) ? known(sure, at) : unknown(doubtOf(openings, what), at);
}

function withoutTranslation(ruleset: FirewallRuleset): FirewallRuleset {
  return {
    filters: ruleset.filters.map((filter) => ({
      ...filter,
      chains: filter.chains.map((chain) => ({
        ...chain,
        rules: chain.rules.filter(({ action }) => action !== 'translate'),
      })),
    })),
  };
}
