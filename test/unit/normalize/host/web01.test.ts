import { describe, expect, it } from 'vitest';
import { collectHost } from '../../../../src/collect/host/collect-host.ts';
import { privilegedUsersDerivation } from '../../../../src/derive/host/privileged-users.ts';
import { normalizeHost } from '../../../../src/normalize/host/normalize-host.ts';
import { openFixtureHost } from '../../../fixture-host.ts';

const captures = collectHost(openFixtureHost('web01'), { collectedAt: '2026-01-01T00:00:00Z' });
const { name, host } = normalizeHost(captures);

describe('the fixture web01', () => {
  it('has its name and complete sections, but for what only a running machine has', () => {
    expect(name).toBe('web01.brumaire.example');
    const flags = ['os', 'accounts', 'login_defs', 'files', 'sudo', 'sshd', 'sysctl', 'packages', 'preload'] as const;
    expect(flags.map((section) => host[section]?.flag)).toEqual(flags.map(() => 'complete'));
    expect(host.listening?.flag).toBe('not-collected');
  });

  it('holds no secret, in captures or sections', () => {
    const kept = captures.map(({ outcome }) =>
      outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString('latin1') : '',
    );
    expect(`${kept.join('\n')}${JSON.stringify(host)}`).not.toMatch(/CANARY|AAAA[A-Z]/);
  });

  it('knows the traps that were laid in it', () => {
    const users = new Map(host.accounts?.data?.users.map((user) => [user.id, user]));
    expect(users.get('legacy')?.password).toMatchObject({ state: { value: 'set' }, algorithm: { value: 'md5' } });
    expect(users.get('deploy')?.password).toMatchObject({
      state: { value: 'locked' },
      algorithm: { value: 'yescrypt' },
    });
    expect(users.get('toor')).toMatchObject({ uid: 0, password: { state: { value: 'empty' } } });
    expect(users.get('ben')?.authorized_keys.weak).toMatchObject({ value: 1 });
    expect(host.sshd?.data?.servers[0]).toMatchObject({
      permit_root_login: { value: 'no', overridden: [{ at: { file: '/etc/ssh/sshd_config', line: 4 } }] },
      password_authentication: { value: false },
      match_blocks: [{ id: 'match:Address 10.20.0.0/16' }],
    });
    const sysctl = new Map(host.sysctl?.data?.keys.map((key) => [key.id, key.at_boot]));
    expect(sysctl.get('net.ipv4.tcp_syncookies')).toMatchObject({
      value: '0',
      at: { file: '/etc/sysctl.d/99-sysctl.conf' },
    });
    expect(sysctl.get('net.ipv4.conf.all.accept_redirects')).toMatchObject({ value: '0' });
    expect(host.packages?.data?.packages.some((one) => one.name === 'vsftpd')).toBe(false);
    const files = new Map(host.files?.data?.files.map((file) => [file.id, file.status]));
    expect(files.get('/etc/shadow')).toMatchObject({ value: { octal: '0640', owner: 'root', group: 'shadow' } });
    expect(files.get('/etc/group')).toMatchObject({ value: { octal: '0664' } });
  });

  it('tells who may become root', () => {
    const derived = privilegedUsersDerivation.derive({ host }, { nowMs: 0 }).host?.privileged_users?.data?.users ?? [];
    expect(derived.filter((user) => user.via !== '').map((user) => `${user.name} by ${user.via}`)).toEqual([
      'root by uid 0',
      'anna by %sudo',
      'toor by uid 0',
    ]);
  });
});
