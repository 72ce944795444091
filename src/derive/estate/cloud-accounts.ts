import { isKnown, known, mapFact } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { notCollected, type Section } from '../../core/section.ts';
import type { EstateAccount, IamAccount, Snapshot } from '../../model/generated/model.ts';
import { spellGrant } from './entitlements.ts';
import type { Linker } from './link-accounts.ts';

type Iam = NonNullable<Snapshot['iam']>;

/** Tags that tell whose an account is: the person, or who answers for it. */
const PERSON_TAGS: readonly string[] = ['employeeid', 'employeenumber', 'email', 'mail', 'user', 'useremail', 'person'];
const OWNER_TAGS: readonly string[] = ['owner', 'owneremail', 'team', 'manager', 'contact', 'responsible'];

/** The accounts of one cloud account or directory. */
export function cloudAccounts(iam: Iam, linker: Linker): Section<readonly EstateAccount[]> {
  const { accounts } = iam;
  if (accounts === undefined)
    return notCollected('its accounts were not collected', 'Give the export of the account and its credential report.');
  const { data, ...rest } = accounts;
  return data === undefined
    ? rest
    : { ...rest, data: data.accounts.map((account) => record(data.system, data.account, account, linker)) };
}

function record(provider: string, account: string, one: IamAccount, linker: Linker): EstateAccount {
  const system = `account:${provider}:${account}`;
  const tagged = (names: readonly string[]): readonly string[] =>
    one.tags
      .filter(({ key, value }) => names.includes(key.toLowerCase().replace(/[^a-z0-9]/g, '')) && value !== '')
      .map(({ value }) => value);
  const owners = tagged(OWNER_TAGS);
  const kind = `${provider}-user`;
  const link =
    one.kind === 'root'
      ? { person: known('', one.at), confidence: 'none' as const, link: "the root of the account is nobody's own" }
      : linker({ at: one.at, kind, name: one.name, target: account, hints: tagged(PERSON_TAGS), guessable: true });
  return {
    // A user may be named like the root.
    id: `${system}/${one.kind === 'root' ? '<root>' : one.name}`,
    at: one.at,
    kind: 'cloud',
    system,
    name: one.name,
    class: one.kind === 'root' ? 'root' : 'regular',
    ...link,
    owner: known(owners[0] ?? '', one.at),
    enabled: one.enabled,
    password_usable: one.console,
    keys: one.active_keys,
    ssh_password_login: known(false, one.at),
    mfa: one.mfa,
    privileged: one.admin,
    privilege: isKnown(one.privilege) ? sayPrivilege(one.privilege.value) : '',
    entitlements: mapFact(one.entitlements, (grants) =>
      [...new Set(grants.map((grant) => spellGrant(provider, grant)))].sort(compareCodePoints),
    ),
  };
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
