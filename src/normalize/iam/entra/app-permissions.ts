import type { Power } from '../directory-parts.ts';

/** Microsoft Graph itself, the same in every tenant. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/**
 * Application permissions of Microsoft Graph that reach or touch the administration, by the id of their app role
 * (learn.microsoft.com/graph/permissions-reference). `admin`: one step to Global Administrator — handing out roles or
 * permissions, taking over an application that may, or setting the sign-in of an administrator.
 */
const PERMISSIONS: ReadonlyMap<string, readonly [string, Power]> = new Map([
  ['9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8', ['RoleManagement.ReadWrite.Directory', 'admin']],
  ['06b708a9-e830-4db3-a914-8e69da51d44f', ['AppRoleAssignment.ReadWrite.All', 'admin']],
  ['1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', ['Application.ReadWrite.All', 'admin']],
  ['dd199f4a-f148-40a4-a2ec-f0069cc799ec', ['RoleAssignmentSchedule.ReadWrite.Directory', 'admin']],
  ['fee28b28-e1f3-4841-818e-2704dc62245f', ['RoleEligibilitySchedule.ReadWrite.Directory', 'admin']],
  ['41202f2c-f7ab-45be-b001-85c9728b9d69', ['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup', 'admin']],
  ['618b6020-bca8-4de6-99f6-ef445fa4d857', ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup', 'admin']],
  ['2f6817f8-7b12-4f0f-bc18-eeaf60705a9e', ['PrivilegedAccess.ReadWrite.AzureADGroup', 'admin']],
  ['50483e42-d915-4231-9639-7fdb7fd190e5', ['UserAuthenticationMethod.ReadWrite.All', 'admin']],
  ['7e05723c-0bb0-42da-be95-ae9f08a6e53c', ['Domain.ReadWrite.All', 'admin']],
  ['19dbc75e-c2e2-444c-a770-ec69d8559fc7', ['Directory.ReadWrite.All', 'privileged']],
  ['31e08e0a-d3f7-4ca2-ac39-7343fb83e8ad', ['RoleManagementPolicy.ReadWrite.Directory', 'privileged']],
  ['cc117bb9-00cf-4eb8-b580-ea2a878fe8f7', ['User-PasswordProfile.ReadWrite.All', 'privileged']],
  ['741f803b-c850-494e-b5df-cde7c675a1ca', ['User.ReadWrite.All', 'privileged']],
  ['62a82d76-70ea-41e2-9197-370581804d09', ['Group.ReadWrite.All', 'privileged']],
  ['dbaae8cf-10b5-4b86-a4a1-f871c94c6695', ['GroupMember.ReadWrite.All', 'privileged']],
  ['01c0a623-fc9b-48e9-b794-0756f8e8f067', ['Policy.ReadWrite.ConditionalAccess', 'privileged']],
  ['29c18626-4985-4dcd-85c0-193eef327366', ['Policy.ReadWrite.AuthenticationMethod', 'privileged']],
  ['a402ca1c-2696-4531-972d-6e5ee4aa11ea', ['Policy.ReadWrite.PermissionGrant', 'privileged']],
  ['8e8e4742-1d95-4f68-9d56-6ee75648c72a', ['DelegatedPermissionGrant.ReadWrite.All', 'privileged']],
  ['243333ab-4d21-40cb-a475-36241daa0842', ['DeviceManagementManagedDevices.ReadWrite.All', 'privileged']],
  ['e330c4f0-4170-414e-a55a-2f022ec2b57b', ['DeviceManagementRBAC.ReadWrite.All', 'privileged']],
  ['6f9d5abc-2db6-400b-a267-7de22a40fb87', ['PrivilegedAccess.ReadWrite.AzureResources', 'privileged']],
  ['e2a3a72e-5f79-4c64-b1b1-878b674786c9', ['Mail.ReadWrite', 'privileged']],
  ['b633e1c5-b582-4048-a93e-9f11b44c7e96', ['Mail.Send', 'privileged']],
  ['a82116e5-55eb-4c41-a434-62fe8a61c773', ['Sites.FullControl.All', 'privileged']],
]);

const BY_NAME: ReadonlyMap<string, Power> = new Map([...PERMISSIONS.values()]);

/** The name of an application permission of Microsoft Graph. */
export function permissionName(appRoleId: string): string | undefined {
  return PERMISSIONS.get(appRoleId.toLowerCase())?.[0];
}

/** What an application permission gives. */
export function permissionPower(name: string): Power {
  return BY_NAME.get(name) ?? 'standard';
}
