import { createHash } from 'node:crypto';
import { SourceError } from '../../../core/errors.ts';
import { type ByteReader, type ByteSource, passingReader, readSources } from './byte-source.ts';
import type { Image, ImageLayer } from './image.ts';
import { type ImageStore, readHeads, SAVE_AGAIN } from './image-store.ts';
import { listingReader, tooMany } from './index-tar.ts';
import { compressionOf } from './inflate.ts';
import { applyLayer } from './layers.ts';
import type { TarEnd, TarEntry } from './tar-reader.ts';
import { emptyTree, MAX_TREE_ENTRIES, type Tree } from './tree.ts';

/** A layer that was read. */
interface ReadLayer {
  readonly source: ByteSource;
  entries: readonly TarEntry[];
  end: TarEnd | 'too-many';
  /** The digest that was told, and the one that its bytes have. */
  told: string;
  found: string;
}

/** Reads the layers of an image in one pass, compares their digests, and lays them over each other. */
export async function readImageTree(store: ImageStore, image: Image): Promise<Tree> {
  const files = new Map(image.layers.map((layer) => [layer.name, fileOf(store, layer)] as const));
  const heads = await readHeads([...files.values()], 4);
  const layers = new Map<string, ReadLayer>();
  const demands: (readonly [ByteSource, ByteReader])[] = [];
  const budget = { left: MAX_TREE_ENTRIES };
  for (const layer of image.layers) {
    const file = files.get(layer.name);
    if (file === undefined || layers.has(layer.name)) continue;
    const compression = compressionOf(heads.get(file) ?? new Uint8Array());
    const source: ByteSource = compression === undefined ? file : { kind: 'inflated', of: file, compression };
    const read: ReadLayer = { source, entries: [], end: { kind: 'marked' }, told: '', found: '' };
    layers.set(layer.name, read);
    const listing = listingReader(budget, (entries, end) => {
      read.entries = entries;
      read.end = end;
    });
    // The stored bytes where their digest is told, else the tar in them.
    const [hashed, told] = layer.digest === undefined ? [source, layer.diffId ?? ''] : [file, layer.digest];
    read.told = told;
    demands.push(
      [source, listing],
      [
        hashed,
        hashingReader(told, (found) => {
          read.found = found;
        }),
      ],
    );
  }
  await readSources(demands);
  const tree = emptyTree();
  for (const { name } of image.layers) {
    const layer = layers.get(name);
    if (layer === undefined) continue;
    if (layer.found !== layer.told)
      throw new SourceError(
        `${store.label}: the layer ${name} does not have the digest ${layer.told} that the image names, it has ${layer.found}`,
        SAVE_AGAIN,
      );
    if (layer.end === 'too-many') tree.incomplete = tooMany(MAX_TREE_ENTRIES);
    else if (layer.end.kind === 'broken')
      throw new SourceError(
        `${store.label}: the layer ${name} is no whole tar, gzip or zstd archive (byte ${layer.end.at}: ${layer.end.reason})`,
        { hint: 'Encrypted layers and layers of other kinds of artifacts cannot be read.' },
      );
    applyLayer(tree, layer.entries, layer.source);
  }
  return tree;
}

function fileOf(store: ImageStore, layer: ImageLayer): ByteSource {
  const file = store.find(layer.name);
  if (file === undefined) throw new SourceError(`${store.label} does not hold the layer ${layer.name}`, SAVE_AGAIN);
  return file;
}

function hashingReader(told: string, done: (digest: string) => void): ByteReader {
  const algorithm = told.startsWith('sha512:') ? 'sha512' : 'sha256';
  const hash = createHash(algorithm);
  return passingReader(
    (bytes) => hash.update(bytes),
    () => done(`${algorithm}:${hash.digest('hex')}`),
  );
}
