import { known } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { RoleAssignment, RoleDefinition } from '../../../model/generated/model.ts';
import { type KubeObject, type LostObject, listAt, recordAt, textOf } from '../../firewall/kubernetes/objects.ts';
import { distinctAssignments } from '../directory-parts.ts';
import { KUBERNETES_COMMANDS } from './commands.ts';
import { rolePower } from './role-power.ts';

/** Who everybody is. */
const EVERYONE = new Set([
  'group:system:authenticated',
  'group:system:unauthenticated',
  'group:system:serviceaccounts',
  'user:system:anonymous',
]);

/** The assignments that bindings make, and the parts of bindings that cannot be read. */
export interface ReadBindings {
  readonly assignments: readonly RoleAssignment[];
  readonly lost: readonly LostObject[];
}

/** Reads RoleBindings and ClusterRoleBindings. */
export function readBindings(objects: readonly KubeObject[], roles: readonly RoleDefinition[]): ReadBindings {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const lost: LostObject[] = [];
  const assignments = objects
    .filter(({ kind }) => kind === 'RoleBinding' || kind === 'ClusterRoleBinding')
    .flatMap((binding) => {
      const ref = recordAt(binding.body, 'roleRef');
      const [kind, role] = [textOf(ref['kind']), textOf(ref['name'])];
      const label = `${binding.kind} ${binding.namespace === '' ? '' : `${binding.namespace}/`}${binding.name}`;
      if (role === undefined || (kind !== 'Role' && kind !== 'ClusterRole')) {
        lost.push({ kind: binding.kind, why: `${label}: its roleRef cannot be read.`, at: binding.at });
        return [];
      }
      const subjects = binding.body['subjects'] ?? [];
      if (!Array.isArray(subjects)) {
        lost.push({ kind: binding.kind, why: `${label}: its subjects cannot be read.`, at: binding.at });
        return [];
      }
      const isWide = binding.kind === 'ClusterRoleBinding';
      const scope = isWide ? 'cluster' : `namespace:${binding.namespace}`;
      const role_id = kind === 'ClusterRole' ? `clusterrole:${role}` : `role:${binding.namespace}/${role}`;
      return listAt(binding.body, 'subjects').flatMap((subject, index): readonly RoleAssignment[] => {
        const at = binding.placeOf(['subjects', index]);
        const principal = principalOf(subject, binding.namespace);
        if (principal === undefined) {
          lost.push({ kind: binding.kind, why: `${label}: a subject cannot be read.`, at });
          return [];
        }
        return [
          {
            id: `${role} @ ${scope} = ${principal.id}`,
            at,
            principal: principal.id,
            principal_kind: principal.kind,
            role,
            role_id,
            scope,
            scope_kind: isWide ? 'cluster' : 'namespace',
            kind: known('permanent', at),
            approval: known(false, at),
            expires_at: known('never', at),
            power: rolePower(role, byId.get(role_id), isWide, at, KUBERNETES_COMMANDS.roles),
          },
        ];
      });
    });
  return { assignments: distinctAssignments(assignments), lost };
}

function principalOf(
  subject: unknown,
  home: string,
): { readonly id: string; readonly kind: RoleAssignment['principal_kind'] } | undefined {
  if (!isRecord(subject)) return undefined;
  const [kind, name] = [textOf(subject['kind']), textOf(subject['name'])];
  if (name === undefined) return undefined;
  if (kind === 'ServiceAccount') return account(textOf(subject['namespace']) ?? home, name);
  if (kind === 'User') {
    // The name by which the API server knows a service account.
    const [, namespace, own] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
    if (namespace !== undefined && own !== undefined) return account(namespace, own);
    return { id: `user:${name}`, kind: EVERYONE.has(`user:${name}`) ? 'everyone' : 'human' };
  }
  if (kind !== 'Group') return undefined;
  const isAll = EVERYONE.has(`group:${name}`) || name.startsWith('system:serviceaccounts:');
  return { id: `group:${name}`, kind: isAll ? 'everyone' : 'group' };
}

function account(namespace: string, name: string): { readonly id: string; readonly kind: 'service' } | undefined {
  return namespace === '' ? undefined : { id: `service:${namespace}/${name}`, kind: 'service' };
}
