import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runVauban } from '../scenario/run-scenario.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const work = mkdtempSync(path.join(tmpdir(), 'vauban-new-'));
mkdirSync(path.join(work, 'scripts'));
cpSync(path.join(ROOT, 'scripts/new.mjs'), path.join(work, 'scripts/new.mjs'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const make = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ['scripts/new.mjs', ...args], { cwd: work, encoding: 'utf8' });

it.each([
  {
    kind: 'rule',
    name: 'host.ssh.banner_shown',
    files: ['policies/host/ssh/banner_shown.rego', 'policies/host/ssh/banner_shown_test.rego'],
  },
  {
    kind: 'format',
    name: 'firewall/nft-json',
    files: ['src/normalize/firewall/nft-json/format.ts', 'test/unit/normalize/firewall/nft-json.test.ts'],
  },
  {
    kind: 'collector',
    name: 'cron-jobs',
    files: ['src/collect/host/cron-jobs.ts', 'test/unit/collect/host/cron-jobs.test.ts'],
  },
  { kind: 'reporter', name: 'junit', files: ['src/report/junit.ts', 'test/golden/junit.test.ts'] },
])('writes the room of a new $kind and says what is next', ({ kind, name, files }) => {
  const told = make(kind, name);
  for (const file of files) {
    expect(existsSync(path.join(work, file))).toBe(true);
    expect(told).toContain(`wrote ${file}`);
  }
});

it('writes a rule that the checker accepts and whose test fails until it is written', () => {
  const policies = path.join(work, 'policies');
  if (!existsSync(path.join(policies, 'host/ssh/banner_shown.rego'))) make('rule', 'host.ssh.banner_shown');
  expect(runVauban(['policy', 'check', policies], work)).toMatchObject({ exit: 0 });
  const tested = runVauban(['policy', 'test', policies], work);
  expect(tested.exit, tested.stdout).toBe(1);
  expect(tested.stdout).toContain('case «good»');
});

it.each([[], ['rule'], ['rule', 'Not A Path'], ['thing', 'x']])('refuses %j with the forms it knows', (...args) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/new.mjs', ...args.flat()], {
    cwd: work,
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('npm run new rule host.ssh.banner_shown');
});

it('writes over nothing', () => {
  make('rule', 'host.zz.once');
  const again = spawnSync(process.execPath, ['scripts/new.mjs', 'rule', 'host.zz.once'], {
    cwd: work,
    encoding: 'utf8',
  });
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('exists already');
});
