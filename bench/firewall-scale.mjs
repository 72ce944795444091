// Seconds, work and peak memory of the region algebra for rulesets of growing size, each in a process of its own.
// Run by hand: node bench/firewall-scale.mjs [KIND…] [--sizes 1000,10000,50000] [--profile]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { KINDS } from './firewall-rulesets.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const sizesAt = words.indexOf('--sizes');
const sizes = (sizesAt < 0 ? '1000,10000,50000' : (words[sizesAt + 1] ?? '')).split(',').map(Number);
const named = words.filter((word) => word in KINDS);
const kinds = named.length === 0 ? Object.keys(KINDS) : named;
const profile = words.includes('--profile');
const folder = mkdtempSync(path.join(tmpdir(), 'vauban-bench-'));
const bundle = path.join(folder, 'one.mjs');

buildSync({
  entryPoints: [path.join(ROOT, 'bench/firewall-scale-one.mjs')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
});
console.log(
  ['kind', 'rules', 'parse', 'exposure+facts', 'regions', 'difference', 'sum s', 'peak MB', 'regions', 'unknown']
    .map((text, i) => (i === 0 ? text.padEnd(12) : text.padStart(15)))
    .join(''),
);
for (const kind of kinds) {
  for (const size of sizes) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--enable-source-maps', ...(profile ? ['--cpu-prof', '--cpu-prof-dir', folder] : []), bundle, kind, `${size}`],
      { encoding: 'utf8', timeout: 900_000 },
    );
    if (status !== 0)
      console.log(
        `${kind.padEnd(12)}${`${size}`.padStart(15)}  ended with ${status}: ${stderr.trim().split('\n').slice(0, 6).join(' | ')}`,
      );
    else console.log(stdout.trimEnd());
  }
}
if (profile) console.log(`profiles: ${folder}`);
else rmSync(folder, { recursive: true });
