import type { Capture } from '../../../core/capture.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { Contribution, Format, NormalizeContext, Sample } from '../../format.ts';
import { listSection } from '../directory-parts.ts';
import { own } from '../export-record.ts';
import { sampleHead } from '../json-head.ts';
import { isObject, type JsonObject } from '../json-value.ts';
import { readAccessPolicies } from './access-policies.ts';
import { readApplications } from './applications.ts';
import { AUTHENTICATION_LISTS, readAuthenticationPolicy } from './authentication-policy.ts';
import { camelized } from './camel-case.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import { readDirectorySettings, SETTINGS_LISTS } from './directory-settings.ts';
import { type GraphExports, readGraphExports } from './graph-exports.ts';
import { contextOf, type GraphKind, isGraphContext, kindOfContext, kindOfRecord } from './graph-kinds.ts';
import { readGroups } from './groups.ts';
import { readIdentities } from './identities.ts';
import { namesOf } from './names.ts';
import { readRoleAssignments } from './role-assignments.ts';
import { readRoleDefinitions } from './role-definitions.ts';
import { tenantOf } from './tenant.ts';

/** Exports of Microsoft Graph about a tenant of Entra ID; all that are given together are one tenant. */
export const entraFormat: Format = {
  id: 'entra',
  title: 'Entra ID (Microsoft Graph JSON)',
  domain: 'iam',
  recognizes,
  normalize,
};

const GRAPH_ADDRESS = /"@odata\.context"\s*:\s*"https:\\?\/\\?\/[^"]*graph[^"]*\$metadata#/i;

function recognizes({ head, json }: Sample): boolean {
  // Cut off, broken, or several pages in one file: claimed by its beginning, so that the fault is told.
  if (json === undefined) return GRAPH_ADDRESS.test(head) || isOfGraph(sampleHead(head));
  return isOfGraph(json);
}

function isOfGraph(json: unknown): boolean {
  const value = camelized(beginning(json));
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => isObject(item) && isOfObject(item));
  return isObject(value) && isOfObject(value);
}

/** The first of long lists: enough to know it by, whatever its size. */
function beginning(json: unknown): unknown {
  if (Array.isArray(json)) return json.slice(0, 5);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, Array.isArray(value) ? value.slice(0, 20) : value]),
  );
}

function isOfObject(value: JsonObject): boolean {
  const context = contextOf(value);
  if (context !== undefined) return isGraphContext(context) && isRead(value, context);
  const responses = own(value, 'responses');
  if (Array.isArray(responses))
    return responses.some((one) => isObject(one) && isObject(own(one, 'body')) && isOfGraph(own(one, 'body')));
  const failure = own(value, 'error');
  if (isObject(failure)) return isObject(own(failure, 'innerError')) && typeof own(failure, 'code') === 'string';
  const list = own(value, 'value');
  if (Array.isArray(list))
    return list.length > 0 && list.slice(0, 5).every((item) => isObject(item) && kindOfRecord(item) !== undefined);
  return typeof own(value, 'id') === 'string' && kindOfRecord(value) !== undefined;
}

function isRead(value: JsonObject, context: string): boolean {
  if (kindOfContext(context) !== undefined) return true;
  const list = own(value, 'value');
  const items: readonly unknown[] = Array.isArray(list) ? list : [value];
  return items.some((item) => isObject(item) && kindOfRecord(item) !== undefined);
}

function normalize(captures: readonly Capture[], context: NormalizeContext): readonly Contribution[] {
  const exports = readGraphExports(captures);
  const tenant = tenantOf(exports);
  const account = tenant.name ?? '';
  const others = context.claimed.some(({ format }) => format !== 'entra' && ACCOUNT_FORMATS.test(format));
  const name = account === '' ? (others ? 'entra' : undefined) : `entra:${account}`;
  return [
    {
      target: { kind: 'account', ...(name === undefined ? {} : { name }) },
      domain: 'iam',
      sections: sectionsOf(exports, account, tenant.id),
      diagnostics: exports.diagnostics,
    },
  ];
}

/** Formats of other accounts: an unnamed tenant must not be taken for one of them. */
const ACCOUNT_FORMATS = /^(?:aws|azure-rbac|gcp|google|okta|keycloak|ldap|ad|kubernetes)/;

function sectionsOf(
  exports: GraphExports,
  account: string,
  tenantId: string | undefined,
): Readonly<Record<string, Section<unknown>>> {
  const names = namesOf(exports);
  const groups = readGroups(exports, names);
  const roles = readRoleAssignments(exports, names);
  const hasRoles = ROLE_LISTS.some((kind) => exports.list(kind).given);
  const hasAll =
    exports.list('role-assignments').given ||
    exports.list('directory-roles').given ||
    exports.list('role-assignment-schedules').given;
  const apps = readApplications(exports, names, hasAll ? roles.assignments : undefined, tenantId);
  const owner = { system: 'entra', account };
  const policy = readAuthenticationPolicy(exports);
  return {
    directory: listSection(
      { ...owner, identities: readIdentities(exports, names, groups), groups },
      'The users of the tenant were',
      {
        ...state(exports, ['users', 'groups'], GRAPH_COMMANDS.users, exports.list('users').given),
        gaps: [
          ...state(exports, ['users', 'groups'], '').gaps,
          ...(exports.list('users').given && !exports.list('groups').given
            ? [`the groups were not given (\`${GRAPH_COMMANDS.groups}\`)`]
            : []),
        ],
      },
    ),
    role_assignments: listSection({ ...owner, assignments: roles.assignments }, 'The roles that people hold were', {
      ...state(exports, ROLE_LISTS, GRAPH_COMMANDS.assignments, hasRoles),
      gaps: [
        ...state(exports, ROLE_LISTS, '', hasRoles).gaps,
        ...roles.gaps,
        ...(hasRoles && !hasAll ? ['those who hold a role without activating it were not given'] : []),
        ...(hasRoles && !exports.list('role-eligibilities').given
          ? [`those who may activate a role were not given (\`${GRAPH_COMMANDS.eligibilities}\`)`]
          : []),
      ],
    }),
    role_definitions: listSection(
      { ...owner, roles: readRoleDefinitions(exports) },
      'The roles of the directory were',
      state(exports, ['role-definitions'], GRAPH_COMMANDS.definitions),
    ),
    access_policies: listSection(
      { ...owner, policies: readAccessPolicies(exports, names) },
      'The policies of conditional access were',
      state(exports, ['access-policies'], GRAPH_COMMANDS.access),
    ),
    authentication_policy:
      policy === undefined
        ? notCollected('What the tenant demands of passwords was not given.', give('domains', 'methods', 'settings'))
        : part({ ...owner, policies: [policy] }, exports, AUTHENTICATION_LISTS),
    applications: listSection({ ...owner, applications: apps }, 'The applications were', {
      ...state(
        exports,
        ['applications', 'service-principals'],
        GRAPH_COMMANDS.applications,
        APP_LISTS.some((kind) => exports.list(kind).given),
      ),
      gaps: [
        ...state(exports, ['applications', 'service-principals'], '').gaps,
        ...APP_LISTS.filter(
          (kind) => !exports.list(kind).given && APP_LISTS.some((one) => exports.list(one).given),
        ).map(
          (kind) =>
            `${kind === 'applications' ? 'the registrations' : 'the service principals'} were not given (\`${kind === 'applications' ? GRAPH_COMMANDS.applications : GRAPH_COMMANDS.principals}\`)`,
        ),
      ],
    }),
    directory_settings: settings(exports, account),
  };
}

const APP_LISTS = ['applications', 'service-principals'] as const;
const ROLE_LISTS = ['role-assignments', 'directory-roles', 'role-assignment-schedules', 'role-eligibilities'] as const;

/** A broken file may have held anything, so nothing is whole beside it. */
function state(exports: GraphExports, kinds: readonly GraphKind[], command: string, given?: boolean) {
  return {
    given: given ?? kinds.some((kind) => exports.list(kind).given),
    gaps: [...exports.broken, ...kinds.flatMap((kind) => exports.list(kind).gaps)],
    command,
  };
}

function part<T>(data: T, exports: GraphExports, kinds: readonly GraphKind[]): Section<T> {
  const gaps = [...exports.broken, ...kinds.flatMap((kind) => exports.list(kind).gaps)];
  return gaps.length === 0 ? complete(data) : incomplete(data, `${[...new Set(gaps)].sort().join('; ')}.`);
}

function settings(exports: GraphExports, account: string): Section<unknown> {
  const data = readDirectorySettings(exports, account);
  return data === undefined
    ? notCollected(
        'The settings of the tenant were not given.',
        give('authorization', 'defaults', 'consent', 'devices'),
      )
    : part(data, exports, SETTINGS_LISTS);
}

function give(...commands: readonly (keyof typeof GRAPH_COMMANDS)[]): string {
  return `Give the output of ${commands.map((command) => `\`${GRAPH_COMMANDS[command]}\``).join(', ')}.`;
}
