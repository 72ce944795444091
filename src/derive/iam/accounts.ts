import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { complete, incomplete, notCollected, type Section } from '../../core/section.ts';
import type {
  IamAccounts,
  IamCredentialHolder,
  IamCredentials,
  IamEffective,
  IamMfaDevices,
  IamPrincipal,
  IamPrincipals,
} from '../../model/generated/model.ts';
import { daysSince, idleDays } from './credential-ages.ts';
import { factorsOf } from './factors.ts';

type Account = IamAccounts['accounts'][number];
type Reach = IamEffective['principals'][number];

const DETAILS = 'give the output of `aws iam get-account-authorization-details` too';
const REPORT = 'give the credential report (`aws iam get-credential-report`) too';

/** The accounts that people and programs sign in with, from whichever sources were collected. */
export function accountsSection(
  principals: Section<IamPrincipals> | undefined,
  credentials: Section<IamCredentials> | undefined,
  effective: Section<IamEffective>,
  devices: Section<IamMfaDevices> | undefined,
  nowMs: number,
): Section<IamAccounts> {
  const source = principals?.data ?? credentials?.data;
  if (source === undefined) {
    const broken = [principals, credentials].find((section) => section?.flag === 'error');
    return broken === undefined
      ? notCollected(
          'neither the users of the account nor their credentials were collected',
          `${DETAILS}, and the credential report`,
        )
      : {
          flag: 'error',
          ...(broken.reason === undefined ? {} : { reason: broken.reason }),
          ...(broken.hint === undefined ? {} : { hint: broken.hint }),
        };
  }
  const users = new Map(
    principals?.data?.principals.filter(({ kind }) => kind === 'user').map((user) => [user.id, user]),
  );
  const holders = new Map(credentials?.data?.holders.map((holder) => [holder.id, holder]));
  const reaches = new Map(effective.data?.principals.map((reach) => [reach.id, reach]));
  const lists = { details: principals?.data !== undefined, report: credentials?.data !== undefined };
  const ids = [...new Set([...users.keys(), ...holders.keys()])].sort(compareCodePoints);
  const accounts = ids.map((id) =>
    account(id, { user: users.get(id), holder: holders.get(id), reach: reaches.get(id), devices }, lists, nowMs),
  );
  const data: IamAccounts = { system: source.system, account: source.account, accounts };
  const missing = [
    ...(lists.details
      ? []
      : ['users that the credential report does not list, and what they may do, were not collected']),
    ...(holders.has('root') ? [] : ['the root user and the credentials were not collected']),
    ...[principals, credentials].flatMap((section) =>
      section?.flag === 'incomplete' ? [section.reason ?? 'a source is incomplete'] : [],
    ),
  ];
  const hint = lists.details ? REPORT : DETAILS;
  return missing.length === 0 ? complete(data) : incomplete(data, [...new Set(missing)].join('; '), hint);
}

interface Parts {
  readonly user: IamPrincipal | undefined;
  readonly holder: IamCredentialHolder | undefined;
  readonly reach: Reach | undefined;
  readonly devices: Section<IamMfaDevices> | undefined;
}

interface Lists {
  readonly details: boolean;
  readonly report: boolean;
}

function account(id: string, parts: Parts, lists: Lists, nowMs: number): Account {
  const { user, holder } = parts;
  const at: Place = user?.at ?? holder?.at ?? { file: '' };
  const report = lists.report ? 'the credential report is older than this user; get a new one' : REPORT;
  const noReport = unknown(`its credentials are not known: ${report}`, at);
  const active = holder === undefined ? noReport : activeKeys(holder);
  const console = holder?.password.enabled ?? noReport;
  const created = holder?.created_at ?? user?.created_at ?? noReport;
  const last = holder === undefined ? noReport : lastActivity(holder);
  const privilege = privilegeOf(id, parts, lists, at);
  const mfa = holder?.mfa ?? noReport;
  const { kinds, strength } = factorsOf(id, mfa, parts.devices, at);
  return {
    id,
    kind: id === 'root' ? 'root' : 'user',
    name: user?.name ?? holder?.name ?? id,
    arn: user?.arn ?? holder?.arn ?? '',
    at,
    tags: user?.tags ?? [],
    enabled: either(
      console,
      mapFact(active, (count) => count > 0),
      at,
    ),
    console,
    active_keys: active,
    mfa,
    mfa_kinds: kinds,
    mfa_strength: strength,
    admin: mapFact(privilege, (level) => level !== 'standard'),
    privilege,
    entitlements: entitlements(id, parts, lists, at),
    created_at: created,
    age_days: daysSince(created, nowMs),
    last_activity: last,
    idle_days: idleDays(last, created, nowMs),
  };
}

function activeKeys(holder: IamCredentialHolder): Fact<number> {
  const states = holder.keys.filter(({ kind }) => kind === 'access-key').map((key) => key.active);
  const unread = states.find((state) => !isKnown(state));
  if (unread !== undefined && !isKnown(unread)) return unread;
  return known(states.filter((state) => isKnown(state) && state.value).length, holder.at);
}

/** True when one is true; else unknown when one is unknown. */
function either(left: Fact<boolean>, right: Fact<boolean>, at: Place): Fact<boolean> {
  for (const fact of [left, right]) if (isKnown(fact) && fact.value) return fact;
  for (const fact of [left, right]) if (!isKnown(fact)) return fact;
  return known(false, at);
}

/** The latest of sign-in and key use; `never` only when all say so. */
function lastActivity(holder: IamCredentialHolder): Fact<string> {
  const uses = [
    holder.password.last_used_at,
    ...holder.keys.filter(({ kind }) => kind === 'access-key').map((key) => key.last_used_at),
  ];
  const dates = uses.filter(isKnown).filter((use) => use.value !== 'never');
  const latest = sortedBy(dates, (use) => use.value).at(-1);
  if (latest !== undefined) return latest;
  return uses.find((use) => !isKnown(use)) ?? known('never', holder.at);
}

function privilegeOf(id: string, { user, reach }: Parts, lists: Lists, at: Place): Fact<string> {
  if (id === 'root') return known('admin', at);
  if (reach !== undefined) return reach.privilege;
  if (user !== undefined) return unknown('its policies are not known; export the account again without --filter', at);
  const why = lists.details
    ? 'the export of the account does not hold this user; make both exports at one time'
    : DETAILS;
  return unknown(`what it may do is not known: ${why}`, at);
}

function entitlements(id: string, { user, reach }: Parts, lists: Lists, at: Place): Fact<readonly string[]> {
  if (id === 'root') return known([], at);
  if (user === undefined) {
    const why = lists.details ? 'the export of the account does not hold this user' : DETAILS;
    return unknown(`its groups and policies are not known: ${why}`, at);
  }
  if (!isKnown(user.groups)) return user.groups;
  // Who may do everything may also assume every role: that is no grant of its own.
  const admin = reach !== undefined && isKnown(reach.admin) && reach.admin.value !== 'no';
  const roles = !admin && reach !== undefined && isKnown(reach.assumable_roles) ? reach.assumable_roles.value : [];
  const list = [
    ...user.groups.value.map((group) => `group:${group}`),
    ...user.attached.map(({ name }) => `policy:${name}`),
    ...user.inline.map((policy) => `inline:${policy.slice(policy.lastIndexOf('/') + 1)}`),
    ...roles,
  ];
  return known([...new Set(list)].sort(compareCodePoints), at);
}
