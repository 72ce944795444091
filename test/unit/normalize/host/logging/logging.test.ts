import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../../../../src/collect/access/local.ts';
import { detectionToolsSource } from '../../../../../src/collect/host/detection-tools.ts';
import { loggingSource } from '../../../../../src/collect/host/logging.ts';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { loggingNormalizer } from '../../../../../src/normalize/host/logging/logging.ts';
import { retentionDays } from '../../../../../src/normalize/host/logging/rotation.ts';
import { readRsyslog } from '../../../../../src/normalize/host/logging/rsyslog.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function captures(files: Readonly<Record<string, string>>): readonly Capture[] {
  return Object.entries(files).map(([origin, text]) => ({
    id: captureId(origin),
    origin,
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  }));
}

describe('outputs of rsyslog', () => {
  it.each([
    ['UDP, old form', '*.* @loghost:514', [['loghost', 'udp', false]]],
    ['TCP, old form', 'auth,authpriv.* @@loghost', [['loghost', 'tcp', false]]],
    [
      'compressed, IPv6',
      '*.* @@(o)[2001:db8::1]:10514;RSYSLOG_SyslogProtocol23Format',
      [['[2001:db8::1]', 'tcp', false]],
    ],
    [
      'TLS by directives before it',
      '$DefaultNetstreamDriver gtls\n$ActionSendStreamDriverMode 1\n*.* @@loghost:6514',
      [['loghost', 'tcp', true]],
    ],
    [
      'directives after it do not count',
      '*.* @@loghost:6514\n$DefaultNetstreamDriver gtls\n$ActionSendStreamDriverMode 1',
      [['loghost', 'tcp', false]],
    ],
    [
      'RainerScript with TLS',
      '*.* action(type="omfwd" target="loghost" port="6514" protocol="tcp"\n  StreamDriver="ossl" StreamDriverMode="1")',
      [['loghost', 'tcp', true]],
    ],
    [
      'RainerScript, TLS without mode',
      'action(type="omfwd" target="loghost" protocol="tcp" StreamDriver="gtls")',
      [['loghost', 'tcp', false]],
    ],
    ['RainerScript, default protocol', 'action(type="omfwd" target="loghost")', [['loghost', 'udp', false]]],
    ['RELP with TLS', 'action(type="omrelp" target="loghost" port="2514" tls="on")', [['loghost', 'relp', true]]],
    ['a comment', '# *.* @@loghost\n#action(type="omfwd" target="x")\n/* *.* @y */', []],
    ['files only', 'auth,authpriv.* /var/log/auth.log\n*.emerg :omusrmsg:*\naction(type="omfile" file="/x")', []],
  ])('%s', (_name, text, wanted) => {
    const { outputs } = readRsyslog([{ file: '/etc/rsyslog.conf', text }]);
    expect(
      outputs.map(({ host, protocol, encrypted }) => [host, protocol, 'value' in encrypted && encrypted.value]),
    ).toEqual(wanted);
  });

  it('tell their line', () => {
    const { outputs } = readRsyslog([{ file: 'f', text: '\n# c\n*.* @loghost\n\naction(type="omfwd" target="b")' }]);
    expect(outputs.map(({ at }) => at.line)).toEqual([3, 5]);
  });

  it.each([
    ['imtcp', 'module(load="imtcp")\ninput(type="imtcp" port="514")', 1],
    ['loaded and not used', 'module(load="imudp")', 0],
    ['old form', '$ModLoad imudp\n$UDPServerRun 514', 1],
    ['local sockets', 'module(load="imuxsock")\ninput(type="imfile" file="/x")', 0],
  ])('inputs: %s', (_name, text, count) => {
    expect(readRsyslog([{ file: 'f', text }]).inputs).toHaveLength(count);
  });
});

describe('retention', () => {
  const conf = { file: '/etc/logrotate.conf', text: 'weekly\nrotate 4\ninclude /etc/logrotate.d\n' };
  it.each([
    ['the block’s own', '/var/log/auth.log\n{\n rotate 52\n weekly\n}\n', 371],
    ['inherited', '/var/log/auth.log {\n missingok\n}\n', 35],
    ['no longer than maxage', '/var/log/*.log {\n daily\n rotate 365\n maxage 30\n}\n', 30],
    ['of another log', '/var/log/nginx/*.log {\n daily\n}\n', undefined],
  ])('%s', (_name, text, days) => {
    expect(retentionDays([conf, { file: '/etc/logrotate.d/x', text }], '/var/log/auth.log')?.days).toBe(days);
  });
});

describe('the journal', () => {
  const storage = (files: Readonly<Record<string, string>>) =>
    loggingNormalizer.normalize(captureSet(captures(files))).section.data?.journal_storage;
  it.each([
    ['default', {}, 'auto'],
    ['main file', { '/etc/systemd/journald.conf': '[Journal]\nStorage=volatile\n' }, 'volatile'],
    [
      'a drop-in of the vendor wins over the main file',
      {
        '/etc/systemd/journald.conf': '[Journal]\nStorage=volatile',
        '/usr/lib/systemd/journald.conf.d/50.conf': '[Journal]\nStorage=persistent',
      },
      'persistent',
    ],
    [
      'a drop-in of the same name masks the vendor’s',
      {
        '/etc/systemd/journald.conf.d/50.conf': '[Journal]\nStorage=none',
        '/usr/lib/systemd/journald.conf.d/50.conf': '[Journal]\nStorage=persistent',
      },
      'none',
    ],
    [
      'the last name wins',
      {
        '/etc/systemd/journald.conf.d/10.conf': '[Journal]\nStorage=none',
        '/usr/lib/systemd/journald.conf.d/50.conf': '[Journal]\nStorage=persistent',
      },
      'persistent',
    ],
  ])('%s', (_name, files, wanted) => {
    expect(storage(files)).toMatchObject({ value: wanted });
  });
});

describe('settings of systemd', () => {
  const setting = (files: Readonly<Record<string, string>>) =>
    loggingNormalizer.normalize(captureSet(captures(files))).section.data;
  it.each([
    ['outside of its section', '[Manager]\nStorage=none\n', 'auto'],
    ['in a comment', '[Journal]\n#Storage=none\n;Storage=none\n', 'auto'],
    ['on a joined line', '[Journal]\nStorage=\\\n# c\nnone\n', 'none'],
    ['twice', '[Journal]\nStorage=none\nStorage=volatile\n', 'volatile'],
    ['not understood', '[Journal]\nStorage=none\nStorage=nowhere\n', 'none'],
  ])('%s', (_name, text, wanted) => {
    expect(setting({ '/etc/systemd/journald.conf': text })?.journal_storage).toMatchObject({ value: wanted });
  });

  it('tell what lost, and why', () => {
    const storage = setting({
      '/etc/systemd/journald.conf.d/50.conf': '[Journal]\nStorage=persistent',
      '/usr/lib/systemd/journald.conf.d/50.conf': '[Journal]\nStorage=none',
      '/etc/systemd/journald.conf': '[Journal]\nStorage=volatile',
    })?.journal_storage;
    expect(storage).toMatchObject({
      value: 'persistent',
      overridden: [
        { text: 'Storage=none', why: expect.stringContaining('/etc/systemd/journald.conf.d/50.conf') },
        { text: 'Storage=volatile', why: 'a later file or line sets it' },
      ],
    });
  });

  it.each([
    ['Debian', { '/etc/os-release': 'ID=debian\n' }, true],
    ['others', { '/etc/os-release': 'ID=fedora\n' }, false],
    [
      'the packaged file says',
      { '/etc/os-release': 'ID=debian\n', '/etc/systemd/journald.conf': '#ForwardToSyslog=no\n' },
      false,
    ],
    ['set', { '/etc/systemd/journald.conf.d/a.conf': '[Journal]\nForwardToSyslog=yes\n' }, true],
  ])('forwarding to syslog: %s', (_name, files, wanted) => {
    expect(setting(files)?.journal_forward_to_syslog).toMatchObject({ value: wanted });
  });

  it('of the upload keep no user and no path of the address', () => {
    const data = setting({
      '/etc/systemd/journal-upload.conf':
        '[Upload]\nURL=https://u:p@loghost:19532/x\nServerKeyFile=/k\nTrustedCertificateFile=-\n',
    });
    expect(data?.upload).toMatchObject({
      url: { value: 'https://loghost' },
      key: { value: '/k' },
      authorities: { value: '-' },
    });
  });
});

describe('files of rsyslog', () => {
  const modes = (text: string, more: Readonly<Record<string, string>> = {}) =>
    readRsyslog([
      { file: '/etc/rsyslog.conf', text },
      ...Object.entries(more).map(([file, body]) => ({ file, text: body })),
    ]).files.map(({ path, mode }) => `${path} ${'value' in mode ? mode.value : 'unknown'}`);
  it.each([
    ['without a setting', '*.* /var/log/all\n', ['/var/log/all 0644']],
    ['behind the directive', '$FileCreateMode 0640\n*.* -/var/log/all;Tmpl\n', ['/var/log/all 0640']],
    ['before it', '*.* /a\n$FileCreateMode 0640\n*.* /b\n', ['/a 0644', '/b 0640']],
    ['loosened later', '$FileCreateMode 0600\n*.* /a\n$FileCreateMode 0666\n& /b\n', ['/a 0600', '/b 0666']],
    ['with a mask', '$FileCreateMode 0666\n$Umask 0027\n*.* /a\n', ['/a 0640']],
    ['of the newer form', '$FileCreateMode 0600\naction(type="omfile" file="/a")\n', ['/a 0644']],
    ['of the newer form with its own', 'action(type="omfile"\n  fileCreateMode="0640" file="/a")\n', ['/a 0640']],
    [
      'of the newer form by its module',
      'module(load="builtin:omfile" FileCreateMode="0640")\n*.* action(type="omfile" file="/a")\n',
      ['/a 0640'],
    ],
    ['of a filter', ':msg, contains, "x /y" -/a\nif $msg contains "z" then /b\n& stop\n', ['/a 0644', '/b 0644']],
    ['of a pattern', '$template D,"/var/log/%HOSTNAME%"\n*.* ?D\n', ['?D 0644']],
    ['and none', '*.* :omusrmsg:*\n*.* @host\n*.* |/dev/xconsole\n# *.* /a\n/* *.* /b */\n', []],
  ])('%s', (_name, text, wanted) => expect(modes(text)).toEqual(wanted));

  it('are read where they are included', () => {
    const main =
      '$IncludeConfig /etc/rsyslog.d/*.conf\n$FileCreateMode 0640\ninclude(file="/opt/x.conf" mode="optional")\n*.* /main\n';
    expect(
      modes(main, { '/etc/rsyslog.d/10-a.conf': '*.* /a', '/etc/rsyslog.d/b.txt': '*.* /b', '/opt/x.conf': '*.* /x' }),
    ).toEqual(['/a 0644', '/x 0640', '/main 0640']);
  });

  it('that include each other end', () => {
    expect(modes('$IncludeConfig /etc/rsyslog.conf\n*.* /a\n').length).toBeGreaterThan(0);
  });
});

describe('TLS of rsyslog', () => {
  it.each([
    [
      'by directives',
      '$DefaultNetstreamDriverCAFile /ca\n$DefaultNetstreamDriver gtls\n$ActionSendStreamDriverMode 1\n*.* @@h',
      ['gtls', '/ca'],
    ],
    [
      'by global, wherever it stands',
      'action(type="omfwd" target="h" protocol="tcp" StreamDriverMode="1")\nglobal(DefaultNetstreamDriver="ossl" DefaultNetstreamDriverCAFile="/ca")',
      ['ossl', '/ca'],
    ],
    [
      'of one action',
      'action(type="omfwd" target="h" protocol="tcp" StreamDriver="gtls" StreamDriverMode="1" StreamDriver.CAFile="/own")',
      ['gtls', '/own'],
    ],
    [
      'without authorities',
      'action(type="omfwd" target="h" protocol="tcp" StreamDriver="gtls" StreamDriverMode="1")',
      ['gtls', ''],
    ],
    ['of RELP', 'action(type="omrelp" target="h" tls="on" tls.caCert="/ca")', ['relp', '/ca']],
    ['none', '*.* @@h', ['', '']],
  ])('%s', (_name, text, wanted) => {
    const [output] = readRsyslog([{ file: 'f', text }]).outputs;
    expect([
      output?.driver,
      output !== undefined && 'value' in output.ca_file ? output.ca_file.value : undefined,
    ]).toEqual(wanted);
  });
});

describe('what is in charge', () => {
  const section = (files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) => {
    const root = mkdtempSync(path.join(tmpdir(), 'vauban-logging-'));
    roots.push(root);
    for (const [name, text] of Object.entries({ 'etc/os-release': 'ID=debian\n', ...files })) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      symlinkSync(target, path.join(root, name));
    }
    const context = { collectedAt: '2026-01-01T00:00:00Z' };
    const access = openLocal(root);
    const sources = [loggingSource, systemdUnitsSource, detectionToolsSource];
    return loggingNormalizer.normalize(captureSet(sources.flatMap((source) => source.collect(access, context)))).section
      .data;
  };
  const BOOT = {
    'usr/lib/systemd/systemd': '',
    'usr/lib/systemd/system/default.target': '[Unit]\nRequires=multi-user.target\n',
    'usr/lib/systemd/system/multi-user.target': '[Unit]\n',
    'usr/lib/systemd/system/rsyslog.service': '[Unit]\n[Install]\nWantedBy=multi-user.target\n',
  };
  const RSYSLOG = { ...BOOT, 'usr/sbin/rsyslogd': '' };
  const ON = {
    'etc/systemd/system/multi-user.target.wants/rsyslog.service': '/usr/lib/systemd/system/rsyslog.service',
  };

  it.each([
    ['rsyslog', RSYSLOG, ON, 'rsyslog'],
    ['the journal where rsyslog is off', { ...RSYSLOG, 'usr/lib/systemd/systemd-journald': '' }, {}, 'none'],
    ['nothing', BOOT, {}, 'none'],
  ])('%s', (_name, files, links, wanted) => {
    expect(section(files, links)?.system).toMatchObject({ value: wanted });
  });

  it.each([
    ['one', '*.* @@loghost', ON, 1],
    ['to itself', '*.* @@127.0.0.1', ON, 0],
    ['of a service that does not start', '*.* @@loghost', {}, 0],
    ['of a file that is included from elsewhere', '$IncludeConfig /opt/r/', ON, 1],
  ])('outputs that count: %s', (_name, text, links, count) => {
    const files = { ...RSYSLOG, 'etc/rsyslog.conf': text, 'opt/r/x': '*.* @@loghost' };
    expect(section(files, links)?.remote_outputs).toMatchObject({ value: count });
  });

  it.each([
    ['by nothing', {}, false],
    ['by a job of cron', { 'etc/cron.daily/logrotate': '#!/bin/sh\n/usr/sbin/logrotate /etc/logrotate.conf\n' }, true],
    [
      'by a job that stands back for systemd',
      {
        'etc/cron.daily/logrotate':
          '#!/bin/sh\nif [ -d /run/systemd/system ]; then\n exit 0\nfi\n/usr/sbin/logrotate /etc/logrotate.conf\n',
      },
      false,
    ],
  ])('rotation runs %s', (_name, files, wanted) => {
    expect(section({ ...BOOT, 'usr/sbin/logrotate': '', ...files })?.logrotate_scheduled).toMatchObject({
      value: wanted,
    });
  });
});
