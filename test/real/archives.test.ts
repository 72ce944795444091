import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../src/collect/access/access.ts';
import {
  type ArchivedMachine,
  archiveKindOf,
  openArchive,
  openImageFolder,
} from '../../src/collect/access/archive/open-archive.ts';
import { openLocal } from '../../src/collect/access/local.ts';
import { collectHost, collectPendingHost } from '../../src/collect/host/collect-host.ts';
import type { Host } from '../../src/model/generated/model.ts';
import { normalizeHost } from '../../src/normalize/host/normalize-host.ts';
import { digestOf, tarOf } from '../tar-writer.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';

const CONTEXT = { collectedAt: '2026-01-01T00:00:00Z' };
const hasZstd = existsSync('/usr/bin/zstd');
const hasImageTools = existsSync('/usr/bin/skopeo') && existsSync('/usr/bin/umoci');
if (!canMakeDebian) console.log(`archives: skipped; ${HOW_TO_MAKE_DEBIAN}`);
if (!hasZstd) console.log('archives: tar.zst skipped; needs the Debian package zstd');
if (!hasImageTools) console.log('archives: images skipped; needs the Debian packages skopeo and umoci');

/** Bytes by their digest: a test that differs in millions of them is not read anyway. */
function digest(access: Access | undefined, at: string): string {
  const outcome = access?.readFile(at);
  return outcome?.kind === 'read' ? digestOf(outcome.bytes) : (outcome?.kind ?? 'no machine');
}

describe.skipIf(!canMakeDebian)('a real Debian', () => {
  let folder = '';
  let tree = '';
  let whole: Host = {};
  const inFolder = (name: string): string => path.join(folder, name);
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const tar = (file: string, options: readonly string[], what: string): void =>
    run('tar', '--numeric-owner', ...options, '-C', tree, '-cf', file, what);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'archives-'));
    tree = copyDebian();
    // What archives have forms of their own for: holes, long names, several names, links out of the tree.
    run('truncate', '-s', '3M', path.join(tree, 'etc/sparse'));
    execFileSync('sh', [
      '-c',
      'printf middle | dd of="$1" bs=1 seek=1000000 conv=notrunc status=none',
      'sh',
      path.join(tree, 'etc/sparse'),
    ]);
    const long = path.join(tree, 'etc/sudoers.d', 'x'.repeat(200));
    mkdirSync(path.dirname(long), { recursive: true });
    writeFileSync(long, 'anna ALL=(ALL) ALL\n', { mode: 0o440 });
    run('ln', path.join(tree, 'etc/passwd'), path.join(tree, 'etc/second-passwd'));
    run('ln', '-s', '/../../../etc/shadow', path.join(tree, 'etc/out'));
    whole = normalizeHost(collectHost(openLocal(tree), CONTEXT)).host;
  }, 180_000);
  afterAll(() => {
    for (const one of [folder, tree]) if (one !== '') rmSync(one, { recursive: true, force: true });
  });

  async function open(name: string): Promise<readonly ArchivedMachine[]> {
    const file = inFolder(name);
    if (statSync(file).isDirectory()) return await openImageFolder(file);
    const kind = archiveKindOf(file);
    return kind.kind === 'tar' ? await openArchive(file, kind.compression) : [];
  }
  async function scan(name: string): Promise<Host> {
    const [machine] = await open(name);
    if (machine === undefined) throw new Error(`${name} holds no machine`);
    expect(machine.diagnostics).toEqual([]);
    return normalizeHost(await collectPendingHost(machine.pending, CONTEXT, () => undefined)).host;
  }

  it.each([
    ['tar', [], true],
    ['tar | gzip', ['gzip', '-1'], true],
    ['tar | zstd', ['zstd', '-q', '--rm'], hasZstd],
  ] as const)(
    'packed by %s tells the same sections as its folder',
    async (_, [program, ...options], possible) => {
      if (!possible) return;
      const file = program === undefined ? 'a.tar' : program === 'gzip' ? 'a.tar.gz' : 'a.tar.zst';
      tar('a.tar', ['--format=pax', '--sparse'], '.');
      if (program !== undefined) run(program, ...options, 'a.tar');
      expect(await scan(file)).toEqual(whole);
      rmSync(inFolder(file));
    },
    60_000,
  );

  it.each([
    ['GNU', ['--format=gnu', '--sparse']],
    ['pax', ['--format=pax']],
    ['pax with holes told by 0.0', ['--format=pax', '--sparse', '--sparse-version=0.0']],
    ['pax with holes told by 0.1', ['--format=pax', '--sparse', '--sparse-version=0.1']],
    ['pax with holes told by 1.0', ['--format=pax', '--sparse', '--sparse-version=1.0']],
  ])('holds the same files in the form %s', async (_, options) => {
    tar('etc.tar', options, 'etc');
    const [machine] = await open('etc.tar');
    const local = openLocal(tree);
    const files = ['sparse', `sudoers.d/${'x'.repeat(200)}`, 'second-passwd', 'shadow', 'out', 'os-release'];
    for (const at of files.map((one) => `/etc/${one}`)) {
      expect(digest(machine?.pending, at)).toBe(at.endsWith('os-release') ? 'absent' : digest(local, at));
      const [got, want] = [machine?.pending.lstat(at), local.lstat(at)];
      if (want.kind === 'read') expect(got).toMatchObject({ value: { ...want.value, modifiedMs: expect.any(Number) } });
    }
  });

  it.skipIf(!hasImageTools)(
    'as an image that umoci and skopeo made tells the same, and its second layer counts',
    async () => {
      tar('base.tar', ['--format=pax'], '.');
      writeFileSync(
        inFolder('upper.tar'),
        tarOf([
          { name: 'etc/hostname', data: 'web02\n' },
          { name: 'etc/ssh/.wh.sshd_config' },
          { name: 'etc/pam.d/.wh..wh..opq' },
          { name: 'etc/pam.d/sshd', data: 'auth required pam_deny.so\n' },
        ]),
      );
      run('umoci', 'init', '--layout', 'oci');
      run('umoci', 'new', '--image', 'oci:one');
      run('umoci', 'raw', 'add-layer', '--image', 'oci:one', 'base.tar');
      run('umoci', 'raw', 'add-layer', '--image', 'oci:one', '--tag', 'two', 'upper.tar');
      rmSync(inFolder('base.tar'));
      const copy = (to: string, tag: string): void => run('skopeo', '--insecure-policy', 'copy', `oci:oci:${tag}`, to);
      copy('docker-archive:one.tar:example.test/debian:one', 'one');
      copy('oci-archive:one-oci.tar:one', 'one');
      for (const file of ['one.tar', 'one-oci.tar']) expect(await scan(file)).toEqual(whole);
      expect((await open('one.tar'))[0]?.name).toBe('example.test/debian:one');
      expect((await open('oci')).map(({ name }) => name)).toEqual(['oci:one', 'oci:two']);
      copy('docker-archive:two.tar', 'two');
      // The layers as a tool of the trade lays them over each other.
      run('umoci', 'unpack', '--image', 'oci:two', 'bundle');
      const unpacked = normalizeHost(collectHost(openLocal(inFolder('bundle/rootfs')), CONTEXT)).host;
      expect(await scan('two.tar')).toEqual(unpacked);
      expect(spawnSync('test', ['-e', inFolder('bundle/rootfs/etc/ssh/sshd_config')]).status).toBe(1);
    },
    120_000,
  );
});
