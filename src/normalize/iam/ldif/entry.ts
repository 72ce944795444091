import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { utcInstant } from '../instant.ts';
import { nameKey } from './distinguished-name.ts';
import type { LdifRecord, LdifValue } from './ldif-records.ts';
import { securityId } from './security-id.ts';

/** An entry of the directory, merged from every record of its name. */
export interface Entry {
  readonly dn: string;
  readonly key: string;
  readonly at: Place;
  readonly classes: ReadonlySet<string>;
  readonly sid: string | undefined;
  readonly record: LdifRecord;
}

/** Entries by name; a second record of one name adds the attributes that the first lacks. */
export function entriesOf(records: readonly LdifRecord[]): readonly Entry[] {
  const byName = new Map<string, LdifRecord>();
  for (const record of records) {
    const key = nameKey(record.dn);
    const first = byName.get(key);
    byName.set(key, first === undefined ? record : merged(first, record));
  }
  return [...byName].map(([key, record]) => ({
    dn: record.dn,
    key,
    at: record.at,
    classes: new Set((record.values.get('objectclass') ?? []).map(({ text }) => text.toLowerCase())),
    sid: sidOf(record),
    record,
  }));
}

function sidOf({ values }: LdifRecord): string | undefined {
  const bytes = values.get('objectsid')?.[0]?.bytes;
  return bytes === undefined ? undefined : securityId(bytes);
}

function merged(first: LdifRecord, second: LdifRecord): LdifRecord {
  const added = [...second.values].filter(([name]) => !first.values.has(name));
  const unread = [...second.unread].filter(([name]) => !first.values.has(name));
  return {
    ...first,
    values: new Map([...first.values, ...added]),
    unread: new Map([...unread, ...first.unread]),
    cut: new Set([...first.cut, ...second.cut]),
  };
}

/** The values of an attribute. */
export function valuesOf({ record }: Entry, name: string): readonly LdifValue[] {
  return record.values.get(name.toLowerCase()) ?? [];
}

/** The texts of an attribute. */
export function textsOf(entry: Entry, name: string): readonly string[] {
  return valuesOf(entry, name).map(({ text }) => text);
}

/** The first text of the first attribute that has one. */
export function textOf(entry: Entry, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const [value] = textsOf(entry, name);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** Why an attribute that is there cannot be read. */
export function unreadOf({ record }: Entry, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const why = record.unread.get(name.toLowerCase());
    if (why !== undefined) return why;
  }
  return undefined;
}

/** What an absent attribute says: a value, or why nobody can tell. */
export type WhenAbsent<T> = { readonly means: T } | { readonly untold: string };

/** An attribute of one value as a fact. */
export function attributeFact<T>(
  entry: Entry,
  name: string,
  absent: WhenAbsent<T>,
  read: (text: string) => T | undefined,
  what: string,
): Fact<T> {
  const [value] = valuesOf(entry, name);
  const why = unreadOf(entry, name);
  if (value === undefined) {
    if (why !== undefined) return unknown(why, entry.at);
    return 'means' in absent ? known(absent.means, entry.at) : unknown(absent.untold, entry.at);
  }
  const told = read(value.text.trim());
  return told === undefined ? unknown(`${name} is not ${what}; export it again`, value.at) : known(told, value.at);
}

/** A text as a fact, from the first attribute that is there; empty when none is. */
export function textFact(entry: Entry, ...names: readonly string[]): Fact<string> {
  const name = names.find((one) => textOf(entry, one) !== undefined || unreadOf(entry, one) !== undefined);
  if (name === undefined) return known('', entry.at);
  return attributeFact(entry, name, { means: '' }, (text) => text, 'a text');
}

/** A whole number in 53 bits. */
export function asInteger(text: string): number | undefined {
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** TRUE or FALSE (RFC 4517, 3.3.3). */
export function asBoolean(text: string): boolean | undefined {
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
}

/** Counts of 100 ns: days of a span that Active Directory writes as a negative number. */
export function asSpan(text: string, unit: 'days' | 'minutes'): number | undefined {
  if (!/^-?\d{1,19}$/.test(text)) return undefined;
  const ticks = BigInt(text);
  // The least number there is means for ever, which the caller writes as 0.
  if (ticks === 0n || ticks <= -9_223_372_036_854_775_808n) return 0;
  const minutes = Number(-ticks / 600_000_000n);
  if (minutes < 0) return undefined;
  return unit === 'minutes' ? Math.max(1, minutes) : Math.max(1, Math.floor(minutes / 1440));
}

const NEVER_TICKS = 9_223_372_036_854_775_807n;
const TICKS_TO_1970 = 116_444_736_000_000_000n;

/** An instant that Active Directory counts in 100 ns since 1601; 0 and the greatest number are `never`. */
export function asWindowsTime(text: string): string | undefined {
  if (!/^\d{1,19}$/.test(text)) return undefined;
  const ticks = BigInt(text);
  if (ticks === 0n || ticks >= NEVER_TICKS) return 'never';
  const ms = Number((ticks - TICKS_TO_1970) / 10_000n);
  return ms < -11_644_473_600_000 || ms > 253_402_300_799_000
    ? undefined
    : new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A generalized time (RFC 4517, 3.3.13), to the second. */
export function asGeneralizedTime(text: string): string | undefined {
  const [, year, month, day, hour, minute = '00', second = '00', zone] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})?)?(?:[.,]\d+)?(Z|[+-]\d{2}(?:\d{2})?)$/.exec(text) ?? [];
  if (year === undefined || zone === undefined) return undefined;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3) === '' ? '00' : zone.slice(3)}`;
  return utcInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
}
