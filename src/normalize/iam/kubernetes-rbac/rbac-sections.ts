import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { KubeObject, LostObject } from '../../firewall/kubernetes/objects.ts';
import { isWorkloadKind } from '../../firewall/kubernetes/workloads.ts';
import type { Contribution } from '../../format.ts';
import { KUBERNETES_COMMANDS } from './commands.ts';
import { isIdentityKind, isIdentityObject } from './rbac-objects.ts';
import { readBindings } from './role-bindings.ts';
import { readRoles } from './role-definitions.ts';
import { readServiceAccount, readWorkloads } from './service-accounts.ts';

/** What the objects of one cluster tell of who may do what; undefined when they are about other things. */
export function rbacContribution(
  name: string,
  objects: readonly KubeObject[],
  lost: readonly LostObject[],
  unread: readonly string[],
): Contribution | undefined {
  const own = objects.filter(isIdentityObject);
  const ownLost = lost.filter(({ kind }) => kind === undefined || isIdentityKind(kind));
  if (own.length === 0 && !ownLost.some(({ kind }) => kind !== undefined)) return undefined;
  const head = { system: 'kubernetes', account: name };
  const roles = readRoles(own);
  const bindings = readBindings(own, roles);
  const accounts = own.filter(({ kind }) => kind === 'ServiceAccount');
  const workloads = readWorkloads([...accounts, ...objects.filter(({ kind }) => isWorkloadKind(kind))]);
  const gaps = (kinds: (kind: string) => boolean): readonly string[] => [
    ...unread,
    ...[...lost, ...bindings.lost].filter(({ kind }) => kind === undefined || kinds(kind)).map(({ why }) => why),
  ];
  const isBinding = (kind: string): boolean => kind.endsWith('RoleBinding');
  const isRole = (kind: string): boolean => kind === 'Role' || kind === 'ClusterRole';
  const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] => [...sortedBy(list, ({ id }) => id)];
  return {
    target: { kind: 'account', name: `kubernetes:${name}` },
    domain: 'iam',
    sections: {
      role_definitions: section(
        { ...head, roles: byId(roles) },
        own.some(({ kind }) => isRole(kind)),
        gaps(isRole),
        'The roles of the cluster were',
        KUBERNETES_COMMANDS.roles,
      ),
      role_assignments: section(
        { ...head, assignments: [...bindings.assignments] },
        own.some(({ kind }) => isBinding(kind)),
        gaps(isBinding),
        'The role bindings of the cluster were',
        KUBERNETES_COMMANDS.bindings,
      ),
      directory: section(
        { ...head, identities: byId(accounts.map(readServiceAccount)), groups: [] },
        accounts.length > 0,
        gaps((kind) => kind === 'ServiceAccount'),
        'The service accounts of the cluster were',
        KUBERNETES_COMMANDS.serviceAccounts,
      ),
      workload_identities: section(
        { ...head, workloads: byId(workloads) },
        workloads.length > 0,
        gaps(isWorkloadKind),
        'The workloads of the cluster were',
        KUBERNETES_COMMANDS.workloads,
      ),
    },
    diagnostics: bindings.lost.map(({ why, at }) => ({ level: 'warning', code: 'unread-object', message: why, at })),
  };
}

function section<T>(data: T, given: boolean, gaps: readonly string[], what: string, command: string): Section<T> {
  const hint = `Give the output of \`${command}\`.`;
  const reason = gaps.join(' ');
  if (!given) return notCollected(gaps.length === 0 ? `${what} not given.` : reason, hint);
  return gaps.length === 0 ? complete(data) : incomplete(data, reason, hint);
}
