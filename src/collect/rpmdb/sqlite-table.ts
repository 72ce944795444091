import { SqliteFault, type SqlitePages, viewOf } from './sqlite-pages.ts';

/** A value of a row; integers beyond 2^53 and real numbers, which rpm does not keep, are left out as null. */
export type SqliteValue = null | number | string | Uint8Array;

/** A row of a table that is kept by row number. */
export interface SqliteRow {
  readonly rowId: number;
  readonly values: readonly SqliteValue[];
}

const LEAF = 0x0d;
const INTERIOR = 0x05;
/** A b-tree of 2^32 pages of 512 bytes is no deeper. */
const MAX_DEPTH = 40;

/** The page where the b-tree of a table begins, or undefined when the database has no such table. */
export function rootOf(pages: SqlitePages, table: string): number | undefined {
  for (const { values } of rows(pages, 1)) {
    const [type, name, , root] = values;
    if (type === 'table' && name === table && typeof root === 'number') return root;
  }
  return undefined;
}

/** The rows of the table whose b-tree begins at a page, in their order. */
export function* rows(pages: SqlitePages, root: number): Generator<SqliteRow> {
  yield* walk(pages, root, new Set(), 0);
}

function* walk(pages: SqlitePages, number: number, seen: Set<number>, depth: number): Generator<SqliteRow> {
  if (seen.has(number) || depth > MAX_DEPTH) throw new SqliteFault(`its page ${number} leads back to itself`);
  seen.add(number);
  const page = pages.page(number);
  const view = viewOf(page);
  // The first page begins with the header of the file.
  const start = number === 1 ? 100 : 0;
  const kind = page[start];
  if (kind !== LEAF && kind !== INTERIOR) throw new SqliteFault(`its page ${number} is no page of a table`);
  const cells = view.getUint16(start + 3);
  const pointers = start + (kind === LEAF ? 8 : 12);
  let spent = 0;
  if (pointers + 2 * cells > page.length) throw new SqliteFault(`its page ${number} tells more cells than it holds`);
  for (let cell = 0; cell < cells; cell++) {
    const at = view.getUint16(pointers + 2 * cell);
    if (kind === LEAF) {
      const { row, local } = readCell(pages, page, at, number, seen);
      spent += local;
      if (spent > pages.usable) throw new SqliteFault(`rows on its page ${number} lie on each other`);
      yield row;
    } else yield* walk(pages, word(page, at, number), seen, depth + 1);
  }
  if (kind === INTERIOR) yield* walk(pages, view.getUint32(start + 8), seen, depth + 1);
}

function readCell(
  pages: SqlitePages,
  page: Uint8Array,
  at: number,
  number: number,
  seen: Set<number>,
): { readonly row: SqliteRow; readonly local: number } {
  const size = varint(page, at);
  const id = varint(page, at + size.length);
  const from = at + size.length + id.length;
  const total = size.value;
  if (total > pages.count * pages.usable) throw new SqliteFault(`a row on its page ${number} is longer than the file`);
  const { usable } = pages;
  // How much of a long row stays on its page: fileformat2.html, 1.6.
  const most = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const spill = least + ((total - least) % (usable - 4));
  const local = total <= most ? total : spill <= most ? spill : least;
  if (from + local > usable) throw new SqliteFault(`a row on its page ${number} runs beyond it`);
  const payload = Buffer.alloc(total);
  payload.set(page.subarray(from, from + local));
  let next = total === local ? 0 : word(page, from + local, number);
  for (let filled = local; filled < total; ) {
    if (next === 0) throw new SqliteFault(`a row on its page ${number} ends too early`);
    // A page belongs to one row alone: a damaged file cannot make the reading longer than the file.
    if (seen.has(next)) throw new SqliteFault(`its page ${next} is used twice`);
    seen.add(next);
    const more = pages.page(next);
    const length = Math.min(usable - 4, total - filled);
    payload.set(more.subarray(4, 4 + length), filled);
    filled += length;
    next = word(more, 0, next);
  }
  return { row: { rowId: id.value, values: readRecord(payload, number) }, local };
}

function readRecord(payload: Buffer, number: number): readonly SqliteValue[] {
  const head = varint(payload, 0);
  if (head.value > payload.length) throw new SqliteFault(`a row on its page ${number} has a head beyond its end`);
  const values: SqliteValue[] = [];
  let body = head.value;
  for (let at = head.length; at < head.value; ) {
    const { value: type, length } = varint(payload, at);
    at += length;
    const size = sizeOf(type);
    if (body + size > payload.length) throw new SqliteFault(`a row on its page ${number} is shorter than it tells`);
    values.push(decode(payload.subarray(body, body + size), type));
    body += size;
  }
  return values;
}

/** Bytes of a value by its serial type: null, integers of 1 to 8 bytes, a real number, 0, 1, blobs and texts. */
function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0;
}

function decode(bytes: Buffer, type: number): SqliteValue {
  if (type >= 12) return type % 2 === 0 ? bytes : bytes.toString('utf8');
  if (type === 8 || type === 9) return type - 8;
  if (type >= 1 && type <= 5) return bytes.readIntBE(0, bytes.length);
  if (type === 6) {
    const value = Number(bytes.readBigInt64BE());
    return Number.isSafeInteger(value) ? value : null;
  }
  return null;
}

/** A number of 1 to 9 bytes, 7 bits in each, the last one whole. */
function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly length: number } {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new SqliteFault('a number in it runs beyond its page');
    if (i === 8) return { value: value * 256 + byte, length: 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, length: i + 1 };
  }
  return { value, length: 9 };
}

function word(bytes: Uint8Array, at: number, number: number): number {
  if (at + 4 > bytes.length) throw new SqliteFault(`its page ${number} points beyond its end`);
  return viewOf(bytes).getUint32(at);
}
