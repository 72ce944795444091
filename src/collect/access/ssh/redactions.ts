import type { RedactionName } from './redaction-programs.ts';

/**
 * What is cut out of which file on the machine itself; the first line that fits counts. A collector that cuts secrets out
 * of a file needs a line here, so that they do not travel either: test/contract/remote-secrets.test.ts says which.
 */
const REDACTIONS: readonly (readonly [RegExp, RedactionName])[] = [
  [/^\/etc\/(passwd|shadow|group|gshadow)[-~.\w]*$/, 'password_field'],
  [/^\/etc\/security\/opasswd/, 'nothing'],
  [/\/\.ssh\/authorized_keys\w*$/, 'authorized_keys'],
  [/^\/etc\/sudoers/, 'sudoers'],
  [/^\/(usr\/)?etc\/ssh\/sshd_config/, 'sshd'],
  [/^\/etc\/fstab$|\/systemd\/(system|user)\/.*\.(auto)?mount(\.d\/.*)?$/, 'mount_options'],
  [/^\/(etc|run|usr\/local\/lib)\/systemd\/(system|user)\//, 'unit'],
  [/^\/(etc|usr\/lib|usr\/share)\/pam/, 'module_arguments'],
  [/\/modprobe\.d\//, 'module_options'],
  [/^\/etc\/(sssd\/|nslcd\.conf|ldap\.conf|ldap\/ldap\.conf|openldap\/ldap\.conf)/, 'directory_service'],
  [/^\/etc\/postfix\/master\.cf$/, 'mail_services'],
  [/^\/etc\/(postfix\/|exim|mail\/sendmail|smtpd\.conf|default\/exim4$)/, 'mail_listeners'],
  [/^\/etc\/aliases$|\/\.forward$/, 'mail_aliases'],
  [/^\/(etc|usr\/share)\/snmp\//, 'snmp'],
  [/^\/boot\/grub2?\/(grubenv|user\.cfg)$/, 'boot_variables'],
  [/\/loader\/entries\//, 'boot_entry'],
  [/^\/boot\/(grub|loader|efi|extlinux|firmware|cmdline)|^\/efi\/|^\/proc\/cmdline$|^\/etc\/default\/grub/, 'boot'],
  [/^\/boot\/config-|^\/lib\/modules\/[^/]+\/config$/, 'kernel_build'],
  [/^\/proc\/config\.gz$/, 'kernel_build_gz'],
  [/\/kopia\/repository\.config$/, 'kopia'],
  [/^\/(etc|root)\/.*(borg|restic|duply|rsnapshot|bacula|bareos)/, 'backup'],
  [/^\/etc\/doas\./, 'doas'],
  [/^\/etc\/(dconf|gdm)|^\/usr\/share\/(gdm|dconf)\//, 'commands'],
  [/^\/etc\/(environment$|profile|bash|zsh|csh|login$|ksh)|^\/etc\/security\/pam_env\.conf$/, 'commented'],
  [/\/\.(bash|profile|zsh|cshrc|tcshrc|login|ksh)[^/]*(\/[^/]*)?$/, 'commented'],
  [/^\/etc\/suricata\//, 'commands'],
  [/^\/etc\/logrotate/, 'commands'],
  [/^\/etc\/(default|sysconfig|conf\.d)\//, 'commands'],
  [/^\/etc\/(cron|crontab|anacrontab)|^\/var\/spool\/cron\//, 'commands'],
  [/^\/etc\/(apt|yum|dnf|zypp)(\/|\.)/, 'repositories'],
  [/^\/etc\/fail2ban\//, 'jails'],
  [/\/sysctl\.(d\/|conf$)/, 'kernel_settings'],
  [/^\/etc\/(rsyslog|syslog-ng)|\/systemd\/journal-(upload|remote)/, 'log_outputs'],
  [/^\/var\/ossec\/etc\/.*\.conf$/, 'agent_servers'],
  [/^\/var\/lib\/apt\/lists\/.*Release$/, 'release_head'],
  [/^\/var\/lib\/apt\/lists\/.*_Packages$/, 'package_versions'],
  [/^\/var\/log\/(auth\.log|secure).*\.gz$/, 'auth_log_gz'],
  [/^\/var\/log\/(auth\.log|secure)/, 'auth_log'],
];

/** Files whose content is a private key or is worth one: never opened, whatever a source asks. */
const NEVER_READ: readonly RegExp[] = [
  /\/ssh_host_[^/]*_key$/,
  /\/\.ssh\/id_[^/.]*$/,
  /^\/etc\/(ssl|pki\/tls)\/private\//,
  /^\/etc\/letsencrypt\/(live|archive|keys|accounts)\/.*(key|jwk)[^/]*$/,
  /\.(key|pfx|p12|jks|keytab|kdbx)$/,
  /^\/etc\/apt\/auth\.conf/,
  /^\/var\/ossec\/etc\/(client\.keys|authd\.pass)$/,
  /\/\.(netrc|pgpass|my\.cnf|git-credentials)$/,
  /\/\.aws\/credentials$/,
  /^\/proc\/([^/]+\/)?(environ|kcore|mem|auxv)$/,
];

/** Where people write scripts: whatever is not in the table loses what commands are given as secrets. */
const SCRIPTS_OF_PEOPLE =
  /^\/(root|home|opt|srv|usr\/local|var\/www)\/|^\/etc\/(.*\.d\/|init\.d\/)?[^/]+\.(sh|bash|env)$/;
/** Where people write configuration: whatever is not in the table goes through the guard. */
const WRITTEN_BY_PEOPLE = /^\/(etc|boot|var\/spool)\//;
/** The guard works on text. */
const NO_TEXT = /\.(gz|xz|bz2|zst|lz4|db|img|efi|der|cache|bin)$/;

/** What is cut out of a file before it is sent; undefined when it is sent as it is. */
export function redactionOf(path: string): RedactionName | undefined {
  const found = REDACTIONS.find(([pattern]) => pattern.test(path))?.[1];
  if (found !== undefined) return found;
  if (NO_TEXT.test(path)) return undefined;
  if (SCRIPTS_OF_PEOPLE.test(path)) return 'commands';
  return WRITTEN_BY_PEOPLE.test(path) ? 'guard' : undefined;
}

/** Commands whose output may hold what a person typed, by their whole command line. */
const COMMAND_REDACTIONS: readonly (readonly [RegExp, RedactionName])[] = [
  [/\/systemctl show\b.*\b(Environment|Exec)/, 'commands'],
  [/\/(ps|pgrep)\b/, 'commands'],
  [/\/crontab\b/, 'commands'],
  [/\/getent (passwd|shadow|group|gshadow)\b/, 'password_field'],
];

/** What is cut out of the output of a command before it is sent. */
export function commandRedaction(argv: readonly string[]): RedactionName | undefined {
  const line = argv.join(' ');
  return COMMAND_REDACTIONS.find(([pattern]) => pattern.test(line))?.[1];
}

/** True for files that are never opened on a remote machine. */
export function isNeverRead(path: string): boolean {
  return NEVER_READ.some((pattern) => pattern.test(path));
}
