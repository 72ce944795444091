import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment, Observation, Snapshot } from '../../src/model/generated/model.ts';
import { runVauban } from '../scenario/run-scenario.ts';
import { canDropRights, HOW_TO_DROP_RIGHTS, openUnprivileged, type Unprivileged } from './unprivileged.ts';

if (!canDropRights) console.warn(`without-root: skipped; ${HOW_TO_DROP_RIGHTS}`);

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const SCAN = ['scan', '--format', 'json', '--fail-on', 'none', '--now', '2026-11-22T18:00:00Z'] as const;
/** Not by target: who may not read /etc/hostname does not know its name. */
const nameOf = ({ rule, subject }: Observation): string => `${rule} ${subject}`;

/** A machine whose faults stand each in a file that overrides or adds to a harmless one. */
const CARELESS: Readonly<Record<string, string>> = {
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  'etc/hostname': 'careless\n',
  'etc/passwd':
    'root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/bash\nann2::1000:1000::/home/ann2:/bin/bash\n',
  'etc/shadow': 'root::19700:0:99999:7:::\ntoor::19700::::::\nann:$1$salt$hash:10000:0:99999:7:::\nann2::19700::::::\n',
  'etc/group': 'root:x:0:ann\nsudo:x:27:ann,ann2\nshadow:x:42:ann\ntwin:x:27:ann\n',
  'etc/gshadow': 'root:::\nsudo:::ann\n',
  'etc/login.defs': 'ENCRYPT_METHOD MD5\nPASS_MAX_DAYS 99999\nUMASK 000\n',
  'etc/sudoers': 'root ALL=(ALL:ALL) ALL\nDefaults use_pty\n@includedir /etc/sudoers.d\n@include /etc/sudoers.local\n',
  'etc/sudoers.d/open': 'ALL ALL=(ALL) NOPASSWD: ALL\nDefaults !authenticate, !use_pty, timestamp_timeout=-1\n',
  'etc/sudoers.local': 'Defaults !authenticate\nann ALL=NOPASSWD: ALL\n',
  'etc/ssh/sshd_config':
    'Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\nPasswordAuthentication no\nX11Forwarding no\nPermitEmptyPasswords no\nMaxAuthTries 3\nLogLevel VERBOSE\n',
  'etc/ssh/sshd_config.d/10-open.conf':
    'PermitRootLogin yes\nPasswordAuthentication yes\nX11Forwarding yes\nPermitEmptyPasswords yes\nMaxAuthTries 60\nLogLevel QUIET\nHostbasedAuthentication yes\nIgnoreRhosts no\nPermitUserEnvironment yes\nCiphers 3des-cbc\nMACs hmac-md5\nKexAlgorithms diffie-hellman-group1-sha1\nMatch all\n',
  'etc/default/ssh': 'SSHD_OPTS="-o PermitRootLogin=yes"\n',
  'usr/sbin/sshd': '',
  'root/.ssh/authorized_keys': 'ssh-dss AAAAB3NzaC1kc3M root\n',
  'home/ann/.ssh/authorized_keys': 'ssh-dss AAAAB3NzaC1kc3M ann\n',
  'usr/lib/sysctl.d/10-good.conf':
    'kernel.randomize_va_space = 2\nnet.ipv4.ip_forward = 0\nfs.suid_dumpable = 0\nnet.ipv4.tcp_syncookies = 1\n',
  'etc/sysctl.d/99-bad.conf':
    'kernel.randomize_va_space = 0\nnet.ipv4.ip_forward = 1\nfs.suid_dumpable = 1\nnet.ipv4.tcp_syncookies = 0\nnet.ipv4.conf.all.accept_source_route = 1\n',
  'etc/sysctl.conf': 'net.ipv6.conf.all.forwarding = 1\n',
  'etc/apt/sources.list': 'deb https://mirror.example.org/debian bookworm main\n',
  'etc/apt/sources.list.d/open.list': 'deb [trusted=yes] http://ann:pw@old.example.org/debian jessie main\n',
  'etc/apt/apt.conf.d/10good': 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n',
  'etc/apt/apt.conf.d/99open':
    'APT::Get::AllowUnauthenticated "true";\nAPT::Periodic::Unattended-Upgrade "0";\nAPT::Periodic::Update-Package-Lists "0";\nAcquire::AllowInsecureRepositories "true";\n',
  'var/lib/dpkg/status':
    'Package: telnetd\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\nPackage: rsh-server\nStatus: install ok half-configured\nVersion: 1\nArchitecture: amd64\n\nPackage: vsftpd\nStatus: hold ok installed\nVersion: 1\nArchitecture: amd64\n\nPackage: unattended-upgrades\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n\nPackage: openssh-server\nStatus: hold ok installed\nVersion: 1:9.2p1-2+deb12u3\nArchitecture: amd64\n\n',
  'var/lib/dpkg/status.d/telnetd':
    'Package: telnetd\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\n',
  'var/lib/apt/lists/mirror.example.org_debian-security_dists_bookworm-security_InRelease':
    'Origin: Debian\nLabel: Debian-Security\nSuite: stable-security\nCodename: bookworm-security\nDate: Sat, 01 Mar 2025 10:00:00 UTC\n',
  'var/lib/apt/lists/mirror.example.org_debian-security_dists_bookworm-security_main_binary-amd64_Packages':
    'Package: openssh-server\nVersion: 1:9.2p1-2+deb12u9\nArchitecture: amd64\n\n',
  'run/reboot-required': '*** System restart required ***\n',
  'etc/fail2ban/jail.conf':
    '[DEFAULT]\nbantime = 1h\nmaxretry = 3\nfindtime = 10m\nbackend = auto\n[sshd]\nlogpath = /var/log/auth.log\n',
  'etc/fail2ban/jail.d/10-on.conf': '[sshd]\nenabled = true\n',
  'etc/fail2ban/jail.local': '[DEFAULT]\nbantime = 1\nmaxretry = 1000\n[sshd]\nenabled = false\nignoreip = 0.0.0.0/0\n',
  'usr/bin/fail2ban-server': '',
  'usr/sbin/rsyslogd': '',
  'etc/rsyslog.conf': '*.* @@logs.example.org:6514\n$IncludeConfig /etc/rsyslog.d/*.conf\n',
  'etc/rsyslog.d/99-open.conf': 'module(load="imudp")\ninput(type="imudp" port="514")\n*.* @other.example.org\n',
  'etc/systemd/journald.conf': '[Journal]\nStorage=persistent\n',
  'etc/systemd/journald.conf.d/99.conf': '[Journal]\nStorage=none\n',
  'etc/logrotate.conf': 'weekly\nrotate 52\n',
  'etc/logrotate.d/rsyslog': '/var/log/auth.log {\n daily\n rotate 1\n}\n',
  'etc/audit/auditd.conf': 'max_log_file_action = ROTATE\nnum_logs = 1\n',
  'etc/audit/rules.d/10.rules': '-w /etc/passwd -p wa -k identity\n',
  'etc/audit/rules.d/99.rules': '-D\n-e 0\n',
  'usr/sbin/auditd': '',
  'etc/iptables/rules.v4': '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n',
  'etc/iptables/rules.v6': '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n',
  'etc/ld.so.preload': '/lib/own.so\n',
  'etc/chrony/chrony.conf': 'pool pool.example.org iburst\n',
  'etc/chrony/conf.d/off.conf': 'local stratum 1\n',
  'etc/suricata/suricata.yaml': '%YAML 1.1\n---\naf-packet:\n  - interface: eth0\n',
  'usr/bin/suricata': '',
  'usr/bin/aide': '',
  'etc/crontab': '# nothing\n',
  'var/log/auth.log': [
    ...Array.from(
      { length: 30 },
      (_, i) =>
        `Nov 20 10:00:${String(i).padStart(2, '0')} careless sshd[1]: Failed password for root from 203.0.113.5 port 4000 ssh2`,
    ),
    'Nov 20 10:00:40 careless sshd[1]: Accepted password for root from 203.0.113.5 port 4000 ssh2',
    '',
  ].join('\n'),
};

function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** The verdicts of a scan of one machine, by rule and subject. */
function verdicts(stdout: string): ReadonlyMap<string, Observation> {
  const { observations }: Assessment = JSON.parse(stdout);
  return new Map(observations.map((one) => [nameOf(one), one]));
}

/**
 * What passes for one who sees less, though root sees a failure or cannot tell. What lies outside of a rule's scope for
 * root may pass by other facts.
 */
function passedByBlindness(
  blind: ReadonlyMap<string, Observation>,
  seeing: ReadonlyMap<string, Observation>,
): readonly string[] {
  const open = [...seeing.values()].filter(({ status }) => !['pass', 'not-applicable'].includes(status));
  const openRules = new Set(open.map(({ rule }) => rule));
  return [...blind].flatMap(([name, { rule, status, message }]) => {
    const seen = seeing.get(name)?.status;
    const proved = seen === 'pass' || seen === 'not-applicable' || (seen === undefined && !openRules.has(rule));
    // A mode that lets nobody in is a good mode: the rules that judge modes are right to say so.
    const judgesMode = rule.startsWith('host.files.');
    return status === 'pass' && !proved && !judgesMode ? [`${name}: ${message}`] : [];
  });
}

describe.skipIf(!canDropRights)('without root', () => {
  let nobody: Unprivileged;
  beforeAll(() => {
    nobody = openUnprivileged();
  });
  afterAll(() => nobody?.close());

  describe('this machine', () => {
    let seeing: ReadonlyMap<string, Observation> = new Map();
    let blind: ReadonlyMap<string, Observation> = new Map();
    beforeAll(() => {
      seeing = verdicts(runVauban(SCAN, '/').stdout);
      const outcome = nobody.run(SCAN, '/');
      expect(outcome.exit, outcome.stderr).toBe(0);
      blind = verdicts(outcome.stdout);
    });

    it('is judged by both', () => {
      for (const some of [seeing, blind])
        expect([...some.values()].filter(({ status }) => status === 'pass').length).toBeGreaterThan(50);
    });

    it('passes nothing that root sees differently', () => {
      expect(passedByBlindness(blind, seeing)).toEqual([]);
    });

    it.each([
      ['the shadow file', 'host.accounts.no_empty_password', /\/etc\/shadow/],
      ['the sudoers file', 'host.sudo.no_nopasswd', /\/etc\/sudoers/],
      ['the packet filter', 'firewall.policy.host_firewall_active', /packet filter/],
    ])('leaves what needs %s unknown, with the reason and the remedy', (_, rule, reason) => {
      const own = [...blind.values()].filter((one) => one.rule === rule);
      expect(own.length).toBeGreaterThan(0);
      for (const { status, message, hint } of own) {
        expect(status).toBe('unknown');
        expect(message).toMatch(reason);
        expect(`${message} ${hint ?? ''}`).toMatch(/as root/);
      }
    });

    it('gives a reason for all that is unknown', () => {
      for (const { status, message } of blind.values())
        if (status === 'unknown') expect(message).toMatch(/\w+ \w+ \w+/);
    });
  });

  describe.each(['web01', 'careless'])('the machine %s with a closed file', (machine) => {
    const work = mkdtempSync(path.join(tmpdir(), 'vauban-closed-'));
    chmodSync(work, 0o755);
    afterAll(() => rmSync(work, { recursive: true, force: true }));
    const make = (name: string): string => {
      const tree = path.join(work, name);
      if (machine === 'web01') cpSync(path.join(REPOSITORY, 'fixtures/hosts/web01'), tree, { recursive: true });
      else plant(tree, CARELESS);
      return tree;
    };

    const open = make('open');
    const { captures }: Snapshot = JSON.parse(runVauban(['collect', '--root', open], open).stdout);
    const files = captures.flatMap(({ origin, outcome }) =>
      outcome === 'read' && origin.startsWith('/') ? [origin] : [],
    );
    const folders = [...new Set(files.map((file) => path.dirname(file)))].filter((folder) => folder !== '/').sort();
    // Without /etc/hostname two machines have one name: these are scanned alone.
    const alone = ['/etc', '/etc/hostname'];
    const together = [...folders, ...files].filter((one) => !alone.includes(one));
    const seeing = verdicts(runVauban([...SCAN, '--root', open], open).stdout);
    let blind: readonly Observation[] = [];

    beforeAll(() => {
      const trees = together.map((closed, index) => {
        const tree = make(`tree-${index}`);
        writeFileSync(path.join(tree, 'etc/hostname'), `closed-${index}\n`);
        chmodSync(path.join(tree, closed), 0);
        return tree;
      });
      const outcome = nobody.run([...SCAN, ...trees.flatMap((tree) => ['--root', tree])], work);
      expect([0, 3], outcome.stderr).toContain(outcome.exit);
      const { observations }: Assessment = JSON.parse(outcome.stdout);
      blind = observations;
    });

    it('has much to close', () => {
      expect(files.length).toBeGreaterThan(20);
      const counted = [...seeing.values()].filter(({ status }) => status === (machine === 'web01' ? 'pass' : 'fail'));
      expect(counted.length).toBeGreaterThan(30);
    });

    it.each(together.map((closed, index) => [closed, index] as const))('passes nothing new: %s', (_, index) => {
      const own = blind.filter(({ target }) => target === `host:closed-${index}`);
      expect(own.length).toBeGreaterThan(50);
      expect(passedByBlindness(new Map(own.map((one) => [nameOf(one), one])), seeing)).toEqual([]);
    });

    it.each(alone)('passes nothing new: %s', (closed) => {
      const tree = make(`alone${closed.replaceAll('/', '-')}`);
      chmodSync(path.join(tree, closed), 0);
      const outcome = nobody.run([...SCAN, '--root', tree], work);
      expect([0, 3], outcome.stderr).toContain(outcome.exit);
      expect(passedByBlindness(verdicts(outcome.stdout), seeing)).toEqual([]);
    });
  });
});
