import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runVauban } from '../scenario/run-scenario.ts';

const work = mkdtempSync(path.join(tmpdir(), 'vauban-secrets-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A secret of each kind, planted wherever such a thing stands in real life. */
const HASH = 'CANARYhashCANARY';
const KEY = 'CANARYprivatekeyCANARY';
const TOKEN = 'CANARYtokenCANARY';

const PRIVATE_KEY = `-----BEGIN OPENSSH PRIVATE KEY-----\n${KEY}\n-----END OPENSSH PRIVATE KEY-----\n`;
const TREE: Readonly<Record<string, string>> = {
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  'etc/hostname': 'vault01\n',
  'etc/passwd': `root:x:0:0:root:/root:/bin/bash\nann:$6$salt$${HASH}:1000:1000:Ann:/home/ann:/bin/bash\n`,
  'etc/shadow': `root:$y$j9T$salt$${HASH}:19700:0:99999:7:::\nann:!$6$salt$${HASH}:19700:0:99999:7:::\nbob:${HASH}:19700:0:99999:7:::\n`,
  'etc/shadow-': `root:$y$j9T$salt$${HASH}:19700:0:99999:7:::\n`,
  'etc/group': 'root:x:0:\nsudo:x:27:ann\n',
  'etc/gshadow': `root:$6$salt$${HASH}::\nsudo:!::ann\n`,
  'etc/sudoers': `root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\nann ALL=(root) NOPASSWD: /usr/bin/curl -H token=${TOKEN}\n`,
  'etc/ssh/sshd_config': 'PermitRootLogin no\nPasswordAuthentication yes\n',
  'etc/ssh/ssh_host_ed25519_key': PRIVATE_KEY,
  'root/.ssh/id_ed25519': PRIVATE_KEY,
  'root/.ssh/authorized_keys': `command="deploy --token ${TOKEN}" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB0000000000000000000000000000000000000000000 ann@laptop\n`,
  'home/ann/.ssh/authorized_keys': PRIVATE_KEY,
  'etc/apt/sources.list': `deb http://user:${TOKEN}@deb.example.org/debian bookworm main\n`,
  'etc/apt/sources.list.d/x.sources': `Types: deb\nURIs: https://user:${TOKEN}@deb.example.org/debian\nSuites: bookworm\nComponents: main\n`,
  'etc/apt/apt.conf.d/99proxy': `Acquire::http::Proxy "http://user:${TOKEN}@proxy.example.org:3128";\nAPT::Periodic::Unattended-Upgrade "1";\n`,
  'etc/fail2ban/jail.conf': '[DEFAULT]\nbantime = 10m\nmaxretry = 5\nfindtime = 10m\n',
  'etc/fail2ban/jail.local': `[sshd]\nenabled = true\nlogpath = /var/log/auth.log\naction = cloudflare[cfuser="x", cftoken="${TOKEN}"]\n`,
  'etc/rsyslog.conf': `*.* @@logs.example.org:6514\n# password ${TOKEN}\naction(type="omhttp" server="logs" uid="x" pwd="${TOKEN}")\n`,
  'etc/audit/auditd.conf': `log_file = /var/log/audit/audit.log\n# ${TOKEN}\n`,
  'etc/environment': `API_TOKEN=${TOKEN}\n`,
  'etc/login.defs': 'ENCRYPT_METHOD YESCRYPT\n',
  'etc/ld.so.preload': '',
  'var/ossec/etc/client.keys': `001 vault01 any ${TOKEN}\n`,
  'var/ossec/etc/ossec.conf': `<ossec_config><client><server><address>10.0.0.1</address></server><enrollment><authorization_pass>${TOKEN}</authorization_pass></enrollment></client></ossec_config>\n`,
  'etc/suricata/suricata.yaml': `%YAML 1.1\n---\nvars:\n  address-groups:\n    HOME_NET: "[10.0.0.0/8]"\noutputs:\n  - eve-log:\n      enabled: yes\n      redis:\n        password: ${TOKEN}\n`,
  'var/lib/dpkg/status':
    'Package: openssh-server\nStatus: install ok installed\nVersion: 1:9.2p1-2+deb12u3\nArchitecture: amd64\n\n',
  'var/log/auth.log': 'Nov 20 10:00:00 vault01 sshd[1]: Accepted password for ann from 203.0.113.5 port 4000 ssh2\n',
};
const EVIDENCE: Readonly<Record<string, string>> = {
  'organization.yaml': 'name: Canary\ntimezone: Europe/Paris\n',
  'phishing/Spring - Results.csv': `id,status,ip,latitude,longitude,send_date,reported,modified_date,email,first_name,last_name,position\na,Submitted Data,203.0.113.9,0,0,2026-10-06T08:00:11Z,false,2026-10-06T08:09:44Z,ann@example.eu,Ann,A,Dev\n`,
  'phishing/Spring - Events.csv': `campaign_id,email,time,message,details\n1,ann@example.eu,2026-10-06T08:09:44Z,Submitted Data,"{""payload"":{""password"":[""${TOKEN}""]},""browser"":{""address"":""203.0.113.9""}}"\n`,
};

function plant(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(work, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return path.join(work, folder);
}

it('keeps every planted secret out of snapshots, reports and messages', () => {
  const tree = plant('tree', TREE);
  const evidence = plant('organization', EVIDENCE);
  const out = path.join(work, 'out');
  const collected = runVauban(['collect', tree, evidence, '-o', path.join(out, 'snapshot.json')], work);
  const scanned = runVauban(
    ['scan', tree, evidence, '--format', 'text,json,sarif,html', '--output', `${out}/`, '--verbose'],
    work,
  );
  const texts = [
    collected.stdout,
    collected.stderr,
    scanned.stdout,
    scanned.stderr,
    ...readdirSync(out).map((file) => readFileSync(path.join(out, file), 'utf8')),
  ];
  expect(readdirSync(out).sort()).toEqual([
    'report.html',
    'report.json',
    'report.sarif',
    'report.txt',
    'snapshot.json',
  ]);
  expect(scanned.stdout).toContain('host:vault01');
  for (const secret of [HASH, KEY, TOKEN]) {
    const leaks = texts.flatMap((text) =>
      [...text.matchAll(new RegExp(`.{0,120}${secret}`, 'g'))].map(([around]) => around),
    );
    expect(leaks).toEqual([]);
  }
});
