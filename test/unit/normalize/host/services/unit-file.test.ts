import { describe, expect, it } from 'vitest';
import { parseUnitText, unitBoolean, unitWords } from '../../../../../src/normalize/host/services/unit-file.ts';
import {
  dropInNames,
  fillSpecifiers,
  instantiate,
  templateOf,
} from '../../../../../src/normalize/host/services/unit-names.ts';

describe('unit files', () => {
  it.each<[string, string, readonly (readonly [string, string, string, number])[], readonly number[]]>([
    ['sections and lines', '# c\n[Unit]\nWants=a b\n', [['Unit', 'Wants', 'a b', 3]], []],
    ['blanks around', '[Unit]\n  Wants =  a \n', [['Unit', 'Wants', 'a', 2]], []],
    [
      'a continued line',
      '[Unit]\nWants=a \\\n b\nAfter=c\n',
      [
        ['Unit', 'Wants', 'a   b', 2],
        ['Unit', 'After', 'c', 4],
      ],
      [],
    ],
    ['a comment does not end it', '[Unit]\nWants=a \\\n# no\n; no\nb\n', [['Unit', 'Wants', 'a  b', 2]], []],
    [
      'an escaped backslash does not continue',
      '[Unit]\nX=a\\\\\nY=b\n',
      [
        ['Unit', 'X', 'a\\\\', 2],
        ['Unit', 'Y', 'b', 3],
      ],
      [],
    ],
    ['outside of a section', 'Wants=a\n[Unit]\n', [], [1]],
    ['no assignment, no key', '[Unit]\nfoo\n=bar\n', [], [2, 3]],
    ['the last line is continued by nothing', '[Unit]\nWants=a\\', [['Unit', 'Wants', 'a\\', 2]], []],
    ['ends of DOS', '[Unit]\r\nWants=a\r\n', [['Unit', 'Wants', 'a', 2]], []],
  ])('%s', (_name, text, assignments, ignored) => {
    const parsed = parseUnitText(text);
    expect(parsed.assignments.map(({ section, key, value, line }) => [section, key, value, line])).toEqual(assignments);
    expect(parsed.ignored).toEqual(ignored);
  });

  it('a header that is not closed ends the reading', () => {
    expect(parseUnitText('[Unit]\nWants=a\n[Serv\nWants=b\n')).toMatchObject({
      broken: 3,
      assignments: [{ value: 'a' }],
    });
  });

  it('words and booleans', () => {
    expect(unitWords(`a "b c" 'd'`)).toEqual(['a', 'b c', 'd']);
    expect(['yes', 'On', '1', 'no', 'f', 'maybe'].map(unitBoolean)).toEqual([
      true,
      true,
      true,
      false,
      false,
      undefined,
    ]);
  });
});

describe('names', () => {
  it.each([
    ['getty@tty1.service', 'getty@.service'],
    ['getty@.service', undefined],
    ['ssh.service', undefined],
  ])('template of %s', (name, want) => {
    expect(templateOf(name)).toBe(want);
  });

  it('instances and specifiers', () => {
    expect(instantiate('a@.service', 'x')).toBe('a@x.service');
    expect(instantiate('a.service', 'x')).toBe('a.service');
    expect(fillSpecifiers('%i %I %p %n %N %j %% %q', 'a-b@c-d.service')).toBe(
      'c-d c/d a-b a-b@c-d.service a-b@c-d b % %q',
    );
  });

  it('folders of drop-ins', () => {
    expect(dropInNames('a-b-c.service')).toEqual(['a-b-c.service', 'a-b-.service', 'a-.service', 'service']);
    expect(dropInNames('a@x.service')).toEqual(['a@x.service', 'a@.service', 'service']);
  });
});
