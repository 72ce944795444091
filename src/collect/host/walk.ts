import type { Capture } from '../../core/capture.ts';
import type { Access, Walk } from '../access/access.ts';
import { captureFile, captureJson, captureLines, makeCapture } from '../capture-file.ts';
import { packageOwners } from './package-owners.ts';
import type { CollectContext, HostSource } from './source.ts';

const WALK = 'walk over the local file systems';
const OWNERS = 'owners of SUID and SGID files';
const GETENT = 'getent of unknown ids';
const SUID_OR_SGID = 0o6000;
/** More unknown ids than this are a tree of another machine, not a directory service. */
const MAX_GETENT = 200;
/** SUID and SGID files, files and folders that all may write, and files of nobody: one bounded walk. */
export const walkSource: HostSource = {
  id: 'walk',
  title: 'SUID and SGID files, world-writable and unowned files of the local file systems; closed folders need root',
  collect: (access, context) => {
    const files = [
      captureFile(access, '/var/lib/dpkg/statoverride', context),
      captureFile(access, '/etc/subuid', context),
      captureFile(access, '/etc/subgid', context),
    ];
    const refusal = refuse(access);
    if (refusal !== undefined) return [...files, makeCapture(WALK, { kind: 'failed', reason: refusal }, context)];
    const knownUids = knownIds(access, '/etc/passwd');
    const knownGids = knownIds(access, '/etc/group');
    if (typeof knownUids === 'string' || typeof knownGids === 'string') {
      const reason = typeof knownUids === 'string' ? knownUids : String(knownGids);
      return [...files, makeCapture(WALK, { kind: 'failed', reason }, context)];
    }
    const walk = access.walk({ knownUids, knownGids });
    if (walk.kind !== 'read') return [...files, makeCapture(WALK, walk, context)];
    return [
      ...files,
      captureJson(WALK, compact(walk.value), context),
      owners(access, walk.value, context),
      ...askDirectory(access, walk.value, knownUids, knownGids, context),
    ];
  },
};

/** In a tree that was not unpacked by root, modes and owners are those of whoever unpacked it. */
function refuse(access: Access): string | undefined {
  const root = access.stat('/');
  if (root.kind !== 'read') return root.kind === 'absent' ? '/ does not exist' : root.reason;
  const { uid } = root.value;
  return uid === 0
    ? undefined
    : `The tree belongs to uid ${uid}, so modes and owners in it are those of whoever unpacked it. Unpack it as root, with numeric owners`;
}

/** The third field of each record, or why it cannot be told: without the ids of the target all would seem unowned. */
function knownIds(access: Access, path: string): ReadonlySet<number> | string {
  const file = access.readFile(path);
  if (file.kind !== 'read')
    return 'reason' in file ? file.reason : `${path} cannot be read, so that no owner can be named`;
  const ids = new Set<number>();
  for (const line of Buffer.from(file.bytes).toString('latin1').split('\n')) {
    const id = /^[^:#+-][^:]*:[^:]*:(\d{1,10})(?::|$)/.exec(line)?.[1];
    if (id !== undefined) ids.add(Number(id));
  }
  return ids;
}

/** Rows `path, kind, octal mode, uid, gid` keep the capture small. */
function compact(walk: Walk): unknown {
  const { seen, cut, skipped } = walk;
  const entries = walk.entries.map(({ path, info }) => [path, info.kind, info.mode, info.uid, info.gid]);
  return { seen, cut, skipped, entries };
}

function owners(access: Access, walk: Walk, context: CollectContext): Capture {
  const paths = walk.entries
    .filter(({ info }) => info.kind === 'file' && (info.mode & SUID_OR_SGID) !== 0)
    .map((entry) => entry.path);
  const found = paths.length === 0 ? ({ kind: 'read', value: [] } as const) : packageOwners(access, paths);
  return found.kind === 'read' ? captureLines(OWNERS, found.value, context) : makeCapture(OWNERS, found, context);
}

/** Ids that no file names may belong to accounts of a directory service, which only the running machine can ask. */
function askDirectory(
  access: Access,
  walk: Walk,
  knownUids: ReadonlySet<number>,
  knownGids: ReadonlySet<number>,
  context: CollectContext,
): readonly Capture[] {
  if (!access.live) return [];
  const uids = new Set(walk.entries.map(({ info }) => info.uid).filter((uid) => !knownUids.has(uid)));
  const gids = new Set(walk.entries.map(({ info }) => info.gid).filter((gid) => !knownGids.has(gid)));
  if (uids.size + gids.size === 0 || uids.size > MAX_GETENT || gids.size > MAX_GETENT) return [];
  const found = { passwd: ask(access, 'passwd', uids), group: ask(access, 'group', gids) };
  return [captureJson(GETENT, found, context)];
}

/** The asked ids that getent(1) finds; null when it gave no answer. */
function ask(access: Access, database: 'passwd' | 'group', ids: ReadonlySet<number>): readonly number[] | null {
  if (ids.size === 0) return [];
  const answer = access.run(['/usr/bin/getent', database, ...[...ids].sort((a, b) => a - b).map(String)]);
  // 2: one or more of the keys were not found.
  if (answer.kind !== 'read' || (answer.value.exitCode !== 0 && answer.value.exitCode !== 2)) return null;
  return Buffer.from(answer.value.stdout)
    .toString('utf8')
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
    .filter((id) => ids.has(id));
}
