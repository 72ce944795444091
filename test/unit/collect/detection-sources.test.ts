import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../../src/collect/access/local.ts';
import { aptSource, cutCredentials } from '../../../src/collect/host/apt.ts';
import { auditdSource } from '../../../src/collect/host/auditd.ts';
import { authLogSource } from '../../../src/collect/host/auth-log.ts';
import { detectionToolsSource } from '../../../src/collect/host/detection-tools.ts';
import { cutSecrets, fail2banSource } from '../../../src/collect/host/fail2ban.ts';
import { loggingSource } from '../../../src/collect/host/logging.ts';
import { systemdUnitsSource } from '../../../src/collect/host/systemd-units.ts';
import { expandGlob } from '../../../src/collect/look-ups.ts';
import { Lz4Fault, unpackLz4 } from '../../../src/collect/lz4.ts';
import { isKnown } from '../../../src/core/fact.ts';
import { captureSet, textOf } from '../../../src/normalize/capture-set.ts';
import { authLogNormalizer } from '../../../src/normalize/host/auth-log/auth-log.ts';
import { integrityNormalizer } from '../../../src/normalize/host/integrity/integrity.ts';
import { timeSyncNormalizer } from '../../../src/normalize/host/time-sync/time-sync.ts';
import { unitEnabled } from '../../../src/normalize/host/unit-state.ts';

const CONTEXT = { collectedAt: '2026-11-22T00:00:00Z' };
const WEB01 = path.join(import.meta.dirname, '../../../fixtures/hosts/web01');
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function tree(
  files: Readonly<Record<string, string | Uint8Array>>,
  links: Readonly<Record<string, string>> = {},
): string {
  const root = mkdtempSync(path.join(tmpdir(), 'vauban-sources-'));
  roots.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    symlinkSync(target, path.join(root, name));
  }
  return root;
}

describe('no secret leaves the machine', () => {
  it('by any capture of these sources', () => {
    const access = openLocal(WEB01);
    const sources = [
      aptSource,
      auditdSource,
      authLogSource,
      detectionToolsSource,
      fail2banSource,
      loggingSource,
      systemdUnitsSource,
    ];
    const captures = sources.flatMap((source) => source.collect(access, CONTEXT));
    // The database of packages and the like are the host's own sources; these cut what they read.
    const leaks = captures.filter((capture) => /CANARY/.test(textOf(capture) ?? '')).map((capture) => capture.origin);
    expect(leaks).toEqual([]);
    expect(captures.length).toBeGreaterThan(50);
  });

  it('by addresses of the upload, of AIDE and of jobs', () => {
    const root = tree({
      'etc/systemd/journal-upload.conf': '[Upload]\nURL=https://u:CANARY@h\n',
      'etc/aide/aide.conf': 'database_in=https://u:CANARY@h/db\n',
      'etc/default/aide': 'MAILTO=root\nX=CANARY\n',
      'etc/cron.d/b': '1 1 * * * root CANARY=1 aide --check --password CANARY\n',
    });
    const captures = [loggingSource, detectionToolsSource].flatMap((source) =>
      source.collect(openLocal(root), CONTEXT),
    );
    expect(captures.filter((capture) => /CANARY/.test(textOf(capture) ?? '')).map(({ origin }) => origin)).toEqual([]);
    expect(captures.find(({ origin }) => origin === 'jobs of known tools')?.outcome.kind).toBe('read');
  });

  it.each([
    ['action_x = x[apikey="CANARY"]'],
    ['blocklist_de_apikey = CANARY'],
    ['         cloudflare[cfuser="a", cftoken=\'CANARY\']'],
    ['mail_password: CANARY'],
  ])('of fail2ban: %s', (line) => {
    expect(cutSecrets(line)).not.toContain('CANARY');
  });

  it('but variables stay what they are', () => {
    const line = 'action_x = x[apikey="%(blocklist_de_apikey)s", port="%(port)s"]';
    expect(cutSecrets(line)).toBe(line);
  });

  it.each([
    ['deb https://u:CANARY@h/ s m'],
    ['Acquire::http::Proxy "http://u:CANARY@h:1";'],
    ['proxy_password=CANARY'],
    ['password = CANARY'],
  ])('of package sources: %s', (line) => {
    expect(cutCredentials(line)).not.toContain('CANARY');
  });
});

describe('units', () => {
  const LIB = 'usr/lib/systemd/system/auditd.service';
  const WANTS = 'etc/systemd/system/multi-user.target.wants/auditd.service';
  it.each([
    ['pulled in', { [LIB]: '[Unit]' }, { [WANTS]: '/usr/lib/systemd/system/auditd.service' }, true],
    ['there and not pulled in', { [LIB]: '[Unit]' }, {}, false],
    ['absent', { 'etc/x': '' }, {}, false],
    [
      'masked by a link',
      { [LIB]: '[Unit]' },
      { [WANTS]: '/x', 'etc/systemd/system/auditd.service': '/dev/null' },
      false,
    ],
    ['masked by an empty file', { [LIB]: '[Unit]', 'etc/systemd/system/auditd.service': '' }, { [WANTS]: '/x' }, false],
    ['started by a SysV link', { 'etc/init.d/auditd': '' }, { 'etc/rc2.d/S01auditd': '../init.d/auditd' }, true],
  ])('%s', (_name, files, links, wanted) => {
    const captures = captureSet(systemdUnitsSource.collect(openLocal(tree(files, links)), CONTEXT));
    expect(unitEnabled(captures, ['auditd.service'])).toMatchObject({ value: wanted });
  });

  it('of other names count where one of them is on', () => {
    const root = tree(
      { 'lib/systemd/system/chronyd.service': 'x' },
      { 'etc/systemd/system/multi-user.target.wants/chronyd.service': '/x' },
    );
    const captures = captureSet(systemdUnitsSource.collect(openLocal(root), CONTEXT));
    expect(unitEnabled(captures, ['chrony.service', 'chronyd.service'])).toMatchObject({ value: true });
  });

  it('that nobody looked up are unknown', () => {
    expect(isKnown(unitEnabled(captureSet([]), ['auditd.service']))).toBe(false);
  });
});

describe('shell patterns', () => {
  const root = tree({ 'var/log/a.log': '1', 'var/log/b.log': '22', 'var/log/.hidden.log': '', 'var/log/n/x.log': '' });
  it.each([
    ['/var/log/*.log', ['/var/log/a.log', '/var/log/b.log']],
    ['/var/log/[!a].log', ['/var/log/b.log']],
    ['/var/log/?.log', ['/var/log/a.log', '/var/log/b.log']],
    ['/var/*/n/x.log', ['/var/log/n/x.log']],
    ['/var/log/none', []],
    ['/var/log/[', []],
  ])('%s', (pattern, wanted) => {
    const found = expandGlob(openLocal(root), pattern);
    expect(found.kind === 'read' ? found.value.map((match) => match.path) : found.kind).toEqual(wanted);
  });
});

describe('compressed lists', () => {
  // One frame: header, a block of literals with an overlapping match ("abc" then 9 more of it), the end mark.
  const frame = Uint8Array.from([
    0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0, 0x0b, 0, 0, 0, 0x35, 0x61, 0x62, 0x63, 3, 0, 0x50, 0x78, 0x79, 0x7a, 0x7a,
    0x7a, 0, 0, 0, 0,
  ]);
  it('are unpacked', () => {
    frame[7] = 12;
    expect(new TextDecoder().decode(unpackLz4(frame, 1000))).toBe('abcabcabcabcxyzzz');
  });

  it.each([
    ['no frame', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])],
    ['a cut frame', frame.slice(0, 14)],
    ['nothing', new Uint8Array()],
  ])('%s is told', (_name, bytes) => {
    expect(() => unpackLz4(bytes, 1000)).toThrow(Lz4Fault);
  });

  it('stop at the limit', () => {
    expect(() => unpackLz4(frame, 4)).toThrow(/more than 4 bytes/);
  });
});

describe('the authentication log of a host', () => {
  const LINE = '2026-11-20T10:00:00Z h sshd[1]: Accepted password for dan from 192.0.2.1 port 1 ssh2\n';
  const section = (root: string) =>
    authLogNormalizer.normalize(captureSet(authLogSource.collect(openLocal(root), CONTEXT))).section;

  it('is read with its packed and rotated files', () => {
    const root = tree({
      'var/log/auth.log': LINE,
      'var/log/auth.log.1': LINE,
      'var/log/auth.log.2.gz': gzipSync(LINE),
      'var/log/auth.log.bak': LINE,
    });
    expect(section(root)).toMatchObject({ flag: 'complete', data: { events: 3 } });
  });

  it('is incomplete where a part of it is broken', () => {
    const root = tree({ 'var/log/secure': LINE, 'var/log/secure-20261101.gz': 'no gzip' });
    expect(section(root)).toMatchObject({ flag: 'incomplete', data: { events: 1 } });
  });

  it('is not collected where only the journal has it, with the way to give it', () => {
    expect(section(tree({ 'var/log/journal/x': '' }))).toMatchObject({
      flag: 'not-collected',
      hint: expect.stringContaining('journalctl'),
    });
  });

  it('proves nothing where it is empty', () => {
    expect(section(tree({ 'var/log/auth.log': '' })).data?.brute_force_successes).toHaveProperty('unknown');
  });
});

describe('integrity tools', () => {
  const section = (files: Readonly<Record<string, string>>) => {
    const access = openLocal(tree(files));
    return integrityNormalizer.normalize(
      captureSet([...detectionToolsSource.collect(access, CONTEXT), ...systemdUnitsSource.collect(access, CONTEXT)]),
    ).section.data;
  };
  it.each([
    ['none', { 'etc/x': '' }, []],
    ['installed only', { 'usr/bin/aide': '' }, ['aide present']],
    ['an empty database', { 'usr/bin/aide': '', 'var/lib/aide/aide.db': '' }, ['aide present']],
    ['a database not moved into place', { 'usr/bin/aide': '', 'var/lib/aide/aide.db.new': 'x' }, ['aide present']],
    ['a database', { 'usr/bin/aide': '', 'var/lib/aide/aide.db': 'x' }, ['aide configured']],
    [
      'a job of cron',
      {
        'usr/bin/aide': '',
        'var/lib/aide/aide.db': 'x',
        'etc/cron.daily/dailyaidecheck': '#!/bin/sh\nexec /usr/share/aide/bin/dailyaidecheck\n',
      },
      ['aide scheduled'],
    ],
    [
      'a job in a comment',
      { 'usr/bin/aide': '', 'var/lib/aide/aide.db': 'x', 'etc/crontab': '# 0 5 * * * root aide --check\n' },
      ['aide configured'],
    ],
  ])('%s', (_name, files, wanted) => {
    expect(section(files)?.tools.map((tool) => `${tool.id} ${tool.level}`)).toEqual(wanted);
  });
});

describe('the clock', () => {
  const section = (files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>>) => {
    const access = openLocal(tree({ ...UNIT, ...files }, links));
    return timeSyncNormalizer.normalize(
      captureSet([...detectionToolsSource.collect(access, CONTEXT), ...systemdUnitsSource.collect(access, CONTEXT)]),
    ).section.data;
  };
  const UNIT = { 'lib/systemd/system/chrony.service': '[Service]\n' };
  const ON = { 'etc/systemd/system/multi-user.target.wants/chrony.service': '/lib/systemd/system/chrony.service' };
  it.each([
    [
      'chrony with a pool',
      { 'usr/sbin/chronyd': '', 'etc/chrony/chrony.conf': '#server x\npool a.example iburst\n' },
      ON,
      1,
      ['a.example'],
    ],
    ['chrony without a server', { 'usr/sbin/chronyd': '', 'etc/chrony/chrony.conf': 'makestep 1 3\n' }, ON, 1, []],
    [
      'chrony that is off',
      { 'usr/sbin/chronyd': '', 'etc/chrony/sources.d/x.sources': 'server b.example\n' },
      {},
      0,
      ['b.example'],
    ],
  ])('%s', (_name, files, links, count, servers) => {
    const data = section(files, links);
    expect(data?.enabled_count).toMatchObject({ value: count });
    expect(data?.daemons[0]?.servers).toMatchObject({ value: servers });
  });
});
