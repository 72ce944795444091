import type { Place } from '../../../core/fact.ts';
import { matchesWildcard } from '../../../core/wildcard.ts';

/** One file of rsyslog. */
export interface RsyslogFile {
  readonly file: string;
  readonly text: string;
}

/** A statement in the order in which rsyslog reads it, files that are included standing where they are. */
export type Statement =
  | { readonly kind: 'directive'; readonly name: string; readonly value: string; readonly at: Place }
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly parameters: ReadonlyMap<string, string>;
      /** What stands before it on its line: a selector or a filter. */
      readonly before: string;
      readonly at: Place;
    }
  | { readonly kind: 'line'; readonly text: string; readonly at: Place };

const MAX_DEPTH = 10;
const OBJECT = /\b(action|input|module|global|include)\s*\(/gi;

/** Reads the main file and what it includes; `files` holds every file that was collected. */
export function readStatements(main: string, files: ReadonlyMap<string, string>): readonly Statement[] {
  return statementsOf(main, files, 0);
}

function statementsOf(file: string, files: ReadonlyMap<string, string>, depth: number): readonly Statement[] {
  const text = files.get(file);
  if (text === undefined || depth > MAX_DEPTH) return [];
  const found: { index: number; statement: Statement }[] = [];
  const { rest, objects } = takeObjects(withoutComments(text));
  let index = 0;
  for (const [number, line] of rest.split('\n').entries()) {
    const at: Place = { file, line: number + 1 };
    const [, name, value = ''] = /^\s*\$(\w+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined)
      found.push({ index, statement: { kind: 'directive', name: name.toLowerCase(), value: unquote(value), at } });
    else if (line.trim() !== '') found.push({ index, statement: { kind: 'line', text: line, at } });
    index += line.length + 1;
  }
  for (const object of objects) {
    const at: Place = { file, line: rest.slice(0, object.index).split('\n').length };
    const before = rest.slice(rest.lastIndexOf('\n', object.index - 1) + 1, object.index).trim();
    found.push({
      index: object.index,
      statement: { kind: 'object', name: object.name, parameters: object.parameters, before, at },
    });
  }
  return found
    .sort((a, b) => a.index - b.index)
    .flatMap(({ statement }): readonly Statement[] => {
      const pattern = includePattern(statement);
      if (pattern === undefined) return [statement];
      return includedFiles(pattern, files).flatMap((one) => statementsOf(one, files, depth + 1));
    });
}

/** The file, folder or pattern of `$IncludeConfig` and `include()`. */
export function includePattern(statement: Statement): string | undefined {
  if (statement.kind === 'directive' && statement.name === 'includeconfig') return statement.value;
  return statement.kind === 'object' && statement.name === 'include' ? statement.parameters.get('file') : undefined;
}

/** Of the files collected those that an include names, sorted; a folder stands for all files in it. */
function includedFiles(pattern: string, files: ReadonlyMap<string, string>): readonly string[] {
  const parts = (pattern.endsWith('/') ? `${pattern}*` : pattern).split('/');
  return [...files.keys()].filter((file) => {
    const names = file.split('/');
    return (
      names.length === parts.length &&
      names.every((name, i) => {
        const part = parts[i] ?? '';
        return name === part || ((part.startsWith('.') || !name.startsWith('.')) && matchesWildcard(part, name));
      })
    );
  });
}

/** Blanks comments out, so that every other character keeps its place. */
function withoutComments(text: string): string {
  let result = '';
  let quote = '';
  let comment: '' | 'line' | 'block' = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const pair = text.slice(i, i + 2);
    if (char === '\n') {
      result += char;
      if (comment === 'line') comment = '';
      // Quotes of legacy lines do not go on; in objects they may.
      continue;
    }
    if (comment === '' && quote === '' && char === '#' && /^$|\s/.test(text.charAt(i - 1))) comment = 'line';
    else if (comment === '' && quote === '' && pair === '/*' && !/\S/.test(text.charAt(i - 1))) comment = 'block';
    else if (comment === 'block' && pair === '*/') {
      result += '  ';
      i += 1;
      comment = '';
      continue;
    } else if (comment === '' && char === '"' && text.charAt(i - 1) !== '\\') quote = quote === '' ? '"' : '';
    result += comment === '' ? char : ' ';
  }
  return result;
}

interface Found {
  readonly index: number;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Takes `name(…)` out of the text, blanking it; a parenthesis inside quotes does not end one. */
function takeObjects(text: string): { readonly rest: string; readonly objects: readonly Found[] } {
  const objects: Found[] = [];
  let rest = text;
  for (const match of text.matchAll(OBJECT)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let quoted = false;
    let end = start;
    for (; end < text.length && depth > 0; end++) {
      const char = text.charAt(end);
      if (char === '"' && text.charAt(end - 1) !== '\\') quoted = !quoted;
      else if (!quoted && char === '(') depth += 1;
      else if (!quoted && char === ')') depth -= 1;
    }
    objects.push({
      index: match.index,
      name: (match[1] ?? '').toLowerCase(),
      parameters: parametersOf(text.slice(start, end - 1)),
    });
    rest = rest.slice(0, match.index) + text.slice(match.index, end).replace(/[^\n]/g, ' ') + rest.slice(end);
  }
  return { rest, objects };
}

function parametersOf(body: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of body.matchAll(/([\w.]+)\s*=\s*"((?:[^"\\]|\\.)*)"/g))
    found.set(name.toLowerCase(), value);
  return found;
}

function unquote(text: string): string {
  return text.replace(/^"(.*)"$/, '$1');
}
