/** One token of a shell script. `raw` is the text as written, quotes and all. */
export interface ShellToken {
  /** `join` is a backslash before a line end; `body` is the text of a here-document. */
  readonly kind: 'word' | 'operator' | 'newline' | 'comment' | 'join' | 'body';
  readonly raw: string;
  /** 1-based. */
  readonly line: number;
}

const OPERATORS = ['&&', '||', ';;&', ';;', ';&', '|&', '&>>', '&>', '<<<', '<<-', '<<', '<&', '<>', '>>', '>&', '>|'];
const SINGLE = ';&|()<>';

interface Reader {
  readonly text: string;
  position: number;
  line: number;
}

/**
 * Splits a script into tokens by the quoting rules of POSIX sh (XCU 2.2, 2.3) and of bash for `$'…'` and `<<<`. Total: a
 * quote that is never closed takes the rest of the text as its word.
 */
export function shellTokens(text: string): readonly ShellToken[] {
  const reader: Reader = { text, position: 0, line: 1 };
  const tokens: ShellToken[] = [];
  /** Delimiters of here-documents whose bodies begin after the next line end. */
  let awaited: { readonly delimiter: string; readonly tabs: boolean }[] = [];
  while (reader.position < text.length) {
    const char = text.charAt(reader.position);
    const { line } = reader;
    if (char === ' ' || char === '\t' || char === '\r') reader.position += 1;
    else if (char === '\\' && text.charAt(reader.position + 1) === '\n') {
      tokens.push({ kind: 'join', raw: '\\\n', line });
      advance(reader, 2);
    } else if (char === '\n') {
      tokens.push({ kind: 'newline', raw: '\n', line });
      advance(reader, 1);
      for (const one of awaited) tokens.push({ kind: 'body', line: reader.line, raw: takeBody(reader, one) });
      awaited = [];
    } else if (char === '#') {
      const end = text.indexOf('\n', reader.position);
      const raw = text.slice(reader.position, end === -1 ? text.length : end);
      tokens.push({ kind: 'comment', raw, line });
      reader.position += raw.length;
    } else if (SINGLE.includes(char)) {
      const raw = OPERATORS.find((operator) => text.startsWith(operator, reader.position)) ?? char;
      tokens.push({ kind: 'operator', raw, line });
      reader.position += raw.length;
    } else {
      const raw = takeWord(reader);
      const before = tokens.at(-1);
      if (before?.kind === 'operator' && (before.raw === '<<' || before.raw === '<<-')) {
        awaited.push({ delimiter: raw.replaceAll(/["'\\]/g, ''), tabs: before.raw === '<<-' });
      }
      tokens.push({ kind: 'word', raw, line });
    }
  }
  return tokens;
}

function advance(reader: Reader, count: number): void {
  for (let i = 0; i < count && reader.position < reader.text.length; i++) {
    if (reader.text.charAt(reader.position) === '\n') reader.line += 1;
    reader.position += 1;
  }
}

function takeBody(reader: Reader, { delimiter, tabs }: { readonly delimiter: string; readonly tabs: boolean }): string {
  const start = reader.position;
  while (reader.position < reader.text.length) {
    const end = reader.text.indexOf('\n', reader.position);
    const line = reader.text.slice(reader.position, end === -1 ? reader.text.length : end);
    advance(reader, line.length + 1);
    if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
  }
  return reader.text.slice(start, reader.position);
}

function takeWord(reader: Reader): string {
  const start = reader.position;
  while (reader.position < reader.text.length) {
    const char = reader.text.charAt(reader.position);
    if (' \t\r\n'.includes(char) || SINGLE.includes(char)) break;
    takePart(reader, char, 0);
  }
  return reader.text.slice(start, reader.position);
}

/** Deeper nesting of quotes and substitutions is taken character by character: the stack stays bounded. */
const MAX_DEPTH = 40;

function takePart(reader: Reader, char: string, depth: number): void {
  const next = reader.text.charAt(reader.position + 1);
  if (depth > MAX_DEPTH) advance(reader, 1);
  else if (char === '\\') advance(reader, 2);
  else if (char === "'") takeUntil(reader, "'", 1, 'nothing', depth);
  else if (char === '$' && next === "'") takeUntil(reader, "'", 2, 'escapes', depth);
  else if (char === '"') takeUntil(reader, '"', 1, 'all', depth);
  else if (char === '`') takeUntil(reader, '`', 1, 'escapes', depth);
  else if (char === '$' && next === '(') takeUntil(reader, ')', 2, 'all', depth);
  else if (char === '$' && next === '{') takeUntil(reader, '}', 2, 'all', depth);
  else advance(reader, 1);
}

/** Takes up to the closing character; `inside` tells what has a meaning before it. */
function takeUntil(
  reader: Reader,
  close: string,
  opening: number,
  inside: 'nothing' | 'escapes' | 'all',
  depth: number,
): void {
  advance(reader, opening);
  let open = 0;
  while (reader.position < reader.text.length) {
    const char = reader.text.charAt(reader.position);
    if (char === close && open === 0) {
      advance(reader, 1);
      return;
    }
    if (close === ')' && char === '(') open += 1;
    if (close === ')' && char === ')') open -= 1;
    if (inside === 'nothing') advance(reader, 1);
    else if (inside === 'escapes') advance(reader, char === '\\' ? 2 : 1);
    else if (close === '"' && char === "'") advance(reader, 1);
    else takePart(reader, char, depth + 1);
  }
}
