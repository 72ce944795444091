import type { ByteReader } from './byte-source.ts';
import {
  BLOCK_BYTES,
  decimal,
  isZeroBlock,
  milliseconds,
  type PaxRecords,
  readPaxRecords,
  readSparseExtension,
  readTarHeader,
  type Segment,
  segmentsOf,
  type TarHeader,
} from './tar-header.ts';

/** Where the stored bytes of a file lie in the tar, and how they make up the file. */
export interface StoredContent {
  readonly offset: number;
  readonly stored: number;
  /** Parts of a sparse file; `inline` when the stored bytes begin with the list of them (GNU sparse 1.0). */
  readonly sparse: readonly Segment[] | 'inline' | undefined;
}

/** One member of a tar archive. */
export interface TarEntry {
  readonly kind: 'file' | 'directory' | 'link' | 'hard-link' | 'other';
  readonly name: Uint8Array;
  readonly link: Uint8Array;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly modifiedMs: number;
  /** Of regular files only. */
  readonly content: StoredContent | undefined;
}

/** How a tar archive ended. */
export type TarEnd =
  | { readonly kind: 'marked' }
  /** The bytes ended before the header expected at `at`, and the zero block that ends an archive did not come. */
  | { readonly kind: 'unmarked'; readonly at: number }
  | { readonly kind: 'broken'; readonly at: number; readonly reason: string };

/** Names and records longer than this are made by nobody but to hurt. */
const MAX_SPECIAL_BYTES = 1_048_576;
/** Headers that tell more of the next one: pax, its form on Solaris, pax for all, and GNU long names and links. */
const SPECIAL: ReadonlySet<string> = new Set(['x', 'X', 'g', 'L', 'K']);
/** As many parts no file of ours has. */
const MAX_SEGMENTS = 100_000;

interface State {
  stage: 'header' | 'special' | 'sparse';
  /** Where the bytes that are needed next begin, and how many have come. */
  at: number;
  filled: number;
  held: Buffer;
  end: TarEnd | undefined;
  /** The header that is being completed. */
  header: TarHeader | undefined;
  segments: Segment[];
  longName: Uint8Array | undefined;
  longLink: Uint8Array | undefined;
  globals: Map<string, Uint8Array>;
  records: PaxRecords;
  paxSparse: readonly Segment[];
}

/**
 * Reads the headers of a tar archive (v7, ustar, pax, GNU) and passes over the contents, whose places it tells. Whatever
 * the bytes are, it tells how they end and throws nothing.
 */
export function tarReader(take: (entry: TarEntry) => void, done: (end: TarEnd) => void): ByteReader {
  const state: State = {
    stage: 'header',
    at: 0,
    filled: 0,
    held: Buffer.alloc(BLOCK_BYTES),
    end: undefined,
    header: undefined,
    segments: [],
    longName: undefined,
    longLink: undefined,
    globals: new Map(),
    records: new Map(),
    paxSparse: [],
  };
  const next = (): number => (state.end === undefined ? state.at + state.filled : Number.POSITIVE_INFINITY);
  return {
    next,
    push: (bytes) => {
      const start = next();
      for (let from = 0; from < bytes.length; from = next() - start) {
        const part = bytes.subarray(from, from + state.held.length - state.filled);
        state.held.set(part, state.filled);
        state.filled += part.length;
        if (state.filled === state.held.length) step(state, take);
      }
    },
    end: (fault) => {
      const { at, filled, stage } = state;
      const between = stage === 'header' && filled === 0 && nothingOpen(state);
      done(
        state.end ??
          (between && fault === undefined
            ? { kind: 'unmarked', at }
            : { kind: 'broken', at: at + filled, reason: fault?.reason ?? 'it ends within a member' }),
      );
    },
  };
}

function nothingOpen(state: State): boolean {
  return state.longName === undefined && state.longLink === undefined && state.records.size === 0;
}

function step(state: State, take: (entry: TarEntry) => void): void {
  if (state.stage === 'header') onHeader(state, take);
  else if (state.stage === 'special') onSpecial(state);
  else onSparse(state, take);
}

function onHeader(state: State, take: (entry: TarEntry) => void): void {
  if (isZeroBlock(state.held)) {
    state.end = { kind: 'marked' };
    return;
  }
  const header = readTarHeader(state.held);
  if (header === undefined) {
    broken(state, 'what stands there is no tar header');
    return;
  }
  state.header = { ...header, name: Buffer.from(header.name), link: Buffer.from(header.link) };
  state.segments = header.type === 'S' ? [...header.sparse.segments] : [];
  const contentAt = state.at + BLOCK_BYTES;
  if (SPECIAL.has(header.type)) {
    if (header.size > MAX_SPECIAL_BYTES) broken(state, `a name or extended header of ${header.size} bytes`);
    else if (header.size === 0) expect(state, 'header', contentAt, BLOCK_BYTES);
    else expect(state, 'special', contentAt, header.size);
  } else if (header.type === 'M') broken(state, 'it is a later volume of an archive in several volumes');
  else {
    expect(state, 'sparse', contentAt, BLOCK_BYTES);
    if (header.type !== 'S' || !header.sparse.more) member(state, take);
  }
}

function onSparse(state: State, take: (entry: TarEntry) => void): void {
  const { segments, more } = readSparseExtension(state.held);
  state.segments.push(...segments);
  expect(state, 'sparse', state.at + BLOCK_BYTES, BLOCK_BYTES);
  if (state.segments.length > MAX_SEGMENTS) broken(state, 'a sparse file has too many parts');
  else if (!more) member(state, take);
}

function onSpecial(state: State): void {
  const type = state.header?.type;
  const bytes = Buffer.from(state.held);
  expect(state, 'header', state.at + padded(bytes.length), BLOCK_BYTES);
  if (type === 'L') state.longName = upToNul(bytes);
  else if (type === 'K') state.longLink = upToNul(bytes);
  else {
    const pax = readPaxRecords(bytes);
    if (pax === undefined) broken(state, 'the extended header before it does not add up');
    else if (type === 'g') for (const [key, value] of pax.records) state.globals.set(key, value);
    else {
      state.records = pax.records;
      state.paxSparse = pax.sparse;
    }
  }
}

/** All headers of a member were read; `state.at` is where its content begins. */
function member(state: State, take: (entry: TarEntry) => void): void {
  const { header } = state;
  if (header === undefined) return;
  const pax = (key: string): Uint8Array | undefined => {
    const own = state.records.get(key) ?? state.globals.get(key);
    return own === undefined || own.length === 0 ? undefined : own;
  };
  const name = pax('GNU.sparse.name') ?? pax('path') ?? state.longName ?? header.name;
  const kind = kindOf(header.type, name);
  const told = decimal(pax('size')) ?? header.size;
  // A directory of a GNU incremental archive carries the list of its names.
  const stored = kind === 'file' || kind === 'skip' || header.type === 'D' ? told : 0;
  const sparse = sparseOf(state, header, pax);
  if (sparse === 'broken' || stored < 0) {
    broken(state, 'a file whose size or parts do not add up');
    return;
  }
  const realSize = header.type === 'S' ? header.sparse.realSize : sparse === undefined ? stored : realSizeOf(pax);
  if (kind !== 'skip') {
    take({
      kind,
      name,
      link: pax('linkpath') ?? state.longLink ?? header.link,
      mode: header.mode,
      uid: decimal(pax('uid')) ?? header.uid,
      gid: decimal(pax('gid')) ?? header.gid,
      size: kind === 'file' ? (realSize ?? stored) : 0,
      modifiedMs: milliseconds(pax('mtime')) ?? header.modifiedMs,
      content: kind === 'file' ? { offset: state.at, stored, sparse } : undefined,
    });
  }
  state.longName = undefined;
  state.longLink = undefined;
  state.records = new Map();
  state.paxSparse = [];
  expect(state, 'header', state.at + padded(stored), BLOCK_BYTES);
}

function sparseOf(
  state: State,
  header: TarHeader,
  pax: (key: string) => Uint8Array | undefined,
): readonly Segment[] | 'inline' | 'broken' | undefined {
  if (header.type === 'S') return state.segments;
  if (decimal(pax('GNU.sparse.major')) === 1) return 'inline';
  const map = pax('GNU.sparse.map');
  if (map !== undefined) return segmentsOf(Buffer.from(map).toString('latin1').split(',')) ?? 'broken';
  return state.paxSparse.length > 0 ? state.paxSparse : undefined;
}

function realSizeOf(pax: (key: string) => Uint8Array | undefined): number | undefined {
  return decimal(pax('GNU.sparse.realsize')) ?? decimal(pax('GNU.sparse.size'));
}

/** Types that nobody knows are regular files (POSIX pax, typeflag); labels and attributes of some writers are no members. */
function kindOf(type: string, name: Uint8Array): TarEntry['kind'] | 'skip' {
  switch (type) {
    case '1':
      return 'hard-link';
    case '2':
      return 'link';
    case '3':
    case '4':
    case '6':
      return 'other';
    case '5':
    case 'D':
      return 'directory';
    case 'A':
    case 'E':
    case 'I':
    case 'N':
    case 'V':
      return 'skip';
    default:
      // Version 7 had no type for directories.
      return (type === '\0' || type === '0') && name.at(-1) === 0x2f ? 'directory' : 'file';
  }
}

function expect(state: State, stage: State['stage'], at: number, length: number): void {
  state.stage = stage;
  state.at = at;
  state.filled = 0;
  if (state.held.length !== length) state.held = Buffer.alloc(length);
}

function broken(state: State, reason: string): void {
  state.end = { kind: 'broken', at: state.at, reason };
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
}

function upToNul(bytes: Buffer): Uint8Array {
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}
