import type { Place } from '../../../core/fact.ts';
import type { SourceText } from '../source-text.ts';
import { ALL_BAD, type PamControl, parseControl } from './control.ts';
import { possibleCodes } from './module-codes.ts';
import { assemblePamLines, type PamLines, pamWords } from './pam-lines.ts';
import type { StackEntry } from './walk-stack.ts';

/** The four kinds of stacks. */
export const PAM_TYPES = ['auth', 'account', 'password', 'session'] as const;

/** One of them. */
export type PamType = (typeof PAM_TYPES)[number];

/** A module line in a flattened stack. */
export interface PamEntry extends StackEntry {
  /** Without folder and `.so`; empty for a line that libpam makes fail and for a substack's own entry. */
  readonly module: string;
  readonly controlText: string;
  readonly words: readonly string[];
  readonly at: Place;
}

/** The stacks of one service. */
export type PamStacks = Readonly<Record<PamType, readonly PamEntry[]>>;

/** Something libpam says or does about a line. */
export interface PamFault {
  readonly message: string;
  readonly at: Place;
}

/** What came of a file and all that it includes. */
export interface FlattenedStacks {
  readonly stacks: PamStacks;
  /** Files that were included. */
  readonly included: readonly string[];
  readonly faults: readonly PamFault[];
  /** libpam gives up on the service. */
  readonly aborted: PamFault | undefined;
  /** An included file could not be read here. */
  readonly unreadable: { readonly reason: string; readonly hint: string } | undefined;
}

/** Includes and substacks deeper than this are refused (PAM_SUBSTACK_MAX_LEVEL). */
const MAX_LEVEL = 16;
/** A service has at most so many lines; more come only of files that include each other many times. */
const MAX_ENTRIES = 400;

type Wanted = PamType | 'any';

interface Build {
  readonly find: (name: string) => SourceText;
  readonly stacks: Record<PamType, PamEntry[]>;
  readonly included: Set<string>;
  readonly faults: PamFault[];
  count: number;
  aborted: PamFault | undefined;
  unreadable: { readonly reason: string; readonly hint: string } | undefined;
}

/** No line at all: the service `other` decides. */
export function emptyStacks(): FlattenedStacks {
  return {
    stacks: { auth: [], account: [], password: [], session: [] },
    included: [],
    faults: [],
    aborted: undefined,
    unreadable: undefined,
  };
}

/** Puts a file and what it includes together, as _pam_parse_conf_file of libpam does. */
export function flattenFile(origin: string, lines: PamLines, find: (name: string) => SourceText): FlattenedStacks {
  const build: Build = {
    find,
    stacks: { auth: [], account: [], password: [], session: [] },
    included: new Set(),
    faults: [],
    count: 0,
    aborted: undefined,
    unreadable: undefined,
  };
  const loaded = addLines(build, origin, lines, 'any', 0, 0);
  if (!loaded) build.aborted ??= { message: `${origin} could not be read to its end`, at: { file: origin } };
  return { ...build, included: [...build.included], aborted: loaded ? undefined : build.aborted };
}

/** Adds the lines of a file; false where libpam gives up on it. */
function addLines(
  build: Build,
  file: string,
  { lines, broken }: PamLines,
  wanted: Wanted,
  depth: number,
  level: number,
): boolean {
  for (const { line, text } of lines) {
    if (!addLine(build, { file, line }, pamWords(text), wanted, depth, level)) return false;
  }
  if (broken) build.aborted = { message: `${file} ends with a backslash`, at: { file } };
  return !broken;
}

function addLine(
  build: Build,
  at: Place,
  words: readonly string[],
  wanted: Wanted,
  depth: number,
  level: number,
): boolean {
  const [first, second, third, ...rest] = words;
  const fault = (message: string): void => {
    build.faults.push({ message, at });
  };
  if (first?.toLowerCase() === '@include') return includeText(build, at, second, wanted, depth, level);
  const named = PAM_TYPES.find((type) => type === first?.replace(/^-/, '').toLowerCase());
  // What is no type is taken for the most sensitive one, and made to fail.
  const type = named ?? (wanted === 'any' ? 'auth' : wanted);
  if (wanted !== 'any' && type !== wanted) return true;
  const add = (entry: Pick<PamEntry, 'marker' | 'module' | 'words'>, control: PamControl): boolean => {
    build.count += 1;
    if (build.count > MAX_ENTRIES) return false;
    const codes = possibleCodes(type, entry.module, entry.words);
    build.stacks[type].push({ ...entry, level, control, controlText: second ?? '', codes, at });
    return true;
  };
  const fails = (message: string, control: PamControl = ALL_BAD): boolean => {
    fault(message);
    return add({ marker: false, module: '', words: [] }, control);
  };
  const keyword = second?.toLowerCase();
  if (keyword === 'include' || keyword === 'substack') {
    const inner = keyword === 'substack';
    if (inner && !add({ marker: true, module: '', words: [] }, ALL_BAD)) return false;
    const loaded = loadFile(build, third, type, depth + 1, inner ? level + 1 : level);
    return loaded || fails(`${keyword} ${third ?? ''} fails: it cannot be read to its end, so the line always refuses`);
  }
  if (second === undefined) return fails('the line has no control word: it always refuses');
  const control = parseControl(second);
  if (named === undefined) return fails(`${first ?? ''} is no type of PAM: the line always refuses`, control);
  if (third === undefined) return fails('the line has no module: it always refuses', control);
  return add({ marker: false, module: moduleName(third), words: rest }, control);
}

/** `@include` of Debian: all types at once, and a missing file ends the service. */
function includeText(
  build: Build,
  at: Place,
  name: string | undefined,
  wanted: Wanted,
  depth: number,
  level: number,
): boolean {
  if (loadFile(build, name, wanted, depth + 1, level)) return true;
  build.aborted ??= { message: `@include ${name ?? ''} cannot be read`, at };
  if (wanted === 'any') return false;
  build.faults.push({ message: `@include ${name ?? ''} fails, so the line always refuses`, at });
  const codes = possibleCodes(wanted, '', []);
  const entry = { level, marker: false, control: ALL_BAD, codes, module: '', controlText: '@include', words: [], at };
  build.stacks[wanted].push(entry);
  return true;
}

function loadFile(build: Build, name: string | undefined, wanted: Wanted, depth: number, level: number): boolean {
  if (name === undefined || depth >= MAX_LEVEL || build.count > MAX_ENTRIES) return false;
  const source = build.find(name);
  if (source.kind === 'unreadable') {
    build.unreadable ??= { reason: source.reason, hint: source.hint };
    return true;
  }
  if (source.kind === 'absent') return false;
  build.included.add(source.origin);
  return addLines(build, source.origin, assemblePamLines(source.lines), wanted, depth, level);
}

/** The name by which modules are known: libpam takes a path, or a file of its module folder. */
function moduleName(written: string): string {
  return (written.split('/').at(-1) ?? '').replace(/\.so$/, '');
}
