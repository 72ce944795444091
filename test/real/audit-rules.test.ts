import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { auditdSource } from '../../src/collect/host/auditd.ts';
import type { HostAuditdRule } from '../../src/model/generated/model.ts';
import { captureSet } from '../../src/normalize/capture-set.ts';
import { auditdNormalizer } from '../../src/normalize/host/auditd/auditd.ts';
import {
  type LoadContext,
  loadRules,
  mergeRules,
  placedLines,
} from '../../src/normalize/host/auditd/effective-rules.ts';

const AUGENRULES = '/usr/sbin/augenrules';
const AUDITCTL = '/usr/sbin/auditctl';
// Not in /tmp: what lies there is not judged, because it may come at boot.
const work = mkdtempSync('/var/tmp/vauban-audit-');
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A mount namespace of our own, so that the tool's fixed paths lead to our files. */
const namespaced = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;
const mergeable = existsSync(AUGENRULES) && namespaced;
if (!mergeable)
  console.log('audit-rules: augenrules skipped; needs the Debian package auditd, root and mount namespaces');

/** A kernel that nobody audits with: it gives rules back as it understood them. */
const state = existsSync(AUDITCTL) ? spawnSync(AUDITCTL, ['-l'], { encoding: 'utf8' }) : undefined;
const status = existsSync(AUDITCTL) ? spawnSync(AUDITCTL, ['-s'], { encoding: 'utf8' }).stdout : '';
const kernel =
  process.getuid?.() === 0 &&
  process.arch === 'x64' &&
  state?.stdout.trim() === 'No rules' &&
  /^enabled 0$/m.test(status);
if (!kernel)
  console.log('audit-rules: the kernel skipped; needs the package auditd, root, and a kernel where auditing is off');

describe.skipIf(!mergeable)('augenrules puts rules together as we do', () => {
  const folder = path.join(work, 'audit');
  const NAMES = [
    '10-a.rules',
    '9-b.rules',
    '100.rules',
    'a10.rules',
    'a9.rules',
    'A.rules',
    '_x.rules',
    '30-stig.rules',
    '30-stig-x.rules',
    '30-stig.x.rules',
    'x~.rules',
    '1.2.rules',
    '1.10.rules',
    '01.rules',
    '1.rules',
    'b.1.rules',
    'b.rules',
    'Z-9.rules',
    'no.txt',
  ];
  const LINES = [
    '-D',
    ' -D ',
    '-D -k x',
    '-b 3',
    '  -b 4',
    '-f 1',
    '-e 1',
    '  -e 2',
    '# c',
    '   # c',
    '',
    '-w /x{N} -p wa',
    '\t-w /tab',
    '   ',
    '--backlog_wait_time 5',
  ];

  it('for files of many names', () => {
    mkdirSync(path.join(folder, 'rules.d'), { recursive: true });
    const files = NAMES.map((name, index) => {
      const text = LINES.map((line) => line.replace('{N}', `${index}`))
        .filter((_, at) => (at + index) % 3 !== 0)
        .join('\n');
      writeFileSync(path.join(folder, 'rules.d', name), `${text}\n`);
      return { file: `/etc/audit/rules.d/${name}`, text: `${text}\n` };
    });
    const script = `mount --bind ${folder} /etc/audit && ${AUGENRULES} >/dev/null; cat /etc/audit/audit.rules`;
    const merged = execFileSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8' });
    const awk = realpathSync('/usr/bin/awk');
    const indented = /gawk$/.test(awk) ? 'understood' : 'passed-on';
    const ours = mergeRules(
      files.filter(({ file }) => file.endsWith('.rules')),
      indented,
    ).map(({ text }) => text);
    expect(ours).toEqual(merged.split('\n').filter((line) => line !== '' && !line.startsWith('## This file')));
  });
});

const TREE = path.join(work, 'tree');
mkdirSync(path.join(TREE, 'd'), { recursive: true });
writeFileSync(path.join(TREE, 'f'), '');
symlinkSync('d', path.join(TREE, 'l'));
/** Rules as people write them; {T} is a folder with the file f, the folder d and the link l to it. */
const RULE_SETS: readonly (readonly [string, string])[] = [
  ['watches', '-w {T}/f -p wa -k a\n-w {T}/d/ -p wa -k b\n-w {T}/d -k c\n-w {T}/none -p x\n-w {T}/l -p r'],
  [
    'paths and folders',
    '-a always,exit -F path={T}/f -F perm=wa\n-a exit,always -F dir={T}/d -F perm=xr -F auid>=1000 -F auid!=unset -k b\n-a always,exit -F path={T}/f',
  ],
  [
    'calls',
    '-a always,exit -F arch=b64 -S adjtimex,settimeofday -F key=t\n-a always,exit -F arch=b32 -S chmod -S 94 -F exit=-EACCES -F success=0\n-a always,exit -F arch=x86_64 -S 90,chown\n-a always,exit -F arch=i386 -S stime',
  ],
  [
    'conditions',
    '-a always,exit -F arch=b64 -S clock_settime -F a0=0x0\n-a always,exit -F arch=b64 -S execve -C euid!=uid -C auid!=euid -F auid!=4294967295\n-a never,exit -F arch=b64 -F exe={T}/f\n-a always,exit -S all -F uid=root -F exit!=-EPERM',
  ],
  [
    'other lists',
    '-a never,task\n-a always,exclude -F msgtype=SYSCALL\n-a never,user -F uid=0\n-a never,filesystem -F fstype=tracefs',
  ],
  [
    'order',
    '-a always,exit -F arch=b64 -S chmod -k 1\n-A always,exit -F arch=b64 -S chown -k 2\n-d always,exit -F arch=b64 -S chmod -k 1\n-A never,exit -F arch=b64 -S open',
  ],
  ['joined options and blanks', '   -w   {T}/f   -p  wa\n-a always,exit -Farch=b64 -Schmod'],
  ['a folder that does not exist', '-w {T}/f -p w\n-w {T}/none/x -p w\n-w {T}/f -p r'],
  ['the same with -i', '-i\n-w {T}/none/x -p w\n-w {T}/f -p r'],
  ['the same with -c', '-c\n-a always,exit -F dir={T}/none -F perm=w\n-w {T}/f -p r'],
  ['the same rule twice', '-w {T}/f -p wa\n-w {T}/f -p aw\n-w {T}/d -p w'],
  ['the same rule with another key', '-w {T}/f -p wa -k a\n-w {T}/f -p wa -k b'],
  ['all forgotten', '-w {T}/f -p wa\n-D\n-w {T}/d -p w'],
  ['a comment behind', '-w {T}/d -p w\n-w {T}/f -p wa # x\n-w {T}/f -p w'],
  ['a quoted key', '-w {T}/f -k "a b"\n-w {T}/d'],
  ['a tab between', '-w\t{T}/f -p w\n-w {T}/d'],
  ['comments before and between', '# a\n   # b\n\n-w {T}/f -p w\n    \n#-w {T}/d'],
  ['a tab before', '\t-w {T}/f -p w\n-w {T}/d'],
  ['a tab before a comment', '\t# x\n-w {T}/d'],
  ['a line of a tab', '-w {T}/f\n\t\n-w {T}/d'],
  ['ends of lines of another system', '-w {T}/f -p wa\r\n-w {T}/d -p w'],
  ['arch behind', '-a always,exit -S chmod -F arch=b64\n-w {T}/d'],
  ['a word for success', '-a always,exit -F arch=b64 -S chmod -F success=yes\n-w {T}/d'],
  ['a slash at the end of a path', '-a always,exit -F path={T}/d/ -F perm=w\n-w {T}/d'],
  ['a relative path', '-w relative -p w\n-w {T}/d'],
  ['a call of the other size', '-a always,exit -F arch=b64 -S stime\n-w {T}/d'],
  ['an unknown field', '-a always,exit -F arch=b64 -S chmod -F nosuch=1\n-w {T}/d'],
  ['no list', '-S chmod\n-w {T}/d'],
  ['the root', '-w / -p w\n-w {T}/d'],
];

function form(rule: HostAuditdRule): string {
  const fields = rule.fields
    .map(({ name, operator, value }) => `${name === 'dir' ? 'path' : name}${operator}${value}`)
    .sort();
  return [rule.list, rule.action, rule.syscalls.join(','), ...fields, rule.keys.join(',')].join(' ');
}

function readHere(rules: string): readonly HostAuditdRule[] {
  const root = path.join(work, 'root');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(path.join(root, 'etc/audit'), { recursive: true });
  writeFileSync(path.join(root, 'etc/audit/audit.rules'), rules);
  // The paths of the rules are those of this machine: the tree is the machine with our rules.
  mkdirSync(path.join(root, path.dirname(TREE)), { recursive: true });
  execFileSync('cp', ['-a', TREE, path.join(root, path.dirname(TREE))]);
  const captures = captureSet(auditdSource.collect(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' }));
  return auditdNormalizer.normalize(captures).section.data?.configured_rules ?? [];
}

describe.skipIf(!kernel)('the kernel understands rules as we do', () => {
  afterEach(() => {
    execFileSync(AUDITCTL, ['-D'], { stdio: 'ignore' });
  });

  it.each(RULE_SETS)('%s', (_name, template) => {
    const text = `${template.replaceAll('{T}', TREE)}\n`;
    // Rules that lock the kernel are never loaded here.
    expect(text).not.toMatch(/-e/);
    const file = path.join(work, 'load.rules');
    writeFileSync(file, text);
    spawnSync(AUDITCTL, ['-R', file]);
    const listing = execFileSync(AUDITCTL, ['-l'], { encoding: 'utf8' });
    const context: LoadContext = { table: 'x86_64', paths: new Map() };
    const loaded = loadRules(
      placedLines({ file: '-', text: listing }).filter((line) => line.text !== 'No rules'),
      context,
    );
    expect(loaded.refused).toBeUndefined();
    expect(
      readHere(text)
        .filter(({ effective }) => effective)
        .map(form)
        .sort(),
    ).toEqual(loaded.rules.map(form).sort());
  });
});

const EXAMPLES = '/usr/share/doc/auditd/examples/rules';
describe.skipIf(!existsSync(`${EXAMPLES}/30-stig.rules`))('the rules that come with the daemon', () => {
  it.each([
    '30-stig.rules',
    '30-ospp-v42.rules',
    '30-pci-dss-v31.rules',
    '32-power-abuse.rules',
    '21-no32bit.rules',
    '22-ignore-chrony.rules',
  ])('%s is read to the last line', (name) => {
    const text = readFileSync(path.join(EXAMPLES, name), 'utf8');
    const { refused } = loadRules(placedLines({ file: name, text }), { table: 'x86_64', paths: new Map() });
    expect(refused).toBeUndefined();
  });
});
