import { formatInstant } from '../../core/clock.ts';

const DAY_MS = 86_400_000;

/** The calendar day (UTC) of an instant. */
export function dayOf(ms: number): string {
  return formatInstant(ms).slice(0, 10);
}

/** The first millisecond (UTC) of a day `YYYY-MM-DD`. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export function daysFrom(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

/** The same day some months later; the last of the month when it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** An instant some calendar months later, at the same time of day. */
export function addMonthsToInstant(instant: string, months: number): string {
  return `${addMonths(instant.slice(0, 10), months)}${instant.slice(10)}`;
}

/** A day some days later. */
export function addDays(day: string, days: number): string {
  return dayOf(startOfDay(day) + days * DAY_MS);
}

/** A duration of ISO 8601 in whole years, months, weeks and days; undefined when it is not one. */
export interface Duration {
  readonly months: number;
  readonly days: number;
}

/** Reads `P12M`, `P1Y`, `P2W`, `P90D`. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(text);
  if (match === null || text === 'P') return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return { months: years * 12 + months, days: weeks * 7 + days };
}

/** Hours as people say them: `101 h 50 min`. */
export function sayHours(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
