import type { Access } from '../access/access.ts';
import { captureJson } from '../capture-file.ts';
import { describePath, type PathStatusEntry } from './path-status.ts';
import type { HostSource } from './source.ts';

/** Folders of a home whose entries are looked at too: what is started or trusted lies there. */
const INNER = ['.ssh', '.gnupg', '.config', '.local/bin', 'bin'] as const;
/** Bounds: a home with more entries, or a host with more homes, is told as cut. */
const MAX_ENTRIES = 400;
const MAX_HOMES = 300;

/** Homes of people and root: their mode and owner, and those of the entries in them. No content. */
export const homesSource: HostSource = {
  id: 'homes',
  title:
    'Homes: mode and owner of the home, of its entries, and of those in .ssh, .gnupg, .config, .local/bin and bin (at most 400 a home); needs root',
  collect: (access, context) => [captureJson('modes in the homes', homes(access), context)],
};

interface Home {
  readonly home: PathStatusEntry;
  readonly entries: readonly PathStatusEntry[];
  readonly closed: readonly string[];
  readonly cut: boolean;
}

function homes(access: Access): unknown {
  const paths = homesOfPeople(access);
  return {
    root: describePath(access, '/'),
    homes: paths.slice(0, MAX_HOMES).map((path) => lookAt(access, path)),
    left_out: paths.slice(MAX_HOMES),
  };
}

/** Homes of accounts that may log in: root and, to keep the list short, ids from 500 on; the normalizer knows UID_MIN. */
function homesOfPeople(access: Access): readonly string[] {
  const passwd = access.readFile('/etc/passwd');
  const text = passwd.kind === 'read' ? Buffer.from(passwd.bytes).toString('utf8') : '';
  const found = text
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([, , uid = '', , , home = '', shell = '']) => {
      const id = Number(uid);
      return (
        /^\d+$/.test(uid) && (id === 0 || id >= 500) && home.startsWith('/') && !/\/(?:nologin|false)$/.test(shell)
      );
    })
    .map((fields) => (fields[5] ?? '').replace(/(?<=.)\/+$/, ''));
  return [...new Set(found)];
}

function lookAt(access: Access, path: string): Home {
  const home = describePath(access, path);
  const closed: string[] = [];
  const names: string[] = [];
  // The root directory and folders of the system are nobody's home, whatever passwd says.
  const system = /^\/(?:bin|boot|dev|etc|lib\w*|proc|run|s?bin|sys|tmp|usr|var)?$/.test(path);
  if (home.outcome === 'read' && home.kind === 'directory' && !system) {
    for (const folder of ['', ...INNER]) {
      const listed = access.list(folder === '' ? path : `${path}/${folder}`);
      if (listed.kind === 'denied' || listed.kind === 'failed') closed.push(folder === '' ? path : `${path}/${folder}`);
      if (listed.kind === 'read')
        names.push(...listed.value.map((name) => (folder === '' ? name : `${folder}/${name}`)));
    }
  }
  // Dot files first: they are what a bound must not cut.
  const ordered = [...names.filter((name) => name.startsWith('.')), ...names.filter((name) => !name.startsWith('.'))];
  return {
    home,
    entries: ordered.slice(0, MAX_ENTRIES).map((name) => describePath(access, `${path}/${name}`, 'lstat')),
    closed,
    cut: ordered.length > MAX_ENTRIES,
  };
}
