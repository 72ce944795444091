import { isKnown } from '../../core/fact.ts';
import type {
  DirGroup,
  DirIdentity,
  EstateGrant,
  IamAccount,
  IamPrincipal,
  RoleAssignment,
  Snapshot,
} from '../../model/generated/model.ts';
import { spellGrant } from './entitlements.ts';
import type { SpecialAccounts } from './special-accounts.ts';

type Iam = NonNullable<Snapshot['iam']>;

/** Finds the place of each entitlement of an account in the sources it came from. */
export function cloudGrants(
  provider: string,
  iam: Iam,
  special: SpecialAccounts,
): (account: IamAccount) => readonly EstateGrant[] {
  const identities = new Map(iam.directory?.data?.identities.map((one) => [one.id, one]));
  const groups = new Map(iam.directory?.data?.groups.map((group) => [group.name, group]));
  const direct = directGroups(iam.directory?.data?.groups ?? []);
  const principals = new Map(iam.principals?.data?.principals.map((one) => [one.id, one]));
  const assignments = assignmentsByPrincipal(iam.role_assignments?.data?.assignments ?? []);

  return (account) => {
    const identity = identities.get(account.id);
    const user = principals.get(account.id);
    const held = isKnown(account.entitlements)
      ? account.entitlements.value
      : identity === undefined
        ? []
        : readOf(identity, assignments);
    return held.flatMap((entitlement): readonly EstateGrant[] => {
      const [kind = '', ...rest] = entitlement.split(':');
      const name = rest.join(':');
      const grant = spellGrant(provider, entitlement);
      const made = (over: Partial<EstateGrant>): EstateGrant => ({
        id: entitlement,
        grant,
        also: [],
        kind: kindOf(kind),
        name,
        scope: '',
        via: '',
        department: kind === 'group' ? special.departmentOf(name) : '',
        at: account.at,
        ...over,
      });
      if (kind === 'group') return [made(groupPlace(account, identity, user, groups.get(name), direct))];
      const roles = kind === 'role' && identity !== undefined ? rolesOf(identity, name, assignments) : [];
      if (roles.length === 0) return [made({})];
      return roles.map(({ assignment, via }) =>
        made({
          id: `${entitlement} @ ${assignment.scope}${via === '' ? '' : ` through ${via}`}`,
          scope: assignment.scope,
          via,
          at: assignment.at,
        }),
      );
    });
  };
}

/** What was read of an identity, where not all of it was: groups without the roles, or the other way. */
function readOf(identity: DirIdentity, assignments: Assignments): readonly string[] {
  const groups = isKnown(identity.groups) ? identity.groups.value : [];
  const roles = [identity.id, ...groups.map((group) => `group:${group}`)].flatMap((principal) =>
    (assignments.get(principal) ?? []).map(({ role }) => role),
  );
  return [...groups.map((group) => `group:${group}`), ...new Set(roles.map((role) => `role:${role}`))];
}

function kindOf(kind: string): EstateGrant['kind'] {
  return kind === 'group' || kind === 'policy' || kind === 'inline' ? kind : 'role';
}

/** Where the membership stands: in the list of the group, or in the record of the user. */
function groupPlace(
  account: IamAccount,
  identity: DirIdentity | undefined,
  user: IamPrincipal | undefined,
  group: DirGroup | undefined,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
): Partial<EstateGrant> {
  const department =
    group !== undefined && isKnown(group.department) && group.department.value !== ''
      ? { department: group.department.value }
      : {};
  if (identity === undefined) return { at: user?.groups.at ?? account.at, ...department };
  const mine = direct.get(identity.id) ?? new Set<string>();
  if (group !== undefined && isKnown(group.members) && group.members.value.includes(identity.id))
    return { at: group.members.at, ...department };
  // Nested: it is left by leaving the group that stands between.
  const between = group === undefined ? undefined : innerGroup(group, mine, direct);
  return { at: identity.groups.at, ...(between === undefined ? {} : { via: `group:${between}` }), ...department };
}

function innerGroup(
  group: DirGroup,
  mine: ReadonlySet<string>,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  return [...mine].find((name) => reaches(name, group.name, direct, new Set()));
}

function reaches(
  from: string,
  to: string,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string>,
): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  const parents = direct.get(`group:${from}`) ?? new Set<string>();
  return parents.has(to) || [...parents].some((parent) => reaches(parent, to, direct, seen));
}

/** Names of the groups that hold an identity or a group themselves. */
function directGroups(groups: readonly DirGroup[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { name, members } of groups) {
    if (!isKnown(members)) continue;
    for (const member of members.value) {
      const list = found.get(member) ?? new Set();
      found.set(member, list);
      list.add(name);
    }
  }
  return found;
}

interface Held {
  readonly assignment: RoleAssignment;
  readonly via: string;
}

type Assignments = ReadonlyMap<string, readonly RoleAssignment[]>;

function rolesOf(identity: DirIdentity, role: string, assignments: Assignments): readonly Held[] {
  const of = (principal: string, via: string): readonly Held[] =>
    (assignments.get(principal) ?? []).filter((one) => one.role === role).map((assignment) => ({ assignment, via }));
  const groups = isKnown(identity.groups) ? identity.groups.value : [];
  return [...of(identity.id, ''), ...groups.flatMap((group) => of(`group:${group}`, `group:${group}`))];
}

function assignmentsByPrincipal(list: readonly RoleAssignment[]): Assignments {
  const found = new Map<string, RoleAssignment[]>();
  for (const assignment of list) {
    const own = found.get(assignment.principal) ?? [];
    found.set(assignment.principal, own);
    own.push(assignment);
  }
  return found;
}
