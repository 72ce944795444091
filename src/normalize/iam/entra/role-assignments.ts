import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { RoleAssignment } from '../../../model/generated/model.ts';
import { distinctAssignments, type Power } from '../directory-parts.ts';
import { type ExportRecord, own, recordAt, recordsAt, textIn } from '../export-record.ts';
import { readApprovals } from './approvals.ts';
import { GRAPH_COMMANDS } from './commands.ts';
import type { GraphExports } from './graph-exports.ts';
import { asInstant } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';
import { membersByHolder, relatedObjects } from './groups.ts';
import type { Names } from './names.ts';
import { rolePowers } from './role-definitions.ts';

interface Draft {
  readonly at: Place;
  readonly principalId: string;
  readonly principal: ExportRecord | undefined;
  /** Template id of a built-in role, or the id of a custom one. */
  readonly roleId: string;
  readonly scope: string;
  readonly kind: 'listed' | 'assigned' | 'activated' | 'eligible';
  readonly expires: Fact<string>;
}

/** Who holds which role of the directory, for good, for a time, or after activation. */
export function readRoleAssignments(
  exports: GraphExports,
  names: Names,
): { readonly assignments: readonly RoleAssignment[]; readonly gaps: readonly string[] } {
  const gaps: string[] = [];
  const drafts = [
    ...scheduled(exports, 'role-assignment-schedules'),
    ...scheduled(exports, 'role-eligibilities'),
    ...listed(exports),
    ...activatedRoles(exports, gaps),
  ];
  const byKey = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = `${draft.roleId} ${draft.scope} ${draft.principalId}`.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), draft]);
  }
  const powers = rolePowers(exports);
  const approvals = readApprovals(exports);
  const assignments = [...byKey.values()].flatMap((group) =>
    holdings(group, exports).map((holding) => assignment(holding, names, powers, approvals)),
  );
  return { assignments: distinctAssignments(assignments), gaps };
}

interface Holding {
  readonly draft: Draft;
  readonly kind: Fact<string>;
  readonly expires: Fact<string>;
}

/**
 * One principal, one role, one scope. An activation of an eligible role is no holding of its own; the plain list of
 * assignments shows activations too, and does not say so.
 */
function holdings(group: readonly Draft[], exports: GraphExports): readonly Holding[] {
  const found: Holding[] = [];
  const eligible = group.find(({ kind }) => kind === 'eligible');
  if (eligible !== undefined)
    found.push({ draft: eligible, kind: known('eligible', eligible.at), expires: eligible.expires });
  const assigned = group.find(({ kind }) => kind === 'assigned');
  if (assigned !== undefined)
    return [...found, { draft: assigned, kind: known('permanent', assigned.at), expires: assigned.expires }];
  const active = group.find(({ kind }) => kind === 'listed');
  const activated = group.find(({ kind }) => kind === 'activated');
  if (active === undefined && activated !== undefined && eligible === undefined)
    return [{ draft: activated, kind: known('eligible', activated.at), expires: activated.expires }];
  if (active === undefined || activated !== undefined) return found;
  const eligibilities = exports.list('role-eligibilities');
  const isTold = eligibilities.given && eligibilities.gaps.length === 0 && eligible === undefined;
  const schedules = exports.list('role-assignment-schedules');
  const why = `an assignment and an activation look alike in this list; give the output of \`${GRAPH_COMMANDS.schedules}\` and of \`${GRAPH_COMMANDS.eligibilities}\``;
  if (eligible !== undefined && !schedules.given)
    return [...found, { draft: active, kind: unknown(why, active.at), expires: unknown(why, active.at) }];
  return [
    ...found,
    {
      draft: active,
      kind: isTold || eligible !== undefined ? known('permanent', active.at) : unknown(why, active.at),
      expires: unknown(
        `until when it holds is not told; give the output of \`${GRAPH_COMMANDS.schedules}\``,
        active.at,
      ),
    },
  ];
}

function draftOf(record: GraphRecord, kind: Draft['kind'], expires: Fact<string>): readonly Draft[] {
  const principalId = textIn(record, 'principalId')?.toLowerCase();
  const roleId = (
    textIn(recordAt(record, 'roleDefinition'), 'templateId') ?? textIn(record, 'roleDefinitionId')
  )?.toLowerCase();
  if (principalId === undefined || roleId === undefined) return [];
  const appScope = textIn(record, 'appScopeId');
  const scope = textIn(record, 'directoryScopeId') ?? (appScope === undefined ? '/' : `/app${appScope}`);
  return [{ at: record.at, principalId, principal: recordAt(record, 'principal'), roleId, scope, kind, expires }];
}

function listed(exports: GraphExports): readonly Draft[] {
  return exports
    .list('role-assignments')
    .records.flatMap((record) => draftOf(record, 'listed', known('never', record.at)));
}

function scheduled(exports: GraphExports, list: 'role-assignment-schedules' | 'role-eligibilities'): readonly Draft[] {
  return exports.list(list).records.flatMap((record) => {
    // What comes by a group is told by the assignment of the group.
    if (textIn(record, 'memberType')?.toLowerCase() === 'group') return [];
    const status = textIn(record, 'status')?.toLowerCase();
    if (status === 'revoked' || status === 'canceled' || status === 'denied' || status === 'failed') return [];
    const type = textIn(record, 'assignmentType')?.toLowerCase();
    const kind = list === 'role-eligibilities' ? 'eligible' : type === 'activated' ? 'activated' : 'assigned';
    return draftOf(record, kind, expiry(record));
  });
}

function expiry(record: GraphRecord): Fact<string> {
  const schedule = recordAt(record, 'scheduleInfo');
  const expiration = schedule === undefined ? undefined : recordAt(schedule, 'expiration');
  const end = expiration === undefined ? own(record.value, 'endDateTime') : own(expiration.value, 'endDateTime');
  const instant = asInstant(end);
  if (instant !== undefined) return known(instant, record.at);
  if (end !== undefined) return unknown('its end is not an instant; export it again', record.at);
  if (textIn(expiration, 'type')?.toLowerCase() === 'noexpiration' || expiration === undefined)
    return known('never', record.at);
  return unknown('its end is told as a duration; export roleAssignmentScheduleInstances instead', record.at);
}

/** `directoryRoles` with members: active holders over the whole directory. */
function activatedRoles(exports: GraphExports, gaps: string[]): readonly Draft[] {
  const separate = membersByHolder(exports);
  return exports.list('directory-roles').records.flatMap((role): readonly Draft[] => {
    const id = textIn(role, 'id')?.toLowerCase() ?? '';
    const roleId = textIn(role, 'roleTemplateId')?.toLowerCase();
    if (roleId === undefined) return [];
    const command = `az rest --url 'https://graph.microsoft.com/v1.0/directoryRoles/${id}/members' > members-${id}.json`;
    const members = relatedObjects(role, 'members', separate.get(id), command);
    const shown = recordsAt(role, 'members')?.records ?? [];
    if (!isKnown(members)) gaps.push(`${textIn(role, 'displayName') ?? roleId}: ${members.unknown}`);
    const ids = isKnown(members) ? members.value : shown.flatMap((one) => textIn(one, 'id') ?? []);
    return ids.map((memberId) => ({
      at: role.at,
      principalId: memberId.toLowerCase(),
      principal: shown.find((one) => textIn(one, 'id') === memberId),
      roleId,
      scope: '/',
      kind: 'listed',
      expires: known('never', role.at),
    }));
  });
}

function assignment(
  { draft, kind, expires }: Holding,
  names: Names,
  powers: (roleId: string, name: string) => Power | undefined,
  approvals: (roleId: string, at: Place) => Fact<boolean>,
): RoleAssignment {
  const role = names.role(draft.roleId) ?? draft.roleId;
  const { id: principal, principal_kind } = principalOf(draft, names);
  const power = powers(draft.roleId, role);
  const whole = draft.scope === '/';
  const suffix = isKnown(kind) && kind.value === 'eligible' ? ' (eligible)' : '';
  return {
    id: `${role} @ ${draft.scope} = ${principal}${suffix}`,
    at: draft.at,
    principal,
    principal_kind,
    role,
    role_id: draft.roleId,
    scope: draft.scope,
    scope_kind: whole ? 'directory' : draft.scope.startsWith('/administrativeUnits/') ? 'resource' : 'application',
    kind,
    approval: isKnown(kind)
      ? kind.value === 'eligible'
        ? approvals(draft.roleId, draft.at)
        : known(false, draft.at)
      : kind,
    expires_at: expires,
    power:
      power === undefined
        ? unknown(
            `what the role ${role} allows is not told; give the output of \`${GRAPH_COMMANDS.definitions}\``,
            draft.at,
          )
        : known(!whole && power === 'admin' ? 'privileged' : power, draft.at),
  };
}

function principalOf(draft: Draft, names: Names): Pick<RoleAssignment, 'principal_kind'> & { readonly id: string } {
  const named = names.of(draft.principalId);
  if (named !== undefined) return { id: named.id, principal_kind: named.kind };
  const type = textIn(draft.principal, '@odata.type')?.toLowerCase() ?? '';
  const login = textIn(draft.principal, 'userPrincipalName')?.toLowerCase();
  const name = textIn(draft.principal, 'displayName') ?? draft.principalId;
  if (login !== undefined)
    return login.includes('#ext#')
      ? { id: `guest:${login}`, principal_kind: 'guest' }
      : { id: `user:${login}`, principal_kind: 'human' };
  if (type.endsWith('.serviceprincipal')) return { id: `app:${name}`, principal_kind: 'service' };
  if (type.endsWith('.group')) return { id: `group:${name}`, principal_kind: 'group' };
  return { id: `id:${draft.principalId}`, principal_kind: 'unknown' };
}
