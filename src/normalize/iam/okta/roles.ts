import { known, unknown } from '../../../core/fact.ts';
import type { RoleAssignment } from '../../../model/generated/model.ts';
import { type ExportRecord, textIn } from '../export-record.ts';
import type { OktaExport } from './documents.ts';

/** Standard roles that administer a part of the organization. */
const PRIVILEGED = new Set([
  'ORG_ADMIN',
  'APP_ADMIN',
  'USER_ADMIN',
  'HELP_DESK_ADMIN',
  'MOBILE_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'WORKFLOWS_ADMIN',
  'ACCESS_CERTIFICATIONS_ADMIN',
  'ACCESS_REQUESTS_ADMIN',
]);
const STANDARD = new Set(['READ_ONLY_ADMIN', 'REPORT_ADMIN']);

/** Who holds administrative roles, directly or by a group. */
export function readRoles(
  data: OktaExport,
  idOf: (oktaId: string) => { readonly id: string; readonly kind: RoleAssignment['principal_kind'] } | undefined,
): readonly RoleAssignment[] {
  return [...data.attached.roles].flatMap(([holder, { records }]) =>
    records.flatMap((role): readonly RoleAssignment[] => {
      if (textIn(role, 'status') === 'INACTIVE') return [];
      const { at } = role;
      const principal = idOf(holder) ?? { id: `unknown:${holder}`, kind: 'unknown' as const };
      const type = textIn(role, 'type') ?? '';
      const label = nameOf(role);
      return [
        {
          id: `${label} @ / = ${principal.id}`,
          at,
          principal: principal.id,
          principal_kind: principal.kind,
          role: label,
          role_id: type === 'CUSTOM' ? (textIn(role, 'role') ?? type) : type,
          scope: '/',
          scope_kind: 'directory',
          kind: known('permanent', at),
          approval: known(false, at),
          expires_at: known('never', at),
          power:
            type === 'SUPER_ADMIN'
              ? known('admin', at)
              : PRIVILEGED.has(type) || type === 'CUSTOM'
                ? known('privileged', at)
                : STANDARD.has(type)
                  ? known('standard', at)
                  : unknown('what this role allows is not known', at),
        },
      ];
    }),
  );
}

function nameOf(role: ExportRecord): string {
  return textIn(role, 'label') ?? textIn(role, 'type') ?? 'role';
}
