import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureJson } from '../capture-file.ts';
import type { CollectContext } from './source.ts';
import { timerFiles, UNIT_FOLDERS } from './unit-folders.ts';

/** A job of cron or a timer that runs one of the tools. Nothing else of the job is kept. */
interface Job {
  readonly tool: string;
  readonly file: string;
  readonly line: number;
  /** The script that the job runs and that names the tool; absent when the job names it itself. */
  readonly through?: string;
  /** When: the five fields or @word of cron, `folder daily`, or lines of the timer. */
  readonly when: string;
  readonly timer?: string;
  /** The job ends early where systemd runs. */
  readonly not_with_systemd: boolean;
}

/** Files that could not be read. */
interface Blocked {
  readonly path: string;
  readonly why: 'denied' | 'failed';
}

const SCRIPT_LIMIT = 256 * 1024;
const MAX_SCRIPTS = 100;
const CRON_FILES = ['/etc/crontab', '/etc/anacrontab'] as const;
const CRON_FOLDERS = ['/etc/cron.d', '/var/spool/cron/crontabs', '/var/spool/cron', '/etc/crontabs'] as const;
const PERIODS = ['hourly', 'daily', 'weekly', 'monthly'] as const;
/**
 * Captures, under the given name, when the tools run: only the name of the tool, the time and the place are kept of a
 * job, because commands hold passwords. Scripts that a job runs are looked into, one level deep.
 */
export function captureJobs(
  access: Access,
  context: CollectContext,
  origin: string,
  tools: readonly string[],
): Capture {
  const jobs: Job[] = [];
  const blocked: Blocked[] = [];
  const seen = new Map<string, readonly string[] | undefined>();
  const words = new RegExp(`(?:^|[\\s/"'=;&|(])(${tools.join('|')})(?=$|[\\s"';&|).])`, 'g');
  const read = (path: string, limit = SCRIPT_LIMIT): readonly string[] | undefined => {
    if (seen.has(path)) return seen.get(path);
    const file = access.readFile(path, limit);
    if (file.kind === 'denied' || file.kind === 'failed') blocked.push({ path, why: file.kind });
    const lines = file.kind === 'read' ? Buffer.from(file.bytes).toString('utf8').split('\n') : undefined;
    seen.set(path, lines);
    return lines;
  };
  const list = (folder: string): readonly string[] => {
    const names = access.list(folder);
    if (names.kind === 'denied' || names.kind === 'failed') blocked.push({ path: folder, why: names.kind });
    return names.kind === 'read' ? names.value : [];
  };
  /** The tools of a line, also those of a script that it runs. */
  const toolsOf = (text: string): readonly { readonly tool: string; readonly through?: string }[] => {
    const direct = [...text.matchAll(words)].map(([, tool = '']) => ({ tool }));
    const scripts = [...text.matchAll(/(?:^|[\s"'=;&|(:@+!-])(\/[\w./-]+)/g)].map(([, path = '']) => path);
    const inside = scripts.flatMap((path) => {
      if (seen.size > MAX_SCRIPTS || !looksLikeScript(path)) return [];
      const info = access.stat(path);
      if (info.kind !== 'read' || info.value.kind !== 'file' || info.value.size > SCRIPT_LIMIT) return [];
      const lines = read(path);
      if (lines?.[0]?.startsWith('#!') !== true) return [];
      const body = lines.filter((line) => !/^\s*#/.test(line)).join('\n');
      return [...body.matchAll(words)].map(([, tool = '']) => ({ tool, through: path }));
    });
    return [...new Map([...inside, ...direct].map((one) => [one.tool, one])).values()];
  };

  const crontab = (file: string): void => {
    for (const [index, text] of (read(file) ?? []).entries()) {
      if (/^\s*(#|$|[A-Za-z_]\w*\s*=)/.test(text)) continue;
      const [, when = '', command = ''] = /^\s*(@\w+|(?:\S+\s+){4}\S+)\s+(.*)$/.exec(text) ?? [];
      for (const found of toolsOf(command))
        jobs.push({ ...found, file, line: index + 1, when, not_with_systemd: standsBack(command) });
    }
  };
  for (const file of CRON_FILES) crontab(file);
  for (const folder of CRON_FOLDERS) {
    for (const name of list(folder)) {
      const info = access.stat(`${folder}/${name}`);
      if (info.kind === 'read' && info.value.kind === 'file' && !name.startsWith('.')) crontab(`${folder}/${name}`);
    }
  }
  for (const period of PERIODS) {
    for (const folder of [`/etc/cron.${period}`, `/etc/periodic/${period}`]) {
      for (const name of list(folder)) {
        const lines = read(`${folder}/${name}`) ?? [];
        const body = lines.map((line) => (/^\s*#/.test(line) ? '' : line));
        const back = standsBack(body.join('\n'));
        for (const found of toolsOf(`${name}\n${body.join('\n')}`)) {
          const line = body.findIndex((text) => text.includes(found.tool)) + 1;
          jobs.push({
            ...found,
            file: `${folder}/${name}`,
            line: Math.max(1, line),
            when: `folder ${period}`,
            not_with_systemd: back,
          });
        }
      }
    }
  }
  for (const [timer, file] of timerFiles(list)) {
    const own = unitLines(timer, access, read, list);
    const service = lastValue(own, 'Unit') ?? timer.replace(/\.timer$/, '.service');
    const lines = unitLines(service, access, read, list);
    const commands = lines.filter((line) => /^\s*Exec(Start|StartPre|StartPost)\s*=/.test(line)).join('\n');
    const when = own.filter((line) => /^\s*On[A-Z]\w*\s*=\s*\S/.test(line)).map((line) => line.trim());
    for (const found of toolsOf(commands)) {
      jobs.push({ ...found, file, line: 1, when: when.join('; '), timer, not_with_systemd: false });
    }
  }
  return captureJson(origin, { jobs, blocked }, context);
}

/** Programs are no scripts; what lies elsewhere may be one. */
function looksLikeScript(path: string): boolean {
  return !/^\/(dev|proc|sys)\//.test(path) && !/\.(log|conf|cfg|ya?ml|pid|lock|sock|key|pem)$/.test(path);
}

function standsBack(text: string): boolean {
  return /-d\s+\/run\/systemd\/system/.test(text);
}

function unitLines(
  unit: string,
  access: Access,
  read: (path: string) => readonly string[] | undefined,
  list: (folder: string) => readonly string[],
): readonly string[] {
  // An instance is made from its template (systemd.unit(5)).
  const template = unit.replace(/@[^.]+\./, '@.');
  const names = unit === template ? [unit] : [unit, template];
  const main = names
    .flatMap((name) => UNIT_FOLDERS.map((folder) => `${folder}/${name}`))
    .find((path) => access.stat(path).kind === 'read');
  const dropIns = names.flatMap((name) =>
    UNIT_FOLDERS.flatMap((folder) =>
      list(`${folder}/${name}.d`)
        .filter((file) => file.endsWith('.conf'))
        .map((file) => `${folder}/${name}.d/${file}`),
    ),
  );
  return [...(main === undefined ? [] : [main]), ...dropIns].flatMap((path) => read(path) ?? []);
}

function lastValue(lines: readonly string[], key: string): string | undefined {
  return lines.flatMap((line) => new RegExp(`^\\s*${key}\\s*=\\s*(\\S+)`).exec(line)?.[1] ?? []).at(-1);
}
