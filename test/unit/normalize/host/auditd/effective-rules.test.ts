import { describe, expect, it } from 'vitest';
import type { HostAuditdPath } from '../../../../../src/model/generated/model.ts';
import {
  compareNatural,
  type LoadContext,
  loadRules,
  mergeRules,
  placedLines,
} from '../../../../../src/normalize/host/auditd/effective-rules.ts';

const path = (id: string, kind: HostAuditdPath['kind'], more: Partial<HostAuditdPath> = {}): HostAuditdPath => ({
  id,
  kind,
  real: id,
  target: id,
  parent: 'present',
  ...more,
});
const CONTEXT: LoadContext = {
  table: 'x86_64',
  paths: new Map(
    [
      path('/etc/sudoers.d', 'directory'),
      path('/etc/passwd', 'file'),
      path('/none/x', 'absent', { parent: 'absent' }),
      path('/etc/gone', 'absent'),
      path('/run/gone/x', 'absent', { parent: 'absent' }),
    ].map((one) => [one.id, one]),
  ),
};

function load(text: string) {
  return loadRules(placedLines({ file: 'a', text }), CONTEXT);
}

function shown(text: string): readonly string[] {
  return load(text).rules.map(({ list, action, syscalls, fields, effective }) =>
    [
      effective ? '' : '-',
      `${list},${action} `,
      syscalls.join(','),
      ...fields.map(({ name, operator, value }) => ` ${name}${operator}${value}`),
    ].join(''),
  );
}

describe('a rule has one form, however it is written', () => {
  it.each([
    ['a watch', '-w /etc/passwd -p wa -k id', ['exit,always all path=/etc/passwd perm=wa']],
    ['a watch without -p', '-w /etc/passwd', ['exit,always all path=/etc/passwd perm=rwxa']],
    ['a watch on a folder', '-w /etc/sudoers.d/ -p aw', ['exit,always all dir=/etc/sudoers.d perm=wa']],
    [
      'the other notation',
      '-a always,exit -F path=/etc/passwd -F perm=wa',
      ['exit,always all path=/etc/passwd perm=wa'],
    ],
    ['list and action in the other order', '-a exit,never -F dir=/x/ -F key=k', ['exit,never all dir=/x']],
    [
      'unset, three ways',
      '-a always,exit -S all -F auid!=-1 -F auid!=unset -F auid!=4294967295',
      ['exit,always all auid!=-1 auid!=-1 auid!=-1'],
    ],
    [
      'results by name and number',
      '-a always,exit -S open -F exit=-EACCES -F exit!=-1',
      ['exit,always open exit=-13 exit!=-1'],
    ],
    [
      'calls by list, by repetition, by number',
      '-a always,exit -F arch=x86_64 -S chown,90 -S fchmod',
      ['exit,always chmod,chown,fchmod arch=b64'],
    ],
    ['the number of the other word size', '-a always,exit -F arch=b32 -S 15', ['exit,always chmod arch=b32']],
    ['all beside names', '-a always,exit -F arch=b64 -S chmod -S all', ['exit,always all arch=b64']],
    ['comparisons', '-a always,exit -F arch=b64 -S execve -C uid!=euid', ['exit,always execve arch=b64 euid-C!=uid']],
    [
      'arguments',
      '-a always,exit -F arch=b64 -S clock_settime -F a0=0x0 -F a1=010',
      ['exit,always clock_settime arch=b64 a0=0 a1=8'],
    ],
    ['options joined to their values', '-a always,exit -Farch=b64 -Schmod', ['exit,always chmod arch=b64']],
    ['the exclude list has one action', '-a always,exclude -F msgtype=SYSCALL', ['exclude,never all msgtype=1300']],
  ])('%s', (_name, text, wanted) => expect(shown(text)).toEqual(wanted));
});

describe('loading', () => {
  it.each([
    [
      'ends at a watch below a folder that does not exist',
      '-w /none/x\n-w /etc/passwd -p w',
      ['-exit,always all path=/none/x perm=rwxa', '-exit,always all path=/etc/passwd perm=w'],
    ],
    [
      'goes on after -i',
      '-i\n-w /none/x\n-w /etc/passwd -p w',
      ['exit,always all path=/etc/passwd perm=w', '-exit,always all path=/none/x perm=rwxa'],
    ],
    [
      'goes on after -c further up',
      '-w /etc/passwd -p w\n-c\nnonsense\n-w /etc/passwd -p a',
      ['exit,always all path=/etc/passwd perm=w', 'exit,always all path=/etc/passwd perm=a'],
    ],
    [
      'ends at the same rule twice',
      '-w /etc/passwd -p wa\n-w /etc/passwd -p aw\n-w /etc/shadow -p w',
      [
        'exit,always all path=/etc/passwd perm=wa',
        '-exit,always all path=/etc/passwd perm=wa',
        '-exit,always all path=/etc/shadow perm=w',
      ],
    ],
    [
      'takes a file that does not exist in a folder that does',
      '-w /etc/gone -p w',
      ['exit,always all path=/etc/gone perm=w'],
    ],
    [
      'refuses a folder that does not exist',
      '-a always,exit -F dir=/etc/gone -F perm=w',
      ['-exit,always all dir=/etc/gone perm=w'],
    ],
    ['does not judge what comes at boot', '-w /run/gone/x -p w', ['exit,always all path=/run/gone/x perm=w']],
    ['forgets by -D', '-w /a -p w\n-D\n-w /b -p w', ['exit,always all path=/b perm=w']],
    [
      'forgets one rule by -d',
      '-w /a -p w\n-w /b -p w\n-d always,exit -F path=/a -F perm=w',
      ['exit,always all path=/b perm=w'],
    ],
    [
      'puts -A before the others',
      '-w /a -p w\n-A never,exit -S open',
      ['exit,never open', 'exit,always all path=/a perm=w'],
    ],
    [
      'is locked behind -e 2',
      '-w /a -p w\n-e 2\n-w /b -p w',
      ['exit,always all path=/a perm=w', '-exit,always all path=/b perm=w'],
    ],
  ])('%s', (_name, text, wanted) => expect(shown(text)).toEqual(wanted));

  it.each([
    ['a comment behind a rule', '-w /etc/passwd -p wa # c'],
    ['a quoted key', '-w /etc/passwd -k "a b"'],
    ['a tab', '-w\t/etc/passwd'],
    ['a relative path', '-w etc/passwd'],
    ['a slash at the end of a path', '-a always,exit -F path=/etc/ -F perm=w'],
    ['arch behind -S', '-a always,exit -S chmod -F arch=b64'],
    ['a word for success', '-a always,exit -S open -F success=no'],
    ['a call that 64-bit programs do not have', '-a always,exit -F arch=b64 -S stime'],
    ['an unknown field', '-a always,exit -F nosuch=1'],
    ['a list without action', '-a exit -S open'],
    ['the list that is gone', '-a always,entry -S open'],
  ])('refuses %s', (_name, text) =>
    expect(load(text).refused).toMatchObject({ at: { file: 'a', line: 1 }, ends: true }),
  );

  it('passes over settings', () => {
    const { refused, rules } = load('-b 8192\n-f 1\n--backlog_wait_time 60000\n--loginuid-immutable\n# x\n\n-r 0');
    expect([refused, rules]).toEqual([undefined, []]);
  });
});

describe('augenrules', () => {
  it('puts -D, -b, -f first and the last -e last, files in natural order', () => {
    const merged = mergeRules(
      [
        { file: '/d/10-b.rules', text: '-e 2\n-w /ten\n# c\n\n-b 3' },
        { file: '/d/9-a.rules', text: '-w /nine\n-e 1\n-D\n-f 2\n-b 1' },
      ],
      'understood',
    );
    expect(merged.map(({ text, at }) => `${text} ${at.file}:${at.line}`)).toEqual([
      '-D /d/9-a.rules:3',
      '-b 3 /d/10-b.rules:5',
      '-f 2 /d/9-a.rules:4',
      '-w /nine /d/9-a.rules:1',
      '-w /ten /d/10-b.rules:2',
      '-e 2 /d/10-b.rules:1',
    ]);
  });

  it.each([
    ['understood', ['-w /a', ' -e 2']],
    ['passed-on', ['  # c', ' -e 2', '-w /a']],
  ] as const)('that runs with another awk: indented lines are %s', (indented, wanted) => {
    const merged = mergeRules([{ file: 'a', text: '  # c\n -e 2\n-w /a' }], indented);
    expect(merged.map(({ text }) => text)).toEqual(wanted);
  });

  it.each([
    ['9.rules', '10.rules'],
    ['10-a.rules', '10-b.rules'],
    ['a9.rules', 'a10.rules'],
    ['30-stig.rules', '30-stig-x.rules'],
  ])('%s stands before %s', (a, b) => {
    expect(compareNatural(a, b)).toBeLessThan(0);
    expect(compareNatural(b, a)).toBeGreaterThan(0);
  });
});
