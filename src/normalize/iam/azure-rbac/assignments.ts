import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import type { RoleAssignment, RoleDefinition } from '../../../model/generated/model.ts';
import { distinctAssignments } from '../directory-parts.ts';
import type { Named } from '../entra/names.ts';
import { utcInstant } from '../instant.ts';
import { lastPart, RBAC_COMMANDS, type RbacExports, type RbacRecord, subscriptionOf, wordOf } from './rbac-exports.ts';
import { nameOfRole, rolePower } from './roles.ts';

/** What the exports of the tenant, where they stand beside, tell of a principal. */
export type Resolve = (objectId: string) => Named | undefined;

/** Who holds which role of Azure, and where. */
export function readAssignments(
  exports: RbacExports,
  definitions: ReadonlyMap<string, RoleDefinition>,
  resolve: Resolve,
): readonly (RoleAssignment & { readonly file: string })[] {
  const activated = new Set<string>();
  const assigned = new Map<string, RbacRecord>();
  for (const record of exports.records.schedule) {
    if (/^activated$/i.test(wordOf(record, 'assignmentType') ?? '')) activated.add(keyOf(record));
    else assigned.set(keyOf(record), record);
  }
  const list = [
    ...exports.records.assignment
      .filter((record) => !(activated.has(keyOf(record)) && !assigned.has(keyOf(record))))
      .map((record) => ({
        record,
        kind: kindOf(record, exports),
        expires: expiry(assigned.get(keyOf(record)), record),
      })),
    ...exports.records.eligibility.map((record) => ({
      record,
      kind: known('eligible', record.at),
      expires: expiry(record, record),
    })),
  ];
  return list.flatMap(({ record, kind, expires }) => {
    const found = assignment(record, kind, expires, definitions, resolve);
    return found === undefined ? [] : [{ ...found, file: record.file }];
  });
}

function keyOf(record: RbacRecord): string {
  return ['principalId', 'roleDefinitionId', 'scope']
    .map((key) => (key === 'roleDefinitionId' ? lastPart(wordOf(record, key) ?? '') : (wordOf(record, key) ?? '')))
    .join(' ')
    .toLowerCase();
}

/** The list of assignments shows roles that were activated too, and does not say so. */
function kindOf(record: RbacRecord, exports: RbacExports): Fact<string> {
  return exports.given.has('schedule') || exports.given.has('eligibility')
    ? known('permanent', record.at)
    : unknown(
        `an assignment and an activation look alike in this list; give the output of \`${RBAC_COMMANDS.schedules}\``,
        record.at,
      );
}

function expiry(schedule: RbacRecord | undefined, record: RbacRecord): Fact<string> {
  if (schedule === undefined)
    return unknown(`until when it holds is not told; give the output of \`${RBAC_COMMANDS.schedules}\``, record.at);
  const end = wordOf(schedule, 'endDateTime');
  const instant = end === undefined ? 'never' : utcInstant(end);
  return instant === undefined
    ? unknown('its end is not an instant; export it again', record.at)
    : known(instant, record.at);
}

const KINDS: ReadonlyMap<string, RoleAssignment['principal_kind']> = new Map([
  ['user', 'human'],
  ['group', 'group'],
  ['foreigngroup', 'group'],
  ['serviceprincipal', 'service'],
  ['msi', 'service'],
]);

function assignment(
  record: RbacRecord,
  kind: Fact<string>,
  expires: Fact<string>,
  definitions: ReadonlyMap<string, RoleDefinition>,
  resolve: Resolve,
): RoleAssignment | undefined {
  const principalId = wordOf(record, 'principalId')?.toLowerCase();
  const rolePath = wordOf(record, 'roleDefinitionId');
  const scope = wordOf(record, 'scope');
  if (principalId === undefined || rolePath === undefined || scope === undefined) return undefined;
  const roleId = lastPart(rolePath);
  const role = nameOfRole(record, roleId, definitions);
  const power = rolePower(roleId, role, definitions);
  const principal = principalOf(record, principalId, resolve);
  const condition = wordOf(record, 'condition');
  const isEligible = isKnown(kind) && kind.value === 'eligible';
  return {
    id: `${role} @ ${scope} = ${principal.id}${isEligible ? ' (eligible)' : ''}`,
    at: record.at,
    principal: principal.id,
    principal_kind: principal.kind,
    role,
    role_id: roleId,
    scope,
    scope_kind: scopeKind(scope),
    kind,
    approval: !isKnown(kind)
      ? kind
      : isEligible
        ? unknown(
            'whether activating it needs approval is not exported here; see the settings of the role in PIM',
            record.at,
          )
        : known(false, record.at),
    expires_at: expires,
    ...(condition === undefined ? {} : { condition }),
    power:
      power === undefined
        ? unknown(
            `what the role ${role} allows is not told; give the output of \`${RBAC_COMMANDS.definitions}\``,
            record.at,
          )
        : known(power, record.at),
  };
}

/** A name that the list tells, else the tenant's; a service principal's is its appId. */
function principalOf(
  record: RbacRecord,
  objectId: string,
  resolve: Resolve,
): { readonly id: string; readonly kind: RoleAssignment['principal_kind'] } {
  const named = resolve(objectId);
  if (named !== undefined) return named;
  const kind = KINDS.get(wordOf(record, 'principalType')?.toLowerCase() ?? '') ?? 'unknown';
  const name = wordOf(record, 'principalName');
  const login = name?.toLowerCase();
  if (kind === 'human' && login !== undefined)
    return login.includes('#ext#') ? { id: `guest:${login}`, kind: 'guest' } : { id: `user:${login}`, kind };
  if (kind === 'group') return { id: `group:${name ?? objectId}`, kind };
  if (kind === 'service') return { id: `app:${name ?? objectId}`, kind };
  return { id: `id:${objectId}`, kind };
}

function scopeKind(scope: string): RoleAssignment['scope_kind'] {
  if (scope === '/') return 'organization';
  if (/^\/providers\/microsoft\.management\/managementgroups\//i.test(scope)) return 'management-group';
  const parts = scope.split('/').filter((part) => part !== '');
  if (subscriptionOf(scope) === undefined) return 'resource';
  if (parts.length === 2) return 'subscription';
  return parts.length === 4 && parts[2]?.toLowerCase() === 'resourcegroups' ? 'resource-group' : 'resource';
}

/** The assignments of one subscription, without the file that each came from. */
export function withoutFiles(list: readonly (RoleAssignment & { readonly file: string })[]): readonly RoleAssignment[] {
  return distinctAssignments(list.map(({ file: _, ...rest }) => rest));
}
