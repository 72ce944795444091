import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type { FirewallFilter, FirewallPoint } from '../../../model/generated/model.ts';
import type { AzureNetwork, AzureNic, AzureNsg } from './azure-network.ts';
import { filterId, isIpv4Only } from './nsg-filter.ts';
import { vnetOfSubnetId } from './peers.ts';
import { only, PRIVATE_RANGES, rulesOfDraft } from './rule-drafts.ts';

/** Points, and the filters that stand for machines without any group. */
export interface PointReading {
  readonly points: readonly FirewallPoint[];
  readonly filters: readonly FirewallFilter[];
}

type PublicState = 'public' | 'private' | 'unclear';

/** Interfaces behind the same groups, with the same way from the internet. */
interface Combination {
  readonly subnetNsg: Known;
  readonly nicNsg: Known;
  readonly state: PublicState;
  readonly sku: string;
  /** Of a machine without any group: whether its network has IPv6. */
  readonly family: FirewallFilter['family'];
  readonly nics: AzureNic[];
}

/** A group by key; empty: none; undefined: not told which. */
type Known = string | undefined;

const SKU_LIST = 'az network public-ip list --output json > public-ips.json';

/**
 * A point for each pair of subnet group and interface group among the interfaces that were given, and one for each group
 * that stands in none of them or before interfaces that were not.
 */
export function pointsOf(network: AzureNetwork): PointReading {
  const nsgs = new Map((network.nsgs.data ?? []).map((nsg) => [nsg.key, nsg]));
  const groupOfSubnet = subnetGroups(network);
  const named = new Map([...nsgs].map(([key, nsg]) => [key, namesMachines(nsg)]));
  const combinations = new Map<string, Combination>();
  for (const nic of network.nics.data ?? []) {
    const one = combinationOf(network, groupOfSubnet(nic), nic);
    // Where rules name single machines of a group, each machine is its own point.
    const alone = [one.subnetNsg, one.nicNsg].some((key) => key !== undefined && named.get(key) === true);
    const key = [one.subnetNsg ?? '?', one.nicNsg ?? '?', one.state, one.sku, one.family, alone ? nic.key : ''].join(
      '\n',
    );
    const found = combinations.get(key) ?? one;
    combinations.set(key, found);
    found.nics.push(nic);
  }
  // Where not all interfaces are told, private ones do not tell that a group opens nothing to others.
  const telling = [...combinations.values()].filter(
    ({ state }) => network.nics.flag === 'complete' || state !== 'private',
  );
  const covered = new Set(telling.flatMap(({ subnetNsg, nicNsg }) => [subnetNsg ?? '', nicNsg ?? '']));
  const open = unlistedSubnetGroups(network);
  const alone = [...nsgs.values()].filter((nsg) => !covered.has(nsg.key) || open.has(nsg.key));
  const filters = new Map<string, FirewallFilter>();
  const points = [
    ...alone.map(groupPoint),
    ...[...combinations.values()].map((one) => combinationPoint(one, nsgs, filters)),
  ];
  return { points: sortedBy(points, ({ id }) => id), filters: [...filters.values()] };
}

function combinationOf(network: AzureNetwork, behind: Fact<string>, nic: AzureNic): Combination {
  const keyOf = (fact: Fact<string>): Known => (isKnown(fact) ? fact.value : undefined);
  const state: PublicState = !isKnown(nic.publicAddress)
    ? 'unclear'
    : nic.publicAddress.value
      ? 'public'
      : isKnown(nic.balanced) && !nic.balanced.value
        ? 'private'
        : 'unclear';
  const subnetNsg = keyOf(behind);
  const nicNsg = keyOf(nic.nsg);
  const bare = subnetNsg === '' && nicNsg === '';
  const family = bare && isIpv4Only(network, vnetOf(network, nic)) ? 'ipv4' : 'inet';
  return { subnetNsg, nicNsg, state, sku: bare ? skuOf(network, nic) : '', family, nics: [] };
}

function vnetOf(network: AzureNetwork, { subnet }: AzureNic): readonly string[] | undefined {
  if (!isKnown(subnet)) return undefined;
  const told = network.subnets.data?.find(({ key }) => key === subnet.value)?.vnet;
  const vnet = told !== undefined && isKnown(told) ? told.value : vnetOfSubnetId(subnet.value);
  return vnet === undefined ? undefined : [vnet];
}

/** Tells the group before the subnet of an interface: by the subnet, or by a group that names the subnet. */
export function subnetGroups(network: AzureNetwork): (nic: AzureNic) => Fact<string> {
  const subnets = new Map((network.subnets.data ?? []).map((subnet) => [subnet.key, subnet]));
  const naming = new Map<string, AzureNsg>();
  for (const nsg of network.nsgs.data ?? []) {
    for (const key of isKnown(nsg.subnets) ? nsg.subnets.value : []) naming.set(key, nsg);
  }
  // A complete list of groups that name their subnets tells that no other group stands there.
  const isWhole = network.nsgs.flag === 'complete' && (network.nsgs.data ?? []).every((nsg) => isKnown(nsg.subnets));
  return ({ subnet, at }) => {
    if (!isKnown(subnet)) return subnet;
    const told = subnets.get(subnet.value);
    if (told !== undefined) return told.nsg;
    const group = naming.get(subnet.value);
    if (group !== undefined) return known(group.key, group.at);
    if (isWhole) return known('', at);
    return unknown(
      'The security group of its subnet is not told: `az network vnet list --output json > vnets.json`.',
      at,
    );
  };
}

/** basic, standard or unknown; of several public addresses the one that is open by default counts. */
function skuOf(network: AzureNetwork, nic: AzureNic): string {
  const skus = nic.publicIps.map((key) => {
    const sku = network.publicIps.data?.find((one) => one.key === key)?.sku;
    return sku !== undefined && isKnown(sku) ? sku.value.toLowerCase() : 'unknown';
  });
  return skus.find((sku) => sku === 'basic') ?? skus.find((sku) => sku !== 'standard') ?? skus[0] ?? 'unknown';
}

function namesMachines(nsg: AzureNsg | undefined): boolean {
  return (nsg?.rules ?? []).some(({ destination, direction }) => {
    if (isKnown(direction) && direction.value === 'out') return false;
    const { prefixes, groups } = destination;
    return (
      groups.words.length > 0 ||
      prefixes.words.some((word) => !/^(?:\*|any|virtualnetwork|0\.0\.0\.0\/0|::\/0)$/i.test(word))
    );
  });
}

/** Groups of subnets that hold interfaces beside those that were given (scale sets, gateways, other services). */
function unlistedSubnetGroups(network: AzureNetwork): ReadonlySet<string> {
  const nics = new Set((network.nics.data ?? []).map(({ key }) => key));
  const groups = new Set<string>();
  for (const { nsg, occupants } of network.subnets.data ?? []) {
    if (isKnown(nsg) && occupants.some((key) => !nics.has(key))) groups.add(nsg.value);
  }
  return groups;
}

function groupPoint(nsg: AzureNsg): FirewallPoint {
  return {
    id: nsg.label,
    name: nsg.name,
    kind: 'security-group',
    layers: [{ id: nsg.label, filters: [filterId(nsg)] }],
    at: nsg.at,
  };
}

function combinationPoint(
  one: Combination,
  nsgs: ReadonlyMap<string, AzureNsg>,
  filters: Map<string, FirewallFilter>,
): FirewallPoint {
  const members = one.nics.map((nic) => nic.workload ?? nic.label).sort(compareCodePoints);
  const first = one.nics[0];
  const at = (one.subnetNsg !== undefined ? nsgs.get(one.subnetNsg)?.at : undefined) ??
    (one.nicNsg !== undefined ? nsgs.get(one.nicNsg)?.at : undefined) ??
    first?.at ?? { file: '' };
  const layers: FirewallPoint['layers'][number][] = [];
  const names: string[] = [];
  for (const [place, key] of [
    ['subnet', one.subnetNsg],
    ['interface', one.nicNsg],
  ] as const) {
    if (key === '') continue;
    const nsg = key === undefined ? undefined : nsgs.get(key);
    names.push(nsg?.label ?? (key === undefined ? `the group of the ${place} that is not told` : key));
    // A filter that was not given leaves an open question.
    layers.push({
      id: `${place} ${names.at(-1)}`,
      filters: [nsg === undefined ? `the security group of the ${place}` : filterId(nsg)],
    });
  }
  if (layers.length === 0) {
    const filter = bareFilter(one, at);
    filters.set(filter.id, filter);
    layers.push({ id: 'no security group', filters: [filter.id] });
    names.push(bareName(one));
  }
  const single =
    one.nics.length === 1 &&
    [one.subnetNsg, one.nicNsg].some((key) => key !== undefined && namesMachines(nsgs.get(key)));
  const label = names.join(' + ');
  const addresses = one.nics.flatMap((nic) => (isKnown(nic.addresses) ? nic.addresses.value : []));
  const isTold = one.nics.every((nic) => isKnown(nic.addresses));
  return {
    id: `${single && first !== undefined ? `${first.label}: ${label}` : label}${one.state === 'unclear' ? ', interfaces' : `, ${one.state}`}`,
    name: single && first !== undefined ? first.name : label,
    kind: 'interface',
    layers,
    ...(isTold && addresses.length > 0 ? { addresses: [...new Set(addresses)].sort(compareCodePoints) } : {}),
    public: publicFact(one, at),
    members,
    at,
  };
}

function publicFact({ state, nics }: Combination, at: Place): Fact<boolean> {
  if (state !== 'unclear') return known(state === 'public', at);
  const [nic] = nics;
  const reasons =
    nic === undefined ? [] : [nic.publicAddress, nic.balanced].flatMap((fact) => (isKnown(fact) ? [] : [fact.unknown]));
  return unknown(
    reasons[0] ?? 'A load balancer or gateway leads to it, and whether that has a public address is not told.',
    at,
  );
}

function bareName({ state, sku, family }: Combination): string {
  const address = state === 'public' ? ` (${sku} address)` : '';
  return `no security group${address}${family === 'ipv4' ? '' : ' with IPv6'}`;
}

/**
 * No group at all: open to the network. From the internet a basic public address is open, a standard one closed
 * (Microsoft: "secure by default").
 */
function bareFilter(one: Combination, at: Place): FirewallFilter {
  const { state, sku, family } = one;
  const id = `azure-nsg:${bareName(one)}, ${state}`;
  const untold = `Without a security group a basic public address is open and a standard one is closed, and which it is, is not told: \`${SKU_LIST}\`.`;
  const isOpen = state === 'private' || (state === 'public' && sku === 'basic');
  const isClosed = state === 'public' && sku === 'standard';
  const policy: Fact<string> = isOpen ? known('allow', at) : isClosed ? known('deny', at) : unknown(untold, at);
  const inside = rulesOfDraft({
    id: `${id}/inside`,
    action: 'allow',
    text: 'allow everything from private addresses (no security group)',
    at,
    uncertain: [],
    parts: [[only({ on: 'src', values: PRIVATE_RANGES })]],
  });
  const chain = (hook: 'input' | 'output', end: Fact<string>) => ({
    id: `${id}:${hook}`,
    table: id,
    name: `no security group ${hook}`,
    hook,
    priority: 0,
    policy: end,
    rules: hook === 'input' ? inside : [],
    at,
  });
  return {
    id,
    engine: 'azure-nsg',
    family,
    semantics: 'first-match',
    stateful: true,
    loaded: 'configured',
    chains: [chain('input', policy), chain('output', known('allow', at))],
    at,
  };
}
