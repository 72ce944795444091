import { type ByteReader, type ByteSource, passingReader, readSources } from './byte-source.ts';
import type { Fault } from './fault.ts';
import { type TarEnd, type TarEntry, tarReader } from './tar-reader.ts';
import { emptyTree, MAX_TREE_ENTRIES, place, type Tree } from './tree.ts';

/** Why the index of a tar is not whole; undefined when it is. */
export function incompleteReason(end: TarEnd, fault: Fault | undefined): string | undefined {
  if (end.kind === 'broken') return `the archive ends early or is damaged at byte ${end.at} (${end.reason})`;
  if (end.kind === 'unmarked')
    return `the archive ends before byte ${end.at} without the mark that ends an archive, as one does that was cut off`;
  return fault === undefined ? undefined : `the archive is damaged (${fault.reason})`;
}

/** Reads all headers of a tar into an index; contents are passed over. */
export async function indexTar(source: ByteSource, maxEntries: number = MAX_TREE_ENTRIES): Promise<Tree> {
  const tree = emptyTree();
  let end: TarEnd = { kind: 'marked' };
  let damage: Fault | undefined;
  const headers = tarReader(
    (entry) => {
      if (tree.count < maxEntries) place(tree, entry, source);
      else tree.incomplete = tooMany(maxEntries);
    },
    (told) => {
      end = told;
    },
  );
  const demands: (readonly [ByteSource, ByteReader])[] = [
    [source, until(headers, () => tree.incomplete !== undefined)],
  ];
  if (source.kind === 'inflated') {
    // To its last byte, where the checksum stands.
    const whole = passingReader(
      () => undefined,
      (fault) => {
        damage = fault;
      },
    );
    demands.push([source, until(whole, () => tree.incomplete !== undefined)]);
  }
  await readSources(demands);
  tree.incomplete ??= incompleteReason(end, damage);
  return tree;
}

/** Reads the members of a tar as a list, for a layer that is laid over others; all layers share the budget. */
export function listingReader(
  budget: { left: number },
  done: (entries: readonly TarEntry[], end: TarEnd | 'too-many') => void,
): ByteReader {
  const entries: TarEntry[] = [];
  const headers = tarReader(
    (entry) => {
      budget.left -= 1;
      if (budget.left >= 0) entries.push(entry);
    },
    (end) => done(entries, budget.left < 0 ? 'too-many' : end),
  );
  return until(headers, () => budget.left < 0);
}

/** What is said of an archive with more entries than are kept in memory. */
export function tooMany(maxEntries: number): string {
  return `the archive has more than ${maxEntries.toLocaleString('en-US')} entries, and the rest was not read`;
}

function until(reader: ByteReader, enough: () => boolean): ByteReader {
  return { ...reader, next: () => (enough() ? Number.POSITIVE_INFINITY : reader.next()) };
}
