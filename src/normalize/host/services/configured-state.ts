import type { Place } from '../../../core/fact.ts';
import { namedLinks } from './named-links.ts';
import type { Unit } from './unit.ts';
import { fillSpecifiers, instantiate, isTemplate, templateOf } from './unit-names.ts';
import type { DependencyLink, UnitEntry, UnitStore } from './unit-store.ts';

/** What `systemctl is-enabled` prints for a unit, and the link or file that decides. */
export interface ConfiguredState {
  readonly state: string;
  readonly at: Place;
}

const PERSISTENT = '/etc/systemd/system';
const GENERATORS = /^\/run\/systemd\/generator(\.early|\.late)?\//;

/** Finds the state as systemctl(1) does (is-enabled): it looks at links only, not at whether anything pulls them in. */
export function configuredState(store: UnitStore, unit: Unit, name: string): ConfiguredState {
  const { resolved } = unit;
  const own = store.entries.get(name)?.[0];
  if (own !== undefined && isSameNameLink(store, own)) return { state: 'bad', at: { file: own.path } };
  if (resolved.kind === 'absent') return { state: 'not-found', at: { file: name } };
  const at: Place = { file: resolved.file.path };
  const runtime = isRuntime(resolved.file.path);
  if (resolved.kind === 'masked') return { state: runtime ? 'masked-runtime' : 'masked', at };
  if (resolved.kind === 'unread') return { state: 'unreadable', at };
  if (unit.broken !== undefined) return { state: 'bad', at: unit.broken };
  if (resolved.name !== name) {
    const alias = store.entries.get(name)?.[0] ?? resolved.file;
    return { state: 'alias', at: { file: alias.path } };
  }
  if (GENERATORS.test(resolved.file.path)) return { state: 'generated', at };
  if (resolved.file.path.startsWith('/run/systemd/transient/')) return { state: 'transient', at };
  const enabled = linkedState(store, unit, name, true);
  if (enabled !== undefined) return enabled;
  const elsewhere = linkedState(store, unit, name, false);
  if (elsewhere !== undefined) return { state: 'indirect', at: elsewhere.at };
  const { install } = unit;
  if (install.wantedBy.length > 0 || install.aliases.length > 0) return { state: 'disabled', at };
  return { state: install.also.length > 0 ? 'indirect' : 'static', at };
}

/** A link of a unit's name to that name in another folder of the search path: systemctl takes it for a loop. */
function isSameNameLink(store: UnitStore, entry: UnitEntry): boolean {
  if (entry.kind !== 'link' || entry.target === undefined || entry.text !== undefined) return false;
  const slash = entry.target.lastIndexOf('/');
  const folder = entry.target.slice(0, slash);
  return (
    entry.target.slice(slash + 1) === entry.name &&
    (store.folders.includes(folder) || store.folders.includes(`/usr${folder}`))
  );
}

function isRuntime(path: string): boolean {
  return path.startsWith('/run/');
}

/** Looks for the links that `systemctl enable` would make, or with `known` false for any link to the unit. */
function linkedState(store: UnitStore, unit: Unit, name: string, known: boolean): ConfiguredState | undefined {
  let atRuntime: Place | undefined;
  let elsewhere: Place | undefined;
  let linked: ConfiguredState | undefined;
  const { dependencies, entries } = namedLinks(store);
  // Folders searched after the unit's own file may hold a hidden file of the same name.
  let below = false;
  for (const [rank, folder] of store.folders.entries()) {
    const own = (store.entries.get(name) ?? []).find((entry) => entry.rank === rank);
    const found = [
      ...(dependencies.get(name) ?? []).filter((link) => link.rank === rank && matches(unit, name, link, known, false)),
      ...(entries.get(name) ?? []).filter((entry) => entry.rank === rank && matches(unit, name, entry, known, below)),
    ];
    const same = found.find((entry) => isSameName(entry, name));
    const real = found.find((entry) => !isSameName(entry, name));
    if (real !== undefined) {
      const at = { file: real.path };
      if (folder === PERSISTENT) return { state: 'enabled', at };
      if (isRuntime(folder)) atRuntime ??= at;
      else elsewhere ??= at;
    } else if (same !== undefined) {
      const at = { file: same.path };
      if (folder === PERSISTENT) linked ??= { state: 'linked', at };
      else if (isRuntime(folder)) linked ??= { state: 'linked-runtime', at };
    }
    if (own !== undefined && own.kind !== 'unread') below = true;
  }
  if (atRuntime !== undefined) return { state: 'enabled-runtime', at: atRuntime };
  if (elsewhere !== undefined && templateOf(name) !== undefined) return { state: 'static', at: elsewhere };
  return linked;
}

/** A link of the unit's own name in a search folder itself: the file was linked in, not enabled. */
function isSameName(entry: UnitEntry | DependencyLink, name: string): boolean {
  return !('owner' in entry) && entry.name === name;
}

function matches(unit: Unit, name: string, entry: UnitEntry, known: boolean, ignoreOwnName: boolean): boolean {
  if (entry.kind !== 'link') return false;
  const target = (entry.target ?? '').slice((entry.target ?? '').lastIndexOf('/') + 1);
  const byName = !ignoreOwnName && entry.name === name;
  if (!byName && target !== name) return false;
  return !known || isKnownName(unit, name, entry.name);
}

/** Names that `systemctl enable` gives the unit: its own, its aliases, the default instance of a template. */
function isKnownName(unit: Unit, name: string, link: string): boolean {
  const { aliases, defaultInstance } = unit.install;
  if (link === name) return true;
  const filled = aliases.map((alias) => fillSpecifiers(alias, name));
  if (filled.includes(link)) return true;
  if (defaultInstance === undefined || !isTemplate(name)) return false;
  return [name, ...filled].some((one) => isTemplate(one) && instantiate(one, defaultInstance) === link);
}
