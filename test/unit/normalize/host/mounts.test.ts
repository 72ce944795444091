import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLocal } from '../../../../src/collect/access/local.ts';
import { mountsSource } from '../../../../src/collect/host/mounts.ts';
import { captureSet } from '../../../../src/normalize/capture-set.ts';
import { restrictionsOf, splitOptions } from '../../../../src/normalize/host/mounts/mount-options.ts';
import { pointOf } from '../../../../src/normalize/host/mounts/mount-units.ts';
import { mountsNormalizer } from '../../../../src/normalize/host/mounts/mounts.ts';
import { capturesOf } from './host-tree.ts';

const context = { collectedAt: '2026-01-01T00:00:00Z' };
const SYSTEMD = 'usr/lib/systemd/systemd';
const RUNNING = { '/proc/self/mountinfo': '' };

/** Collects a tree of files; a value `-> X` makes a link. */
function normalize(files: Readonly<Record<string, string>>) {
  const tree = mkdtempSync(path.join(tmpdir(), 'mounts-'));
  try {
    mkdirSync(path.join(tree, 'lib'));
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(tree, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (content.startsWith('-> ')) symlinkSync(content.slice(3), file);
      else writeFileSync(file, content);
    }
    return mountsNormalizer.normalize(captureSet([...mountsSource.collect(openLocal(tree), context)]));
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** What is told of one folder at boot: its options when it is a mount of its own. */
function atBoot(files: Readonly<Record<string, string>>, point: string) {
  const found = normalize({ [SYSTEMD]: '', ...files }).section.data?.points.find((one) => one.id === point);
  const side = found?.sides.find((one) => one.id === 'at boot');
  if (side === undefined) return 'no side';
  if (!('value' in side.own)) return 'unknown';
  if (!side.own.value) return 'not mounted';
  const held = [side.nodev, side.nosuid, side.noexec].map((fact, index) =>
    'value' in fact && fact.value ? ['nodev', 'nosuid', 'noexec'][index] : undefined,
  );
  return held.filter((one) => one !== undefined).join(' ');
}

const unit = (options: string, where = '/tmp') =>
  `[Mount]\nWhat=tmpfs\nWhere=${where}\nType=tmpfs\nOptions=${options}\n`;
const wants = { 'etc/systemd/system/local-fs.target.wants/tmp.mount': '-> /x' };

describe('mounts at boot', () => {
  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['an fstab line', { 'etc/fstab': 'tmpfs /tmp tmpfs nodev,nosuid 0 0\n' }, '/tmp', 'nodev nosuid'],
    ['defaults', { 'etc/fstab': '/dev/sda2 /var ext4 defaults 0 2\n' }, '/var', ''],
    ['defaults after a restriction', { 'etc/fstab': '/dev/sda2 /var ext4 nodev,defaults 0 2\n' }, '/var', ''],
    ['a line without options', { 'etc/fstab': '/dev/sda2 /var ext4\n' }, '/var', ''],
    ['an escaped blank and doubled slashes', { 'etc/fstab': 'x //var//log/ ext4 nodev\n' }, '/var/log', 'nodev'],
    ['noauto', { 'etc/fstab': 'x /home ext4 noauto,nodev\n' }, '/home', 'not mounted'],
    ['noauto with an automount', { 'etc/fstab': 'x /home ext4 noauto,x-systemd.automount,nodev\n' }, '/home', 'nodev'],
    ['the first of two lines', { 'etc/fstab': 'a /home ext4 nodev\nb /home ext4 nosuid\n' }, '/home', 'nodev'],
    ['user, and what it implies', { 'etc/fstab': 'x /home ext4 user,exec\n' }, '/home', 'nodev nosuid'],
    [
      'a bind mount without options',
      { 'etc/fstab': 'tmpfs /tmp tmpfs nodev,noexec\n/tmp /var/tmp none bind\n' },
      '/var/tmp',
      'nodev noexec',
    ],
    [
      'a bind mount with its own',
      { 'etc/fstab': 'tmpfs /tmp tmpfs nodev,noexec\n/tmp /var/tmp none bind,nosuid\n' },
      '/var/tmp',
      'nosuid',
    ],
    ['a unit that nothing wants', { 'usr/lib/systemd/system/tmp.mount': unit('nodev') }, '/tmp', 'not mounted'],
    ['a wanted unit of a package', { 'usr/lib/systemd/system/tmp.mount': unit('nodev'), ...wants }, '/tmp', 'nodev'],
    [
      'the unit of the administrator, above that of the package',
      { 'usr/lib/systemd/system/tmp.mount': unit('nodev'), 'etc/systemd/system/tmp.mount': unit('nosuid'), ...wants },
      '/tmp',
      'nosuid',
    ],
    [
      'fstab, above the unit of a package',
      { 'usr/lib/systemd/system/tmp.mount': unit('nodev'), ...wants, 'etc/fstab': 'tmpfs /tmp tmpfs noexec\n' },
      '/tmp',
      'noexec',
    ],
    [
      'the unit of the administrator, above fstab',
      { 'etc/systemd/system/tmp.mount': unit('nodev'), 'etc/fstab': 'tmpfs /tmp tmpfs noexec\n' },
      '/tmp',
      'nodev',
    ],
    [
      'a drop-in, which sets all options anew',
      { 'etc/fstab': 'tmpfs /tmp tmpfs nodev\n', 'etc/systemd/system/tmp.mount.d/x.conf': '[Mount]\nOptions=noexec\n' },
      '/tmp',
      'noexec',
    ],
    [
      'a masked unit',
      { 'usr/lib/systemd/system/tmp.mount': unit('nodev'), ...wants, 'etc/systemd/system/tmp.mount': '-> /dev/null' },
      '/tmp',
      'not mounted',
    ],
    [
      'a mask, which holds for fstab too',
      { 'etc/fstab': 'tmpfs /tmp tmpfs nodev\n', 'etc/systemd/system/tmp.mount': '-> /dev/null' },
      '/tmp',
      'not mounted',
    ],
    ['/dev/shm without any file', {}, '/dev/shm', 'nodev nosuid'],
    ['/dev/shm of fstab', { 'etc/fstab': 'tmpfs /dev/shm tmpfs noexec\n' }, '/dev/shm', 'noexec'],
  ])('%s', (_, files, point, want) => {
    expect(atBoot(files, point)).toBe(want);
  });

  it('are nobody knows which in a tree that nothing starts', () => {
    expect(normalize({ 'etc/fstab': 'tmpfs /tmp tmpfs nodev\n' }).section.flag).toBe('does-not-exist');
  });

  it('are the last of two lines where no systemd is', () => {
    const files = {
      [SYSTEMD]: '-> /dev/null/x',
      'sbin/init': '',
      'etc/fstab': 'a /home ext4 nodev\nb /home ext4 nosuid\n',
    };
    expect(atBoot(files, '/home')).toBe('nosuid');
  });

  it('tell the lines that lost and why', () => {
    const point = normalize({
      [SYSTEMD]: '',
      'etc/fstab': 'a /home ext4 nodev\nb /home ext4 nosuid\n',
      'etc/systemd/system/home.mount.d/x.conf': '[Mount]\nOptions=noexec\n',
    }).section.data?.points.find((one) => one.id === '/home');
    expect(point?.sides[0]?.noexec).toEqual({
      value: true,
      at: { file: '/etc/systemd/system/home.mount.d/x.conf', line: 2 },
      overridden: [
        { at: { file: '/etc/fstab', line: 2 }, text: 'nosuid', why: 'systemd takes the first mount of this folder' },
        { at: { file: '/etc/fstab', line: 1 }, text: 'nodev', why: 'a drop-in sets Options= anew' },
      ],
    });
  });

  it('keep no password of a network mount', () => {
    const captures = mountsSource.collect(
      {
        ...openLocal('/'),
        live: false,
        list: () => ({ kind: 'absent' }),
        readFile: () => ({
          kind: 'read',
          bytes: Buffer.from('//a/b /c cifs user=x,password=CANARY,nodev 0 0\nhttps://u:CANARY@h/ /d davfs ro 0 0\n'),
        }),
      },
      context,
    );
    const kept = captures.map((one) => (one.outcome.kind === 'read' ? Buffer.from(one.outcome.bytes).toString() : ''));
    expect(kept.join('')).toContain('nodev');
    expect(kept.join('')).not.toContain('CANARY');
  });
});

describe('mounts now', () => {
  const told = (mountinfo: string) =>
    mountsNormalizer
      .normalize(capturesOf({ ...RUNNING, '/proc/self/mountinfo': mountinfo, '/etc/fstab': '', 'mount units': '{}' }))
      .section.data?.points.find((one) => one.id === '/tmp')?.sides[0];

  it('are told with the line of mountinfo', () => {
    const side = told('1 0 8:1 / / rw - ext4 a rw\n2 1 0:5 / /tmp rw,nodev - tmpfs t rw\n');
    expect(side).toMatchObject({
      id: 'now',
      own: { value: true, at: { file: '/proc/self/mountinfo', line: 2 } },
      nodev: { value: true },
      nosuid: { value: false },
    });
  });

  it('are those of the folder around it when it is no mount of its own', () => {
    expect(told('1 0 8:1 / / rw,nosuid - ext4 a rw\n')).toMatchObject({
      own: { value: false },
      nosuid: { value: true },
    });
  });
});

describe('words', () => {
  it.each([
    ['rw,nodev', ['rw', 'nodev']],
    ['context="a,b",nosuid', ['context="a,b"', 'nosuid']],
    [',,', []],
  ])('%s', (text, options) => {
    expect(splitOptions(text)).toEqual(options);
  });

  it('the later of two contradicting options wins', () => {
    expect([...restrictionsOf(['nodev', 'dev', 'noexec']).held]).toEqual(['noexec']);
  });

  it.each([
    ['tmp.mount', '/tmp'],
    ['var-log-audit.mount', '/var/log/audit'],
    ['-.mount', '/'],
    ['srv-a\\x2db.mount', '/srv/a-b'],
    ['srv-\\xc3\\xa9.mount', '/srv/\u00e9'],
    ['srv-\\xff.mount', '/srv/\\xff'],
  ])('%s', (name, point) => {
    expect(pointOf(name)).toBe(point);
  });
});
