import type { Capture } from '../../core/capture.ts';
import { type Fact, known, unknown } from '../../core/fact.ts';
import { isRecord } from '../../core/record.ts';
import { complete, incomplete, type Section } from '../../core/section.ts';
import { type CaptureSet, textOf } from '../capture-set.ts';

/** What stat(2) told of a path. */
export interface StatInfo {
  readonly kind: string;
  readonly mode: number;
  readonly uid: number;
  readonly size: number;
  readonly modifiedMs: number;
}

/** A file that a pattern led to. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Why a capture has no content, a sentence with what to do; undefined when it was read. */
export function whyUnread(capture: Capture | undefined, what: string): string | undefined {
  if (capture === undefined) return `${what} was not collected`;
  const { outcome } = capture;
  switch (outcome.kind) {
    case 'read':
      return undefined;
    case 'absent':
      return `${what} does not exist`;
    case 'denied':
      return `${what} may not be read (${outcome.reason}): run the collection as root`;
    case 'too-large':
      return `${what} has ${outcome.bytes} bytes, more than the limit of ${outcome.limit}`;
    case 'failed':
      return `${what} could not be read: ${outcome.reason}`;
  }
}

/** True when the capture was tried and neither read nor absent. */
export function isBlocked(capture: Capture | undefined): capture is Capture {
  return capture !== undefined && capture.outcome.kind !== 'read' && capture.outcome.kind !== 'absent';
}

/** The captures of the members of a folder, and that of the folder itself where it could not be listed: never an empty list then. */
export function folderCaptures(captures: CaptureSet, folder: string): readonly Capture[] {
  const itself = captures.get(folder);
  return [...(isBlocked(itself) ? [itself] : []), ...captures.under(folder)];
}

/** The reason of the first of these captures that was tried and neither read nor absent. */
export function firstBlocked(captures: readonly (Capture | undefined)[]): string | undefined {
  const blocked = captures.find(isBlocked);
  return blocked === undefined ? undefined : (whyUnread(blocked, blocked.origin) ?? blocked.origin);
}

/** Why a fact is not known; undefined when it is. */
export function whyUnknown(fact: Fact<unknown> | undefined): string | undefined {
  return fact !== undefined && 'unknown' in fact ? fact.unknown : undefined;
}

/**
 * `complete` where none of these reasons was given, else `incomplete` for the first. For what data cannot tell by an
 * unknown fact of its own: that a list may lack entries, or that rules ask first whether there is anything to judge.
 */
export function completeUnless<T>(data: T, reasons: readonly (string | undefined)[]): Section<T> {
  const why = reasons.find((reason) => reason !== undefined);
  return why === undefined ? complete(data) : incomplete(data, why, 'Run the scan as root, on the whole tree.');
}

/** The content of a JSON capture of our own making, or undefined. */
export function jsonOf(capture: Capture | undefined): unknown {
  const text = capture === undefined ? undefined : textOf(capture);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Looks up `stat PATH`: the facts, `absent`, or the reason why it cannot be told. */
export function statOf(captures: CaptureSet, path: string): StatInfo | 'absent' | { readonly unread: string } {
  const capture = captures.get(`stat ${path}`);
  if (capture?.outcome.kind === 'absent') return 'absent';
  const value = jsonOf(capture);
  if (isRecord(value)) {
    const { kind, mode, uid, size, modifiedMs } = value;
    if (
      typeof kind === 'string' &&
      typeof mode === 'number' &&
      typeof uid === 'number' &&
      typeof size === 'number' &&
      typeof modifiedMs === 'number'
    ) {
      return { kind, mode, uid, size, modifiedMs };
    }
  }
  return { unread: whyUnread(capture, path) ?? `${path} could not be looked up` };
}

/** Looks up `glob PATTERN`: the files found, or the reason why it cannot be told. */
export function globOf(captures: CaptureSet, pattern: string): readonly FoundFile[] | { readonly unread: string } {
  const capture = captures.get(`glob ${pattern}`);
  const value = jsonOf(capture);
  if (!Array.isArray(value)) return { unread: whyUnread(capture, pattern) ?? `${pattern} could not be looked up` };
  return value.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { path, size, modifiedMs } = entry;
    return typeof path === 'string' && typeof size === 'number' && typeof modifiedMs === 'number'
      ? [{ path, size, modifiedMs }]
      : [];
  });
}

/** Looks up `ls FOLDER`: names, `absent`, or the reason why it cannot be told. */
export function namesOf(
  captures: CaptureSet,
  folder: string,
): readonly string[] | 'absent' | { readonly unread: string } {
  const capture = captures.get(`ls ${folder}`);
  if (capture?.outcome.kind === 'absent') return 'absent';
  const value = jsonOf(capture);
  if (!Array.isArray(value)) return { unread: whyUnread(capture, folder) ?? `${folder} could not be listed` };
  return value.filter((name): name is string => typeof name === 'string');
}

/** Whether one of the program files is there: installed by whatever means. Absent only when all were looked for and missed. */
export function installedFact(captures: CaptureSet, programs: readonly string[]): Fact<boolean> {
  let blocked: Fact<boolean> | undefined;
  for (const path of programs) {
    const info = statOf(captures, path);
    if (info === 'absent') continue;
    if ('unread' in info) blocked ??= unknown(info.unread, { file: path });
    else return known(true, { file: path });
  }
  return blocked ?? known(false, { file: programs[0] ?? '' });
}
