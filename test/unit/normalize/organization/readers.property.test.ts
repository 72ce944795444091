import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NormalizeContext } from '../../../../src/normalize/format.ts';
import { readTable } from '../../../../src/normalize/organization/read-table.ts';
import { readYaml } from '../../../../src/normalize/organization/read-yaml.ts';
import { recognize } from '../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../src/normalize/registry.ts';
import { captureOf } from './capture-of.ts';

// Line breaks inside cells have their own case.
const CELL = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' '));
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

it('accounts for every row of a table: read, or told', () => {
  const line = fc
    .array(CELL, { minLength: 1, maxLength: 4 })
    .map((cells) => cells.map((cell) => quoted(`x${cell}`)).join(';'));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const table = readTable(captureOf('t.csv', ['id;name', ...lines].join('\r\n')), [
        { key: 'id', required: true },
        { key: 'name' },
      ]);
      const told = table.diagnostics.filter(({ code }) => code === 'row-error').length;
      expect(table.ok && table.rows.length + told).toBe(lines.length);
    }),
  );
});

it.each([
  ['text', fc.string()],
  ['lines with delimiters', fc.stringMatching(/^[a-c";,\t\n\r:{}[\]&*!#'-]*$/)],
])('never throws for any %s', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      readTable(captureOf('t', text), [{ key: 'a', required: true }, { key: 'b' }]);
      readYaml('t', text);
    }),
  );
});

const HEADS = [
  'policies:\n  - id: a\n    topic: b\n',
  'incidents:\n',
  'jobs:\n  - id: a\n    copies:\n',
  'risks:\n  - { id: a, treatment: b }\n',
  'exceptions:\n  - { id: a, check: b }\n',
  'name: x\ntimezone: y\n',
  'employee_id,email,start_date\n',
  'email,policy_id,version,acknowledged_at\n',
  'test_id,backup_id,tested_at,result\n',
  'id,owner,classification\n',
];

it('never throws for a register with anything behind its head', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...HEADS),
      fc.oneof(fc.string(), fc.stringMatching(/^[a-d0-9 ,;:{}[\]\n"-]*$/)),
      (head, rest) => {
        const { claimed, documents } = recognize([captureOf('f', head + rest)], FORMATS);
        const context: NormalizeContext = { claimed, documents };
        for (const format of FORMATS) {
          const own = claimed.filter((item) => item.format === format.id).map(({ capture }) => capture);
          if (own.length > 0) format.normalize(own, context);
        }
      },
    ),
    { numRuns: 400 },
  );
});
