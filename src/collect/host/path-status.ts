import type { Capture } from '../../core/capture.ts';
import type { Access, FileInfo, Outcome } from '../access/access.ts';
import { captureJson } from '../capture-file.ts';
import type { CollectContext } from './source.ts';

/** What was told of one path, as it goes into a capture. */
export interface PathStatusEntry {
  readonly path: string;
  readonly outcome: Outcome<FileInfo>['kind'];
  readonly kind?: FileInfo['kind'];
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** Mode and owner of a path; links followed by `stat`, told themselves by `lstat`. */
export function describePath(access: Access, path: string, how: 'stat' | 'lstat' = 'stat'): PathStatusEntry {
  const found = access[how](path);
  if (found.kind !== 'read') return { path, outcome: found.kind };
  const { kind, mode, uid, gid } = found.value;
  return { path, outcome: 'read', kind, mode, uid, gid };
}

/** Captures modes and owners under a name; the root directory is always among them, it tells whose tree this is. */
export function captureStatuses(
  origin: string,
  entries: readonly PathStatusEntry[],
  access: Access,
  context: CollectContext,
): Capture {
  return captureJson(origin, [describePath(access, '/'), ...entries], context);
}
