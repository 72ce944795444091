import type { Stats } from 'node:fs';
import type { FileInfo } from './access.ts';

/** What the rest of the program knows of an entry: the same for a tree, an archive and a remote host. */
export function fileInfo(stats: Stats): FileInfo {
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other';
  return {
    kind,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    // That of a directory tells of its file system, not of the target.
    size: kind === 'directory' ? 0 : stats.size,
    modifiedMs: Math.floor(stats.mtimeMs),
  };
}
