import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDpkgVersions, isDpkgVersion } from '../../src/core/dpkg-version.ts';

const DPKG = '/usr/bin/dpkg';
const present = existsSync(DPKG) && existsSync('/bin/sh');
if (!present) console.warn('skipped: dpkg is missing (it is on every Debian and Ubuntu)');

const PAIRS = 4000;
const part = fc
  .array(
    fc.constantFrom(
      '0',
      '1',
      '2',
      '9',
      '10',
      '00',
      '01',
      '~',
      '+',
      '.',
      '-',
      'a',
      'b',
      'Z',
      'rc',
      'deb12u1',
      '~bpo12+1',
      '+b1',
    ),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((pieces) => `1${pieces.join('')}`);
const version = fc
  .tuple(fc.constantFrom('', '', '0:', '1:', '01:'), part)
  .map(([epoch, rest]) => `${epoch}${rest}`)
  .filter(isDpkgVersion);

/** One shell asks dpkg about every pair: a process for each from here would cost minutes. */
function ask(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const script = `while read -r a b; do
    if ${DPKG} --compare-versions "$a" lt "$b"; then echo lt; elif ${DPKG} --compare-versions "$a" gt "$b"; then echo gt; else echo eq; fi
  done`;
  const result = spawnSync('/bin/sh', ['-c', script], {
    input: `${pairs.map((pair) => pair.join(' ')).join('\n')}\n`,
    encoding: 'utf8',
    timeout: 55_000,
  });
  expect(result.stderr).toBe('');
  return result.stdout.trim().split('\n');
}

describe.skipIf(!present)('versions are ordered as dpkg orders them', () => {
  it(`agrees on ${PAIRS} random pairs`, { timeout: 60_000 }, () => {
    const pairs = fc.sample(fc.tuple(version, version), { numRuns: PAIRS, seed: 20_261_122 });
    const said = ask(pairs);
    expect(said).toHaveLength(PAIRS);
    const ours = pairs.map(([a, b]) => {
      const order = compareDpkgVersions(a, b);
      return order === undefined ? 'invalid' : order < 0 ? 'lt' : order > 0 ? 'gt' : 'eq';
    });
    const differences = pairs.flatMap((pair, index) =>
      said[index] === ours[index] ? [] : [[...pair, said[index], ours[index]]],
    );
    expect(differences).toEqual([]);
    expect(new Set(ours)).toEqual(new Set(['lt', 'gt', 'eq']));
  });
});
