/**
 * The instant of a local day and time in an IANA zone, in milliseconds. Undefined when the clock was set back over it
 * (two instants) or forward over it (none): a time without an offset does not tell which.
 */
export function zonedInstant(day: string, time: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(
    `${day}T${time.length === 4 || time.length === 7 ? `0${time}` : time}${time.split(':').length === 2 ? ':00' : ''}Z`,
  );
  if (Number.isNaN(asUtc)) return undefined;
  const halfDay = 12 * 3_600_000;
  const offsets = new Set([offsetAt(asUtc - halfDay, timeZone), offsetAt(asUtc + halfDay, timeZone)]);
  const instants = [...offsets].map((offset) => asUtc - offset).filter((ms) => ms + offsetAt(ms, timeZone) === asUtc);
  return instants.length === 1 ? instants[0] : undefined;
}

/** The calendar day `YYYY-MM-DD` of an instant in an IANA zone. */
export function zonedDay(ms: number, timeZone: string): string {
  return new Date(ms + offsetAt(ms, timeZone)).toISOString().slice(0, 10);
}

/** The first instant of a day in an IANA zone; the clock may be set forward over midnight, then the first one after it. */
export function zonedDayStart(day: string, timeZone: string): number {
  for (const time of ['00:00', '01:00', '02:00']) {
    const ms = zonedInstant(day, time, timeZone);
    if (ms !== undefined) return ms;
  }
  return Date.parse(`${day}T00:00:00Z`);
}

/** Making a formatter costs far more than using it, and a register has one zone and many rows. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const made = formatters.get(timeZone);
  if (made !== undefined) return made;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(ms: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(ms);
  const part = (type: string): number => Number(parts.find((item) => item.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(ms / 1000) * 1000;
}
