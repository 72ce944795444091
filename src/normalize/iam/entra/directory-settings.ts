import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { IamDirectorySettings } from '../../../model/generated/model.ts';
import { asCount, own, recordAt, recordsAt, textIn, textsIn } from '../export-record.ts';
import { isObject } from '../json-value.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';

/** Any of these tells something of the section. */
export const SETTINGS_LISTS = [
  'authorization-policy',
  'security-defaults',
  'consent-policy',
  'device-policy',
  'settings',
  'guest-domain-policy',
] as const;

const INVITES: ReadonlyMap<string, string> = new Map([
  ['none', 'nobody'],
  ['adminsandguestinviters', 'admins'],
  ['adminsguestinvitersandallmembers', 'members'],
  ['everyone', 'everyone'],
]);
/** Roles that guests have over the directory (authorizationPolicy, guestUserRoleId). */
const GUEST_ROLES: ReadonlyMap<string, string> = new Map([
  ['a0b1b346-4d3e-4e8b-98f8-753987be4970', 'member'],
  ['10dae51f-b6af-4016-8d66-8c2a99b929b3', 'limited'],
  ['2af84b1e-32c8-42b7-82bc-daa82404023b', 'restricted'],
]);

/** The settings of the tenant for everybody; undefined when no export of them was given. */
export function readDirectorySettings(exports: GraphExports, account: string): IamDirectorySettings | undefined {
  const at = SETTINGS_LISTS.map((kind) => exports.list(kind)).find(({ given }) => given)?.at;
  if (at === undefined) return undefined;
  const policy = exports.list('authorization-policy').records[0];
  const defaults = exports.list('security-defaults').records[0];
  const isDefault = told(defaults, 'isEnabled', asBoolean, GRAPH_COMMANDS.defaults, at);
  const role = policy === undefined ? undefined : recordAt(policy, 'defaultUserRolePermissions');
  const permission = (key: string): Fact<boolean> =>
    role === undefined
      ? unknown(`${key} is not told; give the output of \`${GRAPH_COMMANDS.authorization}\``, policy?.at ?? at)
      : fact(asBoolean(own(role.value, key)), `${key} is not told; export the policy again`, policy?.at ?? at);
  return {
    system: 'entra',
    account,
    at,
    guest_invites: told(
      policy,
      'allowInvitesFrom',
      (value) => INVITES.get(String(value).toLowerCase()),
      GRAPH_COMMANDS.authorization,
      at,
    ),
    guest_access: told(
      policy,
      'guestUserRoleId',
      (value) => GUEST_ROLES.get(String(value).toLowerCase()),
      GRAPH_COMMANDS.authorization,
      at,
    ),
    guest_domains: guestDomains(exports, at),
    user_consent: userConsent(policy, at),
    consent_requests: told(
      exports.list('consent-policy').records[0],
      'isEnabled',
      asBoolean,
      GRAPH_COMMANDS.consent,
      at,
    ),
    users_create_apps: permission('allowedToCreateApps'),
    users_create_tenants: permission('allowedToCreateTenants'),
    users_create_groups: createGroups(permission('allowedToCreateSecurityGroups'), exports, at),
    device_quota: told(
      exports.list('device-policy').records[0],
      'userDeviceQuota',
      // The service writes its greatest number for no limit.
      (value) => {
        const quota = asCount(value);
        return quota === undefined || quota < 2_147_483_647 ? quota : 0;
      },
      GRAPH_COMMANDS.devices,
      at,
    ),
    legacy_protocols_blocked: isDefault,
    mfa_by_default: isDefault,
  };
}

function fact<T>(value: T | undefined, why: string, at: Place): Fact<T> {
  return value === undefined ? unknown(why, at) : known(value, at);
}

function told<T>(
  record: GraphRecord | undefined,
  key: string,
  read: (value: unknown) => T | undefined,
  command: string,
  at: Place,
): Fact<T> {
  const value = record === undefined ? undefined : own(record.value, key);
  if (value === undefined) return unknown(`${key} is not told; give the output of \`${command}\``, record?.at ?? at);
  return fact(read(value), `${key} has a value that is not known; check it by hand`, record?.at ?? at);
}

const SELF = /^managepermissiongrantsforself\.(.+)$/i;

/** What users may consent to for themselves; owners of a resource are another matter. */
function userConsent(policy: GraphRecord | undefined, at: Place): Fact<string> {
  const command = `give the output of \`${GRAPH_COMMANDS.authorization}\``;
  if (policy === undefined) return unknown(`permissionGrantPoliciesAssigned is not told; ${command}`, at);
  const role = recordAt(policy, 'defaultUserRolePermissions');
  const list =
    (role === undefined ? undefined : textsIn(role, 'permissionGrantPoliciesAssigned')) ??
    textsIn(policy, 'permissionGrantPolicyIdsAssignedToDefaultUserRole');
  if (list === undefined) return unknown(`permissionGrantPoliciesAssigned is not told; ${command}`, policy.at);
  const names = list.flatMap((text) => SELF.exec(text)?.[1]?.toLowerCase() ?? []);
  if (names.length === 0) return known('none', policy.at);
  if (names.includes('microsoft-user-default-legacy')) return known('any', policy.at);
  const custom = names.filter((name) => !name.startsWith('microsoft-user-default-'));
  return custom.length > 0
    ? unknown(`what the consent policy ${custom.join(', ')} allows is not told; check it by hand`, policy.at)
    : known('low-risk', policy.at);
}

/** Security groups are of the policy, Microsoft 365 groups of a setting that exists only where it was changed. */
function createGroups(security: Fact<boolean>, exports: GraphExports, at: Place): Fact<boolean> {
  if (!isKnown(security) || security.value) return security;
  const { given, gaps, records } = exports.list('settings');
  const unified = records
    .flatMap((record) => recordsAt(record, 'values')?.records ?? [])
    .find((entry) => textIn(entry, 'name') === 'EnableGroupCreation');
  if (unified !== undefined)
    return fact(
      asBoolean(own(unified.value, 'value')),
      'EnableGroupCreation is not true or false; export it again',
      unified.at,
    );
  return given && gaps.length === 0
    ? known(true, at)
    : unknown(`who may make Microsoft 365 groups is not told; give the output of \`${GRAPH_COMMANDS.settings}\``, at);
}

function guestDomains(exports: GraphExports, at: Place): Fact<string> {
  const { given, gaps, records } = exports.list('guest-domain-policy');
  const why = `give the output of \`${GRAPH_COMMANDS.guestDomains}\``;
  if (!given || gaps.length > 0) return unknown(`from which domains guests may come is not told; ${why}`, at);
  let found = 'any';
  for (const record of records)
    for (const text of textsIn(record, 'definition') ?? []) {
      const lists = domainLists(text);
      if (lists === undefined) return unknown(`the policy on domains of guests could not be read; ${why}`, record.at);
      if (lists.allowed) found = 'allow-list';
      else if (lists.blocked && found === 'any') found = 'deny-list';
    }
  return known(found, records[0]?.at ?? at);
}

function domainLists(text: string): { readonly allowed: boolean; readonly blocked: boolean } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const policy = isObject(json) ? own(json, 'B2BManagementPolicy') : undefined;
  const lists = isObject(policy) ? own(policy, 'InvitationsAllowedAndBlockedDomainsPolicy') : undefined;
  if (!isObject(lists)) return { allowed: false, blocked: false };
  const isFilled = (key: string): boolean => {
    const list = own(lists, key);
    return Array.isArray(list) && list.length > 0;
  };
  // An allow list that is empty allows nobody.
  return { allowed: Array.isArray(own(lists, 'AllowedDomains')), blocked: isFilled('BlockedDomains') };
}
