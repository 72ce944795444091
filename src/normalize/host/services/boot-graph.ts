import type { Place } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { type Edge, loadUnit, type Unit } from './unit.ts';
import { unitType } from './unit-names.ts';
import { aliasTable, type UnitStore } from './unit-store.ts';

/** What starts a unit that the boot itself does not start. */
export interface Activator {
  /** The unit, or the name on the bus. */
  readonly id: string;
  readonly kind: 'socket' | 'timer' | 'path' | 'dbus' | 'device' | 'dependency';
  readonly at: Place;
}

/** What boots, and what can be started afterwards by what booted. */
export interface BootGraph {
  /** The unit that a name leads to, with its files. */
  unit(name: string): Unit;
  /** By canonical name, the place of the line or link that pulls it in at boot. */
  readonly reached: ReadonlyMap<string, Place>;
  /** By canonical name, a unit that starts at boot and stops this one, which is pulled in too. */
  readonly givesWayTo: ReadonlyMap<string, Rival>;
  /** By canonical name, what can start it later. */
  readonly activators: ReadonlyMap<string, readonly Activator[]>;
  /** Why a unit that is pulled in cannot be loaded. */
  whyNotLoaded(name: string): string | undefined;
}

/** A unit that another one excludes; `mutual` when each names the other: which one starts is chance. */
export interface Rival {
  readonly name: string;
  readonly mutual: boolean;
  readonly pulledBy: Place;
}

/** A name on the system bus and the unit it starts. */
export interface BusService {
  readonly busName: string;
  readonly unit: string;
  readonly at: Place;
}

/** The targets that every boot goes through, for trees without systemd's own units (systemd.special(7)). */
const SKELETON: Readonly<Record<string, readonly string[]>> = {
  'default.target': ['graphical.target'],
  'graphical.target': ['multi-user.target'],
  'multi-user.target': ['basic.target', 'getty.target'],
  'basic.target': ['sysinit.target', 'sockets.target', 'timers.target', 'paths.target', 'slices.target'],
  'sysinit.target': ['local-fs.target', 'swap.target'],
};

/** Started by udev when such hardware is there (systemd.special(7)). */
const DEVICE_TARGETS = [
  'bluetooth.target',
  'printer.target',
  'smartcard.target',
  'sound.target',
  'usb-gadget.target',
] as const;

/** Units that are made of devices, fstab and processes: their files are mostly not there. */
const MADE_AT_RUN_TIME = new Set(['device', 'mount', 'swap', 'automount', 'slice', 'scope']);

/** How often a unit that gives way changes what is reached: chains of conflicts are short. */
const MAX_CONFLICTS = 50;

/** Follows what default.target pulls in, then what can be activated by what was pulled in. */
export function bootGraph(
  store: UnitStore,
  extraEdges: ReadonlyMap<string, readonly Edge[]>,
  bus: readonly BusService[],
): BootGraph {
  const units = unitsOf(store, extraEdges);
  const givesWayTo = new Map<string, Rival>();
  let reached = reachedFromBoot(units, givesWayTo);
  for (let round = 0; round < MAX_CONFLICTS; round += 1) {
    const loser = firstLoser(units, reached);
    if (loser === undefined) break;
    givesWayTo.set(loser.name, loser.rival);
    reached = reachedFromBoot(units, givesWayTo);
  }
  const activators = activatorsOf(units, reached, bus);
  return { unit: units.unit, reached, givesWayTo, activators, whyNotLoaded: units.whyNotLoaded };
}

interface Units {
  unit(name: string): Unit;
  edges(unit: Unit): readonly Edge[];
  whyNotLoaded(name: string): string | undefined;
  /** True for a tree without systemd's own units. */
  readonly bare: boolean;
}

function unitsOf(store: UnitStore, extraEdges: ReadonlyMap<string, readonly Edge[]>): Units {
  const aliases = aliasTable(store);
  const bare = !store.entries.has('sysinit.target');
  const loaded = new Map<string, Unit>();
  const unit = (name: string): Unit => {
    const found = loaded.get(name);
    if (found !== undefined) return found;
    const made = loadUnit(store, aliases, name);
    loaded.set(name, made);
    loaded.set(made.name, loaded.get(made.name) ?? made);
    return made;
  };
  return {
    unit,
    bare,
    edges: (one) => {
      const skeleton = one.resolved.kind === 'absent' && bare ? (SKELETON[one.name] ?? []) : [];
      return [
        ...one.edges,
        ...skeleton.map((to): Edge => ({ strength: 'wants', to, at: { file: one.name } })),
        ...one.names.flatMap((name) => extraEdges.get(name) ?? []),
      ];
    },
    whyNotLoaded: (name) => {
      const { resolved, broken, name: canonical } = unit(name);
      if (resolved.kind === 'masked') return `${canonical} is masked by ${resolved.file.path}`;
      if (broken !== undefined) return `${broken.file}:${broken.line} cannot be parsed`;
      if (resolved.kind !== 'absent') return undefined;
      const madeUp = MADE_AT_RUN_TIME.has(unitType(canonical)) || extraEdges.has(canonical);
      return madeUp || (bare && unitType(canonical) === 'target') ? undefined : `${canonical} has no unit file`;
    },
  };
}

function reachedFromBoot(units: Units, without: ReadonlyMap<string, Rival>): ReadonlyMap<string, Place> {
  const root = units.unit('default.target');
  const file = root.resolved.kind === 'absent' ? 'default.target' : root.resolved.file.path;
  const reached = new Map<string, Place>([[root.name, { file }]]);
  const queue = [root.name];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const edge of units.edges(units.unit(next))) {
      const to = units.unit(edge.to).name;
      if (reached.has(to) || without.has(to) || units.whyNotLoaded(to) !== undefined) continue;
      reached.set(to, edge.at);
      queue.push(to);
    }
  }
  return reached;
}

/** What default.target requires, and what that requires: it never gives way. */
function anchored(units: Units): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [units.unit('default.target').name];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const edge of units.edges(units.unit(next))) {
      if (edge.strength === 'requires') queue.push(units.unit(edge.to).name);
    }
  }
  return found;
}

/**
 * Of two units that are pulled in, the one that the other names in Conflicts= is not started, since systemd drops the
 * start of what is to be stopped.
 */
function firstLoser(
  units: Units,
  reached: ReadonlyMap<string, Place>,
): { readonly name: string; readonly rival: Rival } | undefined {
  let firm: ReadonlySet<string> | undefined;
  for (const name of [...reached.keys()].sort(compareCodePoints)) {
    for (const other of units.unit(name).conflicts) {
      const loser = units.unit(other);
      const pulledBy = reached.get(loser.name);
      if (loser.name === name || pulledBy === undefined) continue;
      firm ??= anchored(units);
      if (firm.has(loser.name)) continue;
      const mutual = loser.conflicts.some((back) => units.unit(back).name === name);
      return { name: loser.name, rival: { name, mutual, pulledBy } };
    }
  }
  return undefined;
}

function activatorsOf(
  units: Units,
  reached: ReadonlyMap<string, Place>,
  bus: readonly BusService[],
): ReadonlyMap<string, readonly Activator[]> {
  const activators = new Map<string, Activator[]>();
  const queue = [...reached.keys()];
  const activate = (to: string, activator: Activator) => {
    const { name } = units.unit(to);
    if (reached.has(name) || units.whyNotLoaded(name) !== undefined) return;
    const list = activators.get(name);
    if (list === undefined) queue.push(name);
    else if (list.some(({ id, kind }) => id === activator.id && kind === activator.kind)) return;
    activators.set(name, [...(list ?? []), activator]);
  };
  const spread = () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const one = units.unit(next);
      const kind = unitType(one.name);
      if (kind === 'socket' || kind === 'timer' || kind === 'path') {
        for (const { to, at } of one.triggers) activate(to, { id: one.name, kind, at });
      }
      if (reached.has(one.name)) continue;
      for (const { to, at } of units.edges(one)) activate(to, { id: one.name, kind: 'dependency', at });
    }
  };
  const runs = (name: string) => reached.has(units.unit(name).name) || activators.has(units.unit(name).name);
  spread();
  if (runs('dbus.socket') || runs('dbus.service') || units.bare) {
    for (const { busName, unit, at } of bus) activate(unit, { id: busName, kind: 'dbus', at });
  }
  spread();
  for (const target of DEVICE_TARGETS) {
    const one = units.unit(target);
    if (reached.has(one.name)) continue;
    for (const { to, at } of units.edges(one)) activate(to, { id: target, kind: 'device', at });
  }
  spread();
  return new Map([...activators].map(([name, list]) => [name, sortedBy(list, ({ kind, id }) => `${kind} ${id}`)]));
}
