import type { Capture } from '../../../core/capture.ts';
import { type Fact, isKnown, known, mapFact, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { DirGroup, DirIdentity, RoleAssignment } from '../../../model/generated/model.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { distinctAssignments, greatest, groupsByMember, listSection, POWERS, type Power } from '../directory-parts.ts';
import { distinct, type ExportRecord, own, recordAt, recordsAt, textIn } from '../export-record.ts';
import { readAuthPolicy } from './authentication.ts';
import { flowPolicy, readBrowserFlow } from './browser-flow.ts';
import { hasServiceAccount, readApplications, serviceIdentity } from './clients.ts';
import { KEYCLOAK_COMMANDS } from './commands.ts';
import { isLoginEvent, isRealm, type RealmExport, readRealms } from './documents.ts';
import { type GroupRecord, readGroups } from './groups.ts';
import { lastLoginsOf, readUser, type UserContext, userId } from './identities.ts';
import { assignmentsOf, type Roles, readRoles, rolesOf } from './roles.ts';

/** Realm exports of Keycloak: whole, by directory, partial, and login events; each realm is one account. */
export const keycloak: Format = {
  id: 'keycloak',
  title: 'Keycloak realm export',
  domain: 'iam',
  recognizes,
  normalize: (captures) => normalize(captures),
};

function recognizes({ head, json }: Sample): boolean {
  // Cut off or broken: claimed by its beginning, so that the fault is told.
  if (json === undefined)
    return (
      /^\s*\[?\s*\{/.test(head) &&
      /"realm"\s*:\s*"/.test(head) &&
      /"(?:accessTokenLifespan|bruteForceProtected|passwordPolicy|sslRequired|createdTimestamp)"\s*:/.test(head)
    );
  if (!Array.isArray(json)) return isRealm(json);
  return json.length > 0 && (json.every(isRealm) || json.every(isLoginEvent));
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const { realms, diagnostics } = readRealms(captures);
  if (realms.length === 0) {
    const why = diagnostics.map(({ message }) => message).join('; ') || 'The export holds no realm';
    const section = failedSection(`${why}.`, `Give the output of \`${KEYCLOAK_COMMANDS.realm}\`.`);
    return [{ target: { kind: 'account' }, domain: 'iam', sections: { directory: section }, diagnostics }];
  }
  return realms.map((realm, index) => {
    const contribution = readRealm(realm);
    return index === 0 ? { ...contribution, diagnostics: [...diagnostics, ...contribution.diagnostics] } : contribution;
  });
}

function readRealm(given: RealmExport): Contribution {
  const { realm, name } = given;
  const head = { system: 'keycloak', account: name };
  const roles = readRoles(realm, name);
  const flow = realm === undefined ? undefined : readBrowserFlow(realm);
  const auth = realm === undefined || flow === undefined ? undefined : readAuthPolicy(realm, flow);
  const clients = realm === undefined ? undefined : recordsAt(realm, 'clients');
  const { groups, records, odd: oddGroups } = readGroups(realm, given.users);
  const identities = identitiesOf(given, groups, auth?.policy.max_age_days, flow, clients?.records ?? []);
  const assignments = distinctAssignments(allAssignments(given, records, roles));
  const wide = given.gaps;
  const state = (list: unknown, gaps: readonly string[] = []) => ({
    given: list !== undefined,
    gaps: [...wide, ...gaps],
    command: KEYCLOAK_COMMANDS.realm,
  });
  // A partial export holds no users, or those of clients only (Server Administration Guide, "Exporting a realm").
  const people = given.users.filter((user) => userId(user).startsWith('user:'));
  const noUsers = people.length > 0 ? [] : ['no people are in the export (a partial export leaves the users out)'];
  const odd = (list: { readonly odd: number } | undefined, what: string) =>
    list !== undefined && list.odd > 0 ? [`${list.odd} entries of ${what} cannot be read`] : [];
  const groupGaps = oddGroups > 0 ? [`${oddGroups} groups cannot be read`] : [];
  const oddRoles = [...given.users, ...records.map(({ record }) => record)].filter((one) => rolesOf(one).odd).length;
  return {
    target: { kind: 'account', name: `keycloak:${name}` },
    domain: 'iam',
    sections: {
      directory: listSection(
        { ...head, identities, groups },
        'The users and groups of the realm were',
        state(realm ?? (given.hasUsers ? true : undefined), [
          ...noUsers,
          ...groupGaps,
          ...(realm === undefined ? ['the groups and clients of the realm were not given'] : []),
        ]),
      ),
      role_assignments: listSection(
        { ...head, assignments },
        'The roles of users were',
        state(realm ?? (given.hasUsers ? true : undefined), [
          ...noUsers,
          ...groupGaps,
          ...(realm === undefined ? ['the roles of groups were not given'] : []),
          ...(oddRoles > 0 ? [`the roles of ${oddRoles} users or groups cannot be read`] : []),
        ]),
      ),
      role_definitions: listSection(
        { ...head, roles: roles.definitions },
        'The roles of the realm were',
        state(roles.given ? true : undefined, roles.odd > 0 ? [`${roles.odd} roles cannot be read`] : []),
      ),
      applications: listSection(
        {
          ...head,
          applications: sortedBy(
            readApplications(clients?.records ?? [], name, powersOf(assignments, given)),
            ({ id }) => id,
          ),
        },
        'The clients of the realm were',
        state(clients, odd(clients, 'clients')),
      ),
      authentication_policy: listSection(
        { ...head, policies: auth === undefined ? [] : [auth.policy] },
        'The settings of the realm were',
        state(auth),
      ),
      access_policies: listSection(
        { ...head, policies: flow === undefined ? [] : [flowPolicy(flow, overriding(clients?.records ?? []))] },
        'The flows of the realm were',
        state(flow),
      ),
    },
    diagnostics: auth?.diagnostics ?? [],
  };
}

function identitiesOf(
  given: RealmExport,
  groups: readonly DirGroup[],
  maxAge: Fact<number> | undefined,
  flow: UserContext['flow'],
  clients: readonly ExportRecord[],
): readonly DirIdentity[] {
  const place = given.realm?.at ?? given.users[0]?.at ?? { file: '' };
  const context: UserContext = {
    groups,
    groupsGiven: given.realm !== undefined,
    byMember: groupsByMember(groups),
    passwordsExpire:
      maxAge === undefined
        ? unknown('the password policy is in the export of the realm, which was not given', place)
        : mapFact(maxAge, (days) => days > 0),
    flow,
    lastLogins: lastLoginsOf(given.events),
  };
  const users = given.users.map((user) => readUser(user, context));
  const ids = new Set(users.map(({ id }) => id));
  const services = clients.flatMap((client) => {
    const name = textIn(client, 'clientId');
    return name === undefined || !hasServiceAccount(client) || ids.has(`service:${name}`)
      ? []
      : [serviceIdentity(client, name)];
  });
  return sortedBy([...new Map([...services, ...users].map((one) => [one.id, one])).values()], ({ id }) => id);
}

function allAssignments(given: RealmExport, groups: readonly GroupRecord[], roles: Roles): readonly RoleAssignment[] {
  const isOwn = (name: { readonly client: string; readonly role: string }): boolean =>
    name.client !== '' || name.role !== roles.everybodys;
  const held = given.users.flatMap((user) => {
    const id = userId(user);
    const kind = id.startsWith('service:') ? 'service' : 'human';
    return assignmentsOf(rolesOf(user).names.filter(isOwn), { id, kind, at: user.at }, given.name, roles);
  });
  const byGroups = groups.flatMap(({ id, record }) =>
    assignmentsOf(rolesOf(record).names, { id, kind: 'group', at: record.at }, given.name, roles),
  );
  const standard = given.realm === undefined ? undefined : recordAt(given.realm, 'defaultRole');
  const everyone = standard === undefined ? [] : [{ client: '', role: roles.everybodys }];
  return [
    ...held,
    ...byGroups,
    ...assignmentsOf(
      everyone,
      { id: 'everyone:realm', kind: 'everyone', at: standard?.at ?? { file: '' } },
      given.name,
      roles,
    ),
  ];
}

/** What the service account of a client may do, by its roles. */
function powersOf(assignments: readonly RoleAssignment[], given: RealmExport): (client: string) => Fact<Power> {
  return (client) => {
    const at = given.realm?.at ?? { file: '' };
    if (!given.users.some((user) => userId(user) === `service:${client}`))
      return unknown('the roles of its service account are with its user, which the export does not hold', at);
    const own = assignments.filter(({ principal }) => principal === `service:${client}`);
    const doubt = own.find(({ power }) => !isKnown(power));
    if (doubt !== undefined && !isKnown(doubt.power)) return doubt.power;
    return known(
      greatest(own.flatMap(({ power }) => POWERS.filter((one) => isKnown(power) && power.value === one))),
      own[0]?.at ?? at,
    );
  };
}

/** Clients that sign their users in by a flow of their own. */
function overriding(clients: readonly ExportRecord[]): readonly string[] {
  return distinct(
    clients.flatMap((client) => {
      const bindings = recordAt(client, 'authenticationFlowBindingOverrides');
      const name = textIn(client, 'clientId');
      return bindings === undefined || name === undefined || own(bindings.value, 'browser') === undefined ? [] : [name];
    }),
  );
}
