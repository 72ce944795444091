import { createHash } from 'node:crypto';
import path from 'node:path';
import { SourceError } from '../../../core/errors.ts';
import { resolveInside } from '../resolve-inside.ts';
import { resolvePath } from '../resolve-path.ts';
import { type ByteSource, fileSource, isRandomAccess, rangeReader, readAt, readSources } from './byte-source.ts';
import { type Tree, treeEntries } from './tree.ts';

/** Where the files of an image lie: a folder or an archive. */
export interface ImageStore {
  /** As a person knows it. */
  readonly label: string;
  /** A file as bytes to be read; undefined when it is not there. */
  find(name: string): ByteSource | undefined;
}

/** Manifests and configurations are small. */
const JSON_LIMIT_BYTES = 16 * 1024 * 1024;

/** The files of an OCI layout folder. */
export function folderStore(folder: string): ImageStore {
  const found = new Map<string, ByteSource>();
  return {
    label: folder,
    find: (name) => {
      const known = found.get(name);
      if (known !== undefined) return known;
      const entry = resolveInside(path.resolve(folder), name, 'follow');
      if (entry.kind !== 'read' || !entry.value.stats.isFile()) return undefined;
      const source = fileSource(entry.value.hostPath);
      found.set(name, source);
      return source;
    },
  };
}

/** The files of an image archive. */
export function archiveStore(label: string, tree: Tree): ImageStore {
  const found = new Map<string, ByteSource>();
  return {
    label,
    find: (name) => {
      const entry = resolvePath(treeEntries(tree, name), name, 'follow');
      const content =
        entry.kind === 'read' && entry.value.entry.kind === 'file' ? entry.value.entry.content : undefined;
      if (content === undefined || content.sparse !== undefined) return undefined;
      // One object for one place: readers of the same bytes then share one pass.
      const key = String(content.offset);
      const source = found.get(key) ?? {
        kind: 'slice',
        of: content.source,
        offset: content.offset,
        size: content.stored,
      };
      found.set(key, source);
      return source;
    },
  };
}

/** The first bytes of files, up to `length`. Those of a compressed archive come in one pass. */
export async function readHeads(
  sources: readonly ByteSource[],
  length: number,
): Promise<ReadonlyMap<ByteSource, Uint8Array>> {
  const heads = new Map<ByteSource, Uint8Array>();
  const demands = [...new Set(sources)].flatMap((source) => {
    if (isRandomAccess(source)) {
      heads.set(source, readAt(source, 0, length) ?? new Uint8Array());
      return [];
    }
    return [[source, rangeReader(0, length, (bytes) => heads.set(source, bytes))] as const];
  });
  if (demands.length > 0) await readSources(demands);
  return heads;
}

/** Reads JSON files of an image, several at once; a digest that is told is compared. */
export async function readJsonFiles(
  store: ImageStore,
  wanted: readonly { readonly name: string; readonly digest: string | undefined }[],
): Promise<readonly unknown[]> {
  const sources = wanted.map(({ name }) => {
    const source = store.find(name);
    if (source === undefined)
      throw new SourceError(`${store.label} holds no ${name}, which the image names`, SAVE_AGAIN);
    return source;
  });
  const heads = await readHeads(sources, JSON_LIMIT_BYTES);
  return sources.map((source, i) => {
    const { name, digest } = wanted[i] ?? { name: '', digest: undefined };
    const bytes = heads.get(source) ?? new Uint8Array();
    if (digest !== undefined && `sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest)
      throw new SourceError(`${store.label}: ${name} does not have the digest ${digest}`, SAVE_AGAIN);
    try {
      const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
      return value;
    } catch (cause) {
      throw new SourceError(`${store.label}: ${name} is not JSON`, { ...SAVE_AGAIN, cause });
    }
  });
}

/** What to do about an image that is not whole. */
export const SAVE_AGAIN = { hint: 'Save or copy the image again, and see that all of it arrived.' } as const;
