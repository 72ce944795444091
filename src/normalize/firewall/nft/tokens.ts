import { parseAddress } from '../../../core/ip-range.ts';

/** A word or mark of the text. */
export interface Token {
  readonly kind: 'word' | 'string' | 'mark' | 'newline';
  /** Of a string: what stands between the quotes. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  /** White space stands before it. */
  readonly spaced: boolean;
}

const SPACE = /(?:[ \t\r\f\v]|\\\r?\n)+/y;
const STRING = /"([^"\n]*)"/y;
const MAC = /(?:[0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}(?![0-9a-zA-Z:])/y;
const IPV6 = /(?:[0-9a-fA-F]{0,4}:){2,8}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4})(?![0-9a-zA-Z_])/y;
const IPV4 = /\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/y;
const NUMBER = /0x[0-9a-fA-F]+|\d+[A-Za-z_]\w*|\d+/y;
/** nft's own scanner takes `-`, `/` and `.` into a word (scanner.l, string and asteriskstring). */
const WORD = /(?:[A-Za-z_][\w/.-]*|\.[\w/.-]+)(?:\\?\*)?|\\\*/y;
const MARK = /==|!=|<=|>=|<<|>>|[{}()[\],;:=<>&|^!/\-.@$*+~]/y;

/**
 * Cuts the text into tokens as nft's scanner does; a backslash joins lines, `#` begins a comment. What fits nothing becomes
 * a mark of one character, which no rule understands.
 */
export function tokenize(text: string, file: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let spaced = false;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: Token['kind'], value: string, length: number): void => {
    tokens.push({ kind, text: value, file, line, spaced });
    at += length;
    spaced = false;
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\n') {
      push('newline', '\n', 1);
      line++;
      continue;
    }
    const space = match(SPACE);
    if (space !== null) {
      for (const one of space[0]) if (one === '\n') line++;
      at += space[0].length;
      spaced = true;
      continue;
    }
    if (char === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      spaced = true;
      continue;
    }
    const string = char === '"' ? match(STRING) : null;
    if (string !== null) {
      push('string', string[1] ?? '', string[0].length);
      continue;
    }
    const word = wordAt(char, match);
    if (word !== undefined) push('word', word, word.length);
    else push('mark', match(MARK)?.[0] ?? char, match(MARK)?.[0].length ?? 1);
  }
  return tokens;
}

function wordAt(char: string, match: (pattern: RegExp) => RegExpExecArray | null): string | undefined {
  if (/[0-9a-fA-F:]/.test(char)) {
    const mac = match(MAC);
    if (mac !== null) return mac[0];
    const long = match(IPV6)?.[0];
    if (long !== undefined && parseAddress(long) !== undefined) return long;
  }
  if (/\d/.test(char)) return match(IPV4)?.[0] ?? match(NUMBER)?.[0];
  return match(WORD)?.[0];
}

/** The tokens as one line. */
export function written(tokens: readonly Token[]): string {
  let text = '';
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'newline') continue;
    const gap = token.spaced || tokens[index - 1]?.kind === 'newline';
    text += `${gap && text !== '' ? ' ' : ''}${token.kind === 'string' ? `"${token.text}"` : token.text}`;
  }
  return text;
}
