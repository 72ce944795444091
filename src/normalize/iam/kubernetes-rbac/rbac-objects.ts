import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isStrange, type KubeObject, listAt, textOf } from '../../firewall/kubernetes/objects.ts';

const RBAC_KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'] as const;

/** True for the kinds whose sake identities are read for. */
export function isIdentityKind(kind: string): boolean {
  return kind === 'ServiceAccount' || RBAC_KINDS.some((one) => one === kind);
}

/** True for an object of identities, of the API group that defines it. */
export function isIdentityObject({ kind, group }: KubeObject): boolean {
  return kind === 'ServiceAccount' ? group === '' : isIdentityKind(kind) && group === 'rbac.authorization.k8s.io';
}

/** A list of words of an object as a fact; absent is empty. */
export function wordsFact(body: Readonly<Record<string, unknown>>, key: string, at: Place): Fact<readonly string[]> {
  if (isStrange(body[key], 'list of words')) return unknown(`${key} cannot be read; it should be a list of words`, at);
  return known(
    listAt(body, key).flatMap((word) => textOf(word) ?? []),
    at,
  );
}

/** The roles that every cluster has, which people meet by these names. */
const SHIPPED = ['cluster-admin', 'admin', 'edit', 'view'];

/** True for roles that the cluster itself makes (Kubernetes RBAC, "Default roles and role bindings"). */
export function isShippedRole(name: string, labels: ReadonlyMap<string, string> | undefined): boolean {
  const isNamed = name.startsWith('system:') || SHIPPED.includes(name);
  return isNamed && (labels === undefined || labels.get('kubernetes.io/bootstrapping') === 'rbac-defaults');
}
