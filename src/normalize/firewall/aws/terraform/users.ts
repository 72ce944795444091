import type { TfState } from '../../../terraform/terraform-state.ts';
import { GROUPS, linkedTo } from './links.ts';
import { RULE_TYPES } from './permissions.ts';

/** Attributes of all kinds of resources that name security groups; nested blocks by what their expressions refer to. */
const ATTRIBUTES = [
  'security_groups',
  'security_group_ids',
  'vpc_security_group_ids',
  'cluster_security_group_ids',
  'associated_security_group_ids',
  'security_group_id',
] as const;
const NESTED: readonly (readonly [string, readonly string[]])[] = [
  ['vpc_config', ['security_group_ids', 'cluster_security_group_id']],
  ['network_configuration', ['security_groups']],
  ['network_interfaces', ['security_groups']],
  ['vpc_options', ['security_group_ids']],
  ['broker_node_group_info', ['security_groups']],
  ['cluster_config', ['security_group_ids']],
];
const NO_USERS: ReadonlySet<string> = new Set<string>([
  ...RULE_TYPES,
  'aws_security_group',
  'aws_default_security_group',
  'aws_vpc',
]);

/** Addresses of the resources that use a group, by the id of the group. */
export function usersOfGroups(state: TfState): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>();
  for (const resource of state.resources) {
    if (resource.mode !== 'managed' || !resource.type.startsWith('aws_') || NO_USERS.has(resource.type)) continue;
    const paths: (readonly (string | number)[])[] = ATTRIBUTES.filter(
      (name) => name in resource.values || resource.isUnknown([name]),
    ).map((name) => [name]);
    for (const [block, names] of NESTED) {
      const blocks = resource.values[block];
      if (!Array.isArray(blocks)) continue;
      for (const index of blocks.keys()) for (const name of names) paths.push([block, index, name]);
    }
    for (const path of paths) {
      for (const { id } of linkedTo(state, resource, path, GROUPS).links) {
        users.set(id, (users.get(id) ?? new Set()).add(resource.address));
      }
    }
  }
  return new Map([...users].map(([id, found]) => [id, [...found].sort()]));
}
