import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import { cutCommandSecrets } from '../../../core/secrets.ts';
import type { DirGroup, DirIdentity } from '../../../model/generated/model.ts';
import { groupNames } from '../directory-parts.ts';
import {
  asCount,
  booleanFact,
  distinct,
  type ExportRecord,
  epochFact,
  epochInstant,
  own,
  recordAt,
  recordsAt,
  textIn,
  textsIn,
} from '../export-record.ts';
import type { BrowserFlow } from './browser-flow.ts';
import { KEYCLOAK_COMMANDS } from './commands.ts';

/** What is known of the realm of a user. */
export interface UserContext {
  readonly groups: readonly DirGroup[];
  readonly groupsGiven: boolean;
  readonly byMember: ReadonlyMap<string, readonly DirGroup[]>;
  readonly passwordsExpire: Fact<boolean>;
  readonly flow: BrowserFlow | undefined;
  /** The latest sign-in by the id of the user, in milliseconds. */
  readonly lastLogins: ReadonlyMap<string, number>;
}

/** The id of a user, or of the user behind a client that signs in by itself. */
export function userId(user: ExportRecord): string {
  const client = textIn(user, 'serviceAccountClientId');
  return client === undefined ? `user:${textIn(user, 'username') ?? ''}` : `service:${client}`;
}

/** Reads one user; of credentials only their kinds and dates are looked at. */
export function readUser(user: ExportRecord, context: UserContext): DirIdentity {
  const { at } = user;
  const id = userId(user);
  const client = textIn(user, 'serviceAccountClientId');
  const email = textIn(user, 'email')?.toLowerCase();
  const notBefore = asCount(own(user.value, 'notBefore'));
  const validFrom = notBefore === undefined || notBefore === 0 ? undefined : epochInstant(notBefore, 1000);
  const federated = (recordsAt(user, 'federatedIdentities')?.records ?? []).length > 0;
  const synced = textIn(user, 'federationLink') !== undefined;
  const credentials = readCredentials(user);
  const usable: Fact<boolean> =
    client !== undefined
      ? known(false, at)
      : synced
        ? known(true, at)
        : mapFact(credentials, (list) => list.some(({ kind }) => kind === 'password'));
  return {
    id,
    kind: client === undefined ? 'human' : 'service',
    name: client ?? textIn(user, 'username') ?? '',
    external_id: textIn(user, 'id') ?? '',
    at,
    enabled: booleanFact(user, 'enabled', {
      untold: 'the export does not tell whether it is enabled; export it again',
    }),
    interactive:
      client !== undefined
        ? known(false, at)
        : federated || synced
          ? known(true, at)
          : mapFact(credentials, (list) => list.some(({ kind }) => kind === 'password' || kind === PASSKEY)),
    origin: synced
      ? known('synced', at)
      : federated
        ? mapFact(usable, (own) => (own ? 'local' : 'federated'))
        : known('local', at),
    created_at: epochFact(user, 'createdTimestamp', 1, { untold: 'the export does not tell when it was made' }),
    last_activity: lastActivity(user, context),
    expires_at: known('never', at),
    ...(validFrom === undefined ? {} : { sessions_valid_from: known(validFrom, at) }),
    emails: known(email === undefined ? [] : [email], at),
    employee_id: attribute(user, 'employeeNumber', 'employeeId', 'employee_id', 'employeeID', 'employee_number'),
    department: attribute(user, 'department', 'departmentNumber', 'ou'),
    position: attribute(user, 'title', 'position', 'jobTitle'),
    manager: attribute(user, 'manager', 'managerId', 'manager_id'),
    owners: known([], at),
    purpose: known('', at),
    mailbox: unknown('a realm does not tell whether an account reads mail; declare daily and admin accounts apart', at),
    groups: context.groupsGiven
      ? groupNames(id, context.byMember, context.groups, at)
      : unknown('the tree of groups is in the export of the realm, which was not given', at),
    password: {
      usable,
      changed_at: synced
        ? unknown('the password lives in the directory that the user comes from; give its export too', at)
        : passwordDate(credentials, at),
      never_expires: synced
        ? unknown('the password lives in the directory that the user comes from; give its export too', at)
        : mapFact(context.passwordsExpire, (expire) => !expire),
    },
    mfa: client !== undefined ? noFactors(at) : factors(user, credentials, context.flow),
    keys: [],
    flags: [],
  };
}

const PASSKEY = 'webauthn-passwordless';

/** The words of the model for the kinds of credentials that are a second factor. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['otp', 'totp'],
  ['totp', 'totp'],
  ['hotp', 'totp'],
  ['webauthn', 'fido2'],
  [PASSKEY, 'passkey'],
  ['recovery-authn-codes', 'other:recovery-codes'],
]);
const NO_METHODS = new Set(['password', 'password-history', 'kerberos', 'secret']);

interface Credential {
  readonly kind: string;
  readonly createdAt: string | undefined;
}

function readCredentials(user: ExportRecord): Fact<readonly Credential[]> {
  const list = recordsAt(user, 'credentials');
  const { at } = user;
  if (list === undefined)
    return unknown(`the export does not hold the credentials; use \`${KEYCLOAK_COMMANDS.realm}\``, at);
  const read = list.records.map((record) => ({
    kind: textIn(record, 'type'),
    createdAt: epochInstant(own(record.value, 'createdDate'), 1),
  }));
  const told = read.flatMap(({ kind, createdAt }) => (kind === undefined ? [] : [{ kind, createdAt }]));
  return told.length === read.length && list.odd === 0
    ? known(told, at)
    : unknown('a credential has no type; export the realm again', at);
}

function passwordDate(credentials: Fact<readonly Credential[]>, at: Place): Fact<string> {
  if (!isKnown(credentials)) return credentials;
  const password = credentials.value.find(({ kind }) => kind === 'password');
  if (password === undefined) return unknown('it has no password', at);
  return password.createdAt === undefined
    ? unknown('the export does not tell when the password was set', at)
    : known(password.createdAt, at);
}

function noFactors(at: Place): DirIdentity['mfa'] {
  return { registered: known(false, at), methods: known([], at), enforced: known(false, at) };
}

function factors(
  user: ExportRecord,
  credentials: Fact<readonly Credential[]>,
  flow: BrowserFlow | undefined,
): DirIdentity['mfa'] {
  const { at } = user;
  const methods = mapFact(credentials, (list) =>
    distinct(
      list.flatMap(
        ({ kind }) => METHODS.get(kind) ?? (NO_METHODS.has(kind) ? [] : [kind === 'sms' ? 'sms' : `other:${kind}`]),
      ),
    ),
  );
  // The list of users that the command line makes tells one-time codes only.
  const registered: Fact<boolean> = isKnown(methods)
    ? known(
        methods.value.some((method) => method !== 'other:recovery-codes'),
        at,
      )
    : own(user.value, 'totp') === true
      ? known(true, at)
      : methods;
  return { registered, methods, enforced: enforced(registered, flow, at) };
}

function enforced(registered: Fact<boolean>, flow: BrowserFlow | undefined, at: Place): Fact<boolean> {
  if (flow === undefined) return unknown('the flow of sign-ins is in the export of the realm, which was not given', at);
  if (!isKnown(flow.mfa)) return unknown(flow.mfa.unknown, at);
  switch (flow.mfa.value) {
    case 'always':
      return known(true, flow.at);
    case 'never':
      return known(false, flow.at);
    case 'when-configured':
      return registered;
    case 'sometimes':
      return unknown(
        `the flow ${flow.name} asks for a second factor by a condition (${flow.conditions.join(', ')})`,
        at,
      );
  }
}

function lastActivity(user: ExportRecord, { lastLogins }: UserContext): Fact<string> {
  const ms = lastLogins.get(textIn(user, 'id') ?? '');
  const instant = ms === undefined ? undefined : epochInstant(ms, 1);
  return instant === undefined
    ? unknown(
        lastLogins.size === 0
          ? `a realm export holds no sign-ins; keep login events and give \`${KEYCLOAK_COMMANDS.events}\``
          : 'the login events, which go back only so far, hold no sign-in of it',
        user.at,
      )
    : known(instant, user.at);
}

function attribute(user: ExportRecord, ...names: readonly string[]): Fact<string> {
  const attributes = recordAt(user, 'attributes');
  for (const name of names) {
    const [value] = textsIn(attributes, name) ?? [textIn(attributes, name)];
    if (value !== undefined) return known(cutCommandSecrets(value), user.at);
  }
  return known('', user.at);
}

/** The latest sign-in of each user among login events. */
export function lastLoginsOf(events: readonly ExportRecord[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const event of events) {
    const user = textIn(event, 'userId');
    const time = asCount(own(event.value, 'time'));
    if (
      user === undefined ||
      time === undefined ||
      !/^(?:CLIENT_)?LOGIN$|^REFRESH_TOKEN$/.test(textIn(event, 'type') ?? '')
    )
      continue;
    latest.set(user, Math.max(time, latest.get(user) ?? 0));
  }
  return latest;
}
