import { createGunzip, gunzipSync, constants as zlib } from 'node:zlib';
import { Decompress } from 'fzstd';
import type { Fault } from './fault.ts';
import { watchFrames } from './zstd-frames.ts';

/** Compressions that archives and layers come in. */
export type Compression = 'gzip' | 'zstd';

type Take = (bytes: Uint8Array) => Promise<void>;

/** Unpacks bytes as they come. Faults of the bytes are told, not thrown. */
export interface Inflater {
  push(bytes: Uint8Array, take: Take): Promise<Fault | undefined>;
  /** The end of the compressed bytes: a fault when they are not whole. */
  finish(take: Take): Promise<Fault | undefined>;
  close(): void;
}

/** Zstandard can say 128 KiB in four bytes: small bites keep what comes of one small. */
const ZSTD_BITE_BYTES = 4096;

/** The compression that the first bytes tell of; undefined for none that is known. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  const magic = head.length < 4 ? 0 : Buffer.from(head.subarray(0, 4)).readUInt32LE(0);
  // A frame, or a skippable frame before one (RFC 8878, 3.1.2).
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'zstd' : undefined;
}

/** The first bytes of what compressed bytes hold; empty when they cannot be unpacked. */
export function inflateHead(compression: Compression, head: Uint8Array): Uint8Array {
  // Less of them where something later in them is wrong: a checksum at the end, a second member.
  for (const length of [head.length, head.length - 8, 4096, 512]) {
    const first = tryInflate(compression, head.subarray(0, Math.max(0, length)));
    if (first.length > 0) return first;
  }
  return new Uint8Array();
}

function tryInflate(compression: Compression, head: Uint8Array): Uint8Array {
  try {
    if (compression === 'gzip') return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH });
    const parts: Uint8Array[] = [];
    const stream = new Decompress((part) => parts.push(part));
    for (let at = 0; at < head.length && parts.length === 0; at += ZSTD_BITE_BYTES)
      stream.push(head.subarray(at, at + ZSTD_BITE_BYTES));
    return Buffer.concat(parts);
  } catch {
    return new Uint8Array();
  }
}

/** Opens an inflater. */
export function openInflater(compression: Compression): Inflater {
  return compression === 'gzip' ? gzipInflater() : zstdInflater();
}

function gzipInflater(): Inflater {
  const stream = createGunzip({ chunkSize: 64 * 1024 });
  let ready: Uint8Array[] = [];
  let fault: Fault | undefined;
  let settle: () => void = () => undefined;
  stream.on('data', (part: Uint8Array) => ready.push(part));
  stream.on('error', (error) => {
    fault = gzipFault(error);
    settle();
  });
  const hand = async (take: Take): Promise<void> => {
    const parts = ready;
    ready = [];
    for (const part of parts) await take(part);
  };
  return {
    push: async (bytes, take) => {
      await new Promise<void>((resolve) => {
        settle = resolve;
        stream.write(bytes, () => resolve());
      });
      await hand(take);
      return fault;
    },
    finish: async (take) => {
      await new Promise<void>((resolve) => {
        settle = resolve;
        stream.once('end', resolve);
        stream.end();
      });
      await hand(take);
      return fault;
    },
    close: () => stream.destroy(),
  };
}

function gzipFault(error: Error): Fault {
  if (/incorrect (?:data|length) check/.test(error.message)) return { reason: 'its gzip checksum is wrong' };
  if (/unexpected end/.test(error.message)) return { reason: 'its gzip data end too early' };
  return { reason: `its gzip data are damaged (${error.message})` };
}

function zstdInflater(): Inflater {
  let ready: Uint8Array[] = [];
  const stream = new Decompress((part) => ready.push(part));
  const watch = watchFrames();
  const bite = async (bytes: Uint8Array, last: boolean, take: Take): Promise<Fault | undefined> => {
    const reason = watch(bytes);
    if (reason !== undefined) return { reason };
    let fault: Fault | undefined;
    try {
      stream.push(bytes, last);
    } catch {
      fault = { reason: last ? 'its zstd data end too early' : 'its zstd data are damaged' };
    }
    const parts = ready;
    ready = [];
    for (const part of parts) await take(part);
    return fault;
  };
  return {
    push: async (bytes, take) => {
      for (let at = 0; at < bytes.length; at += ZSTD_BITE_BYTES) {
        // The decoder keeps parts of what it is given; the caller uses its buffer again.
        const fault = await bite(new Uint8Array(bytes.subarray(at, at + ZSTD_BITE_BYTES)), false, take);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
    finish: (take) => bite(new Uint8Array(), true, take),
    close: () => undefined,
  };
}
