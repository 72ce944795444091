import type { Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { parseUnitText, type UnitAssignment, unitBoolean, unitWords } from './unit-file.ts';
import {
  dropInNames,
  fillSpecifiers,
  inheritedInstance,
  instanceOf,
  instantiate,
  isTemplate,
  unitType,
} from './unit-names.ts';
import { isMasked, type ResolvedUnit, resolveUnit, type UnitEntry, type UnitStore } from './unit-store.ts';

/**
 * How one unit pulls in another. What it requires and cannot be started keeps it from nothing at boot: systemd queues
 * the unit all the same. The strength decides who gives way when units exclude each other.
 */
export interface Edge {
  readonly strength: 'wants' | 'requires';
  readonly to: string;
  readonly at: Place;
}

/** What can start another unit later: a socket, a timer or a path. */
export interface Trigger {
  readonly to: string;
  readonly at: Place;
}

/** A condition on a path that is known not to hold. */
export interface UnmetCondition {
  readonly text: string;
  readonly at: Place;
}

/** A unit with all its files, as far as it decides what starts. */
export interface Unit {
  readonly name: string;
  readonly names: readonly string[];
  readonly resolved: ResolvedUnit;
  /** A file that cannot be parsed keeps the unit from loading. */
  readonly broken?: Place;
  readonly edges: readonly Edge[];
  /** Units that stop when this one starts. */
  readonly conflicts: readonly string[];
  readonly triggers: readonly Trigger[];
  readonly unmet?: UnmetCondition;
  readonly install: Install;
}

/** The [Install] section. */
export interface Install {
  readonly aliases: readonly string[];
  readonly wantedBy: readonly string[];
  readonly also: readonly string[];
  readonly defaultInstance?: string;
}

interface PlacedAssignment extends UnitAssignment {
  readonly file: string;
}

const STRENGTHS: Readonly<Record<string, Edge['strength']>> = {
  Wants: 'wants',
  Upholds: 'wants',
  Requires: 'requires',
  BindsTo: 'requires',
  BindTo: 'requires',
};

/** Reads a unit with its drop-ins and dependency folders under all its names. */
export function loadUnit(store: UnitStore, aliases: ReadonlyMap<string, readonly string[]>, name: string): Unit {
  const resolved = resolveUnit(store, name);
  const canonical = resolved.name;
  const names = [...new Set([canonical, ...namesOf(aliases, canonical), name])];
  const settings: PlacedAssignment[] = [];
  let broken: Place | undefined;
  const read = (file: UnitEntry, text: string) => {
    const parsed = parseUnitText(text);
    if (parsed.broken !== undefined) broken ??= { file: file.path, line: parsed.broken };
    for (const one of parsed.assignments) settings.push({ ...one, file: file.path });
  };
  if (resolved.kind === 'loaded') {
    read(resolved.file, resolved.text);
    for (const dropIn of dropInsOf(store, names)) read(dropIn, dropIn.text ?? '');
  }
  const edges = [
    ...linkEdges(store, names),
    ...settingEdges(settings, canonical),
    ...impliedEdges(settings, canonical),
  ];
  const unmet = unmetCondition(store, settings);
  return {
    name: canonical,
    names,
    resolved,
    ...(broken === undefined ? {} : { broken }),
    // Links count also where the unit's own file is not there: a target of a tree without systemd's units.
    edges: resolved.kind === 'loaded' || resolved.kind === 'absent' ? edges : [],
    conflicts: resolved.kind === 'loaded' ? conflictsOf(settings, canonical) : [],
    triggers: resolved.kind === 'loaded' ? triggersOf(settings, resolved.file, canonical) : [],
    ...(unmet === undefined ? {} : { unmet }),
    install: installOf(settings),
  };
}

/** A template's aliases are aliases of its instances too. */
function namesOf(aliases: ReadonlyMap<string, readonly string[]>, name: string): readonly string[] {
  const instance = instanceOf(name);
  const own = aliases.get(name) ?? [];
  if (instance === '') return own;
  const template = name.replace(`@${instance}.`, '@.');
  return [...own, ...(aliases.get(template) ?? []).filter(isTemplate).map((alias) => instantiate(alias, instance))];
}

/** Drop-ins of all names, one of each file name: the folder that is searched first wins, empty or /dev/null masks. */
function dropInsOf(store: UnitStore, names: readonly string[]): readonly UnitEntry[] {
  const byName = new Map<string, UnitEntry>();
  const owners = [...new Set(names.flatMap(dropInNames))];
  const found = owners.flatMap((owner, order) =>
    (store.dropIns.get(owner) ?? []).filter(({ name }) => name.endsWith('.conf')).map((entry) => ({ entry, order })),
  );
  found.sort((a, b) => a.entry.rank - b.entry.rank || a.order - b.order);
  for (const { entry } of found) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return [...byName.values()].filter((entry) => !isMasked(entry)).sort((a, b) => compareCodePoints(a.name, b.name));
}

function linkEdges(store: UnitStore, names: readonly string[]): readonly Edge[] {
  const edges: Edge[] = [];
  const instance = inheritedInstance(names[0] ?? '');
  const owners = [...new Set(names.flatMap(dropInNames))];
  for (const suffix of ['wants', 'requires', 'upholds'] as const) {
    const seen = new Set<string>();
    const links = owners
      .flatMap((owner) => store.links.get(owner) ?? [])
      .filter((link) => link.suffix === suffix)
      .sort((a, b) => a.rank - b.rank);
    for (const link of links) {
      // The first of a name counts; one that leads to /dev/null masks the others.
      if (seen.has(link.name)) continue;
      seen.add(link.name);
      if (link.kind !== 'link' || link.target === '/dev/null') continue;
      edges.push({
        strength: suffix === 'requires' ? 'requires' : 'wants',
        to: instantiate(link.name, instance),
        at: { file: link.path },
      });
    }
  }
  return edges;
}

function settingEdges(settings: readonly PlacedAssignment[], name: string): readonly Edge[] {
  return settings.flatMap(({ section, key, value, file, line }): readonly Edge[] => {
    const strength =
      section === 'Unit' ? STRENGTHS[key] : section === 'Service' && key === 'Sockets' ? 'wants' : undefined;
    if (strength === undefined) return [];
    return unitWords(value).map((word) => ({ strength, to: nameIn(word, name), at: { file, line } }));
  });
}

function conflictsOf(settings: readonly PlacedAssignment[], name: string): readonly string[] {
  return settings
    .filter(({ section, key }) => section === 'Unit' && key === 'Conflicts')
    .flatMap(({ value }) => unitWords(value).map((word) => nameIn(word, name)));
}

/** A name as a unit writes it: specifiers filled in, a template made an instance. */
function nameIn(word: string, name: string): string {
  return instantiate(fillSpecifiers(word, name), inheritedInstance(name));
}

/** Default dependencies (systemd.service(5), systemd.socket(5), …) as far as they start something. */
function impliedEdges(settings: readonly PlacedAssignment[], name: string): readonly Edge[] {
  const type = unitType(name);
  const at: Place = { file: settings[0]?.file ?? name };
  const edges: Edge[] = [];
  const last = (section: string, key: string) => settings.findLast((one) => one.section === section && one.key === key);
  const byDefault = unitBoolean(last('Unit', 'DefaultDependencies')?.value ?? 'yes') ?? true;
  if (byDefault && ['service', 'socket', 'timer', 'path'].includes(type)) {
    edges.push({ strength: 'requires', to: 'sysinit.target', at });
  }
  const serviceType = last('Service', 'Type');
  const bus = last('Service', 'BusName');
  const onBus = serviceType === undefined ? bus !== undefined : serviceType.value === 'dbus';
  if (type === 'service' && onBus) {
    const where = serviceType ?? bus;
    const place = where === undefined ? at : { file: where.file, line: where.line };
    edges.push({ strength: 'requires', to: 'dbus.socket', at: place });
  }
  return edges;
}

function triggersOf(settings: readonly PlacedAssignment[], file: UnitEntry, name: string): readonly Trigger[] {
  const type = unitType(name);
  const bare = name.slice(0, name.lastIndexOf('.'));
  const named = (section: string, key: string): Trigger => {
    const setting = settings.findLast((one) => one.section === section && one.key === key && one.value !== '');
    return setting === undefined
      ? { to: `${bare}.service`, at: { file: file.path } }
      : { to: nameIn(setting.value, name), at: { file: setting.file, line: setting.line } };
  };
  switch (type) {
    case 'socket': {
      const accept = settings.findLast((one) => one.section === 'Socket' && one.key === 'Accept');
      if (accept === undefined || unitBoolean(accept.value) !== true) return [named('Socket', 'Service')];
      return [{ to: `${bare}@.service`, at: { file: accept.file, line: accept.line } }];
    }
    case 'timer':
      return [named('Timer', 'Unit')];
    case 'path':
      return [named('Path', 'Unit')];
    default:
      return [];
  }
}

const PATH_CONDITIONS = new Set([
  'ConditionPathExists',
  'ConditionPathIsDirectory',
  'ConditionFileNotEmpty',
  'ConditionFileIsExecutable',
]);

/** A condition on a path that certainly does not hold: the unit is pulled in and skipped (systemd.unit(5)). */
function unmetCondition(store: UnitStore, settings: readonly PlacedAssignment[]): UnmetCondition | undefined {
  let must: UnmetCondition | undefined;
  let oneOf: UnmetCondition | undefined;
  let anyMay = false;
  let lists = 0;
  for (const { section, key, value, file, line } of settings) {
    if (section !== 'Unit' || !key.startsWith('Condition')) continue;
    // An empty value clears all conditions, of whatever kind, that were set before.
    if (value === '') {
      must = oneOf = undefined;
      anyMay = false;
      lists = 0;
      continue;
    }
    const [, bar = '', not = '', path = ''] = /^(\|?)\s*(!?)\s*(.*)$/.exec(value) ?? [];
    const there = store.conditions.get(path);
    // That a path is there proves nothing of its kind or its content; that it is not there does.
    const fails =
      PATH_CONDITIONS.has(key) && (not === '' ? there === false : key === 'ConditionPathExists' && there === true);
    const unmet = { text: `${key}=${value}`, at: { file, line } };
    if (bar === '') {
      if (fails) must ??= unmet;
      continue;
    }
    lists += 1;
    if (fails) oneOf ??= unmet;
    else anyMay = true;
  }
  return must ?? (lists > 0 && !anyMay ? oneOf : undefined);
}

function installOf(settings: readonly PlacedAssignment[]): Install {
  const words = (...keys: readonly string[]) =>
    settings
      .filter(({ section, key }) => section === 'Install' && keys.includes(key))
      .flatMap(({ value }) => unitWords(value));
  const instance = settings.findLast(({ section, key }) => section === 'Install' && key === 'DefaultInstance')?.value;
  return {
    aliases: words('Alias'),
    wantedBy: words('WantedBy', 'RequiredBy', 'UpheldBy'),
    also: words('Also'),
    ...(instance === undefined || instance === '' ? {} : { defaultInstance: instance }),
  };
}
