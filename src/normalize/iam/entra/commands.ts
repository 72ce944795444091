const V1 = 'https://graph.microsoft.com/v1.0';
const BETA = 'https://graph.microsoft.com/beta';

function rest(address: string, file: string): string {
  return `az rest --url '${address}' > ${file}`;
}

/** The commands that export each list; every page of it is to be given (`@odata.nextLink`). */
export const GRAPH_COMMANDS = {
  users: rest(
    `${V1}/users?$top=500&$select=id,userPrincipalName,userType,accountEnabled,createdDateTime,signInActivity,onPremisesSyncEnabled,mail,otherMails,proxyAddresses,employeeId,department,jobTitle,assignedPlans,passwordPolicies,lastPasswordChangeDateTime,signInSessionsValidFromDateTime`,
    'users.json',
  ),
  managers: rest(`${V1}/users?$select=id&$expand=manager($select=id)`, 'managers.json'),
  sponsors: rest(`${V1}/users?$select=id&$expand=sponsors($select=id)`, 'sponsors.json'),
  groups: rest(`${V1}/groups?$select=id,displayName,isAssignableToRole,securityEnabled,groupTypes`, 'groups.json'),
  members: rest(`${V1}/groups/GROUP-ID/members?$select=id`, 'members-GROUP-ID.json'),
  owners: rest(`${V1}/groups/GROUP-ID/owners?$select=id`, 'owners-GROUP-ID.json'),
  registration: rest(`${V1}/reports/authenticationMethods/userRegistrationDetails`, 'registration.json'),
  requirements: rest(`${BETA}/users/USER-ID/authentication/requirements`, 'requirements-USER-ID.json'),
  assignments: rest(`${V1}/roleManagement/directory/roleAssignments?$expand=principal`, 'role-assignments.json'),
  schedules: rest(`${V1}/roleManagement/directory/roleAssignmentSchedules`, 'role-assignment-schedules.json'),
  eligibilities: rest(
    `${V1}/roleManagement/directory/roleEligibilitySchedules?$expand=principal`,
    'role-eligibilities.json',
  ),
  rolePolicies: rest(
    `${V1}/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)`.replaceAll(
      "'",
      "'\\''",
    ),
    'role-policies.json',
  ),
  definitions: rest(`${V1}/roleManagement/directory/roleDefinitions`, 'role-definitions.json'),
  access: rest(`${V1}/identity/conditionalAccess/policies`, 'conditional-access.json'),
  applications: rest(`${V1}/applications?$expand=owners($select=id)`, 'applications.json'),
  principals: rest(`${V1}/servicePrincipals?$expand=owners($select=id)`, 'service-principals.json'),
  permissions: rest(
    `${V1}/servicePrincipals(appId='\\''00000003-0000-0000-c000-000000000000'\\'')/appRoleAssignedTo`,
    'app-permissions.json',
  ),
  keyActivity: rest(`${BETA}/reports/appCredentialSignInActivities`, 'key-activity.json'),
  principalActivity: rest(`${BETA}/reports/servicePrincipalSignInActivities`, 'principal-activity.json'),
  authorization: rest(`${V1}/policies/authorizationPolicy`, 'authorization-policy.json'),
  methods: rest(`${V1}/policies/authenticationMethodsPolicy`, 'authentication-methods.json'),
  defaults: rest(`${V1}/policies/identitySecurityDefaultsEnforcementPolicy`, 'security-defaults.json'),
  domains: rest(`${V1}/domains`, 'domains.json'),
  settings: rest(`${V1}/groupSettings`, 'group-settings.json'),
  consent: rest(`${V1}/policies/adminConsentRequestPolicy`, 'consent-requests.json'),
  devices: rest(`${BETA}/policies/deviceRegistrationPolicy`, 'device-registration.json'),
  guestDomains: rest(`${BETA}/policies/b2bManagementPolicies`, 'guest-domains.json'),
} as const;
