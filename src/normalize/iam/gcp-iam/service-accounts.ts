import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { cutCommandSecrets } from '../../../core/secrets.ts';
import type { DirIdentity, DirKey } from '../../../model/generated/model.ts';
import { booleanFact, type ExportRecord, instantFact, recordAt, textIn } from '../export-record.ts';
import { utcInstant } from '../instant.ts';
import { GCP_IAM_COMMANDS } from './commands.ts';

/** What the lists beside the accounts tell of them. */
export interface AccountLists {
  readonly keys: readonly ExportRecord[];
  /** Accounts whose list of keys was given by name, empty or not. */
  readonly keysOf: ReadonlySet<string>;
  readonly activities: readonly ExportRecord[];
}

/** Reads service accounts with the keys that people made for them. */
export function readServiceAccounts(accounts: readonly ExportRecord[], lists: AccountLists): readonly DirIdentity[] {
  const keys = new Map<string, ExportRecord[]>();
  for (const key of lists.keys) {
    const email = emailIn(textIn(key, 'name') ?? '');
    keys.set(email, [...(keys.get(email) ?? []), key]);
  }
  const used = lastUses(lists.activities);
  const read = accounts.map((account): DirIdentity => {
    const { at } = account;
    const email = emailOf(account);
    const id = `service:${email}`;
    const own = keys.get(email);
    const given = own !== undefined || lists.keysOf.has(email);
    const none: Fact<readonly string[]> = known([], at);
    const empty = known('', at);
    return {
      id,
      kind: 'service',
      name: email,
      external_id: textIn(account, 'uniqueId') ?? '',
      at,
      // The API leaves out what is false.
      enabled: mapFact(booleanFact(account, 'disabled', { means: false }), (disabled) => !disabled),
      interactive: known(false, at),
      origin: known('local', at),
      created_at: unknown('the list of service accounts does not tell when they were made; see the audit log', at),
      last_activity: used.get(`account:${email}`) ?? unused(lists, 'account', at),
      expires_at: known('never', at),
      emails: known([email], at),
      ...{ employee_id: empty, department: empty, position: empty, manager: empty },
      owners: none,
      purpose: known(cutCommandSecrets(textIn(account, 'description') ?? textIn(account, 'displayName') ?? ''), at),
      mailbox: known(false, at),
      groups: unknown(
        'the groups of a service account are told by the directory (Google Workspace, Cloud Identity)',
        at,
      ),
      password: {
        usable: known(false, at),
        changed_at: unknown('it has no password', at),
        never_expires: known(true, at),
      },
      mfa: { registered: known(false, at), methods: none, enforced: known(false, at) },
      keys: (own ?? []).flatMap((key) => readKey(key, id, used, lists)),
      flags: given ? [] : ['keys-not-given'],
    };
  });
  return sortedBy(new Map(read.map((one) => [one.id, one])).values(), ({ id }) => id);
}

/** The address of an account. */
export function emailOf(account: ExportRecord): string {
  return (textIn(account, 'email') ?? emailIn(textIn(account, 'name') ?? '')).toLowerCase();
}

function emailIn(name: string): string {
  return (/\/serviceAccounts\/([^/]+)/.exec(name)?.[1] ?? '').toLowerCase();
}

/** Google's own keys, which it rotates by itself, are left out. */
function readKey(
  key: ExportRecord,
  holder: string,
  used: ReadonlyMap<string, Fact<string>>,
  lists: AccountLists,
): readonly DirKey[] {
  if (textIn(key, 'keyType') === 'SYSTEM_MANAGED') return [];
  const { at } = key;
  const id = (textIn(key, 'name') ?? '').split('/').at(-1) ?? '';
  const ends = instantFact(key, 'validBeforeTime', { untold: 'the list does not tell when the key ends' });
  return [
    {
      id: `${holder}/key-${id}`,
      kind: 'access-key',
      active: mapFact(booleanFact(key, 'disabled', { means: false }), (disabled) => !disabled),
      created_at: instantFact(key, 'validAfterTime', { untold: 'the list does not tell when the key was made' }),
      last_used_at: used.get(`key:${id}`) ?? unused(lists, 'key', at),
      expires_at: isKnown(ends) && ends.value.startsWith('9999-') ? known('never', at) : ends,
      at,
    },
  ];
}

function unused(lists: AccountLists, kind: 'account' | 'key', at: Place): Fact<string> {
  const command = kind === 'account' ? GCP_IAM_COMMANDS.activity : GCP_IAM_COMMANDS.keyActivity;
  return unknown(
    lists.activities.length === 0
      ? `its use was not given: \`${command}\``
      : `the activities that were given do not tell of it: \`${command}\``,
    at,
  );
}

/** The last use by account and key; an activity without a time says that there was none in the time Google keeps. */
function lastUses(activities: readonly ExportRecord[]): ReadonlyMap<string, Fact<string>> {
  const uses = new Map<string, Fact<string>>();
  for (const record of activities) {
    const name = textIn(record, 'fullResourceName') ?? '';
    const key = /\/serviceAccounts\/[^/]+\/keys\/([^/]+)$/.exec(name)?.[1];
    const id = key === undefined ? `account:${emailIn(name)}` : `key:${key}`;
    const activity = recordAt(record, 'activity');
    const time = activity === undefined ? undefined : activity.value['lastAuthenticatedTime'];
    const instant = typeof time === 'string' ? utcInstant(time) : undefined;
    const fact: Fact<string> =
      activity === undefined || (time !== undefined && time !== null && instant === undefined)
        ? unknown('the time of its last use cannot be read', record.at)
        : known(instant ?? 'never', record.at);
    const earlier = uses.get(id);
    const isLater =
      earlier === undefined ||
      (isKnown(fact) &&
        isKnown(earlier) &&
        (earlier.value === 'never' || fact.value > earlier.value) &&
        fact.value !== 'never');
    if (isLater) uses.set(id, fact);
  }
  return uses;
}
