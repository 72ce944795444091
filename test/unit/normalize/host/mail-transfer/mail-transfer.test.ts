import { describe, expect, it } from 'vitest';
import { networkServicesSource } from '../../../../../src/collect/host/network-services.ts';
import { systemdUnitsSource } from '../../../../../src/collect/host/systemd-units.ts';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureSet } from '../../../../../src/normalize/capture-set.ts';
import { isLocalAddress } from '../../../../../src/normalize/host/mail-transfer/addresses.ts';
import { mailTransferNormalizer } from '../../../../../src/normalize/host/mail-transfer/mail-transfer.ts';
import { snmpNormalizer } from '../../../../../src/normalize/host/snmp/snmp.ts';
import { collectFrom, type Files } from '../services/machine.ts';

function collect(files: Files): readonly Capture[] {
  return collectFrom(files, networkServicesSource, systemdUnitsSource);
}

function agent(files: Files) {
  return mailTransferNormalizer.normalize(captureSet(collect(files))).section.data?.agents[0];
}

const MASTER = 'smtp inet n - y - - smtpd\npickup unix n - y 60 1 pickup\n';

describe('where mail is taken from', () => {
  it.each<[string, Files, readonly string[] | undefined, boolean | undefined]>([
    [
      'Postfix, default',
      { 'etc/postfix/main.cf': 'myhostname = x\n', 'etc/postfix/master.cf': MASTER },
      ['all'],
      false,
    ],
    [
      'Postfix, loopback',
      { 'etc/postfix/main.cf': 'inet_interfaces = loopback-only\n', 'etc/postfix/master.cf': MASTER },
      ['loopback-only'],
      true,
    ],
    [
      'Postfix, the last one counts',
      {
        'etc/postfix/main.cf': 'inet_interfaces = all\n# no\ninet_interfaces = 127.0.0.1,\n# in between\n  [::1]\n',
        'etc/postfix/master.cf': MASTER,
      },
      ['127.0.0.1', '[::1]'],
      true,
    ],
    [
      'Postfix, a service with an address',
      {
        'etc/postfix/main.cf': 'inet_interfaces = loopback-only\n',
        'etc/postfix/master.cf': '10.0.0.1:smtp inet n - y - - smtpd -o x=CANARY\n',
      },
      ['10.0.0.1'],
      false,
    ],
    [
      'Postfix, no service that takes mail',
      {
        'etc/postfix/main.cf': '',
        'etc/postfix/master.cf': '#smtp inet n - y - - smtpd\nqmgr unix n - n 300 1 qmgr\n',
      },
      [],
      true,
    ],
    [
      'Postfix, a name',
      { 'etc/postfix/main.cf': 'inet_interfaces = $myhostname, localhost\n', 'etc/postfix/master.cf': MASTER },
      ['$myhostname', 'localhost'],
      undefined,
    ],
    [
      'Exim, as Debian asks',
      { 'etc/exim4/update-exim4.conf.conf': "dc_local_interfaces='127.0.0.1 ; ::1'\n" },
      ['127.0.0.1', '::1'],
      true,
    ],
    ['Exim, every address', { 'etc/exim4/update-exim4.conf.conf': "dc_local_interfaces=''\n" }, ['*'], false],
    [
      'Exim without a listener',
      {
        'etc/exim4/update-exim4.conf.conf': "dc_local_interfaces=''\n",
        'etc/default/exim4': "QUEUERUNNER='queueonly'\n",
      },
      [],
      true,
    ],
    [
      'Exim, a file of its own',
      { 'etc/exim/exim.conf': 'local_interfaces = <; 127.0.0.1 ; ::1\n' },
      ['127.0.0.1', '::1'],
      true,
    ],
    [
      'Exim, doubled colons',
      { 'etc/exim/exim.conf': 'local_interfaces = 127.0.0.1 : ::::1\n' },
      ['127.0.0.1', '::1'],
      true,
    ],
    [
      'sendmail',
      {
        'etc/mail/sendmail.cf':
          'O DaemonPortOptions=Family=inet, Name=MTA, Port=smtp, Addr=127.0.0.1\nO Password=CANARY\n',
      },
      ['127.0.0.1'],
      true,
    ],
    ['sendmail, every address', { 'etc/mail/sendmail.cf': 'O DaemonPortOptions=Name=MTA\n' }, ['*'], false],
    ['OpenSMTPD', { 'etc/smtpd.conf': 'table x CANARY\nlisten on lo\nlisten on socket\n' }, ['lo', 'socket'], true],
  ])('%s', (_name, files, addresses, local) => {
    const found = agent(files);
    expect(found?.addresses).toMatchObject({ value: addresses });
    if (local === undefined) expect(found?.local_only).toHaveProperty('unknown');
    else expect(found?.local_only).toMatchObject({ value: local });
  });

  it('says what lost', () => {
    const files = {
      'etc/postfix/main.cf': 'inet_interfaces = all\ninet_interfaces = loopback-only\n',
      'etc/postfix/master.cf': MASTER,
    };
    expect(agent(files)?.local_only).toMatchObject({
      at: { file: '/etc/postfix/main.cf', line: 2 },
      overridden: [{ at: { line: 1 }, why: 'the last one counts' }],
    });
  });

  it('tells no agent where there is none, and the sockets on a running system only', () => {
    const { section } = mailTransferNormalizer.normalize(captureSet(collect({})));
    expect(section).toMatchObject({
      flag: 'complete',
      data: { agents: [], open_sockets: { unknown: expect.any(String) } },
    });
  });

  it.each([
    ['127.0.0.1', true],
    ['127.0.0.2.587', true],
    ['[::1]:25', true],
    ['LOCALHOST', true],
    ['0.0.0.0', false],
    ['2001:db8::1', false],
    ['192.0.2.1.587', false],
    ['mail.example.org', undefined],
  ])('%s', (address, local) => {
    expect(isLocalAddress(address)).toBe(local);
  });
});

describe('SNMP', () => {
  const told = (text: string, more: Files = {}) =>
    snmpNormalizer.normalize(captureSet(collect({ 'etc/snmp/snmpd.conf': text, ...more }))).section.data;
  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'communities',
      'rocommunity CANARY default -V systemonly\n# rwcommunity x\nRWCommunity6 CANARY\n',
      ['rocommunity', 'rwcommunity6'],
      [],
    ],
    [
      'users',
      'rouser CANARY authPriv -V systemonly\nrwuser CANARY noauth\ncreateUser CANARY SHA CANARY\n',
      [],
      ['rwuser'],
    ],
    ['nothing', '', [], []],
  ])('%s', (_name, text, communities, weak) => {
    expect(told(text)).toMatchObject({ communities: { value: communities }, weak_users: { value: weak } });
  });

  it('files beside it count, and an include that is not read leaves the rest open', () => {
    expect(
      told('includeDir /etc/snmp/snmpd.conf.d\n', { 'etc/snmp/snmpd.conf.d/x.conf': 'com2sec a b CANARY\n' })
        ?.communities,
    ).toMatchObject({
      value: ['com2sec'],
      at: { file: '/etc/snmp/snmpd.conf.d/x.conf', line: 1 },
    });
    expect(told('includeFile /srv/snmp.conf\n')?.communities).toHaveProperty('unknown');
  });

  it('no community, key or option of a table leaves the collector', () => {
    const captures = collect({
      'etc/snmp/snmpd.conf':
        'rocommunity CANARY\nrouser CANARY auth\ncom2sec CANARY CANARY CANARY\ncreateUser u MD5 CANARY\n',
      'etc/postfix/main.cf': 'smtp_sasl_password_maps = static:CANARY\ninet_interfaces = all\n',
      'etc/postfix/master.cf': 'smtp inet n - y - - smtpd -o x=CANARY\n  -o y=CANARY\n',
      'etc/exim4/exim4.conf': 'hide pgsql_servers = CANARY\nlocal_interfaces = 127.0.0.1\n',
      'etc/exim4/update-exim4.conf.conf': "dc_smarthost='CANARY'\n",
      'etc/mail/sendmail.cf': 'Kx CANARY\n',
      'etc/smtpd.conf': 'table t { CANARY }\nlisten on lo\n',
    });
    const text = captures
      .map(({ outcome }) => (outcome.kind === 'read' ? Buffer.from(outcome.bytes).toString() : ''))
      .join('');
    expect(text).not.toContain('CANARY');
  });
});
