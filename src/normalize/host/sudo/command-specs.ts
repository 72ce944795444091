import { atEnd, readList, type Scanner, skipBlanks, take } from './scanner.ts';

/** One command of a user specification, with the run-as and tags in effect for it. */
export interface CommandSpec {
  /** Undefined when no run-as was written: the run-as default, root. */
  readonly runAs: { readonly users: readonly string[]; readonly groups: readonly string[] } | undefined;
  readonly tags: readonly string[];
  readonly command: string;
  readonly negated: boolean;
}

const TAG = /^((?:NO)?(?:PASSWD|EXEC|SETENV|LOG_INPUT|LOG_OUTPUT|MAIL|FOLLOW|INTERCEPT))[ \t]*:/;
const OPTION =
  /^(ROLE|TYPE|PRIVS|LIMITPRIVS|APPARMOR_PROFILE|CWD|CHROOT|TIMEOUT|NOTBEFORE|NOTAFTER)[ \t]*=[ \t]*("[^"]*"|[^\s,:]+)/;
const DIGESTS =
  /^sha(224|256|384|512)[ \t]*:[ \t]*[0-9A-Za-z+/=]+([ \t]*,[ \t]*sha(224|256|384|512)[ \t]*:[ \t]*[0-9A-Za-z+/=]+)*[ \t]+/;
/** A path or arguments written as a regular expression run from ^ to $ and may hold commas (sudo 1.9.10). */
const REGEX_WORD = /^\^(?:\\.|[^\\])*?\$(?=[\s,:]|$)/;

/** Reads `[(runas)] [OPTION=…] [TAG:…] command, …`; run-as and tags carry over to the next commands. Undefined on a syntax error. */
export function readCommandSpecs(scanner: Scanner): readonly CommandSpec[] | undefined {
  const specs: CommandSpec[] = [];
  let runAs: CommandSpec['runAs'];
  let tags: readonly string[] = [];
  for (;;) {
    skipBlanks(scanner);
    if (take(scanner, /^\(/) !== undefined) {
      const users = readList(scanner, ':)');
      const groups = take(scanner, /^[ \t]*:/) === undefined ? [] : readList(scanner, ')');
      if (take(scanner, /^[ \t]*\)/) === undefined) return undefined;
      runAs = { users, groups };
      skipBlanks(scanner);
    }
    while (take(scanner, OPTION) !== undefined) skipBlanks(scanner);
    for (let tag = take(scanner, TAG)?.[1]; tag !== undefined; tag = take(scanner, TAG)?.[1]) {
      tags = withTag(tags, tag);
      skipBlanks(scanner);
    }
    take(scanner, DIGESTS);
    let negated = false;
    while (take(scanner, /^![ \t]*/) !== undefined) negated = !negated;
    const command = readCommand(scanner);
    if (command === '') return undefined;
    specs.push({ runAs, tags, command, negated });
    skipBlanks(scanner);
    if (take(scanner, /^,/) === undefined)
      return atEnd(scanner) || scanner.text.charAt(scanner.position) === ':' ? specs : undefined;
  }
}

/** A tag replaces its opposite: NOPASSWD and PASSWD. */
function withTag(tags: readonly string[], tag: string): readonly string[] {
  const base = tag.replace(/^NO/, '');
  return [...tags.filter((other) => other.replace(/^NO/, '') !== base), tag];
}

function readCommand(scanner: Scanner): string {
  const words: string[] = [];
  for (;;) {
    skipBlanks(scanner);
    const word = take(scanner, REGEX_WORD)?.[0] ?? readWord(scanner);
    if (word === '') return words.join(' ');
    words.push(word);
  }
}

/** Quotes mean nothing in commands; the separators of the list and blanks are escaped by a backslash (sudo: toke.l). */
function readWord(scanner: Scanner): string {
  let word = '';
  while (!atEnd(scanner)) {
    const char = scanner.text.charAt(scanner.position);
    const next = scanner.text.charAt(scanner.position + 1);
    if (char === '\\' && next !== '' && ':\\,= \t#'.includes(next)) {
      word += next;
      scanner.position += 2;
      continue;
    }
    if (' \t,:='.includes(char)) break;
    word += char;
    scanner.position += 1;
  }
  return word;
}
