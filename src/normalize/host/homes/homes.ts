import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import { complete, incomplete, notCollected } from '../../../core/section.ts';
import type { HostHome, HostHomeFile } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { parseColonFile, parseDecimal } from '../accounts/colon-records.ts';
import { uniqueIds } from '../accounts/unique-ids.ts';
import { jsonOf } from '../look-ups.ts';
import { type PathStatus, type PathStatuses, readEntry, statusesOf } from '../path-status.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const ORIGIN = 'modes in the homes';
const TRUST = new Set(['.rhosts', '.shosts', '.netrc', '.forward']);
/** Shells that run one command: nobody works in the home of such an account. */
const COMMANDS = /\/(?:nologin|false|sync|shutdown|halt)$/;

/** Homes of root and of people that may log in. */
export const homesNormalizer: HostNormalizer<'homes'> = {
  section: 'homes',
  normalize: (captures) => {
    const passwd = sourceText(captures, '/etc/passwd');
    if (passwd.kind === 'unreadable') return { section: notCollected(passwd.reason, passwd.hint), diagnostics: [] };
    const value = jsonOf(captures.get(ORIGIN));
    if (!isRecord(value) || !Array.isArray(value['homes'])) {
      const section = notCollected('the homes were not looked at', 'Collect the host again with this version.');
      return { section, diagnostics: [] };
    }
    const looks = new Map(
      value['homes'].map(readLook).flatMap((look) => (look === undefined ? [] : [[look.home.path, look] as const])),
    );
    const root = readEntry(value['root']);
    const statuses = statusesOf(
      [...(root === undefined ? [] : [root]), ...[...looks.values()].flatMap((look) => [look.home, ...look.entries])],
      captures,
    );
    const homes = peopleOf(captures).flatMap((person) => {
      const look = looks.get(person.path);
      return look === undefined ? [] : [homeOf(person, look, statuses)];
    });
    const missing = Array.isArray(value['left_out']) ? value['left_out'].length : 0;
    const data = { homes };
    return {
      section:
        missing === 0
          ? complete(data)
          : incomplete(data, `${missing} more homes were not looked at`, 'Look at them with a scan of their own.'),
      diagnostics: [],
    };
  },
};

interface Person {
  readonly id: string;
  readonly user: string;
  readonly uid: number;
  readonly gid: number;
  readonly path: string;
  readonly at: HostHome['at'];
}

function peopleOf(captures: CaptureSet): readonly Person[] {
  const passwd = sourceText(captures, '/etc/passwd');
  const { records } = parseColonFile('/etc/passwd', passwd.kind === 'text' ? passwd.lines : [], 7);
  const uidMin = uidMinOf(captures);
  const ids = uniqueIds(records);
  return records.flatMap(({ fields, at }, index) => {
    const [user = '', , uidText, gidText, , home = '', shell = ''] = fields;
    const uid = parseDecimal(uidText);
    const gid = parseDecimal(gidText);
    if (uid === undefined || gid === undefined || COMMANDS.test(shell) || !home.startsWith('/')) return [];
    if (uid !== 0 && uid < uidMin) return [];
    return [{ id: ids[index] ?? user, user, uid, gid, path: home.replace(/(?<=.)\/+$/, ''), at }];
  });
}

function uidMinOf(captures: CaptureSet): number {
  const defs = sourceText(captures, '/etc/login.defs');
  const values = (defs.kind === 'text' ? defs.lines : []).flatMap(
    (line) => /^\s*UID_MIN\s+(\d{1,9})/.exec(line)?.[1] ?? [],
  );
  return Number(values.at(-1) ?? '1000');
}

interface Look {
  readonly home: PathStatus;
  readonly entries: readonly PathStatus[];
  readonly closed: readonly string[];
  readonly cut: boolean;
}

function readLook(value: unknown): Look | undefined {
  if (!isRecord(value)) return undefined;
  const home = readEntry(value['home']);
  if (home === undefined) return undefined;
  const list = (name: string): readonly unknown[] => {
    const found = value[name];
    return Array.isArray(found) ? found : [];
  };
  return {
    home,
    entries: list('entries').flatMap((entry) => readEntry(entry) ?? []),
    closed: list('closed').filter((path) => typeof path === 'string'),
    cut: value['cut'] === true,
  };
}

function homeOf(person: Person, look: Look, statuses: PathStatuses): HostHome {
  const { home } = look;
  const place = { file: home.path };
  const exists: Fact<boolean> =
    home.outcome === 'denied' || home.outcome === 'failed'
      ? unknown(`${home.path} could not be looked up. Run the scan as root.`, place)
      : known(home.outcome === 'read' && home.kind === 'directory', place);
  const [closed] = look.closed;
  const listed: Fact<number> =
    closed !== undefined
      ? unknown(`${closed} could not be listed. Run the scan as root.`, { file: closed })
      : look.cut
        ? unknown(`${home.path} has more entries than the ${look.entries.length} that were looked at.`, place)
        : known(look.entries.length, place);
  const files = look.entries.flatMap((entry) => {
    const file = fileOf(person, entry, statuses);
    return file.class !== 'other' || !('value' in file.loose) || file.loose.value.length > 0 ? [file] : [];
  });
  return { ...person, exists, status: statuses.status(home.path), listed, files: sortedBy(files, ({ id }) => id) };
}

function fileOf(person: Person, entry: PathStatus, statuses: PathStatuses): HostHomeFile {
  const name = entry.path.slice(person.path.length + 1);
  const status = statuses.status(entry.path);
  const inner = name.includes('/');
  const kind = entry.kind;
  const history = /^\.(?:\w*history|\w+_hist|lesshst|viminfo)$/.test(name);
  return {
    id: entry.path,
    name,
    kind,
    class: TRUST.has(name) ? 'trust' : history ? 'history' : name.startsWith('.') && !inner ? 'dot' : 'other',
    status,
    loose: 'value' in status ? known(loosenessOf(person, entry), { file: entry.path }) : status,
  };
}

/** Root may own what it put there; of links only the owner counts. */
function loosenessOf(person: Person, entry: PathStatus): string[] {
  const link = entry.kind === 'link';
  return [
    ...(entry.uid !== person.uid && entry.uid !== 0 ? ['owner'] : []),
    ...(entry.gid !== person.gid && entry.gid !== 0 ? ['group'] : []),
    ...(!link && (entry.mode & 0o020) !== 0 ? ['group-writable'] : []),
    ...(!link && (entry.mode & 0o002) !== 0 ? ['world-writable'] : []),
  ];
}
