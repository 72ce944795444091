import type { Power } from '../directory-parts.ts';

/**
 * Built-in roles of the directory that Microsoft labels privileged, by template id (Microsoft Entra built-in roles,
 * learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference). `admin` are those that can make
 * their holder a Global Administrator in one step: by a role assignment, or by resetting one's sign-in.
 */
const LABELLED: ReadonlyMap<string, readonly [string, Power]> = new Map([
  ['62e90394-69f5-4237-9190-012177145e10', ['Global Administrator', 'admin']],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', ['Privileged Role Administrator', 'admin']],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', ['Privileged Authentication Administrator', 'admin']],
  ['e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', ['Partner Tier2 Support', 'admin']],
  ['db506228-d27e-4b7d-95e5-295956d6615f', ['Agent ID Administrator', 'privileged']],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', ['Application Administrator', 'privileged']],
  ['cf1c38e5-3621-4004-a7cb-879624dced7c', ['Application Developer', 'privileged']],
  ['ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe', ['Attribute Provisioning Administrator', 'privileged']],
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', ['Authentication Administrator', 'privileged']],
  ['25a516ed-2fa0-40ea-a2d0-12923a21473a', ['Authentication Extensibility Administrator', 'privileged']],
  ['0526716b-113d-4c15-b2c8-68e3c22b9f80', ['Authentication Policy Administrator', 'privileged']],
  ['aaf43236-0c0d-4d5f-883a-6955382ac081', ['B2C IEF Keyset Administrator', 'privileged']],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', ['Cloud Application Administrator', 'privileged']],
  ['7698a772-787b-4ac8-901f-60d6b08affd2', ['Cloud Device Administrator', 'privileged']],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', ['Conditional Access Administrator', 'privileged']],
  ['d29b2b05-8046-44ba-8758-1e26182fcf32', ['Directory Synchronization Accounts', 'privileged']],
  ['9360feb5-f418-4baa-8175-e2a00bac4301', ['Directory Writers', 'privileged']],
  ['8329153b-31d0-4727-b945-745eb3bc5f31', ['Domain Name Administrator', 'privileged']],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', ['Exchange Administrator', 'privileged']],
  ['be2f45a1-457d-42af-a067-6ec1fa63bc45', ['External Identity Provider Administrator', 'privileged']],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', ['Global Reader', 'standard']],
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', ['Groups Administrator', 'privileged']],
  ['95e79109-95c0-4d8e-aee3-d01accf2d47b', ['Guest Inviter', 'standard']],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', ['Helpdesk Administrator', 'privileged']],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', ['Hybrid Identity Administrator', 'privileged']],
  ['45d8d3c5-c802-45c6-b32a-1d70b5e1e86e', ['Identity Governance Administrator', 'privileged']],
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', ['Intune Administrator', 'privileged']],
  ['59d46f88-662b-457b-bceb-5c3809e5908f', ['Lifecycle Workflows Administrator', 'privileged']],
  ['9f06204d-73c1-4d4c-880a-6edb90606fd8', ['Microsoft Entra Joined Device Local Administrator', 'privileged']],
  ['4ba39ca4-527c-499a-b93d-d9b492c50246', ['Partner Tier1 Support', 'privileged']],
  ['966707d0-3269-4727-9be2-8c3a10f19b9d', ['Password Administrator', 'privileged']],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', ['Security Administrator', 'privileged']],
  ['5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', ['Security Operator', 'privileged']],
  ['5d6b6bb7-de71-4623-b4af-96380a352509', ['Security Reader', 'standard']],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', ['SharePoint Administrator', 'privileged']],
  ['69091246-20e8-4a56-aa4d-066075b2a7a8', ['Teams Administrator', 'privileged']],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', ['User Administrator', 'privileged']],
]);

/** The name of a built-in role, as the documentation writes it. */
export function templateName(templateId: string): string | undefined {
  return LABELLED.get(templateId.toLowerCase())?.[0];
}

/** What a built-in role gives; by its name where the table does not hold it. */
export function templatePower(templateId: string, name: string, isPrivileged: boolean | undefined): Power {
  const told = LABELLED.get(templateId.toLowerCase())?.[1];
  if (told !== undefined) return told;
  return isPrivileged === true || /\badministrator$/i.test(name) ? 'privileged' : 'standard';
}

/** Actions of a custom role that hand out roles, or reset the sign-in of whoever holds them. */
const ADMIN_ACTION =
  /^microsoft\.directory\/(?:\*|roleAssignments\/(?:allProperties\/(?:allTasks|update)|create)|privilegedIdentityManagement\/.*(?:allTasks|update)|users\/(?:authenticationMethods\/(?:create|update|delete)|password\/update)|groupsAssignableToRoles\/(?:members\/update|allProperties\/(?:allTasks|update)|create))/i;
/** Actions that only look. */
const READING = /\/(?:\w+\.)?read$/i;

/** What the actions of a custom role give. */
export function actionsPower(actions: readonly string[]): Power {
  if (actions.some((action) => ADMIN_ACTION.test(action))) return 'admin';
  return actions.some((action) => !READING.test(action)) ? 'privileged' : 'standard';
}
