import type { Capture } from '../../core/capture.ts';
import { programsOf } from '../../core/command-programs.ts';
import { CRON_PATH, candidatePaths, parseCrontab } from '../../core/crontab.ts';
import { cutCommandSecrets } from '../../core/secrets.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, captureJson, makeCapture, redactLines } from '../capture-file.ts';
import { captureNames, captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';
import { timerFiles, UNIT_FOLDERS } from './unit-folders.ts';

/** Crontabs of users: Debian, then RHEL and Alpine. */
const SPOOLS = ['/var/spool/cron/crontabs', '/var/spool/cron', '/etc/crontabs'] as const;
const SCRIPT_FOLDERS = ['/etc/cron.hourly', '/etc/cron.daily', '/etc/cron.weekly', '/etc/cron.monthly'] as const;
const LISTS = ['/etc/cron.allow', '/etc/cron.deny', '/etc/at.allow', '/etc/at.deny'] as const;
const DAEMONS = ['/usr/sbin/cron', '/usr/sbin/crond', '/usr/sbin/atd', '/usr/bin/at'] as const;
const UNIT_LIMIT_BYTES = 65_536;
const MAX_LINKS = 5;

/** What cron and the timers of systemd run, and who may write it. */
export const schedulesSource: HostSource = {
  id: 'schedules',
  title:
    'Jobs of cron and systemd timers with the owners and modes of what they run (the spool needs root); passwords cut',
  collect: (access, context) => {
    const options = { redact: redactLines((line) => (/^\s*#/.test(line) ? '#' : cutCommandSecrets(line))) };
    const crontabs = [
      captureFile(access, '/etc/crontab', context, options),
      ...captureFolder(access, '/etc/cron.d', context, (name) => !name.startsWith('.'), options),
      ...SPOOLS.flatMap((folder) => captureFolder(access, folder, context, (name) => !name.startsWith('.'), options)),
    ];
    const timers = readTimers(access);
    const scripts = SCRIPT_FOLDERS.flatMap((folder) => {
      const names = access.list(folder);
      return names.kind === 'read' ? names.value.map((name) => `${folder}/${name}`) : [];
    });
    const paths = [
      ...crontabs.flatMap(cronPrograms),
      ...timers.flatMap(({ commands }) => commands.flatMap((command) => programsOf(command))),
      ...scripts,
    ];
    return [
      ...crontabs,
      ...SCRIPT_FOLDERS.map((folder) => captureNames(access, folder, context)),
      ...[...LISTS, ...DAEMONS].map((path) => captureStat(access, path, context)),
      captureJson('timers of systemd', timers, context),
      ...deniedUnitFolders(access, context),
      captureJson(
        'owners of scheduled programs',
        [...new Set(paths)].sort().map((path) => whoWrites(access, path)),
        context,
      ),
    ];
  },
};

function cronPrograms(capture: Capture): readonly string[] {
  if (capture.outcome.kind !== 'read') return [];
  const lines = Buffer.from(capture.outcome.bytes).toString('utf8').split('\n');
  const owner = /^\/(?:var\/spool\/cron|etc\/crontabs)\//.test(capture.origin) ? 'owner' : undefined;
  return parseCrontab(lines, owner).jobs.flatMap(({ command, path }) =>
    programsOf(command).flatMap((program) => candidatePaths(program, path ?? CRON_PATH)),
  );
}

/** A timer with what its service runs, secrets cut. */
interface Timer {
  readonly timer: string;
  readonly file: string;
  readonly service: string;
  readonly user: string;
  readonly commands: readonly string[];
}

function readTimers(access: Access): readonly Timer[] {
  const files = timerFiles((folder) => {
    const names = access.list(folder);
    return names.kind === 'read' ? names.value : [];
  });
  return [...files].map(([timer, file]) => {
    const service = lastValue(unitLines(access, timer), 'Unit') ?? timer.replace(/\.timer$/, '.service');
    const lines = unitLines(access, service);
    return { timer, file, service, user: lastValue(lines, 'User') ?? 'root', commands: execCommands(lines) };
  });
}

/** Lines of a unit: its strongest file, then its drop-ins by name. */
function unitLines(access: Access, unit: string): readonly string[] {
  const main = UNIT_FOLDERS.map((folder) => `${folder}/${unit}`).find((path) => access.lstat(path).kind !== 'absent');
  const dropIns = new Map<string, string>();
  for (const folder of UNIT_FOLDERS) {
    const names = access.list(`${folder}/${unit}.d`);
    if (names.kind !== 'read') continue;
    for (const name of names.value)
      if (name.endsWith('.conf') && !dropIns.has(name)) dropIns.set(name, `${folder}/${unit}.d/${name}`);
  }
  const own = main === undefined ? [] : [main];
  return [...own, ...[...dropIns.keys()].sort().map((name) => dropIns.get(name) ?? '')].flatMap((path) => {
    const read = access.readFile(path, UNIT_LIMIT_BYTES);
    if (read.kind !== 'read') return [];
    return Buffer.from(read.bytes).toString('utf8').replaceAll(/\\\n/g, ' ').split('\n');
  });
}

function lastValue(lines: readonly string[], key: string): string | undefined {
  const values = lines.flatMap((line) => {
    const value = new RegExp(`^\\s*${key}\\s*=\\s*(.*?)\\s*$`).exec(line)?.[1];
    return value === undefined ? [] : [value];
  });
  return values.at(-1);
}

/** An empty assignment clears those before it (systemd.service(5)); the prefixes of the program are dropped. */
function execCommands(lines: readonly string[]): readonly string[] {
  let commands: string[] = [];
  for (const line of lines) {
    const value = /^\s*Exec(?:Start|StartPre|StartPost|Condition)\s*=\s*(.*)$/.exec(line)?.[1];
    if (value === undefined) continue;
    if (value.trim() === '') commands = [];
    else commands.push(cutCommandSecrets(value.trim().replace(/^[-@:+!|]+/, '')));
  }
  return commands;
}

function deniedUnitFolders(access: Access, context: CollectContext): readonly Capture[] {
  return UNIT_FOLDERS.flatMap((folder) => {
    const names = access.list(folder);
    return names.kind === 'denied' || names.kind === 'failed'
      ? [makeCapture(`timers in ${folder}`, names, context)]
      : [];
  });
}

/** An entry on the way to a program: itself, a folder above it, or what a link leads to. */
interface Step {
  readonly path: string;
  readonly outcome: string;
  readonly kind?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

function whoWrites(access: Access, program: string): { readonly program: string; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let path = program;
  for (let links = 0; links <= MAX_LINKS; links += 1) {
    const parts = path.split('/').filter((part) => part !== '');
    for (let length = 0; length < parts.length; length += 1)
      steps.push(stepOf(access, `/${parts.slice(0, length).join('/')}`));
    steps.push(stepOf(access, path));
    const target = access.readLink(path);
    if (target.kind !== 'read') break;
    const folder = path.slice(0, path.lastIndexOf('/'));
    path = target.value.startsWith('/') ? target.value : `${folder}/${target.value}`;
  }
  return { program, steps };
}

function stepOf(access: Access, path: string): Step {
  const info = access.stat(path);
  if (info.kind !== 'read') return { path, outcome: info.kind };
  const { kind, mode, uid, gid } = info.value;
  return { path, outcome: 'read', kind, mode, uid, gid };
}
