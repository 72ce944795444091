import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { type ExportDocument, readExportDocuments } from '../export-documents.ts';
import { type ExportRecord, own, recordOf, recordsAt, textIn } from '../export-record.ts';
import { isObject } from '../json-value.ts';
import { KEYCLOAK_COMMANDS } from './commands.ts';

/** What files tell of one realm. */
export interface RealmExport {
  readonly name: string;
  /** The settings of the realm; undefined when only its users were given. */
  readonly realm: ExportRecord | undefined;
  readonly users: readonly ExportRecord[];
  readonly hasUsers: boolean;
  /** Sign-ins: `kcadm.sh get events`. */
  readonly events: readonly ExportRecord[];
  /** Why users may be missing. */
  readonly gaps: readonly string[];
}

/** The realms of some exports. */
export interface RealmExports {
  readonly realms: readonly RealmExport[];
  readonly diagnostics: readonly Diagnostic[];
}

/** True for one object of a realm export: the realm itself, or a file of its users. */
export function isRealm(value: unknown): boolean {
  if (!isObject(value) || typeof value['realm'] !== 'string') return false;
  return (
    Array.isArray(value['users']) ||
    ['sslRequired', 'passwordPolicy', 'accessTokenLifespan', 'browserFlow', 'clients', 'bruteForceProtected'].some(
      (key) => Object.hasOwn(value, key),
    )
  );
}

/** True for an event of a sign-in, as `kcadm.sh get events` lists them. */
export function isLoginEvent(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['time'] === 'number' &&
    typeof value['type'] === 'string' &&
    typeof value['realmId'] === 'string'
  );
}

/** Gathers the settings, users and sign-ins of each realm, from one file, several, or a directory export. */
export function readRealms(captures: readonly Capture[]): RealmExports {
  const { documents, faults } = readExportDocuments(captures, `Export it again: \`${KEYCLOAK_COMMANDS.realm}\``);
  const diagnostics: Diagnostic[] = [...faults];
  const drafts = new Map<string, Draft>();
  const draft = (name: string): Draft => {
    const found = drafts.get(name) ?? { realm: undefined, users: [], hasUsers: false, events: [], gaps: [] };
    drafts.set(name, found);
    return found;
  };
  const events: ExportRecord[] = [];
  for (const record of documents.flatMap(topRecords)) {
    if (isLoginEvent(record.value)) {
      events.push(record);
      continue;
    }
    const name = textIn(record, 'realm');
    if (name === undefined || !isRealm(record.value)) continue;
    const one = draft(name);
    const settings = Object.hasOwn(record.value, 'users') ? Object.keys(record.value).length > 2 : true;
    if (settings && one.realm !== undefined) {
      const message = `${record.at.file}: the realm ${name} comes twice; the first one counts`;
      diagnostics.push({ level: 'warning', code: 'duplicate-record', message, at: record.at });
    } else if (settings) one.realm = record;
    const users = recordsAt(record, 'users');
    if (users !== undefined) {
      one.hasUsers = true;
      one.users.push(...users.records.filter((user) => textIn(user, 'username') !== undefined));
      const odd = users.odd + users.records.filter((user) => textIn(user, 'username') === undefined).length;
      if (odd > 0) one.gaps.push(`${record.at.file}: ${odd} entries of users cannot be read`);
    } else if (own(record.value, 'users') !== undefined) one.gaps.push(`${record.at.file}: users is no list`);
  }
  for (const one of drafts.values()) {
    const id = textIn(one.realm, 'id');
    one.events.push(
      ...events.filter((event) => textIn(event, 'realmId') === id || (id === undefined && drafts.size === 1)),
    );
    one.gaps.push(...faults.map(({ message }) => message));
  }
  const realms = sortedBy(drafts, ([name]) => name).map(
    ([name, one]): RealmExport => ({ name, ...one, users: distinctUsers(one.users) }),
  );
  return { realms, diagnostics };
}

interface Draft {
  realm: ExportRecord | undefined;
  readonly users: ExportRecord[];
  hasUsers: boolean;
  readonly events: ExportRecord[];
  readonly gaps: string[];
}

function topRecords({ value, locate }: ExportDocument): readonly ExportRecord[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) => recordOf(item, Array.isArray(value) ? `/${index}` : '', locate) ?? []);
}

/** A user that two files hold is taken once. */
function distinctUsers(users: readonly ExportRecord[]): readonly ExportRecord[] {
  return [...new Map(users.toReversed().map((user) => [textIn(user, 'username') ?? '', user])).values()].reverse();
}
