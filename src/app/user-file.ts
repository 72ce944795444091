import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Capture, CaptureOutcome } from '../core/capture.ts';
import { formatInstant } from '../core/clock.ts';
import { captureId } from '../core/ids.ts';

/** The largest file that is read whole, bytes. */
const FILE_LIMIT_BYTES = 64 * 1_048_576;

/** Reads a file of the user's; its origin is the path as given, with forward slashes. */
export function captureUserFile(file: string, collectedAt: string): Capture {
  const origin = file.split(path.sep).join('/');
  const base = { id: captureId(origin), origin, collectedAt } as const;
  try {
    const info = statSync(file);
    if (!info.isFile()) return { ...base, outcome: { kind: 'failed', reason: 'not a regular file' } };
    const modifiedAt = formatInstant(info.mtimeMs);
    if (info.size > FILE_LIMIT_BYTES)
      return { ...base, modifiedAt, outcome: { kind: 'too-large', bytes: info.size, limit: FILE_LIMIT_BYTES } };
    const bytes = new Uint8Array(readFileSync(file));
    return {
      ...base,
      modifiedAt,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      outcome: { kind: 'read', bytes },
    };
  } catch (error) {
    return { ...base, outcome: unreadable(error) };
  }
}

function unreadable(error: unknown): CaptureOutcome {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return { kind: 'absent' };
  return code === 'EACCES' || code === 'EPERM'
    ? { kind: 'denied', reason: 'permission denied' }
    : { kind: 'failed', reason: reasonOf(error) };
}

/** Why something could not be read, in words. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code === 'EACCES' || code === 'EPERM'
    ? 'permission denied'
    : error instanceof Error
      ? error.message
      : String(error);
}
