import { known, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { RoleDefinition, RoleGrant } from '../../../model/generated/model.ts';
import { isStrange, type KubeObject, listAt, recordAt } from '../../firewall/kubernetes/objects.ts';
import { readSelector, selects } from '../../firewall/kubernetes/selectors.ts';
import { KUBERNETES_COMMANDS } from './commands.ts';
import { isShippedRole, wordsFact } from './rbac-objects.ts';

/** The id of a role: `clusterrole:NAME`, `role:NAMESPACE/NAME`. */
export function roleId({ kind, namespace, name }: Pick<KubeObject, 'kind' | 'namespace' | 'name'>): string {
  return kind === 'ClusterRole' ? `clusterrole:${name}` : `role:${namespace}/${name}`;
}

/** Reads Roles and ClusterRoles, with what aggregated ones are made of. */
export function readRoles(objects: readonly KubeObject[]): readonly RoleDefinition[] {
  const roles = objects.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
  return roles.map((role): RoleDefinition => {
    const own = grantsOf(role);
    return {
      id: roleId(role),
      name: role.name,
      at: role.at,
      custom: !isShippedRole(role.name, role.labels),
      scopes: known([role.kind === 'ClusterRole' ? 'cluster' : `namespace:${role.namespace}`], role.at),
      grants: [...own, ...aggregated(role, roles, own.length > 0)],
    };
  });
}

function grantsOf(role: KubeObject): RoleGrant[] {
  const { rules } = role.body;
  if (isStrange(rules, 'list')) return [untold(role, 'its rules cannot be read')];
  return listAt(role.body, 'rules').map((rule, index): RoleGrant => {
    const at = role.placeOf(['rules', index]);
    if (!isRecord(rule)) return { ...untold(role, 'one of its rules cannot be read'), at };
    return {
      at,
      actions: wordsFact(rule, 'verbs', at),
      not_actions: known([], at),
      groups: wordsFact(rule, 'apiGroups', at),
      resources: wordsFact(rule, 'resources', at),
      names: wordsFact(rule, 'resourceNames', at),
      urls: wordsFact(rule, 'nonResourceURLs', at),
    };
  });
}

function untold({ at, kind, name }: KubeObject, why: string): RoleGrant {
  const none = unknown(`${kind} ${name}: ${why}`, at);
  return { at, actions: none, not_actions: known([], at), groups: none, resources: none, names: none, urls: none };
}

/** The controller fills in the rules of the chosen roles in a running cluster; a manifest leaves them out. */
function aggregated(role: KubeObject, roles: readonly KubeObject[], isFilled: boolean): readonly RoleGrant[] {
  const rule = role.body['aggregationRule'];
  if (rule === undefined || rule === null || (role.live && isFilled)) return [];
  const selectors = listAt(recordAt(role.body, 'aggregationRule'), 'clusterRoleSelectors').map(readSelector);
  const chosen = roles.filter(
    (one) =>
      one !== role &&
      one.kind === 'ClusterRole' &&
      selectors.some(
        (selector) => selector.unreadable.length === 0 && selects(selector, one.labels, () => false) === 'yes',
      ),
  );
  const strange = selectors.length === 0 || selectors.some(({ unreadable }) => unreadable.length > 0);
  if (strange || chosen.length === 0)
    return [untold(role, `it is made of other ClusterRoles, which were not given: \`${KUBERNETES_COMMANDS.roles}\``)];
  return chosen.flatMap(grantsOf);
}
