import { type Fact, isKnown, known } from '../../core/fact.ts';
import type { FirewallIcmp, FirewallRule, FirewallRuleset, HostSysctlSection } from '../../model/generated/model.ts';
import { type FamilyView, plainPackets, viewFamily } from './family-view.ts';
import { intersect, single } from './index-set.ts';
import { addressesOf } from './sources-intervals.ts';
import { verdictOnRegions } from './sources-verdicts.ts';
import type { Box } from './universe.ts';

type IcmpFamily = FirewallIcmp['families'][number];

/** Neighbour discovery is only valid with a hop limit of 255 (RFC 4861, section 7.1): real packets have it. */
const HOP_LIMIT = /\b(?:hl|hop ?-?limit)\b/i;
const OF_255 = /\b(?:hl(?:-eq)?|hop ?-?limit)\b\W*(?:eq|==)?\W*255\b/i;

/** Kinds of ICMP that the network needs: path MTU discovery (RFC 1191, 8201), neighbour discovery (RFC 4861, 4890). */
export function icmpFacts(
  ruleset: FirewallRuleset,
  view: FamilyView,
  sysctl: HostSysctlSection | undefined,
): IcmpFamily {
  const { family } = view.rules;
  const sure = withoutHopLimits(ruleset);
  const asked = sure === undefined || family === 'ipv4' ? view : viewFamily(sure, family);
  const verdict = (type: number, code: number | undefined, state: string) =>
    verdictOnRegions(asked, asked.input, [icmpPackets(asked, type, code, state)]).verdict;
  const needed =
    family === 'ipv4'
      ? [{ id: 'fragmentation needed (type 3, code 4)', verdict: verdict(3, 4, 'RELATED') }]
      : [
          { id: 'packet too big (type 2)', verdict: verdict(2, undefined, 'RELATED') },
          // Netfilter keeps neighbour discovery out of connection tracking.
          { id: 'neighbour solicitation (type 135)', verdict: verdict(135, undefined, 'UNTRACKED') },
          { id: 'neighbour advertisement (type 136)', verdict: verdict(136, undefined, 'UNTRACKED') },
        ];
  const redirect = verdictOnRegions(asked, asked.input, [
    icmpPackets(asked, family === 'ipv4' ? 5 : 137, undefined, 'INVALID'),
  ]).verdict;
  return { id: family, needed, redirects: kernelAnswer(sysctl, family) ?? redirect };
}

/** What the kernel does with redirects is judged by its own setting, where that was read. */
function kernelAnswer(sysctl: HostSysctlSection | undefined, family: 'ipv4' | 'ipv6'): Fact<string> | undefined {
  const pattern = new RegExp(`^net\\.${family}\\.conf\\..*\\.accept_redirects$`);
  const facts = (sysctl?.data?.interfaces ?? [])
    .filter(({ id }) => pattern.test(id))
    .flatMap(({ live, at_boot }) => [live, at_boot].filter(isKnown).slice(0, 1));
  const [first] = facts;
  return first === undefined ? undefined : known('kernel', first.at);
}

function icmpPackets(view: FamilyView, type: number, code: number | undefined, state: string): Box {
  const { universe, family } = view.rules;
  const { icmp, protocol } = universe.numbers;
  const first = BigInt(type * 256);
  const kinds =
    code === undefined
      ? ([icmp.locate(first), icmp.locate(first + 255n) + 1] as const)
      : single(icmp.locate(first + BigInt(code)));
  const local = type >= 133 && type <= 137 && family === 'ipv6';
  const linkLocal = universe.addresses.src.encode(addressesOf('ipv6', ['fe80::/10']));
  return plainPackets(universe, {
    protocol: single(protocol.locate(family === 'ipv4' ? 1n : 58n)),
    icmp: kinds,
    state: universe.words.state.encode([state]),
    in: view.interfaces.wire,
    src: local ? intersect(universe.addresses.src.full, linkLocal) : view.classes.public,
    ...(local
      ? { packet_type: universe.words.packet_type.full, dst_type: universe.words.dst_type.full }
      : { dst: view.classes.routedDestinations }),
  });
}

/** The ruleset with rules that ask for the right hop limit as if they did not ask; undefined where none does. */
function withoutHopLimits(ruleset: FirewallRuleset): FirewallRuleset | undefined {
  const asks = ({ uncertain, text }: FirewallRule): boolean =>
    uncertain.some((reason) => HOP_LIMIT.test(reason)) && OF_255.test(text);
  if (!ruleset.filters.some(({ chains }) => chains.some(({ rules }) => rules.some(asks)))) return undefined;
  return {
    filters: ruleset.filters.map((filter) => ({
      ...filter,
      chains: filter.chains.map((chain) => ({
        ...chain,
        rules: chain.rules.map((rule) =>
          asks(rule) ? { ...rule, uncertain: rule.uncertain.filter((reason) => !HOP_LIMIT.test(reason)) } : rule,
        ),
      })),
    })),
  };
}
