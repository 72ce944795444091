import { parseMountinfo } from '../../../core/mountinfo.ts';
import { sortedBy } from '../../../core/order.ts';
import type { Outcome, Walk, WalkedEntry, WalkRequest } from '../access.ts';
import { leftOutFileSystem } from '../file-systems.ts';
import { keeps, SKIPPED_FOLDERS, skippedFolder } from '../walk.ts';
import { bodyText, statInfo } from './file-facts.ts';
import type { Frame } from './frames.ts';

/** Folders that a walk may meet and does not enter, by the patterns of find(1); `skippedFolder` names the reason. */
const CANDIDATES = [
  ...SKIPPED_FOLDERS,
  '/var/lib/rancher/*/agent/containerd',
  '*/.local/share/containers/storage',
  '*/.local/share/docker',
] as const;

/** The two questions of a walk: what is kept, and how many entries there are. */
export interface WalkWords {
  readonly walk: readonly string[];
  readonly count: readonly string[];
}

/** Makes the words for find(1), as GNU and busybox know it; mount points of other machines are not entered. */
export function walkWords(request: WalkRequest, mountinfo: string, nonce: string): WalkWords {
  const foreign = parseMountinfo(mountinfo)
    .mounts.filter(({ type }) => leftOutFileSystem(type) !== undefined)
    .map(({ point }) =>
      Buffer.from(point, 'latin1')
        .toString('utf8')
        .replace(/[\\*?[\]]/g, '\\$&'),
    );
  const left = [...new Set([...CANDIDATES, ...foreign])].filter((path) => path !== '/');
  const leftOut = [
    '(',
    ...left.flatMap((path, index) => [...(index === 0 ? [] : ['-o']), '-path', path]),
    ')',
    '-prune',
  ];
  const tell = (kind: string): readonly string[] => [
    '-exec',
    'stat',
    '-c',
    `${nonce} ${kind} %f %u %g %s %Y %y %d %i\n%n`,
    '{}',
    '+',
  ];
  const knownTo = (test: '-user' | '-group', ids: ReadonlySet<number>): readonly string[] => {
    const words = [...ids].flatMap((id, index) => [...(index === 0 ? [] : ['-o']), test, String(id)]);
    return words.length === 0 ? ['-o', '-name', '*'] : ['-o', '!', '(', ...words, ')'];
  };
  const kept = [
    '(',
    ...['-type', 'f', '(', '-perm', '-4000', '-o', '-perm', '-2000', ')'],
    ...['-o', '!', '-type', 'l', '-perm', '-0002'],
    ...knownTo('-user', request.knownUids),
    ...knownTo('-group', request.knownGids),
    ')',
  ];
  return {
    walk: ['/', ...leftOut, ...tell('P'), '-o', ...kept, ...tell('W')],
    count: ['/', ...leftOut, '-o', '-print'],
  };
}

/** Reads the answers of a walk; undefined when they are not there. */
export function walkOf(frames: readonly Frame[], request: WalkRequest, mountinfo: string): Outcome<Walk> | undefined {
  const start = frames.findIndex(({ kind }) => kind === 'walk');
  const end = frames.findIndex(({ kind }, index) => index > start && kind === 'e');
  const closing = frames[end];
  if (start === -1 || closing === undefined) return undefined;
  const said = bodyText(closing).split('\n');
  const code = said.pop()?.split(' ')[1] ?? '';
  const types = new Map(parseMountinfo(mountinfo).mounts.map(({ point, type }) => [point, leftOutFileSystem(type)]));
  const skipped = new Map<string, string>();
  const byFile = new Map<string, WalkedEntry>();
  for (const frame of frames.slice(start + 1, end)) {
    const info = statInfo(frame.words);
    if (info === undefined) continue;
    const path = bodyText(frame).replace(/\n$/, '');
    if (frame.kind === 'P') skipped.set(path, skippedFolder(path) ?? types.get(path) ?? 'container storage');
    if (frame.kind !== 'W' || !keeps(info, request)) continue;
    const [device = '', inode = ''] = frame.words.slice(-2);
    const file = `${device}:${inode}`;
    const first = byFile.get(file);
    if (first === undefined || path < first.path) byFile.set(file, { path, info });
  }
  for (const line of said) noteError(skipped, line);
  // Ended by `timeout`.
  const cut = ['124', '137', '143'].includes(code);
  const counted = frames.find(({ kind }) => kind === 'n');
  const seen = Number(/\d+/.exec(counted === undefined ? '' : bodyText(counted))?.[0] ?? byFile.size);
  return {
    kind: 'read',
    value: {
      entries: sortedBy(byFile.values(), ({ path }) => path),
      skipped: sortedBy(
        [...skipped].map(([path, why]) => ({ path, why })),
        ({ path }) => path,
      ),
      seen,
      cut,
    },
  };
}

/** A line of find's stderr: `find: /root: Permission denied`, the path in quotes or not. */
function noteError(skipped: Map<string, string>, line: string): void {
  if (line.trim() === '') return;
  const found = /^[\w ]*find: ['"‘]?(\/.*?)['"’]?: ([A-Z][\w ,'-]*)$/.exec(line);
  const [, path, why] = found ?? [];
  // Gone since its folder was read.
  if (why === 'No such file or directory') return;
  if (path === undefined || why === undefined) skipped.set('/', line.replace(/\p{Cc}/gu, '').slice(0, 200));
  else
    skipped.set(
      path,
      /^(Permission denied|Operation not permitted)$/.test(why) ? 'permission denied' : `could not be read (${why})`,
    );
}
