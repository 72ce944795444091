import { formatInstant } from '../../../core/clock.ts';
import { zonedInstant } from '../../../core/zoned-time.ts';
import { isTimeZone } from '../settings.ts';

/** A stretch of time, milliseconds since the epoch, the end not in it. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The occurrences, or why the rule cannot be read. */
type Occurrences =
  | { readonly ok: true; readonly spans: readonly { readonly from: string; readonly to: string }[] }
  | { readonly ok: false; readonly reason: string };

interface Rule {
  readonly frequency: string;
  readonly interval: number;
  readonly count: number;
  readonly untilMs: number;
  readonly byDay: readonly { readonly ordinal: number; readonly weekday: number }[];
  readonly byMonthDay: readonly number[];
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/**
 * Writes out a recurring window (RFC 5545, 3.3.10): DAILY, WEEKLY and MONTHLY with INTERVAL, COUNT, UNTIL, BYDAY and
 * BYMONTHDAY; the week begins on Monday. Any other part is refused rather than ignored: a window that is wider than the
 * approved one would hide an outage. Without a rule the first time is the only one.
 */
export function occurrencesOf(text: string, first: Span, horizon: Span): Occurrences {
  if (text === '') return { ok: true, spans: [spanText(first.fromMs, first.toMs)] };
  const parsed = parseRule(text);
  if (typeof parsed === 'string') return { ok: false, reason: parsed };
  const { rule, start } = parsed;
  const day0 = start?.day ?? new Date(first.fromMs).toISOString().slice(0, 10);
  const time = start?.time ?? new Date(first.fromMs).toISOString().slice(11, 19);
  const zone = start?.zone ?? 'UTC';
  const lengthMs = first.toMs - first.fromMs;
  const spans: { from: string; to: string }[] = [];
  const startDay = Date.parse(`${day0}T00:00:00Z`);
  let found = 0;
  for (let day = startDay; day <= horizon.toMs + DAY_MS && day <= rule.untilMs + DAY_MS; day += DAY_MS) {
    if (!isDayOf(rule, day, startDay)) continue;
    found += 1;
    if (rule.count > 0 && found > rule.count) break;
    if (day + 2 * DAY_MS + lengthMs < horizon.fromMs) continue;
    const at = instantOf(new Date(day).toISOString().slice(0, 10), time, zone);
    // An instant that the clock was set over is not guessed: that one occurrence is left out and approves nothing.
    if (at === undefined || at > rule.untilMs) continue;
    if (at + lengthMs >= horizon.fromMs && at <= horizon.toMs) spans.push(spanText(at, at + lengthMs));
  }
  return { ok: true, spans };
}

function instantOf(day: string, time: string, zone: string): number | undefined {
  return zone === 'UTC' ? Date.parse(`${day}T${time}Z`) : zonedInstant(day, time, zone);
}

function spanText(fromMs: number, toMs: number): { from: string; to: string } {
  return { from: formatInstant(fromMs), to: formatInstant(toMs) };
}

function isDayOf(rule: Rule, day: number, startDay: number): boolean {
  const date = new Date(day);
  const start = new Date(startDay);
  const weekday = date.getUTCDay();
  const days = Math.round((day - startDay) / DAY_MS);
  switch (rule.frequency) {
    case 'DAILY':
      return (
        days % rule.interval === 0 && (rule.byDay.length === 0 || rule.byDay.some((item) => item.weekday === weekday))
      );
    case 'WEEKLY': {
      const weeks = Math.floor((days + ((start.getUTCDay() + 6) % 7)) / 7);
      const wanted = rule.byDay.length === 0 ? [start.getUTCDay()] : rule.byDay.map((item) => item.weekday);
      return weeks % rule.interval === 0 && wanted.includes(weekday);
    }
    default: {
      const months = (date.getUTCFullYear() - start.getUTCFullYear()) * 12 + date.getUTCMonth() - start.getUTCMonth();
      if (months % rule.interval !== 0) return false;
      const ofMonth = date.getUTCDate();
      const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
      if (rule.byMonthDay.length > 0 && !rule.byMonthDay.some((n) => (n > 0 ? n : last + 1 + n) === ofMonth))
        return false;
      if (rule.byDay.length === 0) return rule.byMonthDay.length > 0 || ofMonth === start.getUTCDate();
      const nth = Math.ceil(ofMonth / 7);
      const nthLast = -Math.ceil((last - ofMonth + 1) / 7);
      return rule.byDay.some((item) => item.weekday === weekday && [0, nth, nthLast].includes(item.ordinal));
    }
  }
}

interface Start {
  readonly day: string;
  readonly time: string;
  readonly zone: string;
}

function parseRule(text: string): { readonly rule: Rule; readonly start: Start | undefined } | string {
  let start: Start | undefined;
  let parts: readonly string[] | undefined;
  for (const line of text
    .split(/\r?\n/)
    .map((item) => item.trim())
    .filter((item) => item !== '')) {
    const dtstart = /^DTSTART(?:;TZID=([^:;]+))?:(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/.exec(line);
    if (dtstart !== null) {
      const [, zone = '', year, month, day, hour, minute, second, utc] = dtstart;
      if ((zone === '') === (utc === '') || (zone !== '' && !isTimeZone(zone)))
        return `the time "${line}" has no zone that can be read`;
      if (Number.isNaN(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)))
        return `the time "${line}" is none`;
      start = { day: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}`, zone: utc === 'Z' ? 'UTC' : zone };
    } else if (parts === undefined && /^(RRULE:)?FREQ=|^RRULE:/.test(line))
      parts = line.replace(/^RRULE:/, '').split(';');
    else return `"${line}" is not read in a recurrence`;
  }
  if (parts === undefined) return 'the recurrence has no RRULE';
  const given = new Map(
    parts.map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=').slice(1).join('=')]),
  );
  const unread = [...given.keys()].find(
    (key) => !['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY'].includes(key),
  );
  if (unread !== undefined) return `${unread} is not read in a recurrence`;
  const frequency = given.get('FREQ') ?? '';
  const interval = Number(given.get('INTERVAL') ?? '1');
  const count = Number(given.get('COUNT') ?? '0');
  const until = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(given.get('UNTIL') ?? '');
  const byDay = (given.get('BYDAY') ?? '')
    .split(',')
    .filter((item) => item !== '')
    .map((item) => /^([-+]?\d)?(SU|MO|TU|WE|TH|FR|SA)$/.exec(item));
  const byMonthDay = (given.get('BYMONTHDAY') ?? '')
    .split(',')
    .filter((item) => item !== '')
    .map(Number);
  const wrong =
    !['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency) ||
    !(Number.isInteger(interval) && interval > 0) ||
    !(Number.isInteger(count) && count >= 0) ||
    (given.has('UNTIL') && until === null) ||
    byDay.includes(null) ||
    (frequency !== 'MONTHLY' && (byMonthDay.length > 0 || byDay.some((item) => item?.[1] !== undefined))) ||
    byMonthDay.some((n) => !Number.isInteger(n) || n === 0 || Math.abs(n) > 31);
  if (wrong) return `the recurrence "${parts.join(';')}" is not read`;
  const [, year = '', month = '', day = '', hour = '23', minute = '59', second = '59'] = until ?? [];
  return {
    start,
    rule: {
      frequency,
      interval,
      count,
      untilMs:
        until === null ? Number.POSITIVE_INFINITY : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
      byDay: byDay.map((item) => ({ ordinal: Number(item?.[1] ?? '0'), weekday: WEEKDAYS.indexOf(item?.[2] ?? '') })),
      byMonthDay,
    },
  };
}
