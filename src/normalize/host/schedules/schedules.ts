import { programsOf } from '../../../core/command-programs.ts';
import { CRON_PATH, candidatePaths, parseCrontab } from '../../../core/crontab.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { complete, incomplete, notCollected } from '../../../core/section.ts';
import type { HostScheduledJob, HostScheduledProgram } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { installedFact, isBlocked, jsonOf, namesOf, statOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText } from '../source-text.ts';
import { unitEnabled } from '../unit-state.ts';
import { type ProgramWriters, readWriters } from './writers.ts';

const CRONTABS = /^(?:\/etc\/crontab|\/etc\/cron\.d\/.*|\/var\/spool\/cron\/.*|\/etc\/crontabs\/.*)$/;
const SPOOL = /^\/(?:var\/spool\/cron(?:\/crontabs)?|etc\/crontabs)\/([^/]+)$/;
const SCRIPT_FOLDERS = ['/etc/cron.hourly', '/etc/cron.daily', '/etc/cron.weekly', '/etc/cron.monthly'] as const;
const LISTS = ['cron.allow', 'cron.deny', 'at.allow', 'at.deny'] as const;
/** run-parts(8) of Debian takes only such names. */
const SCRIPT_NAME = /^[A-Za-z0-9_-]+$/;
/** cron(8) of Debian leaves out names in cron.d that run-parts would. */
const CRON_D_NAME = /^[A-Za-z0-9_-]+$/;

/** Jobs of cron and systemd, and who but root may write what they run. */
export const schedulesNormalizer: HostNormalizer<'schedules'> = {
  section: 'schedules',
  normalize: (captures) => {
    const writers = readWriters(jsonOf(captures.get('owners of scheduled programs')));
    if (writers === undefined)
      return {
        section: notCollected(
          'jobs of cron and timers were not collected',
          'Collect the host again with this version.',
        ),
        diagnostics: [],
      };
    const diagnostics: Diagnostic[] = [];
    const jobs = [
      ...cronJobs(captures, writers, diagnostics),
      ...scripts(captures, writers),
      ...timers(captures, writers),
    ];
    const blocked = captures.all.find(
      (capture) => (CRONTABS.test(capture.origin) || capture.origin.startsWith('timers in ')) && isBlocked(capture),
    );
    const spool = ['/var/spool/cron/crontabs', '/var/spool/cron'].map((path) => captures.get(path)).find(isBlocked);
    const closed = blocked ?? spool;
    const data = {
      cron_installed: installedFact(captures, ['/usr/sbin/cron', '/usr/sbin/crond']),
      cron_enabled: unitEnabled(captures, ['cron.service', 'crond.service', 'cronie.service']),
      at_installed: installedFact(captures, ['/usr/sbin/atd', '/usr/bin/at']),
      lists: LISTS.map((id) => ({ id, present: presence(captures, `/etc/${id}`) })),
      jobs,
    };
    const why = closed === undefined ? undefined : whyUnread(closed, closed.origin);
    return {
      section: why === undefined ? complete(data) : incomplete(data, why, 'Run the scan as root.'),
      diagnostics,
    };
  },
};

function presence(captures: CaptureSet, path: string): Fact<boolean> {
  const info = statOf(captures, path);
  if (info === 'absent') return known(false, { file: path });
  return 'unread' in info ? unknown(info.unread, { file: path }) : known(true, { file: path });
}

function cronJobs(
  captures: CaptureSet,
  writers: ProgramWriters,
  diagnostics: Diagnostic[],
): readonly HostScheduledJob[] {
  return captures.all.flatMap((capture) => {
    const { origin } = capture;
    const source = CRONTABS.test(origin) ? captureText(capture) : undefined;
    if (source?.kind !== 'text') return [];
    const owner = SPOOL.exec(origin)?.[1];
    const { jobs, refused } = parseCrontab(source.lines, owner);
    const [line] = refused;
    if (line !== undefined)
      diagnostics.push({
        level: 'warning',
        code: 'crontab-line',
        message: `${origin} has ${refused.length === 1 ? 'a line' : `${refused.length} lines`} that cron does not take as a job`,
        at: { file: origin, line },
        hint: 'Correct or remove it: cron may leave out the whole file.',
      });
    const name = /^\/etc\/cron\.d\/(.*)$/.exec(origin)?.[1];
    const read = name === undefined || CRON_D_NAME.test(name);
    return jobs.map((job): HostScheduledJob => {
      const at = { file: origin, line: job.line };
      const paths = programsOf(job.command).flatMap((program) => firstPath(program, job.path ?? CRON_PATH, writers));
      return {
        id: `${origin}:${job.line}`,
        kind: 'cron',
        at,
        user: job.user,
        command: job.command,
        runs: known(read, at),
        programs: paths.map((path) => programOf(path, writers, at)),
      };
    });
  });
}

/** The first candidate that is there; for an absolute path itself, there or not. */
function firstPath(program: string, searchPath: string, writers: ProgramWriters): readonly string[] {
  const candidates = candidatePaths(program, searchPath);
  const found = candidates.find((path) => writers.exists(path)) ?? (program.startsWith('/') ? program : undefined);
  return found === undefined ? [] : [found];
}

function scripts(captures: CaptureSet, writers: ProgramWriters): readonly HostScheduledJob[] {
  return SCRIPT_FOLDERS.flatMap((folder) => {
    const names = namesOf(captures, folder);
    if (!Array.isArray(names)) return [];
    return names
      .filter((name: string) => SCRIPT_NAME.test(name))
      .map((name: string): HostScheduledJob => {
        const path = `${folder}/${name}`;
        const at = { file: path };
        return {
          id: path,
          kind: 'script',
          at,
          user: 'root',
          command: path,
          runs: known(true, at),
          programs: [programOf(path, writers, at)],
        };
      });
  });
}

function timers(captures: CaptureSet, writers: ProgramWriters): readonly HostScheduledJob[] {
  const value = jsonOf(captures.get('timers of systemd'));
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown): HostScheduledJob[] => {
    if (!isRecord(entry)) return [];
    const { timer, file, user, commands } = entry;
    if (typeof timer !== 'string' || typeof file !== 'string' || typeof user !== 'string' || !Array.isArray(commands))
      return [];
    const texts = commands.filter((command): command is string => typeof command === 'string');
    const at = { file };
    const paths = [...new Set(texts.flatMap((command) => programsOf(command)))].filter((path) => path.startsWith('/'));
    return [
      {
        id: timer,
        kind: 'timer',
        at,
        user,
        command: texts.join('; '),
        runs: unitEnabled(captures, [timer]),
        programs: paths.map((path) => programOf(path, writers, at)),
      },
    ];
  });
}

function programOf(path: string, writers: ProgramWriters, at: Place): HostScheduledProgram {
  return { id: path, writers: writers.of(path, at) };
}
