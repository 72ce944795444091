import { isKnown } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import type { AzureNetwork, AzureNic, AzureNsg, AzurePeer, AzureSubnet } from './azure-network.ts';
import { type Alternative, ANY, NOT_INTERNET, only, PRIVATE_RANGES, perhaps, sortAddresses } from './rule-drafts.ts';

/** The platform itself, as every machine sees it: its load balancers' probes, DHCP and DNS. */
const HOST = '168.63.129.16/32';
/** From where Azure's load balancers probe, in every region. */
const PROBE = [HOST, 'fe80::1234:5678:9abc/128'];
/** Private addresses and the probes: what the tag Internet does not stand for. */
const OUTSIDE_INTERNET = [...NOT_INTERNET, ...PROBE];
const VNET_LIST = 'az network vnet list --output json > vnets.json';
const NIC_LIST = 'az network nic list --output json > nics.json';

/** The ranges that the service tag VirtualNetwork stands for at one group, and why there may be more. */
export interface VnetRanges {
  readonly cidrs: readonly string[];
  readonly doubts: readonly string[];
}

/** Private addresses of the members of application security groups, as far as they are told. */
export type MembersOf = (group: string) => VnetRanges;

/** What peers of the rules of one group mean. */
export interface PeerContext {
  readonly vnet: VnetRanges;
  readonly members: MembersOf;
}

/** Turns a side of a rule into conditions. `near` is the side of the machines behind the group: they are in the network. */
export function peerPart(
  peer: AzurePeer,
  on: 'src' | 'dst',
  near: boolean,
  context: PeerContext,
): readonly Alternative[] {
  const parts: Alternative[] = [];
  const { cidrs, others } = sortAddresses(peer.prefixes.words);
  if (cidrs.length > 0) parts.push(only({ on, values: cidrs }));
  for (const word of others) parts.push(...tagPart(word, on, near, context));
  for (const doubt of peer.prefixes.doubts) parts.push(perhaps([doubt]));
  for (const group of peer.groups.words) parts.push(...rangesPart(context.members(group), on, group));
  for (const doubt of peer.groups.doubts) parts.push(perhaps([doubt], { on, values: PRIVATE_RANGES }));
  return parts.length === 0 ? [perhaps(['the rule does not tell whom it is about'])] : parts;
}

function tagPart(word: string, on: 'src' | 'dst', near: boolean, { vnet }: PeerContext): readonly Alternative[] {
  switch (word.toLowerCase()) {
    case '*':
    case 'any':
      return [ANY];
    case 'internet':
      // What lies inside the network is not the internet, whatever its addresses.
      return [{ ...only({ on, values: outsideInternet(vnet), negated: true }), peers: ['Internet'] }];
    case 'virtualnetwork':
      // The tag holds the address of the host too (Microsoft: "Available service tags").
      return near ? [ANY] : rangesPart({ ...vnet, cidrs: [...vnet.cidrs, HOST] }, on, 'VirtualNetwork');
    case 'azureloadbalancer':
      return [{ ...only({ on, values: PROBE }), peers: ['AzureLoadBalancer'] }];
    default:
      if (/^AzurePlatform/i.test(word)) return [{ ...perhaps([tagDoubt(word)]), peers: [word] }];
      return /^[A-Za-z][\w.-]*$/.test(word)
        ? [{ ...perhaps([tagDoubt(word)], { on, values: outsideInternet(vnet), negated: true }), peers: [word] }]
        : [perhaps([`${word} is neither an address nor a service tag`])];
  }
}

function outsideInternet({ cidrs }: VnetRanges): readonly string[] {
  const known = OUTSIDE_INTERNET.flatMap((text) => parseIpRange(text) ?? []);
  const others = cidrs.filter((text) => {
    const range = parseIpRange(text);
    return !known.some((one) => one.family === range?.family && one.from <= range.from && range.to <= one.to);
  });
  return [...OUTSIDE_INTERNET, ...others];
}

function tagDoubt(word: string): string {
  return /^AzureCloud\b/i.test(word)
    ? `the service tag ${word} stands for public addresses that anybody can rent, and its list is not in the export`
    : `the addresses of the service tag ${word} are not in the export`;
}

function rangesPart({ cidrs, doubts }: VnetRanges, on: 'src' | 'dst', peer: string): readonly Alternative[] {
  const sure = cidrs.length === 0 ? [] : [{ ...only({ on, values: cidrs }), peers: [peer] }];
  const may = doubts.length === 0 ? [] : [{ ...perhaps(doubts, { on, values: PRIVATE_RANGES }), peers: [peer] }];
  return [...sure, ...may];
}

/** Whether a prefix is told to be unreadable: such a rule is kept, and said. */
export function isUnreadable(word: string): boolean {
  return sortAddresses([word]).cidrs.length === 0 && !/^(?:\*|[A-Za-z][\w.-]*)$/.test(word);
}

/** What the tag VirtualNetwork means for a group: the ranges of the networks of its subnets and of their peers. */
export function vnetRangesOf(network: AzureNetwork, vnets: readonly string[] | undefined): VnetRanges {
  const told = new Map((network.vnets.data ?? []).map((vnet) => [vnet.key, vnet]));
  const cidrs: string[] = [];
  const doubts: string[] = [];
  if (vnets === undefined || vnets.length === 0) {
    doubts.push(
      network.vnets.data === undefined
        ? `the ranges of the virtual network are not told: \`${VNET_LIST}\``
        : 'which virtual network the group stands in is not told',
    );
  }
  for (const key of vnets ?? []) {
    const vnet = told.get(key);
    if (vnet === undefined) doubts.push(`the ranges of the virtual network are not told: \`${VNET_LIST}\``);
    else {
      const words = [...vnet.prefixes.words, ...vnet.peers.words];
      const { cidrs: ranges, others } = sortAddresses(words);
      cidrs.push(...ranges);
      doubts.push(...vnet.prefixes.doubts, ...vnet.peers.doubts, ...vnet.beyond);
      doubts.push(...others.map((word) => `the range ${word} of ${vnet.label} cannot be read`));
    }
  }
  return { cidrs: [...new Set(cidrs)], doubts: [...new Set(doubts)] };
}

/** Members of application security groups, by the interfaces that were given. */
export function membersOf(network: AzureNetwork): MembersOf {
  const byGroup = new Map<string, { readonly cidrs: string[]; readonly doubts: string[] }>();
  for (const nic of network.nics.data ?? []) {
    for (const group of nic.groups.words) {
      const found = byGroup.get(group) ?? { cidrs: [], doubts: [] };
      byGroup.set(group, found);
      if ('value' in nic.addresses) found.cidrs.push(...nic.addresses.value);
      else found.doubts.push(nic.addresses.unknown.replace(/\.$/, ''));
    }
  }
  const scaleSets = (network.subnets.data ?? []).some((subnet) =>
    subnet.occupants.some((id) => id.includes('/virtualmachinescalesets/')),
  );
  return (group) => {
    const found = byGroup.get(group) ?? { cidrs: [], doubts: [] };
    if (network.nics.flag === 'complete' && !scaleSets) return found;
    const why =
      network.nics.data === undefined
        ? `the members of the application security group ${lastSegment(group)} are not told: \`${NIC_LIST}\``
        : `not all members of the application security group ${lastSegment(group)} are told`;
    return { cidrs: found.cidrs, doubts: [...found.doubts, why] };
  };
}

/** The last segment of a resource id. */
export function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** What uses each group by its own account, and where things are. */
export interface AzureUses {
  readonly subnets: ReadonlyMap<string, AzureSubnet>;
  readonly nics: ReadonlyMap<string, AzureNic>;
  /** Keys of subnets and interfaces that name the group. */
  of(nsg: string): { readonly subnets: readonly string[]; readonly nics: readonly string[] };
}

/** Indexes subnets and interfaces once. */
export function usesOf(network: AzureNetwork): AzureUses {
  const subnets = new Map((network.subnets.data ?? []).map((subnet) => [subnet.key, subnet]));
  const nics = new Map((network.nics.data ?? []).map((nic) => [nic.key, nic]));
  const uses = new Map<string, { readonly subnets: string[]; readonly nics: string[] }>();
  for (const [kind, things] of [
    ['subnets', subnets],
    ['nics', nics],
  ] as const) {
    for (const { key, nsg } of things.values()) {
      if (!isKnown(nsg) || nsg.value === '') continue;
      const found = uses.get(nsg.value) ?? { subnets: [], nics: [] };
      uses.set(nsg.value, found);
      found[kind].push(key);
    }
  }
  return { subnets, nics, of: (nsg) => uses.get(nsg) ?? { subnets: [], nics: [] } };
}

/** Keys of the virtual networks in which a group stands; undefined where that is not told. */
export function vnetsOfNsg(uses: AzureUses, nsg: AzureNsg): readonly string[] | undefined {
  const own = uses.of(nsg.key);
  const keys = new Set([...(isKnown(nsg.subnets) ? nsg.subnets.value : []), ...own.subnets]);
  for (const key of [...(isKnown(nsg.interfaces) ? nsg.interfaces.value : []), ...own.nics]) {
    const subnet = uses.nics.get(key)?.subnet;
    if (subnet === undefined) return undefined;
    if (isKnown(subnet)) keys.add(subnet.value);
  }
  const vnets = [...keys].map((key) => {
    const vnet = uses.subnets.get(key)?.vnet;
    return vnet !== undefined && isKnown(vnet) ? vnet.value : vnetOfSubnetId(key);
  });
  return vnets.includes(undefined) ? undefined : [...new Set(vnets.filter((one) => one !== undefined))];
}

/** A subnet's resource id holds its network's. */
export function vnetOfSubnetId(id: string): string | undefined {
  return /^(.*\/virtualnetworks\/[^/]+)\/subnets\/[^/]+$/.exec(id)?.[1];
}
