import { own } from '../export-record.ts';
import type { JsonObject } from '../json-value.ts';

/** The lists of Microsoft Graph that are read. */
export type GraphKind =
  | 'users'
  | 'groups'
  | 'members'
  | 'registration'
  | 'methods'
  | 'requirements'
  | 'directory-roles'
  | 'role-assignments'
  | 'role-assignment-schedules'
  | 'role-eligibilities'
  | 'role-definitions'
  | 'role-policies'
  | 'role-policy-assignments'
  | 'applications'
  | 'service-principals'
  | 'app-role-assignments'
  | 'access-policies'
  | 'named-locations'
  | 'authorization-policy'
  | 'methods-policy'
  | 'security-defaults'
  | 'organization'
  | 'domains'
  | 'settings'
  | 'consent-policy'
  | 'device-policy'
  | 'guest-domain-policy'
  | 'key-activity'
  | 'principal-activity';

const CONTEXT = /^https:\/\/[^/]*graph[^/]*\/[^$]*\$metadata#(.+)$/i;

/** Lists by the last words of their context address, the longest first. */
const CONTEXTS: readonly (readonly [RegExp, GraphKind])[] = [
  [/^users\('[^']*'\)\/authentication\/.*methods/i, 'methods'],
  [/^users\('[^']*'\)\/authentication\/requirements/i, 'requirements'],
  [/userregistrationdetails/i, 'registration'],
  [/serviceprincipalsigninactivit/i, 'principal-activity'],
  [/appcredentialsigninactivit/i, 'key-activity'],
  [/approleassign(?:ments|edto)/i, 'app-role-assignments'],
  [/conditionalaccess\/policies|^conditionalaccesspolicies/i, 'access-policies'],
  [/namedlocations/i, 'named-locations'],
  [/rolemanagementpolicyassignments/i, 'role-policy-assignments'],
  [/rolemanagementpolicies/i, 'role-policies'],
  [/roleeligibilityschedule(?:s|instances)/i, 'role-eligibilities'],
  [/roleassignmentschedule(?:s|instances)/i, 'role-assignment-schedules'],
  [/^rolemanagement\/directory\/roleassignments/i, 'role-assignments'],
  [/^rolemanagement\/directory\/roledefinitions/i, 'role-definitions'],
  [/authorizationpolicy|authorizationpolicies/i, 'authorization-policy'],
  [/authenticationmethodspolic/i, 'methods-policy'],
  [/identitysecuritydefaultsenforcementpolic/i, 'security-defaults'],
  [/adminconsentrequestpolic/i, 'consent-policy'],
  [/deviceregistrationpolic/i, 'device-policy'],
  [/b2bmanagementpolicies|legacy\/policies/i, 'guest-domain-policy'],
  [/^(?:groupsettings|settings|directorysettings)\b/i, 'settings'],
  [/^directoryroles\b/i, 'directory-roles'],
  [/^directoryobjects\b|\/(?:members|owners|transitivemembers)\b/i, 'members'],
  [/^serviceprincipals\b/i, 'service-principals'],
  [/^applications\b/i, 'applications'],
  [/^organization\b/i, 'organization'],
  [/^domains\b/i, 'domains'],
  [/^groups\b/i, 'groups'],
  [/^users\b/i, 'users'],
];

/** The context address of a page or an object. */
export function contextOf(page: JsonObject): string | undefined {
  const context = own(page, '@odata.context');
  return typeof context === 'string' ? context : undefined;
}

/** The list that a context address names; undefined for one that is not read. */
export function kindOfContext(context: string): GraphKind | undefined {
  const words = CONTEXT.exec(context)?.[1];
  return words === undefined ? undefined : CONTEXTS.find(([pattern]) => pattern.test(words))?.[1];
}

/** True for an address of Microsoft Graph, whatever list it names. */
export function isGraphContext(context: string): boolean {
  return CONTEXT.test(context);
}

/** The object whose list a context address names: `users('ID')/…`. */
export function holderOfContext(context: string): string | undefined {
  return /\$metadata#(?:users|groups|directoryRoles|applications|servicePrincipals)\('([^']+)'\)\//i
    .exec(decoded(context))?.[1]
    ?.toLowerCase();
}

/** Members that were selected: `$metadata#users(id,signInActivity)`. */
export function selectedBy(context: string): readonly string[] {
  const list = /#\w+\(([\w,@.()/ ]+)\)(?:\/\$entity)?$/.exec(context)?.[1];
  return list === undefined ? [] : list.split(',').map((name) => name.replace(/\(.*$/, '').trim());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Test = readonly [GraphKind, (has: (key: string) => boolean, record: JsonObject) => boolean];

/** How each kind is told by its members, the most telling first. */
const BY_MEMBERS: readonly Test[] = [
  ['registration', (has) => has('isMfaRegistered') || has('methodsRegistered')],
  ['access-policies', (has) => has('conditions') && has('state') && (has('grantControls') || has('sessionControls'))],
  ['named-locations', (has) => has('ipRanges') || has('countriesAndRegions')],
  ['role-policy-assignments', (has) => has('policyId') && has('scopeType')],
  ['role-policies', (has) => has('rules') && has('scopeType') && has('isOrganizationDefault')],
  ['role-assignment-schedules', (has) => has('assignmentType') && has('roleDefinitionId') && has('directoryScopeId')],
  [
    'role-eligibilities',
    (has) =>
      has('roleDefinitionId') &&
      has('directoryScopeId') &&
      (has('scheduleInfo') || has('memberType') || has('roleEligibilityScheduleId')),
  ],
  ['role-assignments', (has) => has('roleDefinitionId') && has('directoryScopeId') && has('principalId')],
  ['role-definitions', (has) => has('rolePermissions')],
  ['directory-roles', (has) => has('roleTemplateId')],
  ['app-role-assignments', (has) => has('appRoleId') && has('resourceId')],
  ['key-activity', (has) => has('keyId') && has('signInActivity')],
  ['principal-activity', (has) => has('appId') && has('lastSignInActivity')],
  ['service-principals', (has) => has('servicePrincipalType') || has('appOwnerOrganizationId')],
  [
    'applications',
    (has) => has('appId') && (has('passwordCredentials') || has('signInAudience') || has('keyCredentials')),
  ],
  ['authorization-policy', (has) => has('defaultUserRolePermissions') || has('allowInvitesFrom')],
  ['methods-policy', (has) => has('authenticationMethodConfigurations')],
  ['consent-policy', (has) => has('isEnabled') && has('reviewers')],
  ['device-policy', (has) => has('userDeviceQuota')],
  ['guest-domain-policy', (has, record) => has('definition') && JSON.stringify(record).includes('B2BManagementPolicy')],
  ['security-defaults', (has, record) => has('isEnabled') && record['id'] === '00000000-0000-0000-0000-000000000005'],
  ['organization', (has) => has('verifiedDomains')],
  ['domains', (has) => has('passwordValidityPeriodInDays') || (has('authenticationType') && has('isVerified'))],
  ['settings', (has, record) => has('templateId') && Array.isArray(record['values'])],
  ['requirements', (has) => has('perUserMfaState') && !has('userPrincipalName')],
  ['methods', (_, record) => /AuthenticationMethod$/.test(String(record['@odata.type']))],
  ['users', (has) => has('userPrincipalName')],
  ['groups', (has) => has('groupTypes') || has('securityEnabled') || has('isAssignableToRole') || has('members')],
];

/** The list that an object is of, told by its members. */
export function kindOfRecord(record: JsonObject): GraphKind | undefined {
  const has = (key: string): boolean => Object.hasOwn(record, key);
  return BY_MEMBERS.find(([, test]) => test(has, record))?.[0];
}
