/** What a write-ahead log adds to its database (sqlite.org/fileformat2.html, 4). */
export interface Wal {
  readonly pageSize: number;
  /** Pages of the database after the last committed transaction. */
  readonly pageCount: number;
  /** The newest committed content of each page that the log holds. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;

/**
 * Reads the frames up to the last commit. A log ends, without being damaged, at the first frame whose salts or checksum
 * are not those of this log: what follows is left from before the log was begun anew.
 */
export function readWal(bytes: Uint8Array): Wal | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER) return undefined;
  const magic = view.getUint32(0);
  if ((magic & 0xfffffffe) >>> 0 !== MAGIC) return undefined;
  // The last bit of the magic number is the byte order of the sums alone.
  const littleEndian = magic === MAGIC;
  const written = view.getUint32(8);
  const pageSize = written === 1 ? 65_536 : written;
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  let sum = checksum(view, 0, 24, [0, 0], littleEndian);
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return undefined;
  const pages = new Map<number, Uint8Array>();
  let open = new Map<number, Uint8Array>();
  let pageCount = 0;
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= bytes.length; at += FRAME_HEADER + pageSize) {
    const number = view.getUint32(at);
    if (
      number === 0 ||
      view.getUint32(at + 8) !== view.getUint32(16) ||
      view.getUint32(at + 12) !== view.getUint32(20)
    ) {
      break;
    }
    sum = checksum(view, at, 8, sum, littleEndian);
    sum = checksum(view, at + FRAME_HEADER, pageSize, sum, littleEndian);
    if (sum[0] !== view.getUint32(at + 16) || sum[1] !== view.getUint32(at + 20)) break;
    open.set(number, bytes.subarray(at + FRAME_HEADER, at + FRAME_HEADER + pageSize));
    const committed = view.getUint32(at + 4);
    if (committed === 0) continue;
    pageCount = committed;
    for (const [page, content] of open) pages.set(page, content);
    open = new Map();
  }
  return { pageSize, pageCount, pages };
}

type Sum = readonly [number, number];

function checksum(view: DataView, start: number, length: number, before: Sum, littleEndian: boolean): Sum {
  let [first, second] = before;
  for (let at = start; at < start + length; at += 8) {
    first = (first + view.getUint32(at, littleEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, littleEndian) + first) >>> 0;
  }
  return [first, second];
}
