// Side by side in one run: the walk over the file systems beside find(1) with the same questions. Run by hand, as root:
// node bench/walk.mjs [TREE]; the tree defaults to /. Each is run twice, and the second time is told: both then read
// from the cache of the kernel.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');
const tree = path.resolve(process.argv[2] ?? '/');
const work = mkdtempSync(path.join(tmpdir(), 'vauban-bench-'));
const script = path.join(work, 'walk.mjs');
const ids = (file) =>
  readFileSync(path.join(tree, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => Number(line.split(':')[2]));
const uids = ids('etc/passwd');
const gids = ids('etc/group');

writeFileSync(
  path.join(work, 'walk.ts'),
  `import { walkLocal } from ${JSON.stringify(path.join(ROOT, 'src/collect/access/walk-local.ts'))};
   const before = process.resourceUsage();
   const { value } = walkLocal(${JSON.stringify(tree === '/' ? '' : tree)}, { knownUids: new Set(${JSON.stringify(uids)}), knownGids: new Set(${JSON.stringify(gids)}) });
   const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
   const cpu = userCPUTime + systemCPUTime - before.userCPUTime - before.systemCPUTime;
   console.log(JSON.stringify({ seen: value.seen, kept: value.entries.length, cpu: cpu / 1e6, rss: maxRSS / 1024 }));`,
);
await build({
  entryPoints: [path.join(work, 'walk.ts')],
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});

const anyOf = (flag, all) => all.flatMap((id, index) => [...(index === 0 ? [] : ['-o']), flag, String(id)]);
const question = ['(', '-type', 'f', '-perm', '/6000', '-o', '!', '-type', 'l', '-perm', '-0002', '-o'].concat([
  '!',
  '(',
  ...anyOf('-uid', uids),
  ')',
  '-o',
  '!',
  '(',
  ...anyOf('-gid', gids),
  ')',
  ')',
  '-print',
]);
const timed = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', '%U %S %M'] : [];
let ours = {};
let find = '';
for (let round = 0; round < 2; round++) {
  ours = JSON.parse(spawnSync(process.execPath, [script], { encoding: 'utf8' }).stdout);
  const [program = '', ...rest] = [...timed, 'find', tree, '-xdev', ...question];
  const before = process.hrtime.bigint();
  const run = spawnSync(program, rest, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const wall = Number(process.hrtime.bigint() - before) / 1e9;
  const [user, system, kilobytes] = (run.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  find =
    timed.length > 0
      ? `${(user + system).toFixed(2)} s CPU, ${(kilobytes / 1024).toFixed(0)} MB`
      : `${wall.toFixed(2)} s`;
}
console.log(`entries looked at   ${ours.seen}, kept ${ours.kept}`);
console.log(`walk, in one Node   ${ours.cpu.toFixed(2)} s CPU, ${ours.rss.toFixed(0)} MB with Node itself`);
console.log(`find -xdev          ${find}`);
if (timed.length === 0) console.log('for the memory of find: apt-get install time');
rmSync(work, { recursive: true, force: true });
