import { distinctIds } from '../directory-parts.ts';
import { textIn } from '../export-record.ts';
import type { GraphExports } from './graph-exports.ts';
import type { GraphRecord } from './graph-record.ts';
import { templateName } from './role-templates.ts';

/** What an object id stands for. */
export interface Named {
  /** `user:LOGIN`, `guest:LOGIN`, `service:LOGIN`, `group:NAME`, `app:NAME`. */
  readonly id: string;
  readonly kind: 'human' | 'guest' | 'service' | 'group';
}

/** A user that exists or was deleted. */
export interface UserName {
  readonly id: string;
  readonly login: string;
  readonly kind: 'human' | 'guest' | 'service';
  readonly isDeleted: boolean;
}

/** The ids of the model for the objects of a tenant. */
export interface Names {
  readonly users: ReadonlyMap<GraphRecord, UserName>;
  readonly groups: ReadonlyMap<GraphRecord, string>;
  /** By object id, lower case; applications also by their appId. */
  of(objectId: string): Named | undefined;
  /** The name of a role, by the id of its definition, its template or the activated role. */
  role(id: string): string | undefined;
}

/** Microsoft's connectors sign in with users of these names (Sync_HOST_…, ADToAADSyncServiceAccount@…). */
const CONNECTOR = /^(?:sync_|adtoaadsyncserviceaccount)/;

/** Gives every object of the exports its id. */
export function namesOf(exports: GraphExports): Names {
  const byId = new Map<string, Named>();
  const users = userNames(exports.list('users').records);
  for (const [record, { id, kind, isDeleted }] of users) {
    const objectId = textIn(record, 'id');
    if (objectId !== undefined && !isDeleted) byId.set(objectId.toLowerCase(), { id, kind });
  }
  const groups = distinctIds(
    exports.list('groups').records,
    (record) => `group:${textIn(record, 'displayName') ?? textIn(record, 'id') ?? ''}`,
    (record) => (textIn(record, 'id') ?? '').slice(0, 8),
  );
  for (const [record, id] of groups) set(byId, textIn(record, 'id'), { id, kind: 'group' });
  const apps = applicationIds(exports);
  for (const kind of ['applications', 'service-principals'] as const)
    for (const record of exports.list(kind).records) {
      const id = apps.get((textIn(record, 'appId') ?? textIn(record, 'id') ?? '').toLowerCase());
      if (id === undefined) continue;
      set(byId, textIn(record, 'id'), { id, kind: 'service' });
      set(byId, textIn(record, 'appId'), { id, kind: 'service' });
    }
  return { users, groups, of: (objectId) => byId.get(objectId.toLowerCase()), role: roleNames(exports) };
}

function set(byId: Map<string, Named>, objectId: string | undefined, named: Named): void {
  if (objectId !== undefined && !byId.has(objectId.toLowerCase())) byId.set(objectId.toLowerCase(), named);
}

function userNames(records: readonly GraphRecord[]): ReadonlyMap<GraphRecord, UserName> {
  const drafts = records.map((record) => {
    const isDeleted = textIn(record, 'deletedDateTime') !== undefined;
    const told = (textIn(record, 'userPrincipalName') ?? textIn(record, 'id') ?? '').toLowerCase();
    // A deleted user's name is put behind its object id, so that the name is free again.
    const login = isDeleted ? told.replace(/^[0-9a-f]{32}(?=.)/, '') : told;
    const guest =
      textIn(record, 'userType')?.toLowerCase() === 'guest' ||
      (textIn(record, 'userType') === undefined && told.includes('#ext#'));
    const kind = guest ? ('guest' as const) : CONNECTOR.test(login) ? ('service' as const) : ('human' as const);
    return { record, login, kind, isDeleted };
  });
  const ids = distinctIds(
    drafts,
    ({ kind, login, isDeleted }) => `${kind === 'human' ? 'user' : kind}:${login}${isDeleted ? ' (deleted)' : ''}`,
    ({ record }) => (textIn(record, 'id') ?? '').slice(0, 8),
  );
  return new Map(drafts.map((draft) => [draft.record, { ...draft, id: ids.get(draft) ?? '' }]));
}

/** Ids of applications by appId: the registration and its service principal are one application. */
export function applicationIds(exports: GraphExports): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const kind of ['applications', 'service-principals'] as const)
    for (const record of exports.list(kind).records) {
      const key = (textIn(record, 'appId') ?? textIn(record, 'id') ?? '').toLowerCase();
      const name = textIn(record, 'displayName') ?? textIn(record, 'appDisplayName') ?? key;
      if (key !== '' && !names.has(key)) names.set(key, name);
    }
  const ids = distinctIds(
    [...names],
    ([, name]) => `app:${name}`,
    ([key]) => key.slice(0, 8),
  );
  return new Map([...ids].map(([[key], id]) => [key, id]));
}

function roleNames(exports: GraphExports): (id: string) => string | undefined {
  const names = new Map<string, string>();
  const add = (id: string | undefined, name: string | undefined): void => {
    if (id !== undefined && name !== undefined && !names.has(id.toLowerCase())) names.set(id.toLowerCase(), name);
  };
  for (const role of exports.list('role-definitions').records) {
    add(textIn(role, 'id'), textIn(role, 'displayName'));
    add(textIn(role, 'templateId'), textIn(role, 'displayName'));
  }
  for (const role of exports.list('directory-roles').records) {
    const template = textIn(role, 'roleTemplateId') ?? '';
    const name = templateName(template) ?? textIn(role, 'displayName');
    add(textIn(role, 'id'), name);
    add(template, name);
  }
  return (id) => templateName(id) ?? names.get(id.toLowerCase());
}
