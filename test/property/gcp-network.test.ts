import fc from 'fast-check';
import { it } from 'vitest';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { gcpFormat } from '../../src/normalize/firewall/gcp/format.ts';
import { dataOf, given, only } from '../unit/normalize/firewall/azure/given.ts';
import { judgeNetworks, SEED } from './judged-networks.ts';
import { inPorts, within } from './plain-addresses.ts';

const PROJECT = 'https://www.googleapis.com/compute/v1/projects/p';
const NETWORK = `${PROJECT}/global/networks/n`;
const OTHER = `${PROJECT}/global/networks/o`;
const OWN = { ipv4: '10.0.0.5', ipv6: 'fd20::5' };

/** Instances by their addresses; of the last one another network is the home. */
const INSTANCES = [
  { name: 'db-1', network: NETWORK, address: '10.0.0.6', tags: ['db'], account: 'db@p' },
  { name: 'db-2', network: NETWORK, address: '10.0.0.7', tags: ['db', 'web'], account: 'web@p' },
  { name: 'db-9', network: OTHER, address: '10.1.0.9', tags: ['db'], account: 'db@p' },
];

type Direction = 'INGRESS' | 'EGRESS';
type Action = 'allow' | 'deny' | 'goto_next';
interface Service {
  readonly protocol: string;
  readonly ports: readonly string[];
}
interface Rule {
  readonly priority: number;
  readonly direction: Direction;
  readonly action: Action;
  readonly disabled: boolean;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly services: readonly Service[];
  /** What an ingress rule names beside addresses; of a rule of a policy: a country or a secure tag. */
  readonly sourceTags: readonly string[];
  readonly sourceAccounts: readonly string[];
  readonly targetTags: readonly string[];
  readonly targetAccounts: readonly string[];
  readonly targetNetworks: readonly string[];
}
interface World {
  readonly before: boolean;
  readonly tags: readonly string[];
  readonly account: string;
  readonly firewalls: readonly Rule[];
  readonly organization: readonly Rule[] | undefined;
  readonly folder: readonly Rule[] | undefined;
  readonly global: readonly Rule[] | undefined;
  readonly regional: readonly Rule[] | undefined;
}
interface Packet {
  readonly direction: Direction;
  readonly family: 'ipv4' | 'ipv6';
  readonly far: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'esp' | 'sctp';
  readonly sport: number;
  readonly dport: number;
}

/** What the exports do not tell: each may be so or not. */
const OPEN = ['folder', 'region', 'country', 'source-tag', 'target-tag'] as const;
type Open = (typeof OPEN)[number];

const RANGES = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '8.8.8.0/24',
  '8.8.8.8',
  '203.0.113.0/24',
  '10.0.0.0/8',
  '10.0.0.6/32',
  '10.128.0.0/9',
  '35.191.0.0/16',
  '::/0',
  '2001:db8::/32',
  'fd20::/20',
];
const FAR = {
  ipv4: [
    '8.8.8.8',
    '8.8.9.1',
    '203.0.113.7',
    '35.191.0.9',
    '10.0.0.6',
    '10.0.0.7',
    '10.1.0.9',
    '10.130.0.1',
    '172.16.0.1',
  ],
  ipv6: ['2001:db8::1', '2a00::1', 'fd20::9'],
};
const PORTS = [0, 21, 22, 23, 53, 80, 443, 1024, 3389, 8080, 65_535];
const NUMBERS = { tcp: '6', udp: '17', icmp: '1', esp: '50', sctp: '132' };

const some = (words: readonly string[], maxLength: number) => fc.uniqueArray(fc.constantFrom(...words), { maxLength });
const range = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]) => (a === b ? String(a) : `${Math.min(a, b)}-${Math.max(a, b)}`));
const service: fc.Arbitrary<Service> = fc.oneof(
  fc.constantFrom('all', 'icmp', 'esp', '50', '1').map((protocol) => ({ protocol, ports: [] })),
  fc.record({
    protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'sctp', '6', '17'),
    ports: fc.uniqueArray(range, { maxLength: 3 }),
  }),
);
const common = {
  direction: fc.constantFrom<Direction>('INGRESS', 'INGRESS', 'EGRESS'),
  disabled: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
  services: fc.array(service, { minLength: 1, maxLength: 2 }),
  targetAccounts: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: some(['web@p', 'db@p'], 2) },
  ),
};
const firewall: fc.Arbitrary<Rule> = fc
  .record({
    ...common,
    priority: fc.constantFrom(0, 100, 1000, 1000, 1000, 65_534, 65_535),
    action: fc.constantFrom<Action>('allow', 'allow', 'deny'),
    sources: some(RANGES, 3),
    destinations: some(RANGES, 2),
    sourceTags: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(['web', 'db'], 2) }),
    sourceAccounts: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(['db@p'], 1) }),
    targetTags: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: some(['web', 'db', 'x'], 2) },
    ),
    targetNetworks: fc.constant([]),
  })
  .map((one) => (one.direction === 'EGRESS' ? { ...one, sourceTags: [], sourceAccounts: [] } : one));
const policyRule: fc.Arbitrary<Rule> = fc
  .record({
    ...common,
    priority: fc.integer({ min: 0, max: 9 }),
    action: fc.constantFrom<Action>('allow', 'deny', 'goto_next'),
    sources: fc.uniqueArray(fc.constantFrom(...RANGES), { minLength: 1, maxLength: 2 }),
    destinations: fc.uniqueArray(fc.constantFrom(...RANGES), { minLength: 1, maxLength: 2 }),
    sourceTags: fc.oneof(
      { weight: 8, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: some(['country', 'source-tag'], 2) },
    ),
    sourceAccounts: fc.constant([]),
    targetTags: fc.oneof(
      { weight: 8, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constant(['target-tag']) },
    ),
    targetNetworks: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: some([NETWORK, OTHER], 2) },
    ),
  })
  // One side of a rule is the instance itself.
  .map((one) => (one.direction === 'EGRESS' ? { ...one, sources: [], sourceTags: [] } : { ...one, destinations: [] }))
  .map((one) => (one.targetTags.length > 0 ? { ...one, targetAccounts: [] } : one));
const policy = (freq: number) =>
  fc.option(fc.uniqueArray(policyRule, { maxLength: 4, selector: ({ priority }) => priority }), {
    nil: undefined,
    freq,
  });
const world: fc.Arbitrary<World> = fc.record({
  before: fc.boolean(),
  tags: some(['web', 'db'], 2),
  account: fc.constantFrom('web@p', 'db@p', 'none@p'),
  firewalls: fc.array(firewall, { minLength: 1, maxLength: 7 }),
  organization: policy(1),
  folder: fc.integer({ min: 0, max: 5 }).chain((one) => (one === 0 ? policy(5) : fc.constant(undefined))),
  global: policy(1),
  regional: fc.integer({ min: 0, max: 5 }).chain((one) => (one === 0 ? policy(5) : fc.constant(undefined))),
});
const packet: fc.Arbitrary<Packet> = fc
  .constantFrom('ipv4' as const, 'ipv4' as const, 'ipv6' as const)
  .chain((family) =>
    fc.record({
      direction: fc.constantFrom<Direction>('INGRESS', 'INGRESS', 'EGRESS'),
      family: fc.constant(family),
      far: fc.constantFrom(...FAR[family]),
      protocol: fc.constantFrom('tcp', 'tcp', 'udp', family === 'ipv4' ? 'icmp' : 'udp', 'esp', 'sctp'),
      sport: fc.constantFrom(...PORTS, 40_000),
      dport: fc.constantFrom(...PORTS, 40_000),
    }),
  );

/**
 * cloud.google.com, "VPC firewall rules" and "Firewall policies", packet by packet: the policies of the organization and
 * of folders, then those of the network before or after its rules, then what every network implies.
 */
function allows(place: World, one: Packet, open: readonly Open[]): boolean {
  const beside = [place.global, open.includes('region') ? place.regional : undefined];
  const rules = (): Action | undefined => ofNetwork(place, one, open);
  const policies = (list: readonly (readonly Rule[] | undefined)[]) =>
    list.map((own) => (): Action | undefined => (own === undefined ? undefined : ofPolicy(place, own, one, open)));
  const steps = [
    ...policies([place.organization, open.includes('folder') ? place.folder : undefined]),
    ...(place.before ? [...policies(beside), rules] : [rules, ...policies(beside)]),
  ];
  for (const step of steps) {
    const said = step();
    if (said === 'allow') return true;
    if (said === 'deny') return false;
  }
  return one.direction === 'EGRESS';
}

/** The rules of the highest priority that match; among equals a denial wins. */
function ofNetwork(place: World, one: Packet, open: readonly Open[]): Action | undefined {
  let best: number | undefined;
  let said: Action | undefined;
  for (const rule of place.firewalls) {
    if (!matches(place, rule, one, open)) continue;
    if (best !== undefined && rule.priority > best) continue;
    if (best === rule.priority && said === 'deny') continue;
    best = rule.priority;
    said = rule.action;
  }
  return said;
}

/** The first rule that matches; what none decides goes on to the next level. */
function ofPolicy(place: World, own: readonly Rule[], one: Packet, open: readonly Open[]): Action {
  for (let priority = 0; priority < 10; priority++)
    for (const rule of own) if (rule.priority === priority && matches(place, rule, one, open)) return rule.action;
  return 'goto_next';
}

function matches(place: World, rule: Rule, one: Packet, open: readonly Open[]): boolean {
  if (rule.disabled || rule.direction !== one.direction) return false;
  if (rule.targetNetworks.length > 0 && !rule.targetNetworks.includes(NETWORK)) return false;
  if (rule.targetTags.length + rule.targetAccounts.length > 0) {
    const tagged = rule.targetTags.some((tag) =>
      tag === 'target-tag' ? open.includes(tag) : place.tags.includes(tag),
    );
    if (!tagged && !rule.targetAccounts.includes(place.account)) return false;
  }
  const served = rule.services.some(({ protocol, ports }) => {
    if (protocol !== 'all' && protocol !== one.protocol && protocol !== NUMBERS[one.protocol]) return false;
    return ports.length === 0 || ports.some((port) => inPorts(one.dport, port));
  });
  if (!served) return false;
  const near = OWN[one.family];
  const incoming = one.direction === 'INGRESS';
  const [farRanges, nearRanges] = incoming ? [rule.sources, rule.destinations] : [rule.destinations, rule.sources];
  if (nearRanges.length > 0 && !nearRanges.some((range) => within(near, range))) return false;
  if (farRanges.length + rule.sourceTags.length + rule.sourceAccounts.length === 0) return one.family === 'ipv4';
  if (farRanges.some((range) => within(one.far, range))) return true;
  if (!incoming) return false;
  const peer = INSTANCES.find(({ network, address }) => network === NETWORK && address === one.far);
  if (peer?.tags.some((tag) => rule.sourceTags.includes(tag)) === true) return true;
  if (peer !== undefined && rule.sourceAccounts.includes(peer.account)) return true;
  const isPrivate = ['10.0.0.0/8', '172.16.0.0/12', 'fc00::/7'].some((range) => within(one.far, range));
  if (rule.sourceTags.includes('country') && open.includes('country') && !isPrivate) return true;
  return rule.sourceTags.includes('source-tag') && open.includes('source-tag') && isPrivate;
}

/** Every answer that stays open. */
function answers(place: World, one: Packet): readonly boolean[] {
  const found = new Set<boolean>();
  for (let choice = 0; choice < 2 ** OPEN.length; choice++)
    found.add(
      allows(
        place,
        one,
        OPEN.filter((_, i) => Math.floor(choice / 2 ** i) % 2 === 1),
      ),
    );
  return [...found];
}

function printed(rule: Rule, i: number) {
  const services = rule.services.map(({ protocol, ports }) => ({
    IPProtocol: protocol,
    ...(ports.length === 0 ? {} : { ports }),
  }));
  const listed = (name: string, list: readonly string[]) => (list.length === 0 ? {} : { [name]: list });
  return {
    kind: 'compute#firewall',
    name: `r${i}`,
    network: NETWORK,
    selfLink: `${PROJECT}/global/firewalls/r${i}`,
    direction: rule.direction,
    priority: rule.priority,
    disabled: rule.disabled,
    [rule.action === 'allow' ? 'allowed' : 'denied']: services,
    ...listed('sourceRanges', rule.sources),
    ...listed('destinationRanges', rule.destinations),
    ...listed('sourceTags', rule.sourceTags),
    ...listed('sourceServiceAccounts', rule.sourceAccounts),
    ...listed('targetTags', rule.targetTags),
    ...listed('targetServiceAccounts', rule.targetAccounts),
  };
}

function printedPolicy(name: string, link: string, target: string, rules: readonly Rule[]) {
  return {
    kind: 'compute#firewallPolicy',
    name,
    shortName: name,
    selfLink: `https://www.googleapis.com/compute/v1/${link}/firewallPolicies/${name}`,
    associations: [{ attachmentTarget: target, name: 'a' }],
    rules: rules.map((rule) => ({
      kind: 'compute#firewallPolicyRule',
      priority: rule.priority,
      action: rule.action,
      direction: rule.direction,
      disabled: rule.disabled,
      match: {
        ...(rule.direction === 'INGRESS' ? { srcIpRanges: rule.sources } : { destIpRanges: rule.destinations }),
        ...(rule.sourceTags.includes('country') ? { srcRegionCodes: ['DE'] } : {}),
        ...(rule.sourceTags.includes('source-tag')
          ? { srcSecureTags: [{ name: 'tagValues/1', state: 'EFFECTIVE' }] }
          : {}),
        layer4Configs: rule.services.map(({ protocol, ports }) => ({
          ipProtocol: protocol,
          ...(ports.length === 0 ? {} : { ports }),
        })),
      },
      ...(rule.targetTags.length === 0 ? {} : { targetSecureTags: [{ name: 'tagValues/2', state: 'EFFECTIVE' }] }),
      ...(rule.targetAccounts.length === 0 ? {} : { targetServiceAccounts: rule.targetAccounts }),
      ...(rule.targetNetworks.length === 0 ? {} : { targetResources: rule.targetNetworks }),
    })),
  };
}

/** The answers of the command line. */
function filesOf(place: World) {
  const instance = (name: string, network: string, address: string, tags: readonly string[], account: string) => ({
    kind: 'compute#instance',
    name,
    selfLink: `${PROJECT}/zones/z/instances/${name}`,
    tags: { fingerprint: 'x', ...(tags.length === 0 ? {} : { items: tags }) },
    serviceAccounts: [{ email: account }],
    networkInterfaces: [
      { name: 'nic0', network, networkIP: address, ...(name === 'web-1' ? { ipv6Address: OWN.ipv6 } : {}) },
    ],
  });
  const policies = [
    ['organization', 'locations/global', 'organizations/1', place.organization],
    ['folder', 'locations/global', 'folders/2', place.folder],
    ['global', 'projects/p/global', NETWORK, place.global],
    ['regional', 'projects/p/regions/r', NETWORK, place.regional],
  ] as const;
  return [
    given('firewall-rules.json', place.firewalls.map(printed)),
    given('networks.json', [
      ...[NETWORK, OTHER].map((link) => ({
        kind: 'compute#network',
        name: link.slice(-1),
        selfLink: link,
        networkFirewallPolicyEnforcementOrder: place.before ? 'BEFORE_CLASSIC_FIREWALL' : 'AFTER_CLASSIC_FIREWALL',
      })),
    ]),
    given('instances.json', [
      instance('web-1', NETWORK, OWN.ipv4, place.tags, place.account),
      ...INSTANCES.map(({ name, network, address, tags, account }) => instance(name, network, address, tags, account)),
    ]),
    ...policies.flatMap(([name, link, target, rules]) =>
      rules === undefined ? [] : [given(`policy-${name}.json`, printedPolicy(name, link, target, rules))],
    ),
  ];
}

function question({ direction, family, far, protocol, sport, dport }: Packet): string {
  const near = OWN[family];
  const [src, dst] = direction === 'INGRESS' ? [far, near] : [near, far];
  const end = (address: string, port: number) =>
    protocol === 'icmp' || protocol === 'esp' ? address : `[${address}]:${port}`;
  return `${direction === 'EGRESS' ? 'output ' : ''}${protocol} ${end(src, sport)} -> ${end(dst, dport)}`;
}

it(`an instance is reached as Google Cloud documents it (seed ${SEED})`, () => {
  judgeNetworks({
    provider: 'gcp',
    world,
    packet,
    rulesetOf: (place) => dataOf<FirewallRuleset>(only(gcpFormat, filesOf(place)).sections['ruleset']),
    member: 'web-1',
    question,
    answers,
  });
});
