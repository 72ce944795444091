import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureJson, redactLines } from '../capture-file.ts';
import { captureGlob, captureStat } from '../look-ups.ts';
import { cutTarget } from './backup-target.ts';
import { captureJobs } from './scheduled-jobs.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Programs of backup tools. */
const PROGRAMS = [
  '/usr/bin/borg',
  '/usr/local/bin/borg',
  '/usr/bin/borgmatic',
  '/usr/local/bin/borgmatic',
  '/root/.local/bin/borgmatic',
  '/usr/bin/restic',
  '/usr/local/bin/restic',
  '/usr/bin/rsnapshot',
  '/usr/bin/duplicity',
  '/usr/bin/duply',
  '/usr/bin/kopia',
  '/usr/bin/tarsnap',
  '/usr/local/bin/tarsnap',
  '/usr/bin/bup',
  '/usr/sbin/bacula-fd',
  '/usr/sbin/bareos-fd',
  '/usr/sbin/bacula-dir',
  '/usr/sbin/bareos-dir',
  '/usr/bin/proxmox-backup-client',
  '/usr/local/sbin/urbackupclientbackend',
  '/usr/sbin/veeamservice',
  '/usr/sbin/amandad',
] as const;
/** Names in commands; `autorestic` and the like run restic. */
const NAMES = [
  'borgmatic',
  'borg',
  'resticprofile',
  'autorestic',
  'restic',
  'rsnapshot',
  'duplicity',
  'duply',
  'kopia',
  'tarsnap',
  'bup',
  'proxmox-backup-client',
] as const;

const LOGS = [
  '/var/log/borg*',
  '/var/log/restic*',
  '/var/log/rsnapshot*',
  '/var/log/duplicity*',
  '/var/log/duply*',
  '/var/log/kopia*',
  '/var/log/tarsnap*',
  '/var/log/bacula/*.log',
  '/var/log/bareos/*.log',
  '/var/lib/systemd/timers/stamp-*',
] as const;

/** Where a target stands in the files of the tools: one line each, the value in the first group. */
const TARGET_LINES: readonly RegExp[] = [
  /^\s*-\s*(?:path:\s*)?(["']?(?:[a-z0-9+]+:\/\/|[\w.-]+@|\/|[\w.-]+:)[^\s"',#]*)/i,
  /^\s*-?\s*(?:path|repository|repo|target|TARGET|snapshot_root)\s*[:=\s]\s*["']?([^\s"',#]+)/,
  /\b(?:export\s+)?(?:RESTIC_REPOSITORY|BORG_REPO|PBS_REPOSITORY|TARGET|REPOSITORY|REPO|DEST|DESTINATION|BACKUP_TARGET)=["']?([^\s"'#]+)/,
  /(?:^|\s)(?:-r|--repo|--repository)[=\s]+["']?([^\s"'#]+)/,
  /\bduplicity\b.*?["'\s]([a-z0-9+]+:\/\/[^\s"'#]+)/i,
  /\bborg\s+(?:-\S+\s+)*create\b.*?["'\s]((?:[\w.-]+@|\/|ssh:\/\/|[\w.-]+:)[^\s"':]*:?[^\s"':]*)::/,
];

/** Backups of this host: which tool, where to, when. Of every file only the targets are kept, cut to scheme and host. */
export const backupSource: HostSource = {
  id: 'backup',
  title: 'Backup tools: programs, targets (scheme and host only), what runs them, time of their last log',
  collect: (access, context) => {
    const keep = { redact: redactLines(keepTarget) };
    const jobs = captureJobs(access, context, 'jobs of backup tools', NAMES);
    return [
      ...PROGRAMS.map((path) => captureStat(access, path, context)),
      jobs,
      captureFile(access, '/etc/borgmatic/config.yaml', context, keep),
      ...captureFolder(access, '/etc/borgmatic.d', context, (name) => /\.ya?ml$/.test(name), keep),
      captureFile(access, '/root/.config/borgmatic/config.yaml', context, keep),
      ...captureFolder(access, '/etc/restic', context, () => true, keep),
      captureFile(access, '/etc/default/restic', context, keep),
      captureFile(access, '/etc/restic.env', context, keep),
      ...captureFolder(access, '/etc/resticprofile', context, () => true, keep),
      captureFile(access, '/root/.autorestic.yml', context, keep),
      captureFile(access, '/etc/autorestic.yml', context, keep),
      captureFile(access, '/etc/rsnapshot.conf', context, keep),
      ...folders(access, '/etc/duply').map((name) => captureFile(access, `/etc/duply/${name}/conf`, context, keep)),
      captureFile(access, '/root/.config/kopia/repository.config', context, { redact: keepKopiaStorage }),
      captureFile(access, '/etc/kopia/repository.config', context, { redact: keepKopiaStorage }),
      captureFile(access, '/etc/bacula/bacula-fd.conf', context, { redact: redactLines(keepDirector) }),
      ...captureFolder(access, '/etc/bareos/bareos-fd.d/director', context, () => true, {
        redact: redactLines(keepDirector),
      }),
      captureStat(access, '/etc/tarsnap.conf', context),
      ...LOGS.map((pattern) => captureGlob(access, pattern, context)),
      targetsOfJobs(access, jobs, context),
    ];
  },
};

function keepTarget(line: string): string {
  if (/^\s*#/.test(line)) return '';
  for (const pattern of TARGET_LINES) {
    const value = pattern.exec(line)?.[1];
    if (value !== undefined) return `target ${cutTarget(value)}`;
  }
  return /^\s*(repositories|location):/.test(line) ? line.replace(/:.*/, ':') : '';
}

/** Of the director's address and of the words that the package puts there only whether they are set. */
function keepDirector(line: string): string {
  return /^\s*(Director|Name)\b/i.test(line) && !/XXX_/.test(line) ? line.replace(/=.*/, '= set') : '';
}

function keepKopiaStorage(bytes: Uint8Array): Uint8Array {
  const [, type = ''] = /"storage"\s*:\s*\{\s*"type"\s*:\s*"([\w-]+)"/.exec(Buffer.from(bytes).toString('utf8')) ?? [];
  return Buffer.from(type === '' ? '' : `target ${type === 'filesystem' ? '/' : `${type}:`}\n`);
}

function folders(access: Access, folder: string): readonly string[] {
  const names = access.list(folder);
  return names.kind === 'read' ? names.value : [];
}

/** Targets in the jobs themselves, in the scripts that they run, and in the environment that units give them. */
function targetsOfJobs(access: Access, jobs: Capture, context: CollectContext): Capture {
  const found: { file: string; line: number; tools: readonly string[]; target: string }[] = [];
  const value: unknown =
    jobs.outcome.kind === 'read' ? JSON.parse(Buffer.from(jobs.outcome.bytes).toString('utf8')) : {};
  const byFile = new Map<string, Set<string>>();
  for (const { file, tool } of placesOf(value)) byFile.set(file, (byFile.get(file) ?? new Set()).add(tool));
  for (const [file, tools] of byFile) {
    const read = access.readFile(file, 256 * 1024);
    if (read.kind !== 'read') continue;
    for (const [index, text] of Buffer.from(read.bytes).toString('utf8').split('\n').entries()) {
      if (/^\s*#/.test(text)) continue;
      for (const pattern of TARGET_LINES.slice(2)) {
        const target = pattern.exec(text)?.[1];
        if (target !== undefined)
          found.push({ file, line: index + 1, tools: [...tools].sort(), target: cutTarget(target) });
      }
    }
  }
  return captureJson('targets of backup jobs', found, context);
}

/** The files of a job: itself, its script, and for a timer its service, whose name it has. */
function placesOf(value: unknown): readonly { readonly file: string; readonly tool: string }[] {
  if (typeof value !== 'object' || value === null || !('jobs' in value) || !Array.isArray(value.jobs)) return [];
  return value.jobs.flatMap((job: unknown) => {
    if (typeof job !== 'object' || job === null || !('file' in job) || !('tool' in job)) return [];
    const { file, tool } = job;
    if (typeof file !== 'string' || typeof tool !== 'string') return [];
    const through = 'through' in job && typeof job.through === 'string' ? [job.through] : [];
    return [file.replace(/\.timer$/, '.service'), ...through].map((one) => ({ file: one, tool }));
  });
}
