/** What a sourced file is to the reader. */
export type SourcedFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** Closed, or never asked for. */
  | { readonly kind: 'unread' };

/** The shell whose start is followed. */
export interface ShellContext {
  readonly shell: 'bash' | 'sh';
  readonly login: boolean;
  readonly interactive: boolean;
  /** Root, or a person with a user id of at least `uidMin`. */
  readonly root: boolean;
  readonly uidMin: number;
  /** The home of root; that of other users is not looked at. */
  readonly home: string | undefined;
  readFile(path: string): SourcedFile;
  /** Paths that a pattern of a known folder stands for; undefined where the folder was not collected. */
  expand(pattern: string): readonly string[] | undefined;
}

/** Whether a condition holds, as far as it can be told without running it. */
export type Truth = 'true' | 'false' | 'maybe';

/** Turns a truth round. */
export function negate(truth: Truth): Truth {
  return truth === 'maybe' ? 'maybe' : truth === 'true' ? 'false' : 'true';
}

/** Takes the quotes off a word; what is inside stays as written. */
export function unquoted(word: string): string {
  return word.replace(/^"(.*)"$/s, '$1').replace(/^'(.*)'$/s, '$1');
}

/** Tells what `[ … ]`, `[[ … ]]` or `test …` gives; `words` without the brackets. */
export function testTruth(words: readonly string[], context: ShellContext, known: ReadonlyMap<string, string>): Truth {
  if (words[0] === '!') return negate(testTruth(words.slice(1), context, known));
  for (const [joint, settles] of [
    ['-o', 'true'],
    ['-a', 'false'],
  ] as const) {
    const at = words.indexOf(joint, 1);
    if (at > 0 && at < words.length - 1) {
      const sides = [testTruth(words.slice(0, at), context, known), testTruth(words.slice(at + 1), context, known)];
      if (sides.includes(settles)) return settles;
      return sides.includes('maybe') ? 'maybe' : settles === 'true' ? 'false' : 'true';
    }
  }
  const [first = '', operator = '', second = ''] = words.map(unquoted);
  if (words.length === 1) return isSet(first, context);
  if (words.length === 2) {
    if (first === '-n') return isSet(operator, context);
    if (first === '-z') return negate(isSet(operator, context));
    if (first === '-o') return operator === 'interactive' ? fromBoolean(context.interactive) : 'maybe';
    if (/^-[defrsx]$/.test(first)) return exists(operator, context, known);
    return 'maybe';
  }
  if (words.length !== 3) return 'maybe';
  if (first === '$-' && /^={1,2}$/.test(operator)) return second === '*i*' ? fromBoolean(context.interactive) : 'maybe';
  if (first === '$-' && operator === '!=') return second === '*i*' ? fromBoolean(!context.interactive) : 'maybe';
  if (first === '$BASH' && second === '/bin/sh') {
    // bash that is started as sh is dash on Debian; here BASH names bash itself or is not set.
    return operator === '!=' ? 'true' : /^={1,2}$/.test(operator) ? 'false' : 'maybe';
  }
  return /^(?:\$\(id -u\)|`(?:\/usr)?(?:\/bin\/)?id -u`|\$\{?E?UID\}?)$/.test(first)
    ? compareUid(operator, second, context)
    : 'maybe';
}

function compareUid(operator: string, text: string, context: ShellContext): Truth {
  if (!/^\d{1,9}$/.test(text)) return 'maybe';
  const number = Number(text);
  // Root is 0; a person is anything from uidMin on.
  const low = context.root ? 0 : context.uidMin;
  const high = context.root ? 0 : Number.POSITIVE_INFINITY;
  switch (operator) {
    case '-eq':
    case '=':
    case '==':
      return low === high ? fromBoolean(low === number) : number < low ? 'false' : 'maybe';
    case '-ne':
    case '!=':
      return negate(compareUid('-eq', text, context));
    case '-gt':
      return low > number ? 'true' : high <= number ? 'false' : 'maybe';
    case '-ge':
      return low >= number ? 'true' : high < number ? 'false' : 'maybe';
    case '-lt':
      return negate(compareUid('-ge', text, context));
    case '-le':
      return negate(compareUid('-gt', text, context));
    default:
      return 'maybe';
  }
}

/** Whether a variable that shells set themselves is set. */
function isSet(word: string, context: ShellContext): Truth {
  const name = /^\$\{?([A-Za-z_]\w*)(?::?-)?\}?$/.exec(word)?.[1];
  switch (name) {
    case 'PS1':
      return fromBoolean(context.interactive);
    case 'BASH':
    case 'BASH_VERSION':
      return fromBoolean(context.shell === 'bash');
    case 'ZSH_VERSION':
    case 'KSH_VERSION':
      return 'false';
    case 'HOME':
    case 'PATH':
      return 'true';
    default:
      return 'maybe';
  }
}

function exists(word: string, context: ShellContext, known: ReadonlyMap<string, string>): Truth {
  const path = resolvePath(word, context, known);
  if (path === undefined) return 'maybe';
  if (path === '/etc/profile.d') return 'true';
  const file = context.readFile(path);
  return file.kind === 'text' ? 'true' : file.kind === 'absent' ? 'false' : 'maybe';
}

function fromBoolean(value: boolean): Truth {
  return value ? 'true' : 'false';
}

/** The path that a word stands for, variables of loops and the home undone; undefined where anything else is in it. */
export function resolvePath(
  word: string,
  context: ShellContext,
  known: ReadonlyMap<string, string>,
): string | undefined {
  const bare = unquoted(word);
  const variable = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(bare)?.[1];
  if (variable !== undefined && known.has(variable)) return known.get(variable);
  const plain = withHome(bare, context.home);
  return plain?.startsWith('/') === true && !/[$`*?[]/.test(plain) ? plain : undefined;
}

/** `~` and `$HOME` undone; undefined where the home is not known. */
export function withHome(text: string, home: string | undefined): string | undefined {
  if (!/^~(?=\/|:|$)|\$HOME\b|\$\{HOME\}|:~/.test(text)) return text;
  if (home === undefined) return undefined;
  return text
    .replaceAll(/\$HOME\b|\$\{HOME\}/g, home)
    .replace(/^~(?=\/|:|$)/, home)
    .replaceAll(/:~(?=\/|:|$)/g, `:${home}`);
}
