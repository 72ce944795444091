import type { Section } from '../../../../../src/core/section.ts';
import type {
  FirewallGroup,
  FirewallNetwork,
  FirewallRoute,
  FirewallRuleset,
  FirewallSubnet,
  FirewallWorkload,
} from '../../../../../src/model/generated/model.ts';
import { awsNetworkFormat } from '../../../../../src/normalize/firewall/aws/export/format.ts';
import { captureOf, NO_CONTEXT } from '../../iam/captures.ts';

export const ACCOUNT = '111122223333';

/** Files by name, each a JSON value or a text. */
export type Files = Readonly<Record<string, unknown>>;

/** Contributions of some files. */
export function normalize(files: Files) {
  return awsNetworkFormat.normalize(
    Object.entries(files).map(([name, value]) =>
      captureOf(name, typeof value === 'string' ? value : JSON.stringify(value, null, 1)),
    ),
    NO_CONTEXT,
  );
}

/** The sections of the only contribution, by what the format gives. */
export interface AwsSections {
  readonly ruleset: Section<FirewallRuleset>;
  readonly groups: Section<{ readonly groups: readonly FirewallGroup[] }>;
  readonly networks: Section<{ readonly networks: readonly FirewallNetwork[] }>;
  readonly subnets: Section<{ readonly subnets: readonly FirewallSubnet[] }>;
  readonly workloads: Section<{ readonly workloads: readonly FirewallWorkload[] }>;
  readonly routes: Section<{ readonly routes: readonly FirewallRoute[] }>;
}

export function sectionsOf(files: Files): AwsSections {
  const [only] = normalize(files);
  return only?.sections as unknown as AwsSections; // sections of a contribution are opaque by type
}

export function value<T>(
  fact: { readonly value: T } | { readonly unknown: string } | undefined,
): T | string | undefined {
  return fact === undefined ? undefined : 'value' in fact ? fact.value : `unknown: ${fact.unknown}`;
}

const cidr = (text: string) => ({
  IpRanges: text.includes(':') ? [] : [{ CidrIp: text }],
  Ipv6Ranges: text.includes(':') ? [{ CidrIpv6: text }] : [],
});

/** A permission of describe-security-groups. */
export function allow(protocol: string, from: number, to: number, peer: string) {
  const peers = peer.startsWith('sg-')
    ? { UserIdGroupPairs: [{ GroupId: peer, UserId: ACCOUNT }] }
    : peer.startsWith('pl-')
      ? { PrefixListIds: [{ PrefixListId: peer }] }
      : cidr(peer);
  return { IpProtocol: protocol, ...(protocol === '-1' ? {} : { FromPort: from, ToPort: to }), ...peers };
}

export function group(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    GroupId: id,
    GroupName: id.slice(3),
    Description: 'for tests',
    OwnerId: ACCOUNT,
    VpcId: 'vpc-1',
    IpPermissions: [],
    IpPermissionsEgress: [],
    ...more,
  };
}

/** Every VPC has a default group. */
export const DEFAULT_GROUP = group('sg-default');

export function entry(
  number: number,
  egress: boolean,
  action: string,
  protocol: string,
  block: string,
  ports?: readonly [number, number],
) {
  return {
    RuleNumber: number,
    Egress: egress,
    RuleAction: action,
    Protocol: protocol,
    ...(block.includes(':') ? { Ipv6CidrBlock: block } : { CidrBlock: block }),
    ...(ports === undefined ? {} : { PortRange: { From: ports[0], To: ports[1] } }),
  };
}

export function acl(
  id: string,
  subnets: readonly string[],
  entries: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    NetworkAclId: id,
    OwnerId: ACCOUNT,
    VpcId: 'vpc-1',
    IsDefault: true,
    Associations: subnets.map((SubnetId) => ({ SubnetId, NetworkAclId: id })),
    Entries: [
      ...entries,
      entry(32_767, false, 'deny', '-1', '0.0.0.0/0'),
      entry(32_767, true, 'deny', '-1', '0.0.0.0/0'),
    ],
    ...more,
  };
}

export function networkInterface(id: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    NetworkInterfaceId: id,
    OwnerId: ACCOUNT,
    AvailabilityZone: 'eu-west-1a',
    InterfaceType: 'interface',
    SourceDestCheck: true,
    VpcId: 'vpc-1',
    SubnetId: 'subnet-1',
    Groups: [{ GroupId: 'sg-web' }],
    PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.5' }],
    Ipv6Addresses: [],
    TagSet: [],
    ...more,
  };
}

export function subnet(id: string, block: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    SubnetId: id,
    OwnerId: ACCOUNT,
    VpcId: 'vpc-1',
    AvailabilityZone: 'eu-west-1a',
    CidrBlock: block,
    MapPublicIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    ...more,
  };
}

export function routeTable(
  id: string,
  routes: readonly unknown[],
  associations: readonly unknown[] = [{ Main: true }],
) {
  return { RouteTableId: id, OwnerId: ACCOUNT, VpcId: 'vpc-1', Routes: routes, Associations: associations };
}

export const TO_INTERNET = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' };

/** A whole account: one VPC, one subnet with a way to the internet, one group with one public interface. */
export function account(over: Files = {}): Files {
  const files: Files = {
    'security-groups.json': {
      SecurityGroups: [
        { ...DEFAULT_GROUP, GroupName: 'default' },
        group('sg-web', { IpPermissions: [allow('tcp', 22, 22, '0.0.0.0/0')] }),
      ],
    },
    'network-acls.json': {
      NetworkAcls: [
        acl(
          'acl-1',
          ['subnet-1'],
          [entry(100, false, 'allow', '-1', '0.0.0.0/0'), entry(100, true, 'allow', '-1', '0.0.0.0/0')],
        ),
      ],
    },
    'network-interfaces.json': {
      NetworkInterfaces: [networkInterface('eni-1', { Association: { PublicIp: '8.8.8.8' } })],
    },
    'subnets.json': { Subnets: [subnet('subnet-1', '10.0.1.0/24')] },
    'vpcs.json': { Vpcs: [{ VpcId: 'vpc-1', OwnerId: ACCOUNT, IsDefault: false, CidrBlock: '10.0.0.0/16' }] },
    'route-tables.json': { RouteTables: [routeTable('rtb-1', [TO_INTERNET])] },
    'flow-logs.json': {
      FlowLogs: [{ FlowLogId: 'fl-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ALL', ResourceId: 'vpc-1' }],
    },
    'vpc-peering-connections.json': { VpcPeeringConnections: [] },
    ...over,
  };
  return Object.fromEntries(Object.entries(files).filter(([, content]) => content !== undefined));
}
