import { type Fact, known, unknown } from '../../core/fact.ts';
import { isRecord } from '../../core/record.ts';
import type { HostFileStatus } from '../../model/generated/model.ts';
import type { CaptureSet } from '../capture-set.ts';
import { parseColonFile, parseDecimal } from './accounts/colon-records.ts';
import { jsonOf } from './look-ups.ts';
import { sourceText } from './source-text.ts';

/** What a collector told of one path. */
export interface PathStatus {
  readonly path: string;
  readonly outcome: 'read' | 'absent' | 'denied' | 'failed';
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Statuses by path, as one capture holds them, and the names that ids have on this host. */
export interface PathStatuses {
  readonly collected: boolean;
  readonly byPath: ReadonlyMap<string, PathStatus>;
  /** The status of a path with names for its ids; unknown where it could not be read or the tree is not root's. */
  status(path: string): Fact<HostFileStatus>;
}

/** Reads the statuses that a collector kept under an origin. */
export function pathStatuses(captures: CaptureSet, origin: string): PathStatuses {
  const value = jsonOf(captures.get(origin));
  const entries = (Array.isArray(value) ? value : []).flatMap((entry: unknown) => readEntry(entry) ?? []);
  return statusesOf(entries, captures);
}

/** Looks up statuses that were read elsewhere; the root directory must be among them. */
export function statusesOf(entries: readonly PathStatus[], captures: CaptureSet): PathStatuses {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const root = byPath.get('/');
  const foreign = root?.outcome === 'read' && root.uid !== 0 ? root.uid : undefined;
  const users = idNames(captures, '/etc/passwd');
  const groups = idNames(captures, '/etc/group');
  const status = (path: string): Fact<HostFileStatus> => {
    const at = { file: path };
    const found = byPath.get(path);
    if (found === undefined) return unknown(`The mode of ${path} was not collected. Collect the host again.`, at);
    if (found.outcome === 'absent') return unknown(`${path} does not exist`, at);
    if (found.outcome !== 'read') return unknown(`The mode of ${path} could not be read. Run the scan as root.`, at);
    if (foreign !== undefined) {
      const why = `The tree belongs to uid ${foreign}, so modes and owners in it are those of whoever unpacked it`;
      return unknown(`${why}. Unpack it as root, with numeric owners.`, at);
    }
    return known(
      {
        kind: found.kind === 'file' || found.kind === 'directory' ? found.kind : 'other',
        mode: found.mode,
        octal: found.mode.toString(8).padStart(4, '0'),
        uid: found.uid,
        gid: found.gid,
        owner: users.get(found.uid) ?? String(found.uid),
        group: groups.get(found.gid) ?? String(found.gid),
      },
      at,
    );
  };
  return { collected: byPath.size > 0, byPath, status };
}

/** Reads one entry of a capture of statuses. */
export function readEntry(entry: unknown): PathStatus | undefined {
  if (!isRecord(entry) || typeof entry['path'] !== 'string') return undefined;
  const { path, outcome, kind, mode, uid, gid } = entry;
  if (outcome === 'absent' || outcome === 'denied' || outcome === 'failed') {
    return { path, outcome, kind: 'other', mode: 0, uid: 0, gid: 0 };
  }
  if (outcome !== 'read' || typeof mode !== 'number' || typeof uid !== 'number' || typeof gid !== 'number') {
    return undefined;
  }
  const told = kind === 'file' || kind === 'directory' || kind === 'link' ? kind : 'other';
  return { path, outcome, kind: told, mode: Math.trunc(mode) & 0o7777, uid: Math.trunc(uid), gid: Math.trunc(gid) };
}

/** The first name of each number, as the C library finds it. */
export function idNames(captures: CaptureSet, file: '/etc/passwd' | '/etc/group'): ReadonlyMap<number, string> {
  const source = sourceText(captures, file);
  const names = new Map<number, string>();
  for (const { fields } of source.kind === 'text' ? parseColonFile(file, source.lines, 3).records : []) {
    const id = parseDecimal(fields[2]);
    if (id !== undefined && !names.has(id)) names.set(id, fields[0] ?? '');
  }
  return names;
}
