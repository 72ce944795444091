import { isKnown, known, type Place, unknown } from '../../../../core/fact.ts';
import { sortedBy } from '../../../../core/order.ts';
import type { TfResource, TfState } from '../../../terraform/terraform-state.ts';
import type { AwsGroup, AwsPermission } from '../aws-network.ts';
import { blocksAt, isLeftOpen, nameOf, textFact, unreadableWhy, untoldValue, valueAt } from './facts.ts';
import { GROUPS, idFact, linkedTo, VPCS } from './links.ts';
import { inlinePermissions, RULE_TYPES, rulePermissions } from './permissions.ts';
import { usersOfGroups } from './users.ts';

const DIRECTIONS = [
  ['ingress', 'in'],
  ['egress', 'out'],
] as const;

/** Rules of their own by the id of the group they extend; a rule whose group is not told stands for itself. */
interface RulesByGroup {
  readonly byGroup: ReadonlyMap<string, readonly AwsPermission[]>;
  readonly astray: readonly {
    readonly rule: TfResource;
    readonly why: string;
    readonly permissions: readonly AwsPermission[];
  }[];
}

/** Security groups: those that are managed, those that rules extend, and the default ones that new VPCs bring along. */
export function groupsOf(state: TfState): readonly AwsGroup[] {
  const rules = rulesByGroup(state);
  const earlier = state.before === undefined ? undefined : rulesByGroup(state.before);
  const users = usersOfGroups(state);
  const managed = state
    .ofType('aws_security_group', 'aws_default_security_group')
    .filter(({ mode }) => mode === 'managed');
  const ids = new Set(managed.map(({ address }) => address));
  const groups: AwsGroup[] = [];
  for (const resource of managed) {
    const own = rules.byGroup.get(resource.address) ?? [];
    const { permissions, untold } = inlineRules(state, resource, own, earlier?.byGroup.get(resource.address) ?? []);
    groups.push({
      id: resource.address,
      name: nameOf(resource, 'name'),
      ...networkOf(state, resource),
      isDefault: known(resource.type === 'aws_default_security_group', resource.at),
      description: purposeOf(resource),
      permissions: [...own, ...permissions],
      untold,
      usedBy: usedBy(users.get(resource.address), resource.at),
      at: resource.at,
    });
  }
  for (const [id, permissions] of rules.byGroup) {
    if (!ids.has(id))
      groups.push(outsideGroup(state, id, permissions, usedBy(users.get(id), permissions[0]?.at ?? { file: id })));
  }
  for (const { rule, why, permissions } of rules.astray) groups.push(astrayGroup(rule, why, permissions));
  groups.push(...broughtAlong(state));
  return sortedBy(groups, ({ id }) => id);
}

/** What the provider and AWS write where nobody wrote anything is no purpose. */
function purposeOf(group: TfResource): AwsGroup['description'] {
  if (group.type === 'aws_default_security_group') return known('default VPC security group', group.at);
  const description = textFact(group, ['description']) ?? known('', group.at);
  return isKnown(description) && description.value === 'Managed by Terraform' ? known('', group.at) : description;
}

function rulesByGroup(state: TfState): RulesByGroup {
  const byGroup = new Map<string, AwsPermission[]>();
  const astray: RulesByGroup['astray'][number][] = [];
  for (const rule of state.ofType(...RULE_TYPES)) {
    if (rule.mode !== 'managed') continue;
    const permissions = rulePermissions(state, rule);
    const { links, untold } = linkedTo(state, rule, ['security_group_id'], GROUPS);
    const [link, ...others] = links;
    if (link !== undefined && others.length === 0) {
      const list = byGroup.get(link.id);
      if (list === undefined) byGroup.set(link.id, [...permissions]);
      else list.push(...permissions);
    } else {
      const first = links.slice(0, 3).map(({ id }) => id);
      const why =
        link === undefined
          ? (untold ?? `${rule.address} names no group`)
          : `it is one of ${links.length}: ${first.join(', ')}${links.length > 3 ? ', …' : ''}`;
      astray.push({ rule, why, permissions });
    }
  }
  return { byGroup, astray };
}

/**
 * Inline rules. Where the configuration does not set them, the provider keeps what it read at the last refresh: rules of
 * their own are in it too, as they were before the change, and whatever else is in it was made elsewhere and stays.
 */
function inlineRules(
  state: TfState,
  group: TfResource,
  own: readonly AwsPermission[],
  earlier: readonly AwsPermission[],
): Pick<AwsGroup, 'permissions' | 'untold'> {
  const permissions: AwsPermission[] = [];
  const untold: string[] = [];
  const ownKeys = new Set(own.map((permission) => keyOf(permission, group.address)));
  const earlierKeys = new Set(earlier.map((permission) => keyOf(permission, group.address)));
  for (const [attribute] of DIRECTIONS) {
    const open = isLeftOpen(group, attribute);
    if (group.isUnknown([attribute])) {
      // A new group without inline rules has none of its own: Terraform removes what AWS puts there.
      if (!open || group.isStrange?.([attribute]) === true) untold.push(untoldValue(group, [attribute]));
      continue;
    }
    if (blocksAt(group, [attribute]) === undefined) untold.push(unreadableWhy(group, [attribute], 'list'));
    const carried = open && isUnchanged(state, group, attribute);
    for (const permission of inlinePermissions(state, group, attribute)) {
      const key = keyOf(permission, group.address);
      if (ownKeys.has(key) || (carried && earlierKeys.has(key))) continue;
      permissions.push(permission);
    }
  }
  for (const { type, why } of state.lost ?? [])
    if (type === undefined || RULE_TYPES.some((one) => one === type)) untold.push(why);
  return { permissions, untold };
}

/** A `dynamic` block is not told by the plan: then the values differ from those before, or there are none before. */
function isUnchanged(state: TfState, group: TfResource, attribute: string): boolean {
  const before = state.before?.get(group.address);
  return (
    before !== undefined && JSON.stringify(valueAt(before, [attribute])) === JSON.stringify(valueAt(group, [attribute]))
  );
}

const PROTOCOLS: Readonly<Record<string, string>> = { all: '-1', '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };

/** What makes two permissions the same to AWS. */
function keyOf({ direction, protocol, from, to, peer }: AwsPermission, group: string): string {
  const name = isKnown(protocol) ? (PROTOCOLS[protocol.value.toLowerCase()] ?? protocol.value.toLowerCase()) : '?';
  const port = (fact: AwsPermission['from']) => (fact === undefined ? '' : isKnown(fact) ? String(fact.value) : '?');
  const ports = name === '-1' ? '' : `${port(from)}-${port(to)}`;
  const whom =
    peer.kind === 'cidr'
      ? isKnown(peer.cidr)
        ? peer.cidr.value
        : peer.cidr.unknown
      : peer.kind === 'self'
        ? group
        : peer.kind === 'unknown'
          ? peer.why
          : isKnown(peer.id)
            ? peer.id.value
            : peer.id.unknown;
  return `${direction} ${name} ${ports} ${whom}`;
}

function networkOf(state: TfState, resource: TfResource): Pick<AwsGroup, 'network'> {
  if (resource.isUnknown(['vpc_id']) && isLeftOpen(resource, 'vpc_id')) return {};
  const network = idFact(state, resource, ['vpc_id'], VPCS);
  return network === undefined ? {} : { network };
}

function usedBy(users: readonly string[] | undefined, at: Place): AwsGroup['usedBy'] {
  return users === undefined
    ? unknown('Nothing in the plan uses it; whether something else does is not told.', at)
    : known(users, at);
}

/** A group that is not managed here and gets rules from here. */
function outsideGroup(
  state: TfState,
  id: string,
  permissions: readonly AwsPermission[],
  users: AwsGroup['usedBy'],
): AwsGroup {
  const data = state.get(id);
  const at = data?.at ?? permissions[0]?.at ?? { file: id };
  const why = `${id} is not managed here, so nothing tells its other rules: export it with aws ec2 describe-security-groups`;
  return {
    id,
    name: data === undefined ? id : nameOf(data, 'name'),
    ...(data === undefined ? {} : networkOf(state, data)),
    isDefault: unknown(`${id} is not managed here.`, at),
    description:
      (data === undefined ? undefined : textFact(data, ['description'])) ?? unknown(`${id} is not managed here.`, at),
    permissions,
    untold: [why],
    usedBy: users,
    at,
  };
}

/** A rule whose group cannot be told is judged as a group of its own, so that it is not lost. */
function astrayGroup(rule: TfResource, why: string, permissions: readonly AwsPermission[]): AwsGroup {
  const sentence = `Which group it extends is not told: ${why}. Give the .tf files beside the plan.`;
  return {
    id: rule.address,
    name: rule.address,
    isDefault: unknown(sentence, rule.at),
    description: unknown(sentence, rule.at),
    permissions,
    untold: [],
    usedBy: unknown(sentence, rule.at),
    at: rule.at,
  };
}

/** A new VPC has a default group that admits its own members and lets out everything, until something takes it over. */
function broughtAlong(state: TfState): readonly AwsGroup[] {
  const { before } = state;
  if (before === undefined) return [];
  const taken = new Set(
    state
      .ofType('aws_default_security_group')
      .flatMap((group) => linkedTo(state, group, ['vpc_id'], VPCS).links.map(({ id }) => id)),
  );
  return state
    .ofType('aws_vpc')
    .filter((vpc) => vpc.mode === 'managed' && before.get(vpc.address) === undefined && !taken.has(vpc.address))
    .map((vpc) => {
      const { at } = vpc;
      const every = { protocol: known('-1', at), description: known('', at), at };
      const anyone = (cidr: string): AwsPermission => ({
        direction: 'out',
        ...every,
        peer: { kind: 'cidr', cidr: known(cidr, at) },
      });
      return {
        id: `${vpc.address}.default_security_group_id`,
        name: 'default',
        network: known(vpc.address, at),
        isDefault: known(true, at),
        description: known('default VPC security group', at),
        permissions: [{ direction: 'in', ...every, peer: { kind: 'self' } }, anyone('0.0.0.0/0')],
        untold: [],
        usedBy: unknown('Whatever names no group uses the default one.', at),
        at,
      };
    });
}
