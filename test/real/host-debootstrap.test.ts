import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { collectHost } from '../../src/collect/host/collect-host.ts';
import type { Host } from '../../src/model/generated/model.ts';
import { normalizeHost } from '../../src/normalize/host/normalize-host.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';

if (!canMakeDebian) console.log(`host-debootstrap: skipped; ${HOW_TO_MAKE_DEBIAN}`);

const scan = (root: string) => normalizeHost(collectHost(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }));

describe.skipIf(!canMakeDebian)('a real Debian tree, scanned offline', () => {
  let tree = '';
  let host: Host = {};
  const inside = (...argv: readonly string[]) =>
    execFileSync('/usr/sbin/chroot', [tree, ...argv], { encoding: 'utf8' });

  beforeAll(() => {
    tree = copyDebian();
    host = scan(tree).host;
  }, 180_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('lists the packages that dpkg-query lists', () => {
    const fields = ['db:Status-Status', 'Package', 'Architecture', 'Version', 'source:Package', 'source:Version'];
    const [status = '', name = '', ...rest] = fields.map((field) => `\${${field}}`);
    const format = `${status} ${name}:${rest.join(' ')}\n`;
    const told = execFileSync('dpkg-query', [`--admindir=${tree}/var/lib/dpkg`, '-W', '-f', format], {
      encoding: 'utf8',
    });
    const want = told
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length))
      .sort();
    const got = (host.packages?.data?.packages ?? [])
      .map((one) => `${one.id} ${one.version} ${one.source} ${one.source_version}`)
      .sort();
    expect(got.length).toBeGreaterThan(80);
    expect(got).toEqual(want);
  });

  it('lists the users and groups that its own getent lists', () => {
    const users = (host.accounts?.data?.users ?? []).map(
      (user) => `${user.name} ${user.uid} ${user.gid} ${user.home} ${user.shell}`,
    );
    const want = inside('getent', 'passwd')
      .trim()
      .split('\n')
      .map((line) => line.split(':'));
    expect(users).toEqual(want.map(([name, , uid, gid, , home, shell]) => `${name} ${uid} ${gid} ${home} ${shell}`));
    const groups = (host.accounts?.data?.groups ?? []).map((group) => `${group.name} ${group.gid}`);
    expect(groups).toEqual(
      inside('getent', 'group')
        .trim()
        .split('\n')
        .map((line) => `${line.split(':')[0]} ${line.split(':')[2]}`),
    );
  });

  it('tells the password states that its own passwd tells, for hashes of its own chpasswd', () => {
    inside('useradd', '-m', 'anna');
    execFileSync('/usr/sbin/chroot', [tree, 'chpasswd'], { input: 'anna:CANARY-password\n' });
    inside('useradd', 'locked');
    execFileSync('/usr/sbin/chroot', [tree, 'chpasswd', '-c', 'SHA512'], { input: 'locked:CANARY-password\n' });
    inside('passwd', '-q', '-l', 'locked');
    inside('useradd', 'open');
    inside('passwd', '-q', '-d', 'open');
    const users = new Map(scan(tree).host.accounts?.data?.users.map((user) => [user.name, user.password]));
    const letters = new Map(
      inside('passwd', '-S', '-a')
        .trim()
        .split('\n')
        .map((line) => [line.split(' ')[0], line.split(' ')[1]] as const),
    );
    const letter = (state: unknown) => (state === 'set' ? 'P' : state === 'empty' ? 'NP' : 'L');
    for (const [name, password] of users) {
      expect(`${name} ${letter('value' in password.state ? password.state.value : '')}`).toBe(
        `${name} ${letters.get(name)}`,
      );
    }
    expect(users.get('anna')).toMatchObject({ algorithm: { value: 'yescrypt' } });
    expect(users.get('locked')).toMatchObject({ state: { value: 'locked' }, algorithm: { value: 'sha512' } });
  });

  it('tells modes and owners as its own stat does', () => {
    for (const file of host.files?.data?.files ?? []) {
      if (!('value' in file.status)) throw new Error(`${file.id} unknown`);
      const { octal, owner, group } = file.status.value;
      const [mode = '', ...names] = inside('stat', '-L', '-c', '%a %U %G', file.id).trim().split(' ');
      expect(`${file.id} ${octal} ${owner} ${group}`).toBe(`${file.id} ${mode.padStart(4, '0')} ${names.join(' ')}`);
    }
    expect(host.files?.data?.files.some((file) => file.class === 'ssh-private-key')).toBe(true);
  });

  it('tells the values that its own sshd -T tells', () => {
    const told = new Map(
      inside('/usr/sbin/sshd', '-T')
        .split('\n')
        .map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)] as const),
    );
    const server = host.sshd?.data?.servers[0];
    expect(server).toMatchObject({
      permit_root_login: { value: told.get('permitrootlogin')?.replace('without-password', 'prohibit-password') },
      x11_forwarding: { value: told.get('x11forwarding') === 'yes' },
      kbd_interactive_authentication: { value: told.get('kbdinteractiveauthentication') === 'yes' },
      use_pam: { value: told.get('usepam') === 'yes' },
      ciphers: { value: told.get('ciphers')?.split(',') },
      macs: { value: told.get('macs')?.split(',') },
      version: { value: '9.2' },
    });
    expect(server?.x11_forwarding).toMatchObject({ value: true, at: { file: '/etc/ssh/sshd_config' } });
  });

  it('never reads the scanner through a link of the tree', () => {
    unlinkSync(path.join(tree, 'etc/hostname'));
    symlinkSync('/../../../../etc/hostname', path.join(tree, 'etc/hostname'));
    symlinkSync('/proc/1/environ', path.join(tree, 'etc/ld.so.preload'));
    const scanned = scan(tree);
    expect(scanned.name).toBe('unnamed');
    expect(scanned.host.preload).toMatchObject({ flag: 'complete', data: { libraries: [] } });
  });

  it('says unknown, never pass or absent, for what nobody may read', () => {
    const script = path.join(tree, 'scan.mjs');
    const source = path.resolve(import.meta.dirname, '../..');
    writeFileSync(
      path.join(tree, 'entry.ts'),
      `import { openLocal } from '${source}/src/collect/access/local.ts';
import { collectHost } from '${source}/src/collect/host/collect-host.ts';
import { normalizeHost } from '${source}/src/normalize/host/normalize-host.ts';
console.log(JSON.stringify(normalizeHost(collectHost(openLocal(${JSON.stringify(tree)}), { collectedAt: '2026-01-01T00:00:00Z' })).host));`,
    );
    execFileSync(
      path.join(source, 'node_modules/.bin/esbuild'),
      [
        path.join(tree, 'entry.ts'),
        '--bundle',
        '--platform=node',
        '--format=esm',
        `--outfile=${script}`,
        '--log-level=error',
      ],
      { stdio: 'ignore' },
    );
    execFileSync('chmod', ['0600', path.join(tree, 'etc/ssh/sshd_config')]);
    mkdirSync(path.join(tree, 'etc/sudoers.d'), { recursive: true });
    writeFileSync(path.join(tree, 'etc/sudoers'), 'anna ALL=ALL\n', { mode: 0o440 });
    // The interpreter may lie in a home that nobody may enter: hand it over by file descriptor.
    const copy = path.join(tree, 'node');
    cpSync(process.execPath, copy);
    const result = spawnSync('/usr/bin/setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', copy, script], {
      encoding: 'utf8',
    });
    expect(result.stderr).toBe('');
    const closed: Host = JSON.parse(result.stdout);
    expect(closed.accounts?.flag).toBe('complete');
    for (const user of closed.accounts?.data?.users ?? []) {
      expect(user.password.state).toMatchObject({ unknown: expect.stringContaining('Run the scan as root') });
    }
    expect(closed.accounts?.data?.users.find((user) => user.name === 'root')?.authorized_keys.count).toMatchObject({
      unknown: expect.stringContaining('root'),
    });
    expect(closed.sudo).toMatchObject({ flag: 'not-collected', hint: expect.stringContaining('root') });
    expect(closed.sshd).toMatchObject({ flag: 'not-collected', hint: expect.stringContaining('root') });
    expect(closed.packages?.flag).toBe('complete');
    expect(closed.files?.data?.files.find((file) => file.id === '/etc/shadow')?.status).toMatchObject({
      value: { octal: '0640' },
    });
  });
});
