import { type Fact, known, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { AwsInterface, AwsPeeringRoute, AwsPrefixList, AwsSubnet, AwsVpc } from '../aws/aws-network.ts';
import { nameOf } from './groups.ts';
import type { Properties } from './properties.ts';
import type { TemplateNode, TemplateResource } from './template.ts';

/** VPCs of a template. */
export function vpcsOf(properties: Properties): readonly AwsVpc[] {
  const logs = flowLogs(properties);
  return properties.ofType('AWS::EC2::VPC').map((vpc) => ({
    id: vpc.id,
    name: nameOf(properties, vpc),
    isDefault: known(false, vpc.at),
    cidrs: cidrsOf(properties, vpc),
    flowLogs: logged(vpc, logs),
    at: vpc.at,
  }));
}

/** Subnets of a template. */
export function subnetsOf(properties: Properties): readonly AwsSubnet[] {
  const logs = flowLogs(properties);
  return properties.ofType('AWS::EC2::Subnet').map((subnet) => {
    const { id, at, properties: node } = subnet;
    const vpc = properties.id(node, 'VpcId') ?? unknown(`The VPC of ${id} is not told.`, at);
    return {
      id,
      name: nameOf(properties, subnet),
      vpc,
      cidrs: cidrsOf(properties, subnet),
      mapsPublicAddress: properties.boolean(node, 'MapPublicIpOnLaunch', false),
      internetRoute: unknown(`Which routes hold for ${id} is not told.`, at),
      flowLogs: 'value' in vpc && logs.on.has(vpc.value) ? known(true, at) : logged(subnet, logs),
      at,
    };
  });
}

function cidrsOf(properties: Properties, resource: TemplateResource): Fact<readonly string[]> {
  const facts = ['CidrBlock', 'Ipv6CidrBlock'].flatMap((name) => properties.text(resource.properties, name) ?? []);
  for (const fact of facts) if (!('value' in fact)) return fact;
  const cidrs = facts.flatMap((fact) => ('value' in fact ? [fact.value] : []));
  return cidrs.length > 0
    ? known(cidrs, resource.at)
    : unknown(`The addresses of ${resource.id} are not told.`, resource.at);
}

interface FlowLogs {
  readonly on: ReadonlySet<string>;
  /** Why a log may be on something that is not told. */
  readonly untold?: string;
}

function flowLogs(properties: Properties): FlowLogs {
  const on = new Set<string>();
  let untold: string | undefined;
  for (const log of properties.ofType('AWS::EC2::FlowLog')) {
    const id = properties.id(log.properties, 'ResourceId');
    const [doubt] = properties.doubtsOf(log);
    if (id !== undefined && 'value' in id && doubt === undefined) on.add(id.value);
    else untold = doubt ?? `what ${log.id} logs is not told`;
  }
  return untold === undefined ? { on } : { on, untold };
}

/** What a template makes has the logs that the template makes; others may be added by hand. */
function logged({ id, at }: TemplateResource, { on, untold }: FlowLogs): Fact<boolean> {
  if (on.has(id)) return known(true, at);
  return untold === undefined
    ? known(false, at)
    : unknown(`Whether flow logs of ${id} are on is not told: ${untold}.`, at);
}

/** Interfaces, and instances whose interface is not a resource of its own. */
export function interfacesOf(properties: Properties): readonly AwsInterface[] {
  const elastic = new Set<string>();
  for (const one of properties.ofType('AWS::EC2::EIP', 'AWS::EC2::EIPAssociation')) {
    for (const name of ['InstanceId', 'NetworkInterfaceId']) {
      const id = properties.id(one.properties, name);
      if (id !== undefined && 'value' in id) elastic.add(id.value);
    }
  }
  const interfaces = properties.ofType('AWS::EC2::NetworkInterface').map((one) => ({
    ...readInterface(properties, one, one.properties, one.id, 'GroupSet'),
    publicAddress: known(elastic.has(one.id), one.at),
  }));
  const instances = properties.ofType('AWS::EC2::Instance').flatMap((instance): readonly AwsInterface[] => {
    const { id, at, properties: node } = instance;
    const nested = properties.items(node, 'NetworkInterfaces');
    const isElastic = elastic.has(id);
    if (nested.length === 0) {
      const made = readInterface(properties, instance, node, id, 'SecurityGroupIds');
      return [{ ...made, publicAddress: isElastic ? known(true, at) : bySubnet(properties, node, instance) }];
    }
    return nested.flatMap(({ result, path }, index): readonly AwsInterface[] => {
      if (result.kind !== 'value' || !isRecord(result.value)) return [];
      const inner: TemplateNode = { value: result.value, path };
      // An interface that is a resource of its own stands in the list already.
      if ('NetworkInterfaceId' in result.value) return [];
      const made = readInterface(properties, instance, inner, id, 'GroupSet');
      const setting =
        'AssociatePublicIpAddress' in result.value
          ? properties.boolean(inner, 'AssociatePublicIpAddress', false)
          : bySubnet(properties, inner, instance);
      return [
        {
          ...made,
          id: index === 0 ? id : `${id}[${index}]`,
          publicAddress: isElastic && index === 0 ? known(true, at) : setting,
          forwards: forwards(properties, node),
        },
      ];
    });
  });
  return [...instances, ...interfaces];
}

function readInterface(
  properties: Properties,
  { id, at, properties: own }: TemplateResource,
  node: TemplateNode,
  workload: string,
  groups: string,
): Omit<AwsInterface, 'publicAddress'> & { readonly publicAddress: Fact<boolean> } {
  const subnet = properties.id(node, 'SubnetId');
  const home = subnet !== undefined && 'value' in subnet ? properties.get(subnet.value) : undefined;
  const vpc = home === undefined ? undefined : properties.id(home.properties, 'VpcId');
  const named = properties.ids(node, groups);
  const address = properties.text(node, 'PrivateIpAddress');
  return {
    id,
    workload,
    vpc: vpc ?? unknown(`The VPC of ${id} is not told.`, at),
    subnet: subnet ?? unknown(`The subnet of ${id} is not told.`, at),
    groups:
      'value' in named && named.value.length === 0
        ? unknown(`${id} names no group: it gets the default one of its VPC.`, at)
        : named,
    privateAddresses:
      address !== undefined && 'value' in address
        ? known([address.value], address.at)
        : unknown(`The addresses of ${id} are known when the stack is made.`, at),
    publicAddress: unknown(`Whether ${id} gets a public address is not told.`, at),
    forwards: forwards(properties, node),
    tags: tagsOf(properties, own),
    at,
  };
}

function forwards(properties: Properties, node: TemplateNode): Fact<boolean> {
  const check = properties.boolean(node, 'SourceDestCheck', true);
  return 'value' in check ? known(!check.value, check.at) : check;
}

function bySubnet(properties: Properties, node: TemplateNode, { id, at }: TemplateResource): Fact<boolean> {
  const subnet = properties.id(node, 'SubnetId');
  const home = subnet !== undefined && 'value' in subnet ? properties.get(subnet.value) : undefined;
  return home === undefined
    ? unknown(`Whether ${id} gets a public address is a setting of its subnet, which is not in the template.`, at)
    : properties.boolean(home.properties, 'MapPublicIpOnLaunch', false);
}

function tagsOf(properties: Properties, node: TemplateNode): Fact<readonly string[]> {
  const tags: string[] = [];
  for (const { result, path } of properties.items(node, 'Tags')) {
    const inner: TemplateNode = { value: result.kind === 'value' ? result.value : undefined, path };
    const [key, value] = [properties.text(inner, 'Key'), properties.text(inner, 'Value')];
    if (key === undefined || !('value' in key)) continue;
    tags.push(
      value !== undefined && 'value' in value && value.value !== '' ? `${key.value}=${value.value}` : key.value,
    );
  }
  return known(tags.sort(), properties.placeOf(node.path));
}

/** Routes through peerings. */
export function peeringRoutesOf(properties: Properties): readonly AwsPeeringRoute[] {
  return properties.ofType('AWS::EC2::Route').flatMap((route): readonly AwsPeeringRoute[] => {
    const { at, properties: node } = route;
    const peering = properties.id(node, 'VpcPeeringConnectionId');
    if (peering === undefined) return [];
    const table = properties.id(node, 'RouteTableId');
    const destination =
      properties.text(node, 'DestinationCidrBlock') ?? properties.text(node, 'DestinationIpv6CidrBlock');
    const tableId = table !== undefined && 'value' in table ? table.value : `the table of ${route.id}`;
    const peeringId = 'value' in peering ? peering.value : `the peering of ${route.id}`;
    return [
      {
        table: tableId,
        destination: destination ?? unknown(`The destination of ${route.id} is not told.`, at),
        peering: peeringId,
        peerCidrs: peerCidrs(properties, tableId, peeringId, route),
        at,
      },
    ];
  });
}

function peerCidrs(
  properties: Properties,
  table: string,
  peering: string,
  { at }: TemplateResource,
): Fact<readonly string[]> {
  const vpcOf = (id: string, name: string): string | undefined => {
    const resource = properties.get(id);
    const fact = resource === undefined ? undefined : properties.id(resource.properties, name);
    return fact !== undefined && 'value' in fact ? fact.value : undefined;
  };
  const home = vpcOf(table, 'VpcId');
  const ends = [vpcOf(peering, 'VpcId'), vpcOf(peering, 'PeerVpcId')];
  const other = ends.find((end) => end !== undefined && end !== home);
  const peer = home === undefined || !ends.includes(home) || other === undefined ? undefined : properties.get(other);
  return peer === undefined
    ? unknown('The addresses of the peered VPC are not told: it is not in the template.', at)
    : cidrsOf(properties, peer);
}

/** Prefix lists of a template. */
export function prefixListsOf(properties: Properties): readonly AwsPrefixList[] {
  return properties.ofType('AWS::EC2::PrefixList').map((list) => {
    const cidrs: string[] = [];
    let untold: string | undefined;
    for (const { result, path, doubts } of properties.items(list.properties, 'Entries')) {
      const cidr = result.kind === 'value' ? properties.text({ value: result.value, path }, 'Cidr') : undefined;
      if (cidr !== undefined && 'value' in cidr && doubts.length === 0) cidrs.push(cidr.value);
      else
        untold =
          doubts[0] ?? (cidr !== undefined && 'unknown' in cidr ? cidr.unknown : `an entry of ${list.id} is not told`);
    }
    const name = properties.text(list.properties, 'PrefixListName');
    return {
      id: list.id,
      name: name !== undefined && 'value' in name ? name.value : list.id,
      cidrs: untold === undefined ? known(cidrs.sort(), list.at) : unknown(untold, list.at),
    };
  });
}
