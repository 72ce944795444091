/** The decoder follows references back no further; beyond that it gives wrong bytes without a word. */
const MAX_WINDOW_BYTES = 32 * 1024 * 1024;

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;

/** Looks at the headers of frames and blocks (RFC 8878, 3.1) as bytes pass; tells why they cannot be unpacked rightly. */
export function watchFrames(): (bytes: Uint8Array) => string | undefined {
  let stage: 'magic' | 'skipped' | 'descriptor' | 'header' | 'block' = 'magic';
  let held = Buffer.alloc(4);
  let filled = 0;
  /** Bytes to be passed over before the next header. */
  let passing = 0;
  let descriptor = 0;
  const expect = (next: typeof stage, length: number): undefined => {
    stage = next;
    held = Buffer.alloc(length);
    filled = 0;
    return undefined;
  };
  const endOfFrame = (): undefined => {
    if ((descriptor & 4) !== 0) passing += 4;
    return expect('magic', 4);
  };
  const look = (): string | undefined => {
    switch (stage) {
      case 'magic': {
        const magic = held.readUInt32LE(0);
        if (magic === MAGIC) return expect('descriptor', 1);
        return (magic & 0xfffffff0) >>> 0 === SKIPPABLE ? expect('skipped', 4) : 'what stands there is no zstd frame';
      }
      case 'skipped':
        passing = held.readUInt32LE(0);
        return expect('magic', 4);
      case 'descriptor':
        descriptor = held[0] ?? 0;
        return expect('header', headerBytes(descriptor));
      case 'header':
        return headerFault(descriptor, held) ?? expect('block', 3);
      case 'block': {
        const header = held.readUIntLE(0, 3);
        const type = (header >> 1) & 3;
        if (type === 3) return 'its zstd data are damaged';
        passing = type === 1 ? 1 : header >> 3;
        return (header & 1) === 0 ? expect('block', 3) : endOfFrame();
      }
    }
  };
  return (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      if (passing > 0) {
        const passed = Math.min(passing, bytes.length - at);
        passing -= passed;
        at += passed;
        continue;
      }
      const part = bytes.subarray(at, at + held.length - filled);
      held.set(part, filled);
      filled += part.length;
      at += part.length;
      const fault = filled === held.length ? look() : undefined;
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/** How many bytes of the frame header follow its descriptor: window, dictionary, size of the content. */
function headerBytes(descriptor: number): number {
  return (isSingle(descriptor) ? 0 : 1) + (DICTIONARY_BYTES[descriptor & 3] ?? 0) + sizeBytes(descriptor);
}

function headerFault(descriptor: number, header: Buffer): string | undefined {
  const dictionary = DICTIONARY_BYTES[descriptor & 3] ?? 0;
  const at = isSingle(descriptor) ? 0 : 1;
  if (header.subarray(at, at + dictionary).some((byte) => byte !== 0)) return 'its zstd data need a dictionary';
  const window = isSingle(descriptor) ? contentSize(header.subarray(dictionary)) : windowSize(header[0] ?? 0);
  if (window <= MAX_WINDOW_BYTES) return undefined;
  const size = `${Math.ceil(window / 1_048_576)} MiB`;
  return `its zstd data need a window of ${size}, and 32 MiB are the most: compress it again without --long and --ultra`;
}

function windowSize(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

function contentSize(bytes: Buffer): number {
  if (bytes.length === 8) return Number(bytes.readBigUInt64LE(0));
  return bytes.length === 2 ? bytes.readUInt16LE(0) + 256 : bytes.readUIntLE(0, Math.min(4, bytes.length));
}

function isSingle(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0;
}

function sizeBytes(descriptor: number): number {
  const flag = descriptor >> 6;
  return flag === 0 ? (isSingle(descriptor) ? 1 : 0) : 2 ** flag;
}
