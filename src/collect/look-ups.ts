import type { Capture } from '../core/capture.ts';
import type { Access, FileInfo, Outcome } from './access/access.ts';
import { captureJson, makeCapture } from './capture-file.ts';
import type { CollectContext } from './host/source.ts';

const MAX_MATCHES = 200;

/** What a file pattern led to, as kept in a capture named `glob PATTERN`. */
export interface GlobMatch {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Captures what stat(2) tells of one path, under the name `stat PATH`; absent and denied stay what they are. */
export function captureStat(access: Access, path: string, context: CollectContext): Capture {
  const info = access.stat(path);
  if (info.kind !== 'read') return makeCapture(`stat ${path}`, info, context);
  const { kind, mode, uid, gid, size, modifiedMs } = info.value;
  return captureJson(`stat ${path}`, { kind, mode, uid, gid, size, modifiedMs }, context);
}

/** Captures the names in a folder, under the name `ls PATH`. */
export function captureNames(access: Access, folder: string, context: CollectContext): Capture {
  const names = access.list(folder);
  return names.kind === 'read'
    ? captureJson(`ls ${folder}`, names.value, context)
    : makeCapture(`ls ${folder}`, names, context);
}

/** Captures the files that a shell pattern leads to, under the name `glob PATTERN`; an unreadable folder on the way is denied. */
export function captureGlob(access: Access, pattern: string, context: CollectContext): Capture {
  const found = expandGlob(access, pattern);
  if (found.kind !== 'read') return makeCapture(`glob ${pattern}`, found, context);
  return captureJson(`glob ${pattern}`, found.value, context);
}

/** Expands `*`, `?` and `[...]` of each part of an absolute path, at most 200 files. */
export function expandGlob(access: Access, pattern: string): Outcome<readonly GlobMatch[]> {
  let heads: readonly string[] = [''];
  for (const part of pattern.split('/').filter((piece) => piece !== '')) {
    if (!/[*?[]/.test(part)) {
      heads = heads.map((head) => `${head}/${part}`);
      continue;
    }
    const matcher = globPart(part);
    const next: string[] = [];
    for (const head of heads) {
      const names = access.list(head === '' ? '/' : head);
      if (names.kind === 'denied') return names;
      // A file where a folder was expected has nothing below it; any other failure hides what is there.
      if (names.kind === 'failed' && !isFile(access, head)) return names;
      if (names.kind !== 'read') continue;
      next.push(...names.value.filter((name) => matcher.test(name)).map((name) => `${head}/${name}`));
    }
    heads = next.slice(0, MAX_MATCHES);
  }
  const matches: GlobMatch[] = [];
  for (const path of heads) {
    const info = access.stat(path);
    if (info.kind === 'denied') return info;
    if (info.kind === 'read') matches.push(matchOf(path, info.value));
  }
  return { kind: 'read', value: matches };
}

function isFile(access: Access, path: string): boolean {
  const info = access.stat(path);
  return info.kind === 'read' && info.value.kind !== 'directory';
}

function matchOf(path: string, info: FileInfo): GlobMatch {
  return { path, size: info.size, modifiedMs: info.modifiedMs };
}

/** The expression of one part of a shell pattern; a leading dot is matched only by a dot (glob(7)). */
function globPart(part: string): RegExp {
  const body = part
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\[!/g, '[^');
  const start = part.startsWith('.') ? '' : '(?!\\.)';
  try {
    return new RegExp(`^${start}${body}$`);
  } catch {
    // An unclosed bracket stands for itself (glob(7)).
    return new RegExp(`^${part.replace(/[.+^${}()|\\*?[\]]/g, '\\$&')}$`);
  }
}
