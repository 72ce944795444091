import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/section.ts';
import { privilegedUsersDerivation } from '../../../../src/derive/host/privileged-users.ts';
import { accountsNormalizer } from '../../../../src/normalize/host/accounts/accounts.ts';
import { sudoNormalizer } from '../../../../src/normalize/host/sudo/sudo.ts';
import { capturesOf } from './host-tree.ts';

const files = (sudoers: string, more: Parameters<typeof capturesOf>[0] = {}) =>
  capturesOf({ '/etc/hostname': 'web01.example.org\n', '/etc/sudoers': sudoers, ...more });
const rules = (sudoers: string, more?: Parameters<typeof capturesOf>[0]) =>
  (sudoNormalizer.normalize(files(sudoers, more)).section.data?.rules ?? []).map((rule) =>
    [
      rule.users.join(','),
      `(${rule.run_as_users.join(',')}${rule.run_as_groups.length > 0 ? `:${rule.run_as_groups.join(',')}` : ''})`,
      rule.nopasswd ? 'NOPASSWD' : 'PASSWD',
      `${rule.negated ? '!' : ''}${rule.command}`,
    ].join(' '),
  );

describe('rules', () => {
  it.each([
    ['a plain rule', 'anna ALL=(ALL:ALL) ALL', ['anna (ALL:ALL) PASSWD ALL']],
    ['no run-as is root', 'anna ALL=/bin/ls', ['anna (root) PASSWD /bin/ls']],
    ['a run-as default', 'Defaults runas_default=www\nanna ALL=/bin/ls', ['anna (www) PASSWD /bin/ls']],
    ['only a group', 'anna ALL=(:adm) /bin/ls', ['anna (:adm) PASSWD /bin/ls']],
    [
      'tags and run-as carry over',
      'anna ALL=(bob) NOPASSWD: /a, /b, PASSWD: /c, (root) /d',
      ['anna (bob) NOPASSWD /a', 'anna (bob) NOPASSWD /b', 'anna (bob) PASSWD /c', 'anna (root) PASSWD /d'],
    ],
    ['several tags', 'anna ALL=NOEXEC: NOPASSWD: /a', ['anna (root) NOPASSWD /a']],
    ['a tag with a blank', 'anna ALL=NOPASSWD : ALL', ['anna (root) NOPASSWD ALL']],
    ['host parts by colon', 'anna A=/a : B=NOPASSWD:/b', ['anna (root) PASSWD /a', 'anna (root) NOPASSWD /b']],
    [
      'arguments with escapes',
      'anna ALL=/bin/x a\\,b c\\:d, /y',
      ['anna (root) PASSWD /bin/x a,b c:d', 'anna (root) PASSWD /y'],
    ],
    ['a command without arguments', 'anna ALL=/bin/x ""', ['anna (root) PASSWD /bin/x ""']],
    ['a forbidden command', 'anna ALL=ALL, !/bin/su', ['anna (root) PASSWD ALL', 'anna (root) PASSWD !/bin/su']],
    ['lines that go on', 'anna,\\\n ben \\\n ALL = \\\n /a', ['anna,ben (root) PASSWD /a']],
    ['a digest and options', 'anna ALL=CWD=/tmp sha256:abcd= /a', ['anna (root) PASSWD /a']],
    ['a user id is no comment', '#1000 ALL=ALL # comment', ['#1000 (root) PASSWD ALL']],
    ['groups by number and in quotes', '%#27, "%domain admins" ALL=ALL', ['%#27,%domain admins (root) PASSWD ALL']],
    ['a comment is not continued', '# anna ALL=ALL \\\nben ALL=ALL', ['ben (root) PASSWD ALL']],
    [
      'aliases, defined later, nested and negated',
      'OPS ALL=(RUN) CMDS, !BAD\nUser_Alias OPS = ANNAS, ben : ANNAS = anna\nRunas_Alias RUN = root\nCmnd_Alias CMDS = /a, /b x\nCmnd_Alias BAD = /c, !/d',
      [
        'anna,ben (root) PASSWD /a',
        'anna,ben (root) PASSWD /b x',
        'anna,ben (root) PASSWD !/c',
        'anna,ben (root) PASSWD /d',
      ],
    ],
    ['an alias that names itself', 'User_Alias A = A, b\nA ALL=ALL', ['A,b (root) PASSWD ALL']],
  ] as const)('%s', (_, sudoers, want) => {
    expect(rules(`${sudoers}\n`)).toEqual(want);
  });

  it('reads includes in place, #include too, and leaves out names with a dot or a tilde', () => {
    const more = {
      '/etc/sudoers.d/b': 'b ALL=ALL\n',
      '/etc/sudoers.d/a': 'a ALL=ALL\n',
      '/etc/sudoers.d/c.bak': 'c ALL=ALL\n',
      '/etc/sudoers.d/d~': 'd ALL=ALL\n',
      '/etc/extra': 'e ALL=ALL\n',
    };
    expect(
      rules('#includedir /etc/sudoers.d\n@include extra\nz ALL=ALL\n', more).map((rule) => rule.split(' ')[0]),
    ).toEqual(['a', 'b', 'e', 'z']);
  });

  it.each([
    ['a file that includes itself', 'anna ALL=ALL\n@include /etc/sudoers\n'],
    ['a line that is not understood', 'anna ALL=ALL\nfoo bar baz\n'],
    ['an include that is missing', 'anna ALL=ALL\n@include /etc/none\n'],
  ])('is incomplete with %s', (_, sudoers) => {
    const { section } = sudoNormalizer.normalize(files(sudoers, { '/etc/none': { kind: 'absent' } }));
    expect(section.flag).toBe('incomplete');
    expect(section.data?.rules).toHaveLength(1);
  });

  it('drops a file that sudo refuses, and says so', () => {
    const more = {
      '/etc/sudoers.d/x': 'x ALL=ALL\n',
      'stat(2) of sudo and its files': JSON.stringify([
        { path: '/', outcome: 'read', kind: 'directory', mode: 0o755, uid: 0, gid: 0 },
        { path: '/etc/sudoers.d/x', outcome: 'read', kind: 'file', mode: 0o666, uid: 0, gid: 0 },
      ]),
    };
    const result = sudoNormalizer.normalize(files('@includedir /etc/sudoers.d\n', more));
    expect(result.section.data?.rules).toEqual([]);
    expect(result.diagnostics).toMatchObject([{ code: 'sudoers-refused' }]);
  });

  it('is not collected without root and complete without sudo', () => {
    expect(sudoNormalizer.normalize(capturesOf({ '/etc/sudoers': { kind: 'denied' } })).section).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('root'),
    });
    expect(sudoNormalizer.normalize(capturesOf({ '/etc/sudoers': { kind: 'absent' } })).section).toMatchObject({
      flag: 'complete',
      data: { present: false },
    });
  });
});

describe('defaults', () => {
  it('takes the last global one, keeps scopes apart', () => {
    const { section } = sudoNormalizer.normalize(
      files(
        'Defaults use_pty, env_keep += "A B"\nDefaults !use_pty\nDefaults env_keep -= A\nDefaults:anna !authenticate\nDefaults!/bin/ls noexec\nDefaults>root timestamp_timeout=0\n',
      ),
    );
    expect(section.data?.settings).toMatchObject([
      { id: 'env_keep', value: { value: 'B' } },
      { id: 'use_pty', value: { value: 'false', overridden: [{ text: 'use_pty: true' }] } },
    ]);
    expect(section.data?.defaults.map((one) => `${one.scope} ${one.subjects.join()} ${one.name}`)).toEqual([
      'global  use_pty',
      'global  env_keep',
      'global  use_pty',
      'global  env_keep',
      'user anna authenticate',
      'command /bin/ls noexec',
      'run-as root timestamp_timeout',
    ]);
  });
});

describe('who may run anything as root', () => {
  const PASSWD = 'root:x:0:0::/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\nben:x:1001:27::/home/ben:/bin/sh\n';
  const accounts = accountsNormalizer.normalize(
    capturesOf({ '/etc/passwd': PASSWD, '/etc/group': 'sudo:x:27:anna\n' }),
  ).section;
  const told = (sudoers: string) => {
    const sudo = sudoNormalizer.normalize(files(sudoers)).section;
    const derived = privilegedUsersDerivation.derive(
      { host: { accounts: complete(accounts.data ?? { users: [], groups: [], remote_sources: [] }), sudo } },
      { nowMs: 0 },
    );
    return (derived.host?.privileged_users?.data?.users ?? [])
      .filter((user) => user.name !== 'root')
      .map((user) => {
        const fact = user.sudo_root;
        const root = 'value' in fact ? String(fact.value) : 'unknown';
        const open = 'value' in user.sudo_root_without_password && user.sudo_root_without_password.value;
        return `${user.name} ${root}${open ? ' without password' : ''} ${user.via}`.trim();
      });
  };
  it.each([
    ['a group, as member and as primary group', '%sudo ALL=(ALL) ALL', ['anna true %sudo', 'ben true %sudo']],
    ['a single command', 'anna ALL=/bin/ls', ['anna false', 'ben false']],
    ['the last match wins', 'anna ALL=ALL\nanna ALL=!ALL', ['anna false anna', 'ben false']],
    ['as another user only', 'anna ALL=(bob) ALL', ['anna false', 'ben false']],
    ['everybody but one', 'ALL, !ben ALL=(ALL) NOPASSWD: ALL', ['anna true without password ALL', 'ben false']],
    ['not as root', 'anna ALL=(ALL, !root) ALL', ['anna false', 'ben false']],
    ['on another host', 'anna db01=ALL', ['anna false', 'ben false']],
    ['on this host by its short name', 'anna web01=ALL', ['anna true anna', 'ben false']],
    ['on an address', 'anna 10.0.0.1=ALL', ['anna unknown anna', 'ben false']],
    ['a netgroup', '+admins ALL=ALL', ['anna unknown +admins', 'ben unknown +admins']],
    ['by number', '#1000, %#27 ALL=ALL', ['anna true %#27', 'ben true %#27']],
    [
      'authentication switched off',
      'Defaults !authenticate\nanna ALL=ALL',
      ['anna true without password anna', 'ben false'],
    ],
    [
      'switched off and asked for by tag',
      'Defaults !authenticate\nanna ALL=PASSWD: ALL',
      ['anna true anna', 'ben false'],
    ],
  ] as const)('%s', (_, sudoers, want) => {
    expect(told(`${sudoers}\n`)).toEqual(want);
  });
});
