import { CsvError, parse } from 'csv-parse/sync';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { parseIamArn } from '../aws-arn.ts';

/** One line of the report: its cells by column, and where it stands. */
export interface ReportRow {
  readonly account: string;
  readonly user: string;
  readonly arn: string;
  readonly cells: ReadonlyMap<string, string>;
  readonly at: Place;
}

/** Columns without which the report tells nothing about the credentials it is for. */
const REQUIRED = ['user', 'arn', 'password_enabled', 'mfa_active', 'access_key_1_active', 'access_key_2_active'];

/** Reads the lines of the report into `rows` and gives what is wrong with it. */
export function readRows(file: string, text: string | undefined, rows: ReportRow[]): readonly Diagnostic[] {
  if (text === undefined) return [fault(`${file} could not be read`, { file })];
  const faults: Diagnostic[] = [];
  const lines = parseLines(file, text, faults);
  const header = lines[0];
  if (header === undefined) return faults.length > 0 ? faults : [fault(`${file} is empty`, { file })];
  const missing = REQUIRED.filter((column) => !header.cells.includes(column));
  if (missing.length > 0) {
    return [
      fault(`${file}:1: the header of the credential report lacks ${missing.join(', ')}`, { file, line: 1, column: 1 }),
    ];
  }
  for (const { cells, line } of lines.slice(1)) {
    const at = { file, line };
    const named = new Map(header.cells.map((column, index) => [column, cells[index] ?? '']));
    const arn = named.get('arn') ?? '';
    const account = parseIamArn(arn)?.account;
    const user = named.get('user') ?? '';
    if (cells.length !== header.cells.length || account === undefined || user === '') {
      faults.push(
        fault(
          `${file}:${line}: ${cells.length} of ${header.cells.length} columns${account === undefined ? ', no ARN of a user' : ''}: the row was left out`,
          { ...at, column: 1 },
        ),
      );
    } else rows.push({ account, user, arn, cells: named, at });
  }
  if (rows.length === 0 && faults.length === 0) faults.push(fault(`${file} has no rows`, { file }));
  return faults;
}

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Lines with their numbers; a fault of the CSV itself ends the reading there and keeps what came before. */
function parseLines(file: string, text: string, faults: Diagnostic[]): readonly Line[] {
  const lines: Line[] = [];
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], context) => {
        lines.push({ cells, line: context.lines });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    const column = typeof error['column'] === 'number' ? error['column'] + 1 : 1;
    faults.push(fault(`${file}:${line}:${column}: not CSV: ${error.message}`, { file, line, column }));
  }
  return lines;
}

function fault(message: string, at: Place): Diagnostic {
  return { level: 'error', code: 'parse-error', message, at };
}
