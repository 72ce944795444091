import { describe, expect, it } from 'vitest';
import { accountsNormalizer } from '../../../../src/normalize/host/accounts/accounts.ts';
import { capturesOf } from './host-tree.ts';

const PASSWD = 'root:x:0:0:root:/root:/bin/bash\nanna:x:1000:1000::/home/anna:\n';
const base = {
  '/etc/passwd': PASSWD,
  '/etc/shadow': 'root:<never-set>:1:0:99999:7:::\nanna:<set yescrypt>:20000:1:365:7:30::\n',
  '/etc/group': 'root:x:0:\nsudo:x:27:anna,ben\n',
  '/etc/gshadow': 'root:<never-set>::\nsudo:<never-set>::anna\n',
  '/etc/nsswitch.conf': 'passwd: files systemd\n',
  '/root/.ssh/authorized_keys': { kind: 'absent' },
  '/root/.ssh/authorized_keys2': { kind: 'absent' },
  '/home/anna/.ssh/authorized_keys': 'ssh-ed25519\n\nssh-rsa 1024\n',
  '/home/anna/.ssh/authorized_keys2': { kind: 'absent' },
} as const;
const normalize = (files: Parameters<typeof capturesOf>[0]) =>
  accountsNormalizer.normalize(capturesOf({ ...base, ...files }));

describe('accounts', () => {
  it('joins passwd, shadow and keys', () => {
    const { section } = normalize({});
    expect(section.flag).toBe('complete');
    const anna = section.data?.users[1];
    expect(anna).toMatchObject({
      shell: '/bin/sh',
      can_log_in: true,
      password: { state: { value: 'set', at: { file: '/etc/shadow', line: 2 } }, algorithm: { value: 'yescrypt' } },
      aging: { max_days: { value: 365 }, expire_day: { value: -1 } },
      authorized_keys: { count: { value: 2 }, weak: { value: 1 }, types: { value: ['ssh-ed25519', 'ssh-rsa'] } },
    });
    expect(section.data?.groups[1]).toMatchObject({ members: ['anna', 'ben'], gid: 27 });
  });

  it('tells the state unknown when shadow is closed, and how to open it', () => {
    const { section } = normalize({ '/etc/shadow': { kind: 'denied' } });
    expect(section.flag).toBe('complete');
    expect(section.data?.users[0]?.password.state).toMatchObject({ unknown: expect.stringContaining('as root') });
  });

  it('tells x without an entry in shadow as missing, not empty', () => {
    const { section } = normalize({ '/etc/shadow': { kind: 'absent' } });
    expect(section.data?.users[0]?.password.state).toMatchObject({ value: 'missing' });
  });

  it('reads a hash, an empty field and a lock in passwd itself', () => {
    const { section } = normalize({
      '/etc/passwd': 'a:<set md5>:1:1::/:/bin/sh\nb::2:2::/:/bin/sh\nc:<never-set>:3:3::/:/bin/sh\n',
    });
    expect(section.data?.users.map((user) => [user.password.stored_in, user.password.state])).toMatchObject([
      [{ value: 'passwd' }, { value: 'set' }],
      [{ value: 'none' }, { value: 'empty' }],
      [{ value: 'none' }, { value: 'never-set' }],
    ]);
  });

  it.each([
    ['NIS lines', { '/etc/passwd': `${PASSWD}+::::::\n` }, 'NIS'],
    ['accounts of SSSD', { '/etc/nsswitch.conf': 'passwd: files sss # local first\n' }, 'sss'],
    ['accounts of LDAP with an action', { '/etc/nsswitch.conf': 'group: files [NOTFOUND=return] ldap\n' }, 'ldap'],
    ['group not readable', { '/etc/group': { kind: 'denied' } }, '/etc/group'],
  ] as const)('is incomplete with %s', (_, files, reason) => {
    const { section } = normalize(files);
    expect(section.flag).toBe('incomplete');
    expect(section.reason).toContain(reason);
  });

  it('keeps ids unique and tells malformed lines', () => {
    const { section, diagnostics } = normalize({
      '/etc/passwd': `${PASSWD}anna:x:1001:1001::/home/anna:/bin/sh\nbroken:x:1\n\n# c\n`,
    });
    expect(section.data?.users.map((user) => user.id)).toEqual(['root', 'anna', 'anna (line 3)']);
    expect(diagnostics).toMatchObject([{ code: 'parse-error', at: { line: 4 } }]);
  });

  it('is not collected when passwd is closed', () => {
    expect(normalize({ '/etc/passwd': { kind: 'denied' } }).section.flag).toBe('not-collected');
  });
});
