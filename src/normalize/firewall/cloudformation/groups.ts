import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import { listOf } from '../../json-list.ts';
import type { AwsGroup, AwsPeer, AwsPermission } from '../aws/aws-network.ts';
import type { Outcome } from './evaluate.ts';
import type { Properties, TemplateLink } from './properties.ts';
import type { TemplateNode, TemplateResource } from './template.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const RULES = { in: 'AWS::EC2::SecurityGroupIngress', out: 'AWS::EC2::SecurityGroupEgress' } as const;

/** Security groups of a template, and those outside that its rules extend. */
export function groupsOf(properties: Properties): readonly AwsGroup[] {
  const own = new Map<string, AwsPermission[]>();
  const astray: AwsGroup[] = [];
  for (const direction of ['in', 'out'] as const) {
    for (const rule of properties.ofType(RULES[direction])) extend(rule, direction);
  }
  const users = usersOf(properties);
  const groups = properties.ofType(GROUP).map((resource): AwsGroup => {
    const { id, at, properties: node } = resource;
    const network = properties.id(node, 'VpcId');
    return {
      id,
      name: nameOf(properties, resource),
      ...(network === undefined ? {} : { network }),
      isDefault: known(false, at),
      description: properties.text(node, 'GroupDescription') ?? known('', at),
      permissions: [...inline(properties, resource), ...(own.get(id) ?? [])],
      untold: [...properties.lost, ...untoldLists(properties, resource)],
      usedBy: users(id, at),
      at,
    };
  });
  const ids = new Set(groups.map(({ id }) => id));
  for (const [id, permissions] of own) {
    const at = permissions[0]?.at ?? { file: id };
    const why = `${id} is not in the template, so nothing tells its other rules: export it with aws ec2 describe-security-groups`;
    if (ids.has(id)) continue;
    groups.push({
      id,
      name: id,
      isDefault: id.endsWith('.DefaultSecurityGroup') ? known(true, at) : unknown(why, at),
      description: unknown(why, at),
      permissions,
      untold: [why],
      usedBy: users(id, at),
      at,
    });
  }
  return sortedBy([...groups, ...astray], ({ id }) => id);

  function extend(rule: TemplateResource, direction: 'in' | 'out'): void {
    const permissions = permissionsAt(properties, rule.properties, direction, properties.doubtsOf(rule));
    const [link, ...others] = [
      ...properties.links(rule.properties, 'GroupId'),
      ...properties.links(rule.properties, 'GroupName'),
    ];
    if (link !== undefined && others.length === 0 && 'value' in link.id) {
      own.set(link.id.value, [...(own.get(link.id.value) ?? []), ...permissions]);
      return;
    }
    const why =
      link === undefined ? 'it names none' : 'unknown' in link.id ? link.id.unknown : 'it hangs on a condition';
    const sentence = `Which group ${rule.id} extends is not told: ${why}.`;
    const nothing = unknown(sentence, rule.at);
    const { id, at } = rule;
    astray.push({
      id,
      name: id,
      isDefault: nothing,
      description: nothing,
      permissions,
      untold: [],
      usedBy: nothing,
      at,
    });
  }
}

/** Inline rules. EC2 lets everything out of a group to which the template gives no outgoing rule of its own inline. */
function inline(properties: Properties, group: TemplateResource): readonly AwsPermission[] {
  const doubts = properties.doubtsOf(group);
  const read = (name: string, direction: 'in' | 'out'): readonly AwsPermission[] =>
    properties
      .items(group.properties, name)
      .flatMap((outcome) => permissionsOf(properties, outcome, direction, doubts));
  const outgoing = read('SecurityGroupEgress', 'out');
  const { at } = group;
  const open: AwsPermission = {
    direction: 'out',
    protocol: known('-1', at),
    peer: { kind: 'cidr', cidr: known('0.0.0.0/0', at) },
    description: known('', at),
    ...(doubts.length === 0 ? {} : { uncertain: doubts }),
    at,
  };
  return [...read('SecurityGroupIngress', 'in'), ...(outgoing.length === 0 ? [open] : outgoing)];
}

/** Lists of rules that are none: any rule may be among them. */
function untoldLists(properties: Properties, { id, properties: node }: TemplateResource): readonly string[] {
  return ['SecurityGroupIngress', 'SecurityGroupEgress'].flatMap((name) =>
    properties
      .items(node, name)
      .filter(({ result, path }) => result.kind === 'value' && !isRecord(result.value) && path.at(-1) === name)
      .map(() => `${name} of ${id} is no list of rules`),
  );
}

function permissionsOf(
  properties: Properties,
  { result, path, doubts }: Outcome,
  direction: 'in' | 'out',
  outer: readonly string[],
): readonly AwsPermission[] {
  const all = [...outer, ...doubts];
  if (result.kind === 'value' && isRecord(result.value)) {
    return permissionsAt(properties, { value: result.value, path }, direction, all);
  }
  const at = properties.placeOf(path);
  const why = result.kind === 'untold' ? result.why : 'it is no rule';
  return [
    {
      direction,
      protocol: known('-1', at),
      peer: { kind: 'unknown', why: `a rule is not told: ${why}` },
      description: unknown(`a rule is not told: ${why}`, at),
      ...(all.length === 0 ? {} : { uncertain: all }),
      at,
    },
  ];
}

/** A rule for each peer that it names, or may name. */
function permissionsAt(
  properties: Properties,
  node: TemplateNode,
  direction: 'in' | 'out',
  doubts: readonly string[],
): readonly AwsPermission[] {
  const at = properties.placeOf(node.path.at(-1) === 'Properties' ? node.path.slice(0, -1) : node.path);
  const from = properties.number(node, 'FromPort');
  const to = properties.number(node, 'ToPort');
  const side = direction === 'in' ? 'Source' : 'Destination';
  const linked = (name: string, make: (id: Fact<string>) => AwsPeer): readonly (readonly [AwsPeer, TemplateLink])[] =>
    properties.links(node, name).map((link) => [make(link.id), link] as const);
  const cidr = (id: Fact<string>): AwsPeer => ({ kind: 'cidr', cidr: id });
  const group = (id: Fact<string>): AwsPeer => ({ kind: 'group', id });
  const peers = [
    ...linked('CidrIp', cidr),
    ...linked('CidrIpv6', cidr),
    ...linked(`${side}PrefixListId`, (id) => ({ kind: 'prefix-list', id })),
    ...linked(`${side}SecurityGroupId`, group),
    ...linked(`${side}SecurityGroupName`, group),
  ];
  const base = {
    direction,
    protocol: properties.text(node, 'IpProtocol') ?? unknown('IpProtocol is not told', at),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    description: properties.text(node, 'Description') ?? known('', at),
    at,
  };
  if (peers.length === 0) {
    const peer: AwsPeer = { kind: 'unknown', why: 'whom the rule names is not told' };
    return [{ ...base, peer, ...(doubts.length === 0 ? {} : { uncertain: doubts }) }];
  }
  return peers.map(([peer, link]) => {
    const uncertain = [...doubts, ...link.doubts];
    return { ...base, peer, ...(uncertain.length === 0 ? {} : { uncertain }) };
  });
}

/** The name that the template gives, or the logical id. */
export function nameOf(properties: Properties, { id, properties: node }: TemplateResource): string {
  const given = properties.text(node, 'GroupName');
  if (given !== undefined && 'value' in given) return given.value;
  for (const { result } of properties.items(node, 'Tags')) {
    const tag = result.kind === 'value' && isRecord(result.value) ? result.value : {};
    if (tag['Key'] === 'Name' && typeof tag['Value'] === 'string') return tag['Value'];
  }
  return id;
}

/** Resources whose properties name a group anywhere. */
function usersOf(properties: Properties): (id: string, at: AwsGroup['at']) => AwsGroup['usedBy'] {
  const users = new Map<string, Set<string>>();
  const rules: readonly string[] = [GROUP, ...Object.values(RULES)];
  for (const resource of properties.all) {
    if (rules.includes(resource.type)) continue;
    const visit = (value: unknown, level: number): void => {
      if (level > 64) return;
      if (Array.isArray(value)) for (const item of listOf(value)) visit(item, level + 1);
      else if (isRecord(value)) {
        for (const [key, inner] of Object.entries(value)) {
          const name =
            key === 'Ref' ? inner : key === 'Fn::GetAtt' ? [inner].flat().join('.').split('.')[0] : undefined;
          if (typeof name === 'string') users.set(name, (users.get(name) ?? new Set()).add(resource.id));
          else visit(inner, level + 1);
        }
      }
    };
    visit(resource.properties.value, 0);
  }
  return (id, at) => {
    const found = users.get(id);
    return found === undefined
      ? unknown('Nothing in the template uses it; whether something else does is not told.', at)
      : known([...found].sort(), at);
  };
}
