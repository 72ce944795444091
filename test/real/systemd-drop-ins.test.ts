import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { coreDumpsSource } from '../../src/collect/host/core-dumps.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { configFiles } from '../../src/normalize/host/core-dumps/systemd-setting.ts';

const ANALYZE = '/usr/bin/systemd-analyze';
const usable = existsSync(ANALYZE);
if (!usable) console.log('systemd-drop-ins: skipped; needs the Debian package systemd');

const MAIN = 'etc/systemd/coredump.conf';
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['the main file alone', [MAIN]],
  [
    'drop-ins by name over all folders',
    [
      MAIN,
      'usr/lib/systemd/coredump.conf.d/10-a.conf',
      'etc/systemd/coredump.conf.d/05-b.conf',
      'run/systemd/coredump.conf.d/20-c.conf',
    ],
  ],
  [
    'one name in several folders',
    [
      MAIN,
      'usr/lib/systemd/coredump.conf.d/a.conf',
      'usr/local/lib/systemd/coredump.conf.d/a.conf',
      'run/systemd/coredump.conf.d/a.conf',
    ],
  ],
  ['other endings', [MAIN, 'etc/systemd/coredump.conf.d/a.conf.bak', 'etc/systemd/coredump.conf.d/b']],
];

describe.skipIf(!usable)('the files of coredump.conf as systemd reads them', () => {
  const trees: string[] = [];
  afterAll(() => {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  });

  it.each(CASES)('%s', (_, files) => {
    const root = mkdtempSync(path.join(tmpdir(), 'coredump-'));
    trees.push(root);
    for (const file of files) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), '[Coredump]\n');
    }
    const output = execFileSync(ANALYZE, ['cat-config', `--root=${root}`, 'systemd/coredump.conf'], {
      encoding: 'utf8',
    });
    const expected = output
      .split('\n')
      .flatMap((line) => (line.startsWith(`# ${root}/`) ? [line.slice(2 + root.length)] : []));
    const captures = captureSet(coreDumpsSource.collect(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }));
    expect(configFiles(captures, 'coredump.conf').map(({ origin }) => origin)).toEqual(expected);
  });
});
