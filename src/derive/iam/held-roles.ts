import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import type { Section } from '../../core/section.ts';
import type { DirIdentity, IamDirectory, IamRoleAssignments, RoleAssignment } from '../../model/generated/model.ts';

/** One role that an identity holds, itself or through a group. */
export interface HeldRole {
  /** `ROLE @ SCOPE`, with the group that gives it. */
  readonly text: string;
  readonly power: Fact<string>;
  readonly kind: Fact<string>;
  readonly assignment: RoleAssignment;
}

/** The roles of each identity of a directory; groups are closed by the source already. */
export function heldRoles(
  directory: IamDirectory,
  section: Section<IamRoleAssignments> | undefined,
): (identity: DirIdentity) => Fact<readonly HeldRole[]> {
  const { data } = section ?? {};
  if (data === undefined) {
    const why = section?.reason ?? 'the role assignments were not given';
    return ({ at }) => unknown(section?.hint === undefined ? why : `${why}: ${section.hint}`, at);
  }
  const byPrincipal = new Map<string, RoleAssignment[]>();
  for (const assignment of data.assignments) {
    const list = byPrincipal.get(assignment.principal) ?? [];
    byPrincipal.set(assignment.principal, list);
    list.push(assignment);
  }
  const groups = new Map(directory.groups.map((group) => [group.name, group.id]));
  const held = (list: readonly RoleAssignment[], via: string): readonly HeldRole[] =>
    list.map((assignment) => ({
      text: `${assignment.role} @ ${assignment.scope}${via === '' ? '' : ` through ${via}`}`,
      power: assignment.power,
      kind: assignment.kind,
      assignment,
    }));
  const groupsHoldRoles = data.assignments.some(({ principal_kind: kind }) => kind === 'group');
  return (identity) => {
    const own = held(byPrincipal.get(identity.id) ?? [], '');
    if (!isKnown(identity.groups)) return groupsHoldRoles ? identity.groups : known(own, identity.at);
    const inherited = identity.groups.value.flatMap((name) => {
      const id = groups.get(name) ?? `group:${name}`;
      return held(byPrincipal.get(id) ?? [], id);
    });
    if (section?.flag === 'incomplete' && own.length + inherited.length === 0)
      return unknown(section.reason ?? 'only a part of the role assignments was given', identity.at);
    return known([...own, ...inherited], own[0]?.assignment.at ?? inherited[0]?.assignment.at ?? identity.at);
  };
}
