import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRpmSegments, compareRpmVersions } from '../../src/core/rpm-version.ts';

const RPM = '/usr/bin/rpm';
const present = existsSync(RPM);
if (!present) console.warn('skipped: rpm is missing (Debian package rpm)');

const PAIRS = 4000;
const segment = fc
  .array(fc.constantFrom('0', '1', '9', '10', '00', '01', '~', '^', '+', '.', '_', 'a', 'b', 'Z', 'rc', 'el9', '..'), {
    maxLength: 7,
  })
  .map((pieces) => pieces.join(''));
const version = fc
  .tuple(fc.constantFrom('', '0:', '1:', '01:'), segment, segment)
  .filter(([, name, release]) => name !== '' && release !== '')
  .map(([epoch, name, release]) => `${epoch}${name}-${release}`);

/** One program of rpm's own Lua compares every pair. */
function ask(pairs: readonly (readonly [string, string])[]): readonly number[] {
  const lines = pairs.map(([a, b]) => `io.write(rpm.vercmp(${JSON.stringify(a)},${JSON.stringify(b)}), " ")`);
  const said = spawnSync(RPM, ['--eval', `%{lua:${lines.join('\n')}}`], { encoding: 'utf8' });
  return said.stdout.trim().split(' ').map(Number);
}

describe.skipIf(!present)('the order of versions', () => {
  it.each([
    ['segments', segment, compareRpmSegments],
    ['versions with epoch and release', version, compareRpmVersions],
  ] as const)('of %s is that of rpm', { timeout: 60_000 }, (_, arbitrary, compare) => {
    const pairs = fc.sample(fc.tuple(arbitrary, arbitrary), { numRuns: PAIRS, seed: 7 });
    const close = pairs.map(([a]): readonly [string, string] => [a, `${a.slice(0, -1)}1`]);
    const all = [...pairs, ...close].filter(([a, b]) => a !== '' && b !== '');
    const answers: number[] = [];
    for (let start = 0; start < all.length; start += 500) answers.push(...ask(all.slice(start, start + 500)));
    expect(answers.length).toBe(all.length);
    const wrong = all.filter(([a, b], i) => Math.sign(compare(a, b)) !== answers[i]).slice(0, 20);
    expect(wrong.map(([a, b]) => `${a} ${b}`)).toEqual([]);
  });
});
