import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault, locator } from '../../../../src/normalize/iam/json-lines.ts';
import { scanJson } from '../../../../src/normalize/iam/json-scan.ts';

describe('scanJson', () => {
  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['an object cut off', '{"a": [1, 2', 11],
    ['a string cut off', '{"a": "b', 8],
    ['a trailing comma', '[1,]', 3],
    ['a missing comma', '[1 2]', 3],
    ['a missing colon', '{"a" 1}', 5],
    ['a name without quotes', '{a: 1}', 1],
    ['a wrong bracket', '[1}', 2],
    ['text after the end', '{} x', 3],
    ['a comment', '// x\n{}', 0],
    ['a number with a leading zero', '[01]', 2],
    ['an escape that is none', '["\\x"]', 2],
    ['a line break in a string', '["a\nb"]', 3],
  ])('finds the place of %s', (_name, text, offset) => {
    expect(scanJson(text)?.offset).toBe(offset);
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '01',
      '1e5',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 9 }).map((list) => list.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(scanJson(text) === undefined).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds every object of a text at the pointer that leads to it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        scanJson(text, (offset, path) => {
          let found: unknown = JSON.parse(text);
          for (const segment of path) found = Object.entries(found ?? {}).find(([key]) => key === String(segment))?.[1];
          expect(text[offset]).toBe('{');
          expect(typeof found === 'object' && found !== null && !Array.isArray(found)).toBe(true);
        });
      }),
    );
  });

  it('walks deep nesting without overflowing', () => {
    const deep = 200_000;
    expect(scanJson('['.repeat(deep) + ']'.repeat(deep))).toBeUndefined();
  });
});

describe('places', () => {
  it('have line, column and an escaped pointer', () => {
    const locate = locator('a.json', '{\n  "x/y": [\n    {}, {"~": {}}\n  ]\n}');
    expect(locate('/x~1y/1')).toEqual({ file: 'a.json', line: 3, column: 9, pointer: '/x~1y/1' });
    expect(locate('/x~1y/1/~0')).toEqual({ file: 'a.json', line: 3, column: 15, pointer: '/x~1y/1/~0' });
    expect(locate('/gone')).toEqual({ file: 'a.json', pointer: '/gone' });
  });

  it('of a fault are told by line and column', () => {
    expect(jsonFault('a.json', '{\n  "a": tru\n}')).toEqual({
      at: { file: 'a.json', line: 2, column: 8 },
      what: 'a value was expected',
    });
  });
});
