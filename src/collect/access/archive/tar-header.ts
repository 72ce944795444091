/** The size of a tar block. */
export const BLOCK_BYTES = 512;

/** A part of a sparse file that is stored; what lies between parts is zeros. */
export interface Segment {
  readonly offset: number;
  readonly length: number;
}

/** The fields of one header block as they stand there (POSIX pax, «ustar Interchange Format»; GNU tar, tar.h). */
export interface TarHeader {
  readonly type: string;
  readonly name: Uint8Array;
  readonly link: Uint8Array;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly modifiedMs: number;
  /** GNU old sparse form: the real size, the first parts, and whether more follow in the next block. */
  readonly sparse: { readonly realSize: number; readonly segments: readonly Segment[]; readonly more: boolean };
}

/** Records of a pax extended header; a key without value takes a global one back. */
export type PaxRecords = ReadonlyMap<string, Uint8Array>;

/** Reads a header block; undefined when its checksum or a number in it is wrong. */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (!hasTarChecksum(block)) return undefined;
  const size = tarNumber(block.subarray(124, 136));
  const uid = tarNumber(block.subarray(108, 116));
  const gid = tarNumber(block.subarray(116, 124));
  const mode = tarNumber(block.subarray(100, 108));
  const modified = tarNumber(block.subarray(136, 148));
  if (size === undefined || size < 0 || uid === undefined || gid === undefined || mode === undefined) return undefined;
  const magic = latin1(block.subarray(257, 265));
  const prefix = magic.startsWith('ustar\0') ? upToNul(block.subarray(345, 500)) : new Uint8Array();
  const name = upToNul(block.subarray(0, 100));
  return {
    type: String.fromCharCode(block[156] ?? 0),
    name: prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]),
    link: upToNul(block.subarray(157, 257)),
    mode: mode & 0o7777,
    uid,
    gid,
    size,
    modifiedMs: (modified ?? 0) * 1000,
    sparse: {
      realSize: tarNumber(block.subarray(483, 495)) ?? 0,
      segments: sparseEntries(block.subarray(386, 482)),
      more: block[482] === 1,
    },
  };
}

/** True when a block carries the checksum of a tar header; some old writers summed signed bytes. */
export function hasTarChecksum(block: Uint8Array): boolean {
  if (block.length < BLOCK_BYTES) return false;
  const told = tarNumber(block.subarray(148, 156));
  let unsigned = 0;
  let signed = 0;
  for (let i = 0; i < BLOCK_BYTES; i += 1) {
    const byte = i >= 148 && i < 156 ? 0x20 : (block[i] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return told === unsigned || told === signed;
}

/** True for a block of zeros, which ends an archive. */
export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** The parts told in an extension block of the GNU old sparse form, and whether another follows. */
export function readSparseExtension(block: Uint8Array): {
  readonly segments: readonly Segment[];
  readonly more: boolean;
} {
  return { segments: sparseEntries(block.subarray(0, 504)), more: block[504] === 1 };
}

/** Reads «length key=value\n» records; undefined when they do not add up. */
export function readPaxRecords(
  bytes: Uint8Array,
): { readonly records: PaxRecords; readonly sparse: readonly Segment[] } | undefined {
  const records = new Map<string, Uint8Array>();
  const sparse: Segment[] = [];
  let offset: number | undefined;
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const space = bytes.indexOf(0x20, at);
    const told = space < 0 || space - at > 10 ? '' : latin1(bytes.subarray(at, space));
    const length = /^[0-9]+$/.test(told) ? Number(told) : 0;
    const equals = bytes.indexOf(0x3d, space);
    const end = at + length;
    if (end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a) return undefined;
    const key = latin1(bytes.subarray(space + 1, equals));
    const value = bytes.subarray(equals + 1, end - 1);
    // GNU sparse 0.0 repeats these two keys in pairs.
    if (key === 'GNU.sparse.offset') offset = decimal(value);
    else if (key === 'GNU.sparse.numbytes' && offset !== undefined)
      sparse.push({ offset, length: decimal(value) ?? 0 });
    else records.set(key, value);
    at = end;
  }
  return { records, sparse };
}

/** A decimal number of a pax record, whole part; undefined when it is none. */
export function decimal(bytes: Uint8Array | undefined): number | undefined {
  if (bytes === undefined || bytes.length === 0 || bytes.length > 40) return undefined;
  const text = latin1(bytes);
  const value = /^-?[0-9]+(?:\.[0-9]*)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** A time of a pax record in whole milliseconds, rounded down; its fraction has up to nine digits. */
export function milliseconds(bytes: Uint8Array | undefined): number | undefined {
  const match = bytes === undefined ? null : /^(-?)([0-9]{1,13})(?:\.([0-9]*))?$/.exec(latin1(bytes));
  if (match === null) return undefined;
  const whole = Number(match[2]) * 1000;
  const fraction = Number(`${match[3] ?? ''}000`.slice(0, 3));
  if (match[1] === '') return whole + fraction;
  return -whole - fraction - (/[1-9]/.test((match[3] ?? '').slice(3)) ? 1 : 0);
}

/** Segments of «offset,length,offset,length» (GNU sparse 0.1). */
export function segmentsOf(numbers: readonly string[]): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  if (numbers.length % 2 !== 0) return undefined;
  for (let i = 0; i < numbers.length; i += 2) {
    const [offset, length] = [decimal(Buffer.from(numbers[i] ?? '')), decimal(Buffer.from(numbers[i + 1] ?? ''))];
    if (offset === undefined || length === undefined || offset < 0 || length < 0) return undefined;
    segments.push({ offset, length });
  }
  return segments;
}

function sparseEntries(bytes: Uint8Array): readonly Segment[] {
  const segments: Segment[] = [];
  for (let at = 0; at + 24 <= bytes.length; at += 24) {
    const offset = tarNumber(bytes.subarray(at, at + 12));
    const length = tarNumber(bytes.subarray(at + 12, at + 24));
    if (bytes[at + 12] === 0 || offset === undefined || length === undefined || offset < 0 || length < 0) break;
    segments.push({ offset, length });
  }
  return segments;
}

/** Octal digits, or with the high bit set a big-endian two's complement number (GNU base-256). */
function tarNumber(field: Uint8Array): number | undefined {
  const first = field[0] ?? 0;
  if ((first & 0x80) !== 0) {
    const negative = (first & 0x40) !== 0;
    let value = 0n;
    for (const [i, byte] of field.entries()) value = value * 256n + BigInt(i === 0 ? byte & 0x7f : byte);
    if (negative) value -= 1n << BigInt(field.length * 8 - 1);
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : undefined;
  }
  const text = latin1(upToNul(field)).trim();
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function upToNul(bytes: Uint8Array): Uint8Array {
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
