import { posix } from 'node:path';
import type { Access } from '../access/access.ts';
import { captureLines } from '../capture-file.ts';
import { logFiles } from './log-files.ts';
import type { HostSource } from './source.ts';

/** The name under which modes are captured. */
const ORIGIN = 'stat(2) of critical files';

/** Files by class; a rule judges one class. A path has one class. */
const FILES: readonly (readonly [string, string])[] = [
  ['root', '/'],
  ['passwd', '/etc/passwd'],
  ['passwd-backup', '/etc/passwd-'],
  ['shadow', '/etc/shadow'],
  ['shadow-backup', '/etc/shadow-'],
  ['group', '/etc/group'],
  ['group-backup', '/etc/group-'],
  ['gshadow', '/etc/gshadow'],
  ['gshadow-backup', '/etc/gshadow-'],
  ['opasswd', '/etc/security/opasswd'],
  ['opasswd', '/etc/security/opasswd.old'],
  ['shells', '/etc/shells'],
  ['sudoers', '/etc/sudoers'],
  ['sudoers-folder', '/etc/sudoers.d'],
  ['sshd-config', '/etc/ssh/sshd_config'],
  ['crontab', '/etc/crontab'],
  ['cron-folder', '/etc/cron.d'],
  ['cron-folder', '/etc/cron.hourly'],
  ['cron-folder', '/etc/cron.daily'],
  ['cron-folder', '/etc/cron.weekly'],
  ['cron-folder', '/etc/cron.monthly'],
  ['cron-allow', '/etc/cron.allow'],
  ['cron-allow', '/etc/cron.deny'],
  ['at-allow', '/etc/at.allow'],
  ['at-allow', '/etc/at.deny'],
  ['boot-config', '/boot/grub/grub.cfg'],
  ['boot-config', '/boot/grub2/grub.cfg'],
  ['boot-user-config', '/boot/grub/user.cfg'],
  ['boot-user-config', '/boot/grub2/user.cfg'],
  ['ld-preload', '/etc/ld.so.preload'],
  ['banner', '/etc/motd'],
  ['banner', '/etc/issue'],
  ['banner', '/etc/issue.net'],
  ['audit-config', '/etc/audit/auditd.conf'],
  ['audit-config', '/etc/audit/audit.rules'],
  ['audit-config', '/etc/audit/audit-stop.rules'],
  ['crypttab', '/etc/crypttab'],
  ['secret', '/etc/chrony.keys'],
  ['secret', '/etc/chrony/chrony.keys'],
  ['secret', '/etc/ipsec.secrets'],
  ['security-config', '/etc/ipsec.conf'],
  ['security-config', '/etc/nftables.conf'],
  ['security-config', '/etc/selinux/config'],
  ['security-config', '/etc/sestatus.conf'],
  ['security-config', '/etc/sysctl.conf'],
  ['security-folder', '/etc/ipsec.d'],
  ['security-folder', '/etc/iptables'],
  ['security-folder', '/etc/nftables'],
  ['security-folder', '/etc/selinux'],
  ['security-folder', '/etc/sysctl.d'],
];

/** Members of folders that belong to a class. */
const MEMBERS: readonly (readonly [label: string, folder: string, names: RegExp, shown?: string])[] = [
  ['sudoers', '/etc/sudoers.d', /^[^.]*[^.~]$/],
  ['sshd-config', '/etc/ssh/sshd_config.d', /\.conf$/],
  ['ssh-private-key', '/etc/ssh', /^ssh_host_.*_key$/, 'ssh_host_*_key'],
  ['ssh-public-key', '/etc/ssh', /^ssh_host_.*_key\.pub$/, 'ssh_host_*_key.pub'],
  ...['d', 'hourly', 'daily', 'weekly', 'monthly'].map(
    (name) => ['cron-job', `/etc/cron.${name}`, /^[\w-]+$/] as const,
  ),
  ['audit-config', '/etc/audit/rules.d', /\.rules$/],
  ['security-config', '/etc/iptables', /^rules\.v[46]$/],
  ['security-config', '/etc/nftables', /\.(?:conf|nft)$/],
  ['security-config', '/etc/sysctl.d', /\.conf$/],
  ['system-map', '/boot', /^System\.map-/],
];

const AUDIT_TOOLS = ['auditctl', 'auditd', 'augenrules', 'aureport', 'ausearch', 'autrace'];
const AUDIT_LOG = '/var/log/audit/audit.log';

/** Modes and owners; no content. */
export const filesSource: HostSource = {
  id: 'files',
  title: 'Mode and owner of critical files; those in closed folders need root',
  collect: (access, context) => [
    captureLines(
      ORIGIN,
      [
        ...FILES.map(([label, path]) => describe(access, label, path)),
        ...MEMBERS.flatMap(([label, folder, names, shown]) => members(access, label, folder, names, shown)),
        ...efiConfigs(access),
        ...auditTools(access),
        ...auditLogs(access),
        ...logFiles(access).map((found) =>
          'why' in found
            ? encode(found.label, found.why, ['', '', '', ''], found.path)
            : describe(access, found.label, found.path),
        ),
      ],
      context,
    ),
  ],
};

/** The files of a folder whose names fit; a folder that cannot be listed is one unread entry, `FOLDER/*`, of its own for each class. */
function members(access: Access, label: string, folder: string, names: RegExp, shown = '*'): readonly string[] {
  const listed = access.list(folder);
  if (listed.kind === 'absent') return [];
  if (listed.kind !== 'read') return [encode(label, listed.kind, ['', '', '', ''], `${folder}/${shown}`)];
  return listed.value.filter((name) => names.test(name)).map((name) => describe(access, label, `${folder}/${name}`));
}

/** grub.cfg and user.cfg of each system on the EFI partition. */
function efiConfigs(access: Access): readonly string[] {
  const folder = '/boot/efi/EFI';
  const systems = access.list(folder);
  if (systems.kind === 'absent') return [];
  if (systems.kind !== 'read') return [encode('boot-user-config', systems.kind, ['', '', '', ''], `${folder}/*`)];
  return systems.value.flatMap((name) =>
    members(access, 'boot-user-config', `${folder}/${name}`, /^(?:grub|user)\.cfg$/),
  );
}

/** With a merged /usr both folders are one. */
function auditTools(access: Access): readonly string[] {
  const merged = access.lstat('/sbin');
  const folders = merged.kind === 'read' && merged.value.kind === 'link' ? ['/usr/sbin'] : ['/usr/sbin', '/sbin'];
  return folders.flatMap((folder) => AUDIT_TOOLS.map((name) => describe(access, 'audit-tool', `${folder}/${name}`)));
}

/** The folder and the files that auditd writes: where `log_file` of auditd.conf(5) says, with their rotations. */
function auditLogs(access: Access): readonly string[] {
  const config = access.readFile('/etc/audit/auditd.conf');
  const text = config.kind === 'read' ? Buffer.from(config.bytes).toString('utf8') : '';
  const file = /^\s*log_file\s*=\s*(\/\S+)/im.exec(text)?.[1] ?? AUDIT_LOG;
  const folder = posix.dirname(file);
  const name = posix.basename(file).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [
    describe(access, 'audit-log-folder', folder),
    ...members(access, 'audit-log', folder, new RegExp(`^${name}(?:\\.\\d+)?$`)),
  ];
}

function describe(access: Access, label: string, path: string): string {
  const status = access.stat(path);
  if (status.kind !== 'read') return encode(label, status.kind, ['', '', '', ''], path);
  const { kind, mode, uid, gid } = status.value;
  return encode(label, 'read', [kind, mode.toString(8).padStart(4, '0'), String(uid), String(gid)], path);
}

/** Tab-separated: class, outcome, kind, octal mode, uid, gid, path as a JSON string (it may hold anything). */
function encode(label: string, outcome: string, fields: readonly string[], path: string): string {
  return [label, outcome, ...fields, JSON.stringify(path)].join('\t');
}
