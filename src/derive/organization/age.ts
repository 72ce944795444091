import { parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { daysFrom } from './calendar.ts';

/** Whole days from a day (or the day of an instant) to today; a time in the future is an error of the source. */
export function ageOf(fact: Fact<string>, today: string): Fact<number> {
  if (!isKnown(fact)) return fact;
  if (fact.value === '') return unknown('no date is written: write it down', fact.at);
  const days = daysFrom(fact.value.slice(0, 10), today);
  return days < 0 ? unknown(`${fact.value} lies in the future: correct it`, fact.at) : known(days, fact.at);
}

/** Milliseconds of an instant that was read. */
export function msOf(fact: Fact<string>): number | undefined {
  return isKnown(fact) ? parseInstant(fact.value) : undefined;
}

/** Minutes as people say them: `3 h 18 min`, `12 min`, `4 d 2 h`. */
export function sayMinutes(minutes: number): string {
  const whole = Math.floor(minutes);
  if (whole < 60) return `${whole} min`;
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor(whole / 60) % 24, whole % 60];
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
