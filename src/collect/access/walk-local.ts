import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { type MountEntry, parseMountinfo } from '../../core/mountinfo.ts';
import { sortedBy } from '../../core/order.ts';
import type { Outcome, Walk, WalkedEntry, WalkRequest } from './access.ts';
import { fileInfo } from './file-info.ts';
import { leftOutFileSystem } from './file-systems.ts';
import { errorCode } from './resolve-inside.ts';
import { keeps, skippedFolder, WALK_MAX_ENTRIES } from './walk.ts';

/** Bits that only kept entries have. */
const TELLING_BITS = 0o6002;
/** More kept entries than any report can show; the walk ends as cut. */
const MAX_KEPT = 50_000;
/** The kernel takes paths of at most 4095 bytes (PATH_MAX); longer ones are reached from an open folder. */
const LONG_PATH = 3000;
/** Longer paths than this are made by nobody but to hurt. */
const MAX_PATH = 100_000;

/** What a walk may be told beside its request. */
export interface LocalWalkOptions {
  readonly maxEntries?: number;
}

/** A folder to be entered. */
interface Folder {
  /** As the target names it. */
  readonly path: string;
  /** As this machine reaches it; bytes where a name is no UTF-8. */
  readonly host: string | Buffer;
  readonly dev: number;
  readonly anchor: Anchor | undefined;
}

/** An open folder from which paths too long for the kernel go on, with the folders that still need it. */
interface Anchor {
  readonly descriptor: number;
  pending: number;
}

interface State {
  readonly request: WalkRequest;
  readonly pending: Folder[];
  readonly entries: WalkedEntry[];
  /** Kept files of several names: the index in `entries` by device and inode. */
  readonly linked: Map<string, number>;
  readonly skipped: { readonly path: string; readonly why: string }[];
  readonly visited: Map<number, Set<number>>;
  /** Mount points of this machine by their folder; undefined when they cannot be told. */
  readonly mounts: ReadonlyMap<string, ReadonlyMap<string, MountEntry>> | undefined;
  readonly maxEntries: number;
  seen: number;
  cut: boolean;
}

/** Walks `base` (empty for `/`) without recursion: each folder once, whatever loops bind mounts make. */
export function walkLocal(base: string, request: WalkRequest, options: LocalWalkOptions = {}): Outcome<Walk> {
  const state: State = {
    request,
    pending: [],
    entries: [],
    linked: new Map(),
    skipped: [],
    visited: new Map(),
    mounts: mountPoints(),
    maxEntries: options.maxEntries ?? WALK_MAX_ENTRIES,
    seen: 0,
    cut: false,
  };
  const top = base === '' ? '/' : base;
  try {
    const stats = lstatSync(top);
    look(state, { path: '/', host: top, dev: stats.dev, anchor: undefined }, stats);
  } catch (error) {
    return { kind: 'failed', reason: `/ could not be read (${errorCode(error) ?? 'unknown error'})` };
  }
  for (let folder = state.pending.pop(); folder !== undefined; folder = state.pending.pop()) {
    // What is pending after the bound is only closed.
    if (!state.cut) enter(state, folder);
    release(folder.anchor);
  }
  return {
    kind: 'read',
    value: {
      entries: sortedBy(state.entries, (entry) => entry.path),
      skipped: sortedBy(state.skipped, (folder) => folder.path),
      seen: state.seen,
      cut: state.cut,
    },
  };
}

function enter(state: State, folder: Folder): void {
  const here = withinReach(state, folder);
  if (here === undefined) return;
  const names = namesIn(state, here);
  const points = typeof here.host === 'string' ? state.mounts?.get(here.host) : undefined;
  const prefix = here.path === '/' ? '/' : `${here.path}/`;
  for (const name of names) {
    const path = prefix + (typeof name === 'string' ? name : printable(name));
    const why = skippedFolder(path) ?? leftOut(points, name);
    if (why !== undefined) {
      state.skipped.push({ path, why });
      continue;
    }
    try {
      const host = below(here.host, name);
      const stats = lstatSync(host);
      const dev = stats.dev;
      if (stats.isDirectory() && dev !== here.dev && state.mounts === undefined) {
        state.skipped.push({ path, why: 'another file system, of a kind that cannot be told' });
        continue;
      }
      look(state, { path, host, dev, anchor: here.anchor }, stats);
    } catch (error) {
      const code = errorCode(error);
      // Gone since it was listed.
      if (code === 'ENOENT') continue;
      state.skipped.push({ path: code === 'EACCES' ? here.path : path, why: whyNot(code) });
      // A folder that may be listed and not searched refuses each name alike.
      if (code === 'EACCES') break;
    }
    if (state.cut) break;
  }
  if (here.anchor !== folder.anchor) release(here.anchor);
}

/** Notes one entry and, for a folder seen for the first time, that it is to be entered. */
function look(state: State, entry: Folder, stats: Stats): void {
  state.seen += 1;
  if (state.seen >= state.maxEntries) state.cut = true;
  const { uid, gid, mode } = stats;
  const { knownUids, knownGids } = state.request;
  if ((mode & TELLING_BITS) !== 0 || !knownUids.has(uid) || !knownGids.has(gid)) keep(state, entry.path, stats);
  if (!stats.isDirectory()) return;
  let inodes = state.visited.get(stats.dev);
  if (inodes === undefined) {
    inodes = new Set();
    state.visited.set(stats.dev, inodes);
  }
  if (inodes.has(stats.ino)) return;
  inodes.add(stats.ino);
  if (entry.anchor !== undefined) entry.anchor.pending += 1;
  state.pending.push(entry);
}

function keep(state: State, path: string, stats: Stats): void {
  const info = fileInfo(stats);
  if (!keeps(info, state.request)) return;
  if (stats.nlink > 1 && info.kind !== 'directory') {
    const key = `${stats.dev}:${stats.ino}`;
    const index = state.linked.get(key);
    const first = index === undefined ? undefined : state.entries[index];
    if (index !== undefined && first !== undefined) {
      // The same name whatever order the folders were read in.
      if (path < first.path) state.entries[index] = { path, info };
      return;
    }
    state.linked.set(key, state.entries.length);
  }
  state.entries.push({ path, info });
  if (state.entries.length >= MAX_KEPT) state.cut = true;
}

/** The folder itself, or, where its path nears the kernel's limit, the same folder by an open descriptor. */
function withinReach(state: State, folder: Folder): Folder | undefined {
  if (folder.path.length > MAX_PATH) {
    state.skipped.push({ path: `${folder.path.slice(0, 200)}…`, why: 'nested too deeply' });
    return undefined;
  }
  if (folder.host.length <= LONG_PATH) return folder;
  try {
    const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
    const descriptor = openSync(folder.host, flags);
    return { ...folder, host: `/proc/self/fd/${descriptor}`, anchor: { descriptor, pending: 1 } };
  } catch (error) {
    state.skipped.push({ path: folder.path, why: whyNot(errorCode(error)) });
    return undefined;
  }
}

function release(anchor: Anchor | undefined): void {
  if (anchor === undefined) return;
  anchor.pending -= 1;
  if (anchor.pending === 0) closeSync(anchor.descriptor);
}

/** Names in a folder: as text, and as bytes where they are no UTF-8. */
function namesIn(state: State, folder: Folder): readonly (string | Buffer)[] {
  try {
    const names = readdirSync(folder.host);
    if (!names.some((name) => name.includes('\ufffd'))) return names;
    return readdirSync(folder.host, { encoding: 'buffer' }).map((name) => {
      const text = name.toString('utf8');
      return Buffer.from(text, 'utf8').equals(name) ? text : name;
    });
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'ENOENT') state.skipped.push({ path: folder.path, why: whyNot(code) });
    return [];
  }
}

function below(host: string | Buffer, name: string | Buffer): string | Buffer {
  if (typeof host === 'string' && typeof name === 'string') return host === '/' ? `/${name}` : `${host}/${name}`;
  return Buffer.concat([Buffer.from(host), Buffer.from('/'), Buffer.from(name)]);
}

/** Bytes that are no UTF-8 are told as `\xff`, so that two names never look the same. */
function printable(name: Buffer): string {
  return name
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function whyNot(code: string | undefined): string {
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return `could not be read (${code ?? 'unknown error'})`;
}

/** Asked before the entry is touched: a look at the mount point of a dead server never returns. */
function leftOut(points: ReadonlyMap<string, MountEntry> | undefined, name: string | Buffer): string | undefined {
  const mount = points === undefined || typeof name !== 'string' ? undefined : points.get(name);
  return mount === undefined ? undefined : leftOutFileSystem(mount.type);
}

/** Mount points of this machine by folder and name; the last of those stacked on one point counts. */
function mountPoints(): ReadonlyMap<string, ReadonlyMap<string, MountEntry>> | undefined {
  try {
    const byFolder = new Map<string, Map<string, MountEntry>>();
    for (const mount of parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')).mounts) {
      const slash = mount.point.lastIndexOf('/');
      const folder = slash === 0 ? '/' : mount.point.slice(0, slash);
      const points = byFolder.get(folder) ?? new Map<string, MountEntry>();
      points.set(mount.point.slice(slash + 1), mount);
      byFolder.set(folder, points);
    }
    return byFolder;
  } catch {
    // Not Linux, or /proc is not there: the walk then stays on the file system it began on.
    return undefined;
  }
}
