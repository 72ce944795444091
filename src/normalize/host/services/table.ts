import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { type CaptureSet, oncePerSet } from '../../capture-set.ts';
import { jsonOf, whyUnread } from '../look-ups.ts';
import { type BootGraph, type BusService, bootGraph } from './boot-graph.ts';
import { type ConfiguredState, configuredState } from './configured-state.ts';
import { readLiveStates } from './live-state.ts';
import { namedLinks } from './named-links.ts';
import { openRcServices } from './openrc.ts';
import { type Runlevels, readRunlevels } from './sysv.ts';
import { sysvInitServices } from './sysv-init.ts';
import type { Edge } from './unit.ts';
import { parseUnitText } from './unit-file.ts';
import { readUnitStore, type UnitStore } from './unit-store.ts';
import type { UnitFacts, UnitTable } from './unit-table.ts';

/** The units of a host; computed once for a set of captures, since many sections ask. */
export const unitTable: (captures: CaptureSet) => UnitTable | { readonly unread: string } = oncePerSet(makeTable);

function makeTable(captures: CaptureSet): UnitTable | { readonly unread: string } {
  const init = initOf(captures);
  const runlevels = readRunlevels(captures);
  const live = readLiveStates(captures);
  const name = 'value' in init ? init.value : undefined;
  if (name === 'openrc') return { init, live, ...openRcServices(runlevels) };
  if (name === 'sysvinit') return { init, live, ...sysvInitServices(runlevels) };
  if (name !== undefined && name !== 'systemd' && name !== 'none') {
    return { unread: `the init system is ${name}: what starts is read for systemd, OpenRC and SysV init` };
  }
  const store = readUnitStore(captures);
  if ('unread' in store) return store;
  // Which units there are is not known then: that one is missing proves nothing.
  const [closed] = store.closed;
  if (closed !== undefined) return { unread: `${closed} may not be listed` };
  return { init, live, ...systemdUnits(captures, store, runlevels) };
}

function initOf(captures: CaptureSet): Fact<string> {
  const capture = captures.get('init system');
  const value = jsonOf(capture);
  const at: Place = { file: '/sbin/init' };
  if (!isRecord(value)) return unknown(whyUnread(capture, 'the init system') ?? 'the init system was not told', at);
  const { name, file, reason } = value;
  const place = typeof file === 'string' ? { file } : at;
  if (typeof name === 'string') return known(name, place);
  return unknown(typeof reason === 'string' ? reason : 'the init system was not told', place);
}

function systemdUnits(
  captures: CaptureSet,
  store: UnitStore,
  runlevels: Runlevels,
): Pick<UnitTable, 'unit' | 'names' | 'missing'> {
  const bus = busServices(captures);
  const sysv = sysvEdges(store, runlevels);
  const graph = bootGraph(store, sysv.edges, bus.services);
  const missing = [
    ...store.blocked.map((folder) => `${folder} may not be listed`),
    ...store.unreadFiles.map(({ path, reason }) => reason ?? `${path} may not be read`),
    ...[...bus.unread, ...runlevels.unread].map((path) => `${path} may not be read`),
  ];
  const names = new Set([
    ...store.entries.keys(),
    ...sysv.generated.keys(),
    ...graph.reached.keys(),
    ...graph.activators.keys(),
  ]);
  return {
    names: [...names].filter((name) => graph.unit(name).name === name),
    missing,
    unit: (name) => factsOf(store, graph, name, sysv.generated),
  };
}

function factsOf(store: UnitStore, graph: BootGraph, asked: string, generated: ReadonlyMap<string, Place>): UnitFacts {
  const unit = graph.unit(asked);
  const name = unit.name;
  const script = unit.resolved.kind === 'absent' ? generated.get(name) : undefined;
  const configured: ConfiguredState =
    script === undefined ? configuredState(store, unit, name) : { state: 'generated', at: script };
  const file = unit.resolved.kind === 'absent' ? configured.at : { file: unit.resolved.file.path };
  const hidden = (store.entries.get(name) ?? [])
    .filter(({ path }) => path !== file.file)
    .map(({ path }): Overridden => ({ at: { file: path }, text: name, why: `${file.file} is found first` }));
  const unread =
    unit.resolved.kind === 'unread' ? (unit.resolved.file.reason ?? `${file.file} may not be read`) : undefined;
  return {
    id: name,
    aliases: unit.names.filter((other) => other !== name && store.entries.has(other)),
    state: unread === undefined ? known(configured.state, configured.at, hidden) : unknown(unread, file),
    startsAtBoot: bootFact(store, graph, name, file),
    activators: graph.activators.get(name) ?? [],
    at: file,
  };
}

function bootFact(store: UnitStore, graph: BootGraph, name: string, file: Place): Fact<boolean> {
  const unit = graph.unit(name);
  const pulled = graph.reached.get(name);
  const links = [...new Set([name, ...unit.names])].flatMap((one) =>
    (namedLinks(store).dependencies.get(one) ?? []).filter((link) => link.name === one),
  );
  const lost = (why: (owner: string) => string): readonly Overridden[] =>
    links.map((link) => ({ at: { file: link.path }, text: link.name, why: why(link.owner) }));
  if (pulled !== undefined) {
    const { unmet } = unit;
    if (unmet === undefined) return known(true, pulled);
    const why = `it is skipped at boot: ${unmet.text} does not hold`;
    return known(false, unmet.at, [{ at: pulled, text: name, why }]);
  }
  if (store.blocked.length > 0 && unit.resolved.kind !== 'masked') {
    return unknown(`${store.blocked.join(', ')} may not be listed. Run the scan as root.`, file);
  }
  const rival = graph.givesWayTo.get(name);
  if (rival?.mutual === true) {
    return unknown(
      `${name} and ${rival.name} are both pulled in and exclude each other: which one starts is chance`,
      file,
    );
  }
  if (rival !== undefined) {
    return known(false, file, [
      { at: rival.pulledBy, text: name, why: `${rival.name} starts at boot and excludes it` },
    ]);
  }
  const blocked = graph.whyNotLoaded(name);
  if (blocked !== undefined)
    return known(
      false,
      file,
      lost(() => blocked),
    );
  return known(
    false,
    file,
    lost((owner) => `${owner} is not reached from default.target`),
  );
}

/** What systemd-sysv-generator(8) makes at boot of scripts that no unit replaces. */
function sysvEdges(store: UnitStore, runlevels: Runlevels) {
  const edges = new Map<string, Edge[]>();
  const generated = new Map<string, Place>();
  for (const { name } of runlevels.scripts) {
    const unit = `${name.replace(/\.sh$/, '')}.service`;
    if (store.entries.has(unit)) continue;
    generated.set(unit, { file: `/etc/init.d/${name}` });
    for (const { level, path } of runlevels.started.get(name) ?? []) {
      const target = level === '5' ? 'graphical.target' : 'multi-user.target';
      edges.set(target, [...(edges.get(target) ?? []), { strength: 'wants', to: unit, at: { file: path } }]);
      if (!edges.has(unit)) edges.set(unit, []);
    }
  }
  return { edges, generated };
}

function busServices(captures: CaptureSet): {
  readonly services: readonly BusService[];
  readonly unread: readonly string[];
} {
  const value = jsonOf(captures.get('dbus system services'));
  const record = isRecord(value) ? value : {};
  const list: readonly unknown[] = Array.isArray(record['services']) ? record['services'] : [];
  const seen = new Set<string>();
  const services = list.flatMap((one): readonly BusService[] => {
    if (!isRecord(one)) return [];
    const { path, text } = one;
    if (typeof path !== 'string' || typeof text !== 'string') return [];
    const settings = parseUnitText(text).assignments;
    const busName = settings.find(({ key }) => key === 'Name')?.value;
    const unit = settings.find(({ key }) => key === 'SystemdService');
    if (busName === undefined || unit === undefined || seen.has(busName)) return [];
    seen.add(busName);
    return [{ busName, unit: unit.value, at: { file: path, line: unit.line } }];
  });
  const unread: readonly unknown[] = Array.isArray(record['unread']) ? record['unread'] : [];
  return { services, unread: unread.filter((path): path is string => typeof path === 'string') };
}
