import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { cutCommandSecrets } from '../../../core/secrets.ts';
import type { DirGroup, DirIdentity, DirKey } from '../../../model/generated/model.ts';
import { groupNames } from '../directory-parts.ts';
import { distinct, type ExportRecord, instantFact, own, recordAt, textIn } from '../export-record.ts';
import { OKTA_COMMANDS } from './commands.ts';
import { type Attached, USER_STATUSES } from './documents.ts';

/** What is known beside the record of a user. */
export interface OktaUserContext {
  readonly groups: readonly DirGroup[];
  readonly groupsGiven: boolean;
  readonly byMember: ReadonlyMap<string, readonly DirGroup[]>;
  readonly factors: ReadonlyMap<string, Attached>;
  /** API tokens by the id of their user. */
  readonly tokens: ReadonlyMap<string, readonly ExportRecord[]>;
}

/** States in which nobody can sign in, also not with a link that was sent. */
const OFF = new Set(['STAGED', 'SUSPENDED', 'DEPROVISIONED']);

/** The words of the model for the types of factors. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['webauthn', 'fido2'],
  ['u2f', 'fido2'],
  ['signed_nonce', 'other:fastpass'],
  ['push', 'push'],
  ['token:software:totp', 'totp'],
  ['token:hotp', 'hardware-otp'],
  ['token:hardware', 'hardware-otp'],
  ['token', 'hardware-otp'],
  ['sms', 'sms'],
  ['call', 'voice'],
  ['email', 'email'],
  ['question', 'question'],
]);

/** What the provider of a credential says about who rules the account. */
const ORIGINS: ReadonlyMap<string, string> = new Map([
  ['OKTA', 'local'],
  ['IMPORT', 'local'],
  ['ACTIVE_DIRECTORY', 'synced'],
  ['LDAP', 'synced'],
  ['FEDERATION', 'federated'],
  ['SOCIAL', 'federated'],
]);

/** The id of a user. */
export function oktaUserId(user: ExportRecord): string {
  const login = textIn(recordAt(user, 'profile'), 'login') ?? '';
  return `${kindOfUser(user) === 'service' ? 'service' : 'user'}:${login}`;
}

/** People are not told from programs but by the type that the organization writes into the profile. */
function kindOfUser(user: ExportRecord): 'human' | 'service' {
  return /\b(?:service|system|robot|bot)\b/i.test(textIn(recordAt(user, 'profile'), 'userType') ?? '')
    ? 'service'
    : 'human';
}

/** Reads one user. */
export function readUser(user: ExportRecord, id: string, context: OktaUserContext): DirIdentity {
  const { at } = user;
  const profile = recordAt(user, 'profile');
  const credentials = recordAt(user, 'credentials');
  const provider = credentials === undefined ? undefined : recordAt(credentials, 'provider');
  const origin = ORIGINS.get(textIn(provider, 'type') ?? '');
  const status = textIn(user, 'status') ?? '';
  const noCredentials = 'the export does not tell how it signs in; list the users without the parameter fields';
  const usable: Fact<boolean> =
    origin === 'synced'
      ? known(true, at)
      : credentials === undefined
        ? unknown(noCredentials, at)
        : known(own(credentials.value, 'password') !== undefined, at);
  const oktaId = textIn(user, 'id') ?? '';
  const cell = (...names: readonly string[]): Fact<string> => {
    for (const name of names) {
      const value = profile === undefined ? undefined : own(profile.value, name);
      if (value === undefined) continue;
      return typeof value === 'string' ? known(cutCommandSecrets(value), at) : unknown(`${name} is not a text`, at);
    }
    return known('', at);
  };
  const email = textIn(profile, 'email');
  const kind = kindOfUser(user);
  return {
    id,
    kind,
    name: textIn(profile, 'login') ?? '',
    external_id: oktaId,
    at,
    enabled: USER_STATUSES.has(status)
      ? known(!OFF.has(status), at)
      : unknown('its status is not one that is known; export the users again', at),
    interactive:
      origin === 'federated' || origin === 'synced'
        ? known(true, at)
        : isKnown(usable) && !usable.value
          ? passwordless(context.factors.get(oktaId), at)
          : usable,
    origin: origin === undefined ? unknown(noCredentials, at) : known(origin, at),
    created_at: instantFact(user, 'created', { untold: 'the export does not tell when it was made' }),
    last_activity: orNever(user, 'lastLogin'),
    expires_at: known('never', at),
    ...(status === 'DEPROVISIONED' || status === 'SUSPENDED'
      ? { disabled_at: instantFact(user, 'statusChanged', { untold: 'the export does not tell when it was disabled' }) }
      : {}),
    emails: known(email === undefined ? [] : [email.toLowerCase()], at),
    employee_id: cell('employeeNumber', 'employeeId'),
    department: cell('department'),
    position: cell('title'),
    manager: cell('managerId', 'manager'),
    owners: known([], at),
    purpose: known('', at),
    mailbox: unknown('Okta does not tell whether an account reads mail; declare daily and admin accounts apart', at),
    groups: context.groupsGiven
      ? groupNames(id, context.byMember, context.groups, at)
      : unknown(`the groups were not given: \`${OKTA_COMMANDS.groups}\``, at),
    password: {
      usable,
      changed_at: orNever(user, 'passwordChanged'),
      never_expires: unknown('how long passwords hold is told by the password policies, per group', at),
    },
    mfa: readFactors(context.factors.get(oktaId), at),
    keys: (context.tokens.get(oktaId) ?? []).map((token) => tokenKey(token, id)),
    flags: [],
  };
}

/** `null` is the API's word for "never"; a field that is missing says nothing. */
function orNever(user: ExportRecord, key: string): Fact<string> {
  return Object.hasOwn(user.value, key) && user.value[key] === null
    ? known('never', user.at)
    : instantFact(user, key, { untold: `the export has no ${key}; list the users without the parameter fields` });
}

function readFactors(list: Attached | undefined, at: Place): DirIdentity['mfa'] {
  const enforced = unknown('Okta asks for factors by its policies, not by account: see the access policies', at);
  if (list === undefined || list.unread) {
    const why = list === undefined ? 'its factors were not given' : 'its factors could not be read';
    const untold = unknown(`${why}: \`${OKTA_COMMANDS.factors}\``, at);
    return { registered: untold, methods: untold, enforced };
  }
  const active = list.records.filter((factor) => textIn(factor, 'status') === 'ACTIVE');
  if (
    list.records.some((factor) => textIn(factor, 'status') === undefined || textIn(factor, 'factorType') === undefined)
  ) {
    const untold = unknown('a factor of it has no status or type; export the factors again', at);
    return { registered: untold, methods: untold, enforced };
  }
  const methods = distinct(
    active.map((factor) => {
      const type = textIn(factor, 'factorType') ?? '';
      return METHODS.get(type) ?? `other:${(textIn(factor, 'provider') ?? type).toLowerCase()}`;
    }),
  );
  return { registered: known(methods.length > 0, at), methods: known(methods, at), enforced };
}

function passwordless(list: Attached | undefined, at: Place): Fact<boolean> {
  const { registered } = readFactors(list, at);
  return registered;
}

/** An API token acts as the user that made it. */
function tokenKey(token: ExportRecord, holder: string): DirKey {
  return {
    id: `${holder}/token-${textIn(token, 'id') ?? textIn(token, 'name') ?? token.pointer}`,
    kind: 'token',
    active: known(true, token.at),
    created_at: instantFact(token, 'created', { untold: 'the list does not tell when it was made' }),
    last_used_at: unknown('the list of tokens does not tell their use; see the system log', token.at),
    expires_at: instantFact(token, 'expiresAt', { untold: 'the list does not tell when it ends' }),
    at: token.at,
  };
}
