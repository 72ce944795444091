import { isRecord } from '../../../core/record.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { jsonOf } from '../look-ups.ts';

/** The name under which the collector keeps the walk. */
export const WALK_ORIGIN = 'walk over the local file systems';

/** What the walk says of one path. */
export interface Walked {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** The walk as the collector kept it. */
export interface ReadWalk {
  readonly seen: number;
  readonly cut: boolean;
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  readonly entries: readonly Walked[];
}

/** The capture of the walk; undefined when there is none or it is of no shape we write. */
export function readWalk(captures: CaptureSet): ReadWalk | undefined {
  const value = jsonOf(captures.get(WALK_ORIGIN));
  if (!isRecord(value)) return undefined;
  const { seen, cut, skipped, entries } = value;
  if (typeof seen !== 'number' || !Number.isInteger(seen) || typeof cut !== 'boolean') return undefined;
  if (!Array.isArray(skipped) || !Array.isArray(entries)) return undefined;
  const walked = entries.map(walkedOf);
  const left = skipped.map(skippedOf);
  // A row that cannot be read may be the one that matters.
  if (walked.includes(undefined) || left.includes(undefined)) return undefined;
  return {
    seen,
    cut,
    skipped: left.filter((one) => one !== undefined),
    entries: uniquePaths(walked.filter((one) => one !== undefined)),
  };
}

function walkedOf(row: unknown): Walked | undefined {
  if (!Array.isArray(row)) return undefined;
  const [path, kind, mode, uid, gid]: readonly unknown[] = row;
  if (typeof path !== 'string' || !isCount(mode) || !isCount(uid) || !isCount(gid)) return undefined;
  if (kind !== 'file' && kind !== 'directory' && kind !== 'link' && kind !== 'other') return undefined;
  return { path, kind, mode, uid, gid };
}

function skippedOf(value: unknown): { readonly path: string; readonly why: string } | undefined {
  if (!isRecord(value)) return undefined;
  const { path, why } = value;
  return typeof path === 'string' && typeof why === 'string' ? { path, why } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function uniquePaths(entries: readonly Walked[]): readonly Walked[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}
