import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTarget } from '../../src/collect/host/backup-target.ts';
import type { SnapshotSections } from '../../src/derive/derivation.ts';
import { auditCoverageDerivation } from '../../src/derive/host/audit-coverage/audit-coverage.ts';
import { readAuditLine } from '../../src/normalize/host/auditd/audit-line.ts';
import { auditdNormalizer } from '../../src/normalize/host/auditd/auditd.ts';
import { compareNatural, loadRules, mergeRules, placedLines } from '../../src/normalize/host/auditd/effective-rules.ts';
import { readAide } from '../../src/normalize/host/integrity/aide-conf.ts';
import { loggingNormalizer } from '../../src/normalize/host/logging/logging.ts';
import { readRsyslog } from '../../src/normalize/host/logging/rsyslog.ts';
import { intervalHours } from '../../src/normalize/host/schedule-interval.ts';
import { capturesOf } from '../unit/normalize/host/host-tree.ts';

/** Pieces that the parsers look for, so that random text gets past the first line of defence. */
const PIECES = [
  '-w /etc/passwd -p wa -k x',
  '-a always,exit -F arch=b64 -S chmod,90',
  '-A never,exit -S all',
  '-a never,task',
  '-F auid>=1000',
  '-F auid!=unset',
  '-C euid!=uid',
  '-F dir=/',
  '-F exit=-EACCES',
  '-e 2',
  '-D',
  '-c',
  '-i',
  '-d always,exit -S open',
  '-S',
  '-F',
  '\t',
  '$FileCreateMode 0640',
  '*.* /var/log/x',
  '*.* @@h:1;t',
  'action(type="omfwd" target="h"',
  ')',
  'include(file="',
  '"',
  '/*',
  '*/',
  '$IncludeConfig /etc/rsyslog.conf',
  'global(',
  '& stop',
  '[Journal]',
  'Storage=none',
  '\\',
  '#',
  ';',
  '=',
  '/usr R',
  '!/usr/(a|b',
  '@@include . .*',
  '@@ifdef X',
  '@@else',
  '@@endif',
  '@@{X}',
  'G = p+-a',
  '=/etc$ G',
  '((((',
  '[',
  '0 3 * * 1',
  '*/0',
  'OnCalendar=Mon..',
  '@daily',
  '1-',
  '5-2',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 }), fc.constant('\n'), fc.constant(' ')), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));
const CONTEXT = { table: 'x86_64', paths: new Map() } as const;

describe('parsers of detection', () => {
  it('of audit rules never throw, and account for every line', () => {
    fc.assert(
      fc.property(text, (file) => {
        const lines = placedLines({ file: 'a', text: file });
        const { rules, refused } = loadRules([{ text: '-c', at: { file: 'a', line: 1 } }, ...lines], CONTEXT);
        const kinds = lines.map((line) => readAuditLine(line.text, 'x86_64', () => 'other').kind);
        if (kinds.includes('error')) expect(refused).toBeDefined();
        const forgets = kinds.some((kind) => kind === 'delete' || kind === 'delete-all');
        if (!forgets) expect(rules.length).toBe(kinds.filter((kind) => kind === 'add').length);
        mergeRules(
          [
            { file: 'b', text: file },
            { file: 'a', text: file },
          ],
          'passed-on',
        );
      }),
    );
  });

  it('of audit rules give a coverage whatever they hold', () => {
    fc.assert(
      fc.property(text, (file) => {
        const captures = capturesOf({
          '/etc/audit/rules.d/x.rules': file,
          'stat /usr/sbin/auditd': '{"kind":"file","mode":1,"uid":0,"size":1,"modifiedMs":0}',
        });
        const auditd = auditdNormalizer.normalize(captures).section;
        const sections: SnapshotSections = { host: { auditd, login_defs: { flag: 'does-not-exist', reason: '' } } };
        const coverage = auditCoverageDerivation.derive(sections, { nowMs: 0 }).host?.audit_coverage;
        expect(coverage?.data?.events.length).toBeGreaterThan(20);
      }),
      { numRuns: 50 },
    );
  });

  it('of file names put them into one order', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '1', '9', '-', '.', '~', '_'), maxLength: 6 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNatural(a, b)) + Math.sign(compareNatural(b, a))).toBe(0);
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) expect(compareNatural(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('of logs, integrity and times never throw', () => {
    fc.assert(
      fc.property(text, (file) => {
        readRsyslog([{ file: '/etc/rsyslog.conf', text: file }]);
        readAide([{ file: 'a', text: file }]).match('/etc/passwd');
        intervalHours(file);
        loggingNormalizer.normalize(capturesOf({ '/etc/systemd/journald.conf': file, '/etc/rsyslog.conf': file }));
        for (const line of file.split('\n')) intervalHours(line);
      }),
    );
  });

  it('of targets keep no user and no path of an address', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ssh://', 'sftp:', 'rest:https://', 's3:https://', 'ftp://'),
        fc.stringMatching(/^[a-z0-9]{6,12}$/),
        (scheme, secret) => {
          expect(cutTarget(`${scheme}${secret}:${secret}@host.example/${secret}`)).not.toContain(secret);
        },
      ),
    );
  });
});
