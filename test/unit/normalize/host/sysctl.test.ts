import { describe, expect, it } from 'vitest';
import { sysctlNormalizer } from '../../../../src/normalize/host/sysctl/sysctl.ts';
import { capturesOf } from './host-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const key = (files: Files, id: string) =>
  sysctlNormalizer.normalize(capturesOf(files)).section.data?.keys.find((one) => one.id === id);
const KEY = 'net.ipv4.ip_forward';

describe('what boot sets', () => {
  it.each<readonly [string, Files, string]>([
    ['the kernel default', {}, '0'],
    ['one file', { '/etc/sysctl.d/10-a.conf': `${KEY} = 1\n` }, '1'],
    [
      'the last name wins, whatever its folder',
      { '/etc/sysctl.d/50-a.conf': `${KEY}=0\n`, '/usr/lib/sysctl.d/99-b.conf': `${KEY}=1\n` },
      '1',
    ],
    [
      '/etc masks the same name of /usr/lib',
      { '/etc/sysctl.d/50-a.conf': 'vm.swappiness=1\n', '/usr/lib/sysctl.d/50-a.conf': `${KEY}=1\n` },
      '0',
    ],
    [
      '/run masks /usr/local/lib',
      { '/run/sysctl.d/a.conf': `${KEY}=1\n`, '/usr/local/lib/sysctl.d/a.conf': `${KEY}=2\n` },
      '1',
    ],
    [
      'a link to /dev/null masks',
      { '/usr/lib/sysctl.d/50-a.conf': `${KEY}=1\n`, 'links of sysctl.d': '/etc/sysctl.d/50-a.conf\t/dev/null\n' },
      '0',
    ],
    ['an empty file masks', { '/usr/lib/sysctl.d/50-a.conf': `${KEY}=1\n`, '/etc/sysctl.d/50-a.conf': '' }, '0'],
    ['the last line wins', { '/etc/sysctl.d/a.conf': `${KEY}=1\n${KEY}=0\n` }, '0'],
    ['slashes', { '/etc/sysctl.d/a.conf': 'net/ipv4/ip_forward=1\n' }, '1'],
    ['a minus only silences errors', { '/etc/sysctl.d/a.conf': `-${KEY}=1\n` }, '1'],
    ['comments of both sorts', { '/etc/sysctl.d/a.conf': `#${KEY}=1\n;${KEY}=1\n` }, '0'],
    ['a glob', { '/etc/sysctl.d/a.conf': 'net.ipv4.ip_*=1\n' }, '1'],
    [
      'a key of its own beats a later glob',
      { '/etc/sysctl.d/a.conf': `${KEY}=0\n`, '/etc/sysctl.d/b.conf': 'net.ipv4.ip_*=1\n' },
      '0',
    ],
    ['a key taken out of globs', { '/etc/sysctl.d/a.conf': `net.ipv4.ip_*=1\n-${KEY}\n` }, '0'],
    ['sysctl.conf alone is not read at boot', { '/etc/sysctl.conf': `${KEY}=1\n` }, '0'],
    [
      'sysctl.conf linked as 99-sysctl.conf is',
      {
        '/etc/sysctl.conf': `${KEY}=1\n`,
        '/etc/sysctl.d/99-sysctl.conf': `${KEY}=1\n`,
        'links of sysctl.d': '/etc/sysctl.d/99-sysctl.conf\t../sysctl.conf\n',
      },
      '1',
    ],
  ])('%s', (_, files, want) => {
    expect(key(files, KEY)?.at_boot).toMatchObject({ value: want });
  });

  it('tells who lost and why', () => {
    const files = {
      '/etc/sysctl.d/50-a.conf': `${KEY}=0\n`,
      '/usr/lib/sysctl.d/50-a.conf': `${KEY}=1\n`,
      '/usr/lib/sysctl.d/40-b.conf': `${KEY}=1\n`,
    };
    expect(key(files, KEY)?.at_boot).toMatchObject({
      value: '0',
      at: { file: '/etc/sysctl.d/50-a.conf', line: 1 },
      overridden: [
        { at: { file: '/usr/lib/sysctl.d/40-b.conf' }, why: 'a later assignment wins' },
        {
          at: { file: '/usr/lib/sysctl.d/50-a.conf' },
          why: expect.stringContaining('masked by /etc/sysctl.d/50-a.conf'),
        },
      ],
    });
  });

  it('tells what a masked file would have set where the kernel decides', () => {
    const files = { '/etc/sysctl.d/50-a.conf': '', '/usr/lib/sysctl.d/50-a.conf': 'fs.protected_symlinks=1\n' };
    expect(key(files, 'fs.protected_symlinks')?.at_boot).toMatchObject({
      at: { file: 'kernel default' },
      overridden: [{ at: { file: '/usr/lib/sysctl.d/50-a.conf', line: 1 } }],
    });
  });

  it('keeps dots of interface names', () => {
    expect(
      key({ '/etc/sysctl.d/a.conf': 'net/ipv4/conf/eth0.100/rp_filter = 1\n' }, 'net.ipv4.conf.eth0/100.rp_filter')
        ?.at_boot,
    ).toMatchObject({ value: '1' });
  });

  it('is incomplete when a file is closed', () => {
    expect(sysctlNormalizer.normalize(capturesOf({ '/etc/sysctl.d/a.conf': { kind: 'denied' } })).section.flag).toBe(
      'incomplete',
    );
  });

  it('tells no value when a file that may override it is closed', () => {
    const files: Files = { '/usr/lib/sysctl.d/a.conf': `${KEY}=0\n`, '/etc/sysctl.d/b.conf': { kind: 'denied' } };
    expect(key(files, KEY)?.at_boot).toMatchObject({ unknown: expect.stringContaining('as root') });
    expect(key(files, 'kernel.randomize_va_space')?.at_boot).toHaveProperty('unknown');
  });
});

describe('the running kernel', () => {
  const live = {
    '/proc/sys': 'read\tnet/ipv4/ip_forward\t1\ndenied\tkernel/kptr_restrict\t\nread\tkernel/yama/ptrace_scope\t1\n',
  };
  it('is told apart from boot', () => {
    expect(key(live, KEY)).toMatchObject({
      at_boot: { value: '0' },
      live: { value: '1', at: { file: '/proc/sys/net/ipv4/ip_forward' } },
      supported: true,
    });
    expect(key(live, 'kernel.kptr_restrict')?.live).toMatchObject({ unknown: expect.stringContaining('as root') });
    expect(key(live, 'kernel.randomize_va_space')).toMatchObject({
      supported: false,
      live: { unknown: expect.any(String) },
    });
  });
  it('shows the default of a key that nothing sets', () => {
    expect(key(live, 'kernel.yama.ptrace_scope')?.at_boot).toMatchObject({ value: '1' });
    expect(key({}, 'kernel.yama.ptrace_scope')?.at_boot).toMatchObject({ unknown: expect.any(String) });
  });
  it('is unknown offline', () => {
    expect(key({}, KEY)?.live).toMatchObject({ unknown: expect.stringContaining('offline') });
  });
});
