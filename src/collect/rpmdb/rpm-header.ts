/** Values of a package's header that are read, by tag (rpm's rpmtag.h). */
export const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  summary: 1004,
  architecture: 1022,
  oldFileNames: 1027,
  sourcePackage: 1044,
  provides: 1047,
  folderIndexes: 1116,
  baseNames: 1117,
  folders: 1118,
} as const;

/** A header as the database keeps it; what a damaged one does not hold is told as not there. */
export interface RpmHeader {
  text(tag: number): string | undefined;
  texts(tag: number): readonly string[];
  numbers(tag: number): readonly number[];
}

const ENTRY = 16;
const INT32 = 4;
const STRING = 6;
const STRING_ARRAY = 8;
const I18N_STRING = 9;

/** Reads the index of a header: number of entries, length of the data, entries, data; all big-endian. Undefined when it is none. */
export function readRpmHeader(blob: Uint8Array): RpmHeader | undefined {
  if (blob.length < 8) return undefined;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const entries = view.getUint32(0);
  const dataLength = view.getUint32(4);
  const data = 8 + entries * ENTRY;
  if (data + dataLength > blob.length) return undefined;
  const bytes = Buffer.from(blob.buffer, blob.byteOffset + data, dataLength);
  const index = new Map<number, { readonly type: number; readonly offset: number; readonly count: number }>();
  for (let i = 0; i < entries; i++) {
    const at = 8 + i * ENTRY;
    const [tag, type] = [view.getUint32(at), view.getUint32(at + 4)];
    // Entries outside of the signed region come last and replace those inside it.
    index.set(tag, { type, offset: view.getUint32(at + 8), count: view.getUint32(at + 12) });
  }
  const texts = (tag: number, most: number): readonly string[] => {
    const entry = index.get(tag);
    if (entry === undefined || ![STRING, STRING_ARRAY, I18N_STRING].includes(entry.type)) return [];
    const found: string[] = [];
    let start = entry.offset;
    while (found.length < Math.min(entry.count, most) && start < bytes.length) {
      const end = bytes.indexOf(0, start);
      if (end === -1) break;
      found.push(bytes.toString('utf8', start, end));
      start = end + 1;
    }
    return found;
  };
  return {
    text: (tag) => texts(tag, 1)[0],
    texts: (tag) => texts(tag, Number.POSITIVE_INFINITY),
    numbers: (tag) => {
      const entry = index.get(tag);
      if (entry === undefined || entry.type !== INT32 || entry.offset + 4 * entry.count > bytes.length) return [];
      return Array.from({ length: entry.count }, (_, i) => bytes.readUInt32BE(entry.offset + 4 * i));
    },
  };
}

/** The files of a package: folder and name, as pairs of a compressed list or as the whole paths of old packages. */
export function* filesOf(header: RpmHeader): Generator<string> {
  yield* header.texts(TAG.oldFileNames);
  const folders = header.texts(TAG.folders);
  const indexes = header.numbers(TAG.folderIndexes);
  const names = header.texts(TAG.baseNames);
  for (const [i, name] of names.entries()) {
    const folder = folders[indexes[i] ?? -1];
    if (folder !== undefined) yield `${folder}${name}`;
  }
}
