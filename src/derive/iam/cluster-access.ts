import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { deriveSection, incomplete, notCollected, type Section } from '../../core/section.ts';
import type {
  ClusterPower,
  ClusterSubject,
  IamClusterAccess,
  IamRoleAssignments,
  IamRoleDefinitions,
  RoleAssignment,
  RoleDefinition,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { type Power, powersOfGrant, SHIPPED_GRANTS } from './cluster-powers.ts';

/** The dangerous powers that role bindings give in a cluster. */
export const clusterAccess: Derivation = {
  id: 'cluster-access',
  domain: 'iam',
  derive({ iam = {} }) {
    const { role_assignments: assignments, role_definitions: definitions } = iam;
    const system = assignments?.data?.system ?? definitions?.data?.system;
    if (system !== 'kubernetes') return {};
    return { iam: { ...iam, cluster_access: accessOf(assignments, definitions) } };
  },
};

function accessOf(
  assignments: Section<IamRoleAssignments> | undefined,
  definitions: Section<IamRoleDefinitions> | undefined,
): Section<IamClusterAccess> {
  if (assignments === undefined) return notCollected('The role bindings of the cluster were not given.');
  const section = deriveSection([assignments] as const, (data: IamRoleAssignments): IamClusterAccess => {
    const roles = new Map((definitions?.data?.roles ?? []).map((role) => [role.id, role]));
    const bySubject = new Map<string, RoleAssignment[]>();
    for (const one of data.assignments) {
      if (isOfTheCluster(one)) continue;
      const list = bySubject.get(one.principal) ?? [];
      bySubject.set(one.principal, list);
      list.push(one);
    }
    const subjects = [...bySubject].map(([id, list]) => subjectOf(id, list, roles));
    return {
      system: data.system,
      account: data.account,
      subjects: subjects.sort((a, b) => compareCodePoints(a.id, b.id)),
    };
  });
  // A role that was left out is told at whom it is bound to; a part of one that cannot be read is not.
  return section.flag === 'complete' && section.data !== undefined && definitions?.flag === 'incomplete'
    ? incomplete(section.data, definitions.reason ?? 'only a part of the roles was given', definitions.hint)
    : section;
}

/** Components of the cluster itself: they need what they have, and cannot be changed. */
function isOfTheCluster({ principal, principal_kind: kind, role, power }: RoleAssignment): boolean {
  if (kind === 'everyone') return true;
  const name = principal.slice(principal.indexOf(':') + 1);
  if (kind !== 'service') return name.startsWith('system:') || name === 'kubeadm:cluster-admins';
  return name.startsWith('kube-system/') && role.startsWith('system:') && isKnown(power);
}

function subjectOf(
  id: string,
  list: readonly RoleAssignment[],
  roles: ReadonlyMap<string, RoleDefinition>,
): ClusterSubject {
  const [first] = list;
  const at = first?.at ?? { file: '' };
  const powers: ClusterPower[] = [];
  let whole: Fact<boolean> = known(true, at);
  for (const assignment of list) {
    const { role, scope, role_id: roleId } = assignment;
    const told = grantsOf(assignment, roles.get(roleId));
    if (!told.known) whole = unknown(told.why, assignment.at);
    for (const { power, text } of told.powers) powers.push({ power, role, scope, text, at: assignment.at });
  }
  const distinct = new Map(powers.map((one) => [`${one.power} ${one.role} ${one.scope} ${one.text}`, one]));
  return {
    id,
    name: id.slice(id.indexOf(':') + 1),
    at,
    admin: powers.some(({ power }) => power === 'cluster-admin'),
    whole,
    powers: [...distinct].sort(([a], [b]) => compareCodePoints(a, b)).map(([, one]) => one),
  };
}

interface Told {
  readonly powers: readonly Power[];
  readonly known: boolean;
  readonly why: string;
}

function grantsOf(
  { role, scope, scope_kind: kind, role_id: roleId }: RoleAssignment,
  definition: RoleDefinition | undefined,
): Told {
  const isWide = kind === 'cluster';
  const shipped = roleId.startsWith('clusterrole:') && (definition === undefined || !definition.custom);
  const nothing: Told = { powers: [], known: true, why: '' };
  // A team that edits or rules its own namespace by the roles made for that.
  if (shipped && !isWide && (role === 'admin' || role === 'edit' || role === 'view')) return nothing;
  const ready = shipped && definition === undefined ? SHIPPED_GRANTS.get(role) : undefined;
  if (ready !== undefined) return { ...nothing, powers: ready.flatMap((grant) => powersOfGrant(grant, isWide)) };
  if (definition === undefined) {
    if (role.startsWith('system:')) return nothing;
    return {
      powers: [],
      known: false,
      why: `the role ${role}, bound at ${scope}, was not given: \`kubectl get clusterroles,roles -A -o yaml > roles.yaml\``,
    };
  }
  const powers: Power[] = [];
  let why: string | undefined;
  for (const { actions, groups, resources, names } of definition.grants) {
    for (const fact of [actions, groups, resources, names]) if (!isKnown(fact)) why ??= fact.unknown;
    if (!isKnown(actions) || !isKnown(groups) || !isKnown(resources) || !isKnown(names)) continue;
    powers.push(
      ...powersOfGrant(
        { verbs: actions.value, groups: groups.value, resources: resources.value, names: names.value },
        isWide,
      ),
    );
  }
  return { powers, known: why === undefined, why: why ?? '' };
}
