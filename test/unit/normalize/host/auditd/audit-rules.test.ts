import { describe, expect, it } from 'vitest';
import { readAuditRules } from '../../../../../src/normalize/host/auditd/audit-rules.ts';

describe('audit rules', () => {
  it.each([
    ['a watch', '-w /etc/passwd -p wa -k id', ['/etc/passwd wa']],
    ['a watch without -p', '-w /etc/sudoers.d/', ['/etc/sudoers.d rwxa']],
    ['the other notation', '-a always,exit -F arch=b64 -F path=/etc/shadow -F perm=wa -F key=id', ['/etc/shadow wa']],
    ['a folder', '-a exit,always -F dir=/etc/audit -F perm=wa', ['/etc/audit wa']],
    ['never', '-a never,exit -F path=/etc/passwd -F perm=wa', []],
    ['comments and control', '# -w /x\n-b 8192\n-f 1\n--backlog_wait_time 60000', []],
    ['all forgotten in one file', '-w /x\n-D\n-w /y -p w', ['/y w']],
  ])('%s', (_name, text, wanted) => {
    const { watches } = readAuditRules([{ file: '/etc/audit/rules.d/a.rules', text }]);
    expect(watches.map(({ path, permissions }) => `${path} ${permissions}`)).toEqual(wanted);
  });

  it('counts system calls as recording', () => {
    expect(readAuditRules([{ file: 'a', text: '-a always,exit -F arch=b64 -S adjtimex -k time' }]).recording).toBe(1);
  });

  it('takes the last -e, files in natural order', () => {
    const { enabled } = readAuditRules([
      { file: '/d/10-z.rules', text: '-e 2' },
      { file: '/d/9-a.rules', text: '-e 1' },
    ]);
    expect(enabled).toEqual({ text: '2', at: { file: '/d/10-z.rules', line: 1 } });
  });
});
