import { JUDGED_MOUNT_POINTS } from '../../core/judged-mount-points.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureJson, makeCapture, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { HostSource } from './source.ts';
import { UNIT_FOLDERS } from './unit-folders.ts';

const UNITS = 'mount units';

/** Folders whose being there a rule asks about, and what tells which program starts the machine. */
const LOOKED_UP = [
  ...JUDGED_MOUNT_POINTS,
  '/sbin/init',
  '/sbin/openrc',
  '/usr/lib/systemd/systemd',
  '/lib/systemd/systemd',
] as const;

/** Passwords among the options of network mounts (mount.cifs(8)) and in addresses. */
const SECRETS = [
  [/\b(pass(?:word)?2?|pwd|passwd|secret|ssh_password|passphrase)=[^,\s]*/gi, '$1=<cut>'],
  [/(:\/\/[^\s:/@]*):[^\s@]*@/g, '$1:<cut>@'],
] as const;

/** What is mounted at boot and what is mounted now. */
export const mountsSource: HostSource = {
  id: 'mounts',
  title: 'Mounts: fstab, mount units of systemd with their drop-ins, and the mounts of the running system',
  collect: (access, context) => {
    const redact = redactLines(cutSecrets);
    const units = readUnits(access);
    return [
      captureFile(access, '/etc/fstab', context, { redact }),
      ...(access.live
        ? [captureFile(access, '/proc/self/mountinfo', context, { redact })]
        : [makeCapture('/proc/self/mountinfo', { kind: 'absent' }, context)]),
      captureJson(UNITS, units, context),
      ...units.files.map((path) => captureFile(access, path, context, { redact })),
      ...LOOKED_UP.map((path) => captureStat(access, path, context)),
    ];
  },
};

function cutSecrets(line: string): string {
  return SECRETS.reduce((text, [pattern, kept]) => text.replace(pattern, kept), line);
}

interface MountUnits {
  /** Unit files and drop-ins that were found, in search order. */
  readonly files: readonly string[];
  /** Names that a link to /dev/null or an empty file masks, with that path. */
  readonly masked: readonly { readonly unit: string; readonly path: string }[];
  /** Links that pull a unit in at boot. */
  readonly wanted: readonly { readonly unit: string; readonly path: string }[];
  /** Folders that could not be listed. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

function readUnits(access: Access): MountUnits {
  const files: string[] = [];
  const masked: { unit: string; path: string }[] = [];
  const wanted: { unit: string; path: string }[] = [];
  const unread: { path: string; why: string }[] = [];
  const names = (folder: string): readonly string[] => {
    const listed = access.list(folder);
    if (listed.kind === 'read') return listed.value;
    if (listed.kind !== 'absent') unread.push({ path: folder, why: listed.reason });
    return [];
  };
  for (const folder of UNIT_FOLDERS) {
    // With a merged /usr the last folder is the one before.
    const top = access.lstat('/lib');
    if (folder.startsWith('/lib/') && top.kind === 'read' && top.value.kind === 'link') continue;
    for (const name of names(folder)) {
      const path = `${folder}/${name}`;
      if (/\.(?:mount|automount)$/.test(name)) {
        if (isMasked(access, path)) masked.push({ unit: name, path });
        else files.push(path);
      } else if (/\.mount\.d$/.test(name)) {
        files.push(
          ...names(path)
            .filter((one) => one.endsWith('.conf'))
            .map((one) => `${path}/${one}`),
        );
      } else if (/\.(?:wants|requires|upholds)$/.test(name)) {
        for (const unit of names(path)) {
          if (/\.(?:mount|automount)$/.test(unit)) wanted.push({ unit, path: `${path}/${unit}` });
        }
      }
    }
  }
  return { files, masked, wanted, unread };
}

/** Masked: a link to /dev/null or an empty file (systemctl(1), mask). */
function isMasked(access: Access, path: string): boolean {
  const link = access.readLink(path);
  if (link.kind === 'read') return link.value === '/dev/null';
  const info = access.lstat(path);
  return info.kind === 'read' && info.value.kind === 'file' && info.value.size === 0;
}
