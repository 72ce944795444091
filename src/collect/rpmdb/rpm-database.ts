import type { Access, Outcome } from '../access/access.ts';
import { type RpmHeader, readRpmHeader } from './rpm-header.ts';
import { isHotJournal, openSqlite, SqliteFault } from './sqlite-pages.ts';
import { rootOf, rows } from './sqlite-table.ts';

/** Where rpm keeps its database: by default, and on Fedora, SUSE and image-based systems. */
export const RPM_FOLDERS = ['/usr/lib/sysimage/rpm', '/var/lib/rpm'] as const;

/** A database of 10,000 packages stays below. */
const LIMIT = 512 * 1024 * 1024;

/** Databases that this version does not read, by their file: what they are called and where they come from. */
const OTHERS = [
  ['Packages.db', 'ndb, the format of SUSE'],
  ['Packages', 'Berkeley DB, the format of RHEL 8 and older'],
] as const;

/** The database that was found, with the headers in it, those of imported keys too. */
export interface RpmDatabase {
  readonly file: string;
  readonly headers: readonly RpmHeader[];
}

/** Reads the database of rpm without rpm. `absent` when no folder holds one; a database in another format is `failed` with what to do. */
export function readRpmDatabase(access: Access): Outcome<RpmDatabase> & { readonly file?: string } {
  // All are asked for before the first is judged: answers may come from afar.
  const found = RPM_FOLDERS.map((folder) => {
    const file = `${folder}/rpmdb.sqlite`;
    // The log first: what is carried over into the file meanwhile is then still read, from either.
    const wal = access.readFile(`${file}-wal`, LIMIT);
    const journal = access.readFile(`${file}-journal`, LIMIT);
    const main = access.readFile(file, LIMIT);
    const others = OTHERS.map(([name, format]) => ({ path: `${folder}/${name}`, format })).map((other) => ({
      ...other,
      info: access.stat(other.path),
    }));
    return { file, wal, journal, main, others };
  });
  for (const { file, wal, journal, main } of found) {
    if (main.kind === 'absent') continue;
    for (const outcome of [main, wal, journal]) {
      if (outcome.kind === 'too-large') {
        return { kind: 'failed', file, reason: `${file} has more than ${outcome.limit} bytes` };
      }
      if (outcome.kind === 'denied' || outcome.kind === 'failed') return { ...outcome, file };
    }
    if (main.kind !== 'read') continue;
    if (journal.kind === 'read' && isHotJournal(journal.bytes)) {
      return {
        kind: 'failed',
        file,
        reason: `${file} was left in the midst of a change: run \`rpm -qa\` once on the machine`,
      };
    }
    try {
      return {
        kind: 'read',
        file,
        value: { file, headers: headersOf(main.bytes, wal.kind === 'read' ? wal.bytes : undefined) },
      };
    } catch (error) {
      if (!(error instanceof SqliteFault)) throw error;
      return {
        kind: 'failed',
        file,
        reason: `${file} cannot be read: ${error.message}. Run \`rpm --rebuilddb\` on the machine`,
      };
    }
  }
  for (const { path, format, info } of found.flatMap(({ others }) => others)) {
    if (info.kind === 'absent') continue;
    if (info.kind !== 'read') return { ...info, file: path };
    return {
      kind: 'failed',
      file: path,
      reason: `${path} is a database of ${format}, which this version does not read: run \`rpmdb --rebuilddb --define '_db_backend sqlite'\` on a copy of the tree`,
    };
  }
  return { kind: 'absent' };
}

function headersOf(file: Uint8Array, wal: Uint8Array | undefined): readonly RpmHeader[] {
  const pages = openSqlite(file, wal);
  const root = rootOf(pages, 'Packages');
  if (root === undefined) throw new SqliteFault('it has no table Packages');
  const headers: RpmHeader[] = [];
  for (const { rowId, values } of rows(pages, root)) {
    const blob = values[1];
    const header = blob instanceof Uint8Array ? readRpmHeader(blob) : undefined;
    // A list with holes proves no absence.
    if (header === undefined) throw new SqliteFault(`its package ${rowId} has a damaged header`);
    headers.push(header);
  }
  return headers;
}
