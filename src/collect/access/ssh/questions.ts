import type { WalkRequest } from '../access.ts';
import { wordOf } from './path-words.ts';
import { commandRedaction, redactionOf } from './redactions.ts';
import { type Asked, pathWord, type Told } from './remote-answers.ts';

/** What the sources asked for since the last round. */
export interface Wanted {
  readonly facts: Set<string>;
  readonly lists: Set<string>;
  readonly links: Set<string>;
  /** Paths by the largest size that somebody takes. */
  readonly files: Map<string, number>;
  /** Commands by their words, NUL between. */
  readonly runs: Map<string, readonly [string, ...string[]]>;
  walk: WalkRequest | undefined;
}

/** A text for the probe, and how its answers are found again. */
export interface Question extends Asked {
  readonly text: string;
}

/** Lines of one section: the shell keeps them as one text. */
const SECTION_LINES = 500;

/** Nothing was asked yet. */
export function nothingWanted(): Wanted {
  return { facts: new Set(), lists: new Set(), links: new Set(), files: new Map(), runs: new Map(), walk: undefined };
}

/** True when there is nothing to fetch. */
export function isNothing({ facts, lists, links, files, runs, walk }: Wanted): boolean {
  return facts.size + lists.size + links.size + files.size + runs.size === 0 && walk === undefined;
}

/** Folders, and the facts of every path that something is wanted of: what is not there need not be asked for more. */
export function pathQuestion(told: Told, wanted: Wanted): Question {
  const unknown = wantedPaths(wanted).filter((path) => told.facts.get(path)?.led === undefined);
  const lists = [...wanted.lists];
  const word = (path: string): string => pathWord(told, path);
  return {
    text: [...sections('list', lists.map(word)), ...sections('facts', unknown.map(word))].join(''),
    paths: new Map([...unknown, ...lists].map((path) => [word(path), path])),
    limits: new Map(),
    runs: [],
  };
}

/** Why some paths gave no facts; link targets, contents and commands of those that did. */
export function contentQuestion(told: Told, wanted: Wanted): Question {
  const word = (path: string): string => pathWord(told, path);
  const why = wantedPaths(wanted).filter((path) => {
    const facts = told.facts.get(path);
    return facts?.led === undefined || facts.own === undefined;
  });
  const links = [...wanted.links];
  const files = [...wanted.files].filter(([path, limit]) => {
    const info = told.facts.get(path)?.led;
    return info?.kind === 'read' && info.value.kind === 'file' && info.value.size <= limit;
  });
  const runs = [...wanted.runs].filter(([, [program]]) => told.facts.get(program)?.led?.kind === 'read');
  const reads = files.map(([path, limit]) => `${limit + 1} ${redactionOf(path) ?? '-'} ${word(path)}`);
  return {
    text: [
      ...sections('why', why.map(word)),
      ...sections('links', links.map(word)),
      ...sections('read', reads),
      ...runs.flatMap(([, argv]) => section('run', [commandRedaction(argv) ?? '-', ...argv.map(textWord)])),
    ].join(''),
    paths: new Map([...why, ...links, ...wanted.files.keys()].map((path) => [word(path), path])),
    limits: wanted.files,
    runs: runs.map(([key]) => key),
  };
}

/** The words of one command, which are never parted. */
export function section(name: string, lines: readonly string[]): string {
  return `${name}\n${lines.map((line) => `${line}\n`).join('')}.\n`;
}

/** A text as one word for the probe. */
export function textWord(text: string): string {
  return wordOf(Buffer.from(text));
}

function sections(name: string, lines: readonly string[]): readonly string[] {
  const made: string[] = [];
  for (let start = 0; start < lines.length; start += SECTION_LINES)
    made.push(section(name, lines.slice(start, start + SECTION_LINES)));
  return made;
}

function wantedPaths({ facts, lists, files, runs }: Wanted): readonly string[] {
  return [...new Set([...facts, ...lists, ...files.keys(), ...[...runs.values()].map(([program]) => program)])];
}
