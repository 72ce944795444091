import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { loggingNormalizer } from '../../../../../src/normalize/host/logging/logging.ts';
import { retentionDays } from '../../../../../src/normalize/host/logging/rotation.ts';
import { readRsyslog } from '../../../../../src/normalize/host/logging/rsyslog.ts';

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
        '/etc/systemd/journald.conf': 'Storage=volatile',
        '/usr/lib/systemd/journald.conf.d/50.conf': 'Storage=persistent',
      },
      'persistent',
    ],
    [
      'a drop-in of the same name masks the vendor’s',
      {
        '/etc/systemd/journald.conf.d/50.conf': 'Storage=none',
        '/usr/lib/systemd/journald.conf.d/50.conf': 'Storage=persistent',
      },
      'none',
    ],
    [
      'the last name wins',
      {
        '/etc/systemd/journald.conf.d/10.conf': 'Storage=none',
        '/usr/lib/systemd/journald.conf.d/50.conf': 'Storage=persistent',
      },
      'persistent',
    ],
  ])('%s', (_name, files, wanted) => {
    expect(storage(files)).toMatchObject({ value: wanted });
  });
});

describe('outputs that count', () => {
  const PROGRAM = '{"kind":"file","mode":493,"uid":0,"gid":0,"size":1,"modifiedMs":0}';
  const unit = (wanted: string | null) =>
    JSON.stringify({ file: '/lib/systemd/system/rsyslog.service', masked: false, wanted_by: wanted, denied: [] });
  const remote = (text: string, wanted: string | null) =>
    loggingNormalizer.normalize(
      captureSet([
        ...captures({
          'stat /usr/sbin/rsyslogd': PROGRAM,
          'unit rsyslog.service': unit(wanted),
          '/etc/rsyslog.conf': text,
        }),
        {
          id: captureId('s'),
          origin: 'stat /usr/sbin/syslog-ng',
          collectedAt: '2026-01-01T00:00:00Z',
          outcome: { kind: 'absent' },
        },
      ]),
    ).section.data?.remote_outputs;
  it.each([
    ['one', '*.* @@loghost', '/etc/x.wants/rsyslog.service', 1],
    ['to itself', '*.* @@127.0.0.1', '/etc/x.wants/rsyslog.service', 0],
    ['of a service that does not start', '*.* @@loghost', null, 0],
  ])('%s', (_name, text, wanted, count) => {
    expect(remote(text, wanted)).toMatchObject({ value: count });
  });
});
