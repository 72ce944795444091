/** A job of a crontab. */
export interface CrontabJob {
  /** 1-based. */
  readonly line: number;
  readonly user: string;
  readonly command: string;
  /** The PATH in force at this line, or undefined for that of cron. */
  readonly path: string | undefined;
}

/** A crontab, with the lines that are neither job, setting, comment nor blank. */
export interface Crontab {
  readonly jobs: readonly CrontabJob[];
  readonly refused: readonly number[];
}

const FIELD = String.raw`[\d*,/\-A-Za-z~]+`;
const TIMES = new RegExp(String.raw`^\s*(?:@\w+|(?:${FIELD}\s+){4}${FIELD})\s+(.*)$`);

/**
 * Reads crontab(5). `owner` is the user of a crontab of the spool; system crontabs name one on each line. In a command
 * an unescaped `%` begins its input, which nothing runs.
 */
export function parseCrontab(lines: readonly string[], owner: string | undefined): Crontab {
  const jobs: CrontabJob[] = [];
  const refused: number[] = [];
  let path: string | undefined;
  lines.forEach((text, index) => {
    const line = index + 1;
    if (/^\s*(#.*)?$/.test(text)) return;
    const setting = /^\s*["']?([A-Za-z_]\w*)["']?\s*=\s*(.*?)\s*$/.exec(text);
    if (setting !== null) {
      if (setting[1] === 'PATH') path = (setting[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
      return;
    }
    const rest = TIMES.exec(text)?.[1];
    const [, user, command] =
      rest === undefined ? [] : owner === undefined ? (/^(\S+)\s+(.*)$/.exec(rest) ?? []) : ['', owner, rest];
    if (user === undefined || command === undefined || command.trim() === '') refused.push(line);
    // FreeBSD-like options before the command (`-n`) and classes after the user are not of Linux.
    else
      jobs.push({
        line,
        user,
        command: command
          .replace(/(?<!\\)%.*$/, '')
          .replaceAll('\\%', '%')
          .trim(),
        path,
      });
  });
  return { jobs, refused };
}

/** Where cron looks for programs without a PATH line (cron(8) of Debian). */
export const CRON_PATH = '/usr/bin:/bin';

/** The paths at which a program as written may lie, in order. */
export function candidatePaths(program: string, searchPath: string): readonly string[] {
  if (program.startsWith('/')) return [program];
  if (program.includes('/')) return [];
  return searchPath
    .split(':')
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => `${folder.replace(/\/+$/, '')}/${program}`);
}
