import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';

/** One record of passwd(5), shadow(5), group(5) or gshadow(5). */
export interface ColonRecord {
  readonly fields: readonly string[];
  readonly at: Place;
}

/** The records of a file, the NIS lines (`+`, `-`) it has, and the lines that are neither. */
export interface ColonFile {
  readonly records: readonly ColonRecord[];
  readonly nis: readonly Place[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Splits a file as the C library does: blank lines and `#` comments skipped, lines with too few fields ignored (and told). */
export function parseColonFile(file: string, lines: readonly string[], minFields: number): ColonFile {
  const records: ColonRecord[] = [];
  const nis: Place[] = [];
  const diagnostics: Diagnostic[] = [];
  lines.forEach((text, index) => {
    const at = { file, line: index + 1 };
    if (text.trim() === '' || text.startsWith('#')) return;
    if (text.startsWith('+') || text.startsWith('-')) {
      nis.push(at);
      return;
    }
    const fields = text.split(':');
    if (fields.length < minFields || fields[0] === '') {
      diagnostics.push({
        level: 'warning',
        code: 'parse-error',
        message: `${file}:${at.line} has ${fields.length} fields instead of ${minFields}; the system ignores the line`,
        at,
        hint: 'Correct the line with vipw or vigr.',
      });
      return;
    }
    records.push({ fields, at });
  });
  return { records, nis, diagnostics };
}

/** A whole decimal number, or undefined. */
export function parseDecimal(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
