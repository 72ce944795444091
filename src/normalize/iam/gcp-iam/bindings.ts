import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { RoleAssignment } from '../../../model/generated/model.ts';
import { leftOut, type Power } from '../directory-parts.ts';
import { distinct, type ExportRecord, recordAt, recordsAt, textIn, textsIn } from '../export-record.ts';
import { utcInstant } from '../instant.ts';
import { GCP_IAM_COMMANDS } from './commands.ts';
import type { ScopedPolicy } from './documents.ts';

/** What bindings give, and what of them could not be read. */
export interface Bindings {
  readonly assignments: readonly RoleAssignment[];
  readonly gaps: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the bindings of policies; members that were deleted hold nothing any more. */
export function readBindings(
  policies: readonly ScopedPolicy[],
  permissions: ReadonlyMap<string, Fact<readonly string[]>>,
): Bindings {
  const assignments: RoleAssignment[] = [];
  const gaps: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { scope, policy } of policies) {
    const listed = recordsAt(policy, 'bindings');
    // A policy without bindings is written without the word.
    if (listed === undefined && !('bindings' in policy.value)) continue;
    let odd = listed === undefined ? 1 : listed.odd;
    let deleted = 0;
    for (const binding of listed?.records ?? []) {
      const role = textIn(binding, 'role');
      const members = textsIn(binding, 'members');
      if (role === undefined || members === undefined) {
        odd += 1;
        continue;
      }
      const alive = members.filter((member) => !member.startsWith('deleted:'));
      deleted += members.length - alive.length;
      assignments.push(...distinct(alive).map((member) => assignment(binding, role, member, scope, permissions)));
    }
    if (odd > 0) {
      const why = `${odd} bindings of ${scope} cannot be read`;
      gaps.push(why);
      diagnostics.push(leftOut(why, policy.at));
    }
    if (deleted > 0)
      diagnostics.push({
        level: 'note',
        code: 'deleted-members',
        message: `${policy.at.file}: ${deleted} members of ${scope} were deleted and hold nothing; remove them from the policy`,
        at: policy.at,
      });
  }
  return { assignments, gaps, diagnostics };
}

function assignment(
  binding: ExportRecord,
  role: string,
  member: string,
  scope: string,
  permissions: ReadonlyMap<string, Fact<readonly string[]>>,
): RoleAssignment {
  const { at } = binding;
  const condition = recordAt(binding, 'condition');
  const expression = textIn(condition, 'expression');
  const principal = principalOf(member);
  const scopeKind = scopeKindOf(scope);
  return {
    id: `${role} @ ${scope} = ${principal.id}${expression === undefined ? '' : ` (if ${textIn(condition, 'title') ?? expression})`}`,
    at,
    principal: principal.id,
    principal_kind: principal.kind,
    role,
    role_id: role,
    scope,
    scope_kind: scopeKind,
    kind: known('permanent', at),
    approval: known(false, at),
    expires_at: expiry(binding, expression, at),
    ...(expression === undefined ? {} : { condition: expression }),
    power: powerOf(role, scopeKind, permissions, at),
  };
}

/** A member as a principal; accounts that Google makes and runs for its services are told apart. */
export function principalOf(member: string): { readonly id: string; readonly kind: RoleAssignment['principal_kind'] } {
  const colon = member.indexOf(':');
  const [kind, name] = colon === -1 ? [member, ''] : [member.slice(0, colon), member.slice(colon + 1)];
  switch (kind) {
    case 'allUsers':
    case 'allAuthenticatedUsers':
      return { id: `everyone:${kind}`, kind: 'everyone' };
    case 'user':
      return { id: `user:${name.toLowerCase()}`, kind: 'human' };
    case 'serviceAccount':
      return { id: `${isGoogleAgent(name) ? 'google-agent' : 'service'}:${name.toLowerCase()}`, kind: 'service' };
    case 'group':
      return { id: `group:${name.toLowerCase()}`, kind: 'group' };
    case 'domain':
      return { id: `domain:${name.toLowerCase()}`, kind: 'domain' };
    case 'projectOwner':
    case 'projectEditor':
    case 'projectViewer':
      // Whoever holds the basic role on that project.
      return { id: `group:${member}`, kind: 'group' };
    case 'principal':
      return { id: `service:${member}`, kind: 'service' };
    case 'principalSet':
      return { id: `group:${member}`, kind: 'group' };
    default:
      return { id: `unknown:${member}`, kind: 'unknown' };
  }
}

function isGoogleAgent(email: string): boolean {
  const [name = '', domain = ''] = email.split('@');
  if (domain === 'cloudservices.gserviceaccount.com') return true;
  return /^service-(?:\d+|org-\d+|folder-\d+|project-\d+)$/.test(name) && domain.endsWith('.gserviceaccount.com');
}

function scopeKindOf(scope: string): RoleAssignment['scope_kind'] {
  if (/^organizations\/[^/]+$/.test(scope)) return 'organization';
  if (/^folders\/[^/]+$/.test(scope)) return 'folder';
  return /^projects\/[^/]+$/.test(scope) ? 'project' : 'resource';
}

/** When a condition on the time ends the binding. */
function expiry(binding: ExportRecord, expression: string | undefined, at: Place): Fact<string> {
  if (expression === undefined)
    return 'condition' in binding.value && binding.value['condition'] !== null
      ? unknown('the condition cannot be read; export the policy again', at)
      : known('never', at);
  if (!expression.includes('request.time')) return known('never', at);
  const until = /^\s*request\.time\s*<=?\s*timestamp\(\s*["']([^"']+)["']\s*\)\s*$/.exec(expression)?.[1];
  const instant = until === undefined ? undefined : utcInstant(until);
  return instant === undefined
    ? unknown('the condition on the time is not a plain end; see the policy', at)
    : known(instant, at);
}

/** Roles that let their holder give itself every other one on the scope. */
const ADMIN = new Set([
  'roles/owner',
  'roles/iam.securityAdmin',
  'roles/resourcemanager.folderAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/resourcemanager.projectIamAdmin',
]);
const PRIVILEGED = new Set([
  'roles/editor',
  'roles/deploymentmanager.editor',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountUser',
  'roles/iam.workloadIdentityUser',
]);
/** Permissions by which a custom role gives all. */
const ADMIN_PERMISSION = /^resourcemanager\.(?:organizations|folders|projects)\.setIamPolicy$/;
const PRIVILEGED_PERMISSION =
  /^iam\.serviceAccounts\.(?:actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^iam\.serviceAccountKeys\.create$|^iam\.roles\.(?:create|update)$|\.setIamPolicy$|^orgpolicy\.policy\.set$/;

function powerOf(
  role: string,
  scopeKind: RoleAssignment['scope_kind'],
  permissions: ReadonlyMap<string, Fact<readonly string[]>>,
  at: Place,
): Fact<Power> {
  const power = rolePower(role, permissions, at);
  if (scopeKind !== 'resource' || !('value' in power)) return power;
  // Over one bucket or topic only.
  return known(power.value === 'admin' ? 'privileged' : /^roles\/iam\./.test(role) ? power.value : 'standard', at);
}

function rolePower(role: string, permissions: ReadonlyMap<string, Fact<readonly string[]>>, at: Place): Fact<Power> {
  if (ADMIN.has(role)) return known('admin', at);
  if (PRIVILEGED.has(role)) return known('privileged', at);
  if (role.startsWith('roles/')) return known(/admin$/i.test(role) ? 'privileged' : 'standard', at);
  const told = permissions.get(role);
  if (told === undefined)
    return unknown(`what the custom role ${role} allows was not given: \`${GCP_IAM_COMMANDS.roles}\``, at);
  if (!('value' in told)) return unknown(told.unknown, at);
  if (told.value.some((one) => ADMIN_PERMISSION.test(one))) return known('admin', at);
  return known(told.value.some((one) => PRIVILEGED_PERMISSION.test(one)) ? 'privileged' : 'standard', at);
}
