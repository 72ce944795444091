import { type Fact, isKnown, known, mapFact, unknown } from '../../../core/fact.ts';
import { cutCommandSecrets } from '../../../core/secrets.ts';
import type { DirGroup, DirIdentity, DirKey } from '../../../model/generated/model.ts';
import { groupNames } from '../directory-parts.ts';
import { distinct } from '../export-record.ts';
import { bit, CONTROL, controlOf, flagsOf } from './account-control.ts';
import { LDAP_COMMANDS } from './commands.ts';
import {
  asBoolean,
  asGeneralizedTime,
  asInteger,
  asWindowsTime,
  attributeFact,
  type Entry,
  textFact,
  textOf,
  textsOf,
  unreadOf,
  valuesOf,
} from './entry.ts';
import { type Account, idOfName, type Tree } from './tree.ts';

/** What is known of the directory of an account. */
export interface AccountContext {
  readonly tree: Tree;
  readonly groups: readonly DirGroup[];
  readonly byMember: ReadonlyMap<string, readonly DirGroup[]>;
  /** Passwords expire in this directory at all. */
  readonly passwordsExpire: Fact<boolean>;
}

/** Reads one account. */
export function readAccount(account: Account, context: AccountContext): DirIdentity {
  const { id, kind, login, entry } = account;
  const { tree } = context;
  const { at } = entry;
  const manager = textOf(entry, 'manager');
  return {
    id,
    kind,
    name: login,
    external_id: entry.dn,
    at,
    ...(tree.isActiveDirectory ? windowsFacts(account, context) : openFacts(account, context)),
    origin: known('local', at),
    emails: emailsOf(entry),
    employee_id: textFact(entry, 'employeeID', 'employeeNumber'),
    department: textFact(entry, 'department', 'departmentNumber', 'ou'),
    position: textFact(entry, 'title'),
    manager: manager === undefined ? textFact(entry, 'manager') : known(idOfName(manager, tree) ?? manager, at),
    owners: known(
      distinct([...textsOf(entry, 'managedBy'), ...textsOf(entry, 'owner')].map((dn) => idOfName(dn, tree) ?? dn)),
      at,
    ),
    purpose: mapFact(textFact(entry, 'description'), cutCommandSecrets),
    mailbox: unknown(
      'a directory does not tell whether an account reads mail; declare daily and admin accounts apart',
      at,
    ),
    groups: groupNames(id, context.byMember, context.groups, at),
  };
}

type Told = Pick<
  DirIdentity,
  'enabled' | 'interactive' | 'created_at' | 'last_activity' | 'expires_at' | 'password' | 'mfa' | 'keys' | 'flags'
>;

function windowsFacts({ kind, entry }: Account, { tree, passwordsExpire }: AccountContext): Told {
  const { at } = entry;
  const control = controlOf(entry);
  const neverExpires = bit(control, CONTROL.passwordNeverExpires);
  const smartcard = bit(control, CONTROL.smartcardRequired);
  const isManaged = entry.classes.has('msds-groupmanagedserviceaccount') || kind === 'computer';
  const noFactors = { registered: known(false, at), methods: known([], at), enforced: known(false, at) };
  return {
    enabled: mapFact(control, (value) => (value & CONTROL.disabled) === 0),
    interactive: known(kind === 'human', at),
    created_at: createdAt(entry, 'whenCreated'),
    last_activity: windowsActivity(entry, tree),
    expires_at: attributeFact(entry, 'accountExpires', { means: 'never' }, asWindowsTime, 'a Windows time'),
    password: {
      usable: isManaged ? known(false, at) : known(true, at),
      changed_at: windowsPasswordDate(entry),
      // Active Directory changes those of computers and managed accounts by itself.
      never_expires: isManaged
        ? mapFact(neverExpires, () => false)
        : isKnown(neverExpires) && neverExpires.value
          ? neverExpires
          : isKnown(neverExpires)
            ? mapFact(passwordsExpire, (expire) => !expire)
            : neverExpires,
    },
    mfa:
      kind !== 'human'
        ? noFactors
        : isKnown(smartcard) && smartcard.value
          ? { registered: known(true, at), methods: known(['certificate'], at), enforced: known(true, at) }
          : noWord(at),
    keys: keysOf(entry),
    flags: [...flagsOf(entry, control, tree)],
  };
}

/** 0 stands for a change that is due at the next sign-in, not for a date. */
function windowsPasswordDate(entry: Entry): Fact<string> {
  const date = attributeFact(
    entry,
    'pwdLastSet',
    { untold: `the export does not hold pwdLastSet; use \`${LDAP_COMMANDS.activeDirectory}\`` },
    asWindowsTime,
    'a Windows time',
  );
  if (!isKnown(date) || date.value !== 'never') return date;
  return unknown('the password must be changed at the next sign-in; when it was set is not told', date.at);
}

/** The later of both: lastLogon is of one domain controller, lastLogonTimestamp up to 14 days late (MS-ADA1 2.351). */
function windowsActivity(entry: Entry, tree: Tree): Fact<string> {
  if (!tree.tells('lastLogonTimestamp'))
    return unknown(`the export does not hold lastLogonTimestamp; use \`${LDAP_COMMANDS.activeDirectory}\``, entry.at);
  const why = unreadOf(entry, 'lastLogonTimestamp', 'lastLogon');
  if (why !== undefined) return unknown(why, entry.at);
  return latest(entry, ['lastLogonTimestamp', 'lastLogon'], asWindowsTime, 'a Windows time');
}

function latest(
  entry: Entry,
  names: readonly string[],
  read: (text: string) => string | undefined,
  what: string,
): Fact<string> {
  const facts = names.map((name) => attributeFact(entry, name, { means: 'never' }, read, what));
  const open = facts.find((fact) => !isKnown(fact));
  if (open !== undefined) return open;
  const instants = facts.filter(isKnown).filter(({ value }) => value !== 'never');
  return instants.sort((a, b) => (a.value < b.value ? 1 : -1))[0] ?? known('never', entry.at);
}

function openFacts({ kind, entry }: Account, { tree, passwordsExpire }: AccountContext): Told {
  const { at } = entry;
  const hasOperational = entry.record.values.has('createtimestamp') || entry.record.values.has('entryuuid');
  const noFactors = { registered: known(false, at), methods: known([], at), enforced: known(false, at) };
  return {
    enabled: openEnabled(entry, hasOperational),
    interactive: known(kind === 'human', at),
    created_at: createdAt(entry, 'createTimestamp'),
    last_activity: openActivity(entry, tree),
    expires_at: openExpiry(entry),
    password: {
      usable: usable(entry, tree),
      changed_at: openPasswordDate(entry),
      never_expires: mapFact(passwordsExpire, (expire) => !expire),
    },
    mfa: kind === 'human' ? noWord(at) : noFactors,
    keys: keysOf(entry),
    flags: [],
  };
}

/** Locked by an administrator (ppolicy: 000001010000Z is for good), or by the lock of 389 Directory Server and FreeIPA. */
function openEnabled(entry: Entry, hasOperational: boolean): Fact<boolean> {
  const { at } = entry;
  const why = unreadOf(entry, 'nsAccountLock', 'pwdAccountLockedTime');
  if (why !== undefined) return unknown(why, at);
  const [lock] = valuesOf(entry, 'nsAccountLock');
  if (lock !== undefined) {
    const locked = asBoolean(lock.text.trim());
    if (locked === undefined) return unknown('nsAccountLock is not TRUE or FALSE; export it again', lock.at);
    if (locked) return known(false, lock.at);
  }
  const [since] = valuesOf(entry, 'pwdAccountLockedTime');
  if (since !== undefined) {
    if (/^0000010100/.test(since.text.trim())) return known(false, since.at);
    // Too many wrong tries lock for a while only.
    return asGeneralizedTime(since.text.trim()) === undefined
      ? unknown('pwdAccountLockedTime is not an instant; export it again', since.at)
      : known(true, since.at);
  }
  return hasOperational
    ? known(true, at)
    : unknown(`whether it is locked stands in operational attributes; use \`${LDAP_COMMANDS.directory}\``, at);
}

function openActivity(entry: Entry, tree: Tree): Fact<string> {
  const names = ['authTimestamp', 'pwdLastSuccess'].filter((name) => tree.tells(name));
  if (names.length === 0)
    return unknown(
      'the directory records no sign-ins (overlay lastbind, or `olcLastBind: TRUE` since OpenLDAP 2.5), or the export leaves operational attributes out',
      entry.at,
    );
  const why = unreadOf(entry, ...names);
  if (why !== undefined) return unknown(why, entry.at);
  const last = latest(entry, names, asGeneralizedTime, 'an instant');
  // Recording may have begun after the account was last used.
  return isKnown(last) && last.value === 'never'
    ? unknown('no sign-in of it was recorded; when recording began is not told', entry.at)
    : last;
}

const DAY_MS = 86_400_000;

/** shadowExpire counts days since 1970; -1 and none are never (shadow(5)). */
function openExpiry(entry: Entry): Fact<string> {
  if (valuesOf(entry, 'pwdEndTime').length > 0)
    return attributeFact(entry, 'pwdEndTime', { means: 'never' }, asGeneralizedTime, 'an instant');
  return attributeFact(entry, 'shadowExpire', { means: 'never' }, shadowDay, 'a count of days');
}

function shadowDay(text: string): string | undefined {
  const days = asInteger(text);
  if (days === undefined || days > 2_900_000 || days < -1) return undefined;
  return days === -1 ? 'never' : new Date(days * DAY_MS).toISOString().replace('.000Z', 'Z');
}

function openPasswordDate(entry: Entry): Fact<string> {
  if (valuesOf(entry, 'pwdChangedTime').length > 0 || unreadOf(entry, 'pwdChangedTime') !== undefined)
    return attributeFact(entry, 'pwdChangedTime', { means: 'never' }, asGeneralizedTime, 'an instant');
  const date = attributeFact(
    entry,
    'shadowLastChange',
    {
      untold:
        'when the password was set is told by pwdChangedTime (overlay ppolicy) or shadowLastChange; the export has neither',
    },
    shadowDay,
    'a count of days',
  );
  return isKnown(date) && date.value === 'never' ? unknown('shadowLastChange is -1: not told', date.at) : date;
}

function usable(entry: Entry, tree: Tree): Fact<boolean> {
  const has = entry.record.values.has('userpassword') || valuesOf(entry, 'pwdChangedTime').length > 0;
  if (has) return known(true, entry.at);
  return tree.tells('userPassword')
    ? known(false, entry.at)
    : unknown(
        `whether it has a password is told only to who may see that there is one; use \`${LDAP_COMMANDS.directory}\` as the administrator`,
        entry.at,
      );
}

function noWord(at: DirIdentity['at']): DirIdentity['mfa'] {
  const why =
    'a directory does not tell second factors; give the export of what signs people in (Entra, Okta, Keycloak)';
  return { registered: unknown(why, at), methods: unknown(why, at), enforced: unknown(why, at) };
}

function createdAt(entry: Entry, name: string): Fact<string> {
  const untold = `the export does not hold ${name}; export all attributes, operational ones too`;
  return attributeFact(entry, name, { untold }, asGeneralizedTime, 'an instant');
}

function emailsOf(entry: Entry): Fact<readonly string[]> {
  const why = unreadOf(entry, 'mail', 'proxyAddresses', 'userPrincipalName');
  if (why !== undefined) return unknown(why, entry.at);
  const proxies = textsOf(entry, 'proxyAddresses').flatMap((one) => /^smtp:(.+)$/i.exec(one)?.[1] ?? []);
  const names = textsOf(entry, 'userPrincipalName').filter((name) => name.includes('@'));
  const mails = [...textsOf(entry, 'mail'), ...textsOf(entry, 'mailAlternateAddress')];
  return known(distinct([...mails, ...proxies, ...names].map((one) => one.trim().toLowerCase())), entry.at);
}

/** Public keys of SSH (schema openssh-lpk); of a key only that it is there. */
function keysOf(entry: Entry): DirKey[] {
  return valuesOf(entry, 'sshPublicKey').map(({ at }, index) => ({
    id: `${entry.dn}/ssh-key-${index + 1}`,
    kind: 'ssh-key',
    active: known(true, at),
    created_at: unknown('a directory does not tell when a key was added', at),
    last_used_at: unknown('a directory does not tell when a key was used; the logs of the machines do', at),
    expires_at: known('never', at),
    at,
  }));
}
