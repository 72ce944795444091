import { describe, expect, it } from 'vitest';
import { type Column, isTable, normalizeHeader, readTable } from '../../../../src/normalize/organization/read-table.ts';
import { captureOf } from './capture-of.ts';

const COLUMNS: readonly Column[] = [
  { key: 'employee_id', required: true },
  { key: 'email', aliases: ['mail', 'useremail'], required: true },
  { key: 'end_date', aliases: ['datesortie', 'lastday'] },
];

function read(text: string | Uint8Array): ReturnType<typeof readTable> {
  return readTable(captureOf('hr.csv', text), COLUMNS);
}

function cells(text: string | Uint8Array): readonly string[][] {
  const table = read(text);
  if (!table.ok) throw new Error(table.reason);
  return table.rows.map((row) => COLUMNS.map(({ key }) => row.cell(key).text));
}

describe('a table', () => {
  const row = [['E1', 'a@x', '2026-01-31']];
  it.each([
    ['with commas', 'employee_id,email,end_date\nE1,a@x,2026-01-31\n'],
    ['with semicolons', 'employee_id;email;end_date\nE1;a@x;2026-01-31\n'],
    ['with tabs', 'employee_id\temail\tend_date\nE1\ta@x\t2026-01-31\n'],
    ['with a byte order mark and CRLF', '\uFEFFemployee_id;email;end_date\r\nE1;a@x;2026-01-31\r\n'],
    ['in UTF-16', new Uint8Array(Buffer.from('\uFEFFemployee_id;email;end_date\r\nE1;a@x;2026-01-31\r\n', 'utf16le'))],
    ['with French headers and accents', 'Employee ID;Mail;Date sortie\nE1;a@x;2026-01-31\n'],
    ['with an Excel separator line', 'sep=;\nemployee_id;email;end_date\nE1;a@x;2026-01-31\n'],
    ['with quoted headers and cells', '"employee_id","email","end_date"\n"E1","a@x","2026-01-31"\n'],
    ['with empty lines and a line of delimiters', 'employee_id,email,end_date\n\nE1,a@x,2026-01-31\n,,\n'],
    ['with more delimiters at the end of a row', 'employee_id,email,end_date\nE1,a@x,2026-01-31,,\n'],
    ['without a line break at the end', 'employee_id,email,end_date\nE1,a@x,2026-01-31'],
  ])('%s is read', (_, text) => {
    expect(cells(text)).toEqual(row);
  });

  it('keeps a delimiter and a line break inside quotes', () => {
    expect(cells('employee_id,email\nE1,"a,\n""b"""\n')).toEqual([['E1', 'a,\n"b"', '']]);
  });

  it('cuts the apostrophe that a safe export puts before a formula', () => {
    expect(cells("employee_id,email\nE1,'=1+1\n")).toEqual([['E1', '=1+1', '']]);
  });

  it('tells a column that is not there from an empty cell', () => {
    const table = read('employee_id,email\nE1,\n');
    const [first] = table.ok ? table.rows : [];
    expect(first?.cell('end_date').noColumn).toBe(true);
    expect(first?.cell('email')).toMatchObject({ text: '', noColumn: false });
  });

  it('gives file, line and column of a cell, past cells with line breaks', () => {
    const table = read('employee_id;email;end_date\nE1;"a\nb";x\nE2;b@x;y\n');
    const [, second] = table.ok ? table.rows : [];
    expect(second?.at).toEqual({ file: 'hr.csv', line: 4 });
    expect(second?.cell('end_date').at).toEqual({ file: 'hr.csv', line: 4, column: 8 });
  });
});

describe('a table that cannot be used', () => {
  it.each([
    ['two columns mean one key', 'employee_id,email,Mail\nE1,a,b\n', '"email" and "Mail" both mean email'],
    [
      'a required column is missing',
      'employee_id,name\nE1,x\n',
      'required columns are missing: email | mail | useremail',
    ],
    ['a quote is not closed', 'employee_id,email\nE1,"a\n', 'line 2'],
    ['it is empty', '', 'empty'],
  ])('%s', (_, text, reason) => {
    const table = read(text);
    expect(table.ok).toBe(false);
    expect(table.ok ? '' : table.reason).toContain(reason);
    expect(table.diagnostics).toHaveLength(1);
  });

  it('does not repeat the cell of a broken line', () => {
    const table = read('employee_id,email\nE1,secret"canary"\n');
    expect(JSON.stringify(table)).not.toContain('canary');
  });
});

describe('diagnostics of a table', () => {
  it('names a row with a wrong number of cells and leaves it out', () => {
    const table = read('employee_id,email,end_date\nE1,a@x\nE2,b@x,,left over\nE3,c@x,\n');
    expect(table.ok && table.rows.map((item) => item.cell('employee_id').text)).toEqual(['E3']);
    expect(table.diagnostics.map(({ code, at }) => [code, at?.line])).toEqual([
      ['row-error', 2],
      ['row-error', 3],
    ]);
  });

  it('notes columns that are not used and keeps them', () => {
    const table = read('employee_id,email,Shoe size\nE1,a@x,42\n');
    expect(table.diagnostics.map(({ level, message }) => [level, message])).toEqual([
      ['note', 'hr.csv: columns that are not used: Shoe size'],
    ]);
    expect(table.ok && table.rows[0]?.extra).toEqual({ 'Shoe size': '42' });
  });

  it('warns of text that is not UTF-8', () => {
    const table = read(new Uint8Array([...Buffer.from('employee_id,email\nE1,r'), 0xe9, ...Buffer.from('mi@x\n')]));
    expect(table.diagnostics.map(({ code }) => code)).toEqual(['not-utf-8']);
  });
});

it('compares headers without accents, case and signs', () => {
  expect(normalizeHeader(' Date d’Entrée (réelle) ')).toBe('datedentreereelle');
});

it.each([
  ['{"employee_id": 1, "email": 2}', false],
  ['employee_id;email\n', true],
  ['employee_id;name\n', false],
])('recognizes %s: %s', (head, wanted) => {
  expect(isTable(head, COLUMNS)).toBe(wanted);
});
