import type { Overridden, Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { captureText, sourceText } from '../source-text.ts';
import { globPaths } from './glob-paths.ts';
import { splitConfigLine } from './split-words.ts';

/** One assignment, in the order that sshd reads. */
export interface SshdSetting {
  readonly keyword: string;
  readonly words: readonly string[];
  readonly text: string;
  readonly at: Place;
  /** The Match blocks around it; none for the global part. */
  readonly scope: readonly MatchScope[];
}

/** A Match line. */
export interface MatchScope {
  readonly criteria: string;
  readonly at: Place;
  /** `Match all`. */
  readonly everyone: boolean;
}

/** What is hidden: a file that could not be read, and how many settings were read before it. */
export interface HiddenPart {
  readonly before: number;
  readonly reason: string;
  readonly at: Place;
}

/** A configuration with its includes read in place. */
export interface SshdConfig {
  readonly settings: readonly SshdSetting[];
  readonly matches: readonly MatchScope[];
  readonly hidden: readonly HiddenPart[];
}

/** sshd stops at this depth. */
const MAX_DEPTH = 16;
/** Files that include each other multiply with each depth; no server needs as many. */
const MAX_READS = 2000;

/** Reads a configuration; `first` are settings of the command line, which come before all files. */
export function readSshdConfig(file: string, first: readonly SshdSetting[], captures: CaptureSet): SshdConfig {
  const settings: SshdSetting[] = [...first];
  const matches: MatchScope[] = [];
  const hidden: HiddenPart[] = [];
  const hide = (reason: string, at: Place) => hidden.push({ before: settings.length, reason, at });

  let reads = 0;
  const read = (path: string, from: Place, outer: readonly MatchScope[], depth: number): void => {
    reads += 1;
    if (reads === MAX_READS) hide(`more than ${MAX_READS} files are included one by another`, from);
    if (reads >= MAX_READS) return;
    const source = sourceText(captures, path);
    if (source.kind === 'unreadable') hide(`${source.reason}. ${source.hint}`, from);
    if (source.kind !== 'text') return;
    if (depth > MAX_DEPTH) {
      hide(`${path} is included too deeply for sshd`, from);
      return;
    }
    // A Match of this file ends with it: the scope around the Include goes on after it.
    let scope = outer;
    source.lines.forEach((text, index) => {
      const line = splitConfigLine(text);
      if (line === undefined) return;
      const at = { file: path, line: index + 1 };
      if (line.keyword === 'match') {
        const criteria = line.words.join(' ');
        const match = { criteria, at, everyone: criteria.toLowerCase() === 'all' };
        // `Match all` in a file that a Match includes holds only within that Match.
        scope = [...outer, match];
        matches.push(match);
      } else if (line.keyword === 'include') {
        for (const word of line.words) include(word, at, scope, depth);
      } else {
        settings.push({ keyword: line.keyword, words: line.words, text: text.trim(), at, scope });
      }
    });
  };
  const include = (word: string, at: Place, scope: readonly MatchScope[], depth: number) => {
    if (reads >= MAX_READS) return;
    const pattern = word.startsWith('/') ? word : `/etc/ssh/${word}`;
    const folder = pattern.slice(0, pattern.search(/[^/]*[*?[]/));
    const itself = /[*?[]/.test(pattern) ? captures.get(folder.replace(/\/$/, '')) : undefined;
    const state = itself === undefined ? undefined : captureText(itself);
    if (state?.kind === 'unreadable') hide(`${state.reason}. ${state.hint}`, at);
    for (const path of globPaths(pattern, captures)) read(path, at, scope, depth + 1);
  };
  read(file, { file }, [], 0);
  return { settings, matches, hidden };
}

/** How a setting that lost is told. */
export function lostSetting(setting: SshdSetting, why: string): Overridden {
  return { at: setting.at, text: setting.text, why };
}
