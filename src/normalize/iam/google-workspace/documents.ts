import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Column, isTable, readTable } from '../../organization/read-table.ts';
import { leftOut } from '../directory-parts.ts';
import { type ExportDocument, readExportDocuments } from '../export-documents.ts';
import { addGap, addPage, type PagedLists, tellMissingPages } from '../export-pages.ts';
import { type ExportRecord, own, recordOf, recordsAt, recordsOf, textIn } from '../export-record.ts';
import { isObject } from '../json-value.ts';
import { WORKSPACE_COMMANDS } from './commands.ts';

/** The kinds of objects that the Directory API and the Cloud Identity API list. */
export type WorkspaceKind = 'user' | 'group' | 'role' | 'assignment' | 'token' | 'asp' | 'policy';

/** What hangs on a user or group by its address or id. */
export interface WorkspaceExport {
  readonly lists: ReadonlyMap<WorkspaceKind, readonly ExportRecord[]>;
  /** Members by the address of their group. */
  readonly members: ReadonlyMap<string, readonly ExportRecord[]>;
  /** Users whose app passwords and tokens were given, by address or id. */
  readonly given: Readonly<Record<'asps' | 'tokens', ReadonlySet<string>>>;
  readonly gaps: ReadonlyMap<WorkspaceKind, readonly string[]>;
  readonly broken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const KINDS: ReadonlyMap<string, WorkspaceKind> = new Map([
  ['admin#directory#user', 'user'],
  ['admin#directory#group', 'group'],
  ['admin#directory#role', 'role'],
  ['admin#directory#roleAssignment', 'assignment'],
  ['admin#directory#token', 'token'],
  ['admin#directory#asp', 'asp'],
]);
/** The list of each kind of page. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['admin#directory#users', 'users'],
  ['admin#directory#groups', 'groups'],
  ['admin#directory#roles', 'items'],
  ['admin#directory#roleAssignments', 'items'],
  ['admin#directory#tokenList', 'items'],
  ['admin#directory#aspList', 'items'],
]);

/** The columns of a list of users as GAM prints it. */
const COLUMNS: readonly Column[] = [
  { key: 'primaryEmail', required: true },
  ...['id', 'suspended', 'archived', 'isAdmin', 'isDelegatedAdmin', 'isEnrolledIn2Sv', 'isEnforcedIn2Sv'].map(
    (key) => ({ key }),
  ),
  ...['isMailboxSetup', 'lastLoginTime', 'creationTime', 'orgUnitPath'].map((key) => ({ key })),
  { key: 'employeeId', aliases: ['externalids0value'] },
  { key: 'department', aliases: ['organizations0department'] },
  { key: 'title', aliases: ['organizations0title'] },
  { key: 'manager', aliases: ['relations0value'] },
];

/** True for a table of users. */
export function isUserTable(head: string): boolean {
  return ['suspended', 'isEnrolledIn2Sv', 'lastLoginTime', 'orgUnitPath'].some((key) => isTable(head, COLUMNS, [key]));
}

/** What an object is; undefined for anything else. */
export function kindOf(value: unknown): WorkspaceKind | undefined {
  if (!isObject(value)) return undefined;
  const kind = KINDS.get(typeof value['kind'] === 'string' ? value['kind'] : '');
  if (kind !== undefined) return kind;
  if (typeof value['primaryEmail'] === 'string' && value['kind'] === undefined) return 'user';
  const setting = value['setting'];
  return typeof value['name'] === 'string' && isObject(setting) && /^settings\//.test(String(setting['type']))
    ? 'policy'
    : undefined;
}

/** The name of the list in a page. */
export function pageList(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const page = PAGES.get(typeof value['kind'] === 'string' ? value['kind'] : '');
  if (page !== undefined) return page;
  const list = value['policies'];
  return Array.isArray(list) && list.length > 0 && list.every((one) => kindOf(one) === 'policy')
    ? 'policies'
    : undefined;
}

/** A line that names whom a list is of: `{"group":"it@…","members":[…]}`, `{"user":"a@…","asps":[…]}`. */
export function wrapperOf(
  value: unknown,
): { readonly of: string; readonly list: 'members' | 'asps' | 'tokens' } | undefined {
  if (!isObject(value)) return undefined;
  if (isAddress(value['group']) && Array.isArray(value['members'])) return { of: value['group'], list: 'members' };
  for (const list of ['asps', 'tokens'] as const)
    if (isAddress(value['user']) && Array.isArray(value[list])) return { of: value['user'], list };
  return undefined;
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.includes('@');
}

interface Draft extends PagedLists<WorkspaceKind> {
  readonly lists: Map<WorkspaceKind, Map<string, ExportRecord>>;
  readonly members: Map<string, readonly ExportRecord[]>;
  readonly given: Readonly<Record<'asps' | 'tokens', Set<string>>>;
}

/** Reads all objects of some exports, and tables of users. */
export function readWorkspace(captures: readonly Capture[], isText: (capture: Capture) => boolean): WorkspaceExport {
  const { documents, faults } = readExportDocuments(
    captures.filter((capture) => !isText(capture)),
    `Export it again, for example \`${WORKSPACE_COMMANDS.users}\``,
  );
  const draft: Draft = {
    lists: new Map(),
    members: new Map(),
    given: { asps: new Set(), tokens: new Set() },
    gaps: new Map(),
    broken: faults.map(({ message }) => message),
    diagnostics: [...faults],
    pages: new Map(),
  };
  for (const document of documents) addDocument(draft, document);
  for (const capture of captures.filter(isText)) addTable(draft, capture);
  tellMissingPages(draft);
  return { ...draft, lists: new Map([...draft.lists].map(([kind, byId]) => [kind, [...byId.values()]])) };
}

function addTable(draft: Draft, capture: Capture): void {
  const table = readTable(capture, COLUMNS);
  draft.diagnostics.push(...table.diagnostics.filter(({ code }) => code !== 'unknown-column'));
  if (!table.ok) {
    draft.broken.push(`${capture.origin}: ${table.reason}`);
    return;
  }
  if (table.diagnostics.some(({ code }) => code === 'row-error'))
    addGap(draft, 'user', `${capture.origin}: rows were left out`);
  for (const row of table.rows) {
    const value = Object.fromEntries(
      COLUMNS.flatMap(({ key }) => {
        const { text } = row.cell(key);
        return text === '' ? [] : [[key, text]];
      }),
    );
    const at = row.at;
    add(draft, 'user', { value, at, pointer: '', locate: () => at });
  }
}

function addDocument(draft: Draft, { file, value, locate }: ExportDocument): void {
  const root = recordOf(value, '', locate);
  const wrapper = wrapperOf(value);
  if (root !== undefined && wrapper !== undefined) {
    const list = recordsAt(root, wrapper.list);
    const of = wrapper.of.toLowerCase();
    if (wrapper.list === 'members') {
      if ((list?.odd ?? 0) === 0) draft.members.set(of, [...(draft.members.get(of) ?? []), ...(list?.records ?? [])]);
      else draft.diagnostics.push(leftOut('the members of a group cannot be read', root.at));
      return;
    }
    draft.given[wrapper.list].add(of);
    for (const record of list?.records ?? []) {
      const owned = { ...record, value: { ...record.value, userKey: of } };
      add(draft, wrapper.list === 'asps' ? 'asp' : 'token', owned);
    }
    return;
  }
  const page = pageList(value);
  const listed =
    root === undefined
      ? recordsOf(value, '', locate)
      : page === undefined
        ? undefined
        : (recordsAt(root, page) ??
          (own(root.value, page) === undefined ? { records: [], odd: 0 } : { records: [], odd: 1 }));
  const records = listed?.records ?? (root === undefined ? [] : [root]);
  let odd = listed?.odd ?? 0;
  const kinds = new Set<WorkspaceKind>();
  for (const record of records) {
    const kind = kindOf(record.value);
    const inner = wrapperOf(record.value);
    if (kind === undefined && inner !== undefined) addDocument(draft, { file, value: record.value, locate });
    else if (kind === undefined) odd += 1;
    else {
      kinds.add(kind);
      add(draft, kind, record);
    }
  }
  addPage(draft, file, root, kinds, odd);
}

function add(draft: Draft, kind: WorkspaceKind, record: ExportRecord): void {
  const byId = draft.lists.get(kind) ?? new Map<string, ExportRecord>();
  draft.lists.set(kind, byId);
  const id =
    kind === 'user'
      ? (textIn(record, 'primaryEmail') ?? '').toLowerCase()
      : kind === 'group'
        ? (textIn(record, 'email') ?? '').toLowerCase()
        : `${record.at.file}#${record.at.line ?? 0}#${record.pointer}`;
  if (id === '') {
    const why = `${record.at.file}: a ${kind} has no address`;
    addGap(draft, kind, why);
    draft.diagnostics.push(leftOut(why, record.at));
  } else if (!byId.has(id)) byId.set(id, record);
}
