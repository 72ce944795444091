import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Releases that trees are made of, with what is in them beside the base system. */
const RELEASES = {
  bookworm: 'openssh-server',
  trixie: 'openssh-server,sudo,auditd,apparmor,chrony,rsyslog,unattended-upgrades,libpam-pwquality',
} as const;

/** True where a Debian tree can be made: root and debootstrap are there. */
export const canMakeDebian = existsSync('/usr/sbin/debootstrap') && process.getuid?.() === 0;

/** How to get what `canMakeDebian` asks for. */
export const HOW_TO_MAKE_DEBIAN = 'needs root and the Debian package debootstrap';

/** A copy of the folders of a real Debian that are read; the test may change it and removes it. */
export function copyDebian(release: keyof typeof RELEASES = 'bookworm'): string {
  // Made once (one to two minutes) and kept.
  const cache = `/var/tmp/vauban-debian-${release}`;
  if (!existsSync(path.join(cache, 'var/lib/dpkg/status'))) {
    const made = `${cache}.${process.pid}`;
    execFileSync('/usr/sbin/debootstrap', ['--variant=minbase', `--include=${RELEASES[release]}`, release, made], {
      stdio: 'ignore',
    });
    rmSync(cache, { recursive: true, force: true });
    renameSync(made, cache);
  }
  const tree = mkdtempSync(path.join(tmpdir(), 'debian-'));
  for (const folder of ['etc', 'usr', 'bin', 'sbin', 'lib', 'lib64', 'var/lib/dpkg', 'var/lib/apt', 'root']) {
    // lib64 is not on every architecture.
    if (!existsSync(path.join(cache, folder))) continue;
    mkdirSync(path.dirname(path.join(tree, folder)), { recursive: true });
    execFileSync('cp', ['-a', path.join(cache, folder), path.join(tree, folder)]);
  }
  mkdirSync(path.join(tree, 'dev'));
  for (const device of ['null', 'urandom'])
    execFileSync('cp', ['-a', `/dev/${device}`, path.join(tree, 'dev', device)]);
  mkdirSync(path.join(tree, 'run/sshd'), { recursive: true });
  execFileSync('chmod', ['0755', tree]);
  return tree;
}
