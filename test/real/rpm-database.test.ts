import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { packageOwners } from '../../src/collect/host/package-owners.ts';
import { packagesSource } from '../../src/collect/host/packages.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { packagesNormalizer } from '../../src/normalize/host/packages/packages.ts';
import { buildRpms, canMakeRpm, HOW_TO_MAKE_RPM, installRpms, type RpmSpec, rpm } from './rpm-tree.ts';

if (!canMakeRpm) console.log(`rpm-database: skipped; ${HOW_TO_MAKE_RPM}`);

const FOLDER = '/var/lib/rpm';

/** What the section tells, one line a package, as `told` asks rpm for it. */
function ours(tree: string): readonly string[] {
  const captures = captureSet(packagesSource.collect(openLocal(tree), { collectedAt: '2026-01-01T00:00:00Z' }));
  const { section } = packagesNormalizer.normalize(captures);
  expect(section).toMatchObject({ flag: 'complete' });
  return (section.data?.packages ?? [])
    .map((one) => `${one.name} ${one.version} ${one.architecture} ${one.source}-${one.source_version}.src.rpm`)
    .sort();
}

function told(tree: string): readonly string[] {
  const format = '%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{ARCH} %{SOURCERPM}\\n';
  return rpm(tree, FOLDER, '-qa', '--qf', format)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('gpg-pubkey '))
    .sort();
}

describe.skipIf(!canMakeRpm)('a database that rpm wrote', () => {
  let work = '';
  let tree = '';
  let built: readonly string[] = [];
  beforeAll(() => {
    work = mkdtempSync(path.join(tmpdir(), 'rpm-'));
    tree = path.join(work, 'tree');
    const many = Array.from(
      { length: 150 },
      (_, i): RpmSpec => ({
        name: `thing${i}`,
        version: i % 5 === 0 ? `1.${i}~rc1` : `${i % 9}.${i}`,
        release: '1.el9',
        ...(i % 4 === 0 ? { epoch: i % 3 } : {}),
        provides: i % 7 === 0 ? ['telnet-server', 'config(thing) = 1'] : [],
        files: [`/usr/share/thing${i}/a file`, `/usr/bin/thing${i}`],
      }),
    );
    built = [
      ...buildRpms(work, many),
      // A row of many pages.
      ...buildRpms(work, [
        {
          name: 'large',
          version: '1',
          release: '1',
          files: Array.from({ length: 3000 }, (_, i) => `/opt/${i % 60}/file-${i}`),
        },
      ]),
      ...buildRpms(work, [{ name: 'gpg-pubkey', version: 'fd431d51', release: '4ae0493b' }]),
      ...buildRpms(work, [{ name: 'kernel-core', version: '5.14.0', release: '362.el9' }]),
      ...buildRpms(work, [{ name: 'kernel-core', version: '5.14.0', release: '427.el9' }]),
    ];
    installRpms(tree, FOLDER, built);
  }, 120_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('tells the packages that rpm tells, keys left out, kernels side by side', () => {
    expect(told(tree).length).toBe(153);
    expect(ours(tree)).toEqual(told(tree));
  });

  it('tells the owners of files that rpm tells', () => {
    const paths = ['/opt/5/file-65', '/usr/share/thing149/a file', '/usr/bin/thing7', '/bin/thing8', '/usr/bin/nobody'];
    const found = packageOwners(openLocal(tree), paths);
    const want = paths.slice(0, 3).map((file) => `${rpm(tree, FOLDER, '-q', '--qf', '%{NAME}', '-f', file)}\t${file}`);
    expect(found.kind === 'read' ? [...found.value].sort() : found).toEqual([...want, 'thing8\t/bin/thing8'].sort());
  });

  it('passes over pages that were set free', () => {
    rpm(
      tree,
      FOLDER,
      '--justdb',
      '--noscripts',
      '-e',
      'large',
      ...Array.from({ length: 60 }, (_, i) => `thing${2 * i}`),
    );
    expect(told(tree).length).toBe(92);
    expect(ours(tree)).toEqual(told(tree));
  });

  it('reads what is in the log alone, and nothing of a frame that was cut or changed', async () => {
    // A reader that stays open keeps rpm from carrying the log over into the file.
    const script = `import sqlite3,sys
c=sqlite3.connect(sys.argv[1]); k=c.execute("select hnum from Packages"); k.fetchone(); print("ready",flush=True); sys.stdin.read()`;
    const before = ours(tree);
    const reader = spawn('python3', ['-c', script, path.join(tree, FOLDER, 'rpmdb.sqlite')]);
    await new Promise((resolve) => reader.stdout.once('data', resolve));
    const copy = path.join(work, 'copy');
    const cut = path.join(work, 'cut');
    try {
      installRpms(tree, FOLDER, built.slice(150, 151));
      expect(statSync(path.join(tree, FOLDER, 'rpmdb.sqlite-wal')).size).toBeGreaterThan(4096);
      cpSync(tree, copy, { recursive: true });
      cpSync(tree, cut, { recursive: true });
    } finally {
      reader.kill();
    }
    const after = ours(copy);
    expect(after).toContain('large 1-1 x86_64 large-1-1.src.rpm');
    expect(after).not.toEqual(before);
    // rpm itself reads the copy's log, too.
    expect(after).toEqual(told(copy));
    const log = path.join(cut, FOLDER, 'rpmdb.sqlite-wal');
    const bytes = readFileSync(log);
    bytes[32 + 24 + 100] = (bytes[32 + 24 + 100] ?? 0) ^ 1;
    writeFileSync(log, bytes);
    rmSync(path.join(cut, FOLDER, 'rpmdb.sqlite-shm'), { force: true });
    const first = ours(cut);
    expect(first).toEqual(told(cut));
    expect(first).toEqual(before);
  });
});
