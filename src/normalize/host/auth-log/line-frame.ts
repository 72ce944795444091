/** The frame of one log line: when, which host, which program, what it said. */
export interface Frame {
  /** Milliseconds since the epoch; a stamp without a year is told for year 0 of `inYear`. */
  readonly timeMs: number;
  readonly host: string;
  readonly program: string;
  readonly message: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const MONTH_OF: ReadonlyMap<string, number> = new Map(MONTHS.map((name, index) => [name, index]));
const BSD = /^(?:<\d+>)?([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\S+) /;
const ISO = /^(?:<\d+>)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?)(Z|[+-]\d\d:?\d\d) (\S+) /;
const RFC5424 =
  /^<\d+>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d) (\S+) (\S+) \S+ \S+ (?:-|\[.*?\](?=\s|$)) ?/;
const TAG = /^([^\s:[]+)(?:\[\d+\])?: ?/;

/** Month and day of a stamp of RFC 3164 as a number that grows within a year, or undefined for other lines. */
export function dayOfYearHint(line: string): number | undefined {
  const start = line.startsWith('<') ? line.indexOf('>') + 1 : 0;
  const month = MONTH_OF.get(line.slice(start, start + 3));
  if (month === undefined) return undefined;
  const day = Number(line.slice(start + 4, start + 6));
  return Number.isInteger(day) ? month * 31 + day : undefined;
}

/** Reads a line of RFC 3164 (its year given), of RFC 5424, or of rsyslog's and journalctl's RFC 3339 style. */
export function parseFrame(line: string, year: number): Frame | undefined {
  const bsd = BSD.exec(line);
  if (bsd !== null) {
    const month = MONTH_OF.get(bsd[1] ?? '');
    if (month === undefined) return undefined;
    const timeMs = Date.UTC(year, month, Number(bsd[2]), Number(bsd[3]), Number(bsd[4]), Number(bsd[5]));
    return withTag(line.slice(bsd[0].length), timeMs, bsd[6] ?? '');
  }
  const iso = ISO.exec(line);
  if (iso !== null) {
    const timeMs = instantOf(iso[1] ?? '', iso[2] ?? '');
    return timeMs === undefined ? undefined : withTag(line.slice(iso[0].length), timeMs, iso[3] ?? '');
  }
  const structured = RFC5424.exec(line);
  if (structured === null) return undefined;
  const timeMs = instantOf(structured[1] ?? '', structured[2] ?? '');
  if (timeMs === undefined) return undefined;
  const message = line.slice(structured[0].length).replace(/^\uFEFF/, '');
  return { timeMs, host: structured[3] ?? '', program: structured[4] ?? '', message };
}

function instantOf(local: string, zone: string): number | undefined {
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const ms = Date.parse(`${local.replace(',', '.')}${offset}`);
  return Number.isNaN(ms) ? undefined : ms;
}

function withTag(rest: string, timeMs: number, host: string): Frame | undefined {
  const tag = TAG.exec(rest);
  if (tag === null) return { timeMs, host, program: '', message: rest };
  return { timeMs, host, program: tag[1] ?? '', message: rest.slice(tag[0].length) };
}

/** Calls back with each line and its 1-based number, without a copy of the whole. */
export function eachLine(text: string, visit: (line: string, number: number) => void): void {
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    const line =
      text.charCodeAt(stop - 1) === 13 && stop > start ? text.slice(start, stop - 1) : text.slice(start, stop);
    visit(line, number);
    start = stop + 1;
  }
}

const WRAP_DAYS = 60;
const SLACK_MS = 36 * 3_600_000;

/**
 * The year of the first line of a log of RFC 3164 stamps: the last line is at most a day and a half after the file was
 * last written, and each fall of the day by two months or more is a new year.
 */
export function firstYear(text: string, writtenMs: number): number {
  let wraps = 0;
  let previous: number | undefined;
  let last = '';
  eachLine(text, (line) => {
    const hint = dayOfYearHint(line);
    if (hint === undefined) return;
    if (previous !== undefined && previous - hint > WRAP_DAYS) wraps++;
    previous = hint;
    last = line;
  });
  const year = new Date(writtenMs).getUTCFullYear();
  const frame = last === '' ? undefined : parseFrame(last, year);
  const lastYear = frame !== undefined && frame.timeMs > writtenMs + SLACK_MS ? year - 1 : year;
  return lastYear - wraps;
}

/** True when the day fell so far between two lines that a new year began. */
export function isNewYear(previous: number, hint: number): boolean {
  return previous - hint > WRAP_DAYS;
}
