import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { leftOut } from '../directory-parts.ts';
import { type ExportDocument, readExportDocuments } from '../export-documents.ts';
import { addGap, type ListGaps } from '../export-pages.ts';
import { type ExportRecord, own, recordAt, recordOf, recordsAt, recordsOf, textIn } from '../export-record.ts';
import { isObject } from '../json-value.ts';
import { OKTA_COMMANDS } from './commands.ts';

/** The kinds of objects that the API lists. */
export type OktaKind = 'user' | 'group' | 'app' | 'policy' | 'rule' | 'zone' | 'token' | 'factor' | 'role';

/** What hangs on one user, group or policy: `unread` when the API answered with an error. */
export interface Attached {
  readonly records: readonly ExportRecord[];
  readonly unread: boolean;
}

/** A list that is attached to another object. */
export type AttachedKind = 'factors' | 'roles' | 'members' | 'rules';

/** All objects of an export, by kind. */
export interface OktaExport {
  readonly lists: ReadonlyMap<OktaKind, readonly ExportRecord[]>;
  /** By the kind and the id of the object they hang on. */
  readonly attached: Readonly<Record<AttachedKind, ReadonlyMap<string, Attached>>>;
  /** Why lists of a kind may go on. */
  readonly gaps: ReadonlyMap<OktaKind, readonly string[]>;
  /** Why anything may be missing. */
  readonly broken: readonly string[];
  readonly domain: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** How many entries a page of the API has at most: a list that fills its page may go on. */
const PAGE: ReadonlyMap<OktaKind, number> = new Map([
  ['user', 200],
  ['group', 200],
  ['app', 200],
]);

/** The states of users. */
export const USER_STATUSES: ReadonlySet<string> = new Set([
  'ACTIVE',
  'STAGED',
  'PROVISIONED',
  'SUSPENDED',
  'DEPROVISIONED',
  'LOCKED_OUT',
  'PASSWORD_EXPIRED',
  'RECOVERY',
]);
const GROUP_TYPES = new Set(['OKTA_GROUP', 'APP_GROUP', 'BUILT_IN']);
const POLICY_TYPES = new Set([
  ...['ACCESS_POLICY', 'IDP_DISCOVERY', 'MFA_ENROLL', 'OAUTH_AUTHORIZATION_POLICY', 'OKTA_SIGN_ON', 'PASSWORD'],
  ...['PROFILE_ENROLLMENT', 'ENTITY_RISK', 'POST_AUTH_SESSION', 'DEVICE_SIGNAL_COLLECTION', 'CONTINUOUS_ACCESS'],
]);
const FACTOR_TYPES =
  /^(?:webauthn|u2f|signed_nonce|push|sms|call|email|question|web|claims_provider|token(?::(?:software:totp|hotp|hardware))?)$/;

/** What an object of the API is; undefined for anything else. */
export function kindOf(value: unknown): OktaKind | undefined {
  if (!isObject(value)) return undefined;
  const profile = isObject(value['profile']) ? value['profile'] : {};
  const text = (key: string): string => (typeof value[key] === 'string' ? value[key] : '');
  if (typeof profile['login'] === 'string' && text('status') !== '' && text('id') !== '') return 'user';
  if (typeof profile['name'] === 'string' && GROUP_TYPES.has(text('type'))) return 'group';
  if (FACTOR_TYPES.test(text('factorType')) && text('provider') !== '') return 'factor';
  if (text('signOnMode') !== '' && text('label') !== '') return 'app';
  if (POLICY_TYPES.has(text('type')) && text('name') !== '' && !isObject(value['actions'])) return 'policy';
  if (isObject(value['actions']) && text('name') !== '' && text('id') !== '') return 'rule';
  if (text('tokenWindow') !== '' || (text('clientName') !== '' && text('userId') !== '')) return 'token';
  if (text('assignmentType') !== '' && text('label') !== '' && text('type') !== '') return 'role';
  if (/^(?:IP|DYNAMIC|DYNAMIC_V2)$/.test(text('type')) && (text('usage') !== '' || Array.isArray(value['gateways'])))
    return 'zone';
  return undefined;
}

/** A line that names whom a list is of: `{"user":"00u1","factors":[…]}`. */
export function wrapperOf(
  value: unknown,
): { readonly id: string; readonly key: string; readonly kind: AttachedKind } | undefined {
  if (!isObject(value)) return undefined;
  const id = [value['user'], value['group'], value['policy']].find((one) => typeof one === 'string');
  if (typeof id !== 'string' || !/^(?:00|rst)\w+$/.test(id)) return undefined;
  for (const [key, kind] of WRAPPED) if (isObject(value[key]) || Array.isArray(value[key])) return { id, key, kind };
  return undefined;
}

const WRAPPED: readonly (readonly [string, AttachedKind])[] = [
  ['factors', 'factors'],
  ['roles', 'roles'],
  ['users', 'members'],
  ['members', 'members'],
  ['rules', 'rules'],
];

/** Lists by the id of the user or group: `{"00u1":[…],"00u2":[]}`; which lists they are, their entries tell. */
export function mapKind(value: unknown): AttachedKind | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([id, list]) => /^00[ugp]\w+$/.test(id) && Array.isArray(list)))
    return undefined;
  const kinds = new Set(entries.flatMap(([, list]) => (Array.isArray(list) ? list.map(kindOf) : [])));
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0) return undefined;
  return kind === 'factor'
    ? 'factors'
    : kind === 'role'
      ? 'roles'
      : kind === 'user'
        ? 'members'
        : kind === 'rule'
          ? 'rules'
          : undefined;
}

interface Draft extends ListGaps<OktaKind> {
  readonly lists: Map<OktaKind, Map<string, ExportRecord>>;
  readonly attached: Record<AttachedKind, Map<string, Attached>>;
  readonly pages: Map<OktaKind, { count: number; full: number }>;
}

/** Reads all objects of some exports. */
export function readOkta(captures: readonly Capture[]): OktaExport {
  const { documents, faults } = readExportDocuments(
    captures,
    `Export it again, for example \`${OKTA_COMMANDS.users}\``,
  );
  const draft: Draft = {
    lists: new Map(),
    attached: { factors: new Map(), roles: new Map(), members: new Map(), rules: new Map() },
    pages: new Map(),
    gaps: new Map(),
    broken: faults.map(({ message }) => message),
    diagnostics: [...faults],
  };
  for (const document of documents) addDocument(draft, document);
  for (const [kind, { count, full }] of draft.pages) {
    if (count > 0 && count === full)
      addGap(draft, kind, `each page of the list of ${kind}s is full, so that it may go on: its last page is not here`);
  }
  return {
    lists: new Map([...draft.lists].map(([kind, byId]) => [kind, [...byId.values()]])),
    attached: draft.attached,
    gaps: draft.gaps,
    broken: draft.broken,
    domain: domainOf([...draft.lists.values()].flatMap((byId) => [...byId.values()])),
    diagnostics: draft.diagnostics,
  };
}

function addDocument(draft: Draft, { value, locate, file }: ExportDocument): void {
  const kinds = mapKind(value);
  const root = recordOf(value, '', locate);
  if (kinds !== undefined && root !== undefined) {
    for (const id of Object.keys(root.value)) attach(draft, kinds, id, root, id);
    return;
  }
  const listed = recordsOf(value, '', locate);
  const records = listed?.records ?? (root === undefined ? [] : [root]);
  let odd = listed?.odd ?? 0;
  const found = new Map<OktaKind, number>();
  for (const record of records) {
    const wrapper = wrapperOf(record.value);
    const kind = kindOf(record.value);
    if (wrapper !== undefined) attach(draft, wrapper.kind, wrapper.id, record, wrapper.key);
    else if (isRefusal(record.value)) {
      const message = `${file}: the API answered with an error instead of a list`;
      draft.broken.push(message);
      draft.diagnostics.push(leftOut(message, record.at, 'Ask again with a token that may read it.'));
    } else if (kind === undefined) odd += 1;
    else {
      found.set(kind, (found.get(kind) ?? 0) + 1);
      addRecord(draft, kind, record);
    }
  }
  const [only] = [...found.keys()];
  if (odd > 0) {
    const message = `${file}: ${odd} entries cannot be read`;
    if (only === undefined) draft.broken.push(message);
    else addGap(draft, only, message);
    draft.diagnostics.push(leftOut(message, { file }));
  }
  for (const [kind, size] of found) {
    const most = PAGE.get(kind);
    if (most === undefined || listed === undefined) continue;
    const page = draft.pages.get(kind) ?? { count: 0, full: 0 };
    draft.pages.set(kind, page);
    page.count += 1;
    if (size === most) page.full += 1;
  }
}

function addRecord(draft: Draft, kind: OktaKind, record: ExportRecord): void {
  const holder = kind === 'factor' ? linked(record, 'self', 'users') : kind === 'role' ? holderOf(record) : undefined;
  if (kind === 'factor' || kind === 'role') {
    const list = kind === 'factor' ? 'factors' : 'roles';
    if (holder === undefined) {
      const message = `a ${kind} that does not tell whose it is`;
      draft.diagnostics.push(leftOut(message, record.at, `Write it with its id: \`${OKTA_COMMANDS.factors}\``));
      draft.broken.push(`${record.at.file}: ${message}`);
      return;
    }
    const earlier = draft.attached[list].get(holder);
    draft.attached[list].set(holder, {
      records: [...(earlier?.records ?? []), record],
      unread: earlier?.unread ?? false,
    });
    return;
  }
  const byId = draft.lists.get(kind) ?? new Map<string, ExportRecord>();
  draft.lists.set(kind, byId);
  const id = textIn(record, 'id') ?? record.pointer;
  if (!byId.has(id)) byId.set(id, record);
  const rules = kind === 'policy' ? recordAt(record, '_embedded') : undefined;
  if (rules !== undefined && own(rules.value, 'rules') !== undefined) attach(draft, 'rules', id, rules, 'rules');
}

function attach(draft: Draft, kind: AttachedKind, id: string, holder: ExportRecord, key: string): void {
  const listed = recordsAt(holder, key);
  const earlier = draft.attached[kind].get(id);
  const unread = listed === undefined || listed.odd > 0 || (earlier?.unread ?? false);
  if (listed === undefined || listed.odd > 0)
    draft.diagnostics.push(leftOut(`the list of ${kind} of ${id} is no list`, holder.at));
  draft.attached[kind].set(id, { records: [...(earlier?.records ?? []), ...(listed?.records ?? [])], unread });
}

function holderOf(role: ExportRecord): string | undefined {
  return linked(role, 'assignee', 'users') ?? linked(role, 'assignee', 'groups');
}

/** The id of a user or group in a link of an object. */
function linked(record: ExportRecord, link: string, list: string): string | undefined {
  const links = recordAt(record, '_links');
  const target = links === undefined ? undefined : recordAt(links, link);
  return new RegExp(`/api/v1/${list}/(\\w+)`).exec(textIn(target, 'href') ?? '')?.[1];
}

function domainOf(records: readonly ExportRecord[]): string | undefined {
  for (const record of records) {
    const links = recordAt(record, '_links');
    for (const link of links === undefined ? [] : Object.keys(links.value)) {
      const href = textIn(links === undefined ? undefined : recordAt(links, link), 'href');
      const domain = /^https:\/\/([\w.-]+)\/(?:api|oauth2)\//.exec(href ?? '')?.[1];
      if (domain !== undefined) return domain.toLowerCase();
    }
  }
  return undefined;
}

/** An answer that tells why there is none. */
export function isRefusal(value: unknown): boolean {
  return isObject(value) && typeof value['errorCode'] === 'string' && typeof value['errorSummary'] === 'string';
}
