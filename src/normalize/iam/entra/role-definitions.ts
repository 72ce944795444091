import { known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { RoleDefinition, RoleGrant } from '../../../model/generated/model.ts';
import type { Power } from '../directory-parts.ts';
import { distinct, own, recordsAt, textIn, textsIn } from '../export-record.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';
import { actionsPower, templatePower } from './role-templates.ts';

/** The roles of the directory that were exported. */
export function readRoleDefinitions(exports: GraphExports): readonly RoleDefinition[] {
  return sortedBy(
    exports.list('role-definitions').records.flatMap((record) => {
      const id = textIn(record, 'id')?.toLowerCase();
      if (id === undefined) return [];
      return [
        {
          id,
          name: textIn(record, 'displayName') ?? id,
          at: record.at,
          custom: asBoolean(own(record.value, 'isBuiltIn')) === false,
          scopes: known(distinct(textsIn(record, 'resourceScopes') ?? ['/']), record.at),
          grants: grantsOf(record),
        },
      ];
    }),
    ({ id }) => id,
  );
}

function grantsOf(record: GraphRecord): readonly RoleGrant[] {
  return (recordsAt(record, 'rolePermissions')?.records ?? []).map((permission) => {
    const none = known([], permission.at);
    const actions = textsIn(permission, 'allowedResourceActions');
    return {
      at: permission.at,
      actions:
        actions === undefined
          ? unknown('allowedResourceActions is not a list of texts; export it again', permission.at)
          : known(distinct(actions), permission.at),
      not_actions: known(distinct(textsIn(permission, 'excludedResourceActions') ?? []), permission.at),
      groups: none,
      resources: none,
      names: none,
      urls: none,
    };
  });
}

/** What a role gives; undefined for a custom role that nobody exported. */
export function rolePowers(exports: GraphExports): (roleId: string, name: string) => Power | undefined {
  const definitions = new Map<string, GraphRecord>();
  for (const record of exports.list('role-definitions').records) {
    const id = textIn(record, 'id')?.toLowerCase();
    if (id !== undefined) definitions.set(id, record);
  }
  const activated = new Set(
    exports.list('directory-roles').records.flatMap((role) => textIn(role, 'roleTemplateId')?.toLowerCase() ?? []),
  );
  return (roleId, name) => {
    const record = definitions.get(roleId.toLowerCase());
    if (record !== undefined && asBoolean(own(record.value, 'isBuiltIn')) === false) {
      const permissions = recordsAt(record, 'rolePermissions')?.records ?? [];
      const actions = permissions.map((permission) => textsIn(permission, 'allowedResourceActions'));
      return actions.includes(undefined) ? undefined : actionsPower(actions.flatMap((list) => list ?? []));
    }
    const privileged = record === undefined ? undefined : asBoolean(own(record.value, 'isPrivileged'));
    // A name is told only for a role that some export or the table holds.
    if (record === undefined && name === roleId && !activated.has(roleId.toLowerCase())) return undefined;
    return templatePower(roleId, name, privileged);
  };
}
