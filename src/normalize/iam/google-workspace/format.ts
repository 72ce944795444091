import type { Capture } from '../../../core/capture.ts';
import { type Fact, known, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { failedSection } from '../../../core/section.ts';
import type { DirGroup } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format, Sample } from '../../format.ts';
import { distinctAssignments, groupsByMember, type ListState, listSection } from '../directory-parts.ts';
import { firstValue } from '../export-documents.ts';
import { distinct, type ExportRecord, textIn } from '../export-record.ts';
import { WORKSPACE_COMMANDS } from './commands.ts';
import {
  isUserTable,
  kindOf,
  pageList,
  readWorkspace,
  type WorkspaceExport,
  type WorkspaceKind,
  wrapperOf,
} from './documents.ts';
import { readAssignments, readAuthPolicies, readRoles } from './settings.ts';
import { readUser, workspaceUserId } from './users.ts';

/** Lists of the Directory API of Google Workspace, settings of the Cloud Identity API, and tables of users; all are one account. */
export const googleWorkspace: Format = {
  id: 'google-workspace',
  title: 'Google Workspace directory lists',
  domain: 'iam',
  recognizes,
  normalize: (captures) => normalize(captures),
};

function recognizes(sample: Sample): boolean {
  const value = firstValue(sample);
  if (value !== undefined) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return (
      pageList(value) !== undefined ||
      (items.length > 0 && items.every((item) => kindOf(item) !== undefined || wrapperOf(item) !== undefined))
    );
  }
  return /^\s*[[{]/.test(sample.head) ? /"admin#directory#\w+"/.test(sample.head) : isUserTable(sample.head);
}

function normalize(captures: readonly Capture[]): readonly Contribution[] {
  const data = readWorkspace(captures, (capture) => !/^\s*[[{]/.test(textOf(capture) ?? '{'));
  const account = accountOf(data);
  const target = { kind: 'account', ...(account === '' ? {} : { name: `google-workspace:${account}` }) } as const;
  if (data.lists.size === 0 && data.members.size === 0) {
    const why = data.broken.join('; ') || 'the export holds nothing that is known';
    const section = failedSection(`${why}.`, `Give the output of \`${WORKSPACE_COMMANDS.users}\`.`);
    return [{ target, domain: 'iam', sections: { directory: section }, diagnostics: data.diagnostics }];
  }
  return [{ target, domain: 'iam', sections: sectionsOf(data, account), diagnostics: data.diagnostics }];
}

function sectionsOf(data: WorkspaceExport, account: string): Contribution['sections'] {
  const head = { system: 'google-workspace', account };
  const list = (kind: WorkspaceKind) => data.lists.get(kind) ?? [];
  const groups = sortedBy(
    list('group').map((group) => readGroup(group, data)),
    ({ id }) => id,
  );
  const context = {
    groups,
    groupsGiven: data.lists.has('group'),
    byMember: groupsByMember(groups),
    asps: byUser(list('asp')),
    tokens: byUser(list('token')),
  };
  const users = list('user');
  const identities = sortedBy(
    users.map((user) => readUser(user, context)),
    ({ id }) => id,
  );
  const principals = new Map<string, { readonly id: string; readonly kind: 'human' | 'group' }>([
    ...users.map((user) => [textIn(user, 'id') ?? '', { id: workspaceUserId(user), kind: 'human' as const }] as const),
    ...list('group').map(
      (group) => [textIn(group, 'id') ?? '', { id: groupId(group), kind: 'group' as const }] as const,
    ),
  ]);
  const state = (kind: WorkspaceKind, command: string, gaps: readonly string[] = []): ListState => ({
    given: data.lists.has(kind),
    gaps: [...data.broken, ...(data.gaps.get(kind) ?? []), ...gaps],
    command,
  });
  const assignments = data.lists.get('assignment');
  const auth = readAuthPolicies(list('policy'));
  return {
    directory: listSection(
      { ...head, identities, groups },
      'The users were',
      state('user', WORKSPACE_COMMANDS.users, [
        ...(data.lists.has('group')
          ? (data.gaps.get('group') ?? [])
          : [`the groups were not given: \`${WORKSPACE_COMMANDS.groups}\``]),
      ]),
    ),
    role_assignments: listSection(
      {
        ...head,
        assignments: distinctAssignments(
          readAssignments(assignments, data.lists.get('role'), users, (id) => principals.get(id), workspaceUserId),
        ),
      },
      'The role assignments were',
      {
        ...state('assignment', WORKSPACE_COMMANDS.assignments),
        given: assignments !== undefined || users.length > 0,
        gaps: [
          ...data.broken,
          ...(data.gaps.get('assignment') ?? []),
          ...(assignments === undefined
            ? ['the role assignments were not given; that a user is an admin is told by the users alone']
            : []),
          ...(assignments === undefined ? (data.gaps.get('user') ?? []) : []),
        ],
      },
    ),
    role_definitions: listSection(
      { ...head, roles: readRoles(list('role')) },
      'The roles were',
      state('role', WORKSPACE_COMMANDS.roles),
    ),
    authentication_policy: listSection({ ...head, policies: auth }, 'The settings of sign-in were', {
      ...state('policy', WORKSPACE_COMMANDS.policies),
      given: auth.length > 0,
    }),
  };
}

function groupId(group: ExportRecord): string {
  return `group:${(textIn(group, 'email') ?? '').toLowerCase()}`;
}

function readGroup(group: ExportRecord, data: WorkspaceExport): DirGroup {
  const { at } = group;
  const email = (textIn(group, 'email') ?? '').toLowerCase();
  const list = data.members.get(email);
  const addresses = list?.map((member) => ({
    type: textIn(member, 'type'),
    email: textIn(member, 'email')?.toLowerCase(),
    role: textIn(member, 'role'),
  }));
  const named = (kinds: (type: string | undefined) => boolean, role?: string) =>
    distinct(
      (addresses ?? []).flatMap((one) =>
        one.email === undefined || !kinds(one.type) || (role !== undefined && one.role !== role)
          ? []
          : [`${one.type === 'GROUP' ? 'group' : 'user'}:${one.email}`],
      ),
    );
  const untold = unknown(`its members were not given: \`${WORKSPACE_COMMANDS.members}\``, at);
  const members: Fact<readonly string[]> =
    list === undefined
      ? untold
      : known(
          named(() => true),
          at,
        );
  return {
    id: groupId(group),
    name: email,
    external_id: textIn(group, 'id') ?? '',
    at,
    members,
    owners:
      list === undefined
        ? untold
        : known(
            named(() => true, 'OWNER'),
            at,
          ),
    department: known('', at),
    role_assignable: known(true, at),
  };
}

function byUser(records: readonly ExportRecord[]): ReadonlyMap<string, readonly ExportRecord[]> {
  const lists = new Map<string, ExportRecord[]>();
  for (const record of records) {
    const user = (textIn(record, 'userKey') ?? '').toLowerCase();
    lists.set(user, [...(lists.get(user) ?? []), record]);
  }
  return lists;
}

/** The domain that most users have; of those that are equal, the first by name. */
function accountOf(data: WorkspaceExport): string {
  const counts = new Map<string, number>();
  for (const record of [...(data.lists.get('user') ?? []), ...(data.lists.get('group') ?? [])]) {
    const domain = (textIn(record, 'primaryEmail') ?? textIn(record, 'email') ?? '').split('@')[1]?.toLowerCase();
    if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || compareCodePoints(a[0], b[0]));
  return first?.[0] ?? '';
}
