import { type Fact, isKnown, known, mapFact, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { notCollected, type Section } from '../../core/section.ts';
import type { DirIdentity, EstateAccount, IamAccount, Snapshot } from '../../model/generated/model.ts';
import { cloudGrants } from './cloud-grants.ts';
import { spellGrant } from './entitlements.ts';
import type { Link, Linker } from './link-accounts.ts';
import type { SpecialAccounts } from './special-accounts.ts';

type Iam = NonNullable<Snapshot['iam']>;

/** Tags that tell whose an account is: the person, or who answers for it. */
const PERSON_TAGS: readonly string[] = ['employeeid', 'employeenumber', 'email', 'mail', 'user', 'useremail', 'person'];
const OWNER_TAGS: readonly string[] = ['owner', 'owneremail', 'team', 'manager', 'contact', 'responsible'];

/** How identities.csv may call the account of a provider: `entra-upn`, `ldap-uid`, `okta-login`. */
const KINDS: readonly string[] = ['user', 'upn', 'login', 'uid', 'account', 'id', 'email'];

/** The accounts of one cloud account or directory. */
export function cloudAccounts(iam: Iam, linker: Linker, special: SpecialAccounts): Section<readonly EstateAccount[]> {
  const { accounts } = iam;
  if (accounts === undefined)
    return notCollected('its accounts were not collected', 'Give the export of the account and its credential report.');
  const { data, ...rest } = accounts;
  if (data === undefined) return rest;
  const identities = new Map(iam.directory?.data?.identities.map((one) => [one.id, one]));
  const grantsOf = cloudGrants(data.system, iam, special);
  const context: Context = { provider: data.system, target: data.account, linker, special };
  return {
    ...rest,
    data: data.accounts.map((account) => ({
      ...record(account, identities.get(account.id), context),
      grants: grantsOf(account),
    })),
  };
}

interface Context {
  readonly provider: string;
  readonly target: string;
  readonly linker: Linker;
  readonly special: SpecialAccounts;
}

function record(
  one: IamAccount,
  identity: DirIdentity | undefined,
  { provider, target, linker, special }: Context,
): Omit<EstateAccount, 'grants'> {
  const system = `account:${provider}:${target}`;
  const owners = tagged(one, OWNER_TAGS);
  const kind = classOf(one, identity);
  const link = linkOf(one, kind, { provider, target, linker, special });
  // A user may be named like the root.
  const id = `${system}/${one.kind === 'root' ? '<root>' : one.name}`;
  const address = { id, system, name: one.name };
  return {
    id,
    at: one.at,
    kind: 'cloud',
    system,
    name: one.name,
    external_id: one.arn,
    class: kind,
    ...link,
    owner: known(owners[0] ?? '', one.at),
    enabled: one.enabled,
    password_usable: one.console,
    keys: one.active_keys,
    ssh_password_login: known(false, one.at),
    mfa: one.mfa,
    privileged: one.admin,
    privilege: isKnown(one.privilege) ? sayPrivilege(one.privilege.value) : '',
    interactive: identity?.interactive ?? one.console,
    mailbox: identity?.mailbox ?? noMailbox(provider, one),
    created_at: one.created_at,
    last_activity: one.last_activity,
    disabled_at: identity?.disabled_at ?? notTold(provider, one, 'when an account was disabled'),
    expires_at:
      identity?.expires_at ??
      // IAM users have no day on which they end.
      (provider === 'aws' ? known('never', one.at) : notTold(provider, one, 'when an account ends')),
    ...(identity?.sessions_valid_from === undefined ? {} : { sessions_valid_from: identity.sessions_valid_from }),
    break_glass: special.isBreakGlass(address),
    shared_allowed: special.isSharedAllowed(address),
    entitlements: mapFact(one.entitlements, (grants) =>
      [...new Set(grants.map((grant) => spellGrant(provider, grant)))].sort(compareCodePoints),
    ),
  };
}

function classOf(one: IamAccount, identity: DirIdentity | undefined): EstateAccount['class'] {
  if (one.kind === 'root') return 'root';
  if (one.kind === 'service') return 'service';
  return identity?.kind === 'guest' ? 'guest' : 'regular';
}

function linkOf(one: IamAccount, kind: EstateAccount['class'], { provider, target, linker }: Context): Link {
  if (kind === 'root')
    return {
      person: known('', one.at),
      confidence: 'none',
      link: "the root of the account is nobody's own",
      sharers: [],
    };
  return linker({
    at: one.at,
    kinds: KINDS.map((word) => `${provider}-${word}`),
    name: one.name,
    target,
    hints: tagged(one, PERSON_TAGS),
    guessable: kind === 'regular',
  });
}

function tagged(one: IamAccount, names: readonly string[]): readonly string[] {
  return one.tags
    .filter(({ key, value }) => names.includes(key.toLowerCase().replace(/[^a-z0-9]/g, '')) && value !== '')
    .map(({ value }) => value);
}

function noMailbox(provider: string, one: IamAccount): Fact<boolean> {
  return provider === 'aws' ? known(false, one.at) : notTold(provider, one, 'whether an account reads mail');
}

function notTold(provider: string, one: IamAccount, what: string): Fact<never> {
  return unknown(`the exports of ${provider} that were given do not tell ${what}`, one.at);
}

function sayPrivilege(level: string): string {
  switch (level) {
    case 'admin':
      return 'administrator of the account';
    case 'admin-conditional':
      return 'administrator of the account under a condition';
    case 'escalation':
      return 'can make itself administrator of the account';
    default:
      return '';
  }
}
