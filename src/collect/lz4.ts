const MAGIC = 0x184d2204;

/** Why a text is no LZ4 frame that can be unpacked. */
export class Lz4Fault extends Error {}

/** Unpacks one LZ4 frame (lz4_Frame_format.md 1.6), the form of apt's compressed lists; checksums are not compared. */
export function unpackLz4(packed: Uint8Array, limitBytes: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 7 || view.getUint32(0, true) !== MAGIC) throw new Lz4Fault('no LZ4 frame');
  const flags = view.getUint8(4);
  const [blockChecksum, contentSize, dictionary] = [flags & 0x10, flags & 0x08, flags & 0x01];
  let position = 6 + (contentSize === 0 ? 0 : 8) + (dictionary === 0 ? 0 : 4) + 1;
  const out: Output = {
    bytes: new Uint8Array(Math.min(limitBytes, packed.length * 6 + 65_536)),
    length: 0,
    limitBytes,
  };
  for (;;) {
    if (position + 4 > packed.length) throw new Lz4Fault('the frame is cut');
    const size = view.getUint32(position, true);
    position += 4;
    if (size === 0) return out.bytes.subarray(0, out.length);
    const length = size & 0x7fffffff;
    if (position + length > packed.length) throw new Lz4Fault('the frame is cut');
    const block = packed.subarray(position, position + length);
    if (size > 0x7fffffff) append(out, block, 0, block.length);
    else unpackBlock(block, out);
    position += length + (blockChecksum === 0 ? 0 : 4);
  }
}

interface Output {
  bytes: Uint8Array;
  length: number;
  readonly limitBytes: number;
}

function unpackBlock(block: Uint8Array, out: Output): void {
  let at = 0;
  const more = (base: number): number => {
    let length = base;
    if (base !== 15) return length;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) throw new Lz4Fault('a block is cut');
      length += byte;
      if (byte !== 255) return length;
    }
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = more(token >> 4);
    if (at + literals > block.length) throw new Lz4Fault('a block is cut');
    append(out, block, at, literals);
    at += literals;
    // The last sequence has literals only.
    if (at >= block.length) return;
    const offset = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const length = more(token & 15) + 4;
    if (offset === 0 || offset > out.length) throw new Lz4Fault('a match lies outside the text');
    reserve(out, length);
    const { bytes } = out;
    let to = out.length;
    // Byte by byte, for a match may overlap what it makes.
    for (let from = to - offset, end = from + length; from < end; from++) bytes[to++] = bytes[from] ?? 0;
    out.length = to;
  }
}

function append(out: Output, from: Uint8Array, start: number, length: number): void {
  reserve(out, length);
  out.bytes.set(from.subarray(start, start + length), out.length);
  out.length += length;
}

function reserve(out: Output, length: number): void {
  const needed = out.length + length;
  if (needed > out.limitBytes) throw new Lz4Fault(`more than ${out.limitBytes} bytes unpacked`);
  if (needed <= out.bytes.length) return;
  const grown = new Uint8Array(Math.min(out.limitBytes, Math.max(needed, out.bytes.length * 2)));
  grown.set(out.bytes.subarray(0, out.length));
  out.bytes = grown;
}
