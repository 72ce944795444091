import { formatInstant, parseInstant } from '../../core/clock.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Fact, known, type Unknown, unknown } from '../../core/fact.ts';
import { zonedInstant } from '../../core/zoned-time.ts';
import { type Cell, saysUnknown } from './cell.ts';
import type { Settings } from './settings.ts';

/**
 * Reads cells into facts by the settings of the organization. A value that cannot be read is unknown and a diagnostic
 * `invalid-value` with file, line, column and the value; it is never guessed.
 * Two families: `declared…` gives the value `''` for an empty cell (not declaring is what a rule may judge); the others
 * give unknown for an empty cell (a state nobody wrote down). A column that the file does not have is unknown in both.
 */
export interface ScalarReader {
  /** Text; empty is `''`. `unknown`, `n/a`, … are unknown. */
  declared(cell: Cell): Fact<string>;
  /** A calendar day `YYYY-MM-DD`; empty is `''`. */
  declaredDate(cell: Cell): Fact<string>;
  /** An instant of RFC 3339 in UTC; empty is `''`. A day alone is its first moment in the zone of the organization. */
  declaredInstant(cell: Cell): Fact<string>;
  /** One of a closed list, compared without case; empty is `''`. */
  declaredChoice(cell: Cell, choices: readonly string[]): Fact<string>;
  text(cell: Cell): Fact<string>;
  date(cell: Cell): Fact<string>;
  instant(cell: Cell): Fact<string>;
  choice(cell: Cell, choices: readonly string[]): Fact<string>;
  /** yes/no in English and French, and the words consoles use (compliant, encrypted, enabled, …). */
  boolean(cell: Cell): Fact<boolean>;
  number(cell: Cell): Fact<number>;
  integer(cell: Cell): Fact<number>;
}

const TRUE = new Set([
  'true',
  'yes',
  'y',
  'oui',
  'vrai',
  '1',
  'compliant',
  'conforme',
  'encrypted',
  'chiffre',
  'chiffré',
  'enabled',
  'active',
  'activé',
  'on',
]);
const FALSE = new Set([
  ...[
    'false',
    'no',
    'n',
    'non',
    'faux',
    '0',
    'noncompliant',
    'not compliant',
    'non-compliant',
    'non conforme',
    'unencrypted',
    'not encrypted',
  ],
  ...['non chiffré', 'disabled', 'inactive', 'désactivé', 'off'],
]);

/** Makes a reader; what it cannot read goes to `diagnostics`. */
export function scalarReader(settings: Settings, diagnostics: Diagnostic[]): ScalarReader {
  const invalid = (cell: Cell, why: string, hint: string): Unknown => {
    const place = [cell.at.file, cell.at.line, cell.at.column].filter((part) => part !== undefined).join(':');
    diagnostics.push({
      level: 'error',
      code: 'invalid-value',
      message: `${place}: ${cell.name} "${shown(cell.text)}" ${why}`,
      at: cell.at,
      hint,
    });
    return unknown(`${cell.name} "${shown(cell.text)}" ${why}; ${hint}`, cell.at);
  };
  /** Empty, unknown on purpose or missing column; undefined when there is a text to read. */
  const blank = (cell: Cell): Unknown | undefined => {
    if (cell.noColumn) return unknown(`the file has no column ${cell.name}: add it`, cell.at);
    if (cell.text === '') return unknown(`${cell.name} is empty: write it down`, cell.at);
    if (saysUnknown(cell.text)) return unknown(`${cell.name} says "${cell.text}": find out and write it down`, cell.at);
    return undefined;
  };
  const declare = (cell: Cell, read: (cell: Cell) => Fact<string>): Fact<string> =>
    cell.text === '' && !cell.noColumn ? known('', cell.at) : read(cell);

  const text = (cell: Cell): Fact<string> => blank(cell) ?? known(cell.text, cell.at);
  const date = (cell: Cell): Fact<string> => blank(cell) ?? readDate(cell, settings, invalid);
  const instant = (cell: Cell): Fact<string> => blank(cell) ?? readInstant(cell, settings, invalid);
  const choice = (cell: Cell, choices: readonly string[]): Fact<string> => {
    const found = choices.find((item) => item === cell.text.toLowerCase());
    if (found !== undefined) return known(found, cell.at);
    return blank(cell) ?? invalid(cell, 'is not one of the known values', `use one of: ${choices.join(', ')}`);
  };
  const number = (cell: Cell): Fact<number> => {
    const missing = blank(cell);
    if (missing !== undefined) return missing;
    // A decimal comma is how French spreadsheets write numbers; a thousands separator is not accepted.
    const value = /^[-+]?\d+([.,]\d+)?$/.test(cell.text) ? Number(cell.text.replace(',', '.')) : Number.NaN;
    return Number.isFinite(value) ? known(value, cell.at) : invalid(cell, 'is not a number', 'write digits only');
  };
  return {
    text,
    date,
    instant,
    choice,
    number,
    declared: (cell) => declare(cell, text),
    declaredDate: (cell) => declare(cell, date),
    declaredInstant: (cell) => declare(cell, instant),
    declaredChoice: (cell, choices) => declare(cell, (full) => choice(full, choices)),
    boolean: (cell) => {
      const word = cell.text.toLowerCase();
      if (TRUE.has(word)) return known(true, cell.at);
      if (FALSE.has(word)) return known(false, cell.at);
      return blank(cell) ?? invalid(cell, 'is neither yes nor no', 'write yes or no');
    },
    integer: (cell) => {
      const fact = number(cell);
      if ('unknown' in fact || Number.isSafeInteger(fact.value)) return fact;
      return invalid(cell, 'is not a whole number', 'write a whole number');
    },
  };
}

/** A value as messages show it: a cell that was pasted by mistake is not repeated whole. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

type Invalid = (cell: Cell, why: string, hint: string) => Unknown;

function readDate(cell: Cell, settings: Settings, invalid: Invalid): Fact<string> {
  const day = dayOf(cell.text.split(/[T ]/)[0] ?? '', settings);
  if (day === 'ambiguous')
    return invalid(
      cell,
      'may be day/month or month/day',
      'write YYYY-MM-DD, or set date_order: dmy or mdy in organization.yaml',
    );
  return day === undefined ? invalid(cell, 'is not a date', 'write YYYY-MM-DD') : known(day, cell.at);
}

function readInstant(cell: Cell, settings: Settings, invalid: Invalid): Fact<string> {
  const iso = cell.text.replace(/^(\d{4}-\d{2}-\d{2}) (\d)/, '$1T$2').replace(/ ?(UTC|GMT)$/, 'Z');
  const exact = parseInstant(iso.replace(/([+-]\d{2})(\d{2})$/, '$1:$2').replace(/T(\d{2}:\d{2})(Z|[+-])/, 'T$1:00$2'));
  if (exact !== undefined) return known(formatInstant(exact), cell.at);
  const match = /^(\S+?)(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?$/.exec(cell.text);
  const day = match?.[1] === undefined ? undefined : dayOf(match[1], settings);
  if (day === 'ambiguous')
    return invalid(
      cell,
      'may be day/month or month/day',
      'write YYYY-MM-DD, or set date_order: dmy or mdy in organization.yaml',
    );
  if (day === undefined) return invalid(cell, 'is not a time', 'write it as 2026-01-31T08:30:00Z');
  if (settings.timeZone === undefined)
    return invalid(cell, 'has no zone', 'write the offset (Z, +01:00), or set timezone in organization.yaml');
  const ms = zonedInstant(day, match?.[2] ?? '00:00', settings.timeZone);
  if (ms === undefined)
    return invalid(cell, `is not one instant in ${settings.timeZone}`, 'write the offset (Z, +01:00)');
  return known(formatInstant(ms), cell.at);
}

/** The day as YYYY-MM-DD; two readings that are both real days are ambiguous without date_order. */
function dayOf(text: string, settings: Settings): string | 'ambiguous' | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso !== null) return realDay(text);
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  if (slashed === null) return undefined;
  const [, first = '', second = '', year = ''] = slashed;
  const pad = (part: string): string => part.padStart(2, '0');
  const dmy = realDay(`${year}-${pad(second)}-${pad(first)}`);
  const mdy = realDay(`${year}-${pad(first)}-${pad(second)}`);
  if (settings.dateOrder !== undefined) return settings.dateOrder === 'dmy' ? dmy : mdy;
  // Even 31/01/2026 is not read without date_order: its neighbours in the same column could not be.
  return dmy === undefined && mdy === undefined ? undefined : 'ambiguous';
}

function realDay(day: string): string | undefined {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && formatInstant(ms).startsWith(day) ? day : undefined;
}
