import type { Place } from '../../../core/fact.ts';
import { accept, ahead, atEnd, type Cursor, skipNewlines, take } from './cursor.ts';
import { priorityOf } from './priorities.ts';
import { chainOf, type RawChain, type RawHook, type RawRule, type RawSet, type RawTable, setOf } from './syntax.ts';
import { readSet } from './text-expressions.ts';
import { isSeparator, lose, placeOf, readDefinition, type TextReader } from './text-reader.ts';
import { expand, takeStatement } from './text-slices.ts';
import { readStatements } from './text-statements.ts';
import { type Token, written } from './tokens.ts';

/** Reads a block up to its closing brace, statement by statement. */
function readBlock(reader: TextReader, readOne: () => void): void {
  const { cursor } = reader;
  while (!atEnd(cursor)) {
    if (accept(cursor, '}')) return;
    if (isSeparator(cursor)) {
      cursor.at++;
      continue;
    }
    const start = cursor.at;
    if (!readDefinition(reader)) readOne();
    if (cursor.at === start) lose(reader, take(cursor));
  }
}

/** `table … { … }` behind its opening brace. */
export function readTableBlock(reader: TextReader, table: RawTable): void {
  const { cursor } = reader;
  readBlock(reader, () => {
    const start = cursor.tokens[cursor.at];
    if (start === undefined) return;
    const word = ahead(cursor);
    const name = cursor.tokens[cursor.at + 1];
    const opens = cursor.tokens[cursor.at + 2]?.text === '{' && name !== undefined;
    if (opens && (word === 'chain' || word === 'set' || word === 'map' || word === 'meter')) {
      cursor.at += 3;
      if (word === 'chain') readChainBlock(reader, table, chainOf(table, name.text, placeOf(start)));
      else readSetBlock(reader, setOf(table, name.text, placeOf(start)));
      return;
    }
    const statement = takeStatement(cursor);
    const words = expand(statement, reader.variables).map((token) => token.text);
    if (words[0] === 'flags') table.dormant ||= words.includes('dormant');
    else if (!TABLE_OBJECTS.has(words[0] ?? '')) lose(reader, start);
  });
}

/** What a table may hold that changes no verdict by itself. */
const TABLE_OBJECTS: ReadonlySet<string> = new Set(
  'comment counter quota limit ct flowtable secmark synproxy tunnel'.split(' '),
);

/** `chain … { … }` behind its opening brace. */
export function readChainBlock(reader: TextReader, table: RawTable, chain: RawChain): void {
  const { cursor } = reader;
  readBlock(reader, () => {
    const raw = takeStatement(cursor);
    const tokens = expand(raw, reader.variables);
    const [first] = tokens;
    if (first === undefined) return;
    const second = tokens[1]?.text;
    const hasHook = tokens.some((token) => token.text === 'hook');
    if (first.text === 'type' && hasHook) chain.hook = readHook(tokens, table);
    // A base chain, and where it runs cannot be told.
    else if (first.text === 'type' || (hasHook && tokens.some((token) => token.text === 'priority')))
      lose(reader, first);
    else if (first.text === 'policy' && tokens.length === 2)
      chain.policy = { word: second ?? '', at: placeOf(raw[0] ?? first) };
    else if ((first.text === 'comment' || first.text === 'flags') && tokens.length === 2) return;
    else if ((first.text === 'device' || first.text === 'devices') && chain.hook !== undefined)
      chain.hook = { ...chain.hook, devices: devicesIn(tokens) };
    else chain.rules.push(ruleOf(reader, raw, tokens));
  });
}

/** A rule of the tokens of its line. */
export function ruleOf(
  reader: TextReader,
  raw: readonly Token[],
  tokens: readonly Token[],
  shown: readonly Token[] = raw,
): RawRule {
  const at = placeAt(raw);
  const { statements, comment } = readStatements(tokens);
  for (const one of statements) if (one.kind === 'unread') reader.ruleset.unread.push({ at, text: one.text });
  return { statements, text: textOf(shown), at, ...(comment === undefined ? {} : { comment }) };
}

function placeAt(tokens: readonly Token[]): Place {
  const [first] = tokens;
  return first === undefined ? { file: '' } : placeOf(first);
}

/** The rule as written, without what changes while it stands there: numbers of counters. */
function textOf(tokens: readonly Token[]): string {
  return written(tokens)
    .replace(/\bcounter packets \d+ bytes \d+/g, 'counter')
    .replace(/ comment "[^"]*"$/, '');
}

function readHook(tokens: readonly Token[], table: RawTable): RawHook {
  const after = (word: string): string => tokens[tokens.findIndex((token) => token.text === word) + 1]?.text ?? '';
  const start = tokens.findIndex((token) => token.text === 'priority');
  const words = start < 0 ? [] : tokens.slice(start + 1).map((token) => token.text);
  const devices = devicesIn(tokens);
  return {
    type: after('type'),
    hook: after('hook'),
    priority: priorityOf(words.join(''), table.family),
    ...(devices.length === 0 ? {} : { devices }),
  };
}

function devicesIn(tokens: readonly Token[]): readonly string[] {
  const start = tokens.findIndex((token) => token.text === 'device' || token.text === 'devices');
  if (start < 0) return [];
  const end = tokens.findIndex((token) => token.text === 'priority');
  return tokens
    .slice(start + 1, end < start ? start + 1 : end)
    .filter((token) => token.kind !== 'mark' && token.kind !== 'newline')
    .map((token) => token.text);
}

const SET_PROPERTIES: ReadonlySet<string> = new Set(
  'type typeof size policy timeout gc-interval auto-merge comment counter quota limit ct last'.split(' '),
);

/** `set … { … }` or `map … { … }` behind its opening brace. */
export function readSetBlock(reader: TextReader, set: RawSet): void {
  readBlock(reader, () => {
    const tokens = expand(takeStatement(reader.cursor), reader.variables);
    const [first] = tokens;
    if (first === undefined) return;
    if (first.text === 'flags') for (const { text } of tokens.slice(1).filter(isWord)) set.flags.add(text);
    else if (first.text === 'elements' && tokens[1]?.text === '=') addElements(set, { tokens, at: 2 });
    else if (!SET_PROPERTIES.has(first.text)) lose(reader, first);
    if (first.text === 'timeout') set.flags.add('timeout');
  });
}

const isWord = (token: Token): boolean => token.kind === 'word';

/** Takes `{ … }` into a set. */
export function addElements(set: RawSet, cursor: Cursor): void {
  skipNewlines(cursor);
  const read = readSet(cursor);
  if (read.kind === 'set') for (const element of read.elements) set.elements.push(element);
}
