import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PendingAccess } from '../../../../../src/collect/access/access.ts';
import { fileSource } from '../../../../../src/collect/access/archive/byte-source.ts';
import { indexTar } from '../../../../../src/collect/access/archive/index-tar.ts';
import {
  type ArchivedMachine,
  archiveKindOf,
  openArchive,
} from '../../../../../src/collect/access/archive/open-archive.ts';
import { openTreeAccess } from '../../../../../src/collect/access/archive/tree-access.ts';
import { SourceError } from '../../../../../src/core/errors.ts';
import { type Member, tarOf, zstdStored } from '../../../../tar-writer.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MACHINE: readonly Member[] = [
  { name: 'etc/', type: '5' },
  { name: 'etc/passwd', data: 'root:x:0:0::/root:/bin/sh\n' },
];

function file(name: string, bytes: Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, bytes);
  return at;
}

async function open(name: string, bytes: Uint8Array): Promise<ArchivedMachine> {
  const at = file(name, bytes);
  const kind = archiveKindOf(at);
  if (kind.kind !== 'tar') throw new Error(`${name} is ${kind.kind}`);
  const [machine] = await openArchive(at, kind.compression);
  if (machine === undefined) throw new Error('no machine');
  return machine;
}

/** What becomes of a file after all that was asked for was fetched. */
async function text(access: PendingAccess, at: string, limit?: number): Promise<string> {
  access.readFile(at, limit);
  await access.fetch();
  const outcome = access.readFile(at, limit);
  return outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString('latin1') : outcome.kind;
}

describe('what a file is', () => {
  const tar = tarOf(MACHINE);
  it.each([
    ['a tar', 'a', tar, { kind: 'tar', compression: undefined }],
    ['a tar, by gzip', 'a', gzipSync(tar), { kind: 'tar', compression: 'gzip' }],
    ['a tar, by zstd', 'a', zstdStored(tar), { kind: 'tar', compression: 'zstd' }],
    ['a tar with nothing in it', 'empty.tar', tarOf([]), { kind: 'tar', compression: undefined }],
    ['zeros of another name', 'zeros', tarOf([]), { kind: 'other' }],
    ['a log, by gzip', 'auth.log.2.gz', gzipSync('Jan  1 00:00:00 host sshd[1]: hello'), { kind: 'other' }],
    ['a text', 'notes.tar', Buffer.from('notes'), { kind: 'other' }],
    ['nothing', 'nothing.tar', Buffer.alloc(0), { kind: 'other' }],
    ['gzip that is damaged at once', 'a.tar.gz', Buffer.from([0x1f, 0x8b, 8, 0xff, 1, 2]), { kind: 'other' }],
    ['zstd that is damaged at once', 'a.tar.zst', Buffer.from('28b52ffdffffffffffffff', 'hex'), { kind: 'other' }],
    ['a tar, by bzip2', 'a.tar.bz2', Buffer.from('BZh91AY&SY'), { kind: 'unreadable', compression: 'bzip2' }],
    ['a tar, by xz', 'a.txz', Buffer.from('fd377a585a000004', 'hex'), { kind: 'unreadable', compression: 'xz' }],
  ])('%s', (_, name, bytes, want) => {
    expect(archiveKindOf(file(name, bytes))).toEqual(want);
  });
});

describe.each([
  ['tar', (bytes: Uint8Array) => bytes, 0],
  ['tar.gz', (bytes: Uint8Array) => gzipSync(bytes), 1],
  ['tar.zst', zstdStored, 1],
] as const)('a machine in a %s', (suffix, pack, rounds) => {
  const sparse = Buffer.concat([Buffer.from('2\n0\n3\n8000\n4\n'), Buffer.alloc(512 - 13), Buffer.from('abcdefg')]);
  const name = `web.${suffix}`;
  const bytes = pack(
    tarOf([
      ...MACHINE,
      { name: '/etc/absolute', data: 'inside' },
      { name: '../outside', data: 'x' },
      { name: 'etc/../../outside', data: 'x' },
      { name: `${'d/'.repeat(3000)}deep`, data: 'x' },
      { name: 'etc/twice', data: 'first' },
      { name: 'etc/twice', data: 'the last' },
      { name: 'etc/original', data: 'one file' },
      { name: 'etc/second-name', type: '1', link: './etc/original' },
      { name: 'etc/lost', type: '1', link: 'etc/nowhere' },
      { name: 'etc/up', type: '2', link: '../../../../etc/original' },
      { name: 'etc/loop', type: '2', link: 'loop' },
      { name: 'lib', type: '2', link: 'usr/lib' },
      { name: 'usr/lib/', type: '5', mode: 0o700 },
      { name: 'lib/through', data: 'by the link' },
      { name: 'var/implicit/file', data: 'x' },
      { name: 'etc/fifo', type: '6' },
      { name: Buffer.from('etc/bad-\xff', 'latin1'), data: 'x' },
      { name: Buffer.from('etc/bad-\xfe', 'latin1'), data: 'y' },
      { name: 'etc/big', data: 'x'.repeat(300_000) },
      { name: 'etc/sparse', data: sparse, pax: { 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '8004' } },
      { name: 'etc/wrong-sparse', data: sparse, pax: { 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '8001' } },
      { name: 'etc/replaced', data: 'a file first' },
      { name: 'etc/replaced/inside', data: 'then a folder' },
      { name: 'etc/empty' },
    ]),
  );
  let machine: ArchivedMachine;
  beforeAll(async () => {
    machine = await open(name, bytes);
  });

  it.each([
    ['an absolute name lies inside', '/etc/absolute', 'inside'],
    ['a name that leads out is left out', '/outside', 'absent'],
    ['the last of two counts', '/etc/twice', 'the last'],
    ['a hard link', '/etc/second-name', 'one file'],
    ['a hard link to nothing', '/etc/lost', 'failed'],
    ['.. stops at the root', '/etc/up', 'one file'],
    ['a loop', '/etc/loop', 'failed'],
    ['a member behind a link', '/usr/lib/through', 'by the link'],
    ['the same by its link', '/lib/through', 'by the link'],
    ['a folder that is no member', '/var/implicit/file', 'x'],
    ['a fifo', '/etc/fifo', 'failed'],
    ['a directory', '/etc', 'failed'],
    ['a file that a folder took the place of', '/etc/replaced', 'failed'],
    ['what is in that folder', '/etc/replaced/inside', 'then a folder'],
    ['a name that is no UTF-8', '/etc/bad-\ufffd', 'failed'],
    ['a large file', '/etc/big', 'x'.repeat(300_000)],
    ['a sparse file', '/etc/sparse', `abc${'\0'.repeat(7997)}defg`],
    ['a sparse file that does not add up', '/etc/wrong-sparse', 'failed'],
    ['an empty file', '/etc/empty', ''],
    ['what is not there', '/etc/none', 'absent'],
    ['a file as a folder', '/etc/passwd/none', 'absent'],
  ])('%s', async (_, at, want) => {
    expect(await text(machine.pending, at)).toBe(want);
  });

  it('keeps the limit', async () => {
    expect(machine.pending.readFile('/etc/big', 1000)).toEqual({ kind: 'too-large', bytes: 300_000, limit: 1000 });
  });

  it('says what it left out', () => {
    expect(machine.diagnostics).toMatchObject([{ code: 'archive-entries-left-out', level: 'warning' }]);
    expect(machine.diagnostics[0]?.message).toContain('3 entries left out');
  });

  it('knows owners and modes of members alone', () => {
    expect(machine.pending.stat('/lib')).toMatchObject({ kind: 'read', value: { kind: 'directory', mode: 0o700 } });
    expect(machine.pending.lstat('/lib')).toMatchObject({ kind: 'read', value: { kind: 'link' } });
    expect(machine.pending.lstat('/var/implicit')).toMatchObject({ kind: 'failed' });
    expect(machine.pending.list('/var')).toEqual({ kind: 'read', value: ['implicit'] });
    expect(machine.pending.readLink('/lib')).toEqual({ kind: 'read', value: 'usr/lib' });
  });

  it('runs nothing and is not live', () => {
    expect(machine.pending.live).toBe(false);
    expect(machine.pending.run(['/bin/true'])).toEqual({ kind: 'absent' });
  });

  it('brings what was asked for in one round, and then nothing', async () => {
    const { pending } = await open(name, bytes);
    for (const at of ['/etc/passwd', '/etc/twice', '/etc/big']) pending.readFile(at);
    let fetched = 0;
    while (await pending.fetch()) fetched += 1;
    expect(fetched).toBe(rounds);
    expect(pending.readFile('/etc/twice').kind).toBe('read');
    await pending.close();
  });

  it('walks as over a disk: by its rules, each file once', () => {
    const known = new Set([0]);
    const walk = machine.pending.walk({ knownUids: known, knownGids: known });
    expect(walk).toMatchObject({ kind: 'read', value: { cut: false, entries: [] } });
    const all = machine.pending.walk({ knownUids: new Set(), knownGids: known });
    const paths = all.kind === 'read' ? all.value.entries.map((entry) => entry.path) : [];
    expect(paths).toContain('/etc/original');
    expect(paths).not.toContain('/etc/second-name');
    expect(paths).toContain('/etc/bad-\\xff');
    expect(paths).toEqual([...paths].sort());
  });
});

describe('an archive that is not whole', () => {
  const whole = tarOf([...MACHINE, { name: 'etc/shadow', data: 's'.repeat(5000) }, { name: 'etc/sudoers', data: 'x' }]);
  const random = Buffer.concat(Array.from({ length: 6000 }, (_, i) => createHash('sha256').update(String(i)).digest()));
  const large = tarOf([...MACHINE, { name: 'var/a', data: random }, { name: 'etc/sudoers', data: 'x' }]);
  it.each([
    ['a tar cut within a content', 'cut.tar', whole.subarray(0, 3000)],
    ['a tar cut between members', 'between.tar', whole.subarray(0, 1536)],
    ['a tar without its end', 'open.tar', tarOf([...MACHINE], 'open')],
    ['gzip cut', 'cut.tar.gz', gzipSync(large).subarray(0, 100_000)],
    ['zstd cut', 'cut.tar.zst', zstdStored(large).subarray(0, 160_000)],
    ['whole gzip of a cut tar', 'inner.tar.gz', gzipSync(whole.subarray(0, 1536))],
  ])('%s: what was seen is kept, nothing is absent', async (_, name, bytes) => {
    const machine = await open(name, bytes);
    expect(machine.diagnostics).toMatchObject([{ code: 'incomplete-archive', level: 'error' }]);
    expect(await text(machine.pending, '/etc/passwd')).toContain('root');
    for (const at of ['/etc/sudoers', '/etc/none', '/none/at/all']) {
      expect(machine.pending.readFile(at)).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining('not seen'),
      });
      expect(machine.pending.lstat(at).kind).toBe('failed');
    }
    expect(machine.pending.list('/etc').kind).toBe('failed');
    expect(machine.pending.list('/none').kind).toBe('failed');
    const walk = machine.pending.walk({ knownUids: new Set(), knownGids: new Set() });
    expect(walk).toMatchObject({ kind: 'read', value: { cut: true } });
    expect(await text(machine.pending, '/etc/shadow')).toBe('failed');
  });

  it('a wrong checksum of gzip is said', async () => {
    const bytes = gzipSync(large);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0xff;
    const machine = await open('crc.tar.gz', bytes);
    expect(machine.diagnostics[0]?.message).toContain('gzip checksum is wrong');
    expect(machine.pending.readFile('/etc/none').kind).toBe('failed');
  });

  it('a file that changes while it is read is the fault of nobody here', async () => {
    const machine = await open('changing.tar.gz', gzipSync(whole));
    machine.pending.readFile('/etc/passwd');
    file('changing.tar.gz', gzipSync(tarOf([...MACHINE, { name: 'other', data: 'x' }])));
    await expect(machine.pending.fetch()).rejects.toThrow(SourceError);
  });
});

it.each([
  ['a window of 128 MiB', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x88]), 'need a window of 128 MiB'],
  ['a content of 4 GiB in one piece', Buffer.from('28b52ffde00000000001000000', 'hex'), 'need a window of 4096 MiB'],
  ['a dictionary', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x58, 0x07]), 'need a dictionary'],
])('zstd with %s is refused, also in a later frame', async (_, header, why) => {
  const padded = [...MACHINE, { name: 'etc/padding', data: 'x'.repeat(200_000) }];
  const [first, second] = [zstdStored(tarOf(padded, 'open')), zstdStored(tarOf([{ name: 'etc/x', data: 'x' }]))];
  const bytes = Buffer.concat([first, Buffer.from('502a4d18020000000000', 'hex'), header, second.subarray(6)]);
  const machine = await open('frames.tar.zst', bytes);
  expect(machine.diagnostics[0]?.message).toContain(why);
  expect(await text(machine.pending, '/etc/passwd')).toContain('root');
  expect(machine.pending.readFile('/etc/x').kind).toBe('failed');
});

it('zstd of several frames is read whole', async () => {
  const [first, second] = [zstdStored(tarOf(MACHINE, 'open')), zstdStored(tarOf([{ name: 'etc/x', data: 'x' }]))];
  const skipped = Buffer.from('5f2a4d1803000000ffffff', 'hex');
  const machine = await open('frames.tar.zst', Buffer.concat([skipped, first, skipped, second, skipped]));
  expect(machine.diagnostics).toEqual([]);
  expect(await text(machine.pending, '/etc/x')).toBe('x');
});

it('an archive with more entries than are kept is bounded, and says so', async () => {
  const members = Array.from({ length: 50 }, (_, i) => ({ name: `var/${i}`, data: 'x' }));
  const source = fileSource(file('many.tar', tarOf([...MACHINE, ...members])));
  const tree = await indexTar(source, 20);
  expect(tree.count).toBe(20);
  expect(tree.incomplete).toBe('the archive has more than 20 entries, and the rest was not read');
  const access = openTreeAccess(tree);
  expect(access.readFile('/var/1').kind).toBe('read');
  expect(access.readFile('/var/49').kind).toBe('failed');
  expect(access.list('/var').kind).toBe('failed');
});

describe('where the machine lies', () => {
  const below = (top: string): readonly Member[] =>
    MACHINE.map((one) => ({ ...one, name: `${top}${String(one.name)}` }));
  it.each([
    ['at the top', MACHINE, undefined],
    ['below ./', below('./'), undefined],
    ['below rootfs/', below('rootfs/'), 'rootfs/'],
    ['below two folders', below('backup/web01/'), 'backup/web01/'],
    ['below rootfs/ beside a description', [...below('rootfs/'), { name: 'metadata.yaml', data: 'x' }], 'rootfs/'],
  ])('%s', async (_, members, where) => {
    const machine = await open('where.tar', tarOf(members));
    expect(await text(machine.pending, '/etc/passwd')).toContain('root');
    expect(machine.fallbackName).toBe('where');
    expect(machine.diagnostics.map(({ code }) => code)).toEqual(where === undefined ? [] : ['archive-folder']);
  });

  it.each([
    ['a tar of a project', [{ name: 'src/main.c', data: 'x' }, { name: 'README' }], 'it holds README, src/'],
    ['nothing', [], 'it holds nothing'],
    ['two machines', [...below('a/'), ...below('b/')], 'several machines: a/, b/'],
    ['a link out of it', [{ name: 'etc', type: '2', link: '/etc' }], 'it holds etc'],
  ])('%s is refused', async (_, members, why) => {
    await expect(openArchive(file('none.tar', tarOf(members)), undefined)).rejects.toThrow(why);
  });

  it('says so when only the part that is missing might hold it', async () => {
    await expect(openArchive(file('none.tar', Buffer.alloc(300, 'x')), undefined)).rejects.toThrow('could not be read');
    const cut = tarOf([{ name: 'bin/', type: '5' }], 'open');
    await expect(openArchive(file('none.tar', cut), undefined)).rejects.toThrow('was cut off');
  });
});
