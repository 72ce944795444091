/** One step of a reference: a name, an instance key, the key of the instance at hand (`[each.key]`), or every instance. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'key'; readonly key: string | number }
  | { readonly kind: 'same' }
  | { readonly kind: 'all' };

/** A reference of an expression: `module.net["a"].id` is a name, a name, a key, a name. */
export type Traversal = readonly Step[];

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** `for element in`, `for key, element in`. */
const FOR = /for\s+(?:[\w-]+\s*,\s*)?([\w-]+)\s+in\s+(values\(\s*)?/y;
const DIGITS = /\d[\w.]*/y;

/**
 * The references of an expression. Words of literal strings are none, what stands in `${…}` is read. The names of
 * functions, of the keys of objects and of a `for` are left out where they lead nowhere.
 */
export function traversalsIn(text: string): readonly Traversal[] {
  const found: Found = { traversals: [], iterators: new Map() };
  scan(text, false, found);
  return found.traversals;
}

interface Found {
  readonly traversals: Traversal[];
  /** What the words of a `for` stand for: each element of a collection. */
  readonly iterators: Map<string, Traversal>;
}

/** Reads code up to the end, or a template with code in `${…}`. */
function scan(text: string, template: boolean, found: Found): void {
  let at = 0;
  while (at < text.length) {
    if (template) {
      const open = openingOf(text, at);
      if (open < 0) return;
      const close = closingOf(text, open + 2, '}');
      scan(text.slice(open + 2, close), false, found);
      at = close + 1;
      continue;
    }
    const char = text.charAt(at);
    if (char === '"') {
      const close = closingOf(text, at + 1, '"');
      scan(text.slice(at + 1, close), true, found);
      at = close + 1;
    } else if (char === '#' || (char === '/' && text.charAt(at + 1) === '/')) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
    } else if (char === '/' && text.charAt(at + 1) === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (char === '<' && /^<<-?[\p{ID_Start}_]/u.test(text.slice(at, at + 4))) {
      scan(text.slice(at), true, found);
      return;
    } else at = word(text, at, found);
  }
}

/** Where an interpolation opens, past the doubled signs that stand for themselves. */
function openingOf(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '$' || char === '%') {
      if (text.charAt(at + 1) === char && text.charAt(at + 2) === '{') at += 2;
      else if (text.charAt(at + 1) === '{') return at;
    }
  }
  return -1;
}

/** The bracket or quote that closes what is open at `from`; the end where there is none. */
function closingOf(text: string, from: number, close: '}' | ']' | '"'): number {
  const waiting: string[] = [close];
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    const expected = waiting.at(-1);
    if (expected === '"') {
      if (char === '\\') at += 1;
      else if (char === '"') waiting.pop();
      else if (char === '$' || char === '%') {
        if (text.charAt(at + 1) === char && text.charAt(at + 2) === '{') at += 2;
        else if (text.charAt(at + 1) === '{') {
          waiting.push('}');
          at += 1;
        }
      }
    } else if (char === '"') waiting.push('"');
    else if (char === '{') waiting.push('}');
    else if (char === '[') waiting.push(']');
    else if (char === expected) waiting.pop();
    if (waiting.length === 0) return at;
  }
  return text.length;
}

function word(text: string, from: number, found: Found): number {
  FOR.lastIndex = from;
  const loop = FOR.exec(text);
  if (loop !== null) {
    const collection = traversalAt(text, from + loop[0].length);
    if (collection === undefined) return from + loop[0].length;
    found.traversals.push(collection.steps);
    found.iterators.set(loop[1] ?? '', [...collection.steps, { kind: 'all' }]);
    return collection.end;
  }
  // values() of a map of resources or modules, and what each of them has.
  const all = /^values\(\s*/.exec(text.slice(from, from + 32));
  const inner = all === null ? undefined : traversalAt(text, from + all[0].length);
  const splat = inner === undefined ? null : /^\s*\)\[\*\]/.exec(text.slice(inner.end, inner.end + 16));
  if (inner !== undefined && splat !== null) {
    const { steps, end } = stepsAt(text, inner.end + splat[0].length);
    found.traversals.push([...inner.steps, { kind: 'all' }, ...steps]);
    return end;
  }
  const one = traversalAt(text, from);
  if (one === undefined) {
    DIGITS.lastIndex = from;
    return from + (DIGITS.exec(text)?.[0].length ?? 1);
  }
  const [root, ...rest] = one.steps;
  const element = root?.kind === 'name' ? found.iterators.get(root.name) : undefined;
  if (element !== undefined) found.traversals.push([...element, ...rest]);
  else if (rest.length > 0) found.traversals.push(one.steps);
  return one.end;
}

function traversalAt(text: string, from: number): { readonly steps: Traversal; readonly end: number } | undefined {
  IDENTIFIER.lastIndex = from;
  const root = IDENTIFIER.exec(text)?.[0];
  if (root === undefined) return undefined;
  const { steps, end } = stepsAt(text, from + root.length);
  return { steps: [{ kind: 'name', name: root }, ...steps], end };
}

function stepsAt(text: string, from: number): { readonly steps: Traversal; readonly end: number } {
  const steps: Step[] = [];
  let at = from;
  for (;;) {
    const char = text.charAt(at);
    if (char === '.') {
      IDENTIFIER.lastIndex = at + 1;
      const name = IDENTIFIER.exec(text)?.[0];
      const index = /^\d+/.exec(text.slice(at + 1, at + 12))?.[0];
      if (name !== undefined) steps.push({ kind: 'name', name });
      else if (index !== undefined) steps.push({ kind: 'key', key: Number(index) });
      else if (text.charAt(at + 1) === '*') steps.push({ kind: 'all' });
      else break;
      at += 1 + (name ?? index ?? '*').length;
    } else if (char === '[') {
      const close = closingOf(text, at + 1, ']');
      steps.push(indexOf(text.slice(at + 1, close).trim()));
      at = close + 1;
    } else break;
  }
  return { steps, end: at };
}

function indexOf(inner: string): Step {
  if (inner === '*') return { kind: 'all' };
  if (/^\d+$/.test(inner)) return { kind: 'key', key: Number(inner) };
  if (/^(?:each\.key|each\.value|count\.index)$/.test(inner)) return { kind: 'same' };
  if (/^"(?:[^"\\$%]|\\.|[$%](?!\{))*"$/.test(inner)) {
    try {
      const key: unknown = JSON.parse(inner);
      if (typeof key === 'string') return { kind: 'key', key };
    } catch {
      // An escape that JSON does not have: any instance.
    }
  }
  return { kind: 'all' };
}
