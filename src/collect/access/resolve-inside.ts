import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import type { Outcome } from './access.ts';
import { type Entries, resolvePath } from './resolve-path.ts';

/** An entry found inside the root: where it really lies, and what lstat(2) says of it. */
export interface ResolvedEntry {
  /** The path on this machine, below the root. */
  readonly hostPath: string;
  /** The path in the target after links were followed. */
  readonly path: string;
  readonly stats: Stats;
}

interface LocalEntry {
  readonly hostPath: string;
  readonly stats: Stats;
}

/** Resolves an absolute path of the target below a root of this machine (`''` for `/`). */
export function resolveInside(root: string, path: string, last: 'follow' | 'keep'): Outcome<ResolvedEntry> {
  const found = resolvePath(localEntries(root, path), path, last);
  if (found.kind !== 'read') return found;
  return { kind: 'read', value: { ...found.value.entry, path: found.value.path } };
}

function localEntries(root: string, asked: string): Entries<LocalEntry> {
  const look = (hostPath: string): Outcome<LocalEntry> => {
    try {
      return { kind: 'read', value: { hostPath, stats: lstatSync(hostPath) } };
    } catch (error) {
      return failureOf(error, asked);
    }
  };
  return {
    root: () => look(root === '' ? '/' : root),
    child: (parent, name) => {
      const found = look(parent.hostPath === '/' ? `/${name}` : `${parent.hostPath}/${name}`);
      return found.kind === 'absent' && name.includes('\ufffd') ? notText(asked) : found;
    },
    kindOf: ({ stats }) =>
      stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : stats.isFile() ? 'file' : 'other',
    targetOf: ({ hostPath }) => {
      try {
        return { kind: 'read', value: readlinkSync(hostPath) };
      } catch (error) {
        return failureOf(error, asked);
      }
    },
  };
}

/** A name that is no UTF-8 was listed as text that leads to no file: it is there, and cannot be asked for. */
export function notText(path: string): Outcome<never> {
  return { kind: 'failed', reason: `${path} cannot be looked up: a name in it is not UTF-8` };
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
