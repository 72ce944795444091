import { posix } from 'node:path';
import type { Access, FileInfo, Outcome } from '../access/access.ts';
import { captureJson } from '../capture-file.ts';
import type { HostSource } from './source.ts';

const ORIGIN = 'stat(2) of commands';
const FOLDERS = ['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/libexec', '/usr/local/bin', '/usr/local/sbin'];

/** A path with what stat(2) said of it. */
interface Looked {
  readonly path: string;
  readonly outcome: string;
  readonly status: FileInfo | null;
}

/** The folders that commands are started from, and the files in them that somebody beside root owns or may write. */
export const commandsSource: HostSource = {
  id: 'commands',
  title: 'Owner and mode of the folders of commands, and of the commands in them (links followed)',
  collect: (access, context) => [
    captureJson(
      ORIGIN,
      FOLDERS.filter((folder) => !isAlias(access, folder)).flatMap((folder) => folderOf(access, folder)),
      context,
    ),
  ],
};

/** With a merged /usr, /bin is a link to another of the folders. */
function isAlias(access: Access, folder: string): boolean {
  const link = access.readLink(folder);
  return link.kind === 'read' && FOLDERS.includes(posix.resolve(posix.dirname(folder), link.value));
}

function folderOf(access: Access, folder: string): readonly unknown[] {
  const own = looked(folder, access.stat(folder));
  if (own.outcome === 'absent') return [];
  const names = access.list(folder);
  const files =
    names.kind === 'read'
      ? names.value.map((name) => looked(`${folder}/${name}`, access.stat(`${folder}/${name}`)))
      : [];
  return [
    {
      ...own,
      listed: names.kind,
      seen: files.filter((file) => file.outcome === 'read').length,
      // A link to nothing is no command.
      loose: files.filter((file) => file.outcome !== 'absent' && (file.status === null || isLoose(file.status))),
    },
  ];
}

function looked(path: string, found: Outcome<FileInfo>): Looked {
  return { path, outcome: found.kind, status: found.kind === 'read' ? found.value : null };
}

function isLoose({ mode, uid, gid }: FileInfo): boolean {
  return uid !== 0 || (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== 0);
}
