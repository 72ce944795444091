import { describe, expect, it } from 'vitest';
import { AUDITED_PATHS } from '../../../../src/collect/host/auditd.ts';
import type { SnapshotSections } from '../../../../src/derive/derivation.ts';
import { auditCoverageDerivation } from '../../../../src/derive/host/audit-coverage/audit-coverage.ts';
import { auditPrivilegedDerivation } from '../../../../src/derive/host/audit-coverage/audit-privileged.ts';
import { WANTED_EVENTS } from '../../../../src/derive/host/audit-coverage/events.ts';
import { auditdNormalizer } from '../../../../src/normalize/host/auditd/auditd.ts';
import { capturesOf } from '../../normalize/host/host-tree.ts';

const FILE = '{"kind":"file","mode":420,"uid":0,"size":1,"modifiedMs":0}';
const PATHS = [
  { path: '/etc/sudoers.d', kind: 'directory' },
  { path: '/etc/passwd', kind: 'file' },
  { path: '/usr/bin/kmod', kind: 'file' },
  { path: '/usr/sbin/modprobe', kind: 'link', target: '/usr/bin/kmod', target_kind: 'file' },
  { path: '/sbin/modprobe', kind: 'link', real: '/usr/sbin/modprobe', target: '/usr/bin/kmod', target_kind: 'file' },
  { path: '/usr/bin/chcon', kind: 'absent' },
  { path: '/var/run/utmp', kind: 'file', real: '/run/utmp', target: '/run/utmp' },
].map((one) => ({ real: one.path, target: one.path, parent: 'present', ...one }));

function host(rules: string, more: Readonly<Record<string, string>> = {}): NonNullable<SnapshotSections['host']> {
  const captures = capturesOf({
    '/etc/audit/rules.d/a.rules': rules,
    '/etc/audit/audit.rules': { kind: 'absent' },
    'stat /usr/sbin/auditd': FILE,
    'paths of audit rules': JSON.stringify(PATHS),
    'ls /lib/modules': '6.1.0-28-amd64\n',
    '/lib/modules/6.1.0-28-amd64/modules.dep': 'x',
    'ls /boot': '[]',
    '/proc/sys/kernel/osrelease': { kind: 'absent' },
    '/var/lib/dpkg/status': 'Package: x\nArchitecture: amd64\n',
    ...more,
  });
  return { auditd: auditdNormalizer.normalize(captures).section, login_defs: { flag: 'does-not-exist', reason: '' } };
}

function event(rules: string, id: string, more: Readonly<Record<string, string>> = {}) {
  const section = auditCoverageDerivation.derive({ host: host(rules, more) }, { nowMs: 0 }).host?.audit_coverage;
  return section?.data?.events.find((one) => one.id === id);
}

const BOTH = (rule: string): string => ['b64', 'b32'].map((bits) => rule.replace('ARCH', `arch=${bits}`)).join('\n');
const CHMOD = 'perm-changes: chmod';
const PEOPLE = '-F auid>=1000 -F auid!=unset';

describe('an event is covered', () => {
  it.each([
    ['by its rule', CHMOD, BOTH(`-a always,exit -F ARCH -S chmod,fchmod ${PEOPLE}`), true],
    [
      'by rules that are split',
      CHMOD,
      `${BOTH(`-a always,exit -F ARCH -S chmod ${PEOPLE}`)}\n${BOTH('-a always,exit -F ARCH -S fchmod')}`,
      true,
    ],
    ['by all calls of both word sizes', CHMOD, '-a always,exit -S all', true],
    ['not for one word size only', CHMOD, `-a always,exit -F arch=b64 -S chmod ${PEOPLE}`, false],
    ['not by a name without arch for both', CHMOD, `-a always,exit -S chmod ${PEOPLE}`, false],
    ['by a lower threshold', CHMOD, BOTH('-a always,exit -F ARCH -S chmod -F auid>=500'), true],
    ['not by a higher threshold', CHMOD, BOTH('-a always,exit -F ARCH -S chmod -F auid>=2000'), false],
    ['not where only some results are recorded', CHMOD, BOTH('-a always,exit -F ARCH -S chmod -F success=0'), false],
    ['not where only one user is', CHMOD, BOTH('-a always,exit -F ARCH -S chmod -F uid=0'), false],
    ['by a watch', 'identity: /etc/passwd', '-w /etc/passwd -p wa', true],
    ['by a watch for each permission', 'identity: /etc/passwd', '-w /etc/passwd -p w\n-w /etc/passwd -p a', true],
    ['by a watch of the folder', 'identity: /etc/passwd', '-a always,exit -F dir=/etc -F perm=wa', true],
    [
      'by rules for each word size',
      'identity: /etc/passwd',
      BOTH('-a always,exit -F ARCH -F path=/etc/passwd -F perm=wa'),
      true,
    ],
    ['not by writes alone', 'identity: /etc/passwd', '-w /etc/passwd -p w', false],
    [
      'not by acts of people alone',
      'identity: /etc/passwd',
      `-a always,exit -F path=/etc/passwd -F perm=wa ${PEOPLE}`,
      false,
    ],
    [
      'not by one call',
      'identity: /etc/passwd',
      '-a always,exit -F arch=b64 -S openat -F path=/etc/passwd -F perm=wa',
      false,
    ],
    ['a folder by a watch', 'sudoers: /etc/sudoers.d', '-w /etc/sudoers.d/ -p wa', true],
    ['a folder not by a path', 'sudoers: /etc/sudoers.d', '-a always,exit -F path=/etc/sudoers.d -F perm=wa', false],
    [
      'refusals by two results',
      'access-denied: open',
      `${BOTH(`-a always,exit -F ARCH -S open -F exit=-EACCES ${PEOPLE}`)}\n${BOTH(`-a always,exit -F ARCH -S open -F exit=-EPERM ${PEOPLE}`)}`,
      true,
    ],
    ['refusals by success', 'access-denied: open', BOTH('-a always,exit -F ARCH -S open -F success=0'), true],
    [
      'refusals not by one of two',
      'access-denied: open',
      BOTH(`-a always,exit -F ARCH -S open -F exit=-EACCES ${PEOPLE}`),
      false,
    ],
    [
      'a call with its argument',
      'time: clock_settime',
      BOTH('-a always,exit -F ARCH -S clock_settime -F a0=0x0'),
      true,
    ],
    [
      'not with another argument',
      'time: clock_settime',
      BOTH('-a always,exit -F ARCH -S clock_settime -F a0=1'),
      false,
    ],
    [
      'a program by its path',
      'modules-commands: /usr/bin/kmod',
      `-a always,exit -F path=/usr/bin/kmod -F perm=x ${PEOPLE}`,
      true,
    ],
    [
      'a program by all executions',
      'modules-commands: /usr/bin/kmod',
      BOTH(`-a always,exit -F ARCH -S execve ${PEOPLE}`),
      true,
    ],
    ['a link by what it leads to', 'modules-commands: /usr/sbin/modprobe', '-w /usr/bin/kmod -p x', true],
    ['a link not by itself', 'modules-commands: /usr/sbin/modprobe', '-w /sbin/modprobe -p x', false],
    [
      'borrowed rights by the one comparison',
      'user-emulation: execve',
      BOTH('-a always,exit -F ARCH -C euid!=uid -F auid!=unset -S execve'),
      true,
    ],
    [
      'borrowed rights by the other',
      'user-emulation: execve',
      BOTH('-a always,exit -F ARCH -C auid!=euid -S execve'),
      true,
    ],
    [
      'borrowed rights not by equality',
      'user-emulation: execve',
      BOTH('-a always,exit -F ARCH -C auid=euid -S execve'),
      false,
    ],
    ['through a link in the path', 'sessions: /var/run/utmp', '-w /run/utmp -p wa', true],
    ['a call of one word size', 'time-stime: stime', '-a always,exit -F arch=b32 -S stime', true],
  ])('%s', (_name, id, rules, wanted) => expect(event(rules, id)?.covered).toMatchObject({ value: wanted }));
});

describe('a rule that says never', () => {
  const rule = BOTH(`-a always,exit -F ARCH -S chmod ${PEOPLE}`);
  it.each([
    ['before it takes the event out', '-a never,exit -S all', true, false],
    ['behind it does not', '-a never,exit -S all', false, true],
    ['takes out where it takes out root', '-a never,exit -F uid=0', true, false],
    ['takes out where it takes out a person', '-a never,exit -F auid=1001', true, false],
    ['takes out where it takes out failures', '-a never,exit -F success=0', true, false],
    ['for one program is an exception', '-a never,exit -F exe=/usr/bin/x', true, true],
    ['for another user is an exception', '-a never,exit -F uid=33', true, true],
    ['for what has no login user is no gap', '-a never,exit -F auid=unset', true, true],
    ['for another call does not matter', '-a never,exit -F arch=b64 -S adjtimex', true, true],
    ['for every task takes out all', '-a never,task', false, false],
    ['drops the records of calls', '-a always,exclude -F msgtype=SYSCALL', false, false],
    ['drops other records', '-a always,exclude -F msgtype=CWD', false, true],
  ])('%s', (_name, never, before, wanted) => {
    expect(event(before ? `${never}\n${rule}` : `${rule}\n${never}`, CHMOD)?.covered).toMatchObject({ value: wanted });
  });

  it('and excepts something is told as such', () => {
    expect(event(`-a never,exit -F exe=/usr/bin/x\n${rule}`, CHMOD)?.covered).toMatchObject({
      overridden: [{ text: '-a never,exit -F exe=/usr/bin/x' }],
    });
  });
});

describe('an event', () => {
  it('names the word size that is missing', () => {
    expect(event(`-a always,exit -F arch=b64 -S chmod ${PEOPLE}`, CHMOD)?.detail).toBe(
      '32-bit programs: no rule records it',
    );
  });

  it.each([
    [
      'a rule on the same call',
      `-a always,exit -F arch=b64 -S chmod -F success=0`,
      /a\.rules:1 records a part of it only/,
    ],
    ['no rule on another thing', '-w /x -p wa', /^no rule records it$/],
  ])('names %s', (_name, rules, wanted) => expect(event(rules, CHMOD)?.detail).toMatch(wanted));

  it('tells of a line that would record it and is not loaded', () => {
    expect(event('-w /x\nnonsense\n-w /etc/passwd -p wa', 'identity: /etc/passwd')?.detail).toMatch(
      /^\/etc\/audit\/rules\.d\/a\.rules:3 would record it, but auditctl stops loading at .*a\.rules:2/,
    );
  });

  it.each([
    ['a program that is not there', 'chcon: /usr/bin/chcon', {}, false],
    ['a call that no kernel has', 'perm-changes-fchmodat2: fchmodat2', {}, false],
    [
      'a call that a kernel has',
      'perm-changes-fchmodat2: fchmodat2',
      { 'ls /lib/modules': '6.12.1\n', '/lib/modules/6.12.1/modules.dep': 'x' },
      true,
    ],
    [
      'a call that the machine has not',
      'time-stime: stime',
      { '/var/lib/dpkg/status': 'Architecture: arm64\n' },
      false,
    ],
    ['a call of 32-bit programs only', CHMOD, { '/var/lib/dpkg/status': 'Architecture: arm64\n' }, true],
  ])('is in scope or not: %s', (_name, id, more, wanted) => {
    expect(event('-w /x', id, more as Readonly<Record<string, string>>)?.in_scope).toBe(wanted);
  });

  it.each([
    ['of SELinux where it is not set up', { kind: 'absent' }, false],
    ['of SELinux where it is', { kind: 'file' }, true],
  ])('is in scope or not: %s', (_name, config, wanted) => {
    const paths = JSON.stringify([
      ...PATHS,
      { path: '/etc/selinux', kind: 'directory', real: '/etc/selinux', target: '/etc/selinux', parent: 'present' },
      {
        path: '/etc/selinux/config',
        real: '/etc/selinux/config',
        target: '/etc/selinux/config',
        parent: 'present',
        ...config,
      },
    ]);
    expect(event('-w /x', 'mac-selinux: /etc/selinux', { 'paths of audit rules': paths })?.in_scope).toBe(wanted);
  });

  it('stands for its topic where no rule records anything', () => {
    const sections = { host: host('nonsense\n-w /etc/passwd -p wa') };
    const events = auditCoverageDerivation.derive(sections, { nowMs: 0 }).host?.audit_coverage?.data?.events ?? [];
    const own = events.filter(({ topic, in_scope }) => topic === 'perm-changes' && in_scope);
    expect(own.map(({ subject }) => subject)).toEqual(['audit-rules']);
    expect(own[0]?.detail).toMatch(/^no audit rule records anything: nonsense is no option/);
  });

  it('is unknown where UID_MIN is', () => {
    const sections = { host: { auditd: host(BOTH(`-a always,exit -F ARCH -S chmod ${PEOPLE}`)).auditd } };
    const events = auditCoverageDerivation.derive(sections as SnapshotSections, { nowMs: 0 }).host?.audit_coverage?.data
      ?.events;
    expect(events?.find(({ id }) => id === CHMOD)?.covered).toHaveProperty('unknown');
  });

  it('has a path that the collection looks up', () => {
    const missing = WANTED_EVENTS.flatMap(({ what }) => (what.kind === 'path' ? [what.path] : [])).filter(
      (path) => !AUDITED_PATHS.includes(path),
    );
    expect(missing).toEqual([]);
  });
});

describe('the coverage', () => {
  it('does not exist without auditd', () => {
    const sections = { host: host('', { 'stat /usr/sbin/auditd': 'x' }) };
    const auditd = sections.host.auditd;
    const off = { ...auditd, data: auditd?.data && { ...auditd.data, installed: { value: false, at: { file: 'x' } } } };
    expect(
      auditCoverageDerivation.derive({ host: { ...sections.host, auditd: off } } as SnapshotSections, { nowMs: 0 }).host
        ?.audit_coverage,
    ).toMatchObject({ flag: 'does-not-exist' });
  });

  it.each([
    ['as on disk', '-a always,exit -S all -F path=/etc/passwd -F perm=wa -F key=x', []],
    ['less', 'No rules', ['not loaded: -w /etc/passwd -p wa -k y (/etc/audit/rules.d/a.rules:1)']],
    ['more', '-w /etc/passwd -p wa\n-w /x -p r', ['loaded and not on disk: -w /x -p r']],
  ])('tells how the kernel differs: %s', (_name, listing, wanted) => {
    const sections = {
      host: host('-w /etc/passwd -p wa -k y', { 'auditctl -l': listing, 'auditctl -s': 'enabled 1\n' }),
    };
    expect(auditCoverageDerivation.derive(sections, { nowMs: 0 }).host?.audit_coverage?.data?.drift).toMatchObject({
      value: wanted,
    });
  });

  it('takes in privileged programs that the walk found', () => {
    const at = { file: '/usr/bin/su' };
    const one = {
      id: '/usr/bin/su',
      suid: true,
      sgid: false,
      octal: '4755',
      owner: 'root',
      group: 'root',
      package: { value: '', at },
      registered: false,
      on_nosuid_mount: false,
      at,
    };
    const walk = {
      flag: 'complete' as const,
      data: {
        whole: { value: true, at },
        seen: 1,
        left_out: [],
        privileged: {
          more: 0,
          files: [one, { ...one, id: '/srv/x', on_nosuid_mount: true }, { ...one, id: '/srv/y', octal: '4600' }],
        },
        writable_files: { more: 0, files: [] },
        writable_folders: { more: 0, files: [] },
        unowned: { more: 0, files: [] },
      },
    };
    const sections: SnapshotSections = {
      host: { ...host(`-a always,exit -F path=/usr/bin/su -F perm=x ${PEOPLE}`), walk },
    };
    const { data } = auditPrivilegedDerivation.derive(sections, { nowMs: 0 }).host?.audit_privileged ?? {};
    expect(data?.events.map(({ subject, covered }) => [subject, 'value' in covered && covered.value])).toEqual([
      ['/usr/bin/su', true],
    ]);
  });
});
