import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { distinct, recordsAt, textIn } from '../export-record.ts';
import { GRAPH_APP_ID, permissionName } from './app-permissions.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';

/** No app role in particular: the application may merely be used. */
const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000';

/** The application permissions of service principals. */
export interface Permissions {
  /** The holders of permissions of Microsoft Graph are told for the whole tenant. */
  readonly given: boolean;
  of(principalId: string | undefined, at: Place): Fact<readonly string[]>;
}

/** Reads app role assignments, by the principal that holds them. */
export function readPermissions(exports: GraphExports): Permissions {
  const roleNames = new Map<string, string>();
  const graph = new Set<string>();
  for (const record of exports.list('service-principals').records) {
    const id = textIn(record, 'id')?.toLowerCase() ?? '';
    if (textIn(record, 'appId')?.toLowerCase() === GRAPH_APP_ID) graph.add(id);
    for (const role of recordsAt(record, 'appRoles')?.records ?? []) {
      const [roleId, value] = [textIn(role, 'id')?.toLowerCase(), textIn(role, 'value')];
      if (roleId !== undefined && value !== undefined && value !== '') roleNames.set(`${id} ${roleId}`, value);
    }
  }
  const { given, records, holders, gaps } = exports.list('app-role-assignments');
  const held = new Map<string, string[]>();
  const inline = new Map<string, boolean>();
  const add = (principal: string, resource: string, roleId: string): void => {
    if (roleId === DEFAULT_ACCESS) return;
    const name = roleNames.get(`${resource} ${roleId}`) ?? permissionName(roleId) ?? `${resource}/${roleId}`;
    held.set(principal, [...(held.get(principal) ?? []), name]);
  };
  // Every holder is told where the list is that of the resource: Graph's appRoleAssignedTo.
  let isWhole = false;
  for (const record of records) {
    const [principal, resource, roleId] = ['principalId', 'resourceId', 'appRoleId'].map((key) =>
      textIn(record, key)?.toLowerCase(),
    );
    if (principal === undefined || resource === undefined || roleId === undefined) continue;
    add(principal, resource, roleId);
    if (record.holder === undefined || record.holder === resource || graph.has(record.holder)) isWhole = true;
  }
  for (const record of exports.list('service-principals').records) {
    const id = textIn(record, 'id')?.toLowerCase();
    const list = recordsAt(record, 'appRoleAssignments');
    if (id === undefined || list === undefined) continue;
    inline.set(id, list.records.length < 20 && list.odd === 0);
    for (const one of list.records)
      add(
        id,
        textIn(one, 'resourceId')?.toLowerCase() ?? '',
        textIn(one, 'appRoleId')?.toLowerCase() ?? DEFAULT_ACCESS,
      );
  }
  const whole = given && gaps.length === 0 && (isWhole || records.length === 0);
  return {
    given: whole,
    of(principalId, at) {
      if (principalId !== undefined && (whole || inline.get(principalId) === true || holders.has(principalId)))
        return known(distinct(held.get(principalId) ?? []), at);
      return unknown(
        `its application permissions are not told; give the output of \`${GRAPH_COMMANDS.permissions}\``,
        at,
      );
    },
  };
}
