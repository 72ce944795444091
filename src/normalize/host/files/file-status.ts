import { type Fact, known, unknown } from '../../../core/fact.ts';
import type { HostFileStatus } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { allCollectedModes, treeOwner } from './collected-modes.ts';
import { namesById } from './id-names.ts';

/** What turns numbers into names, and the uid of a tree whose owners mean nothing. */
export interface FileNames {
  readonly treeOwner: number | undefined;
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

/** The names of the host's own passwd and group. */
export function fileNames(captures: CaptureSet): FileNames {
  return {
    treeOwner: treeOwner(allCollectedModes(captures)),
    users: namesById(captures, '/etc/passwd'),
    groups: namesById(captures, '/etc/group'),
  };
}

/** The status of a path as a fact; unknown in a tree that was not unpacked by root. */
export function statusFact(
  path: string,
  found: { readonly kind: string; readonly mode: number; readonly uid: number; readonly gid: number },
  names: FileNames,
): Fact<HostFileStatus> {
  const at = { file: path };
  if (names.treeOwner !== undefined) {
    const why = `The tree belongs to uid ${names.treeOwner}, so modes and owners in it are those of whoever unpacked it`;
    return unknown(`${why}. Unpack it as root, with numeric owners.`, at);
  }
  const { kind, mode, uid, gid } = found;
  return known(
    {
      kind: kind === 'file' || kind === 'directory' ? kind : 'other',
      mode,
      octal: mode.toString(8).padStart(4, '0'),
      uid,
      gid,
      owner: names.users.get(uid) ?? String(uid),
      group: names.groups.get(gid) ?? String(gid),
    },
    at,
  );
}
