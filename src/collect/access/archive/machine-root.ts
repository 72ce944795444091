import { sortedBy } from '../../../core/order.ts';
import { listedName } from './entry-name.ts';
import { type DirectoryNode, nodeAt, type Tree } from './tree.ts';

/** What tells the tree of a machine: its release or its accounts. */
export const MACHINE_MARKS = ['etc/os-release', 'usr/lib/os-release', 'etc/passwd'] as const;

/** Where the tree of a machine lies in an archive, or why it cannot be told. */
export type MachineRoot =
  | { readonly kind: 'found'; readonly tree: Tree; readonly folder: string }
  | { readonly kind: 'several'; readonly folders: readonly string[] }
  | { readonly kind: 'none'; readonly found: string };

/** Folders that stand alone one in the other, as `rootfs/` does. */
const MAX_DEPTH = 8;

/** Finds the tree of a machine at the top of an archive, or below one folder. */
export function findMachineRoot(tree: Tree): MachineRoot {
  let folder = '';
  let root = tree.root;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (isMachine(tree, root)) return { kind: 'found', tree: { ...tree, root }, folder };
    const below = [...root.children].filter(([, node]) => node.kind === 'directory');
    const machines = below.filter(([, node]) => node.kind === 'directory' && isMachine(tree, node));
    const [only, ...more] = machines.length > 0 ? machines : below.length === root.children.size ? below : [];
    if (only === undefined || (machines.length === 0 && more.length > 0)) break;
    if (more.length > 0) return { kind: 'several', folders: machines.map(([name]) => `${folder}${name}/`).sort() };
    const [name, node] = only;
    if (node.kind !== 'directory') break;
    folder += `${name}/`;
    root = node;
  }
  return { kind: 'none', found: namesIn(tree.root) };
}

function isMachine(tree: Tree, root: DirectoryNode): boolean {
  return MACHINE_MARKS.some((mark) => nodeAt({ ...tree, root }, mark.split('/')) !== undefined);
}

const SHOWN = 8;

function namesIn(root: DirectoryNode): string {
  const names = sortedBy(root.children, ([name]) => name).map(
    ([name, node]) => `${listedName(name)}${node.kind === 'directory' ? '/' : ''}`,
  );
  if (names.length === 0) return 'nothing';
  return names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '');
}
