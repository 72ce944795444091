import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { parseMountinfo, visibleMounts } from '../../../core/mountinfo.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostPrivilegedFile, HostWalkedFile } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { namesById } from '../files/id-names.ts';
import { whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type RegisteredMode, registeredModes } from './registered-modes.ts';
import { idsOf, unownedFiles } from './unowned.ts';
import { type ReadWalk, readWalk, WALK_ORIGIN, type Walked } from './walked-entries.ts';

/** More of one kind are counted, not listed. */
const MAX_LISTED = 1000;
const MAX_LEFT_OUT = 200;
const OWNERS = 'owners of SUID and SGID files';
const SUID = 0o4000;
const SGID = 0o2000;
const STICKY = 0o1000;
const WORLD_WRITABLE = 0o002;

/** Reasons that leave a folder out on purpose: it is no local file system of this machine. */
const ON_PURPOSE: ReadonlySet<string> = new Set(['runtime file system', 'network file system', 'container storage']);

/** SUID and SGID files with their packages, what everybody may write, and files of nobody. */
export const walkNormalizer: HostNormalizer<'walk'> = {
  section: 'walk',
  normalize: (captures) => {
    const walk = readWalk(captures);
    if (walk === undefined) {
      const why = whyUnread(captures.get(WALK_ORIGIN), 'the walk over the file systems') ?? 'the walk cannot be read';
      return { section: notCollected(why, 'Scan the machine or its unpacked tree as root.'), diagnostics: [] };
    }
    const users = namesById(captures, '/etc/passwd');
    const groups = namesById(captures, '/etc/group');
    const names = { users, groups };
    const privileged = bounded(privilegedFiles(walk.entries, captures, names));
    const unowned = bounded(unownedFiles(walk.entries, idsOf(captures, users, groups)));
    const writable = walk.entries.filter(({ kind, mode }) => kind !== 'link' && (mode & WORLD_WRITABLE) !== 0);
    const writableFiles = bounded(writable.filter(({ kind }) => kind === 'file').map((one) => fileOf(one, names)));
    const writableFolders = bounded(
      writable.filter(({ kind }) => kind === 'directory').map((one) => fileOf(one, names)),
    );
    const unlisted = privileged.more + writableFiles.more + writableFolders.more + unowned.more;
    const leftOut = walk.skipped.filter(({ why }) => ON_PURPOSE.has(why));
    return {
      section: complete({
        whole: wholeFact(walk, unlisted),
        seen: walk.seen,
        left_out: leftOut.slice(0, MAX_LEFT_OUT).map(({ path, why }) => ({ id: path, why })),
        privileged,
        writable_files: writableFiles,
        writable_folders: writableFolders,
        unowned,
      }),
      diagnostics: [],
    };
  },
};

interface Names {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

function bounded<T extends { readonly id: string }>(files: readonly T[]): { readonly more: number; files: T[] } {
  const sorted = sortedBy(files, (file) => file.id);
  return { more: Math.max(0, sorted.length - MAX_LISTED), files: sorted.slice(0, MAX_LISTED) };
}

function wholeFact(walk: ReadWalk, unlisted: number): Fact<boolean> {
  const at: Place = { file: '/' };
  const missed = walk.skipped.filter(({ why }) => !ON_PURPOSE.has(why));
  const [first] = missed;
  const reasons = [
    ...(walk.cut ? [`the walk ended after ${walk.seen} entries`] : []),
    ...(unlisted > 0 ? [`${unlisted} more of what was found are not listed`] : []),
    ...(first === undefined
      ? []
      : [
          missed.length === 1
            ? `${first.path} was not entered (${first.why})`
            : `${missed.length} folders were not entered, the first is ${first.path} (${first.why})`,
        ]),
  ];
  if (reasons.length === 0) return known(true, at);
  const advice = missed.some(({ why }) => why === 'permission denied') ? ' Run the scan as root.' : '';
  return unknown(`What was found is at least what there is: ${reasons.join('; ')}.${advice}`, at);
}

function fileOf({ path, mode, uid, gid }: Walked, names: Names): HostWalkedFile {
  return {
    id: path,
    octal: octalOf(mode),
    sticky: (mode & STICKY) !== 0,
    uid,
    owner: names.users.get(uid) ?? String(uid),
    group: names.groups.get(gid) ?? String(gid),
    at: { file: path },
  };
}

function privilegedFiles(
  entries: readonly Walked[],
  captures: CaptureSet,
  names: Names,
): readonly HostPrivilegedFile[] {
  const packageOf = packageLookup(captures);
  const registered = registeredModes(captures);
  const mountinfo = sourceText(captures, '/proc/self/mountinfo');
  const mountOf = mountinfo.kind === 'text' ? visibleMounts(parseMountinfo(mountinfo.text).mounts) : () => undefined;
  return entries
    .filter(({ kind, mode }) => kind === 'file' && (mode & (SUID | SGID)) !== 0)
    .map((entry) => {
      const { path, mode, uid, gid } = entry;
      const at = { file: path };
      const { octal, owner, group } = fileOf(entry, names);
      return {
        id: path,
        suid: (mode & SUID) !== 0,
        sgid: (mode & SGID) !== 0,
        octal,
        owner,
        group,
        package: packageOf(path, at),
        registered: isRegistered(registered.get(path) ?? registered.get(otherSpelling(path)), mode, [
          [owner, uid],
          [group, gid],
        ]),
        on_nosuid_mount: mountOf(path)?.options.includes('nosuid') ?? false,
        at,
      };
    });
}

function isRegistered(
  told: RegisteredMode | undefined,
  mode: number,
  [[owner, uid], [group, gid]]: readonly [readonly [string, number], readonly [string, number]],
): boolean {
  if (told === undefined || told.mode !== mode) return false;
  return (told.owner === owner || told.owner === `#${uid}`) && (told.group === group || told.group === `#${gid}`);
}

/** Which installed package owns a path; empty when none does. */
function packageLookup(captures: CaptureSet): (path: string, at: Place) => Fact<string> {
  const owned = sourceText(captures, OWNERS);
  if (owned.kind === 'text') {
    const owners = new Map(
      owned.lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t'))] as const),
    );
    return (path, at) => known(owners.get(path) ?? '', at);
  }
  const why = owned.kind === 'unreadable' ? owned.reason : 'there are no file lists of dpkg, rpm or apk';
  return (path, at) => unknown(`Which package owns ${path} cannot be told: ${why}. Ask the package manager.`, at);
}

/** With a merged /usr a package may name the path below /usr or not. */
function otherSpelling(path: string): string {
  return path.startsWith('/usr/') ? path.slice('/usr'.length) : `/usr${path}`;
}

function octalOf(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
