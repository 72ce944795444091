import type { Capture } from '../../../core/capture.ts';
import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { DirApplication, DirGroup } from '../../../model/generated/model.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { distinctAssignments, distinctIds, groupsByMember, type ListState, listSection } from '../directory-parts.ts';
import { firstValue } from '../export-documents.ts';
import { distinct, type ExportRecord, own, recordAt, recordsAt, textIn } from '../export-record.ts';
import { OKTA_COMMANDS } from './commands.ts';
import { isRefusal, kindOf, mapKind, type OktaExport, type OktaKind, readOkta, wrapperOf } from './documents.ts';
import { readPasswordPolicies } from './password-policies.ts';
import { readRoles } from './roles.ts';
import { readAccessPolicies } from './sign-on-policies.ts';
import { readTokens } from './tokens.ts';
import { oktaUserId, readUser } from './users.ts';

/** Answers of the Okta API in files: lists and pages of them, lists by user, group or policy; all are one account. */
export const okta: Format = {
  id: 'okta',
  title: 'Okta API lists',
  domain: 'iam',
  recognizes,
  normalize: (captures) => normalize(captures),
};

function recognizes(sample: Sample): boolean {
  const value = firstValue(sample);
  if (value === undefined)
    return (
      /^\s*[[{]/.test(sample.head) &&
      (/"factorType"\s*:/.test(sample.head) ||
        (/"login"\s*:/.test(sample.head) && /"(?:statusChanged|passwordChanged|lastLogin)"\s*:/.test(sample.head)))
    );
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0) return false;
  return (
    mapKind(value) !== undefined ||
    (items.every((item) => kindOf(item) !== undefined || wrapperOf(item) !== undefined || isRefusal(item)) &&
      (!items.every(isRefusal) || /okta/i.test(JSON.stringify(items[0]))))
  );
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const data = readOkta(captures);
  const target = { kind: 'account', ...(data.domain === undefined ? {} : { name: `okta:${data.domain}` }) } as const;
  if (data.lists.size === 0 && Object.values(data.attached).every(({ size }) => size === 0)) {
    const why = data.broken.join('; ') || 'the export holds nothing that is known';
    const section = failedSection(`${why}.`, `Give the output of \`${OKTA_COMMANDS.users}\`.`);
    return [{ target, domain: 'iam', sections: { directory: section }, diagnostics: data.diagnostics }];
  }
  return [{ target, domain: 'iam', sections: sectionsOf(data), diagnostics: data.diagnostics }];
}

function sectionsOf(data: OktaExport): Contribution['sections'] {
  const head = { system: 'okta', account: data.domain ?? '' };
  const users = data.lists.get('user') ?? [];
  const userIds = distinctIds(users, oktaUserId, (user) => textIn(user, 'id') ?? '');
  const byOktaId = new Map(users.map((user) => [textIn(user, 'id') ?? '', userIds.get(user) ?? '']));
  const groupRecords = data.lists.get('group') ?? [];
  const groupIds = distinctIds(
    groupRecords,
    (group) => `group:${groupName(group)}`,
    (group) => textIn(group, 'id') ?? '',
  );
  const groupByOktaId = new Map(groupRecords.map((group) => [textIn(group, 'id') ?? '', group]));
  const groups = sortedBy(
    groupRecords.map((group) => readGroup(group, groupIds.get(group) ?? '', data, byOktaId)),
    ({ id }) => id,
  );
  const tokens = data.lists.get('token') ?? [];
  const context = {
    groups,
    groupsGiven: data.lists.has('group'),
    byMember: groupsByMember(groups),
    factors: data.attached.factors,
    tokens: byUser(tokens),
  };
  const identities = sortedBy(
    users.map((user) => readUser(user, userIds.get(user) ?? '', context)),
    ({ id }) => id,
  );
  const kinds = new Map(identities.map(({ id, kind }) => [id, kind]));
  const holder = (id: string) => {
    const user = byOktaId.get(id);
    if (user !== undefined)
      return { id: user, kind: kinds.get(user) === 'service' ? ('service' as const) : ('human' as const) };
    const group = groupByOktaId.get(id);
    return group === undefined ? undefined : { id: groupIds.get(group) ?? '', kind: 'group' as const };
  };
  const names = {
    groups: new Map(
      groupRecords.map((group) => [
        textIn(group, 'id') ?? '',
        textIn(group, 'type') === 'BUILT_IN' && groupName(group) === 'Everyone' ? 'all' : (groupIds.get(group) ?? ''),
      ]),
    ),
    users: byOktaId,
    apps: data.lists.get('app'),
  };
  const ownerless = tokens.filter((token) => textIn(token, 'userId') === undefined).length;
  const withoutRoles = users.filter((user) => !data.attached.roles.has(textIn(user, 'id') ?? '')).length;
  const unread = [...data.attached.roles].filter(([, list]) => list.unread).length;
  const state = (kind: OktaKind, command: string, gaps: readonly string[] = []): ListState => ({
    given: data.lists.has(kind),
    gaps: [...data.broken, ...(data.gaps.get(kind) ?? []), ...gaps],
    command,
  });
  const policies = (type: string) =>
    (data.lists.get('policy') ?? []).filter((policy) => textIn(policy, 'type') === type);
  const passwordPolicies = readPasswordPolicies(data, names);
  const noRules = [...policies('OKTA_SIGN_ON'), ...policies('ACCESS_POLICY')].filter((policy) => {
    const rules = data.attached.rules.get(textIn(policy, 'id') ?? '');
    return rules === undefined || rules.unread;
  }).length;
  return {
    directory: listSection(
      { ...head, identities, groups },
      'The users were',
      state('user', OKTA_COMMANDS.users, [
        ...(ownerless > 0 ? [`${ownerless} API tokens do not tell whose they are`] : []),
        ...(data.lists.has('group')
          ? (data.gaps.get('group') ?? [])
          : [`the groups were not given: \`${OKTA_COMMANDS.groups}\``]),
      ]),
    ),
    role_assignments: listSection(
      { ...head, assignments: distinctAssignments(readRoles(data, holder)) },
      'The administrative roles were',
      {
        given: data.attached.roles.size > 0,
        gaps: [
          ...data.broken,
          ...(unread > 0 ? [`the roles of ${unread} users or groups could not be read`] : []),
          ...(data.attached.roles.size > 0 && withoutRoles > 0
            ? [`the roles of ${withoutRoles} users were not given`]
            : []),
          ...(data.attached.roles.size > 0 && !data.lists.has('user') ? ['the users were not given'] : []),
        ],
        command: OKTA_COMMANDS.userRoles,
      },
    ),
    applications: listSection(
      { ...head, applications: readApps(data.lists.get('app') ?? []) },
      'The apps were',
      state('app', OKTA_COMMANDS.apps),
    ),
    authentication_policy: listSection({ ...head, policies: passwordPolicies }, 'The password policies were', {
      ...state('policy', OKTA_COMMANDS.policies),
      given: passwordPolicies.length > 0,
    }),
    access_policies: listSection({ ...head, policies: readAccessPolicies(data, names) }, 'The sign-on policies were', {
      ...state(
        'policy',
        OKTA_COMMANDS.policies,
        noRules > 0 ? [`the rules of ${noRules} policies were not given`] : [],
      ),
      given: policies('OKTA_SIGN_ON').length > 0 || policies('ACCESS_POLICY').length > 0,
    }),
    api_keys: listSection(
      { ...head, keys: readTokens(tokens, data.lists.get('zone'), byOktaId) },
      'The API tokens were',
      state('token', OKTA_COMMANDS.tokens),
    ),
  };
}

function byUser(tokens: readonly ExportRecord[]): ReadonlyMap<string, readonly ExportRecord[]> {
  const lists = new Map<string, ExportRecord[]>();
  for (const token of tokens) {
    const user = textIn(token, 'userId') ?? '';
    lists.set(user, [...(lists.get(user) ?? []), token]);
  }
  return lists;
}

function groupName(group: ExportRecord): string {
  return textIn(recordAt(group, 'profile'), 'name') ?? '';
}

function readGroup(group: ExportRecord, id: string, data: OktaExport, users: ReadonlyMap<string, string>): DirGroup {
  const { at } = group;
  const oktaId = textIn(group, 'id') ?? '';
  const list = data.attached.members.get(oktaId);
  const everyone = textIn(group, 'type') === 'BUILT_IN' && groupName(group) === 'Everyone';
  const members: Fact<readonly string[]> = everyone
    ? known(distinct(users.values()), at)
    : list === undefined || list.unread
      ? unknown(`its members were not given: \`${OKTA_COMMANDS.members}\``, at)
      : known(distinct(list.records.map((member) => users.get(textIn(member, 'id') ?? '') ?? oktaUserId(member))), at);
  return {
    id,
    name: groupName(group),
    external_id: oktaId,
    at,
    members,
    owners: unknown('the list of groups does not tell their owners', at),
    department: known('', at),
    role_assignable: known(true, at),
  };
}

function readApps(apps: readonly ExportRecord[]): readonly DirApplication[] {
  const ids = distinctIds(
    apps,
    (app) => `app:${textIn(app, 'label') ?? ''}`,
    (app) => textIn(app, 'id') ?? '',
  );
  return sortedBy(
    apps.map((app): DirApplication => {
      const { at } = app;
      const status = textIn(app, 'status');
      const credentials = recordAt(app, 'credentials');
      const client = credentials === undefined ? undefined : recordAt(credentials, 'oauthClient');
      const id = ids.get(app) ?? '';
      const method = textIn(client, 'token_endpoint_auth_method');
      const hasSecret = method !== undefined && method !== 'none';
      const untoldDate = unknown('the list of apps does not tell the dates of client secrets', at);
      const scopes = recordAt(app, '_embedded');
      return {
        id,
        name: textIn(app, 'label') ?? '',
        external_id: textIn(app, 'id') ?? '',
        at,
        enabled:
          status === 'ACTIVE' || status === 'INACTIVE'
            ? known(status === 'ACTIVE', at)
            : unknown('its status is not known', at),
        owners: unknown('the list of apps does not tell their owners', at),
        keys: hasSecret
          ? [
              {
                id: `${id}/${method === 'private_key_jwt' ? 'certificate' : 'secret'}`,
                kind: method === 'private_key_jwt' ? 'certificate' : 'client-secret',
                active: known(status === 'ACTIVE', at),
                created_at: untoldDate,
                last_used_at: unknown('the list of apps does not tell the use of secrets; see the system log', at),
                expires_at: untoldDate,
                at,
              },
            ]
          : [],
        permissions:
          scopes !== undefined && recordsAt(scopes, 'grants') !== undefined
            ? known(
                distinct(
                  (recordsAt(scopes, 'grants')?.records ?? []).flatMap((grant) => textIn(grant, 'scopeId') ?? []),
                ),
                at,
              )
            : unknown('the list of apps does not tell the scopes that were granted', at),
        power:
          own(app.value, 'signOnMode') === 'OPENID_CONNECT' && method === 'private_key_jwt'
            ? unknown('what the app may do is told by its grants and roles, which the list of apps does not hold', at)
            : known('standard', at),
        external: known(false, at),
        last_activity: unknown('the list of apps does not tell their use; see the system log', at),
      };
    }),
    ({ id }) => id,
  );
}
