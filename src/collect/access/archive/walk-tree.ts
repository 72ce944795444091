import { sortedBy } from '../../../core/order.ts';
import type { Outcome, Walk, WalkedEntry, WalkRequest } from '../access.ts';
import { keeps, skippedFolder } from '../walk.ts';
import { printableName } from './entry-name.ts';
import type { DirectoryNode, Tree, TreeNode } from './tree.ts';

/** Walks the index of an archive by the rules of the walk over a disk. */
export function walkTree(tree: Tree, request: WalkRequest): Outcome<Walk> {
  const entries: WalkedEntry[] = [];
  const skipped: { readonly path: string; readonly why: string }[] = [];
  const names = new Map<TreeNode, number>();
  const pending: { readonly path: string; readonly node: DirectoryNode }[] = [];
  let seen = 0;
  const look = (path: string, node: TreeNode): void => {
    seen += 1;
    if (node.kind === 'directory') pending.push({ path, node });
    const { info } = node;
    if (info === undefined) {
      // The top folder is seldom in an archive of a machine, and never in that of some of its folders.
      if (path !== '/') skipped.push({ path, why: 'the archive has no entry of its own for it' });
      return;
    }
    if (!keeps(info, request)) return;
    const index = names.get(node);
    const first = index === undefined ? undefined : entries[index];
    if (index === undefined || first === undefined) {
      names.set(node, entries.length);
      entries.push({ path, info });
    } else if (path < first.path) entries[index] = { path, info };
  };
  look('/', tree.root);
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const prefix = folder.path === '/' ? '/' : `${folder.path}/`;
    for (const [name, child] of folder.node.children) {
      const path = prefix + printableName(name);
      const why = skippedFolder(path);
      if (why === undefined) look(path, child);
      else skipped.push({ path, why });
    }
  }
  return {
    kind: 'read',
    value: {
      entries: sortedBy(entries, ({ path }) => path),
      skipped: sortedBy(skipped, ({ path }) => path),
      seen,
      cut: tree.incomplete !== undefined,
    },
  };
}
