import { type Fact, known, type Place, type Unknown, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostRootPathEntry } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { type PathStatuses, pathStatuses } from '../path-status.ts';
import type { HostNormalizer } from '../section.ts';
import { shellSessions } from '../shell-init/sessions.ts';
import { sourceText } from '../source-text.ts';

interface WrittenPath {
  readonly value: string;
  readonly at: Place;
}

/** The folders that root's commands are looked for in. */
export const rootPathNormalizer: HostNormalizer<'root_path'> = {
  section: 'root_path',
  normalize: (captures) => {
    const statuses = pathStatuses(captures, 'stat(2) of the search path of root');
    const defs = sourceText(captures, '/etc/login.defs');
    const profile = sourceText(captures, '/etc/profile');
    for (const source of [defs, profile]) {
      if (source.kind === 'unreadable') return { section: notCollected(source.reason, source.hint), diagnostics: [] };
    }
    if (!statuses.collected) {
      const section = notCollected(
        'the search path of root was not looked up',
        'Collect the host again with this version.',
      );
      return { section, diagnostics: [] };
    }
    const { written, unclear } = writtenPaths(captures);
    const entries = new Map<string, Place[]>();
    for (const { value, at } of written) {
      for (const folder of value.split(':')) entries.set(folder, [...(entries.get(folder) ?? []), at]);
    }
    return {
      section: complete({
        entries: sortedBy(entries, ([folder]) => folder).map(([folder, places]) => entryOf(folder, places, statuses)),
        unclear,
      }),
      diagnostics: [],
    };
  },
};

/** The last value of ENV_SUPATH (login, and su of a login shell), /etc/environment, and what root's shells end with. */
function writtenPaths(captures: CaptureSet): {
  readonly written: readonly WrittenPath[];
  readonly unclear: readonly Unknown[];
} {
  const written: WrittenPath[] = [];
  const unclear: Unknown[] = [];
  for (const [file, pattern] of [
    ['/etc/login.defs', /^\s*ENV_SUPATH\s+"?(?:PATH=)?([^"\s]*)/],
    ['/etc/login.defs', /^\s*ENV_ROOTPATH\s+"?(?:PATH=)?([^"\s]*)/],
    ['/etc/environment', /^\s*(?:export\s+)?PATH\s*=\s*["']?([^"'\s]*)/],
  ] as const) {
    const source = sourceText(captures, file);
    const found = (source.kind === 'text' ? source.lines : []).flatMap((text, index) => {
      const value = pattern.exec(text)?.[1];
      return value === undefined ? [] : [{ value, at: { file, line: index + 1 } }];
    });
    const last = found.at(-1);
    if (last !== undefined) written.push(last);
    if (source.kind === 'unreadable') unclear.push(unknown(`${source.reason}. ${source.hint}`, { file }));
  }
  for (const session of shellSessions(captures)) {
    if (!session.root) continue;
    for (const { value, at } of session.state.path) {
      // Where no start file sets it, it is the one of login.defs, which is told already.
      if (at.line === undefined && value !== undefined) continue;
      if (value !== undefined) {
        // A leading or trailing part that was empty before the first assignment is that of login.
        written.push({ value, at });
        continue;
      }
      // Only a file that was not read leaves no line.
      const why =
        at.line === undefined
          ? `${at.file} was not read, and may set PATH. Run the scan as root.`
          : `PATH is set by ${at.file}:${at.line} in a way that is not understood. Set it to a plain list of folders.`;
      if (!unclear.some((one) => one.at.file === at.file && one.at.line === at.line)) unclear.push(unknown(why, at));
    }
  }
  return { written, unclear };
}

function entryOf(folder: string, places: readonly Place[], statuses: PathStatuses): HostRootPathEntry {
  const form = folder === '' ? 'empty' : folder.startsWith('/') ? 'absolute' : 'relative';
  const [at = { file: '/etc/profile' }] = places;
  const { exists, status } =
    form === 'absolute'
      ? look(folder, statuses)
      : { exists: known(true, at), status: unknown(`${folder} is relative`, at) };
  const distinct = new Map(places.map((place) => [`${place.file}:${place.line ?? 0}`, place]));
  return {
    id: folder === '' ? '(empty)' : folder,
    form,
    exists,
    status,
    places: [...distinct.values()].map((place) => ({ at: place })),
  };
}

function look(
  folder: string,
  statuses: PathStatuses,
): { readonly exists: Fact<boolean>; readonly status: HostRootPathEntry['status'] } {
  const at = { file: folder };
  const own = statuses.byPath.get(folder);
  if (own === undefined || own.outcome === 'denied' || own.outcome === 'failed') {
    return {
      exists: unknown(`${folder} could not be looked up. Run the scan as root.`, at),
      status: statuses.status(folder),
    };
  }
  let path = folder;
  while (path !== '' && statuses.byPath.get(path)?.outcome === 'absent') path = path.slice(0, path.lastIndexOf('/'));
  return { exists: known(own.outcome === 'read', at), status: statuses.status(path === '' ? '/' : path) };
}
