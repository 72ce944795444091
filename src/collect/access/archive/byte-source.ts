import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { SourceError } from '../../../core/errors.ts';
import type { Fault } from './fault.ts';
import { type Compression, openInflater } from './inflate.ts';

/** A file on this machine, as it was when it was opened first. */
export interface FileSource {
  readonly kind: 'file';
  readonly path: string;
  readonly size: number;
  /** Device, inode, size and time: one that differs later is not the file that was indexed. */
  readonly identity: string;
}

/** Where bytes come from: a file, a part of other bytes (a layer inside an image archive), or what a compressed one holds. */
export type ByteSource =
  | FileSource
  | { readonly kind: 'slice'; readonly of: ByteSource; readonly offset: number; readonly size: number }
  | { readonly kind: 'inflated'; readonly of: ByteSource; readonly compression: Compression };

/** Takes the bytes of a source in order, and may pass over those it does not need. */
export interface ByteReader {
  /** The offset of the next byte it needs; Infinity when it has enough. */
  next(): number;
  /** Bytes that begin at `next()`; it takes them all, or has enough. A buffer is reused: what is kept is copied. */
  push(bytes: Uint8Array): void | Promise<void>;
  /** No more bytes come. */
  end(fault: Fault | undefined): void | Promise<void>;
}

const CHUNK_BYTES = 64 * 1024;

/** Opens a file as a source. */
export function fileSource(path: string): FileSource {
  const stats = statSync(path);
  return { kind: 'file', path, size: stats.size, identity: identityOf(stats) };
}

/** True when bytes can be read at any offset at once. */
export function isRandomAccess(source: ByteSource): boolean {
  return source.kind === 'file' || (source.kind === 'slice' && isRandomAccess(source.of));
}

/** Reads bytes at an offset; fewer than asked for when the source ends before. Undefined when it is compressed. */
export function readAt(source: ByteSource, offset: number, length: number): Uint8Array | undefined {
  if (source.kind === 'inflated') return undefined;
  if (source.kind === 'slice')
    return readAt(source.of, source.offset + offset, Math.max(0, Math.min(length, source.size - offset)));
  const descriptor = openSame(source);
  try {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, source.size - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(descriptor, bytes, filled, bytes.length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(descriptor);
  }
}

/** Feeds every reader from its source; each file is gone through once, whatever lies in it. */
export async function readSources(demands: Iterable<readonly [ByteSource, ByteReader]>): Promise<void> {
  const bySource = new Map<ByteSource, ByteReader[]>();
  const add = (source: ByteSource, reader: ByteReader): void => {
    const readers = bySource.get(source) ?? [];
    if (readers.length === 0) bySource.set(source, readers);
    readers.push(reader);
  };
  for (const [source, reader] of demands) add(source, reader);
  const deepest = Math.max(0, ...[...bySource.keys()].map(depthOf));
  for (let depth = deepest; depth > 0; depth -= 1) {
    // From the innermost outwards: the readers of a source are one reader of what it lies in.
    for (const [source, readers] of [...bySource]) {
      if (source.kind === 'file' || depthOf(source) !== depth) continue;
      add(source.of, source.kind === 'slice' ? sliceReader(source, readers) : inflatingReader(source, readers));
    }
  }
  for (const [source, readers] of bySource) if (source.kind === 'file') await readFile(source, readers);
}

function depthOf(source: ByteSource): number {
  return source.kind === 'file' ? 0 : depthOf(source.of) + 1;
}

async function readFile(source: FileSource, readers: readonly ByteReader[]): Promise<void> {
  const descriptor = openSame(source);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let at = nextOf(readers); at < source.size; at = nextOf(readers)) {
      const count = readSync(descriptor, chunk, 0, CHUNK_BYTES, at);
      if (count === 0) break;
      await dispatch(readers, chunk.subarray(0, count), at);
    }
    if (identityOf(fstatSync(descriptor)) !== source.identity) throw changed(source);
  } finally {
    closeSync(descriptor);
  }
  for (const reader of readers) await reader.end(undefined);
}

function openSame(source: FileSource): number {
  let descriptor: number;
  try {
    descriptor = openSync(source.path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    throw new SourceError(`${source.path} can no longer be read`, { hint: 'Scan it again.', cause });
  }
  if (identityOf(fstatSync(descriptor)) === source.identity) return descriptor;
  closeSync(descriptor);
  throw changed(source);
}

function changed(source: FileSource): SourceError {
  return new SourceError(`${source.path} changed while it was read`, {
    hint: 'Wait until it is written, then scan it again.',
  });
}

function identityOf(stats: Stats): string {
  return `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeMs}`;
}

function nextOf(readers: readonly ByteReader[]): number {
  return readers.reduce((least, reader) => Math.min(least, reader.next()), Number.POSITIVE_INFINITY);
}

async function dispatch(readers: readonly ByteReader[], bytes: Uint8Array, at: number): Promise<void> {
  for (const reader of readers) {
    const next = reader.next();
    if (next >= at + bytes.length) continue;
    const pushed = reader.push(bytes.subarray(next - at));
    if (pushed !== undefined) await pushed;
  }
}

function sliceReader(
  slice: { readonly offset: number; readonly size: number },
  readers: readonly ByteReader[],
): ByteReader {
  const next = (): number => {
    const least = nextOf(readers);
    return least < slice.size ? slice.offset + least : Number.POSITIVE_INFINITY;
  };
  return {
    next,
    push: (bytes) => {
      const at = next() - slice.offset;
      return dispatch(readers, bytes.subarray(0, Math.max(0, slice.size - at)), at);
    },
    end: async (fault) => {
      for (const reader of readers) await reader.end(fault);
    },
  };
}

function inflatingReader(source: { readonly compression: Compression }, readers: readonly ByteReader[]): ByteReader {
  const inflater = openInflater(source.compression);
  let consumed = 0;
  let produced = 0;
  let fault: Fault | undefined;
  const take = async (bytes: Uint8Array): Promise<void> => {
    await dispatch(readers, bytes, produced);
    produced += bytes.length;
  };
  const enough = (): boolean => fault !== undefined || nextOf(readers) === Number.POSITIVE_INFINITY;
  return {
    next: () => (enough() ? Number.POSITIVE_INFINITY : consumed),
    push: async (bytes) => {
      consumed += bytes.length;
      fault = await inflater.push(bytes, take);
    },
    end: async (outer) => {
      if (!enough()) fault = (await inflater.finish(take)) ?? outer;
      inflater.close();
      for (const reader of readers) await reader.end(fault);
    },
  };
}

/** Collects one range of bytes; `done` gets fewer than asked for when the source ended before. */
export function rangeReader(
  offset: number,
  length: number,
  done: (bytes: Uint8Array, fault: Fault | undefined) => void,
): ByteReader {
  // Room is made as bytes come: a length that a damaged header tells may be anything.
  const parts: Uint8Array[] = [];
  let filled = 0;
  return {
    next: () => (filled < length ? offset + filled : Number.POSITIVE_INFINITY),
    push: (bytes) => {
      const part = Buffer.from(bytes.subarray(0, length - filled));
      parts.push(part);
      filled += part.length;
    },
    end: (fault) => done(Buffer.concat(parts, filled), fault),
  };
}

/** Goes through all bytes, so that a compressed source shows at its end whether it is whole. */
export function passingReader(take: (bytes: Uint8Array) => void, done: (fault: Fault | undefined) => void): ByteReader {
  let at = 0;
  return {
    next: () => at,
    push: (bytes) => {
      at += bytes.length;
      take(bytes);
    },
    end: done,
  };
}
