import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { awsNetworkFormat } from '../../../../../src/normalize/firewall/aws/export/format.ts';
import { AWS_LIST_NAMES, commandFor } from '../../../../../src/normalize/firewall/aws/export/lists.ts';
import { capturesOf, fixture } from '../../iam/captures.ts';
import {
  ACCOUNT,
  account,
  acl,
  allow,
  DEFAULT_GROUP,
  group,
  networkInterface,
  normalize,
  routeTable,
  sectionsOf,
  subnet,
  TO_INTERNET,
  value,
} from './answers.ts';

const recognizes = (text: string): boolean => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return awsNetworkFormat.recognizes({ origin: 'x.json', head: text, json });
};

describe('what is recognized', () => {
  it.each(capturesOf(fixture('sources', 'aws', 'moto-account')).map(({ origin }) => origin))('%s', (name) => {
    const text = readFileSync(fixture('sources', 'aws', 'moto-account', name), 'utf8');
    expect(recognizes(text)).toBe(name !== 'expected.json');
  });

  it.each([
    ['an empty answer', '{"NetworkInterfaces": []}', true],
    ['an answer as a program saved it', '{"Vpcs": [], "ResponseMetadata": {}}', true],
    ['a list of pages', '[{"SecurityGroups": [{"GroupId": "sg-1"}], "NextToken": "x"}, {"SecurityGroups": []}]', true],
    ['pages one after the other', '{"Subnets": [{"SubnetId": "a"}]}\n{"Subnets": [{"SubnetId": "b"}]}', true],
    ['an answer that was cut off', '{\n  "SecurityGroups": [\n  {"GroupId": "sg-1",', true],
    ['a list that --query took out', '[{"GroupId": "sg-1", "IpPermissions": []}]', true],
    ['another document with the same key', '{"Subnets": [{"name": "default"}], "location": "westeurope"}', false],
    ['an empty list beside other things', '{"Entries": [], "Title": "x"}', false],
    ['an IAM export', '{"UserDetailList": [], "GroupDetailList": []}', false],
    ['a Terraform state', '{"format_version": "1.0", "values": {}}', false],
    ['an empty list', '[]', false],
    ['a text', 'SECURITYGROUPS sg-1', false],
  ])('%s', (_, text, want) => {
    expect(recognizes(text)).toBe(want);
  });
});

describe('what is missing', () => {
  const sections = {
    groups: 'security-groups.json',
    workloads: 'network-interfaces.json',
    subnets: 'subnets.json',
    networks: 'vpcs.json',
    routes: 'route-tables.json',
  } as const;

  it.each(Object.entries(sections))('%s without %s is not collected, with the command', (name, file) => {
    const found = Object.entries(sectionsOf(account({ [file]: undefined }))).find(([key]) => key === name)?.[1];
    const list = AWS_LIST_NAMES.find((one) => commandFor(one).endsWith(` > ${file}`));
    // Groups stand beside ACLs, which were given.
    expect(found?.flag).toBe(name === 'groups' ? 'incomplete' : 'not-collected');
    expect(found?.hint).toContain(commandFor(list ?? 'Vpcs'));
  });

  it('nothing, where everything was given', () => {
    expect(Object.values(sectionsOf(account())).map(({ flag }) => flag)).toEqual(Array(6).fill('complete'));
  });

  it.each([
    [
      'a last page',
      {
        'security-groups.json': {
          SecurityGroups: [{ ...DEFAULT_GROUP, GroupName: 'default' }, group('sg-web')],
          NextToken: 'x',
        },
      },
      'groups',
      'NextToken',
    ],
    [
      'a group that an interface has',
      { 'security-groups.json': { SecurityGroups: [{ ...DEFAULT_GROUP, GroupName: 'default' }] } },
      'groups',
      'sg-web',
    ],
    [
      'the default group of a VPC',
      { 'security-groups.json': { SecurityGroups: [group('sg-web')] } },
      'groups',
      'vpc-1',
    ],
    ['the ACLs', { 'network-acls.json': undefined }, 'groups', 'network ACLs'],
    [
      'an interface of an instance',
      {
        'instances.json': {
          Reservations: [
            {
              OwnerId: ACCOUNT,
              Instances: [{ InstanceId: 'i-1', NetworkInterfaces: [{ NetworkInterfaceId: 'eni-9' }] }],
            },
          ],
        },
      },
      'workloads',
      'eni-9',
    ],
    [
      'a subnet that an interface is in',
      { 'subnets.json': { Subnets: [subnet('subnet-2', '10.0.2.0/24')] } },
      'subnets',
      'subnet-1',
    ],
    [
      'the main route table',
      { 'route-tables.json': { RouteTables: [routeTable('rtb-1', [TO_INTERNET], [])] } },
      'routes',
      'vpc-1',
    ],
    [
      'the interfaces of a region',
      { 'subnets-2.json': { Subnets: [subnet('subnet-9', '10.9.0.0/24', { AvailabilityZone: 'us-east-1a' })] } },
      'workloads',
      'us-east-1',
    ],
    [
      'an entry without an id',
      { 'subnets.json': { Subnets: [subnet('subnet-1', '10.0.1.0/24'), {}] } },
      'subnets',
      'SubnetId',
    ],
  ])('%s makes the section incomplete', (_, over, name, word) => {
    const found = Object.entries(sectionsOf(account(over))).find(([key]) => key === name)?.[1];
    expect(found?.flag).toBe('incomplete');
    expect(found?.reason).toContain(word);
  });

  it('a region is covered when an answer of each was given', () => {
    const over = {
      'subnets-2.json': { Subnets: [subnet('subnet-9', '10.9.0.0/24', { AvailabilityZone: 'us-east-1a' })] },
      'network-interfaces-2.json': { NetworkInterfaces: [] },
    };
    expect(sectionsOf(account(over)).workloads.flag).toBe('complete');
  });

  it.each([
    ['a part that --query took out', JSON.stringify([group('sg-web')]), '--query'],
    ['a broken file', '{"SecurityGroups": [{"GroupId": "sg-1",', 'not JSON'],
  ])('%s is told', (_, text, word) => {
    const [only] = normalize(account({ 'security-groups.json': text }));
    expect(only?.diagnostics.map(({ level, message }) => [level, message.includes(word)])).toEqual([['error', true]]);
    expect(sectionsOf(account({ 'security-groups.json': text })).ruleset.flag).toBe('incomplete');
  });
});

describe('how answers are put together', () => {
  it.each([
    [
      'pages in files',
      { 'a.json': { SecurityGroups: [group('sg-a')], NextToken: 'x' }, 'b.json': { SecurityGroups: [group('sg-b')] } },
    ],
    [
      'a list of pages',
      { 'a.json': [{ SecurityGroups: [group('sg-a')], NextToken: 'x' }, { SecurityGroups: [group('sg-b')] }] },
    ],
    [
      'pages one after the other',
      {
        'a.json': `${JSON.stringify({ SecurityGroups: [group('sg-a')], NextToken: 'x' })}\n${JSON.stringify({ SecurityGroups: [group('sg-b')] })}\n`,
      },
    ],
    [
      'the same file twice',
      { 'a.json': { SecurityGroups: [group('sg-a'), group('sg-b')] }, 'b.json': { SecurityGroups: [group('sg-b')] } },
    ],
  ])('%s', (_, files) => {
    const contributions = normalize(files);
    expect(contributions.map(({ target }) => target.name)).toEqual([`aws:${ACCOUNT}`]);
    expect(sectionsOf(files).groups.data?.groups.map(({ id }) => id)).toEqual(['sg-a', 'sg-b']);
  });

  it('tells lines in each of the pages that follow each other', () => {
    const page = (id: string) => JSON.stringify({ SecurityGroups: [group(id)] }, null, 1);
    const groups = sectionsOf({ 'a.json': `${page('sg-a')}\n${page('sg-b')}` }).groups.data?.groups;
    const lines = page('sg-a').split('\n').length;
    expect(groups?.map(({ at }) => at.line)).toEqual([3, lines + 3]);
  });

  it('parts accounts, with files that name none going to those of their folder', () => {
    const other = (one: Readonly<Record<string, unknown>>) => ({ ...one, OwnerId: '444455556666', VpcId: 'vpc-2' });
    const contributions = normalize({
      'one/security-groups.json': { SecurityGroups: [group('sg-a')] },
      'two/security-groups.json': { SecurityGroups: [other(group('sg-b'))] },
      'two/vpcs.json': { Vpcs: [other({ VpcId: 'vpc-2', IsDefault: false })] },
      'two/flow-logs.json': { FlowLogs: [{ FlowLogId: 'fl-1', ResourceId: 'vpc-2', FlowLogStatus: 'ACTIVE' }] },
      'flow-logs.json': { FlowLogs: [{ FlowLogId: 'fl-2', ResourceId: 'vpc-1' }] },
    });
    expect(contributions.map(({ target }) => target.name)).toEqual([`aws:${ACCOUNT}`, 'aws:444455556666']);
    expect(contributions.flatMap(({ diagnostics }) => diagnostics.map(({ code, at }) => [code, at?.file]))).toEqual([
      ['account-not-told', 'flow-logs.json'],
    ]);
    expect(JSON.stringify(contributions[1]?.sections['networks'])).toContain('"flow_logs":{"value":true');
  });

  it('reads groups from their rules alone, and says what these do not tell', () => {
    const { groups } = sectionsOf({
      'rules.json': {
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: 'sgr-1',
            GroupId: 'sg-1',
            GroupOwnerId: ACCOUNT,
            IsEgress: false,
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            CidrIpv4: '0.0.0.0/0',
            Description: 'all',
          },
          {
            SecurityGroupRuleId: 'sgr-2',
            GroupId: 'sg-1',
            GroupOwnerId: ACCOUNT,
            IsEgress: true,
            IpProtocol: '-1',
            FromPort: -1,
            ToPort: -1,
            ReferencedGroupInfo: { GroupId: 'sg-1', UserId: ACCOUNT },
          },
        ],
      },
    });
    expect(groups.flag).toBe('incomplete');
    expect(groups.data?.groups[0]?.entries.map(({ text }) => text)).toEqual([
      'allow tcp/22 from 0.0.0.0/0',
      'allow all traffic to its own members',
    ]);
    expect(value(groups.data?.groups[0]?.is_default)).toContain('describe-security-groups');
  });
});

describe('facts', () => {
  const publicAddress = (over: Readonly<Record<string, unknown>>, files: Readonly<Record<string, unknown>> = {}) =>
    value(
      sectionsOf(
        account({ 'network-interfaces.json': { NetworkInterfaces: [networkInterface('eni-1', over)] }, ...files }),
      ).workloads.data?.workloads[0]?.public_address,
    );
  const v6 = { Ipv6Addresses: [{ Ipv6Address: '2600:1f::5' }] };
  const v6Route = { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-1' };

  it.each([
    ['none', {}, {}, false],
    ['an elastic address', { Association: { PublicIp: '8.8.8.8' } }, {}, true],
    [
      'of a second private address',
      { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.5', Association: { PublicIp: '8.8.8.8' } }] },
      {},
      true,
    ],
    [
      'told by describe-addresses',
      {},
      { 'addresses.json': { Addresses: [{ PublicIp: '8.8.8.8', NetworkInterfaceId: 'eni-1' }] } },
      true,
    ],
    ['IPv6 without a way to a gateway', v6, {}, false],
    ['IPv6 with one', v6, { 'route-tables.json': { RouteTables: [routeTable('rtb-1', [v6Route])] } }, true],
    [
      'IPv6 behind an egress-only gateway',
      v6,
      {
        'route-tables.json': {
          RouteTables: [
            routeTable('rtb-1', [{ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' }]),
          ],
        },
      },
      false,
    ],
    [
      'a unique local IPv6 address',
      { Ipv6Addresses: [{ Ipv6Address: 'fd00::5' }] },
      { 'route-tables.json': undefined },
      false,
    ],
  ])('a public address: %s', (_, over, files, want) => {
    expect(publicAddress(over, files)).toBe(want);
  });

  it('a public address: IPv6 with routes that were not given', () => {
    expect(publicAddress(v6, { 'route-tables.json': undefined })).toContain('describe-route-tables');
  });

  it.each([
    ['on', {}, true],
    ['rejected packets', { TrafficType: 'REJECT' }, true],
    ['of its only subnet', { ResourceId: 'subnet-1' }, true],
    ['accepted packets only', { TrafficType: 'ACCEPT' }, false],
    ['delivering nothing', { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' }, false],
    ['of something else', { ResourceId: 'eni-1' }, false],
  ])('flow logs: %s', (_, over, want) => {
    const log = { FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL', ResourceId: 'vpc-1', ...over };
    expect(
      value(sectionsOf(account({ 'flow-logs.json': { FlowLogs: [log] } })).networks.data?.networks[0]?.flow_logs),
    ).toBe(want);
  });

  it('flow logs that were not given are not off', () => {
    const { networks } = sectionsOf(account({ 'flow-logs.json': undefined }));
    expect(value(networks.data?.networks[0]?.flow_logs)).toContain('aws ec2 describe-flow-logs');
  });

  it.each([
    ['no', {}, [], false],
    ['public', { MapPublicIpOnLaunch: true }, [], true],
    ['IPv6 with a way to a gateway', { AssignIpv6AddressOnCreation: true }, [v6Route], true],
    ['IPv6 without one', { AssignIpv6AddressOnCreation: true }, [], false],
  ])('a subnet hands out addresses: %s', (_, over, routes, want) => {
    const { subnets } = sectionsOf(
      account({
        'subnets.json': { Subnets: [subnet('subnet-1', '10.0.1.0/24', over)] },
        'route-tables.json': { RouteTables: [routeTable('rtb-1', routes)] },
      }),
    );
    expect(value(subnets.data?.subnets[0]?.hands_out_public_addresses)).toBe(want);
  });

  it.each([
    ['a part', ['10.9.1.0/24'], [false]],
    ['the whole', ['10.9.0.0/16'], [true]],
    ['more than the whole', ['10.0.0.0/8'], [true]],
    ['two halves', ['10.9.0.0/17', '10.9.128.0/17'], [true, true]],
    ['one half', ['10.9.0.0/17'], [false]],
  ])('a peering route to %s', (_, destinations, want) => {
    const { routes } = sectionsOf(
      account({
        'route-tables.json': {
          RouteTables: [
            routeTable(
              'rtb-1',
              destinations.map((DestinationCidrBlock) => ({ DestinationCidrBlock, VpcPeeringConnectionId: 'pcx-1' })),
            ),
          ],
        },
        'vpc-peering-connections.json': {
          VpcPeeringConnections: [
            {
              VpcPeeringConnectionId: 'pcx-1',
              RequesterVpcInfo: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' },
              AccepterVpcInfo: {
                VpcId: 'vpc-9',
                CidrBlock: '10.9.0.0/16',
                CidrBlockSet: [{ CidrBlock: '10.9.0.0/16' }],
              },
            },
          ],
        },
      }),
    );
    expect(routes.data?.routes.map(({ whole_network }) => value(whole_network))).toEqual(want);
  });

  it.each([
    ['named after it', { 'pl-0a1b2c3d.json': { Entries: [{ Cidr: '198.51.100.0/24' }] } }, ['198.51.100.0/24'], []],
    [
      'of the older command',
      { 'lists.json': { PrefixLists: [{ PrefixListId: 'pl-0a1b2c3d', PrefixListName: 's3', Cidrs: ['52.0.0.0/8'] }] } },
      ['52.0.0.0/8'],
      [],
    ],
    [
      'without a name',
      { 'entries.json': { Entries: [{ Cidr: '198.51.100.0/24' }] } },
      undefined,
      ['list-not-told', 'uncertain-rule'],
    ],
    ['not given', {}, undefined, ['uncertain-rule']],
  ])('a prefix list %s', (_, files, want, codes) => {
    const groups = { SecurityGroups: [group('sg-web', { IpPermissions: [allow('tcp', 22, 22, 'pl-0a1b2c3d')] })] };
    const all = account({ 'security-groups.json': groups, ...files });
    const rule = sectionsOf(all).ruleset.data?.filters[0]?.chains[0]?.rules[0];
    expect(rule?.conditions.find(({ on }) => on === 'src')?.values).toEqual(want);
    expect(rule?.uncertain.length).toBe(want === undefined ? 1 : 0);
    expect(rule?.peers).toEqual(['pl-0a1b2c3d']);
    expect(normalize(all)[0]?.diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('leaves load balancers and gateways out of the workloads, and counts them in their network', () => {
    const sections = sectionsOf(
      account({
        'network-interfaces.json': {
          NetworkInterfaces: [
            networkInterface('eni-nat', {
              InterfaceType: 'nat_gateway',
              Groups: [],
              Association: { PublicIp: '8.8.4.4' },
            }),
            networkInterface('eni-alb', {
              Attachment: { InstanceOwnerId: 'amazon-elb' },
              Description: 'ELB app/front/1',
            }),
            networkInterface('eni-db', { Description: 'RDSNetworkInterface' }),
          ],
        },
      }),
    );
    expect(sections.workloads.data?.workloads.map(({ name }) => name)).toEqual(['eni-db RDSNetworkInterface']);
    expect(value(sections.networks.data?.networks[0]?.workloads)).toEqual(['eni-alb', 'eni-db', 'eni-nat']);
  });

  it('does not guess the tags of an instance that was not given', () => {
    const eni = networkInterface('eni-1', { Attachment: { InstanceId: 'i-1' } });
    const { workloads } = sectionsOf(account({ 'network-interfaces.json': { NetworkInterfaces: [eni] } }));
    expect(value(workloads.data?.workloads[0]?.tags)).toContain('aws ec2 describe-instances');
  });

  it('reads the interfaces of instances where the interfaces were not given', () => {
    const reservation = {
      OwnerId: ACCOUNT,
      Instances: [
        { InstanceId: 'i-1', Tags: [{ Key: 'Name', Value: 'web' }], NetworkInterfaces: [networkInterface('eni-1')] },
      ],
    };
    const { workloads } = sectionsOf(
      account({ 'network-interfaces.json': undefined, 'instances.json': { Reservations: [reservation] } }),
    );
    expect(workloads.flag).toBe('incomplete');
    expect(workloads.data?.workloads.map(({ id, name, tags }) => [id, name, value(tags)])).toEqual([
      ['eni-1', 'i-1 web', ['Name=web']],
    ]);
  });
});

describe('numbers of the account that an AWS mock answered for', () => {
  const folder = fixture('sources', 'aws', 'moto-account');
  const read = (name: string): Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> =>
    JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
  const files = Object.fromEntries(
    capturesOf(folder)
      .filter(({ origin }) => origin !== 'expected.json')
      .map(({ origin }) => [origin, readFileSync(`${folder}/${origin}`, 'utf8')]),
  );
  const sections = sectionsOf(files);
  const groups = sections.groups.data?.groups ?? [];

  it('each group, rule, ACL, interface, subnet and VPC is there once', () => {
    const own = groups.filter(({ kind }) => kind === 'security-group');
    expect(own.length).toBe(read('security-groups')['SecurityGroups']?.length);
    // AWS counts each peer as a rule, as the answer of describe-security-group-rules does.
    expect(own.flatMap(({ entries }) => entries).length).toBe(
      read('security-group-rules')['SecurityGroupRules']?.length,
    );
    expect(groups.length - own.length).toBe(read('network-acls')['NetworkAcls']?.length);
    expect(sections.workloads.data?.workloads.length).toBe(read('network-interfaces')['NetworkInterfaces']?.length);
    expect(sections.subnets.data?.subnets.length).toBe(read('subnets')['Subnets']?.length);
    expect(sections.networks.data?.networks.length).toBe(read('vpcs')['Vpcs']?.length);
  });

  it('the rules alone tell the same filters', () => {
    const { 'security-groups.json': _, ...rest } = files;
    const rules = (from: typeof sections) =>
      (from.ruleset.data?.filters ?? [])
        .filter(({ engine }) => engine === 'aws-sg')
        .flatMap(({ chains }) =>
          chains.flatMap((chain) => chain.rules.map(({ id, conditions }) => ({ id, conditions }))),
        )
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(rules(sectionsOf(rest))).toEqual(rules(sections));
  });
});

it('an ACL without entries that are told is in doubt', () => {
  const { Entries: _, ...cut } = acl('acl-1', ['subnet-1'], []);
  const { ruleset } = sectionsOf(account({ 'network-acls.json': { NetworkAcls: [cut] } }));
  const filter = ruleset.data?.filters.find(({ id }) => id === 'aws-nacl:acl-1');
  expect(filter?.chains.map(({ rules }) => rules.map(({ action }) => action))).toEqual([['unknown'], ['unknown']]);
});
