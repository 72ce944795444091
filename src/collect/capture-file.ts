import { createHash } from 'node:crypto';
import type { Capture, CaptureOutcome } from '../core/capture.ts';
import { formatInstant } from '../core/clock.ts';
import { captureId } from '../core/ids.ts';
import type { Access } from './access/access.ts';
import type { CollectContext } from './host/source.ts';

/** Cuts secrets out of the bytes of a source; what it returns is all that is kept. */
export type Redact = (bytes: Uint8Array) => Uint8Array;

/** How a file is captured. */
export interface CaptureFileOptions {
  readonly limitBytes?: number;
  readonly redact?: Redact;
}

/** Captures one file of the target under its own path, secrets cut out before anything is hashed or kept. */
export function captureFile(
  access: Access,
  path: string,
  context: CollectContext,
  options: CaptureFileOptions = {},
): Capture {
  const outcome = access.readFile(path, options.limitBytes);
  const info = outcome.kind === 'read' ? access.stat(path) : undefined;
  const kept: CaptureOutcome =
    outcome.kind === 'read' && options.redact !== undefined
      ? { kind: 'read', bytes: options.redact(outcome.bytes) }
      : outcome;
  return makeCapture(path, kept, context, info?.kind === 'read' ? info.value.modifiedMs : undefined);
}

/** Captures the files of a folder that `accepts` likes, in order of code points; the folder itself when it cannot be listed. */
export function captureFolder(
  access: Access,
  folder: string,
  context: CollectContext,
  accepts: (name: string) => boolean,
  options: CaptureFileOptions = {},
): readonly Capture[] {
  const names = access.list(folder);
  if (names.kind === 'absent') return [];
  if (names.kind !== 'read') return [makeCapture(folder, names, context)];
  return names.value
    .filter(accepts)
    .map((name) => `${folder}/${name}`)
    .filter((path) => {
      const info = access.stat(path);
      return info.kind !== 'read' || info.value.kind === 'file';
    })
    .map((path) => captureFile(access, path, context, options));
}

/** Captures what a program prints; a non-zero exit code is a failed capture. Absent when not live or not installed. */
export function captureCommand(
  access: Access,
  argv: readonly [string, ...string[]],
  origin: string,
  context: CollectContext,
  redact: Redact = (bytes) => bytes,
): Capture {
  const result = access.run(argv);
  if (result.kind !== 'read') return makeCapture(origin, result, context);
  const { exitCode, stderr, stdout } = result.value;
  if (exitCode !== 0) {
    const said = stderr.trim().split('\n')[0] ?? '';
    const denied = /permission denied|operation not permitted|must be root|are you root/i.test(stderr);
    const reason = `${argv[0]} ended with code ${exitCode}${said === '' ? '' : `: ${said.slice(0, 200)}`}`;
    return makeCapture(origin, { kind: denied ? 'denied' : 'failed', reason }, context);
  }
  return makeCapture(origin, { kind: 'read', bytes: redact(stdout) }, context);
}

/** Captures facts that were looked up one by one (modes, socket owners), one a line, under a name that says what they are. */
export function captureLines(origin: string, lines: readonly string[], context: CollectContext): Capture {
  return makeCapture(origin, { kind: 'read', bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')) }, context);
}

/** Captures looked-up facts as JSON text under a name that says what they are. */
export function captureJson(origin: string, value: unknown, context: CollectContext): Capture {
  return makeCapture(origin, { kind: 'read', bytes: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) }, context);
}

/** Makes a capture of an outcome; the hash is of the kept bytes. */
export function makeCapture(
  origin: string,
  outcome: CaptureOutcome,
  context: CollectContext,
  modifiedMs?: number,
): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: context.collectedAt,
    ...(outcome.kind === 'read' ? { sha256: createHash('sha256').update(outcome.bytes).digest('hex') } : {}),
    ...(modifiedMs === undefined ? {} : { modifiedAt: formatInstant(modifiedMs) }),
    outcome,
  };
}

/** Makes a redaction that works line by line on UTF-8 text, so that line numbers stay those of the file. */
export function redactLines(redact: (line: string) => string): Redact {
  // Latin-1 keeps every byte of names and comments as it was.
  // A carriage return ends what `.` of an expression matches: a cut up to the end of the line would stop before it.
  const cut = (line: string): string =>
    line.endsWith('\r') ? `${redact(line.slice(0, -1).replaceAll('\r', ' '))}\r` : redact(line.replaceAll('\r', ' '));
  return (bytes) => Buffer.from(Buffer.from(bytes).toString('latin1').split('\n').map(cut).join('\n'), 'latin1');
}
