/** The first fault of a text that is not JSON. */
export interface JsonFault {
  readonly offset: number;
  /** What was found or expected there. */
  readonly what: string;
}

type Segment = string | number;
type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const WANTED: Readonly<Record<Expect, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  key: 'a name in double quotes',
  'key-or-end': 'a name in double quotes or }',
  colon: 'a colon',
  'comma-or-end': 'a comma or the end of the list or object',
  nothing: 'the end of the text',
};

/**
 * Walks a JSON text (RFC 8259) once, without recursion, and tells where each object begins and by which path it is
 * reached; `path` is live, so it is to be read at once. Gives the first fault, or undefined for JSON.
 */
export function scanJson(
  text: string,
  onObject?: (offset: number, path: readonly Segment[]) => void,
): JsonFault | undefined {
  const path: Segment[] = [];
  const closers: string[] = [];
  let expect: Expect = 'value';
  let at = 0;
  const fault = (offset: number): JsonFault =>
    offset >= text.length
      ? { offset: text.length, what: `it ends too early: ${WANTED[expect]} was expected` }
      : { offset, what: `${WANTED[expect]} was expected` };
  const afterValue = (): Expect => (closers.length === 0 ? 'nothing' : 'comma-or-end');
  for (;;) {
    while (isSpace(text.charCodeAt(at))) at++;
    const char = text[at];
    if (char === undefined) return expect === 'nothing' ? undefined : fault(at);
    const mayClose = expect === 'value-or-end' || expect === 'key-or-end' || expect === 'comma-or-end';
    if (mayClose && char === closers.at(-1)) {
      closers.pop();
      path.pop();
      at++;
      expect = afterValue();
    } else if (expect === 'comma-or-end') {
      if (char !== ',') return fault(at);
      const last = path.at(-1);
      if (typeof last === 'number') path[path.length - 1] = last + 1;
      expect = typeof last === 'number' ? 'value' : 'key';
      at++;
    } else if (expect === 'colon') {
      if (char !== ':') return fault(at);
      expect = 'value';
      at++;
    } else if (expect === 'key' || expect === 'key-or-end') {
      const end = char === '"' ? stringEnd(text, at) : at;
      if (typeof end !== 'number') return end;
      if (end === at) return fault(at);
      path[path.length - 1] = plainName(text.slice(at + 1, end - 1));
      expect = 'colon';
      at = end;
    } else if (expect === 'nothing') {
      return fault(at);
    } else if (char === '{') {
      onObject?.(at, path);
      closers.push('}');
      path.push('');
      expect = 'key-or-end';
      at++;
    } else if (char === '[') {
      closers.push(']');
      path.push(0);
      expect = 'value-or-end';
      at++;
    } else {
      const end = char === '"' ? stringEnd(text, at) : (wordEnd(NUMBER, text, at) ?? wordEnd(LITERAL, text, at));
      if (end === undefined) return fault(at);
      if (typeof end !== 'number') return end;
      at = end;
      expect = afterValue();
    }
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Where the string that begins at `start` ends, or its fault. */
function stringEnd(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { offset: at, what: 'a control character in a string; was a quote forgotten?' };
    const next: number | undefined = code === 0x5c ? wordEnd(ESCAPE, text, at) : at + 1;
    if (next === undefined) return { offset: at, what: 'a backslash that begins no escape' };
    at = next;
  }
  return { offset: text.length, what: 'it ends too early: in a string' };
}

function wordEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** A member name without its escapes. */
function plainName(raw: string): string {
  const name: unknown = raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
  return typeof name === 'string' ? name : raw;
}
