import type { Capture } from '../../core/capture.ts';
import { matchesWildcard } from '../../core/wildcard.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureLines, makeCapture, redactLines } from '../capture-file.ts';
import { captureNames, captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const PROGRAMS = [
  '/usr/sbin/apparmor_parser',
  '/sbin/apparmor_parser',
  '/usr/sbin/semodule',
  '/usr/sbin/load_policy',
] as const;
const LOADED = '/sys/kernel/security/apparmor/profiles';
/** Names that apparmor_parser(8) leaves out of a folder. */
const LEFT_OUT = /^\.|(?:~|\.(?:rpmnew|rpmsave|orig|rej|dpkg-\w+|pacsave|pacnew|swp))$|^README/;
const MAX_PROCESSES = 4096;

/** Mandatory access control: AppArmor and SELinux, as configured and as they are in force. */
export const macSource: HostSource = {
  id: 'mac',
  title: 'AppArmor and SELinux: profiles, modes, booleans; live: what is loaded and what runs unconfined (root only)',
  collect: (access, context) => [
    ...PROGRAMS.map((path) => captureStat(access, path, context)),
    captureNames(access, '/etc/apparmor.d/disable', context),
    captureNames(access, '/etc/apparmor.d/force-complain', context),
    ...captureFolder(access, '/etc/apparmor.d', context, (name) => !LEFT_OUT.test(name), {
      redact: redactLines(keepHeader),
    }),
    captureFile(access, '/etc/selinux/config', context),
    ...['targeted', 'mls', 'default', 'minimum'].flatMap((type) =>
      [`/etc/selinux/${type}/active`, `/var/lib/selinux/${type}/active`].map((folder) =>
        captureFile(access, `${folder}/booleans.local`, context),
      ),
    ),
    ...(access.live ? live(access, context) : []),
  ],
};

/** The text of a profile may tell much of a machine; its blocks are all that is asked for. */
function keepHeader(line: string): string {
  const text = line.trim();
  return /[{}]/.test(text) || /^(profile|hat|\^)/.test(text) || /\bflags\s*=/.test(text) || text.endsWith('(complain)')
    ? line
    : '';
}

function live(access: Access, context: CollectContext): readonly Capture[] {
  const loaded = captureFile(access, LOADED, context);
  return [
    loaded,
    captureFile(access, '/sys/module/apparmor/parameters/enabled', context),
    captureFile(access, '/sys/kernel/security/lsm', context),
    captureFile(access, '/sys/fs/selinux/enforce', context),
    ...booleans(access, context),
    ...confinement(access, loaded, context),
  ];
}

/** Lines `name TAB current TAB pending`. */
function booleans(access: Access, context: CollectContext): readonly Capture[] {
  const folder = '/sys/fs/selinux/booleans';
  const names = access.list(folder);
  if (names.kind !== 'read') return [makeCapture(folder, names, context)];
  const lines = names.value.flatMap((name) => {
    const read = access.readFile(`${folder}/${name}`, 64);
    return read.kind === 'read'
      ? [`${name}\t${Buffer.from(read.bytes).toString('latin1').trim().replace(' ', '\t')}`]
      : [];
  });
  return [captureLines(folder, lines, context)];
}

/** Lines `pid TAB program TAB confinement` of the processes that a loaded profile names by their program. */
function confinement(access: Access, loaded: Capture, context: CollectContext): readonly Capture[] {
  const origin = 'confinement of processes';
  if (loaded.outcome.kind !== 'read') return [];
  const patterns = Buffer.from(loaded.outcome.bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => line.replace(/ \([\w-]+\)$/, ''))
    .filter((name) => name.startsWith('/') && !name.includes('//'))
    .flatMap(alternatives);
  const pids = access.list('/proc');
  if (pids.kind !== 'read') return [makeCapture(origin, pids, context)];
  const lines = pids.value
    .filter((name) => /^\d+$/.test(name))
    .slice(0, MAX_PROCESSES)
    .flatMap((pid) => {
      const program = access.readLink(`/proc/${pid}/exe`);
      if (program.kind !== 'read' || !patterns.some((pattern) => matchesWildcard(pattern, program.value))) return [];
      const read = access.readFile(`/proc/${pid}/attr/current`, 4096);
      const text =
        read.kind === 'read'
          ? Buffer.from(read.bytes)
              .toString('utf8')
              .replace(/[\0\n]+$/, '')
          : '?';
      return [`${pid}\t${program.value}\t${text}`];
    });
  return [captureLines(origin, lines, context)];
}

/** The texts that `{a,b}` stands for, at most 64. */
function alternatives(pattern: string): readonly string[] {
  const found = /^(.*?)\{([^{}]*)\}(.*)$/.exec(pattern);
  if (found === null) return [pattern];
  const [, before = '', choices = '', after = ''] = found;
  return choices
    .split(',')
    .flatMap((choice) => alternatives(`${before}${choice}${after}`))
    .slice(0, 64);
}
