import type { Capture } from '../../core/capture.ts';
import { cutCommandSecrets } from '../../core/secrets.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureLines, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Folders of sysctl.d(5); the last two are the same where /usr is merged. */
const FOLDERS = ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d', '/lib/sysctl.d'];

/** Below these folders of /proc/sys every readable value is taken: what hardening guides name. */
const LIVE_FOLDERS = [
  'kernel',
  'kernel/yama',
  'fs',
  'vm',
  'net/core',
  'net/ipv4',
  'net/ipv4/conf/*',
  'net/ipv6/conf/*',
];
/** Where systemd-sysctl(8) is; without it the init script of the distribution runs procps or busybox. */
const SYSTEMD_SYSCTL = ['/lib/systemd/systemd-sysctl', '/usr/lib/systemd/systemd-sysctl'];
const NETWORKD_FOLDERS = [
  '/etc/systemd/network',
  '/run/systemd/network',
  '/usr/local/lib/systemd/network',
  '/usr/lib/systemd/network',
];

const LIVE_LIMIT_BYTES = 4096;
/** Values that change on their own or tell about the machine, not its configuration. */
const SKIPPED =
  /\/(random|hostname|domainname|boot_id|uuid|stable_secret|ns_last_pid|file-nr|inode-nr|inode-state|dentry-state|tcp_fastopen_key|usermodehelper|key-users)$/;

/** Keys of the kernel that seed its cookies and addresses; a pipe of core_pattern may carry a token. */
const SECRET_KEY = /^(\s*-?[\w./*-]*(?:fastopen_key|stable_secret)\s*=).*$/;
const PIPE = /^(\s*-?[\w./]*\s*=\s*\|)(.*)$/;

/** Kernel parameters as configured and, on a running machine, as they are. */
export const sysctlSource: HostSource = {
  id: 'sysctl',
  title: 'Kernel parameters: sysctl.d(5), sysctl.conf and, live, /proc/sys (a few need root)',
  collect: (access, context) => [
    ...FOLDERS.flatMap((folder) =>
      captureFolder(access, folder, context, (name) => name.endsWith('.conf'), { redact: redactLines(cutSecrets) }),
    ),
    captureFile(access, '/etc/sysctl.conf', context, { redact: redactLines(cutSecrets) }),
    captureLines('links of sysctl.d', maskLinks(access), context),
    ...SYSTEMD_SYSCTL.map((path) => captureStat(access, path, context)),
    ...ufw(access, context),
    ...NETWORKD_FOLDERS.flatMap((folder) =>
      captureFolder(access, folder, context, (name) => name.endsWith('.network'), {
        redact: redactLines(keepForwarding),
      }),
    ),
    ...(access.live ? [captureLines('/proc/sys', liveValues(access), context)] : []),
  ],
};

/** ufw loads its own file when it starts, after systemd-sysctl (ufw-framework(8)). */
function ufw(access: Access, context: CollectContext): readonly Capture[] {
  const setting = { redact: redactLines((line: string) => (/^\s*(ENABLED|IPT_SYSCTL)\s*=/.test(line) ? line : '')) };
  const own = captureFile(access, '/etc/default/ufw', context, setting);
  const text = own.outcome.kind === 'read' ? Buffer.from(own.outcome.bytes).toString('utf8') : '';
  const named = /^\s*IPT_SYSCTL\s*=\s*["']?(\/[\w./-]+)/m.exec(text)?.[1] ?? '/etc/ufw/sysctl.conf';
  return [
    own,
    captureFile(access, '/etc/ufw/ufw.conf', context, setting),
    captureFile(access, named, context, { redact: redactLines(cutSecrets) }),
  ];
}

/** Of the networks of systemd-networkd only what turns forwarding on is kept; they hold passwords and keys. */
function keepForwarding(line: string): string {
  return /^\s*(IPForward|IPv4Forwarding|IPv6Forwarding|IPMasquerade)\s*=\s*[\w-]*\s*$|^\s*\[Network\]\s*$/.test(line)
    ? line
    : '';
}

function cutSecrets(line: string): string {
  return line
    .replace(SECRET_KEY, '$1 <cut>')
    .replace(PIPE, (_line, before: string, command: string) => `${before}${cutCommandSecrets(command)}`);
}

/** A link to /dev/null masks a file of the same name; reading it gives no regular file. */
function maskLinks(access: Access): readonly string[] {
  return FOLDERS.flatMap((folder) => {
    const names = access.list(folder);
    if (names.kind !== 'read') return [];
    return names.value.flatMap((name) => {
      const target = access.readLink(`${folder}/${name}`);
      return target.kind === 'read' ? [`${folder}/${name}\t${target.value}`] : [];
    });
  });
}

/** Lines `outcome TAB key TAB value`: what guides name, and what the files of this machine set elsewhere. */
function liveValues(access: Access): readonly string[] {
  const folders = LIVE_FOLDERS.flatMap((pattern) => expand(access, pattern));
  const lines = folders.flatMap((folder) => {
    const names = access.list(`/proc/sys/${folder}`);
    return names.kind === 'read' ? names.value.flatMap((name) => liveValue(access, `${folder}/${name}`)) : [];
  });
  const known = new Set(folders);
  const others = keysOfFiles(access).filter((key) => !known.has(key.slice(0, key.lastIndexOf('/'))));
  return [...lines, ...[...new Set(others)].flatMap((key) => liveValue(access, key))];
}

function liveValue(access: Access, key: string): readonly string[] {
  const path = `/proc/sys/${key}`;
  const info = access.stat(path);
  if (info.kind !== 'read' || info.value.kind !== 'file' || SKIPPED.test(path)) return [];
  // Write-only knobs (route/flush, compact_memory) have no value.
  if ((info.value.mode & 0o444) === 0) return [];
  const read = access.readFile(path, LIVE_LIMIT_BYTES);
  if (read.kind === 'read') {
    const value = Buffer.from(read.bytes).toString('utf8').trim().replaceAll(/\s+/g, ' ');
    return [`read\t${key}\t${value.startsWith('|') ? cutCommandSecrets(value) : value}`];
  }
  return read.kind === 'denied' ? [`denied\t${key}\t`] : [];
}

/** Paths below /proc/sys of the keys that sysctl.d names; globs and names that climb out are left out. */
function keysOfFiles(access: Access): readonly string[] {
  return FOLDERS.flatMap((folder) => {
    const names = access.list(folder);
    return (names.kind === 'read' ? names.value : [])
      .filter((name) => name.endsWith('.conf'))
      .flatMap((name) => {
        const read = access.readFile(`${folder}/${name}`);
        const text = read.kind === 'read' ? Buffer.from(read.bytes).toString('utf8') : '';
        return [...text.matchAll(/^\s*-?\s*([\w./:@-]+)\s*=/gm)].map((match) => slashed(match[1] ?? ''));
      });
  }).filter((key) => !key.includes('..') && !key.startsWith('/'));
}

/** The key as a path: when its first separator is a dot, dots and slashes change places (sysctl.d(5)). */
function slashed(key: string): string {
  if (/[./]/.exec(key)?.[0] === '/') return key;
  return key.replaceAll(/[./]/g, (char) => (char === '.' ? '/' : '.'));
}

function expand(access: Access, pattern: string): readonly string[] {
  if (!pattern.endsWith('/*')) return [pattern];
  const folder = pattern.slice(0, -2);
  const names = access.list(`/proc/sys/${folder}`);
  return names.kind === 'read' ? names.value.map((name) => `${folder}/${name}`) : [];
}
