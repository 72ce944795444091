import type { FileInfo, Outcome } from './access.ts';

/** Linux follows at most 40 links in one path (path_resolution(7)). */
const MAX_LINKS = 40;

/** What path resolution needs to know of a tree, be it on a disk, in an archive or far away. */
export interface Entries<E> {
  root(): Outcome<E>;
  /** An entry of a directory, links not followed. */
  child(parent: E, name: string): Outcome<E>;
  kindOf(entry: E): FileInfo['kind'];
  /** Where a link leads, as written. */
  targetOf(link: E): Outcome<string>;
}

/** An entry that was found, and its path in the target after links were followed. */
export interface Resolved<E> {
  readonly entry: E;
  readonly path: string;
}

/**
 * Walks an absolute path of the target one component at a time, so that no link can leave the root: absolute link
 * targets start again at the root, `..` stops at it. The last component is followed only on demand.
 */
export function resolvePath<E>(entries: Entries<E>, path: string, last: 'follow' | 'keep'): Outcome<Resolved<E>> {
  const top = entries.root();
  if (top.kind !== 'read') return top;
  const pending = stepsOf(path);
  const walked: { readonly name: string; readonly entry: E }[] = [];
  let links = 0;
  for (let step = pending.shift(); step !== undefined; step = pending.shift()) {
    if (step === '..') {
      walked.pop();
      continue;
    }
    const parent = walked.at(-1)?.entry ?? top.value;
    if (entries.kindOf(parent) !== 'directory') return { kind: 'absent' };
    const next = entries.child(parent, step);
    if (next.kind !== 'read') return next;
    if (entries.kindOf(next.value) === 'link' && (pending.length > 0 || last === 'follow')) {
      links += 1;
      if (links > MAX_LINKS)
        return { kind: 'failed', reason: `${path}: more than ${MAX_LINKS} symbolic links, probably a loop` };
      const target = entries.targetOf(next.value);
      if (target.kind !== 'read') return target;
      if (target.value.startsWith('/')) walked.length = 0;
      pending.unshift(...stepsOf(target.value));
      continue;
    }
    walked.push({ name: step, entry: next.value });
  }
  return {
    kind: 'read',
    value: { entry: walked.at(-1)?.entry ?? top.value, path: `/${walked.map(({ name }) => name).join('/')}` },
  };
}

/** The components of a path; empty ones and `.` lead nowhere. */
export function stepsOf(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}
