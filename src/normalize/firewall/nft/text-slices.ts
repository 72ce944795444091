import type { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';

/** Values of `define`, by name. */
export type Variables = Map<string, readonly Token[]>;

const MAX_DEPTH = 16;

/** The tokens of one statement: up to the line end, `;` or the closing brace of the block around it. */
export function takeStatement(cursor: Cursor): readonly Token[] {
  const start = cursor.at;
  let depth = 0;
  for (; cursor.at < cursor.tokens.length; cursor.at++) {
    const token = cursor.tokens[cursor.at];
    if (token === undefined || token.kind === 'string') continue;
    if (token.text === '{') depth++;
    else if (token.text === '}') {
      if (depth === 0) break;
      depth--;
    } else if (depth === 0 && (token.kind === 'newline' || token.text === ';')) break;
  }
  return cursor.tokens.slice(start, cursor.at);
}

/** Puts the values of variables in their place; a variable that is not defined stays as it is. */
export function expand(tokens: readonly Token[], variables: Variables, depth = 0): readonly Token[] {
  if (!tokens.some((token) => token.kind === 'mark' && token.text === '$')) return tokens;
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    const name = tokens[i + 1];
    const value =
      token.kind === 'mark' && token.text === '$' && name?.kind === 'word' ? variables.get(name.text) : undefined;
    if (value === undefined || depth >= MAX_DEPTH) {
      out.push(token);
      continue;
    }
    for (const one of expand(value, variables, depth + 1)) out.push({ ...one, file: token.file, line: token.line });
    i++;
  }
  return out;
}
