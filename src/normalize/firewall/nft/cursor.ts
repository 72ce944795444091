import type { Token } from './tokens.ts';

/** A place in a row of tokens; the readers move it on. */
export interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** The text of a mark or word ahead; a quoted string is none. */
export function ahead(cursor: Cursor, offset = 0): string {
  const token = cursor.tokens[cursor.at + offset];
  return token === undefined || token.kind === 'string' ? '' : token.text;
}

/** Takes a mark or word when it is the next one. */
export function accept(cursor: Cursor, text: string): boolean {
  if (ahead(cursor) !== text) return false;
  cursor.at++;
  return true;
}

/** Takes the next token, whatever it is. */
export function take(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.at++];
}

/** True when nothing is left. */
export function atEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.tokens.length;
}

/** Passes over line ends. */
export function skipNewlines(cursor: Cursor): void {
  while (cursor.tokens[cursor.at]?.kind === 'newline') cursor.at++;
}
