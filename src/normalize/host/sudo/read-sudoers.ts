import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { type PathStatuses, pathStatuses } from '../path-status.ts';
import { captureText, sourceText } from '../source-text.ts';
import { logicalLines } from './logical-lines.ts';
import { parseSudoersLine, type SudoersEntry } from './parse-sudoers.ts';

/** The statements of sudoers in reading order, and what could not be read of them. */
export interface ReadSudoers {
  readonly entries: readonly SudoersEntry[];
  readonly diagnostics: readonly Diagnostic[];
  /** Why the statements are not all there, sentences. */
  readonly missing: readonly string[];
}

/** The name under which the collector keeps modes of sudo's files and programs. */
export const SUDO_STATUSES = 'stat(2) of sudo and its files';

/** sudo refuses deeper nesting. */
const MAX_DEPTH = 128;

/** Reads a file and, in place, what it includes. */
export function readSudoers(file: string, captures: CaptureSet): ReadSudoers {
  const entries: SudoersEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  const missing: string[] = [];
  const statuses = pathStatuses(captures, SUDO_STATUSES);
  const host = sourceText(captures, '/etc/hostname');
  const shortName = host.kind === 'text' ? (host.lines[0]?.trim().split('.')[0] ?? '') : '';

  const refuse = (path: string, message: string, mode: string) => {
    const hint = `Run \`chown root:root ${path}; chmod ${mode} ${path}\`.`;
    diagnostics.push({ level: 'warning', code: 'sudoers-refused', message, at: { file: path }, hint });
  };
  const read = (path: string, open: readonly string[]): void => {
    const source = sourceText(captures, path);
    if (source.kind !== 'text') {
      missing.push(source.kind === 'absent' ? `${path} is included and does not exist` : source.reason);
      return;
    }
    const refusal = refusedBySudo(path, statuses);
    if (refusal !== undefined) {
      refuse(path, refusal, '0440');
      return;
    }
    for (const line of logicalLines(source.lines)) {
      const parsed = parseSudoersLine(path, line);
      if ('message' in parsed) {
        diagnostics.push(parsed);
        missing.push(parsed.message);
        continue;
      }
      for (const entry of parsed) {
        if (entry.kind === 'include') follow(target(entry.path, path), [...open, path]);
        else if (entry.kind === 'includedir') followFolder(target(entry.path, path), [...open, path]);
        else entries.push(entry);
      }
    }
  };
  const target = (written: string, from: string) => {
    const plain = written.replaceAll('%h', shortName);
    return plain.startsWith('/') ? plain : `${from.slice(0, from.lastIndexOf('/'))}/${plain}`;
  };
  const follow = (path: string, open: readonly string[]) => {
    if (open.includes(path) || open.length > MAX_DEPTH) {
      missing.push(`${path} includes itself`);
      return;
    }
    read(path, open);
  };
  const followFolder = (folder: string, open: readonly string[]) => {
    const itself = captures.get(folder);
    const refusal = refusedBySudo(folder, statuses);
    if (refusal !== undefined) {
      refuse(folder, refusal, '0750');
      return;
    }
    const state = itself === undefined ? undefined : captureText(itself);
    if (state?.kind === 'unreadable') missing.push(state.reason);
    for (const capture of captures.under(folder)) {
      const name = capture.origin.slice(folder.length + 1);
      if (!name.includes('/') && !name.includes('.') && !name.endsWith('~')) follow(capture.origin, open);
    }
  };
  read(file, []);
  return { entries, diagnostics, missing };
}

/** sudo ignores a file or folder that is not root's or that others may write (sudoers(5)). */
function refusedBySudo(path: string, statuses: PathStatuses): string | undefined {
  const status = statuses.status(path);
  if (!('value' in status)) return undefined;
  const { uid, gid, mode } = status.value;
  if (uid !== 0) return `sudo ignores ${path}: it belongs to uid ${uid} instead of root`;
  if ((mode & 0o002) !== 0) return `sudo ignores ${path}: everyone may write it`;
  if ((mode & 0o020) !== 0 && gid !== 0) return `sudo ignores ${path}: its group may write it`;
  return undefined;
}
