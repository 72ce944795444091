import { known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { RoleAssignment, RoleDefinition } from '../../../model/generated/model.ts';
import { greatest, type Power } from '../directory-parts.ts';
import { distinct, type ExportRecord, own, recordAt, recordsAt, textIn, textsIn } from '../export-record.ts';

/** A role of the realm (`client` is empty) or of a client. */
export interface RoleName {
  readonly client: string;
  readonly role: string;
}

/** The roles of a realm and what each gives. */
export interface Roles {
  readonly definitions: readonly RoleDefinition[];
  /** False when no list of roles was given: then what a role is made of is not known. */
  readonly given: boolean;
  /** The role that everybody has. */
  readonly everybodys: string;
  /** Undefined when a part of it is not in the list or cannot be read. */
  powerOf(name: RoleName): Power | undefined;
  /** Roles of the list that cannot be read. */
  readonly odd: number;
}

/** Clients whose roles administer a realm (Server Administration Guide, "Realm administration"). */
function administers(client: string, realm: string): boolean {
  return client === 'realm-management' || (realm === 'master' && client.endsWith('-realm'));
}

const PRIVILEGED = new Set([
  'create-client',
  'impersonation',
  'manage-authorization',
  'manage-clients',
  'manage-events',
  'manage-identity-providers',
  'manage-realm',
  'manage-users',
]);

function ownPower({ client, role }: RoleName, realm: string): Power {
  if (client === '') {
    if (realm !== 'master') return 'standard';
    return role === 'admin' ? 'admin' : role === 'create-realm' ? 'privileged' : 'standard';
  }
  if (!administers(client, realm)) return 'standard';
  return role === 'realm-admin' ? 'admin' : PRIVILEGED.has(role) ? 'privileged' : 'standard';
}

/** How a role is called: `admin`, `realm-management/manage-users`. */
export function roleLabel({ client, role }: RoleName): string {
  return client === '' ? role : `${client}/${role}`;
}

/** Reads the roles of a realm with those they are made of. */
export function readRoles(realm: ExportRecord | undefined, name: string): Roles {
  const roles = realm === undefined ? undefined : recordAt(realm, 'roles');
  const { listed, odd } = roles === undefined ? { listed: [], odd: 0 } : listRoles(roles);
  const parts = new Map(listed.map(({ id, record }) => [roleLabel(id), composites(record)]));
  const powers = new Map<string, Power | undefined>();
  const powerOf = (id: RoleName): Power | undefined => {
    const label = roleLabel(id);
    const found = powers.get(label);
    if (powers.has(label)) return found;
    const seen = new Map<string, RoleName>();
    const open: RoleName[] = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(roleLabel(next))) continue;
      seen.set(roleLabel(next), next);
      open.push(...(parts.get(roleLabel(next))?.names ?? []));
    }
    const least = greatest([...seen.values()].map((one) => ownPower(one, name)));
    // What a role of the realm or of a client is made of is told by its entry alone.
    const isWhole = [...seen].every(([part, one]) => {
      const made = parts.get(part);
      return made === undefined ? administers(one.client, name) || BUILT_IN.has(one.client) : !made.odd;
    });
    const power = isWhole || least === 'admin' ? least : undefined;
    powers.set(label, power);
    return power;
  };
  const standard = realm === undefined ? undefined : recordAt(realm, 'defaultRole');
  return {
    given: roles !== undefined,
    odd,
    everybodys: textIn(standard, 'name') ?? `default-roles-${name.toLowerCase()}`,
    powerOf,
    definitions: sortedBy(
      listed.map(({ id, record }): RoleDefinition => {
        const label = roleLabel(id);
        const made = (parts.get(label)?.names ?? []).map(roleLabel);
        return {
          id: label,
          name: label,
          at: record.at,
          custom: !administers(id.client, name) && !BUILT_IN.has(id.client) && !BUILT_IN_ROLES.has(id.role),
          scopes: known([id.client === '' || administers(id.client, name) ? '/' : id.client], record.at),
          grants: made.length === 0 ? [] : [grantOf(made, record.at)],
        };
      }),
      ({ id }) => id,
    ),
  };
}

const BUILT_IN = new Set(['account', 'account-console', 'admin-cli', 'broker', 'security-admin-console']);
const BUILT_IN_ROLES = new Set(['offline_access', 'uma_authorization']);

function grantOf(actions: readonly string[], at: Place): RoleDefinition['grants'][number] {
  const none = known([], at);
  const grant = { at, not_actions: none, groups: none, resources: none, names: none, urls: none };
  return { ...grant, actions: known(distinct(actions), at) };
}

interface ListedRole {
  readonly id: RoleName;
  readonly record: ExportRecord;
}

function listRoles(roles: ExportRecord): { readonly listed: readonly ListedRole[]; readonly odd: number } {
  const listed: ListedRole[] = [];
  let odd = 0;
  const add = (client: string, holder: ExportRecord, key: string): void => {
    const list = recordsAt(holder, key);
    if (list === undefined) odd += own(holder.value, key) === undefined ? 0 : 1;
    else odd += list.odd;
    for (const record of list?.records ?? []) {
      const role = textIn(record, 'name');
      if (role === undefined) odd += 1;
      else listed.push({ id: { client, role }, record });
    }
  };
  add('', roles, 'realm');
  const clients = recordAt(roles, 'client');
  if (clients === undefined) odd += own(roles.value, 'client') === undefined ? 0 : 1;
  else for (const client of Object.keys(clients.value)) add(client, clients, client);
  return { listed, odd };
}

/** The roles that a role is made of, and whether some could not be read. */
function composites(record: ExportRecord): { readonly names: readonly RoleName[]; readonly odd: boolean } {
  const made = recordAt(record, 'composites');
  if (made === undefined) return { names: [], odd: own(record.value, 'composites') !== undefined };
  const clients = recordAt(made, 'client');
  const realm = textsIn(made, 'realm');
  const told =
    clients === undefined ? { names: [], odd: own(made.value, 'client') !== undefined } : clientRoles(clients);
  return {
    names: [...(realm ?? []).map((role) => ({ client: '', role })), ...told.names],
    odd: told.odd || (realm === undefined && own(made.value, 'realm') !== undefined),
  };
}

/** The roles under each client, and whether some could not be read. */
function clientRoles(clients: ExportRecord): { readonly names: readonly RoleName[]; readonly odd: boolean } {
  const names = Object.keys(clients.value).flatMap((client) =>
    (textsIn(clients, client) ?? []).map((role) => ({ client, role })),
  );
  return { names, odd: Object.keys(clients.value).some((client) => textsIn(clients, client) === undefined) };
}

/** The roles that a user or group was given directly, and whether some could not be read. */
export function rolesOf(holder: ExportRecord): { readonly names: readonly RoleName[]; readonly odd: boolean } {
  const realm = textsIn(holder, 'realmRoles');
  const clients = recordAt(holder, 'clientRoles');
  const told =
    clients === undefined ? { names: [], odd: own(holder.value, 'clientRoles') !== undefined } : clientRoles(clients);
  return {
    names: [...(realm ?? []).map((role) => ({ client: '', role })), ...told.names],
    odd: told.odd || (realm === undefined && own(holder.value, 'realmRoles') !== undefined),
  };
}

/** The assignments of some roles to one holder. */
export function assignmentsOf(
  names: readonly RoleName[],
  holder: { readonly id: string; readonly kind: RoleAssignment['principal_kind']; readonly at: Place },
  realm: string,
  roles: Roles,
): readonly RoleAssignment[] {
  return names.map((name): RoleAssignment => {
    const inRealm = name.client === '' || administers(name.client, realm);
    const role = roleLabel(name);
    const { at } = holder;
    const power = roles.powerOf(name);
    const scope = inRealm ? '/' : name.client;
    return {
      id: `${role} @ ${scope} = ${holder.id}`,
      at,
      principal: holder.id,
      principal_kind: holder.kind,
      role,
      role_id: role,
      scope,
      scope_kind: inRealm ? 'directory' : 'application',
      kind: known('permanent', at),
      approval: known(false, at),
      expires_at: known('never', at),
      power:
        power !== undefined && (roles.given || power === 'admin')
          ? known(power, at)
          : unknown(`what the role ${role} is made of is not known: give the export of the realm with its roles`, at),
    };
  });
}
