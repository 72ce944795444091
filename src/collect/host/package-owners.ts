import type { Access, Outcome } from '../access/access.ts';
import { readRpmDatabase } from '../rpmdb/rpm-database.ts';
import { filesOf, TAG } from '../rpmdb/rpm-header.ts';

const DPKG_INFO = '/var/lib/dpkg/info';
const APK = '/lib/apk/db/installed';
const APK_LIMIT = 64 * 1024 * 1024;

/** Lines `package TAB path` for the asked paths that the file lists of dpkg, rpm or apk hold, each path as it was asked. */
export function packageOwners(access: Access, paths: Iterable<string>): Outcome<readonly string[]> {
  // With a merged /usr the list may name the file below /usr or not.
  const spellings = new Map(
    [...paths].flatMap(
      (path) =>
        [
          [path, path],
          [`/usr${path}`, path],
          [path.replace(/^\/usr\//, '/'), path],
          // Since Fedora 42 the folders of system programs are one, too.
          [path.replace(/^(?:\/usr)?\/bin\//, '/usr/sbin/'), path],
        ] as const,
    ),
  );
  const answers = [dpkgOwners, rpmOwners, apkOwners].map((ask) => ask(access, spellings));
  // The first database that is there is that of the system; others may stand beside it.
  const system = answers.find((answer) => answer.kind !== 'absent');
  if (system?.kind !== 'read') return system ?? { kind: 'absent' };
  return { kind: 'read', value: answers.flatMap((answer) => (answer.kind === 'read' ? answer.value : [])) };
}

type Spellings = ReadonlyMap<string, string>;

function dpkgOwners(access: Access, spellings: Spellings): Outcome<readonly string[]> {
  const lists = access.list(DPKG_INFO);
  if (lists.kind !== 'read') return lists;
  const found: string[] = [];
  let blocked: Exclude<Outcome<readonly string[]>, { kind: 'read' | 'absent' }> | undefined;
  for (const name of lists.value) {
    if (!name.endsWith('.list')) continue;
    const list = access.readFile(`${DPKG_INFO}/${name}`);
    if (list.kind === 'read') {
      const owner = name.replace(/(:[^:]*)?\.list$/, '');
      for (const line of Buffer.from(list.bytes).toString('utf8').split('\n')) {
        const asked = spellings.get(line);
        if (asked !== undefined) found.push(`${owner}\t${asked}`);
      }
    } else if (list.kind === 'denied' || list.kind === 'failed') blocked ??= list;
    else if (list.kind === 'too-large') blocked ??= { kind: 'failed', reason: `${DPKG_INFO}/${name} is too large` };
  }
  return blocked ?? { kind: 'read', value: found };
}

function rpmOwners(access: Access, spellings: Spellings): Outcome<readonly string[]> {
  const database = readRpmDatabase(access);
  if (database.kind !== 'read') return database;
  const found: string[] = [];
  for (const header of database.value.headers) {
    for (const file of filesOf(header)) {
      const asked = spellings.get(file);
      if (asked !== undefined) found.push(`${header.text(TAG.name) ?? ''}\t${asked}`);
    }
  }
  return { kind: 'read', value: found };
}

/** In apk's database `P:` begins a package, `F:` a folder and `R:` a file in it. */
function apkOwners(access: Access, spellings: Spellings): Outcome<readonly string[]> {
  const database = access.readFile(APK, APK_LIMIT);
  if (database.kind === 'too-large') return { kind: 'failed', reason: `${APK} is too large` };
  if (database.kind !== 'read') return database;
  const found: string[] = [];
  let [owner, folder] = ['', ''];
  for (const line of Buffer.from(database.bytes).toString('utf8').split('\n')) {
    const value = line.slice(2);
    if (line.startsWith('P:')) owner = value;
    else if (line.startsWith('F:')) folder = value;
    else if (line.startsWith('R:')) {
      const asked = spellings.get(`/${folder === '' ? '' : `${folder}/`}${value}`);
      if (asked !== undefined) found.push(`${owner}\t${asked}`);
    }
  }
  return { kind: 'read', value: found };
}
