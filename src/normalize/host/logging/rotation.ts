/** How often and how long logrotate keeps a file. */
interface Rules {
  readonly days: number | undefined;
  readonly rotate: number | undefined;
  readonly maxAge: number | undefined;
}

const DAYS: ReadonlyMap<string, number> = new Map([
  ['hourly', 1 / 24],
  ['daily', 1],
  ['weekly', 7],
  ['monthly', 30],
  ['yearly', 365],
]);

/** A file of logrotate. */
export interface LogrotateFile {
  readonly file: string;
  readonly text: string;
}

/** Days that logrotate keeps one log: interval × count, no longer than maxage; undefined when no rule names it. */
export function retentionDays(
  files: readonly LogrotateFile[],
  log: string,
): { readonly days: number; readonly file: string; readonly line: number } | undefined {
  // Without a setting logrotate keeps no old file (`rotate 0`); an interval must be given, weekly is the common one.
  let global: Rules = { days: 7, rotate: 0, maxAge: undefined };
  for (const { file, text } of files) {
    const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim());
    let names: string[] = [];
    let block: string[] | undefined;
    let start = 0;
    for (const [index, line] of lines.entries()) {
      if (block !== undefined) {
        if (line !== '}') {
          block.push(line);
          continue;
        }
        if (names.some((name) => globMatches(name, log))) {
          const rules = readRules(block, global);
          const kept = (rules.days ?? 7) * ((rules.rotate ?? 0) + 1);
          return { days: Math.floor(Math.min(kept, rules.maxAge ?? kept)), file, line: start + 1 };
        }
        block = undefined;
        names = [];
        continue;
      }
      if (line.startsWith('/') || line.startsWith('"')) {
        if (names.length === 0) start = index;
        names.push(
          ...line
            .replace('{', '')
            .split(/\s+/)
            .map((name) => name.replaceAll('"', ''))
            .filter((name) => name !== ''),
        );
      } else if (line !== '' && line !== '{' && file.endsWith('logrotate.conf')) global = readRules([line], global);
      if (line.endsWith('{')) block = [];
    }
  }
  return undefined;
}

function readRules(lines: readonly string[], from: Rules): Rules {
  let rules = from;
  for (const line of lines) {
    const [word = '', value = ''] = line.split(/\s+/);
    const days = DAYS.get(word);
    if (days !== undefined) rules = { ...rules, days };
    if (word === 'rotate' && /^-?\d+$/.test(value))
      rules = { ...rules, rotate: value === '-1' ? 100_000 : Number(value) };
    if (word === 'maxage' && /^\d+$/.test(value)) rules = { ...rules, maxAge: Number(value) };
  }
  return rules;
}

function globMatches(pattern: string, path: string): boolean {
  const body = pattern
    .replace(/[.+^${}()|\\[\]]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${body}$`).test(path);
}
