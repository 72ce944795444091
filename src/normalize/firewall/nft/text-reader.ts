import type { Place } from '../../../core/fact.ts';
import { ahead, type Cursor } from './cursor.ts';
import { type RawRuleset, TABLE_FAMILIES, type TableFamily } from './syntax.ts';
import { expand, takeStatement, type Variables } from './text-slices.ts';
import type { Token } from './tokens.ts';

/** A reader of one text, with what its blocks share. */
export interface TextReader {
  readonly ruleset: RawRuleset;
  readonly variables: Variables;
  readonly cursor: Cursor;
}

/** True at a line end or `;`. */
export function isSeparator(cursor: Cursor): boolean {
  return cursor.tokens[cursor.at]?.kind === 'newline' || ahead(cursor) === ';';
}

/** Notes a line whose meaning is lost. */
export function lose(reader: TextReader, token: Token | undefined): void {
  if (token === undefined) return;
  const { lost } = reader.ruleset;
  const last = lost.at(-1);
  if (last?.file !== token.file || last.line !== token.line) {
    lost.push(placeOf(token));
    reader.ruleset.astray.push(placeOf(token));
  }
}

/** Where a token stands. */
export function placeOf(token: Token): Place {
  return { file: token.file, line: token.line };
}

/** A table's family and name. */
export function readTableName(cursor: Cursor): { readonly family: TableFamily; readonly name: string } | undefined {
  const family = TABLE_FAMILIES.find((one) => one === ahead(cursor));
  if (family !== undefined) cursor.at++;
  const name = cursor.tokens[cursor.at];
  if (name === undefined || name.kind === 'newline' || (name.kind === 'mark' && name.text !== '$')) return undefined;
  cursor.at++;
  return { family: family ?? 'ip', name: name.text };
}

/** `define x = …`, `redefine`, `undefine`; true when the statement was one. */
export function readDefinition(reader: TextReader): boolean {
  const { cursor, variables } = reader;
  const word = ahead(cursor);
  if (word !== 'define' && word !== 'redefine' && word !== 'undefine') return false;
  const [, name, equals, ...value] = takeStatement(cursor);
  if (name === undefined) return true;
  if (word === 'undefine') variables.delete(name.text);
  else if (equals?.text === '=') variables.set(name.text, expand(value, variables));
  else lose(reader, name);
  return true;
}
