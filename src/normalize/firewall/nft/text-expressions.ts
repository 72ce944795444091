import { accept, ahead, atEnd, type Cursor, skipNewlines, take } from './cursor.ts';
import { selectorAt } from './selectors.ts';
import type { Expression, SetElement, VerdictExpression } from './syntax.ts';
import type { Token } from './tokens.ts';

/** Bit operators, with the words that older rules write. */
const OPERATORS: Readonly<Record<string, string>> = {
  '&': '&',
  and: '&',
  '|': '|',
  or: '|',
  '^': '^',
  xor: '^',
  '<<': '<<',
  lshift: '<<',
  '>>': '>>',
  rshift: '>>',
};

const VERDICTS = ['accept', 'drop', 'continue', 'return', 'queue'] as const;

/** A verdict, when one comes next. */
export function readVerdict(cursor: Cursor): VerdictExpression | undefined {
  const word = ahead(cursor);
  if (word === 'jump' || word === 'goto') {
    cursor.at++;
    return { kind: 'verdict', verdict: word, target: take(cursor)?.text ?? '' };
  }
  const verdict = VERDICTS.find((one) => one === word);
  if (verdict === undefined) return undefined;
  cursor.at++;
  return { kind: 'verdict', verdict };
}

/** What stands left of a comparison: selectors, masked or joined by dots. Undefined when it begins with none. */
export function readKey(cursor: Cursor): Expression | undefined {
  const first = readMaskedSelector(cursor);
  if (first === undefined) return undefined;
  const parts = [first];
  while (ahead(cursor) === '.') {
    cursor.at++;
    const part = readMaskedSelector(cursor);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.length === 1 ? first : { kind: 'concat', parts };
}

function readMaskedSelector(cursor: Cursor): Expression | undefined {
  if (ahead(cursor) === '(') {
    const start = cursor.at++;
    const inner = readKey(cursor);
    if (inner !== undefined && accept(cursor, ')')) return readOperations(cursor, inner);
    cursor.at = start;
    return undefined;
  }
  const found = selectorAt(cursor.tokens, cursor.at);
  if (found === undefined) return undefined;
  cursor.at += found.length;
  return readOperations(cursor, { kind: 'selector', name: found.name });
}

/** `a & b | c`: bit operations, from left to right; nft prints brackets where another order is meant. */
function readOperations(cursor: Cursor, start: Expression): Expression {
  let left = start;
  for (;;) {
    const operator = OPERATORS[ahead(cursor)];
    if (operator === undefined) return left;
    cursor.at++;
    left = { kind: 'binary', operator, left, right: readPrimary(cursor) };
  }
}

/** What stands right of a comparison: one value, a list `a,b`, a set, a concatenation. */
export function readValue(cursor: Cursor): Expression {
  const first = readConcatenation(cursor);
  if (ahead(cursor) !== ',') return first;
  const items = [first];
  while (accept(cursor, ',')) items.push(readConcatenation(cursor));
  return { kind: 'list', items };
}

function readConcatenation(cursor: Cursor): Expression {
  const first = readSpan(cursor);
  if (ahead(cursor) !== '.') return first;
  const parts = [first];
  while (accept(cursor, '.')) parts.push(readSpan(cursor));
  return { kind: 'concat', parts };
}

/** A value, a range `a-b`, a prefix `a/n`, or-ed flags `a|b`. */
function readSpan(cursor: Cursor): Expression {
  const first = readPrimary(cursor);
  if (first.kind === 'symbol' && ahead(cursor) === '-') {
    cursor.at++;
    const to = readPrimary(cursor);
    return to.kind === 'symbol' ? { kind: 'range', from: first.text, to: to.text } : { kind: 'opaque', text: '-' };
  }
  if (first.kind === 'symbol' && ahead(cursor) === '/' && /^\d+$/.test(ahead(cursor, 1))) {
    cursor.at++;
    return { kind: 'prefix', address: first.text, length: Number(take(cursor)?.text) };
  }
  return readOperations(cursor, first);
}

/** One value: a word, `@set`, `{ … }`, or something in brackets. */
export function readPrimary(cursor: Cursor): Expression {
  const mark = ahead(cursor);
  if (mark === '{') return readSet(cursor);
  if (mark === '(') {
    cursor.at++;
    const inner = readValue(cursor);
    accept(cursor, ')');
    return inner;
  }
  if (mark === '@') {
    const raw = selectorAt(cursor.tokens, cursor.at);
    cursor.at += raw?.length ?? 1;
    return raw === undefined
      ? { kind: 'reference', name: take(cursor)?.text ?? '' }
      : { kind: 'selector', name: raw.name };
  }
  if (mark === '$') {
    cursor.at++;
    return { kind: 'opaque', text: `$${take(cursor)?.text ?? ''}` };
  }
  if (mark === '-' && /^\d+$/.test(ahead(cursor, 1))) {
    cursor.at++;
    return { kind: 'symbol', text: `-${take(cursor)?.text ?? ''}` };
  }
  const token = take(cursor);
  if (token === undefined) return { kind: 'opaque', text: '' };
  if (token.kind === 'mark' && token.text !== '*') return { kind: 'opaque', text: token.text };
  return { kind: 'symbol', text: token.text };
}

/** A value that may itself be looked up: `tcp dport map { … }`, `ct mark`, a constant. */
export function readComputed(cursor: Cursor): Expression {
  const start = cursor.at;
  const key = readKey(cursor);
  if (key === undefined) {
    cursor.at = start;
    return readConcatenation(cursor);
  }
  if (!accept(cursor, 'map')) return key;
  return { kind: 'map', key, data: readPrimary(cursor) };
}

/** `{ 22, 80-90 : drop, 10.0.0.0/8 . 22 timeout 1h }`; sets in sets come from variables and are one set. */
export function readSet(cursor: Cursor): Expression {
  accept(cursor, '{');
  const elements: SetElement[] = [];
  for (;;) {
    skipNewlines(cursor);
    if (atEnd(cursor) || accept(cursor, '}')) break;
    if (accept(cursor, ',')) continue;
    const before = cursor.at;
    const key = readConcatenation(cursor);
    const timeout = readElementOptions(cursor);
    skipNewlines(cursor);
    if (accept(cursor, ':')) {
      skipNewlines(cursor);
      const data = readVerdict(cursor) ?? readConcatenation(cursor);
      elements.push({ key, data, ...(timeout || readElementOptions(cursor) ? { timeout: true } : {}) });
    } else if (key.kind === 'set') elements.push(...key.elements);
    else elements.push({ key, ...(timeout ? { timeout: true } : {}) });
    // Words that belong to nothing would else be read as further elements.
    if (!['', ',', '}', '\n'].includes(ahead(cursor))) elements.push({ key: { kind: 'opaque', text: rest(cursor) } });
    if (cursor.at === before) cursor.at++;
  }
  return { kind: 'set', elements };
}

/** What may stand behind a key; true when it goes away by itself. */
function readElementOptions(cursor: Cursor): boolean {
  let timeout = false;
  for (;;) {
    switch (ahead(cursor)) {
      case 'timeout':
      case 'expires':
        timeout = true;
        cursor.at += 2;
        break;
      case 'comment':
        cursor.at += 2;
        break;
      case 'counter':
        cursor.at += ahead(cursor, 1) === 'packets' ? 5 : 1;
        break;
      case 'quota':
      case 'limit':
      case 'ct':
      case 'last':
        skipTo(cursor, [',', ':', '}', 'timeout', 'expires', 'comment']);
        break;
      default:
        return timeout;
    }
  }
}

function skipTo(cursor: Cursor, ends: readonly string[]): readonly Token[] {
  const start = cursor.at;
  while (!atEnd(cursor) && !ends.includes(ahead(cursor))) cursor.at++;
  return cursor.tokens.slice(start, cursor.at);
}

function rest(cursor: Cursor): string {
  return skipTo(cursor, [',', '}'])
    .map((token) => token.text)
    .join(' ');
}
