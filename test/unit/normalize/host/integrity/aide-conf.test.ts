import { describe, expect, it } from 'vitest';
import { readAide } from '../../../../../src/normalize/host/integrity/aide-conf.ts';

const TOOL = '/usr/sbin/auditctl';

describe('what AIDE compares', () => {
  const match = (text: string, more: Readonly<Record<string, string>> = {}) =>
    readAide([{ file: 'aide.conf', text }, ...Object.entries(more).map(([file, body]) => ({ file, text: body }))])
      .match(TOOL)
      .attributes.join('+');
  it.each([
    ['nothing', '', ''],
    ['a folder', '/usr p+sha512', 'p+sha512'],
    ['the file itself', '/usr/sbin/auditctl$ sha256', 'sha256'],
    ['an expression', '/usr/sbin/(auditctl|auditd)$ sha256', 'sha256'],
    ['another file', '/usr/sbin/auditd$ sha256', ''],
    ['groups', 'Mine = p+sha256\nMore = Mine+acl-p\n/usr More', 'acl+sha256'],
    ['groups that come with it', '/usr E+X-e2fsattrs-caps-selinux', 'acl+xattrs'],
    ['the deeper folder', '/ p\n/usr/sbin/ sha512', 'sha512'],
    ['the first of one folder', '/usr/sbin/a p\n/usr/sbin/au sha512', 'p'],
    ['what is left out', '/usr p\n!/usr/sbin/auditctl$', ''],
    ['a folder that is left out', '/usr p\n!/usr/sbin$', ''],
    ['another thing that is left out', '/usr p\n!/usr/share', 'p'],
    ['a folder alone', '=/usr/sbin$ p', ''],
    ['folders only', '/usr d p+sha512', ''],
    ['files only', '/usr f p+sha512', 'p+sha512'],
    ['variables', '@@define S /usr/sbin\n@@{S}/auditctl$ sha256', 'sha256'],
    ['conditions', '@@ifdef X\n/usr p\n@@else\n/usr sha256\n@@endif', 'sha256'],
    ['conditions of the newer form', '@@if not defined X\n/usr p\n@@endif', 'p'],
    ['options between', 'database_in=file:/x\nreport_level=changed_attributes\n/usr p', 'p'],
  ])('%s', (_name, text, wanted) => expect(match(text)).toBe(wanted));

  it('takes in other files', () => {
    expect(
      match('@@include d ^[a-z]+$\n@@include x.conf', {
        'd/one': '/usr p',
        'd/no.bak': '/usr/sbin s',
        'x.conf': '/usr/sbin/ sha1',
      }),
    ).toBe('sha1');
  });

  it('does not run scripts, and says so', () => {
    const conf = readAide([
      { file: 'aide.conf', text: '@@x_include d ^.*$' },
      { file: 'd/x', text: '#!/bin/sh\necho /usr p\n' },
    ]);
    expect([conf.match(TOOL).attributes, conf.dark]).toEqual([[], ['d/x is a script whose output is read']]);
  });

  it('gives the way of its reports', () => {
    expect(
      readAide([{ file: 'a', text: 'report_url=stdout\nreport_url=syslog:LOG_AUTH' }]).reportUrls.map(
        ({ text }) => text,
      ),
    ).toEqual(['stdout', 'syslog:LOG_AUTH']);
  });
});
