import type { AliasKind, SudoersEntry } from './parse-sudoers.ts';

/** The aliases of a sudoers file with all its includes; definition may come after use. */
export interface Aliases {
  /** Resolves the aliases of a list; `!ALIAS` turns each member round. */
  expand(kind: AliasKind, items: readonly string[]): readonly string[];
}

/** No alias of people's has as many members; nested ones could double with each line. */
const MAX_MEMBERS = 10_000;
/** Bounds what all aliases and lists together may become. */
const MAX_TOTAL = 1_000_000;
/** Stands for an alias that is beyond the bounds: rather too much than an alias that grants nothing. */
const BEYOND: readonly string[] = ['ALL'];

/** Collects the aliases; where a name is defined twice, the first one stands. */
export function aliasesOf(entries: readonly SudoersEntry[]): Aliases {
  const members = new Map<string, readonly string[]>();
  for (const entry of entries) {
    if (entry.kind !== 'alias') continue;
    const key = `${entry.aliasKind} ${entry.name}`;
    if (!members.has(key)) members.set(key, entry.members);
  }
  const resolved = new Map<string, readonly string[]>();
  let total = 0;
  const keyOf = (kind: AliasKind, item: string): string => `${kind} ${item.startsWith('!') ? item.slice(1) : item}`;
  /** Without recursion: a chain of aliases may be as long as the file. */
  const resolve = (kind: AliasKind, start: string): void => {
    const stack: { readonly key: string; index: number; readonly out: string[] }[] = [
      { key: start, index: 0, out: [] },
    ];
    const open = new Set([start]);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const item = members.get(top.key)?.[top.index];
      if (item === undefined || top.out.length > MAX_MEMBERS) {
        total += top.out.length;
        resolved.set(top.key, top.out.length > MAX_MEMBERS || total > MAX_TOTAL ? BEYOND : top.out);
        open.delete(top.key);
        stack.pop();
        continue;
      }
      const key = keyOf(kind, item);
      // An alias that leads to itself stands for its name, as any other word.
      const known = open.has(key) ? undefined : resolved.get(key);
      if (known === undefined && members.has(key) && !open.has(key)) {
        open.add(key);
        stack.push({ key, index: 0, out: [] });
        continue;
      }
      top.index += 1;
      for (const one of turned(item, known)) top.out.push(one);
    }
  };
  return {
    expand: (kind, items) =>
      items.flatMap((item) => {
        const key = keyOf(kind, item);
        if (members.has(key) && !resolved.has(key)) resolve(kind, key);
        const known = resolved.get(key);
        total += known?.length ?? 0;
        return turned(item, total > MAX_TOTAL && known !== undefined ? BEYOND : known);
      }),
  };
}

/** The members in place of an alias, each turned round where the alias is; the item itself where it is none. */
function turned(item: string, members: readonly string[] | undefined): readonly string[] {
  if (members === undefined) return [item];
  if (!item.startsWith('!')) return members;
  // What is beyond the bounds takes nothing away.
  return members === BEYOND ? [] : members.map((one) => (one.startsWith('!') ? one.slice(1) : `!${one}`));
}

/** Whether a list names something: its last item that fits decides; undefined when none fits. */
export function lastMatch(items: readonly string[], fits: (item: string) => boolean): boolean | undefined {
  const last = items.findLast((item) => fits(item.startsWith('!') ? item.slice(1) : item));
  return last === undefined ? undefined : !last.startsWith('!');
}
