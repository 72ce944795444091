import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { SourceError } from '../../../core/errors.ts';
import type { PendingAccess } from '../access.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { type Image, readImages } from './image.ts';
import { archiveStore, folderStore, type ImageStore } from './image-store.ts';
import { readImageTree } from './image-tree.ts';
import { indexTar } from './index-tar.ts';
import { type Compression, compressionOf, inflateHead } from './inflate.ts';
import { findMachineRoot, MACHINE_MARKS } from './machine-root.ts';
import { BLOCK_BYTES, hasTarChecksum, isZeroBlock } from './tar-header.ts';
import { MAX_TREE_ENTRIES, type Tree } from './tree.ts';
import { openTreeAccess } from './tree-access.ts';

/** A machine in an archive or image. */
export interface ArchivedMachine {
  /** As a person knows it: the file, and the image in it. */
  readonly label: string;
  /** What to call an image: the hostname in it is that of the machine that built it, and many share one. */
  readonly name?: string;
  /** What to call a machine whose tree tells no name. */
  readonly fallbackName?: string;
  readonly pending: PendingAccess;
  /** What a person should know of the reading. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the first bytes of a file tell. */
export type ArchiveKind =
  | { readonly kind: 'tar'; readonly compression: Compression | undefined }
  | { readonly kind: 'unreadable'; readonly compression: string }
  | { readonly kind: 'other' };

/** Enough for the first block of a zstd frame. */
const HEAD_BYTES = 256 * 1024;

const UNREADABLE: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
];
const TAR_NAME = /\.(?:tar|tgz|txz|tbz2?|tzst)(?:\.[a-z0-9]+)?$/i;

/** Tells a tar archive by its content; the name only helps where that says nothing (zeros, other compressions). */
export function archiveKindOf(file: string): ArchiveKind {
  const head = headOf(file);
  const compression = compressionOf(head);
  const first = (compression === undefined ? head : inflateHead(compression, head)).subarray(0, BLOCK_BYTES);
  if (hasTarChecksum(first)) return { kind: 'tar', compression };
  if (!TAR_NAME.test(file)) return { kind: 'other' };
  const other = UNREADABLE.find(([, magic]) => magic.every((byte, i) => head[i] === byte));
  if (other !== undefined) return { kind: 'unreadable', compression: other[0] };
  return first.length === BLOCK_BYTES && isZeroBlock(first) ? { kind: 'tar', compression } : { kind: 'other' };
}

function headOf(file: string): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a tar of a machine's tree or of images. What cannot be used at all throws a SourceError. */
export async function openArchive(
  file: string,
  compression: Compression | undefined,
): Promise<readonly ArchivedMachine[]> {
  const bytes = fileSource(file);
  const source: ByteSource = compression === undefined ? bytes : { kind: 'inflated', of: bytes, compression };
  const tree = await indexTar(source);
  const found = findMachineRoot(tree);
  if (found.kind === 'found' && found.folder === '')
    return [machine(file, { fallbackName: baseName(file) }, found.tree, [])];
  const store = archiveStore(file, tree);
  const images = await readImages(store);
  if (images !== undefined) return await openImages(store, images);
  if (found.kind !== 'found') throw noMachine(file, 'archive', tree, found);
  const note: Diagnostic = {
    level: 'note',
    code: 'archive-folder',
    message: `${file}: the tree of the machine was read below ${found.folder}`,
    at: { file },
  };
  return [machine(file, { fallbackName: baseName(file) }, found.tree, [note])];
}

/** Opens a folder with an OCI image layout. */
export async function openImageFolder(folder: string): Promise<readonly ArchivedMachine[]> {
  const store = folderStore(folder);
  const images = await readImages(store);
  if (images === undefined)
    throw new SourceError(`${folder} has an oci-layout and no index.json`, {
      hint: 'Copy the image again, for example with `skopeo copy docker://… oci:folder:tag`.',
    });
  return await openImages(store, images);
}

async function openImages(store: ImageStore, images: readonly Image[]): Promise<readonly ArchivedMachine[]> {
  const opened: ArchivedMachine[] = [];
  for (const image of images) {
    const tree = await readImageTree(store, image);
    const [tag] = image.tags;
    const label = tag === undefined ? store.label : `${store.label} (${tag})`;
    const found = findMachineRoot(tree);
    if (found.kind !== 'found' || found.folder !== '') {
      const none = found.kind === 'found' ? { kind: 'none' as const, found: found.folder } : found;
      throw noMachine(label, `image for ${image.platform}`, tree, none);
    }
    const notes: Diagnostic[] = [];
    if (image.others.length > 0) {
      notes.push({
        level: 'note',
        code: 'image-platform',
        message: `${label}: the image for ${image.platform} was read, not that for ${image.others.join(', ')}`,
        at: { file: store.label },
      });
    }
    opened.push(machine(label, { name: nameOf(store, image, images) }, found.tree, notes, store.label));
  }
  return opened;
}

function nameOf(store: ImageStore, image: Image, images: readonly Image[]): string {
  const base = baseName(store.label);
  const [tag] = image.tags;
  if (tag === undefined) return images.length === 1 ? base : `${base}-${images.indexOf(image) + 1}`;
  // A tag alone, as OCI layouts note it, says nothing without what it is a tag of.
  return /[:/]/.test(tag) ? tag : `${base}:${tag}`;
}

function machine(
  label: string,
  naming: { readonly name: string } | { readonly fallbackName: string },
  tree: Tree,
  notes: readonly Diagnostic[],
  file: string = label,
): ArchivedMachine {
  const diagnostics = [...notes];
  if (tree.incomplete !== undefined) {
    diagnostics.push({
      level: 'error',
      code: 'incomplete-archive',
      message: `${label}: ${tree.incomplete}; what was not seen in it is unknown, not absent`,
      at: { file },
      hint:
        tree.count >= MAX_TREE_ENTRIES
          ? 'Pack the machine without its data, for example with `tar --exclude=./srv`.'
          : 'Make or copy the archive again, and scan it whole.',
    });
  }
  if (tree.leftOut > 0) {
    const entries = `${tree.leftOut} ${tree.leftOut === 1 ? 'entry' : 'entries'}`;
    diagnostics.push({
      level: 'warning',
      code: 'archive-entries-left-out',
      message: `${label}: ${entries} left out: names with .. in them, or longer than a path can be`,
      at: { file },
      hint: 'No system archive holds such names; ask who made it.',
    });
  }
  return { label, ...naming, pending: openTreeAccess(tree), diagnostics };
}

function noMachine(
  label: string,
  what: string,
  tree: Tree,
  found:
    | { readonly kind: 'several'; readonly folders: readonly string[] }
    | { readonly kind: 'none'; readonly found: string },
): SourceError {
  if (found.kind === 'several')
    return new SourceError(`${label} holds the trees of several machines: ${found.folders.join(', ')}`, {
      hint: 'Unpack it and give each with --root, or make one archive for each.',
    });
  if (tree.incomplete !== undefined && tree.count === 0)
    return new SourceError(`${label} could not be read: ${tree.incomplete}`, {
      hint: 'Make or copy the archive again, and scan it whole.',
    });
  const reason = tree.incomplete === undefined ? '' : `; ${tree.incomplete}`;
  const marks = MACHINE_MARKS.map((mark) => `/${mark}`).join(', ');
  return new SourceError(
    `${label} is an ${what} that holds no tree of a machine (none of ${marks}); it holds ${found.found}${reason}`,
    {
      hint: 'Pack the top folder of a machine, for example with `tar --numeric-owner -C / --one-file-system -cf machine.tar .`.',
    },
  );
}

/** The name of a file without what tells its format. */
function baseName(file: string): string {
  const base = path.basename(path.resolve(file)).replace(/(?:\.(?:tar|tgz|tzst|oci))?(?:\.(?:gz|zst))?$/i, '');
  return base === '' ? 'unnamed' : base;
}
