import type { FileInfo, Outcome } from '../access.ts';
import { notText } from '../resolve-inside.ts';
import { type Entries, resolvePath, stepsOf } from '../resolve-path.ts';
import type { ByteSource } from './byte-source.ts';
import type { Content } from './content.ts';
import { decodeName } from './entry-name.ts';
import type { TarEntry } from './tar-reader.ts';

/** A directory; without `info` when only what lies in it was in the archive. */
export interface DirectoryNode {
  readonly kind: 'directory';
  info: FileInfo | undefined;
  readonly children: Map<string, TreeNode>;
}

/** A file; `content` is missing where a hard link leads to what the archive does not hold. */
export interface FileNode {
  readonly kind: 'file';
  readonly info: FileInfo;
  readonly content: Content | undefined;
}

/** An entry of an archive. */
export type TreeNode =
  | DirectoryNode
  | FileNode
  | { readonly kind: 'link'; readonly info: FileInfo; readonly target: string }
  | { readonly kind: 'other'; readonly info: FileInfo };

/** The index of an archive, and what of it is not to be trusted. */
export interface Tree {
  readonly root: DirectoryNode;
  /** Nodes made so far: entries and the directories above them. */
  count: number;
  /** Names and links that no file system can hold, or that lead above the root: left out. */
  leftOut: number;
  /** Why entries may be missing from the index; then nothing is absent. */
  incomplete: string | undefined;
}

/** As many entries are kept in memory (about 0.3 KiB each). */
export const MAX_TREE_ENTRIES = 2_000_000;
/** Linux takes no longer path (PATH_MAX). */
const MAX_PATH_BYTES = 4096;

/** Makes an index without entries. */
export function emptyTree(): Tree {
  return { root: directory(undefined), count: 0, leftOut: 0, incomplete: undefined };
}

function directory(info: FileInfo | undefined): DirectoryNode {
  return { kind: 'directory', info, children: new Map() };
}

/** Puts a member of a tar at its place, as unpacking it would: the last of a name wins, links on the way are followed. */
export function place(tree: Tree, entry: TarEntry, source: ByteSource): void {
  const steps = entrySteps(entry.name);
  if (steps === undefined || entry.link.length >= MAX_PATH_BYTES) {
    tree.leftOut += 1;
    return;
  }
  const name = steps.pop();
  if (name === undefined) {
    if (entry.kind === 'directory') tree.root.info = infoOf(entry, 'directory');
    return;
  }
  const parent = directoryAt(tree, steps);
  const present = parent.children.get(name);
  if (entry.kind === 'directory' && present?.kind === 'directory') present.info = infoOf(entry, 'directory');
  else {
    parent.children.set(name, nodeOf(tree, entry, source));
    tree.count += 1;
  }
}

/** The components of a member's name; undefined when it leads upwards or is longer than a path can be. */
export function entrySteps(name: Uint8Array): string[] | undefined {
  if (name.length > MAX_PATH_BYTES) return undefined;
  const steps = stepsOf(decodeName(name));
  return steps.includes('..') ? undefined : steps;
}

function nodeOf(tree: Tree, entry: TarEntry, source: ByteSource): TreeNode {
  switch (entry.kind) {
    case 'directory':
      return directory(infoOf(entry, 'directory'));
    case 'link':
      return { kind: 'link', info: infoOf(entry, 'link'), target: Buffer.from(entry.link).toString('utf8') };
    case 'other':
      return { kind: 'other', info: infoOf(entry, 'other') };
    case 'hard-link': {
      const found = nodeAt(tree, entrySteps(entry.link) ?? []);
      if (found !== undefined && found.kind !== 'directory') return found;
      return { kind: 'file', info: infoOf(entry, 'file'), content: undefined };
    }
    case 'file':
      return { kind: 'file', info: infoOf(entry, 'file'), content: entry.content && { source, ...entry.content } };
  }
}

function infoOf(entry: TarEntry, kind: FileInfo['kind']): FileInfo {
  return {
    kind,
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    // As lstat(2) tells it for a link.
    size: kind === 'link' ? entry.link.length : entry.size,
    modifiedMs: entry.modifiedMs,
  };
}

/** The directory at a path, made where it is missing. */
function directoryAt(tree: Tree, steps: readonly string[]): DirectoryNode {
  let current = tree.root;
  for (const [i, step] of steps.entries()) {
    const child = current.children.get(step);
    const next = child?.kind === 'link' ? findDirectory(tree, steps.slice(0, i + 1)) : child;
    if (next?.kind === 'directory') {
      current = next;
      continue;
    }
    const made = directory(undefined);
    current.children.set(step, made);
    tree.count += 1;
    current = made;
  }
  return current;
}

/** The directory that a path leads to, links followed. */
export function findDirectory(tree: Tree, steps: readonly string[]): DirectoryNode | undefined {
  const found = resolvePath(treeEntries(tree, ''), steps.join('/'), 'follow');
  return found.kind === 'read' && found.value.entry.kind === 'directory' ? found.value.entry : undefined;
}

/** The entry at a path, links on the way followed and at its end not. */
export function nodeAt(tree: Tree, steps: readonly string[]): TreeNode | undefined {
  const found = resolvePath(treeEntries(tree, ''), steps.join('/'), 'keep');
  return found.kind === 'read' ? found.value.entry : undefined;
}

/** The index as path resolution sees it; `asked` stands in reasons. */
export function treeEntries(tree: Tree, asked: string): Entries<TreeNode> {
  return {
    root: () => ({ kind: 'read', value: tree.root }),
    child: (parent, name): Outcome<TreeNode> => {
      const child = parent.kind === 'directory' ? parent.children.get(name) : undefined;
      if (child !== undefined) return { kind: 'read', value: child };
      if (name.includes('\ufffd')) return notText(asked);
      if (tree.incomplete === undefined) return { kind: 'absent' };
      return { kind: 'failed', reason: `${asked} was not seen: ${tree.incomplete}` };
    },
    kindOf: (node) => node.kind,
    targetOf: (node) =>
      node.kind === 'link'
        ? { kind: 'read', value: node.target }
        : { kind: 'failed', reason: `${asked} is not a symbolic link` },
  };
}
