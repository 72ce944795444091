import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { leftOut } from '../directory-parts.ts';
import { readExportDocuments } from '../export-documents.ts';
import { type ExportRecord, own, recordAt, recordOf, recordsOf, textIn } from '../export-record.ts';
import type { Locate } from '../json-lines.ts';
import { isObject, type JsonObject } from '../json-value.ts';

/** Commands that give the lists. */
export const RBAC_COMMANDS = {
  assignments: 'az role assignment list --all --include-inherited --output json > role-assignments.json',
  definitions: 'az role definition list --output json > role-definitions.json',
  schedules:
    "az rest --url 'https://management.azure.com/subscriptions/SUBSCRIPTION/providers/Microsoft.Authorization/roleAssignmentScheduleInstances?api-version=2020-10-01' > role-assignment-schedules.json",
  eligibilities:
    "az rest --url 'https://management.azure.com/subscriptions/SUBSCRIPTION/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01' > role-eligibilities.json",
} as const;

/** The kinds of records that are read. */
export type RbacKind = 'assignment' | 'definition' | 'schedule' | 'eligibility';

/** A record with the members of `properties` beside the others, as the command line writes them. */
export interface RbacRecord extends ExportRecord {
  readonly file: string;
}

/** What was given of Azure's roles. */
export interface RbacExports {
  readonly records: Readonly<Record<RbacKind, readonly RbacRecord[]>>;
  /** Kinds of which at least one list was given, empty or not. */
  readonly given: ReadonlySet<RbacKind>;
  readonly gaps: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const AGAIN = `Export it again, for example with \`${RBAC_COMMANDS.assignments}\`.`;

/** The kind of a record: by its type, else by its members. */
export function rbacKind(value: JsonObject): RbacKind | undefined {
  const type = textOf(value, 'type');
  const inner = own(value, 'properties');
  const properties: JsonObject = isObject(inner) ? inner : value;
  const has = (key: string): boolean => Object.hasOwn(properties, key);
  if (/^microsoft\.authorization\/roleassignments$/i.test(type)) return 'assignment';
  if (/^microsoft\.authorization\/roledefinitions$/i.test(type)) return 'definition';
  if (/^microsoft\.authorization\/roleassignmentschedule(?:instance)?s$/i.test(type)) return 'schedule';
  if (/^microsoft\.authorization\/roleeligibilityschedule(?:instance)?s$/i.test(type)) return 'eligibility';
  if (type !== '') return undefined;
  // Get-AzRoleAssignment and Get-AzRoleDefinition
  if (has('RoleDefinitionId') && has('ObjectId') && has('Scope')) return 'assignment';
  if (has('AssignableScopes') && has('Actions') && has('IsCustom')) return 'definition';
  if (has('roleDefinitionId') && has('principalId') && has('scope')) return 'assignment';
  return has('assignableScopes') && has('permissions') ? 'definition' : undefined;
}

function textOf(value: JsonObject, key: string): string {
  const text = own(value, key);
  return typeof text === 'string' ? text : '';
}

/** Reads the lists of the command line, the API and PowerShell. */
export function readRbacExports(captures: readonly Capture[]): RbacExports {
  const { documents, faults } = readExportDocuments(captures, AGAIN);
  const records: Record<RbacKind, RbacRecord[]> = { assignment: [], definition: [], schedule: [], eligibility: [] };
  const gaps: string[] = faults.map(({ message }) => message);
  const diagnostics: Diagnostic[] = [...faults];
  const open = new Map<RbacKind, { readonly file: string; last: boolean }>();
  for (const { file, value, locate } of documents) {
    const list = isObject(value) && Array.isArray(own(value, 'value')) ? own(value, 'value') : value;
    const prefix = list === value ? '' : '/value';
    const listed = Array.isArray(list)
      ? recordsOf(list, prefix, locate)
      : { records: [recordOf(value, '', locate)].filter((record) => record !== undefined), odd: 0 };
    if (listed === undefined) continue;
    if (listed.odd > 0) {
      diagnostics.push(leftOut(`${listed.odd} entries are no objects`, { file }, AGAIN));
      gaps.push(`${file}: ${listed.odd} entries are no objects`);
    }
    const goesOn = isObject(value) && typeof own(value, 'nextLink') === 'string';
    for (const record of listed.records) {
      const kind = rbacKind(record.value);
      if (kind === undefined) {
        diagnostics.push(leftOut('a record is no role assignment and no role definition', record.at, AGAIN));
        gaps.push(`${file}: a record is no role assignment and no role definition`);
        continue;
      }
      const before = open.get(kind);
      open.set(kind, { file, last: before?.last === true || !goesOn });
      records[kind].push(flattened(record, file, locate));
    }
  }
  for (const [, { file, last }] of open)
    if (!last) {
      gaps.push(`${file}: the export goes on (nextLink), its last page is not here`);
      diagnostics.push({
        level: 'warning',
        code: 'incomplete-export',
        message: `${file}: the export goes on (nextLink), its last page is not here`,
        at: { file },
        hint: AGAIN,
      });
    }
  return { records, given: new Set(open.keys()), gaps, diagnostics };
}

/** Members of `properties` win over those beside them: `type` beside them is the type of the resource. */
function flattened(record: ExportRecord, file: string, locate: Locate): RbacRecord {
  const inner = recordAt(record, 'properties');
  const beside: JsonObject = inner === undefined ? record.value : { ...record.value, ...inner.value };
  const value: JsonObject = Object.fromEntries(
    Object.entries(beside).map(([key, item]) => [POWERSHELL.get(key) ?? key, item]),
  );
  return {
    value,
    pointer: record.pointer,
    locate,
    file,
    get at() {
      return locate(record.pointer);
    },
  };
}

/** Names that Get-AzRoleAssignment and Get-AzRoleDefinition use. */
const POWERSHELL: ReadonlyMap<string, string> = new Map([
  ['RoleAssignmentId', 'id'],
  ['Scope', 'scope'],
  ['SignInName', 'principalName'],
  ['RoleDefinitionName', 'roleDefinitionName'],
  ['RoleDefinitionId', 'roleDefinitionId'],
  ['ObjectId', 'principalId'],
  ['ObjectType', 'principalType'],
  ['Condition', 'condition'],
  ['Name', 'roleName'],
  ['Id', 'id'],
  ['IsCustom', 'isCustom'],
  ['AssignableScopes', 'assignableScopes'],
  ['Actions', 'actions'],
  ['NotActions', 'notActions'],
]);

/** The last part of a path of Azure, in lower case: the id of a role. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** The subscription of a path, in lower case; undefined for the root and management groups. */
export function subscriptionOf(path: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(path)?.[1]?.toLowerCase();
}

/** The text of a member of a record. */
export function wordOf(record: RbacRecord, key: string): string | undefined {
  const text = textIn(record, key);
  return text === '' ? undefined : text;
}
