import { type ShellToken, shellTokens } from '../../../core/shell-tokens.ts';

/** A piece of a shell script, as far as it decides what runs. */
export type ShellNode =
  | { readonly kind: 'command'; readonly words: readonly string[]; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly ShellNode[] }
  | { readonly kind: 'and' | 'or'; readonly left: ShellNode; readonly right: ShellNode }
  | { readonly kind: 'not'; readonly body: ShellNode }
  | {
      readonly kind: 'if';
      readonly branches: readonly { readonly condition: ShellNode; readonly body: ShellNode }[];
      readonly otherwise: ShellNode;
    }
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly string[]; readonly body: ShellNode }
  | { readonly kind: 'while'; readonly body: ShellNode }
  | {
      readonly kind: 'case';
      readonly subject: string;
      readonly arms: readonly { readonly patterns: readonly string[]; readonly body: ShellNode }[];
    }
  /** A function is only run when it is called; a subshell or a pipeline changes nothing outside of it. */
  | { readonly kind: 'function' | 'subshell'; readonly body: ShellNode };

const EMPTY: ShellNode = { kind: 'list', items: [] };
const CLOSERS = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
/** Deeper nesting and longer chains are not read: the stack stays bounded whatever the file holds. */
const MAX_DEPTH = 100;
const MAX_CHAIN = 500;

interface Parser {
  readonly tokens: readonly ShellToken[];
  position: number;
  depth: number;
  /** Functions whose bodies are open; each is one more frame. */
  functions: number;
}

/** Parses a start file (POSIX sh, XCU 2.9, and the common words of bash); undefined where the grammar is not understood. */
export function parseShell(text: string): ShellNode | undefined {
  const tokens = shellTokens(text).filter(({ kind }) => kind !== 'comment' && kind !== 'join' && kind !== 'body');
  const parser: Parser = { tokens, position: 0, depth: 0, functions: 0 };
  const list = parseList(parser);
  return list !== undefined && parser.position >= tokens.length ? list : undefined;
}

function peek(parser: Parser): ShellToken | undefined {
  return parser.tokens[parser.position];
}

function is(parser: Parser, ...texts: readonly string[]): boolean {
  const token = peek(parser);
  return token !== undefined && texts.includes(token.raw);
}

function accept(parser: Parser, text: string): boolean {
  if (!is(parser, text)) return false;
  parser.position += 1;
  return true;
}

function skipNewlines(parser: Parser): void {
  while (peek(parser)?.kind === 'newline') parser.position += 1;
}

/** Statements up to a closing word, `)`, `;;` or the end. */
function parseList(parser: Parser): ShellNode | undefined {
  parser.depth += 1;
  if (parser.depth > MAX_DEPTH) return undefined;
  const items: ShellNode[] = [];
  for (;;) {
    while (peek(parser)?.kind === 'newline' || is(parser, ';')) parser.position += 1;
    const token = peek(parser);
    if (token === undefined || CLOSERS.has(token.raw) || /^(?:\)|;;&?|;&)$/.test(token.raw)) break;
    const item = parseAndOr(parser);
    if (item === undefined) return undefined;
    // What runs in the background changes nothing here.
    items.push(accept(parser, '&') ? { kind: 'subshell', body: item } : item);
  }
  parser.depth -= 1;
  return { kind: 'list', items };
}

function parseAndOr(parser: Parser): ShellNode | undefined {
  let left = parsePipeline(parser);
  for (let links = 0; left !== undefined && is(parser, '&&', '||'); links++) {
    if (links > MAX_CHAIN) return undefined;
    const kind = accept(parser, '&&') ? 'and' : 'or';
    if (kind === 'or') parser.position += 1;
    skipNewlines(parser);
    const right = parsePipeline(parser);
    if (right === undefined) return undefined;
    left = { kind, left, right };
  }
  return left;
}

function parsePipeline(parser: Parser): ShellNode | undefined {
  let negated = false;
  while (is(parser, '!', 'time')) {
    if (is(parser, '!')) negated = !negated;
    parser.position += 1;
  }
  let body = parseCommand(parser);
  for (let links = 0; body !== undefined && is(parser, '|', '|&'); links++) {
    if (links > MAX_CHAIN) return undefined;
    parser.position += 1;
    skipNewlines(parser);
    const next = parseCommand(parser);
    body = next === undefined ? undefined : { kind: 'subshell', body: { kind: 'list', items: [body, next] } };
  }
  if (body === undefined) return undefined;
  return negated ? { kind: 'not', body } : body;
}

function parseCommand(parser: Parser): ShellNode | undefined {
  const token = peek(parser);
  if (token === undefined || token.kind === 'newline') return undefined;
  const compound = parseCompound(parser, token);
  if (compound !== 'none') return compound;
  if (token.kind !== 'word') return undefined;
  const words: string[] = [];
  while (peek(parser)?.kind === 'word') {
    words.push(peek(parser)?.raw ?? '');
    parser.position += 1;
  }
  if (words.length === 1 && accept(parser, '(')) {
    if (!accept(parser, ')')) return undefined;
    skipNewlines(parser);
    return functionBody(parser);
  }
  return { kind: 'command', words, line: token.line };
}

function parseCompound(parser: Parser, token: ShellToken): ShellNode | undefined | 'none' {
  switch (token.raw) {
    case '(':
      return enclosed(parser, ')', 'subshell');
    case '{':
      return enclosed(parser, '}', 'list');
    case 'if':
      return parseIf(parser);
    case 'while':
    case 'until': {
      parser.position += 1;
      const condition = parseList(parser);
      const body = condition === undefined ? undefined : doGroup(parser);
      return body === undefined || condition === undefined
        ? undefined
        : { kind: 'while', body: { kind: 'list', items: [condition, body] } };
    }
    case 'for':
    case 'select':
      return parseFor(parser);
    case 'case':
      return parseCase(parser);
    case 'function':
      parser.position += 2;
      if (accept(parser, '(') && !accept(parser, ')')) return undefined;
      skipNewlines(parser);
      return functionBody(parser);
    default:
      return 'none';
  }
}

function functionBody(parser: Parser): ShellNode | undefined {
  parser.functions += 1;
  if (parser.functions > MAX_DEPTH) return undefined;
  const body = parseCommand(parser);
  parser.functions -= 1;
  return body === undefined ? undefined : { kind: 'function', body };
}

function enclosed(parser: Parser, close: string, kind: 'subshell' | 'list'): ShellNode | undefined {
  parser.position += 1;
  const body = parseList(parser);
  if (body === undefined || !accept(parser, close)) return undefined;
  return kind === 'subshell' ? { kind, body } : body;
}

function doGroup(parser: Parser): ShellNode | undefined {
  while (peek(parser)?.kind === 'newline' || is(parser, ';')) parser.position += 1;
  if (!accept(parser, 'do')) return undefined;
  const body = parseList(parser);
  return body !== undefined && accept(parser, 'done') ? body : undefined;
}

function parseIf(parser: Parser): ShellNode | undefined {
  const branches: { condition: ShellNode; body: ShellNode }[] = [];
  let otherwise: ShellNode = EMPTY;
  do {
    parser.position += 1;
    const condition = parseList(parser);
    if (condition === undefined || !accept(parser, 'then')) return undefined;
    const body = parseList(parser);
    if (body === undefined) return undefined;
    branches.push({ condition, body });
  } while (is(parser, 'elif'));
  if (accept(parser, 'else')) {
    const body = parseList(parser);
    if (body === undefined) return undefined;
    otherwise = body;
  }
  return accept(parser, 'fi') ? { kind: 'if', branches, otherwise } : undefined;
}

function parseFor(parser: Parser): ShellNode | undefined {
  parser.position += 1;
  const name = peek(parser)?.raw ?? '';
  parser.position += 1;
  skipNewlines(parser);
  const words: string[] = [];
  if (accept(parser, 'in')) {
    while (peek(parser)?.kind === 'word') {
      words.push(peek(parser)?.raw ?? '');
      parser.position += 1;
    }
  }
  const body = doGroup(parser);
  return body === undefined ? undefined : { kind: 'for', name, words, body };
}

function parseCase(parser: Parser): ShellNode | undefined {
  const subject = parser.tokens[parser.position + 1]?.raw ?? '';
  parser.position += 2;
  skipNewlines(parser);
  if (!accept(parser, 'in')) return undefined;
  const arms: { patterns: string[]; body: ShellNode }[] = [];
  for (;;) {
    skipNewlines(parser);
    if (accept(parser, 'esac')) return { kind: 'case', subject, arms };
    accept(parser, '(');
    const patterns: string[] = [];
    while (!is(parser, ')')) {
      const token = peek(parser);
      if (token === undefined || token.kind === 'newline') return undefined;
      if (token.kind === 'word') patterns.push(token.raw);
      parser.position += 1;
    }
    parser.position += 1;
    const body = parseList(parser);
    if (body === undefined) return undefined;
    arms.push({ patterns, body });
    if (!accept(parser, ';;') && !is(parser, 'esac')) return undefined;
  }
}
