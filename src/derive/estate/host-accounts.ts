import { formatInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { notCollected, type Section } from '../../core/section.ts';
import type {
  EstateAccount,
  EstateGrant,
  HostAccounts,
  HostGroup,
  HostPrivilegedUser,
  HostSshd,
  HostUser,
  Snapshot,
} from '../../model/generated/model.ts';
import type { DeriveContext } from '../derivation.ts';
import { allOf, anyOf } from '../organization/fact-values.ts';
import { hostGrants } from './host-grants.ts';
import { factOn, placeOn } from './host-places.ts';
import type { Linker } from './link-accounts.ts';
import type { SpecialAccounts } from './special-accounts.ts';
import { admitsWithPassword } from './ssh-access.ts';

const DAY_MS = 86_400_000;
/** First uid of people (login.defs UID_MIN as shipped), and the uid of nobody. */
const FIRST_PERSON = 1000;
const NOBODY = 65534;

type Host = NonNullable<Snapshot['host']>;

/** The accounts of one host that somebody can use or that may be a person's. */
export function hostAccounts(
  name: string,
  host: Host,
  linker: Linker,
  special: SpecialAccounts,
  context: DeriveContext,
): Section<readonly EstateAccount[]> {
  const { accounts } = host;
  if (accounts === undefined)
    return notCollected(
      'its local accounts were not collected',
      'Read /etc/passwd, /etc/shadow and /etc/group of the host.',
    );
  const { data, ...rest } = accounts;
  if (data === undefined) return rest;
  const tables = tablesOf(host, data);
  const records = data.users
    .map((user) => record(name, user, { host, tables, linker, special }, context))
    .filter(matters);
  const remote = data.remote_sources.filter(({ database }) => database === 'passwd');
  if (remote.length === 0 || accounts.flag !== 'complete') return { ...rest, data: records };
  const services = [...new Set(remote.map(({ service }) => service))].join(', ');
  return {
    flag: 'incomplete',
    data: records,
    reason: `accounts of ${services} (nsswitch.conf) are not local and were not read`,
    hint: 'Give the identity export of the directory behind it.',
  };
}

/** Look-ups over all users of a host. */
interface Tables {
  readonly privileges: ReadonlyMap<string, HostPrivilegedUser>;
  /** Groups by their number, and by a member. */
  readonly byGid: ReadonlyMap<number, readonly HostGroup[]>;
  readonly byMember: ReadonlyMap<string, readonly HostGroup[]>;
}

function tablesOf(host: Host, { groups }: HostAccounts): Tables {
  const byGid = new Map<number, HostGroup[]>();
  const byMember = new Map<string, HostGroup[]>();
  const add = <K>(map: Map<K, HostGroup[]>, key: K, group: HostGroup): void => {
    const list = map.get(key) ?? [];
    map.set(key, list);
    list.push(group);
  };
  for (const group of groups) {
    add(byGid, group.gid, group);
    for (const member of group.members) add(byMember, member, group);
  }
  return { privileges: new Map(host.privileged_users?.data?.users.map((one) => [one.id, one])), byGid, byMember };
}

/** Accounts of programs that nobody can use are left out; what cannot be told stays in. */
function matters(account: EstateAccount): boolean {
  const no = (fact: Fact<boolean>): boolean => isKnown(fact) && !fact.value;
  return account.class !== 'built-in' || !no(account.enabled) || !no(account.privileged);
}

function record(
  hostName: string,
  user: HostUser,
  { host, tables, linker, special }: Surroundings,
  { nowMs }: DeriveContext,
): EstateAccount {
  const at = placeOn(hostName, user.at);
  const groups = [...new Set([...(tables.byGid.get(user.gid) ?? []), ...(tables.byMember.get(user.name) ?? [])])];
  const member = [...new Set(groups.map((group) => group.name))];
  const privilege = privilegeOf(user, tables.privileges, host);
  const password = mapFact(user.password.state, (state) => state === 'set' || state === 'empty');
  const keys = user.authorized_keys.count;
  const open = allOf([notExpired(user, nowMs), known(user.can_log_in, user.at)], user.at);
  const hasCredential = anyOf([password, mapFact(keys, (count) => count > 0)], user.at);
  const type =
    user.name === 'root'
      ? 'root'
      : user.uid >= FIRST_PERSON && user.uid !== NOBODY
        ? 'regular'
        : user.uid === 0
          ? 'regular'
          : 'built-in';
  const link = linker({
    at,
    kinds: LINUX_KINDS,
    name: user.name,
    target: hostName,
    hints: [],
    guessable: type === 'regular',
  });
  const grants = hostGrants(
    hostName,
    user,
    groups,
    tables.privileges.get(user.id),
    host.sudo?.data?.rules ?? [],
    special,
  );
  const address = { id: `host:${hostName}/${user.id}`, system: `host:${hostName}`, name: user.name };
  const notOnHosts = (what: string) => unknown(`${hostName}: hosts do not record ${what}`, at);
  return {
    ...address,
    at,
    kind: 'host',
    external_id: '',
    class: type,
    ...link,
    owner: known('', at),
    enabled: factOn(hostName, allOf([open, hasCredential], hasCredential.at)),
    password_usable: factOn(hostName, allOf([open, password], password.at)),
    keys: factOn(hostName, keysThatOpen(open, keys)),
    ssh_password_login: factOn(hostName, sshPassword(host.sshd, user, member)),
    mfa: unknown(`${hostName}: whether a second factor is asked is not collected from hosts`, at),
    privileged: factOn(hostName, privilege.fact),
    privilege: privilege.how,
    interactive: known(user.can_log_in, at),
    mailbox: notOnHosts('which accounts read mail'),
    created_at: notOnHosts('when an account was made'),
    last_activity: notOnHosts('the last login in what was collected'),
    disabled_at: notOnHosts('when an account was locked'),
    expires_at: factOn(
      hostName,
      mapFact(user.aging.expire_day, (day) => (day < 1 ? 'never' : formatInstant(day * DAY_MS))),
    ),
    break_glass: special.isBreakGlass(address),
    shared_allowed: special.isSharedAllowed(address),
    grants,
    entitlements: entitlementsOf(hostName, at, member, privilege.fact, grants),
  };
}

/** What is known around a user. */
interface Surroundings {
  readonly host: Host;
  readonly tables: Tables;
  readonly linker: Linker;
  readonly special: SpecialAccounts;
}

const LINUX_KINDS: readonly string[] = ['linux-user', 'linux-login', 'unix-user', 'host-user'];

function privilegeOf(
  user: HostUser,
  users: Tables['privileges'],
  host: Host,
): { readonly fact: Fact<boolean>; readonly how: string } {
  if (user.uid === 0) return { fact: known(true, user.at), how: 'uid 0' };
  const found = users.get(user.id);
  if (found === undefined) {
    const reason =
      host.privileged_users?.reason ??
      host.sudo?.reason ??
      'what sudo grants was not collected; read /etc/sudoers as root';
    return { fact: unknown(reason, user.at), how: '' };
  }
  return { fact: found.sudo_root, how: found.via === '' ? '' : `sudo to root by ${found.via}` };
}

/** A key does not open an account that has no shell or has expired. */
function keysThatOpen(open: Fact<boolean>, keys: Fact<number>): Fact<number> {
  if (isKnown(open) && !open.value) return known(0, open.at);
  return isKnown(keys) && keys.value > 0 && !isKnown(open) ? open : keys;
}

/** shadow(5): an account is closed from the day of its expiry on; an empty field means it never expires. */
function notExpired(user: HostUser, nowMs: number): Fact<boolean> {
  return mapFact(user.aging.expire_day, (day) => day < 1 || Math.floor(nowMs / DAY_MS) < day);
}

function sshPassword(sshd: Section<HostSshd> | undefined, user: HostUser, groups: readonly string[]): Fact<boolean> {
  if (sshd?.data !== undefined) return admitsWithPassword(sshd.data, user, groups);
  if (sshd?.flag === 'does-not-exist' || sshd?.flag === 'not-applicable') return known(false, user.at);
  return unknown(sshd?.reason ?? 'the configuration of sshd was not collected', user.at);
}

function entitlementsOf(
  hostName: string,
  at: Place,
  groups: readonly string[],
  root: Fact<boolean>,
  grants: readonly EstateGrant[],
): Fact<readonly string[]> {
  if (!isKnown(root)) return factOn(hostName, root);
  const list = [
    ...groups.map((group) => `group:${group}`),
    ...(root.value ? ['sudo:full'] : []),
    ...grants.map(({ grant }) => grant),
  ];
  return known([...new Set(list)].sort(compareCodePoints), root.value ? placeOn(hostName, root.at) : at);
}
