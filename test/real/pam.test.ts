import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { pamSource } from '../../src/collect/host/pam.ts';
import type { HostPasswordQualityCheck } from '../../src/model/generated/model.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { loginLockoutNormalizer } from '../../src/normalize/host/login-lockout/login-lockout.ts';
import { returnCode } from '../../src/normalize/host/pam/control.ts';
import type { PamEntry } from '../../src/normalize/host/pam/flatten.ts';
import { readServices } from '../../src/normalize/host/pam/read-services.ts';
import { stackOutcomes } from '../../src/normalize/host/pam/walk-stack.ts';
import { passwordQualityNormalizer } from '../../src/normalize/host/password-quality/password-quality.ts';
import { generator, randomStacks } from './pam-stacks.ts';

const needed = ['/usr/bin/pamtester', '/usr/bin/unshare', '/usr/share/pam-configs/pwquality'];
const usable = process.getuid?.() === 0 && needed.every((file) => existsSync(file));
if (!usable) console.log('pam: skipped; needs root and the Debian packages pamtester, libpam-pwquality and util-linux');

const SEED = 20260101;
let folder = '';

/** Runs a script in a namespace where it can mount over /etc/pam.d and /etc/security, so that nothing of the machine is touched. */
function withPam(script: string): string {
  const result = spawnSync('/usr/bin/unshare', ['-m', '/bin/bash', '-c', script], {
    encoding: 'utf8',
    timeout: 50_000,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
  });
  return result.stdout;
}

function put(name: string, text: string, mode = 0o644): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
}

/** What a stack does when each module returns what its arguments say. */
function simulate(stack: readonly PamEntry[]): { readonly printed: readonly string[]; readonly success: boolean } {
  const told = stack.map((entry) => {
    const value = /^auth=(.+)$/.exec(entry.words[0] ?? '')?.[1];
    if (entry.module === 'pam_debug') return { text: entry.words[0] ?? '', code: returnCode(value ?? '') };
    const refuses = entry.words.some((word) => word.endsWith('/refuse'));
    const code = entry.module === '' ? 'perm_denied' : refuses ? 'system_err' : 'success';
    return { text: entry.words.at(-1) ?? '', code: returnCode(code) };
  });
  const fixed = stack.map((entry, index) => ({ ...entry, codes: [told[index]?.code ?? 0] }));
  const outcomes = stackOutcomes(fixed, [...fixed.keys()]) ?? [];
  expect(outcomes).toHaveLength(1);
  const [outcome] = outcomes;
  const printed = told
    .filter((_, index) => outcome?.results[index] !== 'not-run' && stack[index]?.module !== '')
    .map(({ text }) => text);
  return { printed, success: outcome?.success ?? false };
}

describe.skipIf(!usable)('PAM as libpam does it', () => {
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vauban-pam-'));
    chmodSync(folder, 0o755);
    put('agree', '#!/bin/sh\necho "$1"\n', 0o755);
    put('refuse', '#!/bin/sh\necho "$1"\nexit 1\n', 0o755);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it(`runs the same modules as libpam in 200 random stacks (seed ${SEED})`, () => {
    const stacks = randomStacks(200, SEED, folder);
    for (const { files } of stacks) for (const [name, text] of Object.entries(files)) put(`pam.d/${name}`, text);
    put('pam.d/other', 'auth required pam_deny.so\n');
    const said = withPam(
      `mount --bind ${folder}/pam.d /etc/pam.d; for i in $(seq 0 ${stacks.length - 1}); do echo "== $i"; pamtester "s$i" root authenticate 2>&1; echo "exit $?"; done`,
    );
    mkdirSync(path.join(folder, 'tree/etc'), { recursive: true });
    spawnSync('cp', ['-a', path.join(folder, 'pam.d'), path.join(folder, 'tree/etc/pam.d')]);
    const captures = capturesBelow('tree');
    const { services } = readServices(captures);
    const blocks = said.split(/^== /m).slice(1);
    expect(blocks).toHaveLength(stacks.length);
    const successes = blocks.filter((block) => block.includes('exit 0')).length;
    expect(Math.min(successes, blocks.length - successes)).toBeGreaterThan(40);
    for (const [index, block] of blocks.entries()) {
      const lines = block.split('\n').slice(1);
      const real = {
        printed: lines.filter((line) => /^(m\d+|auth=\w+)$/.test(line)),
        success: lines.includes('exit 0'),
      };
      const service = services.find(({ name }) => name === `s${index}`);
      const ours = simulate(service?.stacks.auth ?? []);
      expect({ index, files: stacks[index]?.files, ...ours }).toEqual({ index, files: stacks[index]?.files, ...real });
    }
  });

  it(`takes the settings of pam_pwquality from where it takes them (seed ${SEED})`, () => {
    const pick = generator(SEED);
    const one = <T>(list: readonly [T, ...T[]]): T => list[pick(list.length)] ?? list[0];
    const setting = (): string =>
      one([
        `minlen = ${4 + pick(14)}`,
        `minlen=${4 + pick(14)} # why`,
        `MINLEN ${4 + pick(14)}`,
        `dcredit = ${pick(5) - 2}`,
        `ucredit=${pick(5) - 2}`,
        `lcredit = ${pick(4) - 1}`,
        `ocredit = ${pick(4) - 2}`,
        `minclass = ${pick(6)}`,
        `maxrepeat = ${pick(4)}`,
        `maxsequence = ${pick(4)}`,
        '# minlen = 60',
        '',
        ...(pick(6) === 0 ? ['nonsense = 1', 'minlen = many'] : []),
      ]);
    const text = (count: number): string => Array.from({ length: count }, setting).join('\n');
    const cases = Array.from({ length: 60 }, (_, index) => {
      const files = {
        'etc/security/pwquality.conf.d/10-a.conf': text(pick(3)),
        'etc/security/pwquality.conf.d/20-b.conf': text(pick(3)),
        'etc/security/pwquality.conf.d/b.conf.old': 'minlen = 60',
        'etc/security/pwquality.conf': text(pick(4)),
        'etc/pam.d/q': `password requisite pam_pwquality.so dictcheck=0 enforce_for_root ${one(['', '', 'minlen=9', 'minclass=2 minlen=7', 'dcredit=-1'])}\npassword required pam_permit.so\n`,
        'etc/pam.d/other': 'auth required pam_deny.so\n',
      };
      for (const [name, content] of Object.entries(files)) put(`q${index}/${name}`, content);
      const passwords = Array.from({ length: 6 }, () => randomPassword(pick));
      put(`q${index}/passwords`, `${passwords.join('\n')}\n`);
      return { index, files, passwords };
    });
    const said = withPam(
      `for i in $(seq 0 ${cases.length - 1}); do mount --bind ${folder}/q$i/etc/pam.d /etc/pam.d; mount --bind ${folder}/q$i/etc/security /etc/security; ` +
        `while read -r p; do printf '%s\\n%s\\n' "$p" "$p" | pamtester q root chauthtok >/dev/null 2>&1; echo "$i $p $?"; done < ${folder}/q$i/passwords; umount /etc/security /etc/pam.d; done`,
    );
    const accepted = new Set(said.split('\n').filter((line) => line.endsWith(' 0')));
    expect(accepted.size).toBeGreaterThan(60);
    expect(said.trim().split('\n').length - accepted.size).toBeGreaterThan(60);
    for (const { index, files, passwords } of cases) {
      const captures = capturesBelow(`q${index}`);
      const check = passwordQualityNormalizer.normalize(captures).section.data?.checks[0];
      for (const password of passwords) {
        const real = accepted.has(`${index} ${password} 0`);
        expect({ files, password, accepted: accepts(check, password) }).toEqual({ files, password, accepted: real });
        if (real) expect(password.length).toBeGreaterThanOrEqual(numberOf(check?.shortest_length));
      }
    }
  });

  it.each([
    { name: 'the defaults', conf: '', args: '' },
    { name: 'the file', conf: 'deny = 2\n', args: '' },
    { name: 'an argument beats the file', conf: 'deny = 5\n', args: 'deny=2' },
    { name: 'a word that is no number', conf: 'deny = 4\ndeny = many\n', args: '' },
    { name: 'what stands behind the number', conf: 'deny = 2 times\n', args: '' },
    { name: 'zero never locks', conf: 'deny = 0\n', args: '' },
    { name: 'root by even_deny_root', conf: 'deny=2\neven_deny_root=0\n', args: '' },
    { name: 'root_unlock_time alone does not lock root', conf: 'deny = 2\nroot_unlock_time = 60\n', args: '' },
    { name: 'names in upper case are not taken', conf: 'DENY = 2\n', args: '' },
  ])('locks after as many failures as pam_faillock: $name', ({ conf, args }) => {
    const tallies = path.join(folder, 'tally');
    rmSync(tallies, { recursive: true, force: true });
    mkdirSync(tallies);
    put('f/etc/security/faillock.conf', conf);
    const line = (action: string) => `pam_faillock.so ${action} nodelay dir=${tallies} ${args}`;
    put(
      'f/etc/pam.d/f',
      `auth required ${line('preauth')}\nauth [success=1 default=ignore] pam_debug.so auth=auth_err\nauth [default=die] ${line('authfail')}\nauth required pam_permit.so\n`,
    );
    put('f/etc/pam.d/other', 'auth required pam_deny.so\n');
    const said = withPam(
      `mount --bind ${folder}/f/etc/pam.d /etc/pam.d; mount --bind ${folder}/f/etc/security /etc/security; ` +
        'for u in root nobody; do for i in 1 2 3 4 5 6 7; do pamtester f $u authenticate 2>&1 | grep -q "account is locked" && echo "$u $i" && break; done; done',
    );
    const [preauth] = (loginLockoutNormalizer.normalize(capturesBelow('f')).section.data?.lines ?? []).filter(
      ({ action }) => action === 'preauth',
    );
    const deny = numberOf(preauth?.deny);
    // The try after `deny` failures is the first one that is told of the lock; already the failing one may be.
    const lockedAt = (user: string) => Number(new RegExp(`^${user} (\\d)$`, 'm').exec(said)?.[1] ?? 0);
    const wanted = deny === 0 ? 0 : deny + 1;
    const root = preauth !== undefined && 'value' in preauth.even_deny_root && preauth.even_deny_root.value;
    expect({ nobody: lockedAt('nobody'), root: lockedAt('root') }).toEqual({ nobody: wanted, root: root ? wanted : 0 });
  });
});

function capturesBelow(name: string) {
  return captureSet(pamSource.collect(openLocal(path.join(folder, name)), { collectedAt: '2026-01-01T00:00:00Z' }));
}

function randomPassword(pick: (below: number) => number): string {
  const classes = ['0123456789', 'ABCDEFGHIJKLMNOPQ', 'abcdefghijklmnopq', '!%&/()=+'];
  const length = 5 + pick(14);
  let password = '';
  while (password.length < length) {
    const set = classes[pick(4)] ?? '';
    const char = set.charAt(pick(set.length));
    password += pick(6) === 0 ? char.repeat(1 + pick(4)) : char;
  }
  return password;
}

function numberOf(fact: { readonly value: number } | { readonly unknown: string } | undefined): number {
  return fact !== undefined && 'value' in fact ? fact.value : Number.NaN;
}

/** What libpwquality accepts by the settings found here (check.c), with the dictionary off. */
function accepts(check: HostPasswordQualityCheck | undefined, password: string): boolean {
  if (check === undefined) return true;
  const counts = [/[0-9]/g, /[A-Z]/g, /[a-z]/g, /[^0-9A-Za-z]/g].map((set) => (password.match(set) ?? []).length);
  let size = numberOf(check.minlen);
  for (const [index, fact] of [check.dcredit, check.ucredit, check.lcredit, check.ocredit].entries()) {
    const credit = numberOf(fact);
    const count = counts[index] ?? 0;
    if (credit < 0 && count < -credit) return false;
    if (credit >= 0) size -= Math.min(count, credit);
  }
  if (size > password.length) return false;
  if (counts.filter((count) => count > 0).length < numberOf(check.minclass)) return false;
  const repeats = numberOf(check.maxrepeat);
  if (repeats > 0 && longestRun(password, 0) > repeats) return false;
  const run = numberOf(check.maxsequence);
  return run === 0 || (longestRun(password, 1) <= run && longestRun(password, -1) <= run);
}

function longestRun(password: string, step: number): number {
  let longest = 1;
  let run = 1;
  for (let i = 1; i < password.length; i++) {
    run = password.charCodeAt(i) - password.charCodeAt(i - 1) === step ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
