import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import type { Outcome } from './access.ts';

/** Linux follows at most 40 links in one path (path_resolution(7)). */
const MAX_LINKS = 40;

/** An entry found inside the root: where it really lies, and what lstat(2) says of it. */
export interface ResolvedEntry {
  /** The path on this machine, below the root. */
  readonly hostPath: string;
  /** The path in the target after links were followed. */
  readonly path: string;
  readonly stats: Stats;
}

/**
 * Walks an absolute path of the target one component at a time, so that no link can leave the root: absolute link
 * targets start again at the root, `..` stops at it. The last component is followed only on demand.
 */
export function resolveInside(root: string, path: string, last: 'follow' | 'keep'): Outcome<ResolvedEntry> {
  const pending = path.split('/').filter(isStep);
  const walked: string[] = [];
  let links = 0;
  try {
    let stats = lstatSync(hostPathOf(root, walked));
    while (pending.length > 0) {
      const step = pending.shift() ?? '.';
      if (step === '..') {
        walked.pop();
        stats = lstatSync(hostPathOf(root, walked));
        continue;
      }
      if (!stats.isDirectory()) return { kind: 'absent' };
      const next = lstatSync(hostPathOf(root, [...walked, step]));
      if (next.isSymbolicLink() && (pending.length > 0 || last === 'follow')) {
        links += 1;
        if (links > MAX_LINKS)
          return { kind: 'failed', reason: `${path}: more than ${MAX_LINKS} symbolic links, probably a loop` };
        const target = readlinkSync(hostPathOf(root, [...walked, step]));
        if (target.startsWith('/')) {
          walked.length = 0;
          stats = lstatSync(hostPathOf(root, walked));
        }
        pending.unshift(...target.split('/').filter(isStep));
        continue;
      }
      walked.push(step);
      stats = next;
    }
    return { kind: 'read', value: { hostPath: hostPathOf(root, walked), path: `/${walked.join('/')}`, stats } };
  } catch (error) {
    return failureOf(error, path);
  }
}

/** What an error of node:fs means for the target: absent, denied or failed. */
export function failureOf(
  error: unknown,
  path: string,
): { readonly kind: 'absent' } | { readonly kind: 'denied' | 'failed'; readonly reason: string } {
  const code = errorCode(error);
  // A component that is not a directory has nothing below it, as certainly as ENOENT.
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'denied', reason: `permission denied reading ${path}` };
  return { kind: 'failed', reason: `${path} could not be read (${code ?? 'unknown error'})` };
}

/** The errno name of a thrown value, when it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function isStep(step: string): boolean {
  return step !== '' && step !== '.';
}

function hostPathOf(root: string, walked: readonly string[]): string {
  if (walked.length === 0) return root === '' ? '/' : root;
  return `${root}/${walked.join('/')}`;
}
