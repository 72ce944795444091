import { formatInstant } from '../../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostBackupTarget, HostBackupTool } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { type KnownJob, knownJobs } from '../known-jobs.ts';
import { completeUnless, globOf, installedFact, whyUnknown } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled } from '../unit-state.ts';
import { networkMounts, targetsIn, targetsOfJobs } from './targets.ts';

interface Tool {
  readonly id: string;
  readonly programs: readonly string[];
  /** Names in jobs. */
  readonly jobs: readonly string[];
  /** Files or folders of configuration that name targets. */
  readonly files: readonly string[];
  readonly logs: readonly string[];
  /** A server elsewhere decides when and where to: the unit that waits for it. */
  readonly agent?: string;
  /** A job of this name does nothing without a file of configuration: its package brings an enabled timer and none. */
  readonly needsFile?: string;
  /** Its service is always elsewhere. */
  readonly remote?: boolean;
}

const TOOLS: readonly Tool[] = [
  {
    id: 'borg',
    programs: [
      '/usr/bin/borg',
      '/usr/local/bin/borg',
      '/usr/bin/borgmatic',
      '/usr/local/bin/borgmatic',
      '/root/.local/bin/borgmatic',
    ],
    jobs: ['borg', 'borgmatic'],
    needsFile: 'borgmatic',
    files: ['/etc/borgmatic/config.yaml', '/etc/borgmatic.d', '/root/.config/borgmatic/config.yaml'],
    logs: ['/var/log/borg*'],
  },
  {
    id: 'restic',
    programs: ['/usr/bin/restic', '/usr/local/bin/restic'],
    jobs: ['restic', 'resticprofile', 'autorestic'],
    files: [
      '/etc/restic',
      '/etc/default/restic',
      '/etc/restic.env',
      '/etc/resticprofile',
      '/root/.autorestic.yml',
      '/etc/autorestic.yml',
    ],
    logs: ['/var/log/restic*'],
  },
  {
    id: 'rsnapshot',
    programs: ['/usr/bin/rsnapshot'],
    jobs: ['rsnapshot'],
    files: ['/etc/rsnapshot.conf'],
    logs: ['/var/log/rsnapshot*'],
  },
  {
    id: 'duplicity',
    programs: ['/usr/bin/duplicity', '/usr/bin/duply'],
    jobs: ['duplicity', 'duply'],
    files: ['/etc/duply'],
    logs: ['/var/log/duplicity*', '/var/log/duply*'],
  },
  {
    id: 'kopia',
    programs: ['/usr/bin/kopia'],
    jobs: ['kopia'],
    files: ['/root/.config/kopia/repository.config', '/etc/kopia/repository.config'],
    logs: ['/var/log/kopia*'],
  },
  {
    id: 'tarsnap',
    programs: ['/usr/bin/tarsnap', '/usr/local/bin/tarsnap'],
    jobs: ['tarsnap'],
    files: [],
    logs: ['/var/log/tarsnap*'],
    remote: true,
  },
  { id: 'bup', programs: ['/usr/bin/bup'], jobs: ['bup'], files: [], logs: [] },
  {
    id: 'proxmox-backup-client',
    programs: ['/usr/bin/proxmox-backup-client'],
    jobs: ['proxmox-backup-client'],
    files: [],
    logs: [],
    remote: true,
  },
  {
    id: 'bacula',
    programs: ['/usr/sbin/bacula-fd'],
    jobs: [],
    files: ['/etc/bacula/bacula-fd.conf'],
    logs: ['/var/log/bacula/*.log'],
    agent: 'bacula-fd.service',
  },
  {
    id: 'bareos',
    programs: ['/usr/sbin/bareos-fd'],
    jobs: [],
    files: ['/etc/bareos/bareos-fd.d/director'],
    logs: ['/var/log/bareos/*.log'],
    agent: 'bareos-fd.service',
  },
  {
    id: 'urbackup',
    programs: ['/usr/local/sbin/urbackupclientbackend'],
    jobs: [],
    files: [],
    logs: [],
    agent: 'urbackupclientbackend.service',
  },
  { id: 'veeam', programs: ['/usr/sbin/veeamservice'], jobs: [], files: [], logs: [], agent: 'veeamservice.service' },
  { id: 'amanda', programs: ['/usr/sbin/amandad'], jobs: [], files: [], logs: [], agent: 'amanda.socket' },
];

/** What backs the host up, where to and when. */
export const backupNormalizer: HostNormalizer<'backup'> = {
  section: 'backup',
  normalize: (captures) => {
    const facts = TOOLS.map((tool) => ({ tool, fact: installedFact(captures, tool.programs) }));
    const present = facts.filter(
      ({ tool, fact }) => (isKnown(fact) && fact.value) || jobsOf(captures, tool).found.length > 0,
    );
    const unclear = facts.find(({ fact }) => !isKnown(fact))?.fact;
    const first = present[0];
    return {
      section: completeUnless(
        {
          installed: first === undefined ? (unclear ?? known(false, { file: '/usr/bin' })) : known(true, first.fact.at),
          tools: present.map(({ tool, fact }) => describe(captures, tool, fact.at)),
        },
        [whyUnknown(unclear)],
      ),
      diagnostics: [],
    };
  },
};

function jobsOf(captures: CaptureSet, tool: Tool): ReturnType<typeof knownJobs> {
  const jobs = knownJobs(captures, tool.jobs, 'jobs of backup tools');
  if (tool.needsFile === undefined) return jobs;
  const conf = targetsIn(captures, tool.files, networkMounts(captures));
  if (conf.present !== undefined || conf.blocked !== undefined) return jobs;
  // A job of the administrator may name a file elsewhere; that of the package does not.
  return { ...jobs, found: jobs.found.filter(({ tool: name, at }) => name !== tool.needsFile || !isPackaged(at.file)) };
}

function isPackaged(file: string): boolean {
  return /^\/(usr\/)?lib\/systemd\//.test(file);
}

function describe(captures: CaptureSet, tool: Tool, at: Place): HostBackupTool {
  const jobs = jobsOf(captures, tool);
  const conf = targetsIn(captures, tool.files, networkMounts(captures));
  const targets = new Map<string, HostBackupTarget>();
  for (const target of [...conf.targets, ...targetsOfJobs(captures, tool.jobs, networkMounts(captures))]) {
    if (!targets.has(target.id)) targets.set(target.id, target);
  }
  const list = [...targets.values()];
  return {
    id: tool.id,
    configured: configured(captures, tool, list, conf, at),
    remote: remote(captures, tool, list, conf.blocked, at),
    targets: list,
    ...schedule(captures, tool, jobs, at),
    last_run_at: lastRun(captures, tool, jobs.found, at),
    at,
  };
}

interface Configuration {
  readonly present: Place | undefined;
  readonly blocked: Fact<never> | undefined;
}

function configured(
  captures: CaptureSet,
  tool: Tool,
  targets: readonly HostBackupTarget[],
  conf: Configuration,
  at: Place,
): Fact<boolean> {
  const [first] = targets;
  if (first !== undefined) return known(true, first.at);
  if (conf.blocked !== undefined) return conf.blocked;
  if (tool.agent !== undefined) {
    return conf.present === undefined && tool.files.length > 0 ? known(false, at) : known(true, conf.present ?? at);
  }
  const job = jobsOf(captures, tool).found[0];
  if (job !== undefined) return known(true, job.at);
  return jobsOf(captures, tool).blocked ?? known(false, at);
}

function remote(
  captures: CaptureSet,
  tool: Tool,
  targets: readonly HostBackupTarget[],
  blocked: Fact<never> | undefined,
  at: Place,
): Fact<boolean> {
  if (tool.remote === true) return known(true, at);
  const found = targets.find(({ kind }) => kind === 'remote' || kind === 'mounted');
  if (found !== undefined) return known(true, found.at);
  if (tool.agent !== undefined) {
    const own = installedFact(captures, ['/usr/sbin/bacula-dir', '/usr/sbin/bareos-dir']);
    return isKnown(own) && !own.value
      ? known(true, at)
      : unknown(`the director of ${tool.id} is on this host too, and where it stores is not read`, at);
  }
  if (blocked !== undefined) return blocked;
  const unclear = targets.find(({ kind }) => kind === 'unknown');
  if (unclear !== undefined) return unknown('the target is given by a variable that is not read', unclear.at);
  const [local] = targets;
  return local === undefined
    ? unknown(`no target of ${tool.id} was found: look at the job that runs it`, at)
    : known(false, local.at);
}

function schedule(
  captures: CaptureSet,
  tool: Tool,
  jobs: ReturnType<typeof knownJobs>,
  at: Place,
): Pick<HostBackupTool, 'scheduled' | 'interval_hours'> {
  if (tool.agent !== undefined) {
    const why = `the server of ${tool.id} decides when it runs: look there`;
    const on = unitEnabled(captures, [tool.agent]);
    return { scheduled: isKnown(on) && !on.value ? on : unknown(why, at), interval_hours: unknown(why, at) };
  }
  const on = jobs.found.filter(({ enabled }) => enabled === true);
  const often = [...on].sort((a, b) => (a.intervalHours ?? 1e9) - (b.intervalHours ?? 1e9))[0];
  if (often !== undefined) {
    return {
      scheduled: known(true, often.at),
      interval_hours:
        often.intervalHours === undefined
          ? unknown(`how often ${often.when.slice(0, 80)} is was not understood`, often.at)
          : known(often.intervalHours, often.at),
    };
  }
  const unsure = jobs.found.find(({ enabled }) => enabled === undefined);
  const none =
    jobs.blocked ??
    (unsure === undefined ? undefined : unknown('whether its timer is on could not be told', unsure.at));
  const first = jobs.found[0]?.at ?? at;
  return {
    scheduled: none ?? known(false, first),
    interval_hours: none ?? unknown('nothing runs it', first),
  };
}

/** The newest trace of a run: the stamp of its timer (of persistent ones), or its log. */
function lastRun(captures: CaptureSet, tool: Tool, jobs: readonly KnownJob[], at: Place): Fact<string> {
  const timers = new Set(
    jobs.flatMap(({ timer }) => (timer === undefined ? [] : [`/var/lib/systemd/timers/stamp-${timer}`])),
  );
  const stamps = globOf(captures, '/var/lib/systemd/timers/stamp-*');
  const files = [
    ...('unread' in stamps ? [] : stamps.filter(({ path }) => timers.has(path))),
    ...tool.logs.flatMap((pattern) => {
      const found = globOf(captures, pattern);
      return 'unread' in found ? [] : found.filter(({ size }) => size > 0);
    }),
  ];
  const newest = files.sort((a, b) => b.modifiedMs - a.modifiedMs)[0];
  return newest === undefined
    ? unknown(`no log or stamp of ${tool.id} tells when it last ran`, at)
    : known(formatInstant(newest.modifiedMs), { file: newest.path });
}
