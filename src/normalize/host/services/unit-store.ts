import { isRecord } from '../../../core/record.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf, whyUnread } from '../look-ups.ts';
import { instanceOf, instantiate, isTemplate, templateOf, unitType } from './unit-names.ts';

/** One entry of a unit folder as collected. */
export interface UnitEntry {
  readonly path: string;
  readonly name: string;
  /** Number of its folder in the search order. */
  readonly rank: number;
  readonly kind: 'file' | 'link' | 'folder' | 'unread';
  readonly size?: number;
  readonly target?: string;
  readonly text?: string;
  readonly reason?: string;
}

/** A link in a `.wants`, `.requires` or `.upholds` folder. */
export interface DependencyLink extends UnitEntry {
  readonly owner: string;
  readonly suffix: 'wants' | 'requires' | 'upholds';
}

/** Everything that was found in the unit folders, the first of each name in the search order first. */
export interface UnitStore {
  /** By name, the winner first, then those it hides. */
  readonly entries: ReadonlyMap<string, readonly UnitEntry[]>;
  /** Search folders that are there, in their order. */
  readonly folders: readonly string[];
  /** By the owner's name, in the search order. */
  readonly links: ReadonlyMap<string, readonly DependencyLink[]>;
  readonly dropIns: ReadonlyMap<string, readonly UnitEntry[]>;
  /** Search folders that may not be listed. */
  readonly closed: readonly string[];
  /** Folders of dependencies and drop-ins that may not be listed: what they hold is not known. */
  readonly blocked: readonly string[];
  /** Unit files and drop-ins that may not be read. */
  readonly unreadFiles: readonly UnitEntry[];
  /** Paths of conditions: whether they are there; missing when that could not be told. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** The capture `systemd units` as a store, or why there is none. */
export function readUnitStore(captures: CaptureSet): UnitStore | { readonly unread: string } {
  const capture = captures.get('systemd units');
  const value = jsonOf(capture);
  if (!isRecord(value))
    return { unread: whyUnread(capture, 'the unit folders of systemd') ?? 'the units are not JSON' };
  const folders = records(value['folders']);
  const top: string[] = [];
  const blocked: string[] = [];
  const closed: string[] = [];
  for (const { path, outcome } of folders) {
    if (typeof path !== 'string') continue;
    const isTop = !DEPENDENCY_FOLDER.test(path);
    if (isTop) top.push(path);
    if (outcome !== 'read') (isTop ? closed : blocked).push(path);
  }
  const entries = new Map<string, UnitEntry[]>();
  const links = new Map<string, DependencyLink[]>();
  const dropIns = new Map<string, UnitEntry[]>();
  const unread: UnitEntry[] = [];
  for (const one of records(value['entries'])) {
    const entry = entryOf(one, top);
    if (entry === undefined) continue;
    const folder = entry.path.slice(0, entry.path.lastIndexOf('/'));
    const [, owner = '', suffix] = DEPENDENCY_FOLDER.exec(folder) ?? [];
    if (entry.kind === 'unread') unread.push(entry);
    if (suffix === undefined) push(entries, entry.name, entry);
    else if (suffix === 'd') push(dropIns, owner, entry);
    else if (suffix === 'wants' || suffix === 'requires' || suffix === 'upholds') {
      push(links, owner, { ...entry, owner, suffix });
    }
  }
  const conditions = new Map(
    records(value['conditions']).flatMap(({ path, there }) =>
      typeof path === 'string' && typeof there === 'boolean' ? [[path, there] as const] : [],
    ),
  );
  return { entries, folders: top, links, dropIns, closed, blocked, unreadFiles: unread, conditions };
}

const DEPENDENCY_FOLDER = /\/([^/]+)\.(wants|requires|upholds|d)$/;

function entryOf(one: Readonly<Record<string, unknown>>, top: readonly string[]): UnitEntry | undefined {
  const { path, kind, size, target, text, reason } = one;
  if (typeof path !== 'string') return undefined;
  if (kind !== 'file' && kind !== 'link' && kind !== 'folder' && kind !== 'unread') return undefined;
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    rank: top.findIndex((folder) => path.startsWith(`${folder}/`)),
    kind,
    ...(typeof size === 'number' ? { size } : {}),
    ...(typeof target === 'string' ? { target } : {}),
    ...(typeof text === 'string' ? { text } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** What a name of a unit leads to. */
export type ResolvedUnit =
  | { readonly kind: 'loaded'; readonly name: string; readonly file: UnitEntry; readonly text: string }
  | { readonly kind: 'masked'; readonly name: string; readonly file: UnitEntry }
  | { readonly kind: 'unread'; readonly name: string; readonly file: UnitEntry }
  | { readonly kind: 'absent'; readonly name: string };

/** Aliases of aliases are followed; a loop ends. */
const MAX_ALIASES = 20;

/** Follows aliases by name, as systemd does: the first entry of a name in the search order counts. */
export function resolveUnit(store: UnitStore, name: string, depth = 0): ResolvedUnit {
  const own = store.entries.get(name)?.[0];
  const template = templateOf(name);
  const entry = own ?? (template === undefined ? undefined : store.entries.get(template)?.[0]);
  if (entry === undefined || entry.kind === 'folder' || depth > MAX_ALIASES) return { kind: 'absent', name };
  if (entry.kind === 'unread') return { kind: 'unread', name, file: entry };
  if (isMasked(entry)) return { kind: 'masked', name, file: entry };
  if (entry.kind === 'file') return { kind: 'loaded', name, file: entry, text: entry.text ?? '' };
  return resolveLink(store, name, entry, depth);
}

function resolveLink(store: UnitStore, name: string, entry: UnitEntry, depth: number): ResolvedUnit {
  // A link out of the search path is a linked unit (systemctl link): its own text was read at its target.
  if (entry.text !== undefined) return { kind: 'loaded', name, file: entry, text: entry.text };
  const target = entry.target ?? '';
  const base = target.slice(target.lastIndexOf('/') + 1);
  if (base === entry.name || base === name) {
    const file = (store.entries.get(base) ?? []).find(
      (candidate) => candidate !== entry && (candidate.path === target || `/usr${target}` === candidate.path),
    );
    if (file === undefined || file.kind !== 'file') return { kind: 'absent', name };
    if (isMasked(file)) return { kind: 'masked', name, file };
    return { kind: 'loaded', name, file, text: file.text ?? '' };
  }
  if (unitType(base) !== unitType(name)) return { kind: 'absent', name };
  const alias = isTemplate(base) ? instantiate(base, instanceOf(name)) : base;
  return alias === name ? { kind: 'absent', name } : resolveUnit(store, alias, depth + 1);
}

/** Masked: a link to /dev/null or an empty file (systemd.unit(5)). */
export function isMasked(entry: UnitEntry): boolean {
  if (entry.kind === 'link') return entry.target === '/dev/null' || (entry.text !== undefined && entry.size === 0);
  return entry.kind === 'file' && entry.size === 0;
}

/** The names under which a unit is known: every entry whose aliases lead to it. */
export function aliasTable(store: UnitStore): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const [name, [entry]] of store.entries) {
    if (entry?.kind !== 'link') continue;
    const resolved = resolveUnit(store, name);
    if (resolved.kind !== 'absent' && resolved.name !== name) push(table, resolved.name, name);
  }
  return table;
}
