import { known } from '../../../core/fact.ts';
import type { DirGroup, RoleAssignment } from '../../../model/generated/model.ts';
import { distinctAssignments, type Power } from '../directory-parts.ts';
import { partsOfName } from './distinguished-name.ts';
import { type Entry, textOf, valuesOf } from './entry.ts';
import { privilegeOf } from './privileged-groups.ts';
import { idOfName, type Tree } from './tree.ts';

/** The groups of Active Directory that rule it. */
export function groupAssignments(groups: readonly DirGroup[], tree: Tree): readonly RoleAssignment[] {
  const sids = new Map(tree.groups.map(({ id, entry }) => [id, entry.sid]));
  return distinctAssignments(
    groups.flatMap((group) => {
      const privilege = privilegeOf(sids.get(group.id), group.name);
      return privilege === undefined ? [] : [assignment(group, 'group', privilege.role, privilege.power, '/')];
    }),
  );
}

function assignment(
  holder: { readonly id: string; readonly at: RoleAssignment['at'] },
  kind: RoleAssignment['principal_kind'],
  role: string,
  power: Power,
  scope: string,
): RoleAssignment {
  const { id, at } = holder;
  return {
    id: `${role} @ ${scope} = ${id}`,
    at,
    principal: id,
    principal_kind: kind,
    role,
    role_id: role,
    scope,
    scope_kind: 'directory',
    kind: known('permanent', at),
    approval: known(false, at),
    expires_at: known('never', at),
    power: known(power, at),
  };
}

/** The databases of OpenLDAP that the configuration tells (cn=config). */
export function databasesOf(tree: Tree): readonly Entry[] {
  return tree.entries.filter(({ classes, dn }) => classes.has('olcdatabaseconfig') || /^olcDatabase=/i.test(dn));
}

/** Who rules a database of OpenLDAP: its root, and whom `olcAccess` lets write or manage everything. */
export function databaseAssignments(tree: Tree): readonly RoleAssignment[] {
  return distinctAssignments(
    databasesOf(tree).flatMap((database) => {
      const suffix = textOf(database, 'olcSuffix') ?? textOf(database, 'olcDatabase') ?? database.dn;
      const scope = /^cn=(?:monitor|config)$|^\{-?\d+\}(?:frontend|config|monitor)$/i.test(suffix) ? suffix : '/';
      const root = textOf(database, 'olcRootDN');
      const roots =
        root === undefined || /cn=external,cn=auth$/i.test(root)
          ? []
          : [assignment(principalOf(root, tree, database), kindOf(root, tree), 'root of the database', 'admin', scope)];
      return [
        ...roots,
        ...valuesOf(database, 'olcAccess').flatMap(({ text, at }) => rulesOf(text, { ...database, at }, tree, scope)),
      ];
    }),
  );
}

/** `by` clauses of a rule for everything (slapd.access(5)); attributes of themselves that people may write are no power. */
function rulesOf(text: string, database: Entry, tree: Tree, scope: string): readonly RoleAssignment[] {
  if (!/^(?:\{\d+\})?\s*to\s+\*(?:\s|$)/i.test(text)) return [];
  return [...text.matchAll(/\bby\s+((?:"[^"]*"|[^\s"])+)\s+(?:=?([a-z0-9+-]+))/gi)].flatMap(
    ([, who = '', level = '']) => {
      if (
        !/^(?:write|manage|[a-z]*[wm][a-z]*)$/i.test(level) ||
        /^(?:compare|none|disclose|auth|search|read)$/i.test(level)
      )
        return [];
      const role = `${level.toLowerCase()} to everything`;
      if (/^(?:\*|users|anonymous)$/i.test(who)) {
        const everyone = { id: `everyone:${who === '*' ? 'anybody' : who.toLowerCase()}`, at: database.at };
        return [assignment(everyone, 'everyone', role, 'admin', scope)];
      }
      const [, kind = '', dn] = /^(dn|group)[^=]*="?([^"]*)"?$/i.exec(who) ?? [];
      if (dn === undefined || /cn=external,cn=auth$/i.test(dn)) return [];
      return [
        assignment(
          principalOf(dn, tree, database),
          kind.toLowerCase() === 'group' ? 'group' : kindOf(dn, tree),
          role,
          'admin',
          scope,
        ),
      ];
    },
  );
}

function principalOf(
  dn: string,
  tree: Tree,
  database: Entry,
): { readonly id: string; readonly at: RoleAssignment['at'] } {
  return { id: idOfName(dn, tree) ?? `dn:${dn}`, at: database.at };
}

function kindOf(dn: string, tree: Tree): RoleAssignment['principal_kind'] {
  const id = idOfName(dn, tree);
  if (id === undefined) return partsOfName(dn).length === 0 ? 'unknown' : 'service';
  return id.startsWith('group:') ? 'group' : id.startsWith('user:') ? 'human' : 'service';
}
