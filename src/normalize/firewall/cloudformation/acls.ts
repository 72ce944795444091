import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import type { AwsAcl, AwsAclEntry } from '../aws/aws-network.ts';
import { nameOf } from './groups.ts';
import type { Properties } from './properties.ts';
import type { TemplateNode, TemplateResource } from './template.ts';

/** Network ACLs of a template, and those outside that it gives entries to. */
export function aclsOf(properties: Properties): readonly AwsAcl[] {
  const entries = new Map<string, AwsAclEntry[]>();
  const astray: string[] = [];
  for (const entry of properties.ofType('AWS::EC2::NetworkAclEntry')) {
    const link = properties.id(entry.properties, 'NetworkAclId');
    const isTold = link !== undefined && 'value' in link;
    // An entry of which nobody can tell the ACL may be one of each.
    if (!isTold) astray.push(`${entry.id} may be an entry of it: which ACL it is for is not told`);
    const id = link !== undefined && 'value' in link ? link.value : `the ACL of ${entry.id}`;
    entries.set(id, [...(entries.get(id) ?? []), ...entriesOf(properties, entry)]);
  }
  const subnets = new Map<string, string[]>();
  let astrayAssociation: string | undefined;
  const doubts = new Map<string, string>();
  for (const association of properties.ofType('AWS::EC2::SubnetNetworkAclAssociation')) {
    const acl = properties.id(association.properties, 'NetworkAclId');
    const subnet = properties.id(association.properties, 'SubnetId');
    if (acl === undefined || !('value' in acl)) {
      astrayAssociation = `which ACL ${association.id} names is not told`;
      continue;
    }
    const [doubt] = properties.doubtsOf(association);
    if (subnet !== undefined && 'value' in subnet && doubt === undefined) {
      subnets.set(acl.value, [...(subnets.get(acl.value) ?? []), subnet.value]);
    } else doubts.set(acl.value, doubt ?? `which subnet ${association.id} names is not told`);
  }
  const acls = properties.ofType('AWS::EC2::NetworkAcl').map((resource): AwsAcl => {
    const { id, at } = resource;
    const network = properties.id(resource.properties, 'VpcId');
    const doubt = doubts.get(id) ?? astrayAssociation;
    return {
      id,
      name: nameOf(properties, resource),
      ...(network === undefined ? {} : { network }),
      isDefault: known(false, at),
      entries: entries.get(id) ?? [],
      untold: [...properties.lost, ...astray],
      subnets: doubt === undefined ? known(subnets.get(id) ?? [], at) : unknown(doubt, at),
      at,
    };
  });
  const ids = new Set(acls.map(({ id }) => id));
  for (const [id, own] of entries) {
    if (ids.has(id)) continue;
    const at = own[0]?.at ?? { file: id };
    const why = `${id} is not in the template: export it with aws ec2 describe-network-acls`;
    const nothing = unknown(why, at);
    acls.push({ id, name: id, isDefault: nothing, entries: own, untold: [why], subnets: nothing, at });
  }
  return sortedBy(acls, ({ id }) => id);
}

function entriesOf(properties: Properties, entry: TemplateResource): readonly AwsAclEntry[] {
  const { at, properties: node } = entry;
  const nothing = (name: string): Fact<never> => unknown(`${name} of ${entry.id} is not told`, at);
  const inner = (name: string): TemplateNode => {
    const [first] = properties.items(node, name);
    // What is there and is not told is no record, and none of its parts is.
    const value = first === undefined ? undefined : first.result.kind === 'value' ? first.result.value : 'not told';
    return { value, path: first?.path ?? node.path };
  };
  const [range, icmp] = [inner('PortRange'), inner('Icmp')];
  const egress = properties.boolean(node, 'Egress', false);
  const action = properties.text(node, 'RuleAction');
  const protocol = properties.number(node, 'Protocol');
  const cidrs = [...properties.links(node, 'CidrBlock'), ...properties.links(node, 'Ipv6CidrBlock')];
  const optional = (name: string, at_: TemplateNode, key: string) => {
    if (at_.value === undefined) return {};
    const fact = isRecord(at_.value) ? properties.number(at_, key) : undefined;
    return { [name]: fact ?? nothing(key) };
  };
  const base = {
    number: properties.number(node, 'RuleNumber') ?? nothing('RuleNumber'),
    action: actionOf(action, nothing('RuleAction')),
    protocol:
      protocol === undefined
        ? (properties.text(node, 'Protocol') ?? nothing('Protocol'))
        : 'value' in protocol
          ? known(String(protocol.value), protocol.at)
          : (properties.text(node, 'Protocol') ?? protocol),
    ...optional('from', range, 'From'),
    ...optional('to', range, 'To'),
    ...optional('icmpType', icmp, 'Type'),
    ...optional('icmpCode', icmp, 'Code'),
    at,
  };
  const directions: readonly ('in' | 'out')[] = 'value' in egress ? [egress.value ? 'out' : 'in'] : ['in', 'out'];
  const told = cidrs.length > 0 ? cidrs : [{ id: nothing('CidrBlock'), doubts: [] }];
  return directions.flatMap((direction) =>
    told.map(({ id, doubts }): AwsAclEntry => {
      const uncertain = [...properties.doubtsOf(entry), ...doubts, ...('unknown' in egress ? [egress.unknown] : [])];
      return { ...base, direction, cidr: id, ...(uncertain.length === 0 ? {} : { uncertain }) };
    }),
  );
}

function actionOf(action: Fact<string> | undefined, nothing: Fact<never>): Fact<'allow' | 'deny'> {
  if (action === undefined || !('value' in action)) return action ?? nothing;
  const word = action.value.toLowerCase();
  return word === 'allow' || word === 'deny' ? known(word, action.at) : nothing;
}
