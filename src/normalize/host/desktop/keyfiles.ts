import type { Overridden, Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { folderCaptures } from '../look-ups.ts';
import { captureText } from '../source-text.ts';

/** A value of a key in one database. */
export interface KeyValue {
  readonly text: string;
  readonly at: Place;
  readonly lost: readonly Overridden[];
}

/** One dconf database as `dconf update` makes it of its folder. */
export interface KeyDatabase {
  readonly values: ReadonlyMap<string, KeyValue>;
  readonly locks: ReadonlyMap<string, Place>;
  /** A file that may not be read, or that cannot be parsed: dconf then makes no database at all. */
  readonly unread?: string;
}

/** Reads the key files of a folder: in the order of their names the later one wins, within a file the later line (dconf(7)). */
export function readDatabase(captures: CaptureSet, folder: string): KeyDatabase {
  const values = new Map<string, KeyValue>();
  const locks = new Map<string, Place>();
  let unread: string | undefined;
  for (const capture of folderCaptures(captures, folder)) {
    const rest = capture.origin.slice(folder.length + 1);
    const source = captureText(capture);
    if (source.kind === 'unreadable') unread ??= source.reason;
    if (source.kind !== 'text') continue;
    if (rest.startsWith('locks/')) {
      for (const [index, line] of source.lines.entries()) {
        const key = line.trim();
        if (key.startsWith('/') && !locks.has(key)) locks.set(key, { file: source.origin, line: index + 1 });
      }
    } else if (!rest.includes('/')) readKeyFile(source.origin, source.lines, values);
  }
  return { values, locks, ...(unread === undefined ? {} : { unread }) };
}

function readKeyFile(file: string, lines: readonly string[], values: Map<string, KeyValue>): void {
  let group = '';
  for (const [index, line] of lines.entries()) {
    const opened = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1];
    if (opened !== undefined) group = opened;
    const [, key, value] = /^\s*([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined || /^\s*#/.test(line)) continue;
    const path = `/${group}/${key}`;
    const at = { file, line: index + 1 };
    const old = values.get(path);
    const lost =
      old === undefined ? [] : [...old.lost, { at: old.at, text: `${key}=${old.text}`, why: 'a later key file wins' }];
    values.set(path, { text: value, at, lost });
  }
}

/** A value of GVariant text without its type and quotes: `uint32 900` is 900, `'text'` is text. */
export function plainValue(text: string): string {
  return text.replace(/^(u?int\d\d|byte|double|boolean|string)\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
}
