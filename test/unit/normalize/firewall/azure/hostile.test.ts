import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { azureFormat } from '../../../../../src/normalize/firewall/azure/format.ts';
import { gcpFormat } from '../../../../../src/normalize/firewall/gcp/format.ts';
import { filesOf, given } from './given.ts';

/** Every place in a JSON value, as a path. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, i) => [i, item])
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

/** A copy with another value at one place. */
function withValue(value: unknown, [key, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === key ? withValue(item, rest, other) : item));
  const entries = Object.entries(Object(value));
  return Object.fromEntries(entries.map(([name, item]) => [name, name === key ? withValue(item, rest, other) : item]));
}

describe.each([
  ['azure', azureFormat, ['two-tiers', 'nsg-alone']],
  ['gcp', gcpFormat, ['shop', 'policies']],
] as const)('%s with anything in any place', (name, format, cases) => {
  const originals = cases.map((one) =>
    filesOf(name, one).map(({ origin, outcome }) => {
      const json: unknown = outcome.kind === 'read' ? JSON.parse(new TextDecoder().decode(outcome.bytes)) : null;
      return { origin, json, paths: pathsOf(json) };
    }),
  );
  const other = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      '*',
      'x',
      0,
      -1,
      1e99,
      true,
      [],
      {},
      [null],
      [[]],
      { id: 1 },
      '0.0.0.0/0',
      '1-2-3',
    ),
    fc.jsonValue(),
  );

  it('is read without an exception, and gives rules or says why not', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), other, (a, b, c, value) => {
        const files = originals[a % originals.length] ?? [];
        const changed = files.map(({ origin, json, paths }, i) =>
          given(origin, i === b % files.length ? withValue(json, paths[c % paths.length] ?? [], value) : json),
        );
        const found = format.normalize(changed, { claimed: [], documents: [] });
        expect(found.length).toBeGreaterThan(0);
        for (const { sections } of found) {
          const ruleset = sections['ruleset'];
          expect(ruleset?.data !== undefined || ruleset?.reason !== undefined).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
