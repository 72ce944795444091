import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { type CommandSpec, readCommandSpecs } from './command-specs.ts';
import type { LogicalLine } from './logical-lines.ts';
import { atEnd, readList, readUntil, type Scanner, skipBlanks, take } from './scanner.ts';

/** Kinds of aliases, each with its own name space. */
export const ALIAS_KINDS = ['User_Alias', 'Runas_Alias', 'Host_Alias', 'Cmnd_Alias'] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];

/** One statement of sudoers. */
export type SudoersEntry =
  | { readonly kind: 'include' | 'includedir'; readonly path: string; readonly at: Place }
  | {
      readonly kind: 'alias';
      readonly aliasKind: AliasKind;
      readonly name: string;
      readonly members: readonly string[];
      readonly at: Place;
    }
  | {
      readonly kind: 'default';
      readonly scope: 'global' | 'user' | 'host' | 'command' | 'run-as';
      readonly subjects: readonly string[];
      readonly name: string;
      readonly operator: 'flag' | '=' | '+=' | '-=';
      readonly value: string;
      readonly negated: boolean;
      readonly at: Place;
    }
  | {
      readonly kind: 'rule';
      readonly users: readonly string[];
      readonly hosts: readonly string[];
      readonly commands: readonly CommandSpec[];
      readonly at: Place;
    };

/** Parses one logical line; a line that sudo would not understand gives a diagnostic. */
export function parseSudoersLine(file: string, line: LogicalLine): readonly SudoersEntry[] | Diagnostic {
  const at = { file, line: line.line };
  const entries = entriesOf(line.text, at);
  if (entries !== undefined) return entries;
  return {
    level: 'warning',
    code: 'parse-error',
    message: `${file}:${line.line} is not understood as sudoers(5)`,
    at,
    hint: 'Check the file with `visudo -c`.',
  };
}

function entriesOf(text: string, at: Place): readonly SudoersEntry[] | undefined {
  const include = /^[#@](include|includedir)\s+(.+)$/.exec(text);
  if (include?.[2] !== undefined) {
    const bare = /^"([^"]*)"/.exec(include[2])?.[1] ?? include[2].replace(/(?<!\\)\s.*$/, '');
    const path = bare.replaceAll('\\ ', ' ').replace(/(?<=.)\/+$/, '');
    return [{ kind: include[1] === 'include' ? 'include' : 'includedir', path, at }];
  }
  const alias = /^(User_Alias|Runas_Alias|Host_Alias|Cmnd_Alias|Cmd_Alias)\s+/.exec(text);
  if (alias?.[1] !== undefined) return aliases(alias[1], { text, position: alias[0].length }, at);
  const defaults = /^Defaults(?=[\s@:!>])/.exec(text);
  if (defaults !== null) return defaultEntries({ text, position: defaults[0].length }, at);
  return rules({ text, position: 0 }, at);
}

function aliases(keyword: string, scanner: Scanner, at: Place): readonly SudoersEntry[] | undefined {
  const aliasKind = ALIAS_KINDS.find((kind) => kind === keyword) ?? 'Cmnd_Alias';
  const entries: SudoersEntry[] = [];
  do {
    skipBlanks(scanner);
    const name = take(scanner, /^([A-Z][A-Z0-9_]*)[ \t]*=/)?.[1];
    if (name === undefined) return undefined;
    if (aliasKind === 'Cmnd_Alias') {
      const specs = readCommandSpecs(scanner);
      if (specs === undefined) return undefined;
      entries.push({
        kind: 'alias',
        aliasKind,
        name,
        members: specs.map((spec) => (spec.negated ? `!${spec.command}` : spec.command)),
        at,
      });
    } else {
      const members = readList(scanner, ':');
      if (members.length === 0) return undefined;
      entries.push({ kind: 'alias', aliasKind, name, members, at });
    }
    skipBlanks(scanner);
  } while (take(scanner, /^:/) !== undefined);
  return atEnd(scanner) ? entries : undefined;
}

const SCOPES = { '@': 'host', ':': 'user', '!': 'command', '>': 'run-as' } as const;

function defaultEntries(scanner: Scanner, at: Place): readonly SudoersEntry[] | undefined {
  const mark = /^[@:!>]/.exec(scanner.text.slice(scanner.position))?.[0];
  let scope: 'global' | (typeof SCOPES)[keyof typeof SCOPES] = 'global';
  let subjects: readonly string[] = [];
  // `Defaults !flag` is a negated flag; only without a blank is `!` the scope of commands.
  if (mark === '@' || mark === ':' || mark === '!' || mark === '>') {
    scope = SCOPES[mark];
    scanner.position += 1;
    subjects = readList(scanner, '');
    if (subjects.length === 0) return undefined;
  }
  const entries: SudoersEntry[] = [];
  for (;;) {
    skipBlanks(scanner);
    let negated = false;
    while (take(scanner, /^![ \t]*/) !== undefined) negated = !negated;
    const name = take(scanner, /^[a-z_0-9]+/i)?.[0];
    if (name === undefined) return undefined;
    skipBlanks(scanner);
    const written = take(scanner, /^(\+=|-=|=)[ \t]*/)?.[1];
    const operator = written === '=' || written === '+=' || written === '-=' ? written : 'flag';
    const value = operator === 'flag' ? '' : readUntil(scanner, ', \t');
    entries.push({ kind: 'default', scope, subjects, name, operator, value, negated, at });
    skipBlanks(scanner);
    if (take(scanner, /^,/) === undefined) return atEnd(scanner) ? entries : undefined;
  }
}

function rules(scanner: Scanner, at: Place): readonly SudoersEntry[] | undefined {
  const users = readList(scanner, '=');
  if (users.length === 0) return undefined;
  const entries: SudoersEntry[] = [];
  do {
    const hosts = readList(scanner, '=');
    skipBlanks(scanner);
    if (hosts.length === 0 || take(scanner, /^=/) === undefined) return undefined;
    const commands = readCommandSpecs(scanner);
    if (commands === undefined) return undefined;
    entries.push({ kind: 'rule', users, hosts, commands, at });
    skipBlanks(scanner);
  } while (take(scanner, /^:/) !== undefined);
  return atEnd(scanner) ? entries : undefined;
}
