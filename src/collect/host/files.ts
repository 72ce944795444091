import type { Access } from '../access/access.ts';
import { captureLines } from '../capture-file.ts';
import type { HostSource } from './source.ts';

/** The name under which modes are captured. */
const ORIGIN = 'stat(2) of critical files';

/** Files by class; a rule judges one class. */
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
  ['boot-config', '/boot/grub/grub.cfg'],
  ['ld-preload', '/etc/ld.so.preload'],
  ['banner', '/etc/motd'],
  ['banner', '/etc/issue'],
  ['banner', '/etc/issue.net'],
];

/** Members of folders that belong to a class. */
const MEMBERS: readonly (readonly [string, string, RegExp])[] = [
  ['sudoers', '/etc/sudoers.d', /^[^.]*[^.~]$/],
  ['sshd-config', '/etc/ssh/sshd_config.d', /\.conf$/],
  ['ssh-private-key', '/etc/ssh', /^ssh_host_.*_key$/],
  ['ssh-public-key', '/etc/ssh', /^ssh_host_.*_key\.pub$/],
  ...['d', 'hourly', 'daily', 'weekly', 'monthly'].map((name) => ['crontab', `/etc/cron.${name}`, /^[\w-]+$/] as const),
  ['audit-log', '/var/log/audit', /^audit\.log/],
];

/** Modes and owners; no content. */
export const filesSource: HostSource = {
  id: 'files',
  title: 'Mode and owner of critical files; those in closed folders need root',
  collect: (access, context) => {
    const lines = FILES.map(([label, path]) => describe(access, label, path));
    for (const [label, folder, names] of MEMBERS) {
      const listed = access.list(folder);
      if (listed.kind === 'denied') lines.push(encode(label, 'denied', ['', '', '', ''], folder));
      if (listed.kind !== 'read') continue;
      lines.push(
        ...listed.value.filter((name) => names.test(name)).map((name) => describe(access, label, `${folder}/${name}`)),
      );
    }
    return [captureLines(ORIGIN, lines, context)];
  },
};

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
