import { describe, expect, it } from 'vitest';
import type { Access, FileInfo, Outcome } from '../../../../src/collect/access/access.ts';
import { commandsSource } from '../../../../src/collect/host/commands.ts';
import { filesSource } from '../../../../src/collect/host/files.ts';
import { logFiles } from '../../../../src/collect/host/log-files.ts';
import { walkSource } from '../../../../src/collect/host/walk.ts';
import { captureSet } from '../../../../src/normalize/capture-set.ts';
import { filesNormalizer } from '../../../../src/normalize/host/files/files.ts';

const context = { collectedAt: '2026-01-01T00:00:00Z' };
const absent = { kind: 'absent' } as const;
const denied = { kind: 'denied', reason: 'permission denied' } as const;

/** Answers from a table: text is a file, a list of names a folder, `link` a link, `denied` a closed path. */
function accessTo(tree: Readonly<Record<string, string | readonly string[]>>, more: Partial<Access> = {}): Access {
  const info = (path: string): Outcome<FileInfo> => {
    const found = tree[path];
    if (found === undefined) return absent;
    if (found === 'denied') return denied;
    const kind = typeof found !== 'string' ? 'directory' : found === 'link' ? 'link' : 'file';
    return { kind: 'read', value: { kind, mode: 0o644, uid: 0, gid: 0, size: 1, modifiedMs: 0 } };
  };
  return {
    live: false,
    readFile: (path) => {
      const found = tree[path];
      return typeof found === 'string' ? { kind: 'read', bytes: Buffer.from(found) } : absent;
    },
    lstat: info,
    stat: info,
    readLink: () => absent,
    list: (path) => {
      const found = tree[path];
      return found === undefined ? absent : typeof found === 'string' ? denied : { kind: 'read', value: found };
    },
    run: () => absent,
    walk: () => absent,
    ...more,
  };
}

const filesOf = (tree: Readonly<Record<string, string | readonly string[]>>) => {
  const captures = captureSet([...filesSource.collect(accessTo(tree), context)]);
  const files = filesNormalizer.normalize(captures).section.data?.files ?? [];
  return Object.fromEntries(files.map((file) => [file.id, file.class]));
};

describe('classes of files', () => {
  it.each<[string, Readonly<Record<string, string | readonly string[]>>, Readonly<Record<string, string>>]>([
    ['a file', { '/etc/passwd': 'x' }, { '/etc/passwd': 'passwd' }],
    [
      'members of a folder',
      {
        '/etc/ssh': ['ssh_host_rsa_key', 'ssh_host_rsa_key.pub', 'moduli'],
        '/etc/ssh/ssh_host_rsa_key': 'x',
        '/etc/ssh/ssh_host_rsa_key.pub': 'x',
      },
      { '/etc/ssh/ssh_host_rsa_key': 'ssh-private-key', '/etc/ssh/ssh_host_rsa_key.pub': 'ssh-public-key' },
    ],
    [
      'a closed folder',
      { '/etc/sudoers.d': 'denied' },
      { '/etc/sudoers.d': 'sudoers-folder', '/etc/sudoers.d/*': 'sudoers' },
    ],
    [
      'the EFI partition',
      {
        '/boot/efi/EFI': ['debian'],
        '/boot/efi/EFI/debian': ['grub.cfg', 'shimx64.efi'],
        '/boot/efi/EFI/debian/grub.cfg': 'x',
      },
      { '/boot/efi/EFI/debian/grub.cfg': 'boot-user-config' },
    ],
    [
      'an audit log elsewhere',
      {
        '/etc/audit/auditd.conf': 'log_file = /srv/audit/a.log\n',
        '/srv/audit': ['a.log', 'a.log.1', 'aXlog'],
        '/srv/audit/a.log': 'x',
        '/srv/audit/a.log.1': 'x',
      },
      {
        '/etc/audit/auditd.conf': 'audit-config',
        '/srv/audit': 'audit-log-folder',
        '/srv/audit/a.log': 'audit-log',
        '/srv/audit/a.log.1': 'audit-log',
      },
    ],
    [
      'audit tools, once with a merged /usr',
      { '/sbin': 'link', '/sbin/auditctl': 'x', '/usr/sbin/auditctl': 'x' },
      { '/usr/sbin/auditctl': 'audit-tool' },
    ],
  ])('%s', (_, tree, want) => {
    expect(filesOf(tree)).toEqual(want);
  });
});

describe('logs', () => {
  it('are told by kind, without links and the audit log', () => {
    const tree = {
      '/var/log': ['auth.log.1', 'wtmp', 'btmp', 'journal', 'audit', 'apt', 'latest'],
      '/var/log/auth.log.1': 'x',
      '/var/log/wtmp': 'x',
      '/var/log/btmp': 'x',
      '/var/log/latest': 'link',
      '/var/log/audit': ['audit.log'],
      '/var/log/journal': ['1'],
      '/var/log/journal/1': ['system.journal'],
      '/var/log/journal/1/system.journal': 'x',
      '/var/log/apt': ['history.log'],
      '/var/log/apt/history.log': 'x',
    };
    expect(Object.fromEntries(logFiles(accessTo(tree)).map(({ path, label }) => [path, label]))).toEqual({
      '/var/log/auth.log.1': 'log-messages',
      '/var/log/wtmp': 'log-logins',
      '/var/log/btmp': 'log-failed-logins',
      '/var/log/journal/1/system.journal': 'log-journal',
      '/var/log/apt/history.log': 'log-other',
    });
  });

  it('beyond the bound, and in closed folders, are said to be unknown', () => {
    const many = Array.from({ length: 1200 }, (_, index) => `x${index}`);
    const tree = Object.fromEntries(many.map((name) => [`/var/log/${name}`, 'x']));
    expect(logFiles(accessTo({ ...tree, '/var/log': many })).at(-1)).toEqual({
      label: 'log-messages',
      path: '/var/log/*',
      why: 'cut',
    });
    expect(logFiles(accessTo({ '/var/log': 'denied' }))).toEqual([
      { label: 'log-messages', path: '/var/log/*', why: 'denied' },
    ]);
  });
});

describe('commands', () => {
  it('are looked at once where /bin is a link, and only those that are not root alone are kept', () => {
    const access = accessTo(
      { '/bin': 'link', '/usr/bin': ['a'], '/usr/bin/a': 'x' },
      { readLink: (path) => (path === '/bin' ? { kind: 'read', value: 'usr/bin' } : absent) },
    );
    const [capture] = commandsSource.collect(access, context);
    const text = capture?.outcome.kind === 'read' ? Buffer.from(capture.outcome.bytes).toString() : '';
    expect(JSON.parse(text)).toMatchObject([{ path: '/usr/bin', listed: 'read', seen: 1, loose: [] }]);
  });
});

describe('the walk', () => {
  const walkOf = (access: Access) =>
    walkSource.collect(access, context).find((one) => one.origin === 'walk over the local file systems')?.outcome;
  const tree = {
    '/': [] as const,
    '/etc/passwd': 'root:x:0:0\n+nis\nanna:x:1000:1000:\n',
    '/etc/group': 'root:x:0:\n',
  };

  it('is asked with the ids of the target itself', () => {
    let asked: readonly (readonly number[])[] = [];
    walkOf(
      accessTo(tree, {
        walk: ({ knownUids, knownGids }) => {
          asked = [[...knownUids], [...knownGids]];
          return absent;
        },
      }),
    );
    expect(asked).toEqual([[0, 1000], [0]]);
  });

  it.each([
    ['without passwd', accessTo({ '/': [] }), '/etc/passwd cannot be read'],
    [
      'in a tree that root did not unpack',
      accessTo(tree, {
        stat: () => ({
          kind: 'read',
          value: { kind: 'directory', mode: 0o755, uid: 1000, gid: 1000, size: 0, modifiedMs: 0 },
        }),
      }),
      'The tree belongs to uid 1000',
    ],
  ])('is not made %s', (_, access, why) => {
    expect(walkOf(access)).toMatchObject({ kind: 'failed', reason: expect.stringContaining(why) });
  });
});
