import type { CaptureOutcome } from '../../../core/capture.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { CommandOutput, FileInfo, Outcome } from '../access.ts';
import { bodyText, linkTarget, listedInfo, outcomeOfError, statInfo } from './file-facts.ts';
import type { Frame } from './frames.ts';
import { wordOf } from './path-words.ts';

/** What is known of one path. */
export interface PathFacts {
  /** The entry itself. */
  own?: Outcome<FileInfo>;
  /** What it leads to; that of the entry itself when it is no link. */
  led?: Outcome<FileInfo>;
  target?: Outcome<string>;
}

/** Everything that the remote machine has told so far. */
export interface Told {
  readonly facts: Map<string, PathFacts>;
  readonly lists: Map<string, Outcome<readonly string[]>>;
  readonly files: Map<string, { readonly limit: number; readonly outcome: CaptureOutcome }>;
  readonly runs: Map<string, Outcome<CommandOutput>>;
  /** Names that are no UTF-8, by the text they are shown as. */
  readonly rawPaths: Map<string, Uint8Array>;
}

/** A memory that knows nothing yet. */
export function nothingTold(): Told {
  return { facts: new Map(), lists: new Map(), files: new Map(), runs: new Map(), rawPaths: new Map() };
}

/** The word by which the probe is asked for a path. */
export function pathWord(told: Told, path: string): string {
  return wordOf(told.rawPaths.get(path) ?? Buffer.from(path));
}

/** How the questions of one exchange are found again in its answers: by the word that stood for a path. */
export interface Asked {
  readonly paths: ReadonlyMap<string, string>;
  readonly limits: ReadonlyMap<string, number>;
  readonly runs: readonly string[];
}

/**
 * Takes answers in. A frame that does not say what it should is passed over: its question stays open and is `failed` in
 * the end, never absent.
 */
export function takeAnswers(told: Told, frames: readonly Frame[], asked: Asked): void {
  let run = 0;
  for (const [index, frame] of frames.entries()) {
    const next = frames[index + 1];
    const path = asked.paths.get(frame.words[0] ?? '');
    if (frame.kind === 's') takeStat(told, frame, next);
    else if (frame.kind === 'S') noteLed(told, bodyText(frame).replace(/\n$/, ''), statInfo(frame.words));
    else if (frame.kind === 'c') {
      const key = asked.runs[run];
      run += 1;
      if (key !== undefined && next?.kind === 'e') told.runs.set(key, commandOutcome(key, frame, next));
    } else if (path === undefined) continue;
    else if (frame.kind === 'l' || frame.kind === 'L') takeListed(told, path, frame);
    else if (frame.kind === 'd') {
      if (next?.kind === 'e' && next.words[0] === '0') takeNames(told, path, frame);
    } else if (frame.kind === 'w') takeWhy(told, path, frame);
    else if (frame.kind === 'k') {
      if (next?.kind === 'e' && next.words[0] === '0')
        factsOf(told, path).target = { kind: 'read', value: bodyText(frame) };
    } else if (frame.kind === 'r' && next?.kind === 'e') {
      const limit = asked.limits.get(path) ?? 0;
      told.files.set(path, { limit, outcome: contentOutcome(path, limit, frame, next) });
    }
  }
}

/** The facts of a path, made empty when nothing is known. */
export function factsOf(told: Told, path: string): PathFacts {
  const known = told.facts.get(path);
  if (known !== undefined) return known;
  const made: PathFacts = {};
  told.facts.set(path, made);
  return made;
}

function takeStat(told: Told, frame: Frame, next: Frame | undefined): void {
  const info = statInfo(frame.words);
  if (info === undefined) return;
  const path = bodyText(frame);
  const facts = factsOf(told, path);
  facts.own = { kind: 'read', value: info };
  if (info.kind !== 'link') {
    facts.led = facts.own;
    return;
  }
  const target = next?.kind === 't' ? linkTarget(path, bodyText(next).replace(/\n$/, '')) : undefined;
  if (target !== undefined) facts.target = { kind: 'read', value: target };
}

function noteLed(told: Told, path: string, info: FileInfo | undefined): void {
  if (info !== undefined) factsOf(told, path).led = { kind: 'read', value: info };
}

function takeListed(told: Told, path: string, frame: Frame): void {
  const info = listedInfo(bodyText(frame), frame.words[1] ?? '');
  if (info === undefined) return;
  const facts = factsOf(told, path);
  if (frame.kind === 'l') facts.own = { kind: 'read', value: info };
  if (frame.kind === 'L' || info.kind !== 'link') facts.led = { kind: 'read', value: info };
}

/** Names come each with NUL behind; the probe gives whole paths, of which the last step is the name. */
function takeNames(told: Told, folder: string, frame: Frame): void {
  const bytes = Buffer.from(frame.body.buffer, frame.body.byteOffset, frame.body.byteLength);
  const names: string[] = [];
  for (let start = 0, end = bytes.indexOf(0); end !== -1; start = end + 1, end = bytes.indexOf(0, start)) {
    const raw = bytes.subarray(start, end);
    const path = raw.toString('utf8');
    if (!Buffer.from(path, 'utf8').equals(raw)) told.rawPaths.set(path, Uint8Array.from(raw));
    names.push(path.slice(path.lastIndexOf('/') + 1));
  }
  told.lists.set(folder, { kind: 'read', value: names.sort(compareCodePoints) });
}

/** Why a path was not answered: the error text of stat(1). Without one it is there now, and is asked again. */
function takeWhy(told: Told, path: string, frame: Frame): void {
  const text = bodyText(frame);
  if (text.trim() === '') return;
  const facts = factsOf(told, path);
  const outcome = outcomeOfError(text, path);
  facts.own ??= outcome;
  facts.led ??= outcome;
}

function contentOutcome(path: string, limit: number, frame: Frame, end: Frame): CaptureOutcome {
  const [code = ''] = end.words;
  // A copy lets go of the whole answer.
  const bytes = Uint8Array.from(frame.body);
  if (code === 'n') return { kind: 'failed', reason: `${path} is not a regular file` };
  if (code === 's')
    return { kind: 'failed', reason: `the secrets of ${path} could not be cut on the machine, so it was not sent` };
  if (code === '124' || code === '137' || code === '143')
    return { kind: 'failed', reason: `${path} gave no content in time` };
  if (code !== '0') {
    const outcome = outcomeOfError(bodyText(end), path);
    return outcome.kind === 'absent' ? { kind: 'absent' } : outcome;
  }
  if (bytes.byteLength > limit) return { kind: 'too-large', bytes: bytes.byteLength, limit };
  return { kind: 'read', bytes };
}

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The last line of stderr is the probe's own: the nonce and the exit code. */
function commandOutcome(key: string, frame: Frame, end: Frame): Outcome<CommandOutput> {
  const program = key.split('\0')[0] ?? '';
  const found = /\n=[0-9a-f]{16,} (\d{1,3})\n?$/.exec(bodyText(end));
  if (found === null) return { kind: 'failed', reason: `${program} did not come to its end` };
  const code = Number(found[1]);
  const stderr = bodyText(end).slice(0, found.index);
  if (code === 126 && /: Permission denied$/.test(stderr.trim()))
    return { kind: 'denied', reason: `permission denied running ${program}` };
  if (code === 137 || code === 143) return { kind: 'failed', reason: `${program} gave no answer within 10 s` };
  if (frame.body.byteLength > MAX_OUTPUT_BYTES)
    return { kind: 'failed', reason: `${program} printed more than ${MAX_OUTPUT_BYTES} bytes` };
  return {
    kind: 'read',
    value: { stdout: Uint8Array.from(frame.body), stderr, exitCode: code },
  };
}
