import { gzipSync } from 'node:zlib';

/**
 * A secret with the name of the place it is planted in, so that a leak says where it comes from. The word CANARY stands
 * nowhere else: no output may hold it, in whatever spelling of letters.
 */
function secret(place: string): string {
  return `CANARY-${place}`;
}

/** A hash of crypt(5) that holds a secret. */
function hash(place: string): string {
  return `$y$j9T$salt$CANARY.${place}`;
}

function privateKey(place: string): string {
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret(place)}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

const SSHD = 'Nov 20 10:00:0';
/** What sshd and others write of names that are really passwords, and of commands that hold one. */
const AUTH_LOG = (place: string): string =>
  [
    `${SSHD}0 vault01 sshd[1]: Invalid user ${secret(`${place}-invalid`)} from 203.0.113.5 port 4000`,
    `${SSHD}0 vault01 sshd[1]: Failed password for invalid user ${secret(`${place}-failed`)} from 203.0.113.5 port 4000 ssh2`,
    `${SSHD}0 vault01 sshd[1]: Failed password for invalid user ${secret(`${place}-blank`)} with blanks from 203.0.113.5 port 4000 ssh2`,
    `${SSHD}1 vault01 sshd[1]: Postponed keyboard-interactive for invalid user ${secret(`${place}-postponed`)} from 203.0.113.5 port 4000 ssh2 [preauth]`,
    `${SSHD}1 vault01 sshd[1]: input_userauth_request: invalid user ${secret(`${place}-input`)} [preauth]`,
    `${SSHD}1 vault01 sshd[1]: Connection closed by invalid user ${secret(`${place}-closed`)} 203.0.113.5 port 4000 [preauth]`,
    `${SSHD}2 vault01 sshd[1]: Disconnected from invalid user ${secret(`${place}-left`)} 203.0.113.5 port 4000 [preauth]`,
    `${SSHD}2 vault01 sshd[1]: error: maximum authentication attempts exceeded for invalid user ${secret(`${place}-most`)} from 203.0.113.5 port 4000 ssh2 [preauth]`,
    `${SSHD}2 vault01 sshd[1]: message repeated 12 times: [ Failed password for invalid user ${secret(`${place}-repeated`)} from 203.0.113.5 port 4000 ssh2]`,
    `${SSHD}3 vault01 sshd[1]: Failed password for root from 203.0.113.5 port 4000 ssh2`,
    `${SSHD}4 vault01 sshd[1]: Accepted password for root from 203.0.113.5 port 4000 ssh2`,
    `${SSHD}5 vault01 sudo:      ann : TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/mysql -p${secret(`${place}-sudo`)}`,
    `${SSHD}5 vault01 su[3]: FAILED SU (to ${secret(`${place}-su`)}) ann on pts/0`,
    `${SSHD}6 vault01 CRON[4]: (root) CMD (curl -H token=${secret(`${place}-cron`)} https://example.org)`,
    `a line without a frame ${secret(`${place}-frameless`)}`,
    '',
  ].join('\n');

/** The tree of a machine with a secret in every file that a collector reads (src/collect/host/), where such a file may hold one. */
export const PLANTED_TREE: Files = {
  'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  'etc/hostname': 'vault01\n',
  'etc/passwd': `root:x:0:0:root:/root:/bin/bash\nann:${hash('passwd')}:1000:1000:Ann ${hash('passwd-gecos')}:/home/ann:/bin/bash\nbob:x:1001:1001::/home/bob:/bin/bash\n${secret('passwd-malformed')}\n`,
  'etc/shadow': `root:${hash('shadow')}:19700:0:99999:7:::\nann:!${hash('shadow-locked')}:19700:0:99999:7:::\nbob:${secret('shadow-plain')}:19700:0:99999:7:::\nann:${hash('shadow-shifted-1')}:${hash('shadow-shifted')}:0:99999:7:::\n${hash('shadow-malformed')}\n`,
  'etc/shadow-': `root:${hash('shadow-backup')}:19700:0:99999:7:::\n`,
  'etc/group': `root:x:0:\nsudo:${hash('group')}:27:ann\n`,
  'etc/gshadow': `root:${hash('gshadow')}::\nsudo:!::ann\n`,
  'etc/security/opasswd': `ann:1000:1:${hash('opasswd')}\n`,
  'etc/sudoers': [
    `# the password is ${secret('sudoers-comment')}`,
    'root ALL=(ALL:ALL) ALL',
    `ann ALL=(root) NOPASSWD: /usr/bin/curl -H token=${secret('sudoers-syntax')}`,
    `ann ALL=(root) NOPASSWD: /usr/bin/mysql -p${secret('sudoers-short-option')} backup`,
    `ann ALL=(root) NOPASSWD: /usr/bin/deploy --token ${secret('sudoers-option')}`,
    `ann ALL=(root) NOPASSWD: /usr/bin/deploy --password\\=${secret('sudoers-equals')}`,
    `ann ALL=(root) NOPASSWD: /usr/bin/curl https\\://ann\\:${secret('sudoers-address')}@example.org`,
    '@includedir /etc/sudoers.d',
    '',
  ].join('\n'),
  'etc/sudoers.d/deploy': `Cmnd_Alias DEPLOY = /usr/bin/deploy --secret ${secret('sudoers-alias')}\nbob ALL=(root) NOPASSWD: DEPLOY\n`,
  'etc/ssh/sshd_config': [
    'PermitRootLogin yes',
    `SetEnv API_TOKEN=${secret('sshd-setenv')}`,
    `ForceCommand /usr/bin/deploy --token ${secret('sshd-forcecommand')}`,
    `AuthorizedKeysCommand /usr/bin/keys --bind-password ${secret('sshd-keyscommand')}`,
    `# ${secret('sshd-comment')}`,
    `NoSuchKeyword ${secret('sshd-unknown')}`,
    'Match User ann',
    `  SetEnv API_TOKEN=${secret('sshd-match')}`,
    '',
  ].join('\n'),
  'etc/default/ssh': `SSHD_OPTS="-o SetEnv=TOKEN=${secret('sshd-default')}"\n`,
  'etc/ssh/ssh_host_ed25519_key': privateKey('host-key'),
  'root/.ssh/id_ed25519': privateKey('user-key'),
  'root/.ssh/authorized_keys': `command="deploy --token ${secret('key-command')}",environment="T=${secret('key-environment')}" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB0000000000000000000000000000000000000000000 ann ${secret('key-comment')}\n`,
  'home/ann/.ssh/authorized_keys': privateKey('key-misplaced'),
  'home/ann/.ssh/authorized_keys2': `# ${secret('key-note')}\n`,
  'etc/sysctl.d/50-own.conf': [
    `net.ipv4.tcp_fastopen_key = ${secret('sysctl-fastopen')}`,
    `net.ipv6.conf.default.stable_secret = ${secret('sysctl-stable')}`,
    `net.ipv6.conf.all.stable_secret = ${secret('sysctl-stable-all')}`,
    `kernel.core_pattern = |/usr/bin/dump --token ${secret('sysctl-pipe')}`,
    `# ${secret('sysctl-comment')}`,
    '',
  ].join('\n'),
  'etc/sysctl.d/10-first.conf': `net.ipv4.tcp_fastopen_key = ${secret('sysctl-lost')}\n`,
  'etc/sysctl.conf': `net.ipv4.tcp_fastopen_key = ${secret('sysctl-conf')}\n`,
  'etc/apt/sources.list': `deb http://user:${secret('apt-list')}@deb.example.org/debian bookworm main\ndeb https://deb.example.org/repo?token=${secret('apt-query')} bookworm main\ndeb [trusted=yes] https://x:${secret('apt-options')}@deb.example.org/other bookworm main\n`,
  'etc/apt/sources.list.d/x.sources': `Types: deb\nURIs: https://user:${secret('apt-deb822')}@deb.example.org/debian\nSuites: bookworm\nComponents: main\nX-Token: ${secret('apt-deb822-field')}\n`,
  'etc/apt/apt.conf.d/99proxy': `Acquire::http::Proxy "http://user:${secret('apt-proxy')}@proxy.example.org:3128";\nAcquire::https::Proxy::deb.example.org "https://u:${secret('apt-proxy-host')}@proxy";\nAPT::Update::Pre-Invoke {"curl -H token=${secret('apt-hook')} https://example.org";};\nAPT::Periodic::Unattended-Upgrade "1";\n`,
  'etc/apt/auth.conf': `machine deb.example.org login ann password ${secret('apt-auth')}\n`,
  'etc/yum.repos.d/own.repo': `[own]\nname=Own\nbaseurl=https://ann:${secret('yum-address')}@yum.example.org/\nusername=${secret('yum-user')}\npassword=${secret('yum-password')}\ngpgkey=https://ann:${secret('yum-key')}@yum.example.org/key\nproxy_password=${secret('yum-proxy')}\nenabled=1\n`,
  'etc/dnf/dnf.conf': `[main]\nproxy=https://u:${secret('dnf-proxy')}@proxy\nproxy_password=${secret('dnf-password')}\n`,
  'etc/dnf/automatic.conf': `[email]\nemail_host=localhost\n[command]\ncommand_format=curl -H token=${secret('dnf-command')}\n[commands]\napply_updates=${secret('dnf-apply')}\n`,
  'etc/fail2ban/jail.conf':
    '[DEFAULT]\nbantime = 10m\nmaxretry = 5\nfindtime = 10m\nbackend = auto\n[sshd]\nlogpath = /var/log/auth.log\n',
  'etc/fail2ban/jail.local': [
    '[sshd]',
    'enabled = true',
    'logpath = /var/log/auth.log',
    `action = cloudflare[cfuser="x", cftoken="${secret('fail2ban-token')}"]`,
    `         slack[url="https://hooks.example.org/services/T0/B0/${secret('fail2ban-hook')}"]`,
    `         mail[smtp="smtp://ann:${secret('fail2ban-address')}@mail.example.org"]`,
    `destemail = ${secret('fail2ban-mail')}`,
    `cf_password = ${secret('fail2ban-key')}`,
    '',
  ].join('\n'),
  'etc/rsyslog.conf': [
    '*.* @@logs.example.org:6514',
    `# password ${secret('rsyslog-comment')}`,
    `action(type="omhttp" server="logs" uid="x" pwd="${secret('rsyslog-pwd')}")`,
    `action(type="omfwd" target="logs.example.org" port="6514" protocol="tcp" gnutlspriorityString="${secret('rsyslog-string')}")`,
    `action(type="omelasticsearch" server="https://ann:${secret('rsyslog-address')}@es.example.org")`,
    `*.* :ommysql:db.example.org,syslog,ann,${secret('rsyslog-mysql')}`,
    `*.* >db.example.org,syslog,ann,${secret('rsyslog-legacy')}`,
    '',
  ].join('\n'),
  'etc/rsyslog.d/60-own.conf': `*.* @@ann:${secret('rsyslog-user')}@logs.example.org\n`,
  'etc/systemd/journal-upload.conf': `[Upload]\nURL=https://ann:${secret('journal-url')}@logs.example.org:19532\nServerKeyFile=/etc/ssl/private/upload.pem\n`,
  'etc/systemd/system/multi-user.target.wants/systemd-journal-upload.service': '[Service]\n',
  'etc/systemd/system/systemd-journal-upload.service': `[Service]\nEnvironment=TOKEN=${secret('unit-environment')}\n`,
  'etc/systemd/system/falco.service': `[Service]\nEnvironment=TOKEN=${secret('unit-falco')}\n`,
  'etc/systemd/journald.conf': `[Journal]\nStorage=persistent\n# ${secret('journald-comment')}\n`,
  'etc/logrotate.d/rsyslog': `/var/log/auth.log {\n weekly\n rotate 4\n postrotate\n  curl -H token=${secret('logrotate-script')} https://example.org\n endscript\n}\n`,
  'etc/audit/auditd.conf': `log_file = /var/log/audit/audit.log\nspace_left_action = exec /bin/notify ${secret('auditd-exec')}\nadmin_space_left_action = exec /bin/notify ${secret('auditd-admin')}\ndisk_full_action = exec /bin/notify ${secret('auditd-full')}\nkrb5_key_file = /etc/audit/audit.key\n# ${secret('auditd-comment')}\n`,
  'etc/audit/rules.d/own.rules': `# ${secret('audit-comment')}\n-w /etc/passwd -p wa -k identity\n-e 2\n`,
  'usr/sbin/auditd': '',
  'etc/environment': `API_TOKEN=${secret('environment')}\n`,
  'etc/login.defs': `ENCRYPT_METHOD YESCRYPT\nENVIRON_FILE ${secret('login-defs')}\n`,
  'etc/profile': `export API_TOKEN=${secret('profile-export')}\numask 027 # ${secret('profile-comment')}\nPATH=/usr/bin:/opt/${secret('profile-path')}:$PATH curl -u ann:${secret('profile-command')} https://example.org\n. /etc/own-${'$'}{TOKEN:-${secret('profile-default')}}\n`,
  'etc/profile.d/x.sh': `export TOKEN="${secret('profile-d')}" # ${secret('profile-d-comment')}\n`,
  'etc/bash.bashrc': `alias db='mysql -p${secret('bashrc-alias')}'\n`,
  'root/.bashrc': `export AWS_SECRET_ACCESS_KEY='${secret('root-bashrc')}'\nalias db="mysql -p${secret('root-alias')}"\numask 077\n`,
  'root/.profile': `RESTIC_PASSWORD=${secret('root-profile')} restic backup /\n`,
  'root/.ssh/environment': `API_TOKEN=${secret('ssh-environment')}\n`,
  'etc/aliases': `root: "|/usr/bin/deploy --token ${secret('aliases-pipe')}"\nann: |/usr/bin/deploy -p${secret('aliases-plain')}\n# ${secret('aliases-comment')}\n`,
  'root/.forward': `"|/usr/bin/curl -H token=${secret('forward')} https://example.org"\n`,
  'etc/doas.conf': `permit setenv { TOKEN=${secret('doas-setenv')} } ann as root cmd /usr/bin/deploy args --token ${secret('doas-args')}\n# ${secret('doas-comment')}\n`,
  'etc/default/grub': `GRUB_CMDLINE_LINUX="audit=1 rd.luks.key=${secret('grub-default-luks')} own.password=${secret('grub-default-own')}"\nGRUB_PASSWORD=${secret('grub-default-variable')}\n# ${secret('grub-default-comment')}\n`,
  'etc/default/grub.d/50-own.cfg': `GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT ip.token=${secret('grub-d')}"\n`,
  'boot/grub/grub.cfg': `set superusers="ann"\npassword_pbkdf2 ann grub.pbkdf2.sha512.10000.${secret('grub-pbkdf2')}\npassword bob ${secret('grub-plain')}\nmenuentry 'Debian' {\n linux /vmlinuz root=/dev/sda1 rd.luks.key=${secret('grub-luks')} audit=1\n initrd /initrd\n}\n# ${secret('grub-comment')}\n`,
  'boot/grub/user.cfg': `GRUB2_PASSWORD=grub.pbkdf2.sha512.10000.${secret('grub-user')}\nOWN=${secret('grub-user-own')}\n`,
  'boot/grub/grubenv': `saved_entry=0\nkernelopts=root=/dev/sda1 rd.luks.key=${secret('grub-env')}\nown=${secret('grub-env-own')}\n`,
  'boot/loader/entries/own.conf': `title Own\noptions root=/dev/sda1 own.token=${secret('loader-entry')}\nx-token ${secret('loader-key')}\n`,
  'etc/modprobe.d/own.conf': `options wireguard key=${secret('modprobe-option')}\ninstall usb-storage /usr/bin/deploy --token ${secret('modprobe-install')}\n# ${secret('modprobe-comment')}\n`,
  'etc/pam.d/common-auth': `auth required pam_mysql.so user=ann passwd=${secret('pam-passwd')}\nauth required pam_yubico.so [key=${secret('pam-bracket')} id=1]\n# ${secret('pam-comment')} passwd=${secret('pam-comment-value')}\n`,
  'etc/sssd/sssd.conf': `[domain/corp]\nid_provider = ldap\nldap_uri = ldaps://ann:${secret('sssd-uri')}@ldap.example.org\nldap_default_authtok = ${secret('sssd-token')}\n# ${secret('sssd-comment')}\n`,
  'etc/nslcd.conf': `uri ldap://ann:${secret('nslcd-uri')}@ldap.example.org\nbindpw ${secret('nslcd-password')}\n`,
  'etc/snmp/snmpd.conf': `rocommunity ${secret('snmp-community')} default\ncom2sec own default ${secret('snmp-com2sec')}\ncreateUser ann SHA ${secret('snmp-auth')} AES ${secret('snmp-privacy')}\n# ${secret('snmp-comment')}\n`,
  'etc/aide/aide.conf': `database_in=file:/var/lib/aide/aide.db\nreport_url=http://ann:${secret('aide-url')}@example.org\n# ${secret('aide-comment')}\n/etc p+sha256\n`,
  'etc/default/aide': `MAILTO=root\nTOKEN=${secret('aide-default')}\n`,
  'etc/borgmatic/config.yaml': `repositories:\n  - path: ssh://ann:${secret('borgmatic-path')}@backup.example.org/./own\nencryption_passphrase: ${secret('borgmatic-passphrase')}\nhooks:\n  before_backup:\n    - curl -H token=${secret('borgmatic-hook')} https://example.org\n# ${secret('borgmatic-comment')}\n`,
  'etc/restic.env': `RESTIC_REPOSITORY=rest:https://ann:${secret('restic-repository')}@backup.example.org/\nRESTIC_PASSWORD=${secret('restic-password')}\nexport AWS_SECRET_ACCESS_KEY=${secret('restic-key')}\n`,
  'etc/default/restic': `RESTIC_PASSWORD=${secret('restic-default')}\n`,
  'etc/cron.d/backup': `RESTIC_PASSWORD=${secret('cron-variable')}\n0 2 * * * root restic -r rest:https://ann:${secret('cron-restic')}@backup.example.org/ backup /\n0 3 * * * root borg create ssh://ann:${secret('cron-borg')}@backup.example.org/./own::x /\n`,
  'etc/systemd/system/own-backup.timer': `[Timer]\nOnCalendar=daily\n# ${secret('timer-comment')}\n[Install]\nWantedBy=timers.target\n`,
  'etc/systemd/system/own-backup.service': `[Service]\nEnvironment=RESTIC_PASSWORD=${secret('timer-environment')}\nExecStart=/usr/bin/restic --password-command "echo ${secret('timer-command')}" -r rest:https://ann:${secret('timer-repository')}@backup.example.org/ backup /\n`,
  'etc/systemd/system/timers.target.wants/own-backup.timer': '',
  'etc/security/limits.conf': `* hard core 0\n# ${secret('limits-comment')}\n`,
  'etc/security/pwquality.conf': `minlen = 14\n# ${secret('pwquality-comment')}\n`,
  'etc/security/namespace.conf': `/tmp /tmp-inst/ level root\n# ${secret('namespace-comment')}\n`,
  'etc/security/pam_env.conf': `API_TOKEN DEFAULT=${secret('pam-env')}\n`,
  'etc/nsswitch.conf': `passwd: files # ${secret('nsswitch')}\n`,
  'etc/ld.so.preload': '',
  'etc/crontab': `0 5 * * * root /usr/bin/aide --check --token ${secret('crontab')}\n`,
  'etc/cron.d/own': `0 5 * * * root curl -u ann:${secret('cron-d')} https://example.org\n`,
  'etc/cron.daily/dailyaidecheck': `#!/bin/sh\nPASS=${secret('cron-daily')} aide --check\n`,
  'var/spool/cron/crontabs/root': `0 5 * * * mysqldump -p${secret('cron-root')}\n`,
  'etc/chrony/chrony.conf': `server time.example.org iburst key 1\nkeyfile /etc/chrony/chrony.keys\n# ${secret('chrony-comment')}\n`,
  'etc/chrony/chrony.keys': `1 MD5 ${secret('chrony-key')}\n`,
  'etc/ntp.conf': `server time.example.org\ncrypto pw ${secret('ntp-crypto')}\n`,
  'etc/ntpsec/ntp.conf': `server time.example.org\ncrypto pw ${secret('ntpsec-crypto')}\n`,
  'usr/sbin/chronyd': '',
  'usr/sbin/rsyslogd': '',
  'usr/sbin/sshd': '',
  'usr/bin/fail2ban-server': '',
  'usr/bin/suricata': '',
  'usr/bin/aide': '',
  'var/ossec/bin/wazuh-agentd': '',
  'var/ossec/etc/client.keys': `001 vault01 any ${secret('ossec-key')}\n`,
  'var/ossec/etc/ossec.conf': `<ossec_config><client><server><address>10.0.0.1</address></server><enrollment><authorization_pass>${secret('ossec-enrollment')}</authorization_pass></enrollment></client></ossec_config>\n`,
  'etc/suricata/suricata.yaml': `%YAML 1.1\n---\nvars:\n  address-groups:\n    HOME_NET: "[10.0.0.0/8]"\noutputs:\n  - eve-log:\n      enabled: yes\n      redis:\n        password: ${secret('suricata-redis')}\n  - alert: token ${secret('suricata-list')}\naf-packet:\n  - interface: eth0\n`,
  'etc/iptables/rules.v4': `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp -m string --string "${secret('iptables-string')}" --algo bm -j DROP\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n`,
  'var/lib/dpkg/status':
    'Package: openssh-server\nStatus: install ok installed\nVersion: 1:9.2p1-2+deb12u3\nArchitecture: amd64\n\n',
  'var/lib/apt/lists/deb.example.org_dists_bookworm_InRelease': `Origin: Debian\nLabel: Debian\nSuite: stable\nCodename: bookworm\nX-Secret: ${secret('release-field')}\n`,
  'var/lib/apt/lists/deb.example.org_dists_bookworm_main_binary-amd64_Packages': `Package: openssh-server\nVersion: 1:9.2p1-2+deb12u7\nArchitecture: amd64\nDescription: ${secret('package-list')}\n\n`,
  'var/log/auth.log': AUTH_LOG('log'),
  'var/log/auth.log.1': AUTH_LOG('log-rotated'),
  'var/log/auth.log.2.gz': gzipSync(AUTH_LOG('log-packed')),
};

/** Bare words of scripts, which only the reading of the whole script tells from settings: over ssh they travel, and stay in memory. */
export const PLANTED_WORDS: Files = {
  'etc/profile.d/y.sh': `TMOUT=${secret('words-timeout')}\ncat <<EOF\n${secret('words-here')}\nEOF\n[ "$PASS" = "${secret('words-test')}" ] && umask ${secret('words-umask')}\n`,
};

/**
 * A register with a secret in a column or key that does not belong there, as when somebody exports too much: every row of
 * a table gets a password, and so does every entry of a YAML list.
 */
export function withPasswords(name: string, text: string): string {
  const place = `register-${name.replace(/[^\w-]+/g, '-')}`;
  if (name.endsWith('.csv')) {
    const delimiter = text.slice(0, text.indexOf('\n')).includes(';') ? ';' : ',';
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    return text
      .split(lineEnd)
      .map((line, index) => (line === '' ? line : `${line}${delimiter}${index === 0 ? 'password' : secret(place)}`))
      .join(lineEnd);
  }
  if (!/\.ya?ml$/.test(name)) return text;
  const entries = text
    .replaceAll(/^( *- )\{ /gm, `$1{ password: ${secret(place)}, `)
    .replaceAll(/^( *)- (\w+: )/gm, `$1- password: ${secret(place)}\n$1  $2`);
  return `${entries}# ${secret(`${place}-comment`)}\npassword: ${secret(`${place}-top`)}\n`;
}

/** Files of an organization with a secret wherever a person or an export may leave one. */
export const PLANTED_ORGANIZATION: Files = {
  'backups-own.yaml': `jobs:\n  - id: own\n    asset: srv-db-01\n    owner: ann@example.eu\n    tool: restic\n    schedule: "30 1 * * *"\n    rpo_hours: 24\n    last_success_at: 2026-11-22T00:52:00Z\n    last_status: success\n    repository_password: ${secret('backup-repository')}\n    copies:\n      - { location: "s3://AKIA:${secret('backup-location')}@bucket", site: cloud, media: object, technology: restic, immutable: true, offline: false, encrypted: true, credentials_domain: backup, secret_key: ${secret('backup-copy')} }\n      - { location: "rest:https://ann:${secret('backup-rest')}@bak.example.org/", site: offsite, media: disk, technology: restic, immutable: false, offline: false, encrypted: true, credentials_domain: backup }\n`,
  'uptime/web.prom': `probe_success{instance="https://ann:${secret('probe-user')}@www.example.eu/?token=${secret('probe-query')}"} 1\nprobe_duration_seconds{instance="https://ann:${secret('probe-duration')}@www.example.eu/"} 1\n`,
  'uptime/samples.csv': `time,target,success,duration_s\n2026-11-15T00:00:00Z,https://ann:${secret('sample-user')}@shop.example.eu/health?key=${secret('sample-query')},1,0.2\n2026-11-15T00:15:00Z,https://ann:${secret('sample-user')}@shop.example.eu/health?key=${secret('sample-query')},1,0.2\n`,
  'uptime/range.json': JSON.stringify({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'probe_success', instance: `https://ann:${secret('range-user')}@api.example.eu/` },
          values: [
            [1763700000, '1'],
            [1763700060, '1'],
          ],
        },
      ],
    },
  }),
  'phishing/Spring - Results.csv': `id,status,ip,latitude,longitude,send_date,reported,modified_date,email,first_name,last_name,position\n${secret('phishing-id')},Submitted Data,203.0.113.9,0,0,2026-10-06T08:00:11Z,false,2026-10-06T08:09:44Z,ann@example.eu,Ann,A,Dev\n`,
  'phishing/Spring - Events.csv': `campaign_id,email,time,message,details\n1,ann@example.eu,2026-10-06T08:09:44Z,Submitted Data,"{""payload"":{""password"":[""${secret('phishing-payload')}""]},""browser"":{""address"":""203.0.113.9""}}"\n`,
  'phishing/Autumn.json': JSON.stringify({
    id: 2,
    name: 'Autumn',
    results: [{ email: 'ann@example.eu', status: 'Submitted Data' }],
    timeline: [
      {
        email: 'ann@example.eu',
        time: '2026-10-06T08:09:44Z',
        message: 'Submitted Data',
        details: JSON.stringify({ payload: { password: [secret('phishing-json')] } }),
      },
    ],
  }),
  'broken.yaml': `jobs:\n  - id: x\n   password: ${secret('yaml-broken')}\n  token: "${secret('yaml-broken-2')}\n`,
  'broken.json': `{"password": "${secret('json-broken')}", oops ${secret('json-broken-2')}`,
  'broken.csv': `id,raised_at,severity,title,acknowledged_at\nA-2,2026-11-20T10:00:00Z,high,"open ${secret('csv-broken')}"x,\n`,
  'passwords.txt': `${secret('document')}\n`,
};

/** Exports of an AWS account with a secret in each free text. */
export const PLANTED_ACCOUNT: Files = {
  'details.json': JSON.stringify({
    UserDetailList: [
      {
        Path: '/',
        UserName: 'ann',
        UserId: 'AIDAEXAMPLE',
        Arn: 'arn:aws:iam::111122223333:user/ann',
        CreateDate: '2024-01-01T00:00:00+00:00',
        SecretAccessKey: secret('aws-key'),
        Tags: [{ Key: 'password', Value: secret('aws-tag') }],
        UserPolicyList: [
          {
            PolicyName: 'inline',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'All',
                  Effect: 'Allow',
                  Action: '*',
                  Resource: '*',
                  Condition: { StringEquals: { 'aws:UserAgent': secret('aws-condition') } },
                },
              ],
            },
          },
        ],
        GroupList: [],
        AttachedManagedPolicies: [],
      },
    ],
    GroupDetailList: [],
    RoleDetailList: [
      {
        Path: '/',
        RoleName: 'partner',
        RoleId: 'AROAEXAMPLE',
        Arn: 'arn:aws:iam::111122223333:role/partner',
        CreateDate: '2024-01-01T00:00:00+00:00',
        Description: secret('aws-description'),
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::444455556666:root' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'sts:ExternalId': secret('aws-external-id') } },
            },
          ],
        },
        InstanceProfileList: [],
        RolePolicyList: [],
        AttachedManagedPolicies: [],
        Tags: [],
      },
    ],
    Policies: [],
    IsTruncated: false,
  }),
};

/** Files that are given by name, not collected from a machine. */
export const PLANTED_FILES: Files = {
  'auth.log': AUTH_LOG('file-log').replaceAll('vault01', 'vault02'),
  'own.rules': `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp -m string --string "${secret('file-string')}" --algo bm -j ACCEPT\nPASSWORD=${secret('file-lost')}\n-A INPUT -m comment --comment "open -j ACCEPT\nCOMMIT\n`,
};
