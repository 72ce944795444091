import { type Fact, known, type Place, unknown } from '../../../../core/fact.ts';
import { isObject, type JsonObject, listAt, textAt } from '../../../iam/json-value.ts';
import type { AwsRecord } from './documents.ts';
import { AWS_LISTS, type AwsList, commandFor } from './lists.ts';

/** The objects of a list, with their index. */
export function objectsAt(
  object: JsonObject,
  key: string,
): readonly { readonly value: JsonObject; readonly index: number }[] {
  return (listAt(object, key) ?? []).flatMap((value, index) => (isObject(value) ? [{ value, index }] : []));
}

/** The texts under a key of the objects of a list. */
export function textsAt(object: JsonObject, list: string, key: string): readonly string[] {
  return objectsAt(object, list).flatMap(({ value }) => textAt(value, key) ?? []);
}

/** Entries of a list that are none: what they would tell is not told. Of a list that is not there at all, none. */
export function oddEntries(object: JsonObject, key: string): readonly number[] {
  const list = object[key];
  if (list === undefined || list === null) return [];
  return Array.isArray(list) ? [...list.keys()].filter((index) => !isObject(listAt(object, key)?.[index])) : [0];
}

/** The texts under a key of the objects of a list; unknown as soon as one of them does not tell it. */
export function everyText(record: AwsRecord, list: string, key: string, id: string): Fact<readonly string[]> {
  const { value } = record;
  const texts = textsAt(value, list, key);
  return Array.isArray(value[list]) && texts.length === (listAt(value, list) ?? []).length
    ? known(texts, record.at(list))
    : unknown(`${record.file} does not tell all ${list} of ${id}.`, record.at());
}

/** A text as a fact. */
export function textFact(record: AwsRecord, key: string): Fact<string> {
  const value = textAt(record.value, key);
  return value === undefined ? notThere(record, key) : known(value, record.at(key));
}

/** A yes or no as a fact. */
export function flagFact(record: AwsRecord, key: string): Fact<boolean> {
  const value = record.value[key];
  return typeof value === 'boolean' ? known(value, record.at(key)) : notThere(record, key);
}

/** A number under a key, or undefined. */
export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function notThere(record: AwsRecord, key: string): Fact<never> {
  return unknown(`${record.file} tells no ${key}: export it again without --query.`, record.at());
}

/** A fact that another answer would tell. */
export function notGiven(list: AwsList, place: Place): Fact<never> {
  const { words } = AWS_LISTS[list];
  return unknown(`The ${words} were not given: run \`${commandFor(list)}\` and give that file too.`, place);
}

/** `Key=Value` of the tags. */
export function tagsAt(object: JsonObject, key: 'Tags' | 'TagSet'): readonly string[] {
  return objectsAt(object, key).flatMap(({ value }) => {
    const name = textAt(value, 'Key');
    return name === undefined ? [] : [`${name}=${textAt(value, 'Value') ?? ''}`];
  });
}

/** The tag Name, empty where there is none. */
export function nameAt(object: JsonObject, key: 'Tags' | 'TagSet' = 'Tags'): string {
  const tag = objectsAt(object, key).find(({ value }) => textAt(value, 'Key') === 'Name');
  return tag === undefined ? '' : (textAt(tag.value, 'Value') ?? '');
}
