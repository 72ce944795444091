import { describe, expect, it } from 'vitest';
import { filesNormalizer } from '../../../../src/normalize/host/files/files.ts';
import { loginDefsNormalizer } from '../../../../src/normalize/host/login-defs/login-defs.ts';
import { osNormalizer } from '../../../../src/normalize/host/os/os.ts';
import { preloadNormalizer } from '../../../../src/normalize/host/preload/preload.ts';
import { timeSyncNormalizer } from '../../../../src/normalize/host/time-sync/time-sync.ts';
import { capturesOf } from './host-tree.ts';

describe('os', () => {
  const os = (text: string) => osNormalizer.normalize(capturesOf({ '/etc/os-release': text })).section;
  it.each([
    ['ID=debian', 'debian'],
    ['ID="debian"', 'debian'],
    ["ID='debian'", 'debian'],
    ['ID="de\\"b\\$i\\\\an"', 'de"b$i\\an'],
    ['ID=deb\\ian # no comment', 'debian'],
    ['# ID=x\n\nID=arch', 'arch'],
    ['NAME=x', 'linux'],
  ])('%j has the id %j', (text, id) => {
    expect(os(`${text}\n`).data?.id).toMatchObject({ value: id });
  });
  it('reads ID_LIKE as a list and leaves a missing VERSION_ID unknown', () => {
    expect(os('ID=x\nID_LIKE="rhel fedora"\n').data).toMatchObject({
      id_like: { value: ['rhel', 'fedora'] },
      version_id: { unknown: expect.any(String) },
    });
  });
  it('falls back to /usr/lib only when /etc has none', () => {
    const usr = { '/usr/lib/os-release': 'ID=usr\n' };
    expect(
      osNormalizer.normalize(capturesOf({ '/etc/os-release': { kind: 'absent' }, ...usr })).section.data?.id,
    ).toMatchObject({ value: 'usr' });
    expect(osNormalizer.normalize(capturesOf({ '/etc/os-release': { kind: 'denied' }, ...usr })).section.flag).toBe(
      'not-collected',
    );
    expect(
      osNormalizer.normalize(
        capturesOf({
          '/etc/os-release': { kind: 'absent' },
          '/usr/lib/os-release': { kind: 'absent' },
          '/etc/hostname': 'h',
        }),
      ).section.flag,
    ).toBe('does-not-exist');
  });
});

describe('login.defs', () => {
  const read = (text: string) => loginDefsNormalizer.normalize(capturesOf({ '/etc/login.defs': text })).section.data;
  it('takes the last value, and the default of a missing one', () => {
    expect(read('PASS_MAX_DAYS 90\nPASS_MAX_DAYS\t365\n#UMASK 077\n')).toMatchObject({
      pass_max_days: { value: 365, overridden: [{ text: 'PASS_MAX_DAYS 90' }] },
      umask: { value: '022' },
      encrypt_method: { value: 'DES' },
    });
  });
  it('does not guess a number', () => {
    expect(read('UID_MIN many\n')?.uid_min).toMatchObject({ unknown: expect.any(String) });
  });
});

describe('files', () => {
  const MODES = 'stat(2) of critical files';
  const line = (label: string, mode: string, uid: string, gid: string, path: string) =>
    `${label}\tread\tfile\t${mode}\t${uid}\t${gid}\t${JSON.stringify(path)}\n`;
  const names = {
    '/etc/passwd': 'root:x:0:0::/:/bin/sh\nalias:x:0:0::/:/bin/sh\n',
    '/etc/group': 'root:x:0:\nshadow:x:42:\n',
  };
  const read = (modes: string) => filesNormalizer.normalize(capturesOf({ ...names, [MODES]: modes })).section.data;
  it('names owners by the files of the tree, numbers without a name stay numbers', () => {
    const data = read(
      line('root', '0755', '0', '0', '/') +
        line('shadow', '0640', '0', '42', '/etc/shadow') +
        line('passwd', '0644', '1000', '7', '/etc/passwd'),
    );
    expect(data?.files).toMatchObject([
      { id: '/' },
      { id: '/etc/passwd', status: { value: { owner: '1000', group: '7' } } },
      { id: '/etc/shadow', status: { value: { octal: '0640', mode: 0o640, owner: 'root', group: 'shadow' } } },
    ]);
  });
  it('leaves out what a link to /dev/null switches off', () => {
    const mask = line('sysctl', '0666', '0', '0', '/etc/sysctl.d/99-x.conf').replace('\tfile\t', '\tother\t');
    expect(read(line('root', '0755', '0', '0', '/') + mask)?.files.map(({ id }) => id)).toEqual(['/']);
  });
  it('tells absent and closed files apart', () => {
    const data = read(
      `${line('root', '0755', '0', '0', '/')}opasswd\tabsent\t\t\t\t\t"/etc/security/opasswd"\naudit-log\tdenied\t\t\t\t\t"/var/log/audit"\n`,
    );
    expect(data?.absent).toEqual(['/etc/security/opasswd']);
    expect(data?.files[1]).toMatchObject({
      id: '/var/log/audit',
      status: { unknown: expect.stringContaining('as root') },
    });
  });
  it('does not believe the owners of a tree that somebody unpacked as themselves', () => {
    const data = read(
      line('root', '0755', '1000', '1000', '/') + line('shadow', '0644', '1000', '1000', '/etc/shadow'),
    );
    expect(data?.files[1]?.status).toMatchObject({ unknown: expect.stringContaining('uid 1000') });
  });
});

describe('preload', () => {
  const read = (text: string, owners: string) =>
    preloadNormalizer.normalize(capturesOf({ '/etc/ld.so.preload': text, 'owners of preloaded libraries': owners }))
      .section.data?.libraries;
  it('reads blanks, colons and comments', () => {
    expect((read('/a.so:/b.so /c.so\n# /d.so\n/e.so # x\n', 'read\n') ?? []).map((one) => one.id)).toEqual([
      '/a.so',
      '/b.so',
      '/c.so',
      '/e.so',
    ]);
  });
  it('tells the owner, none, and not known', () => {
    expect(read('/a.so\n/b.so\n', 'read\nliba\t/a.so\n')).toMatchObject([
      { package: { value: 'liba' } },
      { package: { value: '' } },
    ]);
    expect(read('/a.so\n', 'absent\n')).toMatchObject([{ package: { unknown: expect.any(String) } }]);
  });
});

describe('time', () => {
  const none = Object.fromEntries(
    ['/usr/sbin/chronyd', '/lib/systemd/systemd-timesyncd', '/usr/lib/systemd/systemd-timesyncd', '/usr/sbin/ntpd'].map(
      (path) => [`stat ${path}`, { kind: 'absent' } as const],
    ),
  );
  const flag = (files: Parameters<typeof capturesOf>[0]) =>
    timeSyncNormalizer.normalize(capturesOf({ ...none, ...files })).section.flag;
  it('of the image of a container is its host’s matter', () => {
    expect(flag({ 'ls /lib/modules': { kind: 'absent' }, 'ls /boot': { kind: 'absent' } })).toBe('not-applicable');
  });
  it('of a machine without a daemon is judged', () => {
    expect(flag({ '/proc/sys/kernel/osrelease': '6.1.0\n' })).toBe('complete');
  });
});
