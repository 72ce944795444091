import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { DirGroup, DirIdentity, DirKey } from '../../../model/generated/model.ts';
import { groupNames } from '../directory-parts.ts';
import {
  booleanFact,
  distinct,
  type ExportRecord,
  epochInstant,
  instantFact,
  own,
  recordsAt,
  textIn,
  textsIn,
} from '../export-record.ts';
import { WORKSPACE_COMMANDS } from './commands.ts';

/** What is known beside the record of a user. */
export interface WorkspaceUserContext {
  readonly groups: readonly DirGroup[];
  readonly groupsGiven: boolean;
  readonly byMember: ReadonlyMap<string, readonly DirGroup[]>;
  /** App passwords and tokens by the address or id of their user. */
  readonly asps: ReadonlyMap<string, readonly ExportRecord[]>;
  readonly tokens: ReadonlyMap<string, readonly ExportRecord[]>;
}

/** The id of a user. */
export function workspaceUserId(user: ExportRecord): string {
  return `user:${(textIn(user, 'primaryEmail') ?? '').toLowerCase()}`;
}

/** Reads one user; recovery addresses and numbers are never looked at. */
export function readUser(user: ExportRecord, context: WorkspaceUserContext): DirIdentity {
  const { at } = user;
  const id = workspaceUserId(user);
  const email = (textIn(user, 'primaryEmail') ?? '').toLowerCase();
  const google = textIn(user, 'id') ?? '';
  const untold = (what: string) => ({ untold: `the export does not tell ${what}: \`${WORKSPACE_COMMANDS.users}\`` });
  const suspended = booleanFact(user, 'suspended', untold('whether it is suspended'));
  const archived = booleanFact(user, 'archived', { means: false });
  const enrolled = booleanFact(user, 'isEnrolledIn2Sv', untold('whether it has a second factor'));
  const [job] = recordsAt(user, 'organizations')?.records ?? [];
  const relation = (recordsAt(user, 'relations')?.records ?? []).find((one) => textIn(one, 'type') === 'manager');
  const [external] = recordsAt(user, 'externalIds')?.records ?? [];
  const cell = (key: string, told: string | undefined): Fact<string> => known(told ?? textIn(user, key) ?? '', at);
  const notTold = unknown('the list of users does not tell it', at);
  return {
    id,
    kind: 'human',
    name: email,
    external_id: google,
    at,
    enabled: enabledOf(suspended, archived, at),
    interactive: known(true, at),
    origin: unknown('the list of users does not tell whether another provider signs them in', at),
    created_at: instantFact(user, 'creationTime', untold('when it was made')),
    last_activity: lastLogin(user),
    expires_at: known('never', at),
    emails: known(emailsOf(user, email), at),
    employee_id: cell('employeeId', textIn(external, 'value')),
    department: cell('department', textIn(job, 'department')),
    position: cell('title', textIn(job, 'title')),
    manager: cell('manager', textIn(relation, 'value')),
    owners: known([], at),
    purpose: known('', at),
    mailbox: booleanFact(user, 'isMailboxSetup', untold('whether it has a mailbox')),
    groups: context.groupsGiven
      ? groupNames(id, context.byMember, context.groups, at)
      : unknown(`the groups were not given: \`${WORKSPACE_COMMANDS.groups}\``, at),
    password: { usable: notTold, changed_at: notTold, never_expires: notTold },
    mfa: {
      registered: enrolled,
      methods:
        isKnown(enrolled) && !enrolled.value
          ? known([], at)
          : unknown(
              'Google does not tell the kind of a second factor per user; see the audit events of 2-step verification',
              at,
            ),
      enforced: booleanFact(user, 'isEnforcedIn2Sv', untold('whether a second factor is demanded of it')),
    },
    keys: [
      ...(context.asps.get(email) ?? context.asps.get(google) ?? []).map((asp) => appPassword(asp, id)),
      ...(context.tokens.get(email) ?? context.tokens.get(google) ?? []).map((token) => oauthToken(token, id)),
    ],
    flags: [],
  };
}

function enabledOf(suspended: Fact<boolean>, archived: Fact<boolean>, at: Place): Fact<boolean> {
  for (const fact of [suspended, archived]) if (isKnown(fact) && fact.value) return known(false, at);
  for (const fact of [suspended, archived]) if (!isKnown(fact)) return fact;
  return known(true, at);
}

/** The first instant of 1970 is Google's word for "never", GAM writes the word. */
function lastLogin(user: ExportRecord): Fact<string> {
  if (textIn(user, 'lastLoginTime')?.toLowerCase() === 'never') return known('never', user.at);
  const told = instantFact(user, 'lastLoginTime', {
    untold: `the export does not tell the last sign-in: \`${WORKSPACE_COMMANDS.users}\``,
  });
  return isKnown(told) && told.value.startsWith('1970-01-01T00:00:00') ? known('never', user.at) : told;
}

function emailsOf(user: ExportRecord, primary: string): readonly string[] {
  const listed = (recordsAt(user, 'emails')?.records ?? [])
    // Private addresses that somebody wrote into the profile are not kept.
    .filter(
      (one) =>
        textIn(one, 'type') === undefined || textIn(one, 'type') === 'work' || own(one.value, 'primary') === true,
    )
    .flatMap((one) => textIn(one, 'address') ?? []);
  const aliases = textsIn(user, 'aliases') ?? [];
  return distinct([primary, ...listed, ...aliases].map((address) => address.toLowerCase()));
}

function appPassword(asp: ExportRecord, holder: string): DirKey {
  const { at } = asp;
  const code = own(asp.value, 'codeId');
  const date = (key: string): string | undefined => epochInstant(own(asp.value, key), 1);
  const used = date('lastTimeUsed');
  const made = date('creationTime');
  return {
    id: `${holder}/app-password-${typeof code === 'number' || typeof code === 'string' ? code : asp.pointer}`,
    kind: 'app-password',
    active: known(true, at),
    created_at: made === undefined ? unknown('the list does not tell when it was made', at) : known(made, at),
    last_used_at:
      used === undefined
        ? unknown('the list does not tell its last use', at)
        : known(used.startsWith('1970-01-01T00:00:00') ? 'never' : used, at),
    expires_at: known('never', at),
    at,
  };
}

/** What an application was let do on behalf of the user. */
function oauthToken(token: ExportRecord, holder: string): DirKey {
  const { at } = token;
  const untold = unknown('the list of tokens tells no dates; see the audit events of tokens', at);
  return {
    id: `${holder}/token-${textIn(token, 'clientId') ?? token.pointer}`,
    kind: 'token',
    active: known(true, at),
    created_at: untold,
    last_used_at: untold,
    expires_at: untold,
    at,
  };
}
