import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { kernelSource } from '../../src/collect/host/kernel.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { installCommand, modprobeConfig } from '../../src/normalize/host/modules/modprobe-config.ts';

const MODPROBE = '/sbin/modprobe';
const usable = existsSync(MODPROBE);
if (!usable) console.log('modprobe-config: skipped; needs the Debian package kmod');

/** Folders as compiled into kmod, the strongest first. */
const FOLDERS = ['etc/modprobe.d', 'run/modprobe.d', 'usr/local/lib/modprobe.d', 'lib/modprobe.d'];
const RELEASE = '6.1.0-test';
const MODULES = ['cramfs', 'usb_storage', 'dccp', 'sctp', 'hfs', 'hfsplus', 'tipc'];

/** The least that depmod takes for a module: an ELF file with no content but the table of its section names. */
function emptyModule(): Buffer {
  const names = Buffer.from('\0.shstrtab\0');
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(1, 16);
  header.writeUInt16LE(62, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(80n, 40);
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(2, 60);
  header.writeUInt16LE(1, 62);
  const section = Buffer.alloc(64);
  section.writeUInt32LE(1, 0);
  section.writeUInt32LE(3, 4);
  section.writeBigUInt64LE(64n, 24);
  section.writeBigUInt64LE(BigInt(names.length), 32);
  return Buffer.concat([header, names, Buffer.alloc(16 - names.length), Buffer.alloc(64), section]);
}

type Files = Readonly<Record<string, string>>;
const CASES: readonly (readonly [string, Files])[] = [
  ['one install line', { 'etc/modprobe.d/a.conf': 'install cramfs /bin/false\n' }],
  ['dashes are underscores', { 'etc/modprobe.d/a.conf': 'install usb-storage /bin/true\nblacklist usb-storage\n' }],
  ['the first install command holds', { 'etc/modprobe.d/a.conf': 'install dccp /bin/false\ninstall dccp /bin/true\n' }],
  [
    'files in order of their names, whatever the folder',
    { 'etc/modprobe.d/b.conf': 'install sctp /bin/false\n', 'lib/modprobe.d/a.conf': 'install sctp /bin/true\n' },
  ],
  [
    'a name of a stronger folder masks',
    { 'etc/modprobe.d/a.conf': '# nothing\n', 'lib/modprobe.d/a.conf': 'install hfs /bin/false\nblacklist hfs\n' },
  ],
  [
    '/run before /usr/local/lib before /lib',
    {
      'run/modprobe.d/x.conf': 'install tipc /bin/false\n',
      'usr/local/lib/modprobe.d/x.conf': 'install tipc /bin/true\n',
      'lib/modprobe.d/x.conf': 'install tipc /bin/echo\n',
    },
  ],
  ['patterns', { 'etc/modprobe.d/a.conf': 'install hfs* /bin/false\n' }],
  [
    'joined lines and comments',
    { 'etc/modprobe.d/a.conf': '#install dccp /bin/true\ninstall dccp \\\n /bin/false\n  blacklist   sctp\n' },
  ],
  [
    'other endings are not read',
    { 'etc/modprobe.d/a.conf.bak': 'install sctp /bin/false\n', 'etc/modprobe.d/b': 'blacklist sctp\n' },
  ],
  ['strange lines', { 'etc/modprobe.d/a.conf': 'instal dccp /bin/false\ninstall\nblacklist\ninstall sctp\n' }],
  ['another command', { 'etc/modprobe.d/a.conf': 'install tipc /sbin/modprobe --ignore-install tipc && true\n' }],
];

describe.skipIf(!usable)('modprobe.d as modprobe reads it', () => {
  const trees: string[] = [];
  afterAll(() => {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  });

  it.each(CASES)('%s', (_, files) => {
    const root = mkdtempSync(path.join(tmpdir(), 'modprobe-'));
    trees.push(root);
    for (const folder of FOLDERS) mkdirSync(path.join(root, folder), { recursive: true });
    const modules = path.join(root, 'lib/modules', RELEASE);
    mkdirSync(modules, { recursive: true });
    for (const module of MODULES) writeFileSync(path.join(modules, `${module}.ko`), emptyModule());
    execFileSync('/sbin/depmod', ['-b', root, RELEASE], { stdio: 'ignore' });
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text);
    const captures = captureSet(kernelSource.collect(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }));
    const config = modprobeConfig(captures);
    const given = FOLDERS.flatMap((folder) => ['-C', path.join(root, folder)]);
    const shown = spawnSync(MODPROBE, ['--showconfig', ...given], { encoding: 'utf8' }).stdout.split('\n');

    expect(config.commands.filter(({ command }) => command === 'blacklist').map(({ module }) => module)).toEqual(
      shown.flatMap((line) => /^blacklist (\S+)$/.exec(line)?.[1] ?? []),
    );
    for (const module of MODULES) {
      const run = spawnSync(MODPROBE, ['-n', '-v', '-S', RELEASE, '-d', root, ...given, module], {
        encoding: 'utf8',
      }).stdout;
      const command = /^install (.*?)\s*$/m.exec(run)?.[1]?.trim();
      expect(run).toMatch(/install|insmod/);
      expect([module, installCommand(config, module)?.command.rest]).toEqual([module, command]);
    }
  });
});
