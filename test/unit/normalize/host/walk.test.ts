import { describe, expect, it } from 'vitest';
import { walkNormalizer } from '../../../../src/normalize/host/walk/walk.ts';
import { capturesOf } from './host-tree.ts';

type Row = readonly [string, 'file' | 'directory' | 'link' | 'other', number, number, number];

const PASSWD = 'root:x:0:0::/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n';
const GROUP = 'root:x:0:\nanna:x:1000:\n';

function normalize(
  rows: readonly Row[],
  more: {
    readonly files?: Readonly<Record<string, string>>;
    readonly skipped?: readonly { readonly path: string; readonly why: string }[];
    readonly cut?: boolean;
  } = {},
) {
  const walk = { seen: 100, cut: more.cut ?? false, skipped: more.skipped ?? [], entries: rows };
  const captures = capturesOf({
    '/etc/passwd': PASSWD,
    '/etc/group': GROUP,
    'owners of SUID and SGID files': 'sudo\t/usr/bin/sudo\n',
    'walk over the local file systems': JSON.stringify(walk),
    ...more.files,
  });
  return walkNormalizer.normalize(captures).section;
}

const whole = (section: ReturnType<typeof normalize>) => {
  const fact = section.data?.whole;
  return fact !== undefined && 'unknown' in fact ? fact.unknown : fact?.value;
};

describe('what was walked', () => {
  it.each<[string, Parameters<typeof normalize>[1], string | true]>([
    ['all of it', {}, true],
    [
      'all but what is no local file system',
      {
        skipped: [
          { path: '/proc', why: 'runtime file system' },
          { path: '/mnt/x', why: 'network file system' },
          { path: '/var/lib/docker', why: 'container storage' },
        ],
      },
      true,
    ],
    [
      'not a closed folder',
      { skipped: [{ path: '/root', why: 'permission denied' }] },
      'What was found is at least what there is: /root was not entered (permission denied). Run the scan as root.',
    ],
    [
      'not several',
      {
        skipped: [
          { path: '/a', why: 'file system of type overlay' },
          { path: '/b', why: 'could not be read (EIO)' },
        ],
      },
      'What was found is at least what there is: 2 folders were not entered, the first is /a (file system of type overlay).',
    ],
    [
      'not beyond the bound',
      { cut: true },
      'What was found is at least what there is: the walk ended after 100 entries.',
    ],
  ])('%s', (_, more, want) => {
    expect(whole(normalize([], more))).toBe(want);
  });

  it('is not collected when it failed, or when a row cannot be read', () => {
    expect(normalize([], { files: { 'walk over the local file systems': '{"seen":1}' } }).flag).toBe('not-collected');
    const bad = '{"seen":1,"cut":false,"skipped":[],"entries":[["/x","file",420,0]]}';
    expect(normalize([], { files: { 'walk over the local file systems': bad } }).flag).toBe('not-collected');
  });
});

describe('privileged files', () => {
  const sudo: Row = ['/usr/bin/sudo', 'file', 0o4755, 0, 0];
  const first = (section: ReturnType<typeof normalize>) => section.data?.privileged.files[0];

  it('have the package that owns them', () => {
    expect(first(normalize([sudo]))).toMatchObject({ suid: true, sgid: false, package: { value: 'sudo' } });
    expect(first(normalize([['/opt/x', 'file', 0o2755, 0, 0]]))).toMatchObject({ sgid: true, package: { value: '' } });
  });

  it.each([
    ['of that mode', 'root root 4755 /usr/bin/sudo\n', true],
    ['of another mode', 'root root 0755 /usr/bin/sudo\n', false],
    ['of another group', 'root anna 4755 /usr/bin/sudo\n', false],
    ['by number', '#0 #0 4755 /usr/bin/sudo\n', true],
    ['without a merged /usr', 'root root 4755 /bin/sudo\n', true],
  ])('are registered by an override %s', (_, text, registered) => {
    expect(first(normalize([sudo], { files: { '/var/lib/dpkg/statoverride': text } }))?.registered).toBe(registered);
  });

  it('have package and mode of the database of apk', () => {
    const apk = 'P:busybox\nF:bin\nR:bbsuid\na:0:0:4111\nR:busybox\na:0:0:755\n\n';
    const section = walkNormalizer.normalize(
      capturesOf({
        '/etc/passwd': PASSWD,
        '/etc/group': GROUP,
        '/lib/apk/db/installed': apk,
        'owners of SUID and SGID files': 'busybox\t/bin/bbsuid\n',
        'walk over the local file systems': JSON.stringify({
          seen: 1,
          cut: false,
          skipped: [],
          entries: [['/bin/bbsuid', 'file', 0o4111, 0, 0]],
        }),
      }),
    ).section;
    expect(first(section)).toMatchObject({ package: { value: 'busybox' }, registered: true });
  });

  it('are harmless on a mount that is nosuid now', () => {
    const mountinfo = '1 0 8:1 / / rw - ext4 a rw\n2 1 8:2 / /data rw,nosuid - ext4 b rw\n';
    const section = normalize(
      [
        ['/data/x', 'file', 0o4755, 0, 0],
        ['/x', 'file', 0o4755, 0, 0],
      ],
      { files: { '/proc/self/mountinfo': mountinfo } },
    );
    expect(section.data?.privileged.files.map((file) => file.on_nosuid_mount)).toEqual([true, false]);
  });
});

describe('files of nobody', () => {
  const told = (rows: readonly Row[], files: Readonly<Record<string, string>> = {}) =>
    normalize(rows, { files }).data?.unowned.files.map(({ id, below, user, group }) => [
      id,
      below,
      'value' in user ? user.value : 'unknown',
      'value' in group ? group.value : 'unknown',
    ]);
  const lost: Row = ['/srv/x', 'file', 0o644, 4242, 0];

  it.each<[string, Row, Readonly<Record<string, string>>, readonly unknown[]]>([
    ['no such account', lost, {}, [['/srv/x', 0, false, true]]],
    ['a link counts', ['/srv/x', 'link', 0o777, 0, 4242], {}, [['/srv/x', 0, true, false]]],
    ['a subordinate id', lost, { '/etc/subuid': 'anna:4000:1000\n' }, []],
    ['just outside of it', lost, { '/etc/subuid': 'anna:4000:242\n' }, [['/srv/x', 0, false, true]]],
    ['an id of a service of systemd', ['/srv/x', 'file', 0o644, 62_000, 62_000], {}, []],
    [
      'a directory may know it',
      lost,
      { '/etc/nsswitch.conf': 'passwd: files sss\n' },
      [['/srv/x', 0, 'unknown', true]],
    ],
    [
      'a directory knows it',
      lost,
      { '/etc/nsswitch.conf': 'passwd: files sss\n', 'getent of unknown ids': '{"passwd":[4242],"group":[]}' },
      [],
    ],
    [
      'a directory does not know it',
      lost,
      { '/etc/nsswitch.conf': 'passwd: files sss\n', 'getent of unknown ids': '{"passwd":[],"group":[]}' },
      [['/srv/x', 0, false, true]],
    ],
  ])('%s', (_, row, files, want) => {
    expect(told([row], files)).toEqual(want);
  });

  it('are told by the topmost folder of the same ids', () => {
    const rows: readonly Row[] = [
      ['/home/old', 'directory', 0o755, 7, 7],
      ['/home/old/a', 'directory', 0o755, 7, 7],
      ['/home/old/a/b', 'file', 0o644, 7, 7],
      ['/home/old/c', 'file', 0o644, 8, 8],
      ['/home/older', 'file', 0o644, 7, 7],
    ];
    expect(told(rows)).toEqual([
      ['/home/old', 2, false, false],
      ['/home/old/c', 0, false, false],
      ['/home/older', 0, false, false],
    ]);
  });
});

it('lists a thousand of a kind and counts the rest', () => {
  const rows = Array.from({ length: 1005 }, (_, index): Row => [`/x${index}`, 'file', 0o666, 0, 0]);
  const section = normalize(rows);
  expect(section.data?.writable_files.files).toHaveLength(1000);
  expect(section.data?.writable_files.more).toBe(5);
  expect(whole(section)).toContain('5 more of what was found are not listed');
});
