import type { DirIdentity } from '../../../model/generated/model.ts';
import { distinctIds } from '../directory-parts.ts';
import { firstValueOfName, nameKey, partsOfName } from './distinguished-name.ts';
import { type Entry, textOf, textsOf, valuesOf } from './entry.ts';
import { splitSecurityId } from './security-id.ts';

/** The entries of a directory by what they are. */
export interface Tree {
  readonly isActiveDirectory: boolean;
  readonly entries: readonly Entry[];
  readonly accounts: readonly Account[];
  readonly groups: readonly GroupEntry[];
  /** The id of an account or group, by the key of its name. */
  readonly idByName: ReadonlyMap<string, string>;
  readonly idBySid: ReadonlyMap<string, string>;
  /** By lower-case login, for `memberUid`. */
  readonly idByLogin: ReadonlyMap<string, string>;
  /** True when some entry of the export has the attribute: then its absence elsewhere tells something. */
  tells(attribute: string): boolean;
}

/** An account. */
export interface Account {
  readonly id: string;
  readonly kind: DirIdentity['kind'];
  readonly login: string;
  readonly entry: Entry;
}

/** A group. */
export interface GroupEntry {
  readonly id: string;
  readonly name: string;
  readonly entry: Entry;
}

const GROUPS = [
  'group',
  'groupofnames',
  'groupofuniquenames',
  'groupofmembers',
  'posixgroup',
  'organizationalrole',
  'groupofurls',
] as const;
const SERVICES = [
  'msds-groupmanagedserviceaccount',
  'msds-managedserviceaccount',
  'msds-delegatedmanagedserviceaccount',
  'applicationprocess',
] as const;
const PEOPLE = ['user', 'person', 'inetorgperson', 'organizationalperson', 'posixaccount', 'shadowaccount', 'account'];
/** Programs in many directories are told by their place or name only. */
const SERVICE_PLACE =
  /^(?:managed )?(?:service|system|application|technical|machine)s?(?: ?(?:accounts?|users?))?$|^(?:svc|bots|comptes de service)$/i;
const SERVICE_NAME = /^(?:svc|srv|service|bot)[-_.]|[-_.](?:svc|service|bot)$|^krbtgt(?:_\d+)?$/i;
/** Account numbers below are those of the system (login.defs, UID_MIN). */
const FIRST_PERSON = 1000;

/** Sorts the entries into accounts and groups, and gives each its id. */
export function treeOf(entries: readonly Entry[]): Tree {
  const isActiveDirectory = entries.some(
    (entry) =>
      entry.sid !== undefined ||
      entry.classes.has('domaindns') ||
      (textOf(entry, 'sAMAccountName') !== undefined && !entry.classes.has('sambasamaccount')),
  );
  const groupEntries = entries.filter(isGroup);
  const accountEntries = entries.filter((entry) => !isGroup(entry) && isAccount(entry));
  const loginOf = (entry: Entry): string =>
    textOf(entry, 'sAMAccountName', 'uid', 'cn') ?? firstValueOfName(entry.dn) ?? entry.dn;
  const groupNameOf = (entry: Entry): string =>
    textOf(entry, 'sAMAccountName', 'cn') ?? firstValueOfName(entry.dn) ?? entry.dn;
  const kinds = new Map(accountEntries.map((entry) => [entry, kindOf(entry, loginOf(entry))]));
  const accountIds = distinctIds(
    accountEntries,
    (entry) => `${PREFIX[kinds.get(entry) ?? 'human']}:${loginOf(entry)}`,
    ({ dn }) => dn,
  );
  const groupIds = distinctIds(
    groupEntries,
    (entry) => `group:${groupNameOf(entry)}`,
    ({ dn }) => dn,
  );
  const accounts = accountEntries.map((entry): Account => {
    const login = loginOf(entry);
    return { id: accountIds.get(entry) ?? `user:${login}`, kind: kinds.get(entry) ?? 'human', login, entry };
  });
  const groups = groupEntries.map((entry): GroupEntry => {
    const id = groupIds.get(entry) ?? `group:${groupNameOf(entry)}`;
    return { id, name: id.slice('group:'.length), entry };
  });
  const all = [...accounts, ...groups];
  const told = new Set(entries.flatMap(({ record }) => [...record.values.keys()]));
  return {
    isActiveDirectory,
    entries,
    accounts,
    groups,
    idByName: new Map(all.map(({ entry, id }) => [entry.key, id])),
    idBySid: new Map(all.flatMap(({ entry, id }) => (entry.sid === undefined ? [] : [[entry.sid, id] as const]))),
    idByLogin: new Map(
      accounts.flatMap(({ entry, id }) => textsOf(entry, 'uid').map((uid) => [uid.toLowerCase(), id] as const)),
    ),
    tells: (attribute) => told.has(attribute.toLowerCase()),
  };
}

const PREFIX: Readonly<Record<DirIdentity['kind'], string>> = {
  human: 'user',
  service: 'service',
  guest: 'guest',
  computer: 'computer',
};

function isGroup({ classes }: Entry): boolean {
  // Debian's first administrator is an organizationalRole that signs in by itself.
  if (classes.has('simplesecurityobject') || classes.has('person')) return false;
  return GROUPS.some((name) => classes.has(name));
}

function isAccount({ classes }: Entry): boolean {
  return (
    classes.has('computer') ||
    classes.has('simplesecurityobject') ||
    [...SERVICES, ...PEOPLE].some((name) => classes.has(name))
  );
}

function kindOf(entry: Entry, login: string): DirIdentity['kind'] {
  const { classes, dn } = entry;
  if (SERVICES.some((name) => classes.has(name))) return 'service';
  if (classes.has('computer')) return 'computer';
  const number = textOf(entry, 'uidNumber');
  const isPerson = classes.has('inetorgperson') || classes.has('user') || classes.has('person');
  if (classes.has('simplesecurityobject') && !isPerson) return 'service';
  if (!classes.has('user') && number !== undefined && /^\d+$/.test(number) && Number(number) < FIRST_PERSON)
    return 'service';
  if (classes.has('user') && valuesOf(entry, 'servicePrincipalName').length > 0) return 'service';
  if (SERVICE_NAME.test(login) || /^(?:service|system|bot)$/i.test(textOf(entry, 'employeeType') ?? ''))
    return 'service';
  return placesOf(dn).some((place) => SERVICE_PLACE.test(place)) ? 'service' : 'human';
}

function placesOf(dn: string): readonly string[] {
  return partsOfName(dn).flatMap(({ attribute, value }) => (attribute === 'ou' ? [value] : []));
}

/** The id of the primary group of an account: its number in the domain of the account. */
export function primaryGroupOf(entry: Entry, tree: Tree): string | undefined {
  const number = textOf(entry, 'primaryGroupID');
  if (number === undefined || entry.sid === undefined) return undefined;
  return tree.idBySid.get(`${splitSecurityId(entry.sid).domain}-${number}`);
}

/** The id of what a distinguished name leads to. */
export function idOfName(dn: string, tree: Tree): string | undefined {
  return tree.idByName.get(nameKey(dn));
}
