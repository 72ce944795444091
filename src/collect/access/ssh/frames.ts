import { Buffer } from 'node:buffer';

/** One answer of the probe: a line that begins with the nonce, and the bytes up to the next one. */
export interface Frame {
  /** The kind of answer. */
  readonly kind: string;
  readonly words: readonly string[];
  readonly body: Uint8Array;
}

/**
 * Takes a stream apart into frames. Each begins at `LF nonce SP`; what stands before the first (a greeting of the login
 * shell) is not the probe's. The last frame of a stream that was cut off may be half: it is left out, unless `whole`.
 */
export function framesOf(stream: Uint8Array, nonce: string, whole: boolean): readonly Frame[] {
  const bytes = Buffer.from(stream.buffer, stream.byteOffset, stream.byteLength);
  const mark = Buffer.from(`\n${nonce} `);
  const frames: Frame[] = [];
  for (let start = bytes.indexOf(mark); start !== -1; ) {
    const next = bytes.indexOf(mark, start + mark.length);
    if (next === -1 && !whole) break;
    const piece = bytes.subarray(start + mark.length, next === -1 ? bytes.length : next);
    const lineEnd = piece.indexOf(10);
    const [kind = '', ...words] = piece
      .subarray(0, lineEnd === -1 ? piece.length : lineEnd)
      .toString('latin1')
      .split(' ');
    frames.push({ kind, words, body: lineEnd === -1 ? new Uint8Array() : piece.subarray(lineEnd + 1) });
    start = next;
  }
  return frames;
}
