// Every check that needs no network and no root, in one run: `npm run check`. Ends with how many passed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const CHECKS = [
  { name: 'build', argv: ['node', 'scripts/build.mjs'] },
  { name: 'types', argv: ['npx', '--no-install', 'tsc', '--noEmit', '-p', '.'] },
  { name: 'format and lint', argv: ['npx', '--no-install', 'biome', 'ci', '.'] },
  { name: 'import borders', argv: ['npx', '--no-install', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src'] },
  { name: 'dead code', argv: ['npx', '--no-install', 'knip'] },
  { name: 'policies: contract', argv: ['node', 'bin/vauban.js', 'policy', 'check', 'policies'] },
  { name: 'policies: format', argv: ['node', 'bin/vauban.js', 'policy', 'fmt', 'policies'] },
  { name: 'policies: tests', argv: ['node', 'bin/vauban.js', 'policy', 'test', 'policies'] },
];

const asked = process.argv.slice(2);
const failed = [];
for (const { name, argv } of CHECKS.filter(
  (check) => asked.length === 0 || asked.some((word) => check.name.includes(word)),
)) {
  const [program, ...args] = argv;
  const started = performance.now();
  const result = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const good = result.status === 0;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (!good) {
    failed.push(name);
    console.log(`${result.stdout}${result.stderr}`.trimEnd());
  }
}
console.log(failed.length === 0 ? 'all checks are well' : `to mend: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
