import type { Place } from '../../../core/fact.ts';

/** A file of AIDE. */
export interface AideFile {
  readonly file: string;
  readonly text: string;
}

/** What applies to a path. */
export interface AideMatch {
  /** Names of the attributes that are compared; empty when the path is left out. */
  readonly attributes: readonly string[];
  readonly at: Place | undefined;
}

/** A configuration, as far as it is understood. */
export interface AideConf {
  /** The attributes that a regular file at the path is compared by. */
  match(path: string): AideMatch;
  readonly reportUrls: readonly { readonly text: string; readonly at: Place }[];
  /** Lines and files whose meaning is not known here: scripts that are run, conditions on the host. */
  readonly dark: readonly string[];
}

type Attributes = ReadonlySet<string>;

interface Selection {
  readonly kind: 'select' | 'equal' | 'exclude';
  readonly pattern: RegExp;
  /** The folder that the fixed begin of the expression names: deeper ones are asked first. */
  readonly node: string;
  readonly attributes: Attributes;
  readonly at: Place;
}

const X = ['acl', 'selinux', 'xattrs', 'e2fsattrs', 'caps'];
const ALL_HASHES = [
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'rmd160',
  'tiger',
  'crc32',
  'crc32b',
  'haval',
  'gost',
  'whirlpool',
  'stribog256',
  'stribog512',
  'sha512_256',
  'sha3_256',
  'sha3_512',
];
const BASE = ['p', 'ftype', 'i', 'l', 'n', 'u', 'g'];
const BUILT_IN: ReadonlyMap<string, readonly string[]> = new Map([
  ['R', [...BASE, 's', 'm', 'c', 'md5', ...X]],
  ['L', [...BASE, ...X]],
  ['>', [...BASE, 'growing', 's', ...X]],
  ['H', ALL_HASHES],
  ['X', X],
  ['E', []],
]);

/** Reads the main file (the first one); `include` gives the files that a folder and an expression lead to. */
export function readAide(files: readonly AideFile[]): AideConf {
  const byName = new Map(files.map(({ file, text }) => [file, text]));
  const state: State = { variables: new Map(), groups: new Map(BUILT_IN), selections: [], reports: [], dark: [] };
  const [main] = files;
  if (main !== undefined) readFile(main.file, byName, state, 0);
  return {
    match: (path) => matchPath(path, state.selections),
    reportUrls: state.reports,
    dark: state.dark,
  };
}

interface State {
  readonly variables: Map<string, string>;
  readonly groups: Map<string, readonly string[]>;
  readonly selections: Selection[];
  readonly reports: { text: string; at: Place }[];
  readonly dark: string[];
}

function readFile(file: string, files: ReadonlyMap<string, string>, state: State, depth: number): void {
  const text = files.get(file);
  if (text === undefined || depth > 10) return;
  if (text.startsWith('#!')) {
    state.dark.push(`${file} is a script whose output is read`);
    return;
  }
  // One entry for each open @@if: whether its branch holds.
  const open: boolean[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim().replace(/@@\{(\w+)\}/g, (_whole, name: string) => state.variables.get(name) ?? '');
    const [, macro, rest = ''] = /^@@(\w+)\s*(.*)$/.exec(line) ?? [];
    if (macro !== undefined && branch(macro, rest, open, state, file)) continue;
    if (open.includes(false) || line === '' || line.startsWith('#')) continue;
    const at: Place = { file, line: index + 1 };
    if (macro !== undefined) readMacro(macro, rest, files, state, depth);
    else if (/^[/=!-]/.test(line)) readSelection(line, at, state);
    else readAssignment(line, at, state);
  }
}

/** Conditions; true when the macro was one. */
function branch(macro: string, rest: string, open: boolean[], state: State, file: string): boolean {
  switch (macro) {
    case 'ifdef':
      open.push(state.variables.has(rest));
      return true;
    case 'ifndef':
      open.push(!state.variables.has(rest));
      return true;
    case 'if': {
      const [, not, name] = /^(not\s+)?defined\s+(\w+)$/.exec(rest) ?? [];
      if (name === undefined && !open.includes(false))
        state.dark.push(`${file} has the condition ${rest.slice(0, 60)}`);
      open.push(name === undefined ? false : state.variables.has(name) === (not === undefined));
      return true;
    }
    case 'ifhost':
    case 'ifnhost':
      if (!open.includes(false)) state.dark.push(`${file} has a condition on the name of the host`);
      open.push(macro === 'ifnhost');
      return true;
    case 'else': {
      const last = open.pop();
      if (last !== undefined) open.push(!last);
      return true;
    }
    case 'endif':
      open.pop();
      return true;
    default:
      return false;
  }
}

function readMacro(macro: string, rest: string, files: ReadonlyMap<string, string>, state: State, depth: number): void {
  const [first = '', second] = rest.split(/\s+/);
  if (macro === 'define') state.variables.set(first, rest.slice(first.length).trim());
  else if (macro === 'undef') state.variables.delete(first);
  else if (macro === 'include' || macro === 'x_include') {
    const named = second === undefined ? [first] : inFolder(first, second, files);
    for (const file of named) readFile(file, files, state, depth + 1);
  }
}

function inFolder(folder: string, expression: string, files: ReadonlyMap<string, string>): readonly string[] {
  const prefix = `${folder.replace(/\/$/, '')}/`;
  const pattern = toPattern(expression, '');
  return [...files.keys()]
    .filter((file) => file.startsWith(prefix) && pattern?.test(file.slice(prefix.length)) === true)
    .sort();
}

function readAssignment(line: string, at: Place, state: State): void {
  const [, name = '', value = ''] = /^(\S+?)\s*=\s*(.*?)$/.exec(line) ?? [];
  if (name === 'report_url') state.reports.push({ text: value, at });
  // Options are words of small letters; everything else is a group.
  else if (
    name !== '' &&
    !/^(database|report|log|verbose|gzip|root_prefix|acl_no|warn|summarize|grouped|config|num_workers|syslog|ignore_list)/.test(
      name,
    )
  ) {
    state.groups.set(name, [...expression(value, state.groups)]);
  }
}

function readSelection(line: string, at: Place, state: State): void {
  const [, sign = '', body = ''] = /^([=!-]?)(.*)$/.exec(line) ?? [];
  // The expression ends at a blank without a backslash; a restriction to kinds of files may follow.
  const [text = '', ...words] = body.split(/(?<!\\)\s+/).filter((word) => word !== '');
  const kinds = words.length > 1 || (sign === '!' && words.length === 1) ? words[0] : undefined;
  if (
    kinds !== undefined &&
    kinds !== '0' &&
    /^[a-zA-Z](,[a-zA-Z])*(=\S+)?$/.test(kinds) &&
    !kinds.split(/[,=]/).includes('f')
  )
    return;
  const pattern = toPattern(text, '^');
  if (pattern === undefined) {
    state.dark.push(`${at.file}:${at.line ?? 1} has an expression that is not understood`);
    return;
  }
  state.selections.push({
    kind: sign === '!' || sign === '-' ? 'exclude' : sign === '=' ? 'equal' : 'select',
    pattern,
    node: fixedFolder(text),
    attributes: expression(words.at(-1) ?? '', state.groups),
    at,
  });
}

function toPattern(text: string, start: string): RegExp | undefined {
  // Patterns come from the target: nested repeats, which can take for ever, are not tried.
  if (text.length > 500 || /\([^)]*[*+][^)]*\)[*+{]/.test(text)) return undefined;
  try {
    return new RegExp(`${start}${text.replace(/\\([^\w])/g, '\\$1')}`);
  } catch {
    return undefined;
  }
}

/** The folder before the first character with a meaning. */
function fixedFolder(text: string): string {
  const fixed = /^(?:[^\\^$.[|?*+(){}]|\\[^\w])*/.exec(text)?.[0].replaceAll('\\', '') ?? '/';
  return fixed.slice(0, fixed.lastIndexOf('/'));
}

/** `p+u-i`, from left to right. */
function expression(text: string, groups: ReadonlyMap<string, readonly string[]>): Attributes {
  const found = new Set<string>();
  for (const [, sign = '+', name = ''] of text.matchAll(/([+-]?)\s*([^\s+-]+)/g)) {
    for (const one of groups.get(name) ?? [name]) {
      if (sign === '-') found.delete(one);
      else found.add(one);
    }
  }
  return found;
}

/** The deepest folder with a rule that matches decides; what is excluded anywhere above is out. */
function matchPath(path: string, selections: readonly Selection[]): AideMatch {
  const inWay = selections.filter(({ node }) => node === '' || path.startsWith(`${node}/`));
  const out = inWay.find(({ kind, pattern }) => kind === 'exclude' && folders(path).some((one) => pattern.test(one)));
  if (out !== undefined) return { attributes: [], at: out.at };
  const matching = inWay.filter(({ kind, pattern }) => {
    const hit = kind === 'exclude' ? null : pattern.exec(path);
    return hit !== null && (kind === 'select' || hit[0] === path);
  });
  const best = matching.reduce<Selection | undefined>(
    (best, one) => (best === undefined || one.node.length > best.node.length ? one : best),
    undefined,
  );
  return { attributes: best === undefined ? [] : [...best.attributes].sort(), at: best?.at };
}

/** The path and the folders above it: a folder that is excluded is not entered. */
function folders(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 2).join('/'));
}
