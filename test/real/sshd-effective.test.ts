import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal } from '../../src/collect/access/local.ts';
import { collectHost } from '../../src/collect/host/collect-host.ts';
import type { HostSshServer } from '../../src/model/generated/model.ts';
import { normalizeHost } from '../../src/normalize/host/normalize-host.ts';

const SSHD = '/usr/sbin/sshd';
const usable = existsSync(SSHD) && process.getuid?.() === 0;
if (!usable) console.log('sshd-effective: skipped; needs root and the Debian package openssh-server');

/** Files below etc/ssh of the case; {DIR} stands for that folder. */
interface Case {
  readonly name: string;
  readonly main: string;
  readonly more?: Readonly<Record<string, string>>;
  /** A connection (`sshd -C`) and the block that it meets. */
  readonly connection?: { readonly spec: string; readonly block: string };
}

const CASES: readonly Case[] = [
  { name: 'an empty file', main: '' },
  { name: 'the first value wins', main: 'PermitRootLogin no\nPermitRootLogin yes\n' },
  { name: 'keyword=value', main: 'permitrootlogin=yes\nPasswordAuthentication = no\nMaxAuthTries= 3\n' },
  { name: 'quotes and comments', main: 'Banner "/etc/issue net" # why\nPermitRootLogin "no" # c\n"MaxSessions" 4\n' },
  { name: 'single quotes and backslashes', main: "Banner '/etc/is sue'\nAllowUsers a\\ b c\n" },
  { name: 'case of keywords and values', main: 'PERMITROOTLOGIN NO\nX11forwarding YES\nLogLevel verbose\n' },
  { name: 'tabs, blanks and line ends of DOS', main: '\tPermitRootLogin\tno  \r\n  MaxAuthTries   2\r\n' },
  {
    name: 'old names',
    main: 'ChallengeResponseAuthentication no\nPubkeyAcceptedKeyTypes ssh-ed25519\nPermitRootLogin without-password\n',
  },
  {
    name: 'lists that add up',
    main: 'Port 22\nPort 2222\nAllowUsers a b\nAllowUsers c@10.0.0.0/8\nAcceptEnv LANG\nAcceptEnv LC_* X\n',
  },
  { name: 'times', main: 'ClientAliveInterval 1h30m\nLoginGraceTime 2m\n' },
  { name: 'a login without a limit', main: 'LoginGraceTime 0\n' },
  { name: 'MaxStartups with one number', main: 'MaxStartups 5\n' },
  { name: 'ciphers added', main: 'Ciphers +3des-cbc,aes128-ctr\n' },
  { name: 'ciphers removed by pattern', main: 'Ciphers -chacha20*,aes128-ctr\n' },
  { name: 'codes in front', main: 'MACs ^hmac-sha1,hmac-md5\n' },
  { name: 'codes named', main: 'MACs hmac-sha2-256,hmac-sha2-512\n' },
  { name: 'key exchange removed', main: 'KexAlgorithms -diffie*,sntrup*\n' },
  { name: 'host key algorithms added', main: 'HostKeyAlgorithms +ssh-rsa\nPubkeyAcceptedAlgorithms +ssh-rsa\n' },
  { name: 'two methods', main: 'AuthenticationMethods publickey,password publickey,keyboard-interactive\n' },
  {
    name: 'an Include first wins over the file',
    main: 'Include {DIR}/d/*.conf\nPermitRootLogin yes\nMaxAuthTries 6\n',
    more: {
      'd/10-a.conf': 'PermitRootLogin no\n',
      'd/20-b.conf': 'PermitRootLogin yes\nMaxAuthTries 3\n',
      'd/x.conf.bak': 'MaxAuthTries 1\n',
    },
  },
  {
    name: 'an Include last loses against the file',
    main: 'PermitRootLogin yes\nInclude {DIR}/d/*.conf\n',
    more: { 'd/10-a.conf': 'PermitRootLogin no\nX11Forwarding yes\n' },
  },
  {
    name: 'a missing Include, and two in one line',
    main: 'Include {DIR}/none.conf {DIR}/d/one.conf\nPermitRootLogin yes\n',
    more: { 'd/one.conf': 'PermitRootLogin no\n' },
  },
  {
    name: 'an Include of an Include',
    main: 'Include {DIR}/a\n',
    more: { a: 'Include {DIR}/b\nMaxSessions 2\n', b: 'MaxSessions 3\n' },
  },
  {
    name: 'a Match of an included file ends with it',
    main: 'Include {DIR}/d/m.conf\nPermitRootLogin yes\nX11Forwarding yes\n',
    more: { 'd/m.conf': 'Match User bob\nX11Forwarding no\nPermitRootLogin no\n' },
    connection: { spec: 'user=bob,host=h,addr=10.0.0.1', block: 'match:User bob' },
  },
  {
    name: 'Match lasts until the end of the file',
    main: 'PasswordAuthentication no\nMatch Address 10.0.0.0/8\nPasswordAuthentication yes\nMaxAuthTries 9\n',
    connection: { spec: 'user=x,host=h,addr=10.1.1.1', block: 'match:Address 10.0.0.0/8' },
  },
  {
    name: 'Match all overrides the global part',
    main: 'PermitRootLogin no\nMatch all\nPermitRootLogin yes\nX11Forwarding yes\n',
  },
  {
    name: 'Match all after another Match',
    main: 'Match User bob\nPermitRootLogin yes\nMatch all\nPermitRootLogin no\n',
    connection: { spec: 'user=bob,host=h,addr=10.0.0.1', block: 'match:User bob' },
  },
  {
    name: 'an Include inside of a Match holds only there',
    main: 'Match User bob\nInclude {DIR}/d/in.conf\n',
    more: { 'd/in.conf': 'PermitRootLogin yes\nMaxAuthTries 2\n' },
    connection: { spec: 'user=bob,host=h,addr=10.0.0.1', block: 'match:User bob' },
  },
];

const list = (words: readonly string[]) => words.join(',');
/** What `sshd -T` prints for each property of the record. */
const PRINTED: readonly (readonly [keyof HostSshServer, string, (words: readonly string[]) => string])[] = [
  ['ciphers', 'ciphers', list],
  ['macs', 'macs', list],
  ['kex_algorithms', 'kexalgorithms', list],
  ['host_key_algorithms', 'hostkeyalgorithms', list],
  ['pubkey_accepted_algorithms', 'pubkeyacceptedalgorithms', list],
  ['allow_users', 'allowusers', list],
  ['ports', 'port', list],
  ['accept_env', 'acceptenv', list],
  ['authentication_methods', 'authenticationmethods', (words) => words.join(' ')],
  ['authorized_keys_files', 'authorizedkeysfile', (words) => words.join(' ')],
];
const WORDS: readonly (readonly [keyof HostSshServer, string])[] = [
  ['permit_root_login', 'permitrootlogin'],
  ['password_authentication', 'passwordauthentication'],
  ['permit_empty_passwords', 'permitemptypasswords'],
  ['kbd_interactive_authentication', 'kbdinteractiveauthentication'],
  ['pubkey_authentication', 'pubkeyauthentication'],
  ['hostbased_authentication', 'hostbasedauthentication'],
  ['gssapi_authentication', 'gssapiauthentication'],
  ['kerberos_authentication', 'kerberosauthentication'],
  ['use_pam', 'usepam'],
  ['x11_forwarding', 'x11forwarding'],
  ['disable_forwarding', 'disableforwarding'],
  ['strict_modes', 'strictmodes'],
  ['ignore_rhosts', 'ignorerhosts'],
  ['permit_user_environment', 'permituserenvironment'],
  ['allow_tcp_forwarding', 'allowtcpforwarding'],
  ['allow_agent_forwarding', 'allowagentforwarding'],
  ['allow_stream_local_forwarding', 'allowstreamlocalforwarding'],
  ['permit_tunnel', 'permittunnel'],
  ['gateway_ports', 'gatewayports'],
  ['log_level', 'loglevel'],
  ['banner', 'banner'],
  ['max_startups', 'maxstartups'],
  ['max_auth_tries', 'maxauthtries'],
  ['max_sessions', 'maxsessions'],
  ['login_grace_seconds', 'logingracetime'],
  ['client_alive_interval_seconds', 'clientaliveinterval'],
  ['client_alive_count_max', 'clientalivecountmax'],
];

function factValue(fact: unknown): unknown {
  return typeof fact === 'object' && fact !== null && 'value' in fact ? fact.value : fact;
}

function printed(word: unknown): string {
  if (word === true) return 'yes';
  return word === false ? 'no' : String(word);
}

/** Debian gives one key exchange a second name in its 9.2 only. */
function comparable(text: string): string {
  return text
    .split(',')
    .filter((name) => name !== 'sntrup761x25519-sha512')
    .join(',')
    .replace('without-password', 'prohibit-password');
}

describe.skipIf(!usable)('values in effect equal those of sshd -T', () => {
  let folder = '';
  let version = '';

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sshd-'));
    mkdirSync('/run/sshd', { recursive: true });
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path.join(folder, 'key')]);
    const told = spawnSync(SSHD, ['-V'], { encoding: 'utf8' });
    version = /OpenSSH_(\d+\.\d+)/.exec(`${told.stdout}${told.stderr}`)?.[1] ?? '';
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Writes the case for sshd (absolute includes) and as a tree for us. */
  function prepare(index: number, one: Case): { readonly real: string; readonly root: string } {
    const real = path.join(folder, `real-${index}`);
    const root = path.join(folder, `root-${index}`);
    const ssh = path.join(root, 'etc/ssh');
    for (const [base, name] of [
      [real, real],
      [ssh, '/etc/ssh'],
    ] as const) {
      mkdirSync(path.join(base, 'd'), { recursive: true });
      writeFileSync(path.join(base, 'sshd_config'), one.main.replaceAll('{DIR}', name));
      for (const [file, text] of Object.entries(one.more ?? {})) {
        writeFileSync(path.join(base, file), text.replaceAll('{DIR}', name));
      }
    }
    mkdirSync(path.join(root, 'var/lib/dpkg'), { recursive: true });
    writeFileSync(
      path.join(root, 'var/lib/dpkg/status'),
      `Package: openssh-server\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:${version}p1-1\n`,
    );
    return { real, root };
  }

  function effective(real: string, connection: readonly string[]): ReadonlyMap<string, string> {
    const args = ['-T', '-f', path.join(real, 'sshd_config'), '-h', path.join(folder, 'key'), ...connection];
    const values = new Map<string, string>();
    for (const line of execFileSync(SSHD, args, { encoding: 'utf8' }).split('\n')) {
      const [keyword = '', ...rest] = line.split(' ');
      const before = values.get(keyword);
      values.set(keyword, before === undefined ? rest.join(' ') : `${before},${rest.join(' ')}`);
    }
    return values;
  }

  function serverOf(root: string): HostSshServer {
    const captures = collectHost(openLocal(root), { collectedAt: '2026-01-01T00:00:00Z' });
    const server = normalizeHost(captures).host.sshd?.data?.servers[0];
    if (server === undefined) throw new Error('no server');
    return server;
  }

  it.each(CASES.map((one, index) => [one.name, one, index] as const))('%s', (_, one, index) => {
    const { real, root } = prepare(index, one);
    const server = serverOf(root);
    const want = effective(real, []);
    for (const [property, keyword] of WORDS) {
      expect(`${keyword} ${printed(factValue(server[property]))}`).toBe(
        `${keyword} ${comparable(want.get(keyword) ?? '')}`,
      );
    }
    for (const [property, keyword, join] of PRINTED) {
      const words = factValue(server[property]);
      expect(`${keyword} ${comparable(Array.isArray(words) ? join(words.map(String)) : String(words))}`).toBe(
        `${keyword} ${comparable(want.get(keyword) ?? '')}`,
      );
    }
    if (one.connection === undefined) return;
    const { spec, block } = one.connection;
    const inside = effective(real, ['-C', spec]);
    const settings = server.match_blocks.find((match) => match.id === block)?.settings ?? [];
    expect(settings.length).toBeGreaterThan(0);
    for (const [property, keyword] of WORDS) {
      const own = settings.find((setting) => setting.id === property);
      const value = own === undefined ? printed(factValue(server[property])) : factValue(own.value);
      expect(`${keyword} ${value}`).toBe(`${keyword} ${comparable(inside.get(keyword) ?? '')}`);
    }
  });
});
