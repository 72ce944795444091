import { describe, expect, it } from 'vitest';
import { parseProfiles } from '../../../../src/normalize/host/mac/apparmor-profiles.ts';
import { macNormalizer } from '../../../../src/normalize/host/mac/mac.ts';
import { capturesOf } from './host-tree.ts';
import { KERNEL_TREE, RUNNING } from './kernel-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const BASE: Files = {
  ...KERNEL_TREE,
  '/etc/os-release': 'ID=debian\n',
  'ls /etc/apparmor.d/disable': { kind: 'absent' },
  'ls /etc/apparmor.d/force-complain': { kind: 'absent' },
  '/etc/selinux/config': { kind: 'absent' },
};
const section = (files: Files) => macNormalizer.normalize(capturesOf({ ...BASE, ...files })).section;
const data = (files: Files) => section(files).data;

describe('profiles', () => {
  it.each<readonly [string, string, readonly (readonly [string, string])[]]>([
    ['a path', '/usr/bin/a {\n}\n', [['/usr/bin/a', 'enforce']]],
    ['flags', 'profile a /a flags=(attach_disconnected,complain) {\n}\n', [['a', 'complain']]],
    ['flags without the word', '/a (complain) {\n}\n', [['/a', 'complain']]],
    ['flags among others', 'profile a /a xattrs=(x=y) flags=(kill) {\n}\n', [['a', 'kill']]],
    [
      'children',
      'profile a {\n ^hat (complain) {\n }\n profile b {\n }\n}\nprofile c {\n}\n',
      [
        ['a', 'enforce'],
        ['a//hat', 'complain'],
        ['a//b', 'enforce'],
        ['c', 'enforce'],
      ],
    ],
    ['a header over two lines', 'profile a /a\n  flags=(complain) {\n}\n', [['a', 'complain']]],
    [
      'rules with braces',
      '/a {\n /x/{b,c} r,\n profile_x r,\n}\n/d {\n}\n',
      [
        ['/a', 'enforce'],
        ['/d', 'enforce'],
      ],
    ],
  ])('%s', (_, text, want) => {
    expect(parseProfiles('/etc/apparmor.d/x', text.split('\n')).map(({ id, mode }) => [id, mode])).toEqual(want);
  });

  it('are off by disable/ and soft by force-complain/', () => {
    const files = {
      '/etc/apparmor.d/a': 'profile a {\n}\n',
      '/etc/apparmor.d/b': 'profile b {\n}\n',
      '/etc/apparmor.d/tunables/x': 'profile no {\n}\n',
      'ls /etc/apparmor.d/disable': '["a"]',
      'ls /etc/apparmor.d/force-complain': '["b"]',
    };
    expect(data(files)?.apparmor.profiles).toMatchObject([
      { id: 'a', mode: 'disabled', overridden: [{ why: expect.stringContaining('disable/a') }] },
      { id: 'b', mode: 'complain' },
    ]);
  });

  it('are not all when a file is closed', () => {
    expect(section({ '/etc/apparmor.d/a': { kind: 'denied' } }).flag).toBe('incomplete');
  });
});

describe('what is in force', () => {
  const live: Files = {
    ...RUNNING,
    '/sys/module/apparmor/parameters/enabled': 'Y\n',
    '/sys/kernel/security/apparmor/profiles': 'a (enforce)\nb//c (complain)\n',
    'confinement of processes': '7\t/usr/bin/a\tunconfined\n8\t/usr/bin/a\ta (enforce)\n',
  };
  it('is told by the kernel', () => {
    expect(data(live)?.apparmor).toMatchObject({
      enabled: { value: true },
      loaded: { value: 2 },
      loaded_profiles: [
        { id: 'a', mode: 'enforce' },
        { id: 'b//c', mode: 'complain' },
      ],
      unconfined_processes: { value: ['/usr/bin/a (7)'] },
    });
  });
  it.each<readonly [string, Files]>([
    ['offline', {}],
    ['without root', { ...live, '/sys/kernel/security/apparmor/profiles': { kind: 'denied' } }],
    ['without securityfs', { ...live, '/sys/kernel/security/apparmor/profiles': { kind: 'absent' } }],
  ])('is unknown %s', (_, files) => {
    expect(data(files)?.apparmor.loaded).toHaveProperty('unknown');
  });
});

describe('which one is asked', () => {
  it.each<readonly [string, Files, string]>([
    ['Debian', {}, 'apparmor'],
    ['a kin of RHEL', { '/etc/os-release': 'ID="rocky"\nID_LIKE="rhel centos fedora"\n' }, 'selinux'],
    ['chosen on the command line', { '/etc/default/grub': 'GRUB_CMDLINE_LINUX="security=selinux"\n' }, 'selinux'],
  ])('%s', (_, files, want) => {
    expect(data(files)?.system).toMatchObject({ value: want });
  });
});

describe('SELinux', () => {
  const config = { '/etc/selinux/config': 'SELINUX=Enforcing\nSELINUXTYPE=targeted\n' };
  it('is what its file says, but for selinux=0', () => {
    expect(data(config)?.selinux).toMatchObject({ mode: { value: 'enforcing' }, policy: { value: 'targeted' } });
    expect(data({ ...config, '/etc/default/grub': 'GRUB_CMDLINE_LINUX="selinux=0"\n' })?.selinux.mode).toMatchObject({
      value: 'disabled',
      overridden: [{ text: 'SELINUX=enforcing' }],
    });
    expect(data({})?.selinux.mode).toMatchObject({ value: 'disabled' });
  });
  it('tells booleans by the kernel, else by what was kept', () => {
    const kept = { '/var/lib/selinux/targeted/active/booleans.local': 'deny_execmem=1\n' };
    const on = (files: Files) =>
      data({ ...config, ...files })?.selinux.booleans.find(({ id }) => id === 'deny_execmem')?.on;
    expect(on(kept)).toMatchObject({ value: true });
    expect(on({})).toHaveProperty('unknown');
    expect(on({ ...kept, ...RUNNING, '/sys/fs/selinux/booleans': 'deny_execmem\t0\t0\n' })).toMatchObject({
      value: false,
    });
  });
});
