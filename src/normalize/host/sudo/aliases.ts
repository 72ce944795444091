import type { AliasKind, SudoersEntry } from './parse-sudoers.ts';

/** The aliases of a sudoers file with all its includes; definition may come after use. */
export interface Aliases {
  /** Resolves the aliases of a list; `!ALIAS` turns each member round. */
  expand(kind: AliasKind, items: readonly string[]): readonly string[];
}

/** Collects the aliases; where a name is defined twice, the first one stands. */
export function aliasesOf(entries: readonly SudoersEntry[]): Aliases {
  const members = new Map<string, readonly string[]>();
  for (const entry of entries) {
    if (entry.kind !== 'alias') continue;
    const key = `${entry.aliasKind} ${entry.name}`;
    if (!members.has(key)) members.set(key, entry.members);
  }
  const expand = (kind: AliasKind, items: readonly string[], open: readonly string[]): readonly string[] =>
    items.flatMap((item) => {
      const negated = item.startsWith('!');
      const name = negated ? item.slice(1) : item;
      const key = `${kind} ${name}`;
      const found = open.includes(key) ? undefined : members.get(key);
      if (found === undefined) return [item];
      const inner = expand(kind, found, [...open, key]);
      return negated ? inner.map((one) => (one.startsWith('!') ? one.slice(1) : `!${one}`)) : inner;
    });
  return { expand: (kind, items) => expand(kind, items, []) };
}

/** Whether a list names something: its last item that fits decides; undefined when none fits. */
export function lastMatch(items: readonly string[], fits: (item: string) => boolean): boolean | undefined {
  const last = items.findLast((item) => fits(item.startsWith('!') ? item.slice(1) : item));
  return last === undefined ? undefined : !last.startsWith('!');
}
