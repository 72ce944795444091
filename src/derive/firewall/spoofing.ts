import { type Fact, isKnown, known, type Unknown, unknown } from '../../core/fact.ts';
import type { IpFamily } from '../../core/ip-range.ts';
import { sortedBy } from '../../core/order.ts';
import type { FirewallRuleset, FirewallSpoofing, HostSysctlSection } from '../../model/generated/model.ts';
import { packetsOf } from './analysis.ts';
import { type FamilyView, plainPackets } from './family-view.ts';
import { addressesOf } from './sources-intervals.ts';
import type { Decider } from './sources-openings.ts';
import { verdictOnRegions } from './sources-verdicts.ts';

type SpoofedInterface = FirewallSpoofing['interfaces'][number];

/**
 * Blocks that no packet of the internet has as its source (RFC 6890). 100.64.0.0/10 is not among them: providers give such
 * addresses to the outer side of a router. Loopback sources are a question of their own.
 */
const BLOCKS: Readonly<Record<IpFamily, readonly string[]>> = {
  ipv4: ['0.0.0.0/8', '10.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'],
  ipv6: ['2001:db8::/32', 'fc00::/7'],
};

/**
 * What is let in by the outer interfaces of a router with sources that cannot come from there. Only where sources are
 * translated on the way out: the one interface of a server may well stand in a private network.
 */
export function spoofingFacts(
  ruleset: FirewallRuleset,
  view: FamilyView,
  sysctl: HostSysctlSection | undefined,
): readonly SpoofedInterface[] {
  const { family } = view.rules;
  return outerInterfaces(ruleset).map((name) => {
    const id = `${family}:${name}`;
    const checked = reversePathChecked(sysctl, family, name);
    if (checked !== undefined) return { id, accepted: checked, decided_by: [] };
    const accepted: string[] = [];
    const deciders: Decider[] = [];
    let doubt: Unknown | undefined;
    for (const block of BLOCKS[family]) {
      for (const hook of ['input', 'forward'] as const) {
        const { verdict, decided_by } = verdictOnRegions(view, view[hook], [spoofed(view, hook, name, block)]);
        if ('unknown' in verdict) doubt ??= verdict;
        else if (verdict.value === 'accepted') {
          accepted.push(block);
          deciders.push(...decided_by);
          break;
        }
      }
    }
    const at = deciders[0]?.at ?? view.input?.primary?.chain.at ?? { file: 'the packet filter' };
    const fact: Fact<readonly string[]> =
      accepted.length === 0 && doubt !== undefined ? unknown(doubt.unknown, doubt.at) : known(accepted, at);
    return { id, accepted: fact, decided_by: deciders.slice(0, 3) };
  });
}

/** Physical interfaces on whose way out sources are translated. */
function outerInterfaces(ruleset: FirewallRuleset): readonly string[] {
  const names = ruleset.filters
    .flatMap(({ chains }) => chains.flatMap(({ rules }) => rules))
    .filter(({ translate }) => translate?.kind === 'source')
    .flatMap(({ conditions }) => conditions.filter(({ on, negated }) => on === 'out' && negated !== true))
    .flatMap(({ values }) => values)
    .filter((name) => !/^(?:docker|br-|virbr|veth|vnet|tap|tun|wg|cni|podman|lxc)/.test(name) && !name.endsWith('+'));
  return sortedBy(new Set(names), (name) => name);
}

/** New packets of any kind; a check of the reverse path in the rules counts. */
function spoofed(view: FamilyView, hook: 'input' | 'forward', name: string, block: string) {
  const { universe, family } = view.rules;
  const { words, addresses, order } = universe;
  return plainPackets(universe, {
    in: words.in.encode([name]),
    out: packetsOf(universe, hook)[order.out] ?? [],
    src: addresses.src.encode(addressesOf(family, [block])),
    dst: view.classes.routedDestinations,
    dst_type: words.dst_type.encode([hook === 'input' ? 'LOCAL' : 'UNICAST']),
    state: words.state.encode(['NEW']),
    reverse_path: words.reverse_path.encode(['invalid']),
  });
}

/** The strict check of the kernel (RFC 3704) drops what would not be answered by the same interface. */
function reversePathChecked(
  sysctl: HostSysctlSection | undefined,
  family: IpFamily,
  name: string,
): Fact<readonly string[]> | undefined {
  if (family !== 'ipv4') return undefined;
  const records = sysctl?.data?.interfaces ?? [];
  const record =
    records.find(({ id }) => id === `net.ipv4.conf.${name}.rp_filter`) ??
    records.find(({ id }) => id === 'net.ipv4.conf.*.rp_filter');
  const fact = record === undefined ? undefined : isKnown(record.live) ? record.live : record.at_boot;
  return fact !== undefined && isKnown(fact) && fact.value.trim() === '1' ? known([], fact.at) : undefined;
}
