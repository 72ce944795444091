/** Milliseconds in an hour and in a day. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant of RFC 3339 as milliseconds since the epoch, or undefined when the text is not one. */
export function parseInstant(text: string): number | undefined {
  if (!RFC3339.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Milliseconds since the epoch as RFC 3339 in UTC, without a fraction of a second. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Whole days (rounded down) from `from` to `to`; negative when `from` is later. */
export function daysBetween(fromMs: number, toMs: number): number {
  return Math.floor((toMs - fromMs) / DAY_MS);
}

/** Hours from `from` to `to` with one decimal. */
export function hoursBetween(fromMs: number, toMs: number): number {
  return Math.round(((toMs - fromMs) / HOUR_MS) * 10) / 10;
}
