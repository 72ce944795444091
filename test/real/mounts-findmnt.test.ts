import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMountinfo, visibleMounts } from '../../src/core/mountinfo.ts';
import { isMounted } from '../../src/normalize/host/mounts/configured.ts';
import { parseFstab } from '../../src/normalize/host/mounts/fstab.ts';
import { restrictionsOf } from '../../src/normalize/host/mounts/mount-options.ts';

const FINDMNT = '/usr/bin/findmnt';
const UNSHARE = '/usr/bin/unshare';
const GENERATOR = '/usr/lib/systemd/system-generators/systemd-fstab-generator';
const canUnshare =
  existsSync(FINDMNT) &&
  process.getuid?.() === 0 &&
  spawnSync(UNSHARE, ['-m', '/bin/true'], { stdio: 'ignore' }).status === 0;
if (!existsSync(FINDMNT)) console.log('mounts-findmnt: skipped; needs findmnt (Debian package util-linux)');
if (!canUnshare) console.log('mounts-findmnt: namespaces skipped; needs root and unshare (Debian package util-linux)');
if (!existsSync(GENERATOR)) console.log('mounts-findmnt: generator skipped; needs the Debian package systemd');

const FSTAB = `# <file system> <mount point> <type> <options>
UUID=0a3407de /               ext4    errors=remount-ro 0       1
/dev/mapper/vg-var  /var   ext4  defaults,nodev,nosuid 0 2
/dev/sdb1\t/srv/two\\040words\text4\tnoexec,exec,nodev,noauto 0 0
tmpfs  /tmp   tmpfs  mode=1777,nosuid,nodev,noexec   0 0
/tmp   /var/tmp  none  rw,noexec,nosuid,nodev,bind 0 0
/dev/sdc1 /home ext4 user,exec 0 0
/dev/sdd1 /backup ext4 noauto,x-systemd.automount,nodev 0 0
/dev/sde1 /media/cd iso9660 users,noauto
/swapfile none swap sw 0 0
`;

describe.skipIf(!existsSync(FINDMNT))('fstab', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fstab-'));
    writeFileSync(path.join(folder, 'fstab'), FSTAB);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read as findmnt reads it', () => {
    const argv = [
      '--fstab',
      '--tab-file',
      path.join(folder, 'fstab'),
      '--json',
      '--list',
      '-o',
      'SOURCE,TARGET,FSTYPE,OPTIONS',
    ];
    const told: unknown = JSON.parse(execFileSync(FINDMNT, argv, { encoding: 'utf8' }));
    const ours = parseFstab('/etc/fstab', FSTAB.split('\n')).entries.map(({ source, point, type, options }) => ({
      source,
      target: point,
      fstype: type,
      options: options.join(','),
    }));
    const want = Object(told).filesystems.filter((one: { target: string }) => one.target !== 'none');
    // findmnt leaves an option list out that is not there; fstab(5) then takes the defaults.
    expect(ours).toEqual(want);
  });

  it.skipIf(!existsSync(GENERATOR))('mounts at boot what the generator of systemd makes units for', () => {
    const out = ['normal', 'early', 'late'].map((name) => path.join(folder, name));
    for (const one of out) mkdirSync(one);
    const env = { SYSTEMD_FSTAB: path.join(folder, 'fstab'), SYSTEMD_LOG_TARGET: 'console' };
    const made = spawnSync(GENERATOR, out, { env, encoding: 'utf8' });
    expect(made.stderr).not.toMatch(/Failed/);
    const normal = path.join(folder, 'normal');
    const units = readdirSync(normal).filter((name) => name.endsWith('.mount'));
    const where = (file: string) => /^Where=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    const wanted = new Set<string>();
    for (const wants of readdirSync(normal).filter((name) => /\.(requires|wants)$/.test(name))) {
      for (const name of readdirSync(path.join(normal, wants))) {
        if (!/\.(mount|automount)$/.test(name)) continue;
        const link = path.join(normal, wants, name);
        wanted.add(where(path.resolve(path.dirname(link), readlinkSync(link))));
      }
    }
    const entries = parseFstab('/etc/fstab', FSTAB.split('\n')).entries;
    expect(units.map((name) => where(path.join(normal, name))).sort()).toEqual(
      entries.map((entry) => entry.point).sort(),
    );
    expect([...wanted].sort()).toEqual(
      entries
        .filter((entry) => isMounted(entry.options))
        .map((entry) => entry.point)
        .sort(),
    );
  });
});

describe.skipIf(!canUnshare)('mounts of a namespace', () => {
  it('hold the restrictions that findmnt tells, also stacked, bound, remounted and hidden', () => {
    const base = mkdtempSync(path.join(tmpdir(), 'mounts-'));
    const script = `
      set -e
      mount --make-rprivate /
      mkdir -p ${base}/a ${base}/b ${base}/c ${base}/d/sub "${base}/with blank"
      mount -t tmpfs -o nodev,nosuid,noexec tmpfs ${base}/a
      mount -t tmpfs -o nodev tmpfs ${base}/b
      mount -t tmpfs -o nosuid tmpfs ${base}/b
      mount --bind ${base}/a ${base}/c
      mount -o remount,bind,ro,nodev ${base}/c
      mount -t tmpfs -o noexec tmpfs ${base}/d/sub
      mount -t tmpfs tmpfs ${base}/d
      mkdir ${base}/d/sub
      mount -t tmpfs -o nosuid,nodev tmpfs "${base}/with blank"
      cat /proc/self/mountinfo
      echo ---
      for p in a b c d d/sub "with blank"; do
        exec 9< "${base}/$p"
        echo "$p=$(sed -n 's/^mnt_id:\\s*//p' /proc/$$/fdinfo/9)=$(${FINDMNT} -n -o VFS-OPTIONS -T "${base}/$p" | tail -1)"
      done
    `;
    const told = execFileSync(UNSHARE, ['-m', '/bin/bash', '-c', script], { encoding: 'utf8' });
    rmSync(base, { recursive: true, force: true });
    const [info = '', answers = ''] = told.split('---\n');
    const { mounts, unread } = parseMountinfo(info);
    expect(unread).toEqual([]);
    const mountOf = visibleMounts(mounts);
    const ours = (options: readonly string[]) => [...restrictionsOf(options).held].sort();
    const want = answers
      .trim()
      .split('\n')
      .map((line) => line.split('='));
    expect(want).toHaveLength(6);
    for (const [name, id, options = ''] of want) {
      const mount = mountOf(`${base}/${name}`);
      // The kernel's own answer: the mount that an open descriptor lies on.
      expect({ name, id: String(mount?.id) }).toEqual({ name, id });
      // findmnt takes a mount that a later one hides for the one that is seen.
      if (name === 'd/sub') continue;
      expect({ name, held: ours(mount?.options ?? []) }).toEqual({ name, held: ours(options.split(',')) });
    }
  });

  it('are found for every mount point of this machine as findmnt finds them', () => {
    const mountOf = visibleMounts(parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')).mounts);
    for (const point of ['/', '/proc', '/sys', '/dev', '/dev/shm', '/tmp', '/usr/bin', '/run']) {
      const want = execFileSync(FINDMNT, ['-n', '-o', 'VFS-OPTIONS', '-T', point], { encoding: 'utf8' })
        .trim()
        .split('\n');
      expect({ point, options: mountOf(point)?.options.join(',') }).toEqual({ point, options: want.at(-1) });
    }
  });
});
