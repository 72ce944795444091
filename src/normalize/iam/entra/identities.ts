import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { DirGroup, DirIdentity, DirPassword } from '../../../model/generated/model.ts';
import { groupNames, groupsByMember } from '../directory-parts.ts';
import { distinct, own, recordAt, recordsAt, textIn, textsIn } from '../export-record.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import { type Domains, readDomains } from './domains.ts';
import type { GraphExports } from './graph-exports.ts';
import { asInstant, graphBoolean, graphInstant, graphText, wasAsked } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';
import { related } from './groups.ts';
import type { Names, UserName } from './names.ts';
import { readFactors } from './second-factors.ts';

const { users: USERS } = GRAPH_COMMANDS;

/** The users of a tenant, deleted ones included. */
export function readIdentities(
  exports: GraphExports,
  names: Names,
  groups: readonly DirGroup[],
): readonly DirIdentity[] {
  const factors = readFactors(exports);
  const domains = readDomains(exports);
  const byMember = groupsByMember(groups);
  const list = exports.list('groups');
  return sortedBy(
    [...names.users].map(([record, name]) => {
      const objectId = textIn(record, 'id')?.toLowerCase() ?? '';
      const { at } = record;
      const origin = originOf(record, name, domains);
      const groupFact: Fact<readonly string[]> = name.isDeleted
        ? known([], at)
        : list.given && list.gaps.length === 0
          ? groupNames(name.id, byMember, groups, at)
          : unknown(
              `its groups are not told; give the output of \`${GRAPH_COMMANDS.groups}\` and of \`${GRAPH_COMMANDS.members}\` for each group`,
              at,
            );
      return {
        id: name.id,
        kind: name.kind,
        name: name.login,
        external_id: objectId,
        at,
        enabled: name.isDeleted ? known(false, at) : graphBoolean(record, 'accountEnabled', undefined, USERS),
        interactive:
          name.kind === 'service'
            ? unknown('a connector of Microsoft signs in with it; whether a person may is for its policies to say', at)
            : known(true, at),
        origin,
        created_at: graphInstant(record, 'createdDateTime', undefined, USERS),
        last_activity: lastActivity(record),
        ...(name.isDeleted ? { disabled_at: graphInstant(record, 'deletedDateTime', undefined, USERS) } : {}),
        expires_at: known('never', at),
        sessions_valid_from: graphInstant(
          record,
          own(record.value, 'signInSessionsValidFromDateTime') === undefined &&
            own(record.value, 'refreshTokensValidFromDateTime') !== undefined
            ? 'refreshTokensValidFromDateTime'
            : 'signInSessionsValidFromDateTime',
          undefined,
          USERS,
        ),
        emails: emailsOf(record, name),
        employee_id: graphText(record, 'employeeId', '', USERS),
        department: graphText(record, 'department', '', USERS),
        position: graphText(record, 'jobTitle', '', USERS),
        manager: managerOf(record, names),
        owners:
          name.kind === 'guest'
            ? related(record, 'sponsors', undefined, names, GRAPH_COMMANDS.sponsors)
            : known([], at),
        purpose: known('', at),
        mailbox: mailboxOf(record, name),
        groups: groupFact,
        password: passwordOf(record, name, origin, domains),
        mfa: factors.of(objectId, at),
        keys: [],
        flags: policiesOf(record)?.includes('DisablePasswordExpiration') ? ['password-never-expires'] : [],
      };
    }),
    ({ id }) => id,
  );
}

/** On-premises rules over a synchronized user; a federated domain signs its users in elsewhere. */
function originOf(record: GraphRecord, name: UserName, domains: Domains): Fact<string> {
  const { at } = record;
  if (name.kind === 'guest') return known('federated', at);
  const synced = graphBoolean(record, 'onPremisesSyncEnabled', false, USERS);
  if (!isKnown(synced)) return synced;
  if (synced.value) return known('synced', at);
  const domain = domains.of(name.login);
  return known(domain?.isFederated === true ? 'federated' : 'local', at);
}

/** Graph tells no sign-in before April 2020, and whoever never signed in has no signInActivity at all. */
const FIRST_TOLD = '2020-04-01';
/** Successful sign-ins are told apart since December 2023, and were not filled in for earlier ones. */
const SUCCESS_TOLD = '2023-12-01';

function lastActivity(record: GraphRecord): Fact<string> {
  const { at } = record;
  const activity = recordAt(record, 'signInActivity');
  if (activity === undefined) {
    if (own(record.value, 'signInActivity') !== undefined)
      return unknown('signInActivity was cut off; export it again (PowerShell: `ConvertTo-Json -Depth 10`)', at);
    const created = asInstant(own(record.value, 'createdDateTime'));
    if (!wasAsked(record, 'signInActivity'))
      return unknown(`the export does not tell signInActivity (Entra ID P1); give the output of \`${USERS}\``, at);
    return created !== undefined && created >= FIRST_TOLD
      ? known('never', at)
      : unknown('no sign-in is told, and those before April 2020 are not kept; ask its owner', at);
  }
  const read = (key: string): string | undefined => asInstant(own(activity.value, key));
  const broken = ['lastSignInDateTime', 'lastNonInteractiveSignInDateTime', 'lastSuccessfulSignInDateTime'].find(
    (key) => own(activity.value, key) !== undefined && read(key) === undefined,
  );
  if (broken !== undefined) return unknown(`signInActivity: ${broken} is not an instant; export it again`, at);
  const success = read('lastSuccessfulSignInDateTime');
  if (success !== undefined) return known(success, at);
  const tries = ['lastSignInDateTime', 'lastNonInteractiveSignInDateTime'].flatMap((key) => read(key) ?? []);
  const last = distinct(tries).at(-1);
  if (last === undefined) return known('never', at);
  // It counts attempts too, so that a recent one without a success proves no use.
  if (Object.hasOwn(activity.value, 'lastSuccessfulSignInDateTime') && last >= SUCCESS_TOLD)
    return unknown(`only attempts to sign in are told, the last at ${last}; ask its owner`, at);
  return known(last, at);
}

function emailsOf(record: GraphRecord, name: UserName): Fact<readonly string[]> {
  const proxies = (textsIn(record, 'proxyAddresses') ?? []).flatMap((text) =>
    /^smtp:/i.test(text) ? text.slice(5) : [],
  );
  const login = name.login.includes('@') && !name.login.includes('#ext#') ? [name.login] : [];
  const all = [...login, textIn(record, 'mail') ?? '', ...(textsIn(record, 'otherMails') ?? []), ...proxies];
  return known(
    distinct(all.filter((address) => address.includes('@')).map((address) => address.toLowerCase())),
    record.at,
  );
}

function managerOf(record: GraphRecord, names: Names): Fact<string> {
  const manager = recordAt(record, 'manager');
  if (manager === undefined)
    return wasAsked(record, 'manager')
      ? known('', record.at)
      : unknown(`the export does not tell the manager; give the output of \`${GRAPH_COMMANDS.managers}\``, record.at);
  const id = textIn(manager, 'id');
  const login = textIn(manager, 'userPrincipalName')?.toLowerCase();
  const told = (id === undefined ? undefined : names.of(id)?.id) ?? login ?? id;
  return told === undefined ? unknown('the manager has no id; export it again', record.at) : known(told, record.at);
}

function mailboxOf(record: GraphRecord, name: UserName): Fact<boolean> {
  const { at } = record;
  if (name.kind === 'guest') return known(false, at);
  const plans = recordsAt(record, 'assignedPlans');
  if (plans !== undefined)
    return known(
      plans.records.some(
        (plan) =>
          textIn(plan, 'service')?.toLowerCase() === 'exchange' &&
          textIn(plan, 'capabilityStatus')?.toLowerCase() === 'enabled',
      ),
      at,
    );
  if (own(record.value, 'mail') === undefined && wasAsked(record, 'mail')) return known(false, at);
  return unknown(`an address alone is no mailbox; give assignedPlans: the output of \`${USERS}\``, at);
}

function policiesOf(record: GraphRecord): readonly string[] | undefined {
  const text = own(record.value, 'passwordPolicies');
  if (text === undefined) return wasAsked(record, 'passwordPolicies') ? [] : undefined;
  return typeof text === 'string' ? text.split(',').map((word) => word.trim()) : undefined;
}

function passwordOf(record: GraphRecord, name: UserName, origin: Fact<string>, domains: Domains): DirPassword {
  const at: Place = record.at;
  const changed = graphInstant(record, 'lastPasswordChangeDateTime', undefined, USERS);
  if (name.kind === 'guest') return { usable: known(false, at), changed_at: changed, never_expires: known(false, at) };
  const usable: Fact<boolean> = isKnown(origin) ? known(origin.value !== 'federated', at) : origin;
  const words = policiesOf(record);
  const domain = domains.of(name.login);
  let never: Fact<boolean>;
  if (words?.includes('DisablePasswordExpiration') === true) never = known(true, at);
  else if (domain?.validityDays !== undefined && isKnown(domain.validityDays) && words !== undefined)
    never = known(domain.validityDays.value === 0, at);
  else if (words === undefined) never = unknown(`passwordPolicies is not told; give the output of \`${USERS}\``, at);
  else
    never = unknown(
      `how long passwords of its domain hold is not told; give the output of \`${GRAPH_COMMANDS.domains}\``,
      at,
    );
  return { usable, changed_at: changed, never_expires: never };
}
