import fc from 'fast-check';
import { it } from 'vitest';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { azureFormat } from '../../src/normalize/firewall/azure/format.ts';
import { dataOf, given, only } from '../unit/normalize/firewall/azure/given.ts';
import { judgeNetworks, SEED } from './judged-networks.ts';
import { inPorts, within } from './plain-addresses.ts';

const ID = '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network';
const OWN = { ipv4: '10.0.1.4', ipv6: 'fd00:1::4' };
const PROBE = '168.63.129.16';
/** What an application security group holds: a neighbour in another subnet, and the machine itself. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  app: ['10.0.2.5'],
  own: [OWN.ipv4, OWN.ipv6],
};
/** Service tags of which the export has no addresses. They hold public addresses. */
const UNTOLD_TAGS = ['Storage.WestEurope', 'Sql'];
/** Whether a rule about ICMP or ESP that names ports all the same ever matches is not documented. */
const PORTS_OF_NONE = 'ports of a protocol without ports';

/** A rule by what is written in it. */
interface Rule {
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol: string;
  readonly source: Peer;
  readonly destination: Peer;
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
  /** In the singular fields where there is one value. */
  readonly plural: boolean;
}
interface Peer {
  readonly prefixes: readonly string[];
  readonly groups: readonly string[];
}
interface World {
  readonly spaces: readonly string[];
  readonly peered: readonly string[];
  /** A peering that lets nothing through. */
  readonly shut: boolean;
  readonly subnetRules: readonly Rule[] | undefined;
  readonly nicRules: readonly Rule[] | undefined;
  /** The rules 65000 to 65500 are in the export. */
  readonly defaults: boolean;
}
interface Packet {
  readonly direction: 'Inbound' | 'Outbound';
  readonly family: 'ipv4' | 'ipv6';
  readonly far: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'esp';
  readonly sport: number;
  readonly dport: number;
}

const FAR = {
  ipv4: [
    '8.8.8.8',
    '8.8.9.1',
    '203.0.113.7',
    '20.0.3.3',
    '10.0.1.9',
    '10.0.2.5',
    '10.7.0.1',
    '10.9.4.4',
    '192.168.5.5',
    '172.20.0.1',
    PROBE,
  ],
  ipv6: ['2001:db8::1', '2a00::1', 'fd00:1::9', 'fd00:2::9'],
};
const PREFIXES = [
  '8.8.8.0/24',
  '8.8.8.8',
  '8.0.0.0/8',
  '203.0.113.0/24',
  '10.0.0.0/8',
  '10.0.1.0/24',
  '10.0.2.5/32',
  '20.0.0.0/16',
  '10.9.0.0/16',
  '192.168.0.0/16',
  '0.0.0.0/0',
  '0.0.0.0/1',
  '::/0',
  '2001:db8::/32',
  'fd00:1::/64',
];
const PORTS = [0, 21, 22, 23, 53, 80, 443, 1024, 3389, 8080, 65_535];

const peer: fc.Arbitrary<Peer> = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom('*', 'Internet', 'VirtualNetwork', 'AzureLoadBalancer').map((tag) => [tag]),
    },
    {
      weight: 6,
      arbitrary: fc.uniqueArray(fc.constantFrom(...PREFIXES, 'Internet', 'VirtualNetwork', 'AzureLoadBalancer'), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom(...UNTOLD_TAGS).map((tag) => [tag]) },
  )
  .map((prefixes): Peer => ({ prefixes, groups: [] }));
const grouped: fc.Arbitrary<Peer> = fc
  .uniqueArray(fc.constantFrom(...Object.keys(GROUPS)), { minLength: 1, maxLength: 2 })
  .map((groups) => ({ prefixes: [], groups }));
const anyPeer = fc.oneof({ weight: 6, arbitrary: peer }, { weight: 1, arbitrary: grouped });
const range = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]) => (a === b ? String(a) : `${Math.min(a, b)}-${Math.max(a, b)}`));
const ports: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.constant(['*']),
  fc.uniqueArray(range, { minLength: 1, maxLength: 3 }),
);
const sports: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(['*']) },
  { weight: 1, arbitrary: fc.uniqueArray(range, { minLength: 1, maxLength: 2 }) },
);
const rule: fc.Arbitrary<Rule> = fc.record({
  priority: fc.integer({ min: 100, max: 4096 }),
  direction: fc.constantFrom('Inbound', 'Inbound', 'Outbound'),
  access: fc.constantFrom('Allow', 'Deny'),
  protocol: fc.constantFrom('*', 'Tcp', 'TCP', 'Udp', 'Icmp', 'Esp'),
  source: anyPeer,
  destination: fc.oneof(fc.constant({ prefixes: ['*'], groups: [] }), anyPeer),
  sourcePorts: sports,
  destinationPorts: ports,
  plural: fc.boolean(),
});
const rules = fc.uniqueArray(rule, { maxLength: 7, selector: ({ priority, direction }) => `${direction}${priority}` });
const world: fc.Arbitrary<World> = fc.record({
  spaces: fc.constantFrom(
    ['10.0.0.0/16'],
    ['10.0.0.0/16', 'fd00:1::/48'],
    ['10.0.0.0/16', '20.0.0.0/16'],
    ['10.0.0.0/14', '20.0.0.0/16', 'fd00:1::/48'],
  ),
  peered: fc.constantFrom([], ['10.9.0.0/16'], ['10.9.0.0/16', 'fd00:2::/48']),
  shut: fc.boolean(),
  subnetRules: fc.option(rules, { nil: undefined, freq: 4 }),
  nicRules: fc.option(rules, { nil: undefined, freq: 4 }),
  defaults: fc.boolean(),
});
const packet: fc.Arbitrary<Packet> = fc
  .constantFrom('ipv4' as const, 'ipv4' as const, 'ipv6' as const)
  .chain((family) =>
    fc.record({
      direction: fc.constantFrom('Inbound', 'Inbound', 'Outbound'),
      family: fc.constant(family),
      far: fc.constantFrom(...FAR[family]),
      protocol: fc.constantFrom('tcp', 'tcp', 'udp', family === 'ipv4' ? 'icmp' : 'udp', 'esp'),
      sport: fc.constantFrom(...PORTS, 40_000),
      dport: fc.constantFrom(...PORTS, 40_000),
    }),
  );

/**
 * Azure in a few lines: the rules of each group by their priority, the first that matches decides, and every group on
 * the way has to allow. `untold` is what of the open questions is taken to be so.
 */
function allows(place: World, one: Packet, untold: readonly string[]): boolean {
  for (const own of [place.subnetRules, place.nicRules]) {
    if (own === undefined) continue;
    const ordered = [...own, ...DEFAULTS].sort((a, b) => a.priority - b.priority);
    if (ordered.find((candidate) => matches(place, candidate, one, untold))?.access !== 'Allow') return false;
  }
  return true;
}

const whole = (tag: string): Peer => ({ prefixes: [tag], groups: [] });
const DEFAULTS: readonly Rule[] = (
  [
    [65_000, 'Inbound', 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
    [65_001, 'Inbound', 'Allow', 'AzureLoadBalancer', '*'],
    [65_500, 'Inbound', 'Deny', '*', '*'],
    [65_000, 'Outbound', 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
    [65_001, 'Outbound', 'Allow', '*', 'Internet'],
    [65_500, 'Outbound', 'Deny', '*', '*'],
  ] as const
).map(
  ([priority, direction, access, source, destination]): Rule => ({
    priority,
    direction,
    access,
    protocol: '*',
    source: whole(source),
    destination: whole(destination),
    sourcePorts: ['*'],
    destinationPorts: ['*'],
    plural: false,
  }),
);

function matches(place: World, candidate: Rule, one: Packet, untold: readonly string[]): boolean {
  if (candidate.direction !== one.direction) return false;
  const protocol = candidate.protocol.toLowerCase();
  if (protocol !== '*' && protocol !== one.protocol) return false;
  const near = OWN[one.family];
  const [src, dst] = one.direction === 'Inbound' ? [one.far, near] : [near, one.far];
  if (!concerns(place, candidate.source, src, untold) || !concerns(place, candidate.destination, dst, untold))
    return false;
  if (one.protocol === 'tcp' || one.protocol === 'udp')
    return (
      candidate.sourcePorts.some((text) => text === '*' || inPorts(one.sport, text)) &&
      candidate.destinationPorts.some((text) => text === '*' || inPorts(one.dport, text))
    );
  const every = [candidate.sourcePorts, candidate.destinationPorts].every(
    (list) => list.includes('*') || list.includes('0-65535'),
  );
  return every || (protocol !== '*' && untold.includes(PORTS_OF_NONE));
}

/** learn.microsoft.com: "Virtual network service tags". */
function concerns(place: World, { prefixes, groups }: Peer, address: string, untold: readonly string[]): boolean {
  for (const group of groups) if ((GROUPS[group] ?? []).includes(address)) return true;
  const network = [...place.spaces, ...(place.shut ? [] : place.peered)];
  const isVirtual = network.some((range) => within(address, range)) || address === PROBE;
  const isPrivate = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].some((range) =>
    within(address, range),
  );
  for (const word of prefixes) {
    if (word === '*') return true;
    else if (word === 'VirtualNetwork') {
      if (isVirtual) return true;
    } else if (word === 'Internet') {
      if (!isVirtual && !isPrivate) return true;
    } else if (word === 'AzureLoadBalancer') {
      if (address === PROBE) return true;
    } else if (UNTOLD_TAGS.includes(word)) {
      if (untold.includes(word) && !isVirtual && !isPrivate) return true;
    } else if (within(address, word)) return true;
  }
  return false;
}

/** Every answer that stays open. */
function answers(place: World, one: Packet): readonly boolean[] {
  const open = [...UNTOLD_TAGS, PORTS_OF_NONE];
  const found = new Set<boolean>();
  for (let choice = 0; choice < 2 ** open.length; choice++)
    found.add(
      allows(
        place,
        one,
        open.filter((_, i) => Math.floor(choice / 2 ** i) % 2 === 1),
      ),
    );
  return [...found];
}

function sideOf({ prefixes, groups }: Peer, side: string, plural: boolean) {
  if (groups.length > 0)
    return {
      [`${side}AddressPrefix`]: null,
      [`${side}AddressPrefixes`]: [],
      [`${side}ApplicationSecurityGroups`]: groups.map((name) => ({ id: `${ID}/applicationSecurityGroups/${name}` })),
    };
  return fieldsOf(`${side}AddressPrefix`, `${side}AddressPrefixes`, prefixes, plural);
}

function fieldsOf(one: string, several: string, values: readonly string[], plural: boolean) {
  return values.length > 1 || plural ? { [one]: null, [several]: values } : { [one]: values[0], [several]: [] };
}

function printed(own: Rule, i: number) {
  return {
    name: `r${i}-${own.priority}`,
    priority: own.priority,
    direction: own.direction,
    access: own.access,
    protocol: own.protocol,
    ...sideOf(own.source, 'source', own.plural),
    ...sideOf(own.destination, 'destination', own.plural),
    ...fieldsOf('sourcePortRange', 'sourcePortRanges', own.sourcePorts, own.plural),
    ...fieldsOf('destinationPortRange', 'destinationPortRanges', own.destinationPorts, own.plural),
  };
}

/** The answers of the command line. */
function filesOf(place: World) {
  const group = (name: string, own: readonly Rule[], use: Readonly<Record<string, unknown>>) => ({
    id: `${ID}/networkSecurityGroups/${name}`,
    name,
    type: 'Microsoft.Network/networkSecurityGroups',
    securityRules: own.map(printed),
    ...(place.defaults ? { defaultSecurityRules: DEFAULTS.map(printed) } : {}),
    ...use,
  });
  const reference = (kind: string, name: string) => ({ id: `${ID}/${kind}/${name}` });
  const subnets = [
    { name: 'front', prefix: '10.0.1.0/24' },
    { name: 'back', prefix: '10.0.2.0/24' },
  ];
  const nic = (
    name: string,
    of: string,
    addresses: readonly string[],
    groups: readonly string[],
    isPublic: boolean,
  ) => ({
    id: `${ID}/networkInterfaces/${name}`,
    name,
    type: 'Microsoft.Network/networkInterfaces',
    ...(name === 'web' && place.nicRules !== undefined
      ? { networkSecurityGroup: reference('networkSecurityGroups', 'nic') }
      : {}),
    ipConfigurations: addresses.map((address, i) => ({
      name: `c${i}`,
      privateIPAddress: address,
      subnet: reference('virtualNetworks/v/subnets', of),
      applicationSecurityGroups: groups.map((one) => reference('applicationSecurityGroups', one)),
      ...(isPublic && i === 0 ? { publicIPAddress: reference('publicIPAddresses', 'p') } : {}),
    })),
  });
  const hasIpv6 = place.spaces.some((range) => range.includes(':'));
  const nsgs = [
    ...(place.subnetRules === undefined
      ? []
      : [group('subnet', place.subnetRules, { subnets: [reference('virtualNetworks/v/subnets', 'front')] })]),
    ...(place.nicRules === undefined
      ? []
      : [group('nic', place.nicRules, { networkInterfaces: [reference('networkInterfaces', 'web')] })]),
    group('elsewhere', [], {}),
  ];
  return [
    given('nsgs.json', nsgs),
    given('vnets.json', [
      {
        id: `${ID}/virtualNetworks/v`,
        name: 'v',
        type: 'Microsoft.Network/virtualNetworks',
        addressSpace: { addressPrefixes: place.spaces },
        subnets: subnets.map(({ name, prefix }) => ({
          id: `${ID}/virtualNetworks/v/subnets/${name}`,
          name,
          addressPrefix: prefix,
          ...(name === 'front' && place.subnetRules !== undefined
            ? { networkSecurityGroup: reference('networkSecurityGroups', 'subnet') }
            : {}),
        })),
        virtualNetworkPeerings:
          place.peered.length === 0
            ? []
            : [
                {
                  name: 'to-w',
                  peeringState: 'Connected',
                  allowVirtualNetworkAccess: !place.shut,
                  remoteVirtualNetworkAddressSpace: { addressPrefixes: place.peered },
                },
              ],
      },
    ]),
    given('nics.json', [
      nic('web', 'front', hasIpv6 ? [OWN.ipv4, OWN.ipv6] : [OWN.ipv4], ['own'], true),
      nic('app', 'back', ['10.0.2.5'], ['app'], false),
    ]),
    given('public-ips.json', [
      {
        id: `${ID}/publicIPAddresses/p`,
        name: 'p',
        type: 'Microsoft.Network/publicIPAddresses',
        publicIPAllocationMethod: 'Static',
        sku: { name: 'Standard' },
      },
    ]),
  ];
}

function question({ direction, family, far, protocol, sport, dport }: Packet): string {
  const near = OWN[family];
  const [src, dst] = direction === 'Inbound' ? [far, near] : [near, far];
  const end = (address: string, port: number) =>
    protocol === 'icmp' || protocol === 'esp' ? address : `[${address}]:${port}`;
  return `${direction === 'Outbound' ? 'output ' : ''}${protocol} ${end(src, sport)} -> ${end(dst, dport)}`;
}

it(`a machine behind two groups is reached as Azure documents it (seed ${SEED})`, () => {
  judgeNetworks({
    provider: 'azure',
    world,
    packet,
    rulesetOf: (place) => dataOf<FirewallRuleset>(only(azureFormat, filesOf(place)).sections['ruleset']),
    member: 'rg/web',
    question,
    answers,
    isAsked: (place) => place.subnetRules !== undefined || place.nicRules !== undefined,
    canCome: (place, { family }) => family !== 'ipv6' || place.spaces.some((range) => range.includes(':')),
  });
});
