// Side by side in one run, as ratios: the scan of a host beside Lynis, beside JSON.parse of the same snapshot, and the
// cold start beside `node -e 0`. Run by hand, as root: node bench/scan.mjs [TREE]; the tree defaults to /.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const CLI = path.join(ROOT, 'bin/vauban.js');
const tree = process.argv[2] ?? '/';
const work = mkdtempSync(path.join(tmpdir(), 'vauban-bench-'));
const snapshot = path.join(work, 'snapshot.json');
const target = tree === '/' ? [] : ['--root', tree];

/** Seconds of the quickest of several runs of a whole process. */
function quickest(runs, argv, allowed = [0, 1]) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const started = process.hrtime.bigint();
    const { status } = spawnSync(argv[0], argv.slice(1), { stdio: 'ignore', env: { ...process.env, NO_COLOR: '1' } });
    times.push(Number(process.hrtime.bigint() - started) / 1e9);
    if (!allowed.includes(status)) console.error(`${argv.join(' ')} ended with ${status}`);
  }
  return Math.min(...times);
}

const row = (what, seconds, against, base) =>
  console.log(
    `${what.padEnd(46)} ${seconds.toFixed(3).padStart(9)} s   ${against === undefined ? '' : `${(seconds / base).toFixed(2)} x ${against}`}`,
  );

const node = quickest(9, [process.execPath, '-e', '0']);
row('node -e 0', node);
row('vauban rules (cold start)', quickest(9, [process.execPath, CLI, 'rules']), 'node -e 0', node);

spawnSync(process.execPath, [CLI, 'collect', ...target, '-o', snapshot], { stdio: 'ignore' });
const text = readFileSync(snapshot, 'utf8');
const parse = Math.min(
  ...Array.from({ length: 9 }, () => {
    const started = process.hrtime.bigint();
    JSON.parse(text);
    return Number(process.hrtime.bigint() - started) / 1e9;
  }),
);
row(`JSON.parse of the snapshot (${(statSync(snapshot).size / 1e6).toFixed(2)} MB)`, parse);
const scanSnapshot = quickest(5, [process.execPath, CLI, 'scan', snapshot, '--format', 'json']);
row('vauban scan snapshot.json, whole process', scanSnapshot, 'JSON.parse', parse);
const scan = quickest(5, [process.execPath, CLI, 'scan', ...target, '--format', 'json']);
row(`vauban scan ${target.join(' ')}, whole process`, scan, 'node -e 0', node);

if (spawnSync('lynis', ['--version']).status === 0) {
  const lynis = quickest(
    1,
    [
      'lynis',
      'audit',
      'system',
      '--quick',
      '--no-colors',
      '--quiet',
      '--logfile',
      path.join(work, 'lynis.log'),
      '--report-file',
      path.join(work, 'lynis.dat'),
      ...(tree === '/' ? [] : ['--rootdir', tree]),
    ],
    [0, 1, 64, 65, 66, 78],
  );
  row('lynis audit system --quick', lynis, 'vauban scan', scan);
} else console.log('lynis is not installed: apt-get install lynis');
// OpenSCAP judges the machine that runs only, by the newest content for Debian that its package has. That is for an older
// release: without its statements of platform it judges nothing, so they are taken out.
const content = ['12', '11']
  .map((release) => `/usr/share/xml/scap/ssg/content/ssg-debian${release}-ds.xml`)
  .find((file) => existsSync(file));
if (tree !== '/') console.log('oscap judges the running machine only: run this without a tree');
else if (spawnSync('oscap', ['--version']).status === 0 && content !== undefined) {
  const own = path.join(work, 'content.xml');
  writeFileSync(own, readFileSync(content, 'utf8').replaceAll(/<(?:[\w.-]+:)?platform idref="[^"]*"\/>/g, ''));
  const profile = 'xccdf_org.ssgproject.content_profile_anssi_np_nt28_high';
  const argv = ['oscap', 'xccdf', 'eval', '--profile', profile, own];
  const judged = (
    spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' }).stdout.match(/^Result\t(?:pass|fail)$/gm) ?? []
  ).length;
  row(`oscap xccdf eval, ${judged} rules judged`, quickest(3, argv, [0, 2]), 'vauban scan', scan);
} else console.log('oscap is not installed: apt-get install openscap-scanner ssg-debian');
rmSync(work, { recursive: true, force: true });
