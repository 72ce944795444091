import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { collectHost } from '../../src/collect/host/collect-host.ts';
import { passwordAgesDerivation } from '../../src/derive/host/password-ages.ts';
import { doasNormalizer } from '../../src/normalize/host/doas/doas.ts';
import { normalizeHost } from '../../src/normalize/host/normalize-host.ts';
import { capturesOf } from '../unit/normalize/host/host-tree.ts';
import { canMakeDebian, copyDebian, HOW_TO_MAKE_DEBIAN } from './debian-tree.ts';

if (!canMakeDebian) console.log(`login-defaults: skipped; ${HOW_TO_MAKE_DEBIAN}`);

const DOAS = '/usr/bin/doas';
if (!existsSync(DOAS)) console.log('login-defaults: doas is skipped; needs the Debian package opendoas');

const context = { collectedAt: '2026-01-01T00:00:00Z' };
const HASH = '$y$j9T$salt$hash';

/** Fields of shadow(5) after the name. */
const SHADOW: Readonly<Record<string, string>> = {
  set: `${HASH}:20000:0:99999:7:::`,
  locked: `!${HASH}:20000:0:99999:7:::`,
  never: '*:20000:0:99999:7:::',
  bang: '!:20000:0:99999:7:::',
  empty: ':20000:0:99999:7:::',
  aged: `${HASH}:20000:1:90:14:30:21000:`,
  unset: `${HASH}::1:90:14:30::`,
  must: `${HASH}:0:1:90:14:30::`,
  blank: `${HASH}:20000::::::`,
};

describe.skipIf(!canMakeDebian)('a copied tree, read by us and by the programs of Debian', () => {
  let tree = '';
  beforeAll(() => {
    tree = copyDebian();
    Object.entries(SHADOW).forEach(([name, fields], index) => {
      appendFileSync(
        path.join(tree, 'etc/passwd'),
        `${name}:x:${2000 + index}:${2000 + index}::/home/${name}:/bin/bash\n`,
      );
      appendFileSync(path.join(tree, 'etc/group'), `${name}:x:${2000 + index}:\n`);
      appendFileSync(path.join(tree, 'etc/shadow'), `${name}:${fields}\n`);
      mkdirSync(path.join(tree, 'home', name), { recursive: true });
    });
  }, 60_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));
  const host = () => normalizeHost(collectHost(openLocal(tree), context)).host;
  const inside = (...argv: readonly string[]) =>
    execFileSync('/usr/sbin/chroot', [tree, '/usr/bin/env', 'LC_ALL=C', ...argv], { encoding: 'utf8' });

  it.each(Object.keys(SHADOW))('the state of %s is that of passwd -S', (name) => {
    const state = host().accounts?.data?.users.find((user) => user.id === name)?.password.state;
    const [, letter = ''] = inside('/usr/bin/passwd', '-S', name).split(' ');
    const ours = state !== undefined && 'value' in state ? state.value : '';
    // passwd -S has one letter for locked and never set.
    expect({ set: 'P', locked: 'L', 'never-set': 'L', empty: 'NP', missing: 'L' }[ours]).toBe(letter);
  });

  it.each(Object.keys(SHADOW))('the ages of %s are those of chage -l', (name) => {
    const { accounts } = host();
    const derived = passwordAgesDerivation.derive(
      { host: { ...(accounts === undefined ? {} : { accounts }) } },
      { nowMs: 0 },
    );
    const user = derived.host?.password_ages?.data?.users.find((one) => one.id === name);
    const told = inside('/usr/bin/chage', '-l', name);
    const number = (label: string) => Number(new RegExp(`^${label}[^:]*: (-?\\d+)$`, 'm').exec(told)?.[1]);
    const known = (fact: unknown) =>
      typeof fact === 'object' && fact !== null && 'value' in fact ? fact.value : undefined;
    expect(known(user?.min_days)).toBe(Math.max(0, number('Minimum number of days')));
    expect(known(user?.warn_days)).toBe(Math.max(0, number('Number of days of warning')));
    const ends = /^Password expires\s*: (.*)$/m.exec(told)?.[1];
    expect(known(user?.max_days) === -1).toBe(ends === 'never');
    const closes = /^Password inactive\s*: (.*)$/m.exec(told)?.[1];
    if (ends !== 'never' && ends !== 'password must be changed')
      expect(known(user?.inactive_days) === -1).toBe(closes === 'never');
  });

  it.each(['', 'INACTIVE=30\n', 'INACTIVE=30\nINACTIVE=-1\n', ' INACTIVE=30\n', '# INACTIVE=30\n', 'INACTIVE=x\n'])(
    'INACTIVE after %j is that of useradd -D',
    (text) => {
      const file = path.join(tree, 'etc/default/useradd');
      const shipped = readFileSync(file, 'utf8');
      writeFileSync(file, `${shipped}${text}`);
      const fact = host().useradd?.data?.inactive_days;
      const told = /^INACTIVE=(.*)$/m.exec(inside('/usr/sbin/useradd', '-D'))?.[1];
      writeFileSync(file, shipped);
      if (fact !== undefined && 'value' in fact) expect(String(fact.value)).toBe(told);
      else expect(text).toBe('INACTIVE=x\n');
    },
  );

  it.each([
    ['as shipped', '', '', '022'],
    ['pam_umask with UMASK', 'session optional pam_umask.so\n', '', '027'],
    ['the first UMASK counts', 'session optional pam_umask.so\n', 'UMASK 077\n', '027'],
    ['an argument', 'session optional pam_umask.so umask=0077\n', '', '027'],
    ['usergroups', 'session optional pam_umask.so usergroups\n', 'USERGROUPS_ENAB no\n', '027'],
    ['an argument and usergroups', 'session optional pam_umask.so usergroups umask=0022\n', '', '027'],
  ])('the umask of a session: %s', (_, line, more, mask) => {
    const defs = path.join(tree, 'etc/login.defs');
    const session = path.join(tree, 'etc/pam.d/common-session');
    const [shippedDefs, shippedSession] = [readFileSync(defs, 'utf8'), readFileSync(session, 'utf8')];
    writeFileSync(defs, `${shippedDefs.replace(/^UMASK.*$/m, `UMASK ${mask}`)}${more}`);
    writeFileSync(session, `${shippedSession}${line}`);
    const sessions = host().shell_init?.data?.sessions;
    const answers = [
      ['set', 'login bash'],
      ['root', 'root login bash'],
    ].map(([user = '', id]) => {
      const told = spawnSync('/usr/sbin/chroot', [tree, '/bin/su', '-', user, '-c', 'umask'], {
        encoding: 'utf8',
        input: '',
      }).stdout.trim();
      const fact = sessions?.find((one) => one.id === id)?.umask;
      return { told, fact };
    });
    writeFileSync(defs, shippedDefs);
    writeFileSync(session, shippedSession);
    for (const { told, fact } of answers) expect(fact).toMatchObject({ value: told });
  });
});

describe.skipIf(!existsSync(DOAS))('doas.conf', () => {
  it.each([
    ['permit :wheel', true],
    ['permit nopass anna as root cmd /bin/ls args -l', true],
    ['permit persist setenv { A=b C } anna cmd "/bin/l s"', true],
    ['deny anna # no', true],
    ['permit keepenv \\\n ben', true],
    ['permit \\\n keepenv ben', false],
    ['permit keepenv "nopass"', true],
    ['permit anna as', false],
    ['permit anna cmd', false],
    ['allow anna', false],
    ['permit nopass persist anna', false],
    ['permit', false],
    ['permit anna ben', false],
  ])('%j is taken: %s', (text, taken) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'doas-'));
    const file = path.join(folder, 'doas.conf');
    writeFileSync(file, `${text}\n`);
    chmodSync(file, 0o400);
    const told = spawnSync(DOAS, ['-C', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(told.status === 0).toBe(taken);
    const { section } = doasNormalizer.normalize(capturesOf({ '/etc/doas.conf': `${text}\n` }));
    expect(section.flag).toBe(taken ? 'complete' : 'incomplete');
  });
});
