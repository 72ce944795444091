import { type Fact, known, unknown } from '../../../core/fact.ts';
import { own } from '../export-record.ts';
import { utcInstant } from '../instant.ts';
import { isObject } from '../json-value.ts';
import type { GraphRecord } from './graph-record.ts';

/** True when the export asked for a member: that it is not there then says "empty". */
export function wasAsked(record: GraphRecord, key: string): boolean {
  return Object.hasOwn(record.value, key) || record.asked.has(key);
}

/** A member that is empty when it was asked for and is not there; unknown when nobody asked. */
function graphFact<T>(
  record: GraphRecord,
  key: string,
  empty: T | undefined,
  read: (value: unknown) => T | undefined,
  what: string,
  command: string,
): Fact<T> {
  const value = own(record.value, key);
  if (value !== undefined) {
    const told = read(value);
    return told === undefined ? unknown(`${key} is not ${what}; export it again`, record.at) : known(told, record.at);
  }
  if (empty !== undefined && wasAsked(record, key)) return known(empty, record.at);
  return unknown(`the export does not tell ${key}; give the output of \`${command}\``, record.at);
}

/** A text. */
export function graphText(record: GraphRecord, key: string, empty: string | undefined, command: string): Fact<string> {
  return graphFact(record, key, empty, (value) => (typeof value === 'string' ? value : undefined), 'a text', command);
}

/** A yes or no. */
export function graphBoolean(
  record: GraphRecord,
  key: string,
  empty: boolean | undefined,
  command: string,
): Fact<boolean> {
  return graphFact(record, key, empty, asBoolean, 'a yes or no', command);
}

/** An instant: RFC 3339, or as older versions of PowerShell write it. */
export function graphInstant(
  record: GraphRecord,
  key: string,
  empty: string | undefined,
  command: string,
): Fact<string> {
  return graphFact(record, key, empty, asInstant, 'an instant', command);
}

/** True or false, also as a text. */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
}

/** An instant of Graph or of PowerShell 5 (`/Date(1700000000000)/`); undefined for anything else. */
export function asInstant(value: unknown): string | undefined {
  if (isObject(value)) return asInstant(own(value, 'dateTime') ?? own(value, 'value'));
  if (typeof value !== 'string') return undefined;
  const ms = /^\/Date\((\d{1,14})\)\/$/.exec(value)?.[1];
  // Some reports write an offset with one digit for the hour.
  const text = ms === undefined ? value.replace(/([+-])(\d):(\d\d)$/, '$10$2:$3') : new Date(Number(ms)).toISOString();
  return utcInstant(text);
}
