import { describe, expect, it } from 'vitest';
import { sshdNormalizer } from '../../../../src/normalize/host/sshd/sshd.ts';
import { capturesOf } from './host-tree.ts';

type Files = Parameters<typeof capturesOf>[0];
const status = (version: string) =>
  `Package: openssh-server\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
const section = (config: string, more: Files = {}) =>
  sshdNormalizer.normalize(
    capturesOf({ '/etc/ssh/sshd_config': config, '/var/lib/dpkg/status': status('1:9.2p1-2'), ...more }),
  ).section;
const server = (config: string, more?: Files) => section(config, more).data?.servers[0];

describe('what cannot be read', () => {
  it('leaves unknown what a closed include may have set first', () => {
    const one = server('MaxAuthTries 3\nInclude /etc/ssh/d/*.conf\nPermitRootLogin no\n', {
      '/etc/ssh/d/a.conf': { kind: 'denied' },
    });
    expect(one?.max_auth_tries).toMatchObject({ value: 3 });
    expect(one?.permit_root_login).toMatchObject({ unknown: expect.stringContaining('as root') });
    expect(one?.x11_forwarding).toMatchObject({ unknown: expect.any(String) });
    expect(section('Include /etc/ssh/d/*.conf\n', { '/etc/ssh/d/a.conf': { kind: 'denied' } }).flag).toBe('incomplete');
  });
  it('does so for a folder that cannot be listed', () => {
    expect(
      server('Include /etc/ssh/d/*.conf\n', { '/etc/ssh/d': { kind: 'denied' } })?.permit_root_login,
    ).toMatchObject({ unknown: expect.any(String) });
  });
  it('is not collected when the file is closed, and does not exist without a server', () => {
    expect(sshdNormalizer.normalize(capturesOf({ '/etc/ssh/sshd_config': { kind: 'denied' } })).section.flag).toBe(
      'not-collected',
    );
    expect(sshdNormalizer.normalize(capturesOf({ '/etc/ssh/sshd_config': { kind: 'absent' } })).section.flag).toBe(
      'does-not-exist',
    );
  });
  it('takes all defaults of a server without a file', () => {
    const found = sshdNormalizer.normalize(
      capturesOf({ '/etc/ssh/sshd_config': { kind: 'absent' }, 'sshd program': '/usr/sbin/sshd' }),
    ).section;
    expect(found.data?.servers[0]?.permit_root_login).toMatchObject({ value: 'prohibit-password' });
  });
  it('does not guess a value that sshd refuses', () => {
    expect(server('PermitRootLogin maybe\n')?.permit_root_login).toMatchObject({
      unknown: expect.stringContaining('sshd -t'),
    });
  });
});

describe('versions', () => {
  const kex = (version: string | undefined, config = '') =>
    server(
      config,
      version === undefined
        ? { '/var/lib/dpkg/status': { kind: 'absent' } }
        : { '/var/lib/dpkg/status': status(version) },
    )?.kex_algorithms;
  it.each([
    ['1:8.4p1-5', 'curve25519-sha256'],
    ['1:9.2p1-2', 'sntrup761x25519-sha512@openssh.com'],
    ['1:10.0p1-7', 'mlkem768x25519-sha256'],
  ])('%s prefers %s', (version, first) => {
    expect(kex(version)).toMatchObject({ value: expect.arrayContaining([first]) });
  });
  it('drops finite fields in 10.0', () => {
    expect(JSON.stringify(kex('1:10.0p1-7'))).not.toContain('diffie-hellman');
  });
  it('is unknown only where versions differ', () => {
    expect(kex(undefined)).toMatchObject({ unknown: expect.any(String) });
    expect(kex(undefined, 'KexAlgorithms +diffie-hellman-group1-sha1\n')).toMatchObject({
      unknown: expect.any(String),
    });
    expect(kex(undefined, 'KexAlgorithms curve25519-sha256\n')).toMatchObject({ value: ['curve25519-sha256'] });
    expect(server('', { '/var/lib/dpkg/status': { kind: 'absent' } })?.permit_root_login).toMatchObject({
      value: 'prohibit-password',
    });
  });
});

describe('the command line', () => {
  it('comes before the files', () => {
    const one = server('PermitRootLogin no\nPort 22\n', {
      '/etc/default/ssh': 'SSHD_OPTS="-o PermitRootLogin=yes -p 2222"\n',
    });
    expect(one?.permit_root_login).toMatchObject({
      value: 'yes',
      at: { file: '/etc/default/ssh', line: 1 },
      overridden: [{ text: 'PermitRootLogin no' }],
    });
    expect(one?.ports).toMatchObject({ value: ['2222', '22'] });
  });
});

describe('match blocks', () => {
  const weakens = (config: string) =>
    (server(config)?.match_blocks ?? []).map((block) =>
      block.settings.map(
        (setting) => `${setting.id} ${'value' in setting.weakens ? setting.weakens.value : 'unknown'}`,
      ),
    );
  it.each([
    ['PermitRootLogin no\nMatch User a\nPermitRootLogin prohibit-password\n', [['permit_root_login true']]],
    ['PermitRootLogin yes\nMatch User a\nPermitRootLogin no\n', [['permit_root_login false']]],
    [
      'MaxAuthTries 4\nMatch User a\nMaxAuthTries 9\nX11Forwarding yes\n',
      [['max_auth_tries true', 'x11_forwarding false']],
    ],
    [
      'AuthenticationMethods publickey,password\nMatch User a\nAuthenticationMethods any\n',
      [['authentication_methods true']],
    ],
    ['Match User a\nAuthenticationMethods publickey,password\n', [['authentication_methods false']]],
    ['Match User a\nPasswordAuthentication yes\nPasswordAuthentication no\n', [['password_authentication false']]],
    ['PermitRootLogin no\nMatch all\nPasswordAuthentication no\nMatch User a\nPasswordAuthentication yes\n', [[]]],
  ])('%j', (config, want) => {
    expect(weakens(config)).toEqual(want);
  });
});

describe('how the server is started', () => {
  it('puts options of the command line before all files', () => {
    expect(
      server('PermitRootLogin no\n', { '/etc/default/ssh': 'SSHD_OPTS="-o PermitRootLogin=yes"\n' })?.permit_root_login,
    ).toMatchObject({
      value: 'yes',
      at: { file: '/etc/default/ssh', line: 1 },
    });
  });
  it('reads the crypto policy of RHEL 8 unless its own file empties it', () => {
    const policy = {
      '/etc/crypto-policies/back-ends/opensshserver.config':
        "CRYPTO_POLICY='-oMACs=hmac-sha2-512 -oCiphers=aes256-ctr'\n",
    };
    expect(server('MACs hmac-sha1\n', policy)?.macs).toMatchObject({ value: ['hmac-sha2-512'] });
    expect(server('MACs hmac-sha1\n', { ...policy, '/etc/sysconfig/sshd': 'CRYPTO_POLICY=\n' })?.macs).toMatchObject({
      value: ['hmac-sha1'],
    });
  });
  it('follows the ExecStart of a drop-in, and the file that it names', () => {
    const unit = {
      '/etc/systemd/system/ssh.service.d/own.conf':
        '[Service]\nExecStart=\nExecStart=/usr/sbin/sshd -D -f /srv/sshd.conf -p 2222\n',
      '/srv/sshd.conf': 'PermitRootLogin no\n',
    };
    const one = server('PermitRootLogin yes\n', {
      ...unit,
      '/etc/default/ssh': 'SSHD_OPTS="-o PermitRootLogin=yes"\n',
    });
    expect(one?.permit_root_login).toMatchObject({ value: 'no', at: { file: '/srv/sshd.conf' } });
    expect(one?.ports).toMatchObject({ value: ['2222'] });
  });
});

describe('lines that lost', () => {
  it('are told beside the one that holds, unless they say the same', () => {
    const conflicts = server(
      'X11Forwarding no\nMaxAuthTries 3\nx11forwarding yes\nMaxAuthTries 3\nAllowUsers a\nAllowUsers b\nMatch User x\nX11Forwarding yes\n',
    )?.conflicts;
    expect(conflicts).toEqual([
      {
        id: 'x11forwarding',
        holds: {
          value: 'X11Forwarding no',
          at: { file: '/etc/ssh/sshd_config', line: 1 },
          overridden: [
            { at: { file: '/etc/ssh/sshd_config', line: 3 }, text: 'x11forwarding yes', why: 'the first value wins' },
          ],
        },
      },
    ]);
  });
});

describe('what the running server holds', () => {
  it.each([
    ['{"loadedMs":20,"changedMs":10,"changed":"/etc/ssh/sshd_config"}', { value: 'current' }],
    [
      '{"loadedMs":10,"changedMs":20,"changed":"/etc/ssh/sshd_config.d/x.conf"}',
      { value: 'stale', at: { file: '/etc/ssh/sshd_config.d/x.conf' } },
    ],
    ['{"loadedMs":null}', { value: 'not-running' }],
  ])('%s', (text, want) => {
    expect(server('', { 'sshd loaded': text })?.loaded).toMatchObject(want);
  });
  it('is told by a running machine only', () => {
    expect(server('')?.loaded).toMatchObject({ unknown: expect.stringContaining('running machine') });
  });
});

describe('the banner', () => {
  it.each([
    ['Banner none\n', undefined, { value: 'none' }],
    ['Banner /etc/issue.net\n', { kind: 'absent' } as const, { value: 'missing' }],
    [
      'Banner /etc/issue.net\n',
      '{"kind":"file","mode":420,"uid":0,"gid":0,"size":0,"modifiedMs":0}',
      { value: 'empty' },
    ],
    [
      'Banner /etc/issue.net\n',
      '{"kind":"file","mode":420,"uid":0,"gid":0,"size":9,"modifiedMs":0}',
      { value: 'shown' },
    ],
  ])('%j with %j', (config, file, want) => {
    expect(server(config, file === undefined ? {} : { 'stat /etc/issue.net': file })?.banner_file).toMatchObject(want);
  });
});
