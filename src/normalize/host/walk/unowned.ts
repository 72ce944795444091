import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { HostUnownedFile } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { remoteSources } from '../accounts/remote-sources.ts';
import { jsonOf } from '../look-ups.ts';
import { sourceText } from '../source-text.ts';
import type { Walked } from './walked-entries.ts';

/** systemd hands out uids and gids of this span while a service runs (systemd.exec(5), DynamicUser=). */
const DYNAMIC_FIRST = 61_184;
const DYNAMIC_LAST = 65_519;

/** Tells whether ids are somebody's. */
export interface Ids {
  user(uid: number, at: Place): Fact<boolean>;
  group(gid: number, at: Place): Fact<boolean>;
}

/** Ids of the files of the target, of what its directory service told, and ranges handed out to its users. */
export function idsOf(
  captures: CaptureSet,
  users: ReadonlyMap<number, string>,
  groups: ReadonlyMap<number, string>,
): Ids {
  const told = jsonOf(captures.get('getent of unknown ids'));
  const services = (database: string) =>
    remoteSources(captures)
      .filter((source) => source.database === database)
      .map((source) => source.service);
  const judge = (
    names: ReadonlyMap<number, string>,
    database: 'passwd' | 'group',
    ranges: readonly (readonly [number, number])[],
  ) => {
    const answered: unknown = isRecord(told) ? told[database] : undefined;
    const remote = services(database);
    return (id: number, at: Place): Fact<boolean> => {
      if (names.has(id) || (id >= DYNAMIC_FIRST && id <= DYNAMIC_LAST)) return known(true, at);
      if (ranges.some(([first, count]) => id >= first && id < first + count)) return known(true, at);
      if (Array.isArray(answered)) return known(answered.includes(id), at);
      if (remote.length === 0) return known(false, at);
      const what = database === 'passwd' ? 'account' : 'group';
      const why = `No file names ${what} ${id}, and nsswitch.conf asks ${remote.join(', ')} too`;
      return unknown(`${why}. Scan the machine itself, where getent can be asked.`, at);
    };
  };
  return {
    user: judge(users, 'passwd', ranges(captures, '/etc/subuid')),
    group: judge(groups, 'group', ranges(captures, '/etc/subgid')),
  };
}

/** Entries of nobody; a folder stands for all below it that belong to the same ids. */
export function unownedFiles(entries: readonly Walked[], ids: Ids): readonly HostUnownedFile[] {
  const found = new Map<string, HostUnownedFile>();
  const below = new Map<string, number>();
  for (const { path, kind, uid, gid } of entries) {
    const at = { file: path };
    const user = ids.user(uid, at);
    const group = ids.group(gid, at);
    if (isTrue(user) && isTrue(group)) continue;
    const top = topOf(path, uid, gid, found);
    if (top !== undefined) below.set(top, (below.get(top) ?? 0) + 1);
    else found.set(kind === 'directory' ? `${path}/` : path, { id: path, below: 0, uid, gid, user, group, at });
  }
  return [...found.values()].map((file) => ({ ...file, below: below.get(`${file.id}/`) ?? 0 }));
}

/** Entries come sorted, so that a folder comes before what is in it. */
function topOf(
  path: string,
  uid: number,
  gid: number,
  found: ReadonlyMap<string, HostUnownedFile>,
): string | undefined {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = path.slice(0, slash + 1);
    const file = found.get(folder);
    if (file !== undefined && file.uid === uid && file.gid === gid) return folder;
  }
  return undefined;
}

function isTrue(fact: Fact<boolean>): boolean {
  return 'value' in fact && fact.value;
}

/** Ranges of subuid(5): name, first id, how many. */
function ranges(captures: CaptureSet, file: string): readonly (readonly [number, number])[] {
  const source = sourceText(captures, file);
  if (source.kind !== 'text') return [];
  return source.lines.flatMap((line) => {
    const match = /^[^:#]+:(\d{1,10}):(\d{1,10})\s*$/.exec(line);
    return match === null ? [] : [[Number(match[1]), Number(match[2])] as const];
  });
}
