import { type ByteSource, isRandomAccess, readAt } from './byte-source.ts';
import { BLOCK_BYTES, type Segment, segmentsOf } from './tar-header.ts';
import type { StoredContent } from './tar-reader.ts';

/** Where the content of a file lies. */
export interface Content extends StoredContent {
  readonly source: ByteSource;
}

/** The stored bytes, read at once; undefined when the source is compressed. */
export function readStored(content: Content): Uint8Array | undefined {
  return isRandomAccess(content.source) ? readAt(content.source, content.offset, content.stored) : undefined;
}

/** Makes the file of its stored bytes; undefined when they are not whole or do not add up. */
export function contentOf(content: Content, size: number, stored: Uint8Array): Uint8Array | undefined {
  if (stored.length < content.stored) return undefined;
  if (content.sparse === undefined) return stored;
  const parts = content.sparse === 'inline' ? inlineParts(stored) : { segments: content.sparse, data: stored };
  if (parts === undefined) return undefined;
  const bytes = Buffer.alloc(size);
  let from = 0;
  for (const { offset, length } of parts.segments) {
    if (offset + length > size || from + length > parts.data.length) return undefined;
    bytes.set(parts.data.subarray(from, from + length), offset);
    from += length;
  }
  return bytes;
}

/** GNU sparse 1.0: decimal numbers, each on a line, filled up to a block; first how many pairs follow. */
function inlineParts(
  stored: Uint8Array,
): { readonly segments: readonly Segment[]; readonly data: Uint8Array } | undefined {
  const numbers: string[] = [];
  let at = 0;
  for (let wanted = 1; numbers.length < wanted; ) {
    const newline = stored.indexOf(0x0a, at);
    if (newline < 0 || newline - at > 20) return undefined;
    const text = Buffer.from(stored.subarray(at, newline)).toString('latin1');
    if (!/^[0-9]+$/.test(text)) return undefined;
    numbers.push(text);
    at = newline + 1;
    if (numbers.length === 1) wanted = 1 + 2 * Number(text);
  }
  const segments = segmentsOf(numbers.slice(1));
  return segments && { segments, data: stored.subarray(Math.ceil(at / BLOCK_BYTES) * BLOCK_BYTES) };
}
