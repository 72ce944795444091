import { known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { RoleDefinition, RoleGrant } from '../../../model/generated/model.ts';
import type { Power } from '../directory-parts.ts';
import { distinct, type ExportRecord, own, recordsAt, textIn, textsIn } from '../export-record.ts';
import { lastPart, type RbacRecord, wordOf } from './rbac-exports.ts';

/** Built-in roles that give everything, or may give it (learn.microsoft.com/azure/role-based-access-control). */
const BUILT_IN: ReadonlyMap<string, readonly [string, Power]> = new Map([
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', ['Owner', 'admin']],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', ['User Access Administrator', 'admin']],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', ['Role Based Access Control Administrator', 'admin']],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', ['Contributor', 'privileged']],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', ['Reader', 'standard']],
]);

/** The name of a built-in role. */
export function builtInName(id: string): string | undefined {
  return BUILT_IN.get(id)?.[0];
}

/** The role definitions that were given. */
export function readDefinitions(records: readonly RbacRecord[]): readonly RoleDefinition[] {
  const definitions = records.flatMap((record) => {
    const path = wordOf(record, 'id') ?? wordOf(record, 'name');
    if (path === undefined) return [];
    const id = lastPart(path);
    const custom = own(record.value, 'isCustom');
    const kind = wordOf(record, 'roleType') ?? wordOf(record, 'type') ?? '';
    const scopes = textsIn(record, 'assignableScopes');
    return [
      {
        id,
        name: wordOf(record, 'roleName') ?? builtInName(id) ?? id,
        at: record.at,
        custom: typeof custom === 'boolean' ? custom : /^customrole$/i.test(kind),
        scopes:
          scopes === undefined
            ? unknown('where it may be assigned is not told (assignableScopes); export it again', record.at)
            : known(distinct(scopes), record.at),
        grants: grantsOf(record),
      },
    ];
  });
  return sortedBy(new Map(definitions.map((one) => [one.id, one])).values(), ({ id }) => id);
}

function grantsOf(record: RbacRecord): readonly RoleGrant[] {
  const permissions = recordsAt(record, 'permissions')?.records;
  return (permissions ?? [record]).map((permission) => grant(permission, record));
}

/** Actions on data are kept apart by a prefix: they manage nothing. */
function grant(permission: ExportRecord, record: RbacRecord): RoleGrant {
  const at = permission.at.line === undefined ? record.at : permission.at;
  const none = known([], at);
  const list = (key: string): readonly string[] | undefined =>
    own(permission.value, key) === undefined ? [] : textsIn(permission, key);
  const [actions, denied] = [list('actions'), list('notActions')];
  return {
    at,
    actions:
      actions === undefined
        ? unknown('actions are not a list of texts; export it again', at)
        : known(distinct(actions), at),
    not_actions:
      denied === undefined
        ? unknown('notActions are not a list of texts; export it again', at)
        : known(distinct(denied), at),
    groups: none,
    resources: none,
    names: none,
    urls: none,
  };
}

/** What a role gives; undefined for a custom role whose definition was not given. */
export function rolePower(
  id: string,
  name: string,
  definitions: ReadonlyMap<string, RoleDefinition>,
): Power | undefined {
  const told = BUILT_IN.get(id)?.[1];
  if (told !== undefined) return told;
  const definition = definitions.get(id);
  if (definition === undefined) return /\breader$/i.test(name) ? 'standard' : undefined;
  let power: Power = 'standard';
  for (const { actions, not_actions } of definition.grants) {
    if (!('value' in actions) || !('value' in not_actions)) return undefined;
    const isDenied = (action: string): boolean => not_actions.value.some((pattern) => covers(pattern, action));
    const may = (action: string): boolean =>
      actions.value.some((pattern) => covers(pattern, action)) && !isDenied(action);
    if (may('Microsoft.Authorization/roleAssignments/write')) return 'admin';
    if (may('Microsoft.Authorization/roleDefinitions/write')) power = 'privileged';
    if (
      actions.value.some((action) => /^(?:\*|\*\/(?:write|delete)|Microsoft\.Authorization\/\*?.*write)$/i.test(action))
    )
      power = 'privileged';
  }
  return power;
}

/** True when a pattern of Azure (`*` any run, case ignored) covers an action. */
export function covers(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  const [first = ''] = parts;
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** The name of the role of an assignment. */
export function nameOfRole(record: RbacRecord, id: string, definitions: ReadonlyMap<string, RoleDefinition>): string {
  return (
    builtInName(id) ??
    wordOf(record, 'roleDefinitionName') ??
    definitions.get(id)?.name ??
    textIn(record, 'roleName') ??
    id
  );
}
