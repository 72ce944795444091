import type { DependencyLink, UnitEntry, UnitStore } from './unit-store.ts';

/** What may enable a unit, by the names it has and leads to: asked for each unit, so that each looks at its own only. */
export interface NamedLinks {
  readonly dependencies: ReadonlyMap<string, readonly DependencyLink[]>;
  readonly entries: ReadonlyMap<string, readonly UnitEntry[]>;
}

const made = new WeakMap<UnitStore, NamedLinks>();

/** The links of a store by their own name and by the name of the file that they lead to. */
export function namedLinks(store: UnitStore): NamedLinks {
  const known = made.get(store);
  if (known !== undefined) return known;
  const links = {
    dependencies: byName([...store.links.values()].flat()),
    entries: byName([...store.entries.values()].flat()),
  };
  made.set(store, links);
  return links;
}

function byName<T extends UnitEntry>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of all) {
    const target = entry.target ?? '';
    for (const name of new Set([entry.name, target.slice(target.lastIndexOf('/') + 1)])) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [entry]);
      else group.push(entry);
    }
  }
  return groups;
}
