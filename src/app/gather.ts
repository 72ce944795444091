import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { globSync, hasMagic } from 'glob';
import type { Access } from '../collect/access/access.ts';
import { openLocal } from '../collect/access/local.ts';
import type { Capture, CaptureOutcome } from '../core/capture.ts';
import { formatInstant } from '../core/clock.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { UsageError } from '../core/errors.ts';
import { captureId } from '../core/ids.ts';
import { compareCodePoints } from '../core/order.ts';

/** The largest file that is read whole, bytes. */
const FILE_LIMIT_BYTES = 64 * 1_048_576;

/** What the arguments of the command line lead to. */
export interface Gathered {
  /** Machines: this one, or trees of one. */
  readonly hosts: readonly { readonly access: Access; readonly label: string }[];
  /** Files that belong together: those of one folder, or those named one by one. */
  readonly groups: readonly {
    readonly label: string;
    readonly captures: readonly Capture[];
    readonly named: boolean;
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What gathering is asked for. */
export interface GatherRequest {
  /** Files, folders and patterns; empty means the running machine when `root` is not given either. */
  readonly targets: readonly string[];
  /** Trees of machines, by `--root`. */
  readonly roots: readonly string[];
  /** RFC 3339: the time of this run. */
  readonly collectedAt: string;
}

/** Finds hosts, folders and files. A path that does not exist is the user's error; one that cannot be read is said. */
export function gather(request: GatherRequest): Gathered {
  const hosts: { access: Access; label: string }[] = request.roots.map((root) => ({
    access: openTree(root),
    label: root,
  }));
  const groups: { label: string; captures: readonly Capture[]; named: boolean }[] = [];
  const diagnostics: Diagnostic[] = [];
  if (request.targets.length === 0 && request.roots.length === 0)
    hosts.push({ access: openLocal('/'), label: 'this host' });
  const named: Capture[] = [];
  for (const target of request.targets.flatMap(expand)) {
    if (!isFolder(target)) {
      named.push(captureUserFile(target, request.collectedAt));
      continue;
    }
    const found = walk(target, diagnostics);
    for (const tree of found.trees) hosts.push({ access: openTree(tree), label: tree });
    const captures = found.files.map((file) => captureUserFile(file, request.collectedAt));
    if (captures.length > 0) groups.push({ label: target, captures, named: false });
    else if (found.trees.length === 0) {
      diagnostics.push({
        level: 'error',
        code: 'empty-folder',
        message: `${target} holds no file that could be read`,
        at: { file: target },
        hint: 'Name a folder with evidence, a host tree or a snapshot.',
      });
    }
  }
  if (named.length > 0) groups.push({ label: 'files', captures: named, named: true });
  return { hosts, groups, diagnostics };
}

/** A pattern stands for the files it matches; a plain path for itself. */
function expand(target: string): readonly string[] {
  if (existsSync(target)) return [target];
  const matches = hasMagic(target) ? globSync(target, { nodir: true }).sort(compareCodePoints) : [];
  if (matches.length > 0) return matches;
  throw new UsageError(`there is no file or folder ${target}`, {
    hint: hasMagic(target)
      ? 'The pattern matches nothing.'
      : 'Check the path; without any target this host is scanned.',
  });
}

function openTree(root: string): Access {
  if (!isFolder(root))
    throw new UsageError(`${root} is not a folder`, {
      hint: '--root takes the folder that holds etc, usr and var of a machine.',
    });
  return openLocal(path.resolve(root));
}

function isFolder(target: string): boolean {
  try {
    return statSync(target).isDirectory();
  } catch {
    return false;
  }
}

/** A folder is the tree of a machine when it tells its release or its accounts. */
function isHostTree(folder: string): boolean {
  return ['etc/os-release', 'usr/lib/os-release', 'etc/passwd'].some((file) => {
    try {
      lstatSync(path.join(folder, file));
      return true;
    } catch {
      return false;
    }
  });
}

/** Every file below a folder, host trees taken out whole; what cannot be listed is said. Links are not followed. */
function walk(
  folder: string,
  diagnostics: Diagnostic[],
): { readonly trees: readonly string[]; readonly files: readonly string[] } {
  if (isHostTree(folder)) return { trees: [folder], files: [] };
  const trees: string[] = [];
  const files: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const current = next;
    let entries: import('node:fs').Dirent[];
    try {
      entries = readdirSync(current, { withFileTypes: true });
    } catch (error) {
      diagnostics.push({
        level: 'error',
        code: 'unreadable-folder',
        message: `${current}: ${reasonOf(error)}`,
        at: { file: current },
        hint: 'Run as a user who may list it, or change its mode.',
      });
      continue;
    }
    for (const entry of entries) {
      const entryPath = path.join(current, entry.name);
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') {
        if (isHostTree(entryPath)) trees.push(entryPath);
        else pending.push(entryPath);
      } else if (entry.isFile()) files.push(entryPath);
    }
  }
  return { trees: trees.sort(compareCodePoints), files: files.sort(compareCodePoints) };
}

/** Reads a file of the user's; its origin is the path as given, with forward slashes. */
function captureUserFile(file: string, collectedAt: string): Capture {
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

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code === 'EACCES' || code === 'EPERM'
    ? 'permission denied'
    : error instanceof Error
      ? error.message
      : String(error);
}
