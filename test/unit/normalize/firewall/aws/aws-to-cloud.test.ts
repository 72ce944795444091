import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../../../src/core/fact.ts';
import type { Section } from '../../../../../src/core/section.ts';
import { complete, notCollected } from '../../../../../src/core/section.ts';
import { exposure } from '../../../../../src/derive/firewall/exposure.ts';
import type { FirewallExposure } from '../../../../../src/model/generated/model.ts';
import type { AwsGroup, AwsNetwork, AwsPermission } from '../../../../../src/normalize/firewall/aws/aws-network.ts';
import { awsToCloud } from '../../../../../src/normalize/firewall/aws/aws-to-cloud.ts';
import { trafficOf } from '../../../../../src/normalize/firewall/aws/traffic.ts';
import {
  ACCOUNT,
  account,
  acl,
  allow,
  DEFAULT_GROUP,
  entry,
  type Files,
  group,
  networkInterface,
  routeTable,
  sectionsOf,
  subnet,
  TO_INTERNET,
} from './answers.ts';

const AT = { file: 'main.tf', line: 3 };

function exposedOf(files: Files): FirewallExposure {
  const derived = exposure.derive({ firewall: { ...sectionsOf(files) } as never }, { nowMs: 0 } as never); // other sections and the clock are not read
  const section = derived.firewall?.['exposure'] as Section<FirewallExposure>; // derived by this derivation
  if (section.data === undefined) throw new Error(section.reason ?? 'no exposure');
  return section.data;
}

/** How far each point is reached on a port of TCP over IPv4, at least and at most. */
function reach(files: Files, port: number, family = 'ipv4', protocol = 'tcp'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (exposedOf(files).points ?? [])
      .filter(({ id }) => !id.includes('default'))
      .map((point) => {
        const range = point.ranges.find(
          (one) => one.family === family && one.protocol === protocol && one.from_port <= port && one.to_port >= port,
        );
        const text = range?.at_least === range?.at_most ? range?.at_least : `${range?.at_least}..${range?.at_most}`;
        return [point.id, text ?? 'none'];
      }),
  );
}

const web = (...permissions: readonly unknown[]) => ({
  'security-groups.json': { SecurityGroups: [DEFAULT_GROUP, group('sg-web', { IpPermissions: permissions })] },
});
const list = (...entries: readonly unknown[]) => ({
  'network-acls.json': { NetworkAcls: [acl('acl-1', ['subnet-1'], entries)] },
});
const interfaces = (...all: readonly unknown[]) => ({ 'network-interfaces.json': { NetworkInterfaces: all } });
const IN = entry(100, false, 'allow', '-1', '0.0.0.0/0');
const OUT = entry(100, true, 'allow', '-1', '0.0.0.0/0');
const POINT = 'sg-web behind acl-1';

describe('traffic', () => {
  it.each([
    ['-1', undefined, undefined, 'all traffic', []],
    ['all', 0, 0, 'all traffic', []],
    ['tcp', 22, 22, 'tcp/22', ['protocol 6', 'dport 22']],
    ['6', 8000, 8010, 'tcp/8000-8010', ['protocol 6', 'dport 8000-8010']],
    ['udp', 0, 65_535, 'udp on all ports', ['protocol 17']],
    ['tcp', 0, 0, 'tcp/0', ['protocol 6', 'dport 0']],
    ['icmp', 8, -1, 'icmp type 8', ['protocol 1', 'icmp 8']],
    ['icmp', 3, 4, 'icmp type 3/4', ['protocol 1', 'icmp 3/4']],
    ['icmp', -1, -1, 'icmp', ['protocol 1']],
    ['icmpv6', -1, -1, 'icmpv6', ['protocol 58']],
    ['50', undefined, undefined, 'esp', ['protocol 50']],
    ['47', 5, 9, 'gre', ['protocol 47']],
    ['99', undefined, undefined, 'protocol 99', ['protocol 99']],
  ])('%s from %s to %s', (protocol, from, to, text, conditions) => {
    const traffic = trafficOf({
      protocol: known(protocol, AT),
      ...(from === undefined ? {} : { from: known(from, AT) }),
      ...(to === undefined ? {} : { to: known(to, AT) }),
    });
    expect(traffic.text).toBe(text);
    expect(traffic.conditions.map(({ on, values }) => `${on} ${values.join(' ')}`)).toEqual(conditions);
    expect(traffic.uncertain).toEqual([]);
  });

  it.each([
    ['a protocol that nobody knows', { protocol: known('xyz', AT) }],
    ['a protocol not told', { protocol: unknown('known only after apply', AT) }],
    ['ports not told', { protocol: known('tcp', AT), from: unknown('known only after apply', AT) }],
    ['ports the wrong way round', { protocol: known('tcp', AT), from: known(90, AT), to: known(80, AT) }],
    ['an ICMP type that cannot be', { protocol: known('icmp', AT), from: known(300, AT) }],
  ])('%s leaves a doubt', (_, spec) => {
    expect(trafficOf(spec).uncertain.length).toBe(1);
  });
});

describe('a group behind its ACL', () => {
  it.each([
    ['both let in', [IN, OUT], 'internet'],
    ['an earlier number denies', [entry(90, false, 'deny', '6', '0.0.0.0/0', [22, 22]), IN, OUT], 'internal'],
    ['a later number denies', [entry(110, false, 'deny', '6', '0.0.0.0/0', [22, 22]), IN, OUT], 'internet'],
    ['numbers in any order of the answer', [IN, entry(90, false, 'deny', '-1', '0.0.0.0/0'), OUT], 'internal'],
    ['nothing is let in', [OUT], 'internal'],
    ['no answer is let out', [IN], 'internal'],
    ['answers to the usual ports', [IN, entry(100, true, 'allow', '6', '0.0.0.0/0', [1024, 65_535])], 'internet'],
    [
      'answers to a port that a sender may choose',
      [IN, entry(100, true, 'allow', '6', '0.0.0.0/0', [443, 443])],
      'internet',
    ],
    ['answers over UDP only', [IN, entry(100, true, 'allow', '17', '0.0.0.0/0', [0, 65_535])], 'internal'],
    ['answers to a few addresses', [IN, entry(100, true, 'allow', '-1', '9.9.9.0/24')], 'partner'],
    [
      'entries of IPv6 only',
      [entry(100, false, 'allow', '-1', '::/0'), entry(101, true, 'allow', '-1', '::/0')],
      'internal',
    ],
  ])('%s', (_, entries, want) => {
    // From its own subnet the port is always reached: such packets do not meet the ACL.
    expect(reach(account({ ...web(allow('tcp', 22, 22, '0.0.0.0/0')), ...list(...entries) }), 22)[POINT]).toBe(want);
  });

  it('a datagram arrives where no answer can leave', () => {
    const files = account({ ...web(allow('udp', 53, 53, '0.0.0.0/0')), ...list(IN) });
    expect(reach(files, 53, 'ipv4', 'udp')[POINT]).toBe('internet');
  });

  it('the ACL alone is judged by itself, with the way back', () => {
    expect(reach(account(list(IN, OUT)), 22)['acl-1']).toBe('internet');
    expect(reach(account(list(IN)), 22)['acl-1']).toBe('none');
  });

  it('a group without interfaces is judged as if it had one', () => {
    const files = account({ ...web(allow('tcp', 22, 22, '0.0.0.0/0')), ...interfaces() });
    expect(reach(files, 22)).toEqual({ 'sg-web': 'internet', 'acl-1': 'internet' });
  });

  it('without the interfaces the group is judged alone', () => {
    const files = account({
      ...web(allow('tcp', 22, 22, '0.0.0.0/0')),
      ...list(),
      'network-interfaces.json': undefined,
    });
    expect(reach(files, 22)).toEqual({ 'sg-web': 'internet', 'acl-1': 'none' });
  });

  it('parts interfaces behind different lists', () => {
    const files = account({
      ...web(allow('tcp', 22, 22, '0.0.0.0/0')),
      ...interfaces(
        networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } }),
        networkInterface('eni-2', { Association: { PublicIp: '8.8.4.4' }, SubnetId: 'subnet-2' }),
      ),
      'network-acls.json': {
        NetworkAcls: [acl('acl-1', ['subnet-1'], [IN, OUT]), acl('acl-2', ['subnet-2'], [OUT], { IsDefault: false })],
      },
      'subnets.json': { Subnets: [subnet('subnet-1', '10.0.1.0/24'), subnet('subnet-2', '10.0.2.0/24')] },
    });
    expect(reach(files, 22)).toMatchObject({ 'sg-web behind acl-1': 'internet', 'sg-web behind acl-2': 'internal' });
  });
});

describe('whom a permission means', () => {
  const lb = group('sg-lb');
  const peers = (...all: readonly unknown[]) => ({
    'security-groups.json': {
      SecurityGroups: [DEFAULT_GROUP, lb, group('sg-web', { IpPermissions: [allow('tcp', 22, 22, 'sg-lb')] })],
    },
    ...interfaces(networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } }), ...all),
  });
  const member = networkInterface('eni-2', {
    Groups: [{ GroupId: 'sg-lb' }],
    PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.9' }],
  });
  const sources = (files: Files, id = 'aws-sg:sg-web') => {
    const filter = sectionsOf(files).ruleset.data?.filters.find((one) => one.id === id);
    const rule = filter?.chains[0]?.rules[0];
    return { src: rule?.conditions.find(({ on }) => on === 'src')?.values, doubts: rule?.uncertain.length };
  };

  it('the addresses of its members', () => {
    expect(sources(account(peers(member)))).toEqual({ src: ['10.0.1.9'], doubts: 0 });
    expect(reach(account(peers(member)), 22)[POINT]).toBe('internal');
  });

  it.each([
    ['no member at present', account(peers())],
    ['interfaces that were not given', account({ ...peers(), 'network-interfaces.json': undefined })],
    [
      'a group of another account',
      account({ ...web({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-x', UserId: '444455556666' }] }) }),
    ],
  ])('%s: private addresses, and a doubt', (_, files) => {
    expect(sources(files)).toEqual({
      src: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', '10.0.0.0/16'],
      doubts: 1,
    });
  });

  it('itself: its own members', () => {
    const files = account(web({ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-web', UserId: ACCOUNT }] }));
    expect(sources(files)).toEqual({ src: ['10.0.1.5'], doubts: 0 });
  });

  it('halves of the internet are the internet', () => {
    const files = account(web(allow('tcp', 22, 22, '0.0.0.0/1'), allow('tcp', 22, 22, '128.0.0.0/1')));
    expect(
      exposedOf(files)
        .points?.find(({ id }) => id === POINT)
        ?.ranges.find(({ from_port }) => from_port === 22),
    ).toMatchObject({
      at_least: 'internet',
      split: true,
    });
  });

  it('a range of IPv6 says nothing of IPv4', () => {
    const v6 = { 'network-acls.json': undefined };
    expect(reach(account({ ...web(allow('tcp', 22, 22, '::/0')), ...v6 }), 22)['sg-web']).toBe('none');
    expect(reach(account({ ...web(allow('tcp', 22, 22, '::/0')), ...v6 }), 22, 'ipv6')['sg-web']).toBe('internet');
  });

  it('a prefix list that was not given may mean everybody', () => {
    expect(reach(account(web(allow('tcp', 22, 22, 'pl-0a1b2c3d'))), 22)[POINT]).toBe('none..internet');
  });
});

describe('what no packet of the internet reaches', () => {
  const open = web(allow('tcp', 22, 22, '0.0.0.0/0'));
  const privateOne = networkInterface('eni-1');
  const publicOne = networkInterface('eni-2', {
    Groups: [{ GroupId: 'sg-default' }],
    Association: { PublicIp: '8.8.8.8' },
  });
  const balancer = (more: Readonly<Record<string, unknown>>) => networkInterface('eni-lb', { Groups: [], ...more });
  const FAR = `${POINT}, not public`;

  it.each([
    ['an interface without a public address', interfaces(privateOne), { [FAR]: 'internal' }],
    [
      'a public address without a way to a gateway',
      {
        ...interfaces(networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } })),
        'route-tables.json': { RouteTables: [routeTable('rtb-1', [])] },
      },
      { [FAR]: 'internal' },
    ],
    [
      'routes that were not given',
      {
        ...interfaces(networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } })),
        'route-tables.json': undefined,
      },
      { [POINT]: 'internet' },
    ],
    [
      'a table of its own',
      {
        ...interfaces(networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } })),
        'route-tables.json': {
          RouteTables: [routeTable('rtb-1', [TO_INTERNET]), routeTable('rtb-2', [], [{ SubnetId: 'subnet-1' }])],
        },
      },
      { [FAR]: 'internal' },
    ],
    ['another public one beside it', interfaces(privateOne, publicOne), { [FAR]: 'internal' }],
    [
      'both kinds',
      interfaces(privateOne, networkInterface('eni-3', { Association: { PublicIp: '8.8.8.8' } })),
      { [POINT]: 'internet', [FAR]: 'internal' },
    ],
    [
      'a public network load balancer may hand packets on',
      interfaces(
        privateOne,
        balancer({ InterfaceType: 'network_load_balancer', Association: { PublicIp: '8.8.8.8' } }),
      ),
      { [POINT]: 'internet' },
    ],
    [
      'an internal network load balancer',
      interfaces(privateOne, balancer({ InterfaceType: 'network_load_balancer' })),
      { [FAR]: 'internal' },
    ],
    [
      'an application load balancer',
      interfaces(
        privateOne,
        balancer({ Attachment: { InstanceOwnerId: 'amazon-elb' }, Association: { PublicIp: '8.8.8.8' } }),
      ),
      { [FAR]: 'internal' },
    ],
    [
      'Global Accelerator',
      interfaces(privateOne, balancer({ InterfaceType: 'global_accelerator_managed' })),
      { [POINT]: 'internet' },
    ],
    [
      'a public machine that forwards',
      interfaces(privateOne, { ...publicOne, SourceDestCheck: false }),
      { [POINT]: 'internet' },
    ],
    [
      'a load balancer of another VPC',
      interfaces(
        privateOne,
        balancer({ InterfaceType: 'network_load_balancer', VpcId: 'vpc-2', Association: { PublicIp: '8.8.8.8' } }),
      ),
      { [FAR]: 'internal' },
    ],
    [
      'a network load balancer that its own list tells',
      {
        ...interfaces(privateOne),
        'load-balancers.json': {
          LoadBalancers: [
            {
              LoadBalancerArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/net/x/1`,
              Type: 'network',
              Scheme: 'internet-facing',
              VpcId: 'vpc-1',
            },
          ],
        },
      },
      { [POINT]: 'internet' },
    ],
  ])('%s', (_, files, want) => {
    const found = reach(account({ ...open, ...files }), 22);
    expect(Object.fromEntries(Object.entries(found).filter(([id]) => id.startsWith('sg-web')))).toEqual(want);
  });
});

describe('what a plan leaves open', () => {
  const groupOf = (permissions: readonly AwsPermission[], untold: readonly string[] = []): AwsGroup => ({
    id: 'aws_security_group.web',
    name: 'web',
    isDefault: known(false, AT),
    description: known('web', AT),
    permissions,
    untold,
    usedBy: unknown('what uses it is not in the plan', AT),
    at: AT,
  });
  const network = (own: AwsGroup): AwsNetwork => ({
    groups: complete([own]),
    acls: notCollected('no ACLs'),
    vpcs: notCollected('no VPCs'),
    subnets: notCollected('no subnets'),
    interfaces: notCollected('no interfaces', 'Give the export.'),
    peeringRoutes: notCollected('no routes'),
    prefixLists: notCollected('no lists'),
  });
  const ssh = (peer: AwsPermission['peer']): AwsPermission => ({
    direction: 'in',
    protocol: known('tcp', AT),
    from: known(22, AT),
    to: known(22, AT),
    peer,
    description: known('', AT),
    at: AT,
  });
  const why = 'it is known only after apply';

  it.each([
    ['a range', { kind: 'cidr', cidr: unknown(why, AT) }, undefined],
    ['a prefix list', { kind: 'prefix-list', id: unknown(why, AT) }, undefined],
    ['a peer', { kind: 'unknown', why }, undefined],
    ['a group', { kind: 'group', id: unknown(why, AT) }, '10.0.0.0/8'],
  ] as const)('%s that is not known is never nobody', (_, peer, first) => {
    const rule = awsToCloud(network(groupOf([ssh(peer)]))).filters[0]?.chains[0]?.rules[0];
    expect(rule?.uncertain).toEqual([why]);
    expect(rule?.conditions.find(({ on }) => on === 'src')?.values[0]).toBe(first);
  });

  it('rules that are not told stand in both directions, and among the entries', () => {
    const cloud = awsToCloud(network(groupOf([], [why])));
    expect(
      cloud.filters[0]?.chains.map(({ rules }) => rules.map(({ conditions, uncertain }) => [conditions, uncertain])),
    ).toEqual([[[[], [why]]], [[[], [why]]]]);
    expect(cloud.groups?.data?.[0]?.entries.map(({ description }) => description)).toEqual([
      unknown(why, AT),
      unknown(why, AT),
    ]);
  });

  it('a name of people, and doubts about its use', () => {
    const cloud = awsToCloud(network(groupOf([])));
    expect(cloud.points.map(({ id }) => id)).toEqual(['aws_security_group.web']);
    expect(cloud.groups?.data?.[0]?.attached_to).toMatchObject({ unknown: expect.stringContaining('no interfaces') });
    expect(cloud.missing).toEqual([]);
  });
});
