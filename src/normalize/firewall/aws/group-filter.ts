import type { FirewallChain, FirewallCondition, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import type { AwsGroup, AwsPermission } from './aws-network.ts';
import type { peerResolver } from './members.ts';
import { uniqueIds } from './rule-ids.ts';
import { trafficOf } from './traffic.ts';

/** The id of the filter of a security group. */
export function groupFilterId(group: AwsGroup): string {
  return `aws-sg:${group.id}`;
}

/** A security group as a filter: allowances only, in any order, and answers go free. */
export function groupFilter(group: AwsGroup, resolve: ReturnType<typeof peerResolver>): FirewallFilter {
  return {
    id: groupFilterId(group),
    engine: 'aws-sg',
    family: 'inet',
    semantics: 'union',
    stateful: true,
    loaded: 'configured',
    chains: [chain(group, 'in', resolve), chain(group, 'out', resolve)],
    at: group.at,
  };
}

function chain(group: AwsGroup, direction: 'in' | 'out', resolve: ReturnType<typeof peerResolver>): FirewallChain {
  const id = `${groupFilterId(group)}:${direction}`;
  const own = group.permissions.filter((permission) => permission.direction === direction);
  const rules = [
    ...own.map((permission) => ruleOf(permission, group, resolve)),
    ...group.untold.map((why): Omit<FirewallRule, 'id'> => untoldRule(why, group)),
  ];
  return {
    id,
    table: 'filter',
    name: `${group.id} ${direction}`,
    hook: direction === 'in' ? 'input' : 'output',
    priority: 0,
    policy: { value: 'deny', at: group.at },
    rules: uniqueIds(id, rules),
    at: group.at,
  };
}

/** The text of a permission, as a person would write it. */
export function permissionText(
  permission: AwsPermission,
  group: AwsGroup,
  resolve: ReturnType<typeof peerResolver>,
): string {
  const way = permission.direction === 'in' ? 'from' : 'to';
  return `allow ${trafficOf(permission).text} ${way} ${resolve(permission.peer, group).text}`;
}

function ruleOf(
  permission: AwsPermission,
  group: AwsGroup,
  resolve: ReturnType<typeof peerResolver>,
): Omit<FirewallRule, 'id'> {
  const traffic = trafficOf(permission);
  const peer = resolve(permission.peer, group);
  const side = permission.direction === 'in' ? 'src' : 'dst';
  const addresses: readonly FirewallCondition[] =
    peer.addresses === undefined ? [] : [{ on: side, values: [...peer.addresses] }];
  const { description } = permission;
  return {
    action: 'allow',
    conditions: [...traffic.conditions, ...addresses],
    uncertain: [...new Set([...traffic.uncertain, ...peer.uncertain, ...(permission.uncertain ?? [])])],
    text: permissionText(permission, group, resolve),
    ...('value' in description && description.value !== '' ? { comment: description.value } : {}),
    ...(peer.names.length === 0 ? {} : { peers: [...peer.names] }),
    at: permission.at,
  };
}

function untoldRule(why: string, group: AwsGroup): Omit<FirewallRule, 'id'> {
  return { action: 'allow', conditions: [], uncertain: [why], text: 'permissions that are not told', at: group.at };
}
