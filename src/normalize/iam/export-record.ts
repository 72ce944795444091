import { type Fact, known, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints } from '../../core/order.ts';
import { utcInstant } from './instant.ts';
import type { Locate } from './json-lines.ts';
import { isObject, type JsonObject } from './json-value.ts';

/** An object of an export with its place. What is `null` counts as absent. */
export interface ExportRecord {
  readonly value: JsonObject;
  readonly at: Place;
  readonly pointer: string;
  readonly locate: Locate;
}

/** The elements of a list, and how many of them are no objects. */
export interface ListedRecords {
  readonly records: readonly ExportRecord[];
  readonly odd: number;
}

/** An object of an export; undefined for anything else. */
export function recordOf(value: unknown, pointer: string, locate: Locate): ExportRecord | undefined {
  if (!isObject(value)) return undefined;
  return {
    value,
    pointer,
    locate,
    get at() {
      return locate(pointer);
    },
  };
}

/** The object under a key. */
export function recordAt(record: ExportRecord, key: string): ExportRecord | undefined {
  return recordOf(own(record.value, key), `${record.pointer}/${segment(key)}`, record.locate);
}

/** The objects of a list under a key; undefined when there is no list. */
export function recordsAt(record: ExportRecord, key: string): ListedRecords | undefined {
  return recordsOf(own(record.value, key), `${record.pointer}/${segment(key)}`, record.locate);
}

/** The objects of a list; undefined for anything else. */
export function recordsOf(value: unknown, pointer: string, locate: Locate): ListedRecords | undefined {
  if (!Array.isArray(value)) return undefined;
  const records = value.flatMap((item: unknown, index) => recordOf(item, `${pointer}/${index}`, locate) ?? []);
  return { records, odd: value.length - records.length };
}

/** The value under a key of its own; null is absent. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
}

/** The text under a key; undefined for anything else. */
export function textIn(record: ExportRecord | undefined, key: string): string | undefined {
  const value = record === undefined ? undefined : own(record.value, key);
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list under a key; undefined unless it is a list of texts. */
export function textsIn(record: ExportRecord | undefined, key: string): readonly string[] | undefined {
  const value = record === undefined ? undefined : own(record.value, key);
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((item): item is string => typeof item === 'string');
  return texts.length === value.length ? texts : undefined;
}

/** What an absent field says: a value, or why nobody can tell. */
export type WhenAbsent<T> = { readonly means: T } | { readonly untold: string };

function fieldFact<T>(
  record: ExportRecord,
  key: string,
  absent: WhenAbsent<T>,
  read: (value: unknown) => T | undefined,
  what: string,
): Fact<T> {
  const value = own(record.value, key);
  if (value === undefined)
    return 'means' in absent ? known(absent.means, record.at) : unknown(absent.untold, record.at);
  const told = read(value);
  return told === undefined ? unknown(`${key} is not ${what}; export it again`, record.at) : known(told, record.at);
}

/** A yes or no as a fact; also one that is written as a text. */
export function booleanFact(record: ExportRecord, key: string, absent: WhenAbsent<boolean>): Fact<boolean> {
  return fieldFact(record, key, absent, asBoolean, 'a yes or no');
}

function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
}

/** An integer of 0 or more as a fact; also one that is written as a text. */
export function countFact(record: ExportRecord, key: string, absent: WhenAbsent<number>): Fact<number> {
  return fieldFact(record, key, absent, asCount, 'a whole number');
}

/** An integer of 0 or more, also one written as text. */
export function asCount(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** An instant as a fact: RFC 3339. */
export function instantFact(record: ExportRecord, key: string, absent: WhenAbsent<string>): Fact<string> {
  return fieldFact(
    record,
    key,
    absent,
    (value) => (typeof value === 'string' ? utcInstant(value) : undefined),
    'an instant (RFC 3339)',
  );
}

/** An instant that is written as a count of seconds or milliseconds since 1970, as a fact. */
export function epochFact(
  record: ExportRecord,
  key: string,
  unitMs: 1 | 1000,
  absent: WhenAbsent<string>,
): Fact<string> {
  return fieldFact(record, key, absent, (value) => epochInstant(value, unitMs), 'an instant');
}

/** The instant of a count since 1970; undefined for what is none. */
export function epochInstant(value: unknown, unitMs: 1 | 1000): string | undefined {
  const count = asCount(value);
  const date = count === undefined ? undefined : new Date(count * unitMs);
  return date === undefined || Number.isNaN(date.getTime()) || date.getTime() > 253_402_300_799_000
    ? undefined
    : date.toISOString().replace('.000Z', 'Z');
}

/** Texts without repetition, in order. */
export function distinct(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort(compareCodePoints);
}

function segment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
