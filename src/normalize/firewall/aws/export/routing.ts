import { type Fact, known, type Place, unknown } from '../../../../core/fact.ts';
import { isObject, type JsonObject, textAt } from '../../../iam/json-value.ts';
import type { AwsPeeringRoute } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsRecord } from './documents.ts';
import { notGiven, objectsAt, oddEntries, textsAt } from './fields.ts';

/** Whether the routes of a subnet lead to an internet gateway, by address family. */
export interface Ways {
  readonly ipv4: Fact<boolean>;
  readonly ipv6: Fact<boolean>;
}

/** Reads which way the packets of a subnet take: its own route table, else the main one of its VPC. */
export function internetWays(
  given: AccountExport,
  whole: boolean,
): (subnet: string, vpc: string | undefined, at: Place) => Ways {
  const ofSubnet = new Map<string, AwsRecord>();
  const ofVpc = new Map<string, AwsRecord>();
  /** VPCs of which not every association is told: an unnamed subnet need not use the main table. */
  const unsure = new Set<string | undefined>();
  for (const table of given.records('RouteTables')) {
    const vpc = textAt(table.value, 'VpcId');
    if (!Array.isArray(table.value['Associations']) || oddEntries(table.value, 'Associations').length > 0)
      unsure.add(vpc);
    for (const { value } of objectsAt(table.value, 'Associations')) {
      const subnet = textAt(value, 'SubnetId');
      if (subnet !== undefined) ofSubnet.set(subnet, table);
      if (value['Main'] === true && vpc !== undefined) ofVpc.set(vpc, table);
      else if (subnet === undefined && textAt(value, 'GatewayId') === undefined) unsure.add(vpc);
    }
  }
  return (subnet, vpc, at) => {
    const isMain = whole && vpc !== undefined && !unsure.has(vpc) && !unsure.has(undefined);
    const table = ofSubnet.get(subnet) ?? (isMain ? ofVpc.get(vpc) : undefined);
    if (table === undefined) {
      const lacking: Fact<never> = given.given('RouteTables')
        ? unknown(`No route table of ${subnet} is among those given.`, at)
        : notGiven('RouteTables', at);
      return { ipv4: lacking, ipv6: lacking };
    }
    return { ipv4: wayOf(table, 'ipv4'), ipv6: wayOf(table, 'ipv6') };
  };
}

/** What a route may lead to (EC2 API, Route). */
const TARGETS = [
  'GatewayId',
  'NetworkInterfaceId',
  'InstanceId',
  'NatGatewayId',
  'TransitGatewayId',
  'LocalGatewayId',
  'CarrierGatewayId',
  'CoreNetworkArn',
  'OdbNetworkArn',
  'EgressOnlyInternetGatewayId',
  'VpcPeeringConnectionId',
] as const;

function wayOf(table: AwsRecord, family: keyof Ways): Fact<boolean> {
  let doubt: Fact<never> | undefined;
  if (!Array.isArray(table.value['Routes']) || oddEntries(table.value, 'Routes').length > 0)
    doubt = unknown(`${table.file} does not tell all routes of a table.`, table.at());
  for (const { value, index } of objectsAt(table.value, 'Routes')) {
    if (!speaksOf(value, family) || textAt(value, 'State') === 'blackhole') continue;
    const at = table.at('Routes', index);
    const gateway = textAt(value, 'GatewayId') ?? '';
    if (gateway.startsWith('igw-')) return known(true, at);
    // An appliance or a firewall endpoint stands between the subnet and a gateway; a list of AWS leads to a service.
    const via = gateway.startsWith('vpce-')
      ? gateway
      : (textAt(value, 'NetworkInterfaceId') ?? textAt(value, 'InstanceId'));
    if (via !== undefined && textAt(value, 'DestinationPrefixListId') === undefined)
      doubt ??= unknown(`Whether ${via}, which a route leads to, passes packets of the internet on is not told.`, at);
    if (TARGETS.every((key) => textAt(value, key) === undefined))
      doubt ??= unknown(`${table.file} does not tell where a route leads.`, at);
  }
  return doubt ?? known(false, table.at());
}

function speaksOf(route: JsonObject, family: keyof Ways): boolean {
  const other = family === 'ipv4' ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  return textAt(route, other) === undefined;
}

/** Either way, as one fact. */
export function eitherWay({ ipv4, ipv6 }: Ways): Fact<boolean> {
  for (const way of [ipv4, ipv6]) if ('value' in way && way.value) return way;
  return 'unknown' in ipv4 ? ipv4 : ipv6;
}

/** Routes that lead through a peering, with the addresses of the network on its other side. */
export function readPeeringRoutes(given: AccountExport): readonly AwsPeeringRoute[] {
  const peerings = new Map(
    given
      .records('VpcPeeringConnections')
      .map((record) => [textAt(record.value, 'VpcPeeringConnectionId') ?? '', record]),
  );
  return given.records('RouteTables').flatMap((table) =>
    objectsAt(table.value, 'Routes').flatMap(({ value, index }): readonly AwsPeeringRoute[] => {
      const peering = textAt(value, 'VpcPeeringConnectionId');
      if (peering === undefined) return [];
      const at = table.at('Routes', index);
      const cidr = textAt(value, 'DestinationCidrBlock') ?? textAt(value, 'DestinationIpv6CidrBlock');
      const list = textAt(value, 'DestinationPrefixListId');
      return [
        {
          table: textAt(table.value, 'RouteTableId') ?? '',
          destination:
            cidr === undefined
              ? unknown(`The destination is the prefix list ${list ?? ''}, whose addresses are not followed.`, at)
              : known(cidr, at),
          peering,
          peerCidrs: otherSide(peerings.get(peering), textAt(table.value, 'VpcId'), given, at),
          at,
        },
      ];
    }),
  );
}

function otherSide(
  peering: AwsRecord | undefined,
  vpc: string | undefined,
  given: AccountExport,
  at: Place,
): Fact<readonly string[]> {
  if (peering === undefined)
    return given.given('VpcPeeringConnections')
      ? unknown('The peering is not among those given.', at)
      : notGiven('VpcPeeringConnections', at);
  const sides = (['RequesterVpcInfo', 'AccepterVpcInfo'] as const).flatMap((key) => {
    const value = peering.value[key];
    return isObject(value) ? [{ key, value }] : [];
  });
  const other = sides.find(({ value }) => textAt(value, 'VpcId') !== vpc);
  if (other === undefined || vpc === undefined)
    return unknown('The peering does not tell its two sides.', peering.at());
  const cidrs = new Set([
    ...[textAt(other.value, 'CidrBlock')].filter((cidr) => cidr !== undefined),
    ...textsAt(other.value, 'CidrBlockSet', 'CidrBlock'),
    ...textsAt(other.value, 'Ipv6CidrBlockSet', 'Ipv6CidrBlock'),
  ]);
  // The addresses of a peer that has not accepted, or of another account without rights, are not shown.
  return cidrs.size === 0
    ? unknown('The peering does not show the addresses of its other side.', peering.at())
    : known([...cidrs].sort(), peering.at(other.key));
}
