import { coverLost } from './cover-lost.ts';
import { accept, atEnd, take } from './cursor.ts';
import { emptyRuleset, type RawRuleset, tableOf } from './syntax.ts';
import { readTableBlock } from './text-blocks.ts';
import { runCommand } from './text-commands.ts';
import { isSeparator, lose, placeOf, readDefinition, readTableName, type TextReader } from './text-reader.ts';
import { expand, takeStatement } from './text-slices.ts';
import { type Token, tokenize } from './tokens.ts';

/** Finds the files that an `include` names; undefined when a file that must be there is not. */
export type FindIncluded = (
  pattern: string,
  from: string,
) => readonly { readonly file: string; readonly text: string }[] | undefined;

const MAX_INCLUDES = 16;

/** Reads the text of `nft list ruleset`, or a file for `nft -f`, statement by statement. */
export function readText(text: string, file: string, find: FindIncluded): RawRuleset {
  const ruleset = emptyRuleset();
  const tokens = withIncludes(tokenize(text, file), find, ruleset, [file]);
  const reader: TextReader = { ruleset, variables: new Map(), cursor: { tokens, at: 0 } };
  const { cursor } = reader;
  while (!atEnd(cursor)) {
    if (isSeparator(cursor)) {
      cursor.at++;
      continue;
    }
    const start = cursor.at;
    readTop(reader);
    if (cursor.at === start) lose(reader, take(cursor));
  }
  coverLost(ruleset);
  return ruleset;
}

function readTop(reader: TextReader): void {
  const { cursor } = reader;
  const start = cursor.at;
  if (readDefinition(reader)) return;
  for (const word of ['add', 'create']) accept(cursor, word);
  const first = cursor.tokens[cursor.at];
  if (first !== undefined && accept(cursor, 'table')) {
    const found = readTableName(cursor);
    if (found !== undefined) {
      const table = tableOf(reader.ruleset, found.family, found.name, placeOf(first));
      if (accept(cursor, '{')) readTableBlock(reader, table);
      else lose(reader, takeStatement(cursor)[0]);
      return;
    }
  }
  cursor.at = start;
  const statement = takeStatement(cursor);
  const [begin] = statement;
  if (begin !== undefined && !runCommand(reader, expand(statement, reader.variables), statement)) lose(reader, begin);
}

/** Puts the tokens of included files in the place of `include "…"`. */
function withIncludes(
  tokens: readonly Token[],
  find: FindIncluded,
  ruleset: RawRuleset,
  above: readonly string[],
): readonly Token[] {
  if (!tokens.some((token) => token.kind === 'word' && token.text === 'include')) return tokens;
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    const before = tokens[i - 1];
    const begins = before === undefined || before.kind === 'newline' || [';', '{', '}'].includes(before.text);
    const path = tokens[i + 1];
    if (!begins || token.kind !== 'word' || token.text !== 'include' || path?.kind !== 'string') {
      out.push(token);
      continue;
    }
    i++;
    const files = above.length > MAX_INCLUDES ? undefined : find(path.text, token.file);
    if (files === undefined) ruleset.lost.push(placeOf(token));
    for (const { file, text } of files ?? []) {
      if (above.includes(file)) continue;
      for (const one of withIncludes(tokenize(text, file), find, ruleset, [...above, file])) out.push(one);
      out.push({ kind: 'newline', text: '\n', file, line: token.line, spaced: false });
    }
  }
  return out;
}
