import { parse } from 'csv-parse/sync';
import type { Capture } from '../../core/capture.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Place } from '../../core/fact.ts';
import { textOf } from '../capture-set.ts';
import type { Cell } from './cell.ts';

/** A column that a register may have: its canonical name and the other names it goes by. */
export interface Column {
  /** Canonical, snake_case: `employee_id`. */
  readonly key: string;
  /** In the form of normalizeHeader: `termdate`. */
  readonly aliases?: readonly string[];
  readonly required?: boolean;
}

/** One row of a table. */
export interface Row {
  /** The file and the line on which the row begins. */
  readonly at: Place;
  /** The cell of a column; `noColumn` when the file has no such column. */
  cell(key: string): Cell;
  /** Cells of columns that the format does not know, by header as written. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What became of reading a table: rows, or the reason why the whole file cannot be used. */
type TableResult =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      readonly keys: ReadonlySet<string>;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly reason: string; readonly hint: string; readonly diagnostics: readonly Diagnostic[] };

/** A header in the form that names are compared in: no accents, case, spaces or signs. */
export function normalizeHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The keys that the header line of a file gives; empty when the first line is no such header. */
function tableKeys(head: string, columns: readonly Column[]): ReadonlySet<string> {
  const { line, delimiter } = headerLine(head);
  const keys = keysByName(columns);
  const names = splitLine(line, delimiter).map((name) => keys.get(normalizeHeader(name)));
  return new Set(names.filter((key) => key !== undefined));
}

/**
 * True when the first line is a header that has all required columns (and those named in `also`).
 * For Format.recognizes: choose `also` so that no other register has the same columns.
 */
export function isTable(head: string, columns: readonly Column[], also: readonly string[] = []): boolean {
  const first = head.trimStart()[0];
  if (first === undefined || first === '{' || first === '[' || first === '<') return false;
  const found = tableKeys(head, columns);
  const needed = [...columns.filter((column) => column.required === true).map((column) => column.key), ...also];
  return needed.length > 0 && needed.every((key) => found.has(key));
}

/**
 * Reads a CSV export tolerantly: byte order mark, comma, semicolon or tab, CRLF, quotes of RFC 4180, an Excel `sep=` line,
 * accents and aliases in headers. Two columns on one key, or a required column that is missing, make the whole file
 * unusable; a row with a wrong number of cells is a `row-error` diagnostic; columns that nobody knows are a note.
 */
export function readTable(capture: Capture, columns: readonly Column[]): TableResult {
  const file = capture.origin;
  const text = textOf(capture);
  if (text === undefined) return unusable(file, 'it could not be read', 'Make the file readable and scan again.', 1);
  const { delimiter, skipped } = headerLine(text);
  const diagnostics: Diagnostic[] = [];
  if (text.includes('\uFFFD')) {
    diagnostics.push({
      level: 'warning',
      code: 'not-utf-8',
      message: `${file} is not UTF-8: some letters could not be read`,
      at: { file },
      hint: 'Export it as "CSV UTF-8".',
    });
  }
  let records: readonly ParsedRecord[];
  try {
    records = parseRecords(text, delimiter, skipped);
  } catch (cause) {
    const { message, lines } = csvFault(cause);
    return unusable(
      file,
      `it is not a valid CSV file: ${message}`,
      'Quote cells as RFC 4180 says (a quote inside a quoted cell is doubled).',
      lines,
    );
  }
  const header = records[0];
  if (header === undefined) return unusable(file, 'it is empty', 'Supply the header line and the rows.', 1);
  const layout = layOut(file, header, columns);
  if (!layout.ok) return layout;
  const { keyAt, unknownAt } = layout;
  if (unknownAt.size > 0) {
    diagnostics.push({
      level: 'note',
      code: 'unknown-column',
      message: `${file}: columns that are not used: ${[...unknownAt.values()].join(', ')}`,
      at: { file, line: header.line },
    });
  }
  const rows: Row[] = [];
  for (const record of records.slice(1)) {
    const surplus = record.cells.slice(header.cells.length);
    if (record.cells.length < header.cells.length || surplus.some((cell) => cell !== '')) {
      diagnostics.push(
        rowError(
          { file, line: record.line },
          `the row has ${record.cells.length} cells, the header has ${header.cells.length}`,
          'Correct the row: a cell that holds the delimiter must be quoted.',
        ),
      );
      continue;
    }
    rows.push(makeRow(file, record, delimiter, layout));
  }
  return { ok: true, rows, keys: new Set(keyAt.keys()), diagnostics };
}

/** A row that had to be left out: sectionFrom makes the section incomplete for it. */
export function rowError(at: Place, message: string, hint = 'Correct the entry and scan again.'): Diagnostic {
  const line = at.line === undefined ? '' : `:${at.line}`;
  return {
    level: 'error',
    code: 'row-error',
    message: `${at.file}${line}: ${message}; the entry is left out`,
    at,
    hint,
  };
}

interface ParsedRecord {
  readonly cells: readonly string[];
  readonly line: number;
  readonly raw: string;
}

function parseRecords(text: string, delimiter: string, skippedLines: number): readonly ParsedRecord[] {
  const lines = text.split('\n');
  const records: ParsedRecord[] = [];
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    from_line: skippedLines + 1,
    on_record: (record: readonly string[], context) => {
      const cells = record.map((cell) => cell.trim());
      // A line of delimiters only is how spreadsheets save an empty row.
      if (cells.every((cell) => cell === '')) return null;
      const inner = record.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
      const line = context.lines - inner;
      records.push({ cells, line, raw: lines.slice(line - 1, context.lines).join('\n') });
      return null;
    },
  });
  return records;
}

type Layout = {
  readonly ok: true;
  readonly keyAt: ReadonlyMap<string, number>;
  readonly unknownAt: ReadonlyMap<number, string>;
};

function layOut(
  file: string,
  header: ParsedRecord,
  columns: readonly Column[],
): Layout | Extract<TableResult, { ok: false }> {
  const names = keysByName(columns);
  const keyAt = new Map<string, number>();
  const unknownAt = new Map<number, string>();
  for (const [index, name] of header.cells.entries()) {
    const key = names.get(normalizeHeader(name));
    if (key === undefined) {
      if (name !== '') unknownAt.set(index, name);
      continue;
    }
    const earlier = keyAt.get(key);
    if (earlier !== undefined) {
      const both = `"${header.cells[earlier]}" and "${name}"`;
      return unusable(file, `the columns ${both} both mean ${key}`, 'Keep one of the two columns.', header.line);
    }
    keyAt.set(key, index);
  }
  const missing = columns.filter((column) => column.required === true && !keyAt.has(column.key));
  if (missing.length > 0) {
    const said = missing.map((column) => [column.key, ...(column.aliases ?? [])].join(' | ')).join('; ');
    return unusable(
      file,
      `required columns are missing: ${said}`,
      'Name the column by one of these names.',
      header.line,
    );
  }
  return { ok: true, keyAt, unknownAt };
}

function makeRow(file: string, record: ParsedRecord, delimiter: string, { keyAt, unknownAt }: Layout): Row {
  return {
    at: { file, line: record.line },
    cell: (key) => {
      const index = keyAt.get(key);
      if (index === undefined) return { name: key, text: '', at: { file, line: record.line }, noColumn: true };
      return {
        name: key,
        text: unescaped(record.cells[index] ?? ''),
        at: cellPlace(file, record, delimiter, index),
        noColumn: false,
      };
    },
    extra: Object.fromEntries([...unknownAt].map(([index, name]) => [name, record.cells[index] ?? ''])),
  };
}

/** Spreadsheet-safe exports put an apostrophe before cells that would run as a formula (papaparse escapeFormulae). */
function unescaped(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function cellPlace(file: string, record: ParsedRecord, delimiter: string, index: number): Place {
  let [field, quoted, line, column] = [0, false, record.line, 1];
  if (index === 0) return { file, line, column };
  for (const char of record.raw) {
    column += 1;
    if (char === '"') quoted = !quoted;
    else if (char === '\n') [line, column] = [line + 1, 1];
    else if (char === delimiter && !quoted) {
      field += 1;
      if (field === index) return { file, line, column };
    }
  }
  return { file, line: record.line };
}

function keysByName(columns: readonly Column[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { key, aliases = [] } of columns)
    for (const name of [normalizeHeader(key), ...aliases]) names.set(name, key);
  return names;
}

/** The first line that is not Excel's `sep=;`, and its delimiter: the one of `, ; TAB` that it has most of outside quotes. */
function headerLine(text: string): { line: string; delimiter: string; skipped: number } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 3);
  const sep = /^sep=(.)$/i.exec(lines[0] ?? '');
  const line = (sep === null ? lines[0] : lines[1]) ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a));
  return { line, delimiter: sep?.[1] ?? best.delimiter, skipped: sep === null ? 0 : 1 };
}

function splitLine(line: string, delimiter: string): readonly string[] {
  return line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
}

function unusable(file: string, what: string, hint: string, line: number): Extract<TableResult, { ok: false }> {
  const reason = `${file}: ${what}`;
  return {
    ok: false,
    reason,
    hint,
    diagnostics: [{ level: 'error', code: 'unusable-table', message: reason, at: { file, line }, hint }],
  };
}

function csvFault(cause: unknown): { message: string; lines: number } {
  if (!(cause instanceof Error)) return { message: 'it cannot be parsed', lines: 1 };
  const lines = 'lines' in cause && typeof cause.lines === 'number' && cause.lines > 0 ? cause.lines : 1;
  // csv-parse quotes the cell in its message, and a cell may hold what must not be logged.
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return { message: `line ${lines}: ${(code ?? 'unreadable').toLowerCase().replaceAll('_', ' ')}`, lines };
}
