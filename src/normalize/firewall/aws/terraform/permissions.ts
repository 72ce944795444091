import { type Fact, isKnown, known, type Place, unknown } from '../../../../core/fact.ts';
import { isRecord } from '../../../../core/record.ts';
import type { TfResource, TfState } from '../../../terraform/terraform-state.ts';
import type { AwsPeer, AwsPermission } from '../aws-network.ts';
import { blocksAt, isLeftOpen, numberFact, textFact, textFacts, unreadableWhy, untoldValue, valueAt } from './facts.ts';
import { GROUPS, type LinkKind, linkedTo, PREFIX_LISTS } from './links.ts';

type Path = readonly (string | number)[];

/** Resources that are one rule each, beside the group. */
export const RULE_TYPES = [
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
] as const;

/** Of an inline rule every one is there, empty where it names nobody. */
const PEERS = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups', 'self'] as const;

/** The permissions of an inline block. */
export function inlinePermissions(
  state: TfState,
  group: TfResource,
  attribute: 'ingress' | 'egress',
): readonly AwsPermission[] {
  const direction = attribute === 'ingress' ? 'in' : 'out';
  return (blocksAt(group, [attribute]) ?? []).flatMap((block, index) => {
    const path: Path = [attribute, index];
    const isRule = isRecord(block) && PEERS.some((name) => name in block);
    if (group.isUnknown(path) || !isRule) {
      const why = group.isUnknown(path) ? untoldValue(group, path) : unreadableWhy(group, path, 'rule');
      return [permission(group, direction, path, 'protocol', { kind: 'unknown', why })];
    }
    const peers = [
      ...textFacts(group, [...path, 'cidr_blocks']).map(cidr),
      ...textFacts(group, [...path, 'ipv6_cidr_blocks']).map(cidr),
      ...linkedPeers(state, group, [...path, 'prefix_list_ids'], 'prefix-list', PREFIX_LISTS),
      ...linkedPeers(state, group, [...path, 'security_groups'], 'group', GROUPS),
      ...selfPeers(group, [...path, 'self']),
    ];
    return peers.map((peer) => permission(group, direction, path, 'protocol', peer));
  });
}

/** The permissions of a rule of its own. */
export function rulePermissions(state: TfState, rule: TfResource): readonly AwsPermission[] {
  if (rule.type === 'aws_security_group_rule') return classicPermissions(state, rule);
  const direction = rule.type === 'aws_vpc_security_group_egress_rule' ? 'out' : 'in';
  const peers = [
    ...optional(textFact(rule, ['cidr_ipv4'])).map(cidr),
    ...optional(textFact(rule, ['cidr_ipv6'])).map(cidr),
    ...linkedPeers(state, rule, ['prefix_list_id'], 'prefix-list', PREFIX_LISTS),
    ...linkedPeers(state, rule, ['referenced_security_group_id'], 'group', GROUPS),
  ];
  return someone(rule, peers).map((peer) => permission(rule, direction, [], 'ip_protocol', peer));
}

/** aws_security_group_rule: lists of addresses, or a group, or the group itself. */
function classicPermissions(state: TfState, rule: TfResource): readonly AwsPermission[] {
  const addresses = [
    ...textFacts(rule, ['cidr_blocks']).map(cidr),
    ...textFacts(rule, ['ipv6_cidr_blocks']).map(cidr),
    ...linkedPeers(state, rule, ['prefix_list_ids'], 'prefix-list', PREFIX_LISTS),
    ...selfPeers(rule, ['self']),
  ];
  // The provider fills source_security_group_id itself: unknown in the plan of every new rule, also of those with addresses.
  const open =
    rule.isUnknown(['source_security_group_id']) &&
    (isLeftOpen(rule, 'source_security_group_id') ||
      (addresses.length > 0 && rule.isWritten?.('source_security_group_id') !== true));
  const groups = open ? [] : linkedPeers(state, rule, ['source_security_group_id'], 'group', GROUPS);
  const type = textFact(rule, ['type']);
  const directions: readonly ('in' | 'out')[] =
    type !== undefined && isKnown(type) && /^(?:in|e)gress$/.test(type.value)
      ? [type.value === 'egress' ? 'out' : 'in']
      : ['in', 'out'];
  // A rule with `self` keeps the own group as its source too, once it is applied.
  const own = linkedTo(state, rule, ['security_group_id'], GROUPS).links[0]?.id;
  const peers = [...addresses, ...groups.filter((peer) => !(isOwn(peer, own) && addresses.some(isSelf)))];
  return directions.flatMap((direction) =>
    someone(rule, peers).map((peer): AwsPermission => {
      const made = permission(rule, direction, [], 'protocol', peer);
      const doubt = type === undefined || isKnown(type) ? undefined : type;
      return doubt === undefined ? made : { ...made, protocol: doubt };
    }),
  );
}

function permission(
  resource: TfResource,
  direction: 'in' | 'out',
  path: Path,
  protocolName: string,
  peer: AwsPeer,
): AwsPermission {
  const at = placeOf(resource, path);
  const from = numberFact(resource, [...path, 'from_port']);
  const to = numberFact(resource, [...path, 'to_port']);
  return {
    direction,
    protocol: textFact(resource, [...path, protocolName]) ?? protocolOfNumber(resource, [...path, protocolName], at),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    peer,
    description: textFact(resource, [...path, 'description']) ?? known('', at),
    at,
  };
}

/** Hand-made JSON has protocols as numbers. */
function protocolOfNumber(resource: TfResource, path: Path, at: Place): Fact<string> {
  const number = numberFact(resource, path);
  if (number === undefined) return unknown(`the protocol of ${resource.address} is not told`, at);
  return isKnown(number) ? known(String(number.value), number.at) : number;
}

function placeOf(resource: TfResource, path: Path): Place {
  return path.length === 0 ? resource.at : resource.placeOf(path);
}

function cidr(fact: Fact<string>): AwsPeer {
  return { kind: 'cidr', cidr: fact };
}

function linkedPeers(
  state: TfState,
  resource: TfResource,
  path: Path,
  kind: 'group' | 'prefix-list',
  links: LinkKind,
): readonly AwsPeer[] {
  const linked = linkedTo(state, resource, path, links);
  const named = linked.links.map(({ id, account }): AwsPeer => {
    const fact = known(id, linked.at);
    return kind === 'prefix-list' || account === undefined ? { kind, id: fact } : { kind, id: fact, account };
  });
  return linked.untold === undefined ? named : [...named, { kind, id: unknown(linked.untold, linked.at) }];
}

function selfPeers(resource: TfResource, path: Path): readonly AwsPeer[] {
  if (resource.isUnknown(path)) return [{ kind: 'self' }];
  const value = valueAt(resource, path);
  // What is no boolean may stand for true.
  return value === undefined || value === null || value === false || value === 'false' ? [] : [{ kind: 'self' }];
}

/** A rule that names nobody is not understood; it may name anybody. */
function someone(rule: TfResource, peers: readonly AwsPeer[]): readonly AwsPeer[] {
  return peers.length > 0 ? peers : [{ kind: 'unknown', why: `whom ${rule.address} names is not told` }];
}

function optional<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function isSelf(peer: AwsPeer): boolean {
  return peer.kind === 'self';
}

function isOwn(peer: AwsPeer, own: string | undefined): boolean {
  return peer.kind === 'group' && isKnown(peer.id) && peer.id.value === own;
}
