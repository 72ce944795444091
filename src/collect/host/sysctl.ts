import { cutCommandSecrets } from '../../core/secrets.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureLines, redactLines } from '../capture-file.ts';
import type { HostSource } from './source.ts';

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
    ...(access.live ? [captureLines('/proc/sys', liveValues(access), context)] : []),
  ],
};

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

/** Lines `outcome TAB key TAB value`. */
function liveValues(access: Access): readonly string[] {
  return LIVE_FOLDERS.flatMap((pattern) => expand(access, pattern)).flatMap((folder) => {
    const names = access.list(`/proc/sys/${folder}`);
    if (names.kind !== 'read') return [];
    return names.value.flatMap((name) => {
      const path = `/proc/sys/${folder}/${name}`;
      const info = access.stat(path);
      if (info.kind !== 'read' || info.value.kind !== 'file' || SKIPPED.test(path)) return [];
      // Write-only knobs (route/flush, compact_memory) have no value.
      if ((info.value.mode & 0o444) === 0) return [];
      const read = access.readFile(path, LIVE_LIMIT_BYTES);
      const key = `${folder}/${name}`;
      if (read.kind === 'read') {
        const value = Buffer.from(read.bytes).toString('utf8').trim().replaceAll(/\s+/g, ' ');
        return [`read\t${key}\t${value.startsWith('|') ? cutCommandSecrets(value) : value}`];
      }
      return read.kind === 'denied' ? [`denied\t${key}\t`] : [];
    });
  });
}

function expand(access: Access, pattern: string): readonly string[] {
  if (!pattern.endsWith('/*')) return [pattern];
  const folder = pattern.slice(0, -2);
  const names = access.list(`/proc/sys/${folder}`);
  return names.kind === 'read' ? names.value.map((name) => `${folder}/${name}`) : [];
}
