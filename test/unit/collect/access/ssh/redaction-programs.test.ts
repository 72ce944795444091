import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { RedactionName } from '../../../../../src/collect/access/ssh/redaction-programs.ts';
import { commandRedaction, isNeverRead, redactionOf } from '../../../../../src/collect/access/ssh/redactions.ts';
import { cutAuthLog } from '../../../../../src/collect/host/auth-log.ts';
import { cutSecrets as cutJails } from '../../../../../src/collect/host/fail2ban.ts';
import { cutCommandSecrets } from '../../../../../src/core/secrets.ts';
import { redactRemotely } from '../../../../remote-redaction.ts';
import { shellsHere } from './shells.ts';

const work = mkdtempSync(path.join(tmpdir(), 'vauban-redactions-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));
/** The programs of this machine, and those of busybox. */
const MACHINES = shellsHere(work).filter(({ name }) => ['dash', 'bash', 'busybox alone'].includes(name));

const COMMANDS = [
  'curl -H token=CANARY https://example.org',
  'curl -H "X-Auth-Token: CANARY" https://example.org',
  "curl -H 'Authorization: Bearer CANARY' x",
  'curl -u ann:CANARY https://example.org',
  'curl --user=ann:CANARY x',
  'curl https://ann:CANARY@example.org/x',
  'curl https://CANARY@example.org/x ssh://ann@host scp://ann:CANARY@host',
  'curl "https://example.org/?key=CANARY&a=b&token=CANARY#x"',
  'mysqldump -pCANARY --all-databases',
  '/usr/bin/mysql -u root -pCANARY db',
  'sshpass -p CANARY ssh host',
  'deploy --password CANARY --to x',
  'deploy --db-password="CANARY with blanks" --to x',
  "deploy --api-key 'CANARY' --to x",
  'PASS=CANARY aide --check',
  'API_TOKEN: CANARY',
  'export AWS_SECRET_ACCESS_KEY=CANARY',
  'MYSQL_PWD=CANARY mysql',
  'restic -r s3:x backup /srv',
  '17 * * * * root cd / && run-parts --report /etc/cron.hourly',
  'compass north, passage 3, tokenizer on',
  'token = * # none',
];

const JAILS = [
  '[sshd]',
  'enabled = true',
  'action = cloudflare[cfuser="x", cftoken="CANARY"]',
  'action_cf = cloudflare[cfuser="%(cfemail)s", cftoken="%(cfapikey)s"]',
  "action = x[apikey=CANARY, token='CANARY', name=%(__name__)s]",
  'cf_password = CANARY',
  'cfapikey = %(secret)s',
  'logpath = /var/log/auth.log',
  '# key = CANARY',
  'keyword = CANARY',
];

const LOG = [
  'Nov 20 10:00:00 vault01 sshd[1]: Invalid user CANARY from 203.0.113.5 port 4000',
  'Nov 20 10:00:00 vault01 sshd[1]: Failed password for invalid user CANARY two from 203.0.113.5 port 4000 ssh2',
  'Nov 20 10:00:00 vault01 sshd[1]: Failed password for invalid user  from 203.0.113.5 port 4000 ssh2',
  'Nov 20 10:00:00 vault01 sshd[1]: Failed password for invalid user CANARY from from 203.0.113.5 port 4000 ssh2',
  'Nov 20 10:00:01 vault01 sshd[1]: input_userauth_request: invalid user CANARY [preauth]',
  'Nov 20 10:00:01 vault01 sshd[1]: Connection closed by invalid user CANARY 203.0.113.5 port 4000 [preauth]',
  'Nov  2 10:00:02 vault01 sshd-session[1]: message repeated 12 times: [ Failed password for invalid user CANARY2 from 203.0.113.5 port 4000 ssh2]',
  '2026-11-20T10:00:02.5+01:00 vault01 sshd[1]: Accepted password for root from 203.0.113.5 port 4000 ssh2',
  'Nov 20 10:00:05 vault01 sudo:      ann : TTY=pts/0 ; USER=root ; COMMAND=/usr/bin/mysql -pCANARY',
  'Nov 20 10:00:05 vault01 systemd-logind[7]: New seat seat0.',
  'Nov 20 10:00:05 vault01 systemd-logind[7]: Watching system buttons on /dev/input/event0 (CANARY)',
  '<38>1 2026-11-20T10:00:02Z vault01 sshd 1 - - Invalid user CANARY3 from 203.0.113.5 port 4000',
  '<38>1 2026-11-20T10:00:02Z vault01 su 1 - - password CANARY-that-is-long-enough-to-be-cut-away',
  'a line without any frame at all, and CANARY',
  '',
];

describe.each(MACHINES)('by the programs of $name', ({ path: found }) => {
  const cut = (name: RedactionName, text: string): string =>
    Buffer.from(redactRemotely(name, Buffer.from(text, 'latin1'), found)).toString('latin1');

  it.each(COMMANDS)('a command: %s', (line) => {
    expect(cut('commands', `${line}\n`)).toBe(`${cutCommandSecrets(line)}\n`);
    expect(cut('commands', line)).not.toContain('CANARY');
  });

  it.each(JAILS)('a jail: %s', (line) => {
    expect(cut('jails', `${line}\n`)).toBe(`${cutJails(line)}\n`);
  });

  it('an authentication log: the same is left to be told', () => {
    const raw = Buffer.from(LOG.join('\n'));
    const remote = redactRemotely('auth_log', raw, found);
    expect(Buffer.from(remote).toString()).not.toContain('CANARY');
    const [whole, theirs] = [raw, remote].map((bytes) => Buffer.from(cutAuthLog()(bytes)).toString('latin1').trimEnd());
    expect(theirs).toBe(whole);
  });

  it('a packed log is packed again', () => {
    const packed = redactRemotely('auth_log_gz', gzipSync(LOG.join('\n')), found);
    expect(gunzipSync(packed).toString()).toBe(cut('auth_log', LOG.join('\n')));
  });

  it('a packed log that is broken is not sent', () => {
    expect(() => redactRemotely('auth_log_gz', gzipSync(LOG.join('\n')).subarray(0, 60), found)).toThrow(
      /ended with 1/,
    );
    expect(() => redactRemotely('auth_log_gz', Buffer.from('CANARY'), found)).toThrow(/ended with 1/);
  });

  it.each([
    ['guard', 'url = https://ann:CANARY@example.org/x\n', 'url = https://<cut>@example.org/x\n'],
    ['guard', 'rootpw --iscrypted $6$salt$CANARYCANARY\n', 'rootpw --iscrypted <cut>\n'],
    [
      'guard',
      '-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----\nx\n',
      '-----BEGIN RSA PRIVATE KEY-----\n<cut>\n-----END RSA PRIVATE KEY-----\nx\n',
    ],
    ['guard', 'no end of line', 'no end of line'],
    ['guard', 'caf\xe9 \xff\n', 'caf\xe9 \xff\n'],
    [
      'sudoers',
      'ann ALL=(root) NOPASSWD: /usr/bin/mysql -pCANARY\n',
      'ann ALL=(root) NOPASSWD: /usr/bin/mysql -p<cut>\n',
    ],
    ['sudoers', 'Defaults passwd_tries=3, passprompt="x"\n', 'Defaults passwd_tries=3, passprompt="x"\n'],
    ['sshd', 'SetEnv API=CANARY\nPasswordAuthentication=no\n', 'SetEnv <cut>\nPasswordAuthentication=no\n'],
    ['sshd', 'ForceCommand /bin/x --token CANARY\n', 'ForceCommand /bin/x --token <cut>\n'],
    [
      'unit',
      '[Service]\nEnvironment="A=CANARY"\nExecStart=/bin/x --password=CANARY\n',
      '[Service]\nEnvironment=<cut>\nExecStart=/bin/x --password=<cut>\n',
    ],
    [
      'kernel_settings',
      'net.ipv4.tcp_fastopen_key = CANARY\nkernel.core_pattern=|/bin/x --token CANARY\nvm.x = 1\n',
      'net.ipv4.tcp_fastopen_key = <cut>\nkernel.core_pattern=|/bin/x --token <cut>\nvm.x = 1\n',
    ],
    [
      'log_outputs',
      'action(type="omhttp" uid="x" pwd="CANARY")\n*.* :ommysql:db,log,ann,CANARY\n',
      'action(type="omhttp" uid="<cut>" pwd="<cut>")\n*.* :ommysql:db,log,ann,<cut>\n',
    ],
    [
      'repositories',
      'proxy_password = CANARY\nbaseurl=https://CANARY@x/\n',
      'proxy_password = <cut>\nbaseurl=https://<cut>@x/\n',
    ],
    [
      'agent_servers',
      '<a><key>CANARY</key><address>10.0.0.1</address>\n<address>h\n</address></a>',
      '<address>10.0.0.1</address>\n<address>h\n</address>\n',
    ],
    ['release_head', 'Origin: x\nSHA256:\n abc\n', 'Origin: x\n'],
    [
      'package_versions',
      'Package: a\nVersion: 1\nDescription: CANARY\n more\n\nPackage: b\n',
      'Package: a\nVersion: 1\n\nPackage: b\n',
    ],
    [
      'commented',
      '#!/bin/sh\n# CANARY\nexport TOKEN=CANARY\numask 027\n',
      '#!/bin/sh\n#\nexport TOKEN=<cut>\numask 027\n',
    ],
    [
      'mount_options',
      '//s/x /m cifs nodev,password=CANARY,ro 0 0\nhttps://a:CANARY@x /m davfs ro 0 0\n',
      '//s/x /m cifs nodev,password=x,ro 0 0\nhttps://a:x@x /m davfs ro 0 0\n',
    ],
    [
      'module_arguments',
      'auth [success=1 default=ignore] pam_mysql.so passwd=CANARY use_authtok\nauth x y.so [key = CANARY two]\n',
      'auth [success=1 default=ignore] pam_mysql.so passwd=<cut> use_authtok\nauth x y.so [key =<cut>]\n',
    ],
    ['module_options', 'options nbd key=CANARY\nblacklist x\n', 'options nbd <cut>\nblacklist x\n'],
    [
      'directory_service',
      '[sssd]\nservices = nss\n# CANARY\nldap_default_authtok = CANARY\nURI ldap://a:CANARY@x/\n',
      '[sssd]\nservices = nss\n\n\nURI ldap://<cut>@x/\n',
    ],
    [
      'mail_listeners',
      '# CANARY\ninet_interfaces = all,\n  lo\nsmtp_password = CANARY\n  CANARY\nlisten on lo\n',
      '#\ninet_interfaces = all,\n  lo\n\n\nlisten on lo\n',
    ],
    ['mail_services', 'smtp inet n - y - - smtpd\n  -o x=CANARY\n', 'smtp inet n - y - - smtpd\n\n'],
    [
      'mail_aliases',
      'root: ann, "|/bin/x CANARY", bob\nlist: |/bin/y CANARY\n',
      'root: ann, "|/bin/x", bob\nlist: |/bin/y\n',
    ],
    [
      'snmp',
      'rocommunity CANARY default\nagentAddress udp:127.0.0.1:161\nrouser ann authpriv\ncreateUser ann MD5 CANARY\n',
      'rocommunity\nagentAddress udp:127.0.0.1:161\nrouser ann authpriv\ncreateUser\n',
    ],
    [
      'boot',
      'password_pbkdf2 root grub.pbkdf2.sha512.10000.CANARY\nlinux /vmlinuz ro rd.luks.key=CANARY quiet\n',
      'password_pbkdf2 root <cut>\nlinux /vmlinuz ro rd.luks.key=<cut> quiet\n',
    ],
    ['boot', 'GRUB2_PASSWORD=grub.pbkdf2.sha512.10000.CANARY\n', 'GRUB2_PASSWORD=grub.pbkdf2.<cut>\n'],
    ['boot', '  password_pbkdf2 root ${GRUB2_PASSWORD}\n', '  password_pbkdf2 root ${GRUB2_PASSWORD}\n'],
    ['kernel_build', 'CONFIG_CMDLINE="x=CANARY"\nCONFIG_X=y\n', 'CONFIG_CMDLINE="<cut>"\nCONFIG_X=y\n'],
    [
      'backup',
      'export RESTIC_PASSWORD=CANARY\nB2_ACCOUNT_KEY="CANARY"\nencryption_passphrase: CANARY\n',
      'export RESTIC_PASSWORD=<cut>\nB2_ACCOUNT_KEY=<cut>\nencryption_passphrase: <cut>\n',
    ],
    [
      'kopia',
      '{\n "storage": {\n  "type": "s3", "config": { "secretAccessKey": "CANARY" } } }\n',
      '{"storage":{"type":"s3"}}',
    ],
    ['doas', 'permit setenv { A=CANARY } ann # CANARY\n', 'permit setenv { } ann #\n'],
    ['nothing', 'CANARY', ''],
  ] as const)('%s: %j', (name, text, expected) => {
    expect(cut(name, text)).toBe(expected);
  });
});

describe('the table', () => {
  it.each([
    ['/etc/shadow', 'password_field'],
    ['/etc/shadow-', 'password_field'],
    ['/etc/passwd.org', 'password_field'],
    ['/home/ann/.ssh/authorized_keys2', 'authorized_keys'],
    ['/etc/sudoers.d/x', 'sudoers'],
    ['/var/log/auth.log.3.gz', 'auth_log_gz'],
    ['/var/log/secure-20260101', 'auth_log'],
    ['/etc/some/thing.conf', 'guard'],
    ['/etc/some/thing.gz', undefined],
    ['/proc/net/tcp', undefined],
    ['/var/lib/dpkg/status', undefined],
  ])('%s is cut by %s', (file, name) => {
    expect(redactionOf(file)).toBe(name);
  });

  it.each([
    '/etc/ssh/ssh_host_ed25519_key',
    '/root/.ssh/id_rsa',
    '/etc/ssl/private/x.pem',
    '/x/tls.key',
    '/proc/1/environ',
  ])('%s is never read', (file) => {
    expect(isNeverRead(file)).toBe(true);
  });

  it.each(['/etc/ssh/ssh_host_ed25519_key.pub', '/root/.ssh/id_rsa.pub', '/etc/keys', '/etc/ssl/certs/x.pem'])(
    '%s may be read',
    (file) => {
      expect(isNeverRead(file)).toBe(false);
    },
  );

  it('cuts what commands print', () => {
    expect(commandRedaction(['/usr/bin/getent', 'shadow'])).toBe('password_field');
    expect(commandRedaction(['/usr/bin/uname', '-m'])).toBeUndefined();
  });
});
