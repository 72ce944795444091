import { readWal } from './sqlite-wal.ts';

/** A database file as its pages stand after the last committed transaction. Pages are numbered from 1. */
export interface SqlitePages {
  /** Bytes of a page that carry content: the page size less what is reserved at its end. */
  readonly usable: number;
  readonly count: number;
  page(number: number): Uint8Array;
}

/** What makes a database unreadable; its message says what and where. */
export class SqliteFault extends Error {}

const MAGIC = 'SQLite format 3\0';
/** The header of a rollback journal that is still hot (sqlite.org/fileformat2.html, 3). */
const JOURNAL_MAGIC = 'd9d505f920a163d7';

/** Opens a database from its bytes and those of the log beside it: committed pages of the log win over those of the file. */
export function openSqlite(file: Uint8Array, wal: Uint8Array | undefined): SqlitePages {
  const log = wal === undefined ? undefined : readWal(wal);
  // A database that was never checkpointed has its first page in the log alone.
  const head = log?.pages.get(1) ?? file;
  if (head.length < 100 || Buffer.from(head.subarray(0, 16)).toString('latin1') !== MAGIC) {
    throw new SqliteFault('it does not begin as a database of SQLite');
  }
  const view = viewOf(head);
  const written = view.getUint16(16);
  const size = written === 1 ? 65_536 : written;
  if (size < 512 || (size & (size - 1)) !== 0) throw new SqliteFault(`its page size ${size} is none of SQLite`);
  if (log !== undefined && log.pages.size > 0 && log.pageSize !== size) {
    throw new SqliteFault(`its log has pages of ${log.pageSize} bytes, itself of ${size}`);
  }
  const usable = size - (head[20] ?? 0);
  if (usable < 480) throw new SqliteFault(`it reserves ${head[20]} bytes of each page, more than SQLite allows`);
  const encoding = view.getUint32(56);
  if (encoding > 1) throw new SqliteFault('its texts are UTF-16, which no version of rpm writes');
  const count = log !== undefined && log.pages.size > 0 ? log.pageCount : Math.floor(file.length / size);
  return {
    usable,
    count,
    page: (number) => {
      const start = (number - 1) * size;
      const page = log?.pages.get(number) ?? file.subarray(start, start + size);
      if (number < 1 || number > count || page.length < size) {
        throw new SqliteFault(`its page ${number} lies outside of the file`);
      }
      return page;
    },
  };
}

/** True when a rollback journal holds pages that must be put back before the database can be read. */
export function isHotJournal(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === JOURNAL_MAGIC;
}

/** A view over the bytes of a page, wherever they lie. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
