import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveKindOf, openArchive } from '../../../src/collect/access/archive/open-archive.ts';
import { openLocal } from '../../../src/collect/access/local.ts';
import { collectHost, collectPendingHost } from '../../../src/collect/host/collect-host.ts';
import type { Capture } from '../../../src/core/capture.ts';
import { normalizeHost } from '../../../src/normalize/host/normalize-host.ts';
import { packFolder } from '../../tar-writer.ts';

const CONTEXT = { collectedAt: '2026-01-01T00:00:00Z' };
let folder: string;
let root: string;
/** Only root may make devices. */
let device = false;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  root = path.join(folder, 'root');
  for (const one of ['etc/sudoers.d', 'etc/ssh/sshd_config.d', 'etc/group', 'proc', 'sys', 'dev', 'run'])
    mkdirSync(path.join(root, one), { recursive: true });
  const write = (name: string, bytes: string | Uint8Array): void => writeFileSync(path.join(root, name), bytes);
  const link = (name: string, target: string): void => symlinkSync(target, path.join(root, name));
  write('etc/os-release', 'ID=debian\nVERSION_ID="12"\n');
  write(
    'etc/passwd',
    Buffer.concat([
      Buffer.from('root:x:0:0:root:/root:/bin/sh\n'),
      Buffer.from('bad\xff\xfe:x:1:1::/:/bin/sh\n', 'latin1'),
      Buffer.from(`huge:x:2:2:${'x'.repeat(3_000_000)}:/:/bin/sh\n`),
      Buffer.from([0, 10, 0, 0, 10]),
      Buffer.from(`${':'.repeat(100_000)}\n`),
    ]),
  );
  write(
    'etc/sudoers',
    Buffer.from(`Defaults x\\\n${'a\\\n'.repeat(50_000)}\xff ALL=ALL\n@includedir /etc/sudoers.d\n`, 'latin1'),
  );
  write(
    'etc/ssh/sshd_config',
    'Include /etc/ssh/sshd_config\nInclude /etc/ssh/sshd_config.d/*\nPermitRootLogin \xff\n',
  );
  write('etc/ssh/sshd_config.d/huge.conf', `Ciphers ${'aes,'.repeat(20_000)}\n`);
  execFileSync('mkfifo', [path.join(root, 'etc/shadow'), path.join(root, 'etc/sudoers.d/fifo')]);
  device = spawnSync('mknod', [path.join(root, 'etc/login.defs'), 'c', '1', '5']).status === 0;
  if (!device) link('etc/login.defs', '/dev/zero');
  link('etc/hostname', '/proc/sys/kernel/hostname');
  link('etc/ld.so.preload', '../../../../../../../../etc/passwd-of-the-scanner');
  link('etc/sysctl.conf', 'sysctl.conf');
  link('etc/sysctl.d', '/');
  link('etc/sudoers.d/loop', '../sudoers.d');
  link('etc/apt', '../etc');
  link('usr', '.');
  link('lib', 'lib');
  link('var', '/var');
  link('root', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function captures(form: string): Promise<readonly Capture[]> {
  if (form === 'a folder') return collectHost(openLocal(root), CONTEXT);
  const file = path.join(folder, 'machine');
  const tar = packFolder(root);
  writeFileSync(file, form === 'a tar' ? tar : gzipSync(tar));
  const kind = archiveKindOf(file);
  const [machine] = kind.kind === 'tar' ? await openArchive(file, kind.compression) : [];
  if (machine === undefined) throw new Error('no machine');
  return await collectPendingHost(machine.pending, CONTEXT, () => undefined);
}

describe.each(['a folder', 'a tar', 'a compressed tar'])('a tree made to hurt, as %s', (form) => {
  let read: readonly Capture[];
  beforeAll(async () => {
    read = await captures(form);
  });

  it.each([
    ['a fifo in place of a file', '/etc/shadow', 'failed'],
    ['a device in place of a file', '/etc/login.defs', () => (device ? 'failed' : 'absent')],
    ['a directory in place of a file', '/etc/group', 'failed'],
    ['a link to a file of the scanner', '/etc/hostname', 'absent'],
    ['a link that climbs out', '/etc/ld.so.preload', 'absent'],
    ['a link to itself', '/etc/sysctl.conf', 'failed'],
  ])('%s', (_, origin, want) => {
    const kind = read.find((capture) => capture.origin === origin)?.outcome.kind;
    expect(kind).toBe(typeof want === 'string' ? want : want());
  });

  it('is normalized without an exception, and what could not be read is no pass', () => {
    const { host, name } = normalizeHost(read);
    expect(name).toBe('unnamed');
    expect(host.accounts?.flag).not.toBe('complete');
    expect(
      host.accounts?.data?.users.find((user) => user.name === 'root')?.password.state ?? { unknown: '' },
    ).toHaveProperty('unknown');
  });
});

it('a name that is no UTF-8 is there, and what is in it is unknown', () => {
  const top = path.join(folder, 'names');
  mkdirSync(path.join(top, 'etc/sudoers.d'), { recursive: true });
  const bad = Buffer.concat([Buffer.from(path.join(top, 'etc/sudoers.d/')), Buffer.from('bad\xff', 'latin1')]);
  writeFileSync(bad, 'x ALL=(ALL) NOPASSWD: ALL\n');
  const access = openLocal(top);
  expect(access.list('/etc/sudoers.d')).toEqual({ kind: 'read', value: ['bad\ufffd'] });
  for (const outcome of [access.readFile('/etc/sudoers.d/bad\ufffd'), access.lstat('/etc/sudoers.d/bad\ufffd')])
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('not UTF-8') });
});
