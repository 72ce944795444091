import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Made once (under a minute) and kept: a minimal Debian with an SSH server. */
const CACHE = '/var/tmp/vauban-debian-bookworm';

/** True where a Debian tree can be made: root and debootstrap are there. */
export const canMakeDebian = existsSync('/usr/sbin/debootstrap') && process.getuid?.() === 0;

/** How to get what `canMakeDebian` asks for. */
export const HOW_TO_MAKE_DEBIAN = 'needs root and the Debian package debootstrap';

/** A copy of the folders of a real Debian that are read; the test may change it and removes it. */
export function copyDebian(): string {
  if (!existsSync(path.join(CACHE, 'var/lib/dpkg/status'))) {
    const made = `${CACHE}.${process.pid}`;
    execFileSync('/usr/sbin/debootstrap', ['--variant=minbase', '--include=openssh-server', 'bookworm', made], {
      stdio: 'ignore',
    });
    rmSync(CACHE, { recursive: true, force: true });
    renameSync(made, CACHE);
  }
  const tree = mkdtempSync(path.join(tmpdir(), 'debian-'));
  for (const folder of ['etc', 'usr', 'bin', 'sbin', 'lib', 'lib64', 'var/lib/dpkg', 'root']) {
    mkdirSync(path.dirname(path.join(tree, folder)), { recursive: true });
    execFileSync('cp', ['-a', path.join(CACHE, folder), path.join(tree, folder)]);
  }
  mkdirSync(path.join(tree, 'dev'));
  for (const device of ['null', 'urandom'])
    execFileSync('cp', ['-a', `/dev/${device}`, path.join(tree, 'dev', device)]);
  mkdirSync(path.join(tree, 'run/sshd'), { recursive: true });
  execFileSync('chmod', ['0755', tree]);
  return tree;
}
