import type { ByteSource } from './byte-source.ts';
import type { TarEntry } from './tar-reader.ts';
import { entrySteps, findDirectory, place, type Tree } from './tree.ts';

/** Begins the name of a whiteout (OCI Image Layer Filesystem Changeset, «Whiteouts»). */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** Notes of AUFS to itself begin so. */
const AUFS = '.wh..wh.';

/**
 * Lays one layer over those below. Whiteouts take away what lower layers brought and never what their own layer brings,
 * wherever they stand in it.
 */
export function applyLayer(tree: Tree, entries: readonly TarEntry[], source: ByteSource): void {
  const brought: TarEntry[] = [];
  for (const entry of entries) {
    const steps = entrySteps(entry.name);
    const name = steps?.pop();
    if (steps === undefined || name === undefined || !name.startsWith(WHITEOUT)) brought.push(entry);
    else if (name === OPAQUE) findDirectory(tree, steps)?.children.clear();
    else if (!name.startsWith(AUFS)) findDirectory(tree, steps)?.children.delete(name.slice(WHITEOUT.length));
  }
  for (const entry of brought) place(tree, entry, source);
}
