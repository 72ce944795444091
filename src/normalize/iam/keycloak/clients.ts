import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { DirApplication, DirIdentity, DirKey } from '../../../model/generated/model.ts';
import type { Power } from '../directory-parts.ts';
import { booleanFact, type ExportRecord, epochFact, own, recordAt, textIn } from '../export-record.ts';

/** Clients that every realm has. */
const BUILT_IN = new Set([
  'account',
  'account-console',
  'admin-cli',
  'broker',
  'realm-management',
  'security-admin-console',
]);

/** Reads the clients that somebody made as applications; secrets are never looked at. */
export function readApplications(
  clients: readonly ExportRecord[],
  realm: string,
  powerOf: (clientId: string) => Fact<Power>,
): readonly DirApplication[] {
  return clients.flatMap((client): readonly DirApplication[] => {
    const name = textIn(client, 'clientId');
    if (name === undefined || BUILT_IN.has(name) || (realm === 'master' && name.endsWith('-realm'))) return [];
    const { at } = client;
    return [
      {
        id: `app:${name}`,
        name,
        external_id: textIn(client, 'id') ?? name,
        at,
        enabled: booleanFact(client, 'enabled', { untold: 'the export does not tell whether it is enabled' }),
        owners: known([], at),
        keys: keysOf(client, name),
        permissions: known([], at),
        power: hasServiceAccount(client) ? powerOf(name) : known('standard', at),
        external: known(false, at),
        last_activity: unknown('a realm export holds no use of clients', at),
      },
    ];
  });
}

/** True for a client that signs in by itself. */
export function hasServiceAccount(client: ExportRecord): boolean {
  return own(client.value, 'serviceAccountsEnabled') === true;
}

/** The identity of a client that signs in by itself and whose user is not in the export. */
export function serviceIdentity(client: ExportRecord, name: string): DirIdentity {
  const { at } = client;
  const none: Fact<readonly string[]> = known([], at);
  const empty = known('', at);
  const notTold = unknown('a partial export does not hold the users; export the whole realm', at);
  return {
    id: `service:${name}`,
    kind: 'service',
    name,
    external_id: '',
    at,
    enabled: booleanFact(client, 'enabled', { untold: 'the export does not tell whether it is enabled' }),
    interactive: known(false, at),
    origin: known('local', at),
    created_at: notTold,
    last_activity: unknown('a realm export holds no use of clients', at),
    expires_at: known('never', at),
    ...{
      emails: none,
      employee_id: empty,
      department: empty,
      position: empty,
      manager: empty,
      owners: none,
      purpose: empty,
    },
    mailbox: known(false, at),
    groups: notTold,
    password: {
      usable: known(false, at),
      changed_at: unknown('it has no password', at),
      never_expires: known(true, at),
    },
    mfa: { registered: known(false, at), methods: none, enforced: known(false, at) },
    keys: [],
    flags: [],
  };
}

function keysOf(client: ExportRecord, name: string): readonly DirKey[] {
  const isPublic = own(client.value, 'publicClient') === true || own(client.value, 'bearerOnly') === true;
  if (isPublic) return [];
  const { at } = client;
  const attributes = recordAt(client, 'attributes');
  const type = textIn(client, 'clientAuthenticatorType') ?? 'client-secret';
  const active = booleanFact(client, 'enabled', { untold: 'the export does not tell whether the client is enabled' });
  const untoldDate = unknown('the export does not tell the date of this key', at);
  const unused = unknown('a realm export holds no use of clients', at);
  if (type === 'client-jwt' || type === 'client-x509') {
    return [
      {
        ...{ id: `app:${name}/certificate`, kind: 'certificate', active, created_at: untoldDate },
        ...{ last_used_at: unused, expires_at: untoldDate, at },
      },
    ];
  }
  const date = (key: string, absent: Fact<string>): Fact<string> =>
    attributes === undefined || own(attributes.value, key) === undefined
      ? absent
      : placed(epochFact(attributes, key, 1000, { untold: 'it is not told' }), at);
  const expires = date('client.secret.expiration.time', known('never', at));
  return [
    {
      id: `app:${name}/secret`,
      kind: 'client-secret',
      active,
      created_at: date('client.secret.creation.time', untoldDate),
      last_used_at: unused,
      // 0 is written for "does not end".
      expires_at: 'value' in expires && expires.value.startsWith('1970-01-01') ? known('never', at) : expires,
      at,
    },
  ];
}

function placed<T>(fact: Fact<T>, at: Place): Fact<T> {
  return { ...fact, at };
}
