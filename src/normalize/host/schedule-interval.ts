const DAY = 24;
const WORDS: ReadonlyMap<string, number> = new Map([
  ['minutely', 1],
  ['hourly', 1],
  ['daily', DAY],
  ['midnight', DAY],
  ['weekly', 7 * DAY],
  ['monthly', 31 * DAY],
  ['quarterly', 92 * DAY],
  ['semiannually', 184 * DAY],
  ['yearly', 366 * DAY],
  ['annually', 366 * DAY],
]);
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The greatest distance between two runs, in hours, rounded up: of `folder daily`, the five fields or the word of
 * crontab(5), or OnCalendar, OnUnitActiveSec lines of systemd.timer(5) joined by `; `. Undefined when it is not understood.
 */
export function intervalHours(when: string): number | undefined {
  const folder = /^folder (\w+)$/.exec(when)?.[1];
  if (folder !== undefined) return WORDS.get(folder);
  if (when.startsWith('@')) return WORDS.get(when.slice(1));
  if (/^On[A-Z]/.test(when)) {
    const each = when
      .split('; ')
      .map(timerInterval)
      .filter((hours) => hours !== undefined);
    return each.length === 0 ? undefined : Math.min(...each);
  }
  return cronInterval(when.trim().split(/\s+/));
}

function cronInterval(fields: readonly string[]): number | undefined {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5 || minute === '') return undefined;
  if (month !== '*') return members(month, 1, 12) === undefined ? undefined : 366 * DAY;
  if (day !== '*' || weekday !== '*') {
    // Both restricted: either is enough (crontab(5)).
    const gaps = [day === '*' ? undefined : dayGap(day, 31), weekday === '*' ? undefined : weekdayGap(weekday)];
    const known = gaps.filter((gap) => gap !== undefined);
    return known.length === 0 ? undefined : Math.min(...known) * DAY;
  }
  const hours = members(hour, 0, 23);
  return hours === undefined ? undefined : widest(hours, 24);
}

function dayGap(field: string, size: number): number | undefined {
  if (field === '*') return 1;
  const found = members(field, 1, size);
  return found === undefined ? undefined : widest(found, size);
}

function weekdayGap(field: string): number | undefined {
  if (field === '*') return 1;
  const text = field.toLowerCase().replace(/[a-z]{3,}/g, (word) => String(WEEKDAYS.indexOf(word.slice(0, 3))));
  const found = members(text, 0, 7);
  return found === undefined ? undefined : widest([...new Set(found.map((one) => one % 7))], 7);
}

/** The numbers of one field: `*`, `*\/2`, `1-5`, `1,4`. */
function members(field: string, low: number, high: number): readonly number[] | undefined {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [, from, to, step = '1'] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [undefined];
    if (!/^(?:\*|\d+(?:-\d+)?)(?:\/\d+)?$/.test(part) || Number(step) === 0) return undefined;
    const first = from === undefined ? low : Number(from);
    const last = to !== undefined ? Number(to) : from === undefined || part.includes('/') ? high : first;
    for (let number = first; number <= Math.min(last, high); number += Number(step)) found.add(number);
  }
  return found.size === 0 ? undefined : [...found].sort((a, b) => a - b);
}

/** The widest step from one member to the next, around the end. */
function widest(members: readonly number[], size: number): number {
  return Math.max(...members.map((one, i) => (members[i + 1] ?? (members[0] ?? 0) + size) - one));
}

function timerInterval(line: string): number | undefined {
  const [, key = '', value = ''] = /^(On\w+)\s*=\s*(.*)$/.exec(line) ?? [];
  if (key === 'OnUnitActiveSec' || key === 'OnUnitInactiveSec') return spanHours(value);
  return key === 'OnCalendar' ? calendarInterval(value.trim()) : undefined;
}

const SPANS: readonly (readonly [RegExp, number])[] = [
  [/^(s|sec|seconds?|)$/, 1 / 3600],
  [/^(m|min|minutes?)$/, 1 / 60],
  [/^(h|hr|hours?)$/, 1],
  [/^(d|days?)$/, DAY],
  [/^(w|weeks?)$/, 7 * DAY],
  [/^(M|months?)$/, 31 * DAY],
];

function spanHours(text: string): number | undefined {
  let hours = 0;
  for (const [, number = '', unit = ''] of text.matchAll(/(\d+)\s*([A-Za-z]*)/g)) {
    const factor = SPANS.find(([pattern]) => pattern.test(unit))?.[1];
    if (factor === undefined) return undefined;
    hours += Number(number) * factor;
  }
  return hours === 0 ? undefined : Math.ceil(hours);
}

/** systemd.time(7): an optional list of weekdays, a date, a time. */
function calendarInterval(text: string): number | undefined {
  const word = WORDS.get(text.toLowerCase());
  if (word !== undefined) return word;
  const [, week, date = '*-*-*', time = '00:00:00'] =
    /^(?:([A-Za-z]{3,}[A-Za-z.,]*)\s*)?(?:(\S+-\S+)\s*)?(?:(\S+:\S+))?(?:\s+[A-Z]\S*)?$/.exec(text) ?? [];
  if (week !== undefined)
    return weekdayGap(week.replaceAll('..', '-')) === undefined
      ? undefined
      : (weekdayGap(week.replaceAll('..', '-')) ?? 7) * DAY;
  const day = date.split('-').at(-1) ?? '*';
  const month = date.split('-').at(-2) ?? '*';
  if (month !== '*') return 366 * DAY;
  if (day !== '*') {
    const gap = dayGap(day.replaceAll('..', '-').replace(/^1\/(\d+)$/, '*/$1'), 31);
    return gap === undefined ? undefined : gap * DAY;
  }
  if (!/^\S+:\S+/.test(time)) return undefined;
  const hours = members(
    (time.split(':')[0] ?? '*')
      .replaceAll('..', '-')
      .replace(/^0*(\d+)/, '$1')
      .replace(/^0\/(\d+)$/, '*/$1'),
    0,
    23,
  );
  return hours === undefined ? undefined : widest(hours, 24);
}
