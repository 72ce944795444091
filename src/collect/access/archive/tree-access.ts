import type { CaptureOutcome } from '../../../core/capture.ts';
import { sortedBy } from '../../../core/order.ts';
import type { FileInfo, Outcome, PendingAccess } from '../access.ts';
import { resolvePath } from '../resolve-path.ts';
import { isRandomAccess, rangeReader, readSources } from './byte-source.ts';
import { type Content, contentOf, readStored } from './content.ts';
import { listedName } from './entry-name.ts';
import { type FileNode, type Tree, type TreeNode, treeEntries } from './tree.ts';
import { walkTree } from './walk-tree.ts';

const DEFAULT_LIMIT_BYTES = 16 * 1024 * 1024;
/** Contents that are held together; a machine's configuration is a hundredth of it. */
const HELD_LIMIT_BYTES = 1024 * 1024 * 1024;

type Held =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: string };

/** What contents were asked for and which came. */
interface Contents {
  readonly held: Map<FileNode, Held>;
  readonly asked: Map<FileNode, Content>;
  heldBytes: number;
}

/**
 * The tree of an archive as an access. Contents of an archive that is not compressed are read where they lie; others are
 * noted down when they are asked for, and brought by `fetch` in one pass over the archive.
 */
export function openTreeAccess(tree: Tree): PendingAccess {
  const contents: Contents = { held: new Map(), asked: new Map(), heldBytes: 0 };
  const find = (path: string, last: 'follow' | 'keep'): Outcome<TreeNode> => {
    const found = resolvePath(treeEntries(tree, path), path, last);
    return found.kind === 'read' ? { kind: 'read', value: found.value.entry } : found;
  };
  return {
    live: false,
    readFile: (path, limitBytes = DEFAULT_LIMIT_BYTES) => {
      const found = find(path, 'follow');
      return found.kind === 'read' ? read(contents, found.value, path, limitBytes) : found;
    },
    lstat: (path) => infoAt(find(path, 'keep'), path),
    stat: (path) => infoAt(find(path, 'follow'), path),
    readLink: (path) => {
      const found = find(path, 'keep');
      return found.kind === 'read' ? treeEntries(tree, path).targetOf(found.value) : found;
    },
    list: (path) => {
      const found = find(path, 'follow');
      if (found.kind !== 'read') return found;
      if (found.value.kind !== 'directory') return { kind: 'failed', reason: `${path} is not a directory` };
      if (tree.incomplete !== undefined)
        return { kind: 'failed', reason: `names in ${path} may be missing: ${tree.incomplete}` };
      return { kind: 'read', value: sortedBy([...found.value.children.keys()].map(listedName), (name) => name) };
    },
    run: () => ({ kind: 'absent' }),
    walk: (request) => walkTree(tree, request),
    fetch: () => fetch(contents),
    close: async () => {
      contents.held.clear();
      contents.asked.clear();
    },
  };
}

function infoAt(found: Outcome<TreeNode>, path: string): Outcome<FileInfo> {
  if (found.kind !== 'read') return found;
  const { info } = found.value;
  return info === undefined
    ? { kind: 'failed', reason: `the archive has no entry of its own for the folder ${path}` }
    : { kind: 'read', value: info };
}

function read(contents: Contents, node: TreeNode, path: string, limitBytes: number): CaptureOutcome {
  if (node.kind !== 'file') return { kind: 'failed', reason: `${path} is not a regular file` };
  const { content } = node;
  if (content === undefined)
    return { kind: 'failed', reason: `${path} is a hard link to what the archive does not hold` };
  const { size } = node.info;
  // The list of parts of a sparse file is stored with it.
  const most = Math.max(size, content.sparse === undefined ? content.stored : content.stored - limitBytes);
  if (most > limitBytes) return { kind: 'too-large', bytes: most, limit: limitBytes };
  if (size === 0) return { kind: 'read', bytes: Buffer.alloc(0) };
  if (isRandomAccess(content.source)) return outcomeOf(node, content, path, readStored(content));
  const held = contents.held.get(node);
  if (held !== undefined) return held;
  contents.asked.set(node, content);
  return { kind: 'failed', reason: `${path} was not fetched from the archive yet` };
}

function outcomeOf(node: FileNode, content: Content, path: string, stored: Uint8Array | undefined): Held {
  const bytes = stored && contentOf(content, node.info.size, stored);
  return bytes === undefined
    ? { kind: 'failed', reason: `the archive does not hold the whole content of ${path}` }
    : { kind: 'read', bytes };
}

async function fetch(contents: Contents): Promise<boolean> {
  const asked = [...contents.asked];
  contents.asked.clear();
  if (asked.length === 0) return false;
  const demands = asked.flatMap(([node, content]) => {
    contents.heldBytes += content.stored + node.info.size;
    if (contents.heldBytes > HELD_LIMIT_BYTES) {
      contents.held.set(node, { kind: 'failed', reason: 'too much was asked of this archive to be held in memory' });
      return [];
    }
    const reader = rangeReader(content.offset, content.stored, (stored, fault) => {
      const short = stored.length < content.stored && fault !== undefined;
      contents.held.set(
        node,
        short
          ? { kind: 'failed', reason: `the archive could not be read so far: ${fault.reason}` }
          : outcomeOf(node, content, 'this file', stored),
      );
    });
    return [[content.source, reader] as const];
  });
  await readSources(demands);
  return true;
}
