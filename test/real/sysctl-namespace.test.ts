import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { sysctlSource } from '../../src/collect/host/sysctl.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { sysctlNormalizer } from '../../src/normalize/host/sysctl/sysctl.ts';

const PROGRAM = '/lib/systemd/systemd-sysctl';
const UNSHARE = '/usr/bin/unshare';
/** New network and mount namespaces: the parameters below net/ are then those of the test alone. */
const usable =
  process.getuid?.() === 0 &&
  existsSync(PROGRAM) &&
  existsSync('/sbin/ip') &&
  spawnSync(UNSHARE, ['-n', '-m', '/bin/true']).status === 0;
if (!usable)
  console.log('sysctl-namespace: skipped; needs root, namespaces, and the Debian packages systemd and iproute2');

const FOLDERS = ['etc/sysctl.d', 'run/sysctl.d', 'usr/local/lib/sysctl.d', 'usr/lib/sysctl.d'];
const KEYS = [
  'net.ipv4.ip_forward',
  'net.ipv4.conf.all.rp_filter',
  'net.ipv4.conf.default.rp_filter',
  'net.ipv4.conf.all.accept_redirects',
  'net.ipv4.conf.default.accept_redirects',
  'net.ipv4.conf.dummy0.rp_filter',
  'net.ipv4.conf.all.log_martians',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ip_local_port_range',
];

type Files = Readonly<Record<string, string>>;
const CASES: readonly (readonly [string, Files])[] = [
  [
    'later names win, whatever the folder',
    { 'etc/sysctl.d/50-a.conf': 'net.ipv4.ip_forward=0\n', 'usr/lib/sysctl.d/90-b.conf': 'net.ipv4.ip_forward=1\n' },
  ],
  [
    'a name of a stronger folder masks',
    { 'etc/sysctl.d/a.conf': 'net.ipv4.tcp_syncookies = 2\n', 'usr/lib/sysctl.d/a.conf': 'net.ipv4.ip_forward=1\n' },
  ],
  [
    '/run masks /usr/lib',
    {
      'run/sysctl.d/a.conf': 'net.ipv4.conf.all.rp_filter = 2\n',
      'usr/lib/sysctl.d/a.conf': 'net.ipv4.conf.all.rp_filter=1\n',
    },
  ],
  [
    'a link to /dev/null masks',
    { 'etc/sysctl.d/a.conf': '-> /dev/null', 'usr/lib/sysctl.d/a.conf': 'net.ipv4.ip_forward=1\n' },
  ],
  [
    'slashes, blanks, comments, minus',
    {
      'etc/sysctl.d/a.conf':
        '# c\n; c\n  -net/ipv4/conf/all/log_martians   =  1 \nnet.ipv4.ip_local_port_range = 32768\t65535\n',
    },
  ],
  ['globs', { 'etc/sysctl.d/a.conf': 'net.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.all.rp_filter\n' }],
  [
    'a key of its own beats a glob',
    {
      'etc/sysctl.d/a.conf': 'net.ipv4.conf.default.rp_filter = 1\n',
      'etc/sysctl.d/b.conf': 'net.ipv4.conf.*.rp_filter = 2\n',
    },
  ],
  ['an interface by name', { 'etc/sysctl.d/a.conf': 'net/ipv4/conf/dummy0/rp_filter = 1\n' }],
  ['sysctl.conf is not read by systemd', { 'etc/sysctl.conf': 'net.ipv4.ip_forward=1\n' }],
  [
    'sysctl.conf linked as 99-sysctl.conf',
    { 'etc/sysctl.conf': 'net.ipv4.ip_forward=1\n', 'etc/sysctl.d/99-sysctl.conf': '-> ../sysctl.conf' },
  ],
  ['broken lines', { 'etc/sysctl.d/a.conf': 'net.ipv4.ip_forward\n=1\nnet.ipv4.tcp_syncookies=2\n' }],
];

describe.skipIf(!usable)('what systemd-sysctl makes of sysctl.d', () => {
  const trees: string[] = [];
  afterAll(() => {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  });

  it.each(CASES)('%s', (_, files) => {
    const root = mkdtempSync(path.join(tmpdir(), 'sysctl-'));
    trees.push(root);
    for (const folder of [...FOLDERS, 'lib/systemd']) mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, 'lib/systemd/systemd-sysctl'), '');
    for (const [name, text] of Object.entries(files)) {
      if (text.startsWith('-> ')) symlinkSync(text.slice(3), path.join(root, name));
      else writeFileSync(path.join(root, name), text);
    }
    // Folders that are not there yet are made on a file system that ends with the namespace.
    const script = [
      'set -e',
      'mount --make-rprivate /',
      'mount -t tmpfs none /run',
      'mkdir -p /run/sysctl.d',
      'if [ ! -d /usr/local/lib/sysctl.d ]; then mount -t tmpfs none /usr/local/lib; mkdir /usr/local/lib/sysctl.d; fi',
      ...FOLDERS.map((folder) => `mount --bind "$0/${folder}" /${folder}`),
      '[ ! -e "$0/etc/sysctl.conf" ] || { [ -e /etc/sysctl.conf ] && mount --bind "$0/etc/sysctl.conf" /etc/sysctl.conf; }',
      '/sbin/ip link add dummy0 type dummy 2>/dev/null || true',
      `${PROGRAM} >&2 || true`,
      `for key in "$@"; do file=/proc/sys/$(echo "$key" | tr . /); [ ! -e "$file" ] || echo "$key=$(tr '\\t' ' ' <"$file")"; done`,
    ].join('\n');
    const output = execFileSync(UNSHARE, ['-n', '-m', '/bin/sh', '-c', script, root, ...KEYS], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const now = new Map(
      output
        .trim()
        .split('\n')
        .map((line) => [line.split('=')[0] ?? '', line.split('=')[1] ?? ''] as const),
    );

    const captures = captureSet(sysctlSource.collect(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }));
    const { data } = sysctlNormalizer.normalize(captures).section;
    const told = new Map((data?.keys ?? []).map((key) => [key.id, key]));
    for (const [key, value] of now) {
      const fact = told.get(key)?.at_boot;
      // What no file sets is assumed, and interfaces are told where a file names them.
      if (fact === undefined) continue;
      expect([key, 'value' in fact ? fact.value : fact.unknown]).toEqual([key, value]);
    }
    expect(now.size).toBeGreaterThan(6);
  });
});
