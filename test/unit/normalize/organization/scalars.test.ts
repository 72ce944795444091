import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { scalarReader } from '../../../../src/normalize/organization/scalars.ts';
import type { Settings } from '../../../../src/normalize/organization/settings.ts';

const PLAIN: Settings = { classificationLevels: [] };
const FRENCH: Settings = { classificationLevels: [], dateOrder: 'dmy', timeZone: 'Europe/Paris' };

const cell = (text: string) => ({ name: 'when', text, at: { file: 'f', line: 2, column: 5 }, noColumn: false });

function outcome(fact: { readonly value: unknown } | { readonly unknown: string }): unknown {
  return 'value' in fact ? fact.value : 'unknown';
}

describe('dates', () => {
  it.each([
    ['2026-01-31', PLAIN, '2026-01-31'],
    ['2026-02-30', PLAIN, 'unknown'],
    ['03/04/2026', FRENCH, '2026-04-03'],
    ['03/04/2026', { ...FRENCH, dateOrder: 'mdy' as const }, '2026-03-04'],
    ['03/04/2026', PLAIN, 'unknown'],
    ['31/01/2026', PLAIN, 'unknown'],
    ['31/01/2026', FRENCH, '2026-01-31'],
    ['01/31/2026', FRENCH, 'unknown'],
    ['2026-01-31T08:00:00Z', PLAIN, '2026-01-31'],
    ['soon', PLAIN, 'unknown'],
  ])('%s with %o is %s', (text, settings, wanted) => {
    expect(outcome(scalarReader(settings, []).date(cell(text)))).toBe(wanted);
  });

  it('says file, line, column and value of a date that may be read two ways', () => {
    const diagnostics: Diagnostic[] = [];
    scalarReader(PLAIN, diagnostics).date(cell('03/04/2026'));
    expect(diagnostics).toMatchObject([
      { level: 'error', code: 'invalid-value', message: expect.stringContaining('f:2:5: when "03/04/2026"') },
    ]);
  });
});

describe('instants', () => {
  it.each([
    ['2026-07-01T10:00:00Z', PLAIN, '2026-07-01T10:00:00Z'],
    ['2026-07-01T10:00:00+02:00', PLAIN, '2026-07-01T08:00:00Z'],
    ['2026-07-01 10:00', FRENCH, '2026-07-01T08:00:00Z'],
    ['2026-01-15 10:00:30', FRENCH, '2026-01-15T09:00:30Z'],
    ['01/07/2026 10:00', FRENCH, '2026-07-01T08:00:00Z'],
    ['2026-07-01 10:00', PLAIN, 'unknown'],
    ['2026-10-25 02:30', FRENCH, 'unknown'],
    ['2026-03-29 02:30', FRENCH, 'unknown'],
    ['2026-07-01', FRENCH, '2026-06-30T22:00:00Z'],
    ['2026-07-01 10:00 UTC', PLAIN, '2026-07-01T10:00:00Z'],
    ['2026-07-01T10:00Z', PLAIN, '2026-07-01T10:00:00Z'],
  ])('%s with %o is %s', (text, settings, wanted) => {
    expect(outcome(scalarReader(settings, []).instant(cell(text)))).toBe(wanted);
  });
});

describe('other scalars', () => {
  const read = scalarReader(FRENCH, []);
  it.each([
    ['oui', true],
    ['Compliant', true],
    ['FALSE', false],
    ['not encrypted', false],
    ['', 'unknown'],
    ['Unknown', 'unknown'],
    ['n/a', 'unknown'],
    ['maybe', 'unknown'],
  ])('the boolean %s is %s', (text, wanted) => {
    expect(outcome(read.boolean(cell(text)))).toBe(wanted);
  });

  it.each([
    ['12', 12],
    ['12,5', 12.5],
    ['1 000', 'unknown'],
    ['', 'unknown'],
    ['0x10', 'unknown'],
  ])('the number %s is %s', (text, wanted) => {
    expect(outcome(read.number(cell(text)))).toBe(wanted);
  });

  it('gives an empty declared cell as empty, a missing column as unknown', () => {
    expect(outcome(read.declared(cell('')))).toBe('');
    expect(outcome(read.declaredDate({ ...cell(''), noColumn: true }))).toBe('unknown');
    expect(outcome(read.declaredChoice(cell('Blue'), ['red', 'blue']))).toBe('blue');
    expect(outcome(read.declaredChoice(cell('green'), ['red', 'blue']))).toBe('unknown');
  });
});
