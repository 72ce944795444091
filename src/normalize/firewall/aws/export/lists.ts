import { type JsonObject, listAt } from '../../../iam/json-value.ts';

/** A list of an answer of the AWS command line: the key it stands under, what each entry has, the command that gives it. */
interface ListKind {
  readonly id: string;
  readonly command: string;
  readonly file: string;
  /** What a sentence calls it. */
  readonly words: string;
}

/** The lists that are read, by the key of the answer. */
export const AWS_LISTS = {
  SecurityGroups: {
    id: 'GroupId',
    command: 'aws ec2 describe-security-groups',
    file: 'security-groups.json',
    words: 'security groups',
  },
  SecurityGroupRules: {
    id: 'SecurityGroupRuleId',
    command: 'aws ec2 describe-security-group-rules',
    file: 'security-group-rules.json',
    words: 'security group rules',
  },
  NetworkAcls: {
    id: 'NetworkAclId',
    command: 'aws ec2 describe-network-acls',
    file: 'network-acls.json',
    words: 'network ACLs',
  },
  NetworkInterfaces: {
    id: 'NetworkInterfaceId',
    command: 'aws ec2 describe-network-interfaces',
    file: 'network-interfaces.json',
    words: 'network interfaces',
  },
  Reservations: {
    id: 'Instances',
    command: 'aws ec2 describe-instances',
    file: 'instances.json',
    words: 'instances',
  },
  Subnets: { id: 'SubnetId', command: 'aws ec2 describe-subnets', file: 'subnets.json', words: 'subnets' },
  Vpcs: { id: 'VpcId', command: 'aws ec2 describe-vpcs', file: 'vpcs.json', words: 'VPCs' },
  RouteTables: {
    id: 'RouteTableId',
    command: 'aws ec2 describe-route-tables',
    file: 'route-tables.json',
    words: 'route tables',
  },
  VpcPeeringConnections: {
    id: 'VpcPeeringConnectionId',
    command: 'aws ec2 describe-vpc-peering-connections',
    file: 'vpc-peering-connections.json',
    words: 'VPC peerings',
  },
  FlowLogs: { id: 'FlowLogId', command: 'aws ec2 describe-flow-logs', file: 'flow-logs.json', words: 'flow logs' },
  PrefixLists: {
    id: 'PrefixListId',
    command: 'aws ec2 describe-managed-prefix-lists',
    file: 'prefix-lists.json',
    words: 'prefix lists',
  },
  Entries: {
    id: 'Cidr',
    command: 'aws ec2 get-managed-prefix-list-entries --prefix-list-id ID',
    file: 'ID.json',
    words: 'entries of a prefix list',
  },
  Addresses: {
    id: 'PublicIp',
    command: 'aws ec2 describe-addresses',
    file: 'addresses.json',
    words: 'public addresses',
  },
  LoadBalancers: {
    id: 'LoadBalancerArn',
    command: 'aws elbv2 describe-load-balancers',
    file: 'load-balancers.json',
    words: 'load balancers',
  },
  LoadBalancerDescriptions: {
    id: 'LoadBalancerName',
    command: 'aws elb describe-load-balancers',
    file: 'classic-load-balancers.json',
    words: 'classic load balancers',
  },
  Listeners: {
    id: 'ListenerArn',
    command: 'aws elbv2 describe-listeners --load-balancer-arn ARN',
    file: 'listeners.json',
    words: 'listeners',
  },
} as const satisfies Readonly<Record<string, ListKind>>;

/** The key of a list. */
export type AwsList = keyof typeof AWS_LISTS;

/** All keys. */
export const AWS_LIST_NAMES = Object.keys(AWS_LISTS).filter((key): key is AwsList => key in AWS_LISTS);

/** Keys that stand beside a list in an answer, or in one that a program saved. */
const BESIDE: ReadonlySet<string> = new Set(['NextToken', 'NextMarker', 'ResponseMetadata', ...AWS_LIST_NAMES]);

/** The command that gives a list, as a user would run it. */
export function commandFor(list: AwsList): string {
  const { command, file } = AWS_LISTS[list];
  return `${command} --output json > ${file}`;
}

/** What to do to have a list. */
export function supply(list: AwsList): string {
  return `Run \`${commandFor(list)}\` and give that file too.`;
}

/** The lists that a parsed answer holds. An empty list counts where nothing else stands beside it. */
export function listsOf(answer: JsonObject): readonly AwsList[] {
  const alone = Object.keys(answer).every((key) => BESIDE.has(key));
  return AWS_LIST_NAMES.filter((name) => {
    const list = listAt(answer, name);
    if (list === undefined) return false;
    return list.length === 0 ? alone : has(list[0], AWS_LISTS[name].id);
  });
}

/** The list whose entries stand in a bare array: an answer that `--query` cut. */
export function listOfEntries(value: readonly unknown[]): AwsList | undefined {
  const [first] = value;
  if (!has(first, 'GroupId') && Array.isArray(first)) return listOfEntries(first);
  if (has(first, 'IpPermissions')) return 'SecurityGroups';
  if (has(first, 'SecurityGroupRuleId')) return 'SecurityGroupRules';
  if (has(first, 'Entries') && has(first, 'NetworkAclId')) return 'NetworkAcls';
  if (has(first, 'InstanceId') && has(first, 'ImageId')) return 'Reservations';
  if (has(first, 'Instances') && has(first, 'ReservationId')) return 'Reservations';
  if (has(first, 'NetworkInterfaceId') && has(first, 'PrivateIpAddresses')) return 'NetworkInterfaces';
  if (has(first, 'Routes') && has(first, 'RouteTableId')) return 'RouteTables';
  if (has(first, 'FlowLogId')) return 'FlowLogs';
  if (has(first, 'SubnetId') && has(first, 'AvailableIpAddressCount')) return 'Subnets';
  if (has(first, 'VpcId') && has(first, 'InstanceTenancy')) return 'Vpcs';
  return undefined;
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && key in value;
}
