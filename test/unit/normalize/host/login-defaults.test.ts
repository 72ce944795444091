import { describe, expect, it } from 'vitest';
import { bannersNormalizer } from '../../../../src/normalize/host/banners/banners.ts';
import { consoleLoginNormalizer } from '../../../../src/normalize/host/console-login/console-login.ts';
import { doasNormalizer } from '../../../../src/normalize/host/doas/doas.ts';
import { homesNormalizer } from '../../../../src/normalize/host/homes/homes.ts';
import { loginShellsNormalizer } from '../../../../src/normalize/host/login-shells/login-shells.ts';
import { logindNormalizer, timeSpan } from '../../../../src/normalize/host/logind/logind.ts';
import { mailAliasesNormalizer } from '../../../../src/normalize/host/mail-aliases/mail-aliases.ts';
import { rootPathNormalizer } from '../../../../src/normalize/host/root-path/root-path.ts';
import { useraddNormalizer } from '../../../../src/normalize/host/useradd/useradd.ts';
import { capturesOf } from './host-tree.ts';

const PASSWD = 'root:x:0:0::/root:/bin/bash\nanna:x:1000:1000::/home/anna:/bin/bash\nwww:x:33:33::/var/www:/bin/sh\n';
const directory = (path: string, uid = 0, gid = 0, mode = 0o755, kind = 'directory') => {
  return { path, outcome: 'read', kind, mode, uid, gid };
};

describe('where the mail of root ends', () => {
  it.each([
    ['an address', 'root: a@example.org\n', ['a@example.org'], true],
    ['a person of this host', 'root: anna\n', ['anna'], true],
    ['an account of a service', 'root: www\n', ['www'], false],
    [
      'a chain, a line that goes on, letters of any case',
      'Root: ops,\n  www\nops: a@example.org\n',
      ['a@example.org', 'www'],
      true,
    ],
    ['a circle', 'root: ops\nops: root\n', ['root'], false],
    ['a program', 'root: "|/bin/x"\n', ['|/bin/x'], false],
    ['the address of this host', 'root: root@localhost\n', ['root'], false],
    ['the first line of two', 'root: anna\nroot: www\n', ['anna'], true],
    ['nothing', '# root: a@example.org\n', ['root'], false],
  ] as const)('%s', (_, text, targets, reaches) => {
    const captures = capturesOf({ '/etc/aliases': text, '/root/.forward': { kind: 'absent' }, '/etc/passwd': PASSWD });
    expect(mailAliasesNormalizer.normalize(captures).section.data).toMatchObject({
      root_targets: { value: targets },
      root_reaches_person: { value: reaches },
    });
  });

  it('follows ~root/.forward where no alias leads on', () => {
    const captures = capturesOf({ '/etc/aliases': { kind: 'absent' }, '/root/.forward': 'a@example.org\n' });
    expect(mailAliasesNormalizer.normalize(captures).section.data?.root_targets).toMatchObject({
      value: ['a@example.org'],
    });
  });
});

describe('logind', () => {
  it.each([
    ['600', 600],
    ['10min', 600],
    ['1h 30min', 5400],
    ['infinity', 0],
    ['', 0],
    ['5 min 3s', 303],
    ['soon', undefined],
    ['5 fortnights', undefined],
  ])('reads the time span %j', (text, seconds) => {
    expect(timeSpan(text)).toBe(seconds);
  });

  it('takes the last drop-in by name, masks by name, keeps to [Login]', () => {
    const captures = capturesOf({
      '/etc/systemd/logind.conf': '[Login]\nStopIdleSessionSec=60\n[Other]\nStopIdleSessionSec=1\n',
      '/usr/lib/systemd/logind.conf.d/50-x.conf': '[Login]\nStopIdleSessionSec=1\n',
      '/etc/systemd/logind.conf.d/50-x.conf': '[Login]\nStopIdleSessionSec=600\n',
      '/etc/systemd/logind.conf.d/40-y.conf': '[Login]\nStopIdleSessionSec=30\n',
      '/var/lib/dpkg/status': 'Package: systemd\nStatus: install ok installed\nVersion: 252.38-1~deb12u1\n',
    });
    expect(logindNormalizer.normalize(captures).section.data).toMatchObject({
      stop_idle_session_seconds: {
        value: 600,
        at: { file: '/etc/systemd/logind.conf.d/50-x.conf' },
        overridden: [{}, {}],
      },
      understands_stop_idle_session: { value: true },
    });
  });
});

describe('banners', () => {
  it('find escapes, names of systems and scripts', () => {
    const captures = capturesOf({
      '/etc/motd': 'Welcome to web01\n',
      '/etc/issue': 'Debian GNU/Linux 12 \\n \\l \\r\n',
      '/etc/issue.net': { kind: 'absent' },
      'scripts of /etc/update-motd.d': JSON.stringify({
        scripts: [
          { path: '/etc/update-motd.d/10-uname', outcome: 'read', executable: true, tells: 'uname', line: 2 },
          { path: '/etc/update-motd.d/20-off', outcome: 'read', executable: false, tells: 'uname', line: 2 },
        ],
      }),
    });
    const told = bannersNormalizer
      .normalize(captures)
      .section.data?.banners.map(({ id, tells }) => [id, 'value' in tells ? tells.value : undefined]);
    expect(told).toEqual([
      ['/etc/issue', ['\\r', 'debian']],
      ['/etc/issue.net', []],
      ['/etc/motd', []],
      ['/etc/update-motd.d/10-uname', ['uname']],
    ]);
  });
});

describe('homes', () => {
  const looked = (entries: readonly object[], more: object = {}, root = directory('/')) =>
    capturesOf({
      '/etc/passwd': PASSWD,
      '/etc/login.defs': 'UID_MIN 1000\n',
      'modes in the homes': JSON.stringify({
        root,
        homes: [{ home: directory('/home/anna', 1000, 1000, 0o750), entries, closed: [], cut: false, ...more }],
        left_out: [],
      }),
    });
  it.each([
    ['.profile', directory('/home/anna/.profile', 1000, 1000, 0o644, 'file'), 'dot', []],
    ['.netrc', directory('/home/anna/.netrc', 1000, 1000, 0o600, 'file'), 'trust', []],
    [
      '.bash_history',
      directory('/home/anna/.bash_history', 1000, 1000, 0o666, 'file'),
      'history',
      ['group-writable', 'world-writable'],
    ],
    ['of another user', directory('/home/anna/.bashrc', 1001, 1001, 0o644, 'file'), 'dot', ['owner', 'group']],
    ["root's", directory('/home/anna/.bashrc', 0, 0, 0o644, 'file'), 'dot', []],
    ['a link', directory('/home/anna/.bashrc', 1000, 1000, 0o777, 'link'), 'dot', []],
    [
      'inside .ssh',
      directory('/home/anna/.ssh/config', 1000, 1000, 0o666, 'file'),
      'other',
      ['group-writable', 'world-writable'],
    ],
  ])('tell what is loose: %s', (_, entry, kind, loose) => {
    const home = homesNormalizer.normalize(looked([entry])).section.data?.homes[0];
    expect(home?.files).toMatchObject([{ class: kind, loose: { value: loose } }]);
  });

  it('are those of people; a home that was cut or closed is not passed as listed', () => {
    expect(homesNormalizer.normalize(looked([])).section.data?.homes.map(({ id }) => id)).toEqual(['anna']);
    expect(homesNormalizer.normalize(looked([], { cut: true })).section.data?.homes[0]?.listed).toMatchObject({
      unknown: expect.stringContaining('more entries'),
    });
    expect(
      homesNormalizer.normalize(looked([], { closed: ['/home/anna/.ssh'] })).section.data?.homes[0]?.listed,
    ).toMatchObject({ unknown: expect.stringContaining('as root') });
  });

  it('have no owner in a tree that somebody else unpacked', () => {
    const home = homesNormalizer.normalize(looked([], {}, directory('/', 1000, 1000))).section.data?.homes[0];
    expect(home?.status).toMatchObject({ unknown: expect.stringContaining('unpacked') });
  });
});

describe('the search path of root', () => {
  it('names the nearest folder there is, and the lines that lead there', () => {
    const captures = capturesOf({
      '/etc/passwd': PASSWD,
      '/etc/login.defs': 'ENV_SUPATH PATH=/sbin:/bin\n',
      '/etc/profile': '',
      '/root/.bash_profile': { kind: 'absent' },
      '/root/.bash_login': { kind: 'absent' },
      '/root/.profile': { kind: 'absent' },
      '/etc/bash.bashrc': { kind: 'absent' },
      '/etc/bashrc': { kind: 'absent' },
      '/root/.bashrc': 'PATH=$PATH:/tmp/x/bin:\n',
      '/etc/environment': { kind: 'absent' },
      'stat(2) of the search path of root': JSON.stringify([
        directory('/'),
        directory('/sbin'),
        directory('/bin'),
        directory('/tmp', 0, 0, 0o1777),
        { path: '/tmp/x', outcome: 'absent' },
        { path: '/tmp/x/bin', outcome: 'absent' },
      ]),
    });
    const entries = rootPathNormalizer.normalize(captures).section.data?.entries;
    expect(entries).toMatchObject([
      { id: '(empty)', form: 'empty', places: [{ at: { file: '/root/.bashrc', line: 1 } }] },
      { id: '/bin' },
      { id: '/sbin', places: [{ at: { file: '/etc/login.defs', line: 1 } }, { at: { file: '/root/.bashrc' } }] },
      { id: '/tmp/x/bin', exists: { value: false }, status: { value: { octal: '1777' }, at: { file: '/tmp' } } },
    ]);
  });
});

describe('small files', () => {
  it('lists valid shells, defaults without the file', () => {
    const shells = (text: string | { readonly kind: 'absent' }) =>
      loginShellsNormalizer.normalize(capturesOf({ '/etc/shells': text })).section.data?.shells.map(({ id }) => id);
    expect(shells('# c\n/bin/sh\n /bin/bash # x\n/bin/sh\n')).toEqual(['/bin/sh', '/bin/bash']);
    expect(shells({ kind: 'absent' })).toEqual(['/bin/sh', '/bin/csh']);
  });

  it('takes the last INACTIVE, from the first column only', () => {
    const days = (text: string) =>
      useraddNormalizer.normalize(capturesOf({ '/etc/default/useradd': text })).section.data?.inactive_days;
    expect(days('INACTIVE=90\nINACTIVE=30\n')).toMatchObject({ value: 30, overridden: [{ text: 'INACTIVE=90' }] });
    expect(days('# INACTIVE=30\n')).toMatchObject({ value: -1 });
    expect(days('INACTIVE=x\n')).toMatchObject({ unknown: expect.any(String) });
  });

  it('believes securetty only where the login service asks it, through includes', () => {
    const lines = [
      { file: '/etc/pam.d/login', line: 3, text: '@include common-auth' },
      { file: '/etc/pam.d/common-auth', line: 1, text: 'auth required pam_securetty.so' },
    ];
    const told = (kept: readonly object[]) =>
      consoleLoginNormalizer.normalize(
        capturesOf({
          '/etc/securetty': '# none\n\n',
          'umask and securetty lines of /etc/pam.d': JSON.stringify({ lines: kept, unread: [] }),
        }),
      ).section.data;
    expect(told(lines)).toMatchObject({
      securetty_asked: { value: true, at: { file: '/etc/pam.d/common-auth' } },
      terminals: { value: [] },
    });
    expect(told(lines.slice(1))).toMatchObject({ securetty_asked: { value: false } });
  });

  it('reads doas.conf, and refuses one that others may write', () => {
    const rules = (mode: number) =>
      doasNormalizer.normalize(
        capturesOf({
          '/etc/doas.conf': 'permit persist :wheel\npermit nopass anna as root cmd /bin/ls\ndeny carl # no\n',
          'stat(2) of sudo and its files': JSON.stringify([
            directory('/'),
            directory('/etc/doas.conf', 0, 0, mode, 'file'),
          ]),
        }),
      ).section.data?.rules;
    expect(rules(0o400)).toMatchObject([
      { identity: ':wheel', persist: true, command: '' },
      { nopass: true, target: 'root', command: '/bin/ls', arguments: 'any' },
      { action: 'deny', identity: 'carl' },
    ]);
    expect(rules(0o666)).toEqual([]);
  });
});
