/** Where the values of a JSON or YAML text begin. */
export type PlacedNode =
  | { readonly kind: 'scalar'; readonly offset: number }
  | { readonly kind: 'list'; readonly offset: number; readonly items: readonly PlacedNode[] }
  | { readonly kind: 'map'; readonly offset: number; readonly entries: ReadonlyMap<string, PlacedEntry> };

/** A key of a mapping, where it stands, and what it leads to. */
export interface PlacedEntry {
  readonly offset: number;
  readonly node: PlacedNode;
}

/** The offsets of all values of a text that JSON.parse accepts; of keys that come twice the last stands, as there. */
export function jsonPlaces(text: string): PlacedNode {
  let at = 0;
  const skipBlanks = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  };
  const skipString = (): void => {
    for (at += 1; text.charAt(at) !== '"'; at += 1) if (text.charAt(at) === '\\') at += 1;
    at += 1;
  };
  /** True when another element follows; the comma or the closing bracket is passed. */
  const goesOn = (): boolean => {
    skipBlanks();
    at += 1;
    return text.charAt(at - 1) === ',';
  };
  const isEmpty = (close: string): boolean => {
    at += 1;
    skipBlanks();
    if (text.charAt(at) !== close) return false;
    at += 1;
    return true;
  };
  const read = (): PlacedNode => {
    skipBlanks();
    const offset = at;
    const first = text.charAt(at);
    if (first === '[') {
      const items: PlacedNode[] = [];
      if (!isEmpty(']')) {
        do items.push(read());
        while (goesOn());
      }
      return { kind: 'list', offset, items };
    }
    if (first === '{') {
      const entries = new Map<string, PlacedEntry>();
      if (!isEmpty('}')) {
        do {
          skipBlanks();
          const start = at;
          skipString();
          const key: unknown = JSON.parse(text.slice(start, at));
          skipBlanks();
          at += 1;
          entries.set(String(key), { offset: start, node: read() });
        } while (goesOn());
      }
      return { kind: 'map', offset, entries };
    }
    if (first === '"') skipString();
    else while (at < text.length && !' \t\n\r,]}'.includes(text.charAt(at))) at += 1;
    return { kind: 'scalar', offset };
  };
  return read();
}

/** The offset that a path leads to, that of the key for an entry; as far as the path can be followed. */
export function offsetOf(root: PlacedNode, path: readonly (string | number)[]): number {
  let { offset } = root;
  let node: PlacedNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'list') {
      node = node.items[Number(step)];
      if (node !== undefined) offset = node.offset;
    } else if (node?.kind === 'map') {
      const entry: PlacedEntry | undefined = node.entries.get(String(step));
      node = entry?.node;
      if (entry !== undefined) offset = entry.offset;
    } else break;
  }
  return offset;
}

/** 1-based line and column of offsets of a text. */
export function positions(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
