import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import type { TfResource } from '../../terraform/terraform-state.ts';

/** A way to an attribute: `settings.0.ip_configuration.0.ipv4_enabled`. */
export type AttributePath = readonly (string | number)[];

/** Reads `a.0.b` as a path. */
export function pathOf(text: string): AttributePath {
  return text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The value at a path; undefined when it is absent, null or not told. */
export function valueAt(resource: TfResource, path: AttributePath): unknown {
  let value: unknown = resource.values;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isRecord(value)) value = value[String(step)];
    else return undefined;
  }
  return value ?? undefined;
}

/**
 * True for what is known only after apply. An attribute that the configuration does not set, and the provider fills in,
 * has the provider's default.
 */
export function isUntold(resource: TfResource, path: AttributePath): boolean {
  if (!resource.isUnknown(path)) return false;
  return resource.isWritten?.(String(path[0])) !== false;
}

/** What is said of a value that is known only after apply. */
export function untold(resource: TfResource, path: AttributePath): Fact<never> {
  return unknown(
    `${path.filter((step) => typeof step === 'string').join('.')} of ${resource.address} is known only after apply.`,
    resource.placeOf(path),
  );
}

/** The place of an attribute, of its resource where it is not set. */
export function placeAt(resource: TfResource, path: AttributePath): Place {
  return valueAt(resource, path) === undefined ? resource.at : resource.placeOf(path);
}

/** A truth value; `absent` is the provider's default, a sentence where that cannot be told. */
export function booleanAt(resource: TfResource, text: string, absent: boolean | string): Fact<boolean> {
  return wordAt(resource, text, (word) => (word === 'true' ? true : word === 'false' ? false : undefined), absent);
}

/** A word as one of two answers. */
export function choiceAt(
  resource: TfResource,
  text: string,
  yes: (word: string) => boolean,
  absent: boolean | string,
): Fact<boolean> {
  return wordAt(resource, text, yes, absent);
}

function wordAt(
  resource: TfResource,
  text: string,
  read: (word: string) => boolean | undefined,
  absent: boolean | string,
): Fact<boolean> {
  const path = pathOf(text);
  if (isUntold(resource, path)) return untold(resource, path);
  const value = valueAt(resource, path);
  const word = typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
  const answer = word === undefined || word === '' ? undefined : read(word);
  if (answer !== undefined) return known(answer, resource.placeOf(path));
  if (word !== undefined && word !== '')
    return unknown(`${text} of ${resource.address} has the value ${word}, which is not known.`, resource.placeOf(path));
  return typeof absent === 'boolean' ? known(absent, resource.at) : unknown(absent, resource.at);
}

/** True when a nested block or an attribute is there. */
export function isSetAt(resource: TfResource, text: string): Fact<boolean> {
  const path = pathOf(text);
  const value = valueAt(resource, path);
  const there = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
  if (there) return known(true, resource.placeOf(path));
  // A reference to what does not exist yet is set all the same.
  if (resource.isUnknown(path) && resource.isWritten?.(String(path[0])) === true)
    return known(true, resource.placeOf(path));
  if (isUntold(resource, path)) return untold(resource, path);
  return known(false, resource.at);
}

/** The texts of a list, or of one attribute of its blocks (`cidr_blocks.*.cidr_block`); empty when it is absent. */
export function wordsAt(resource: TfResource, text: string): Fact<readonly string[]> {
  const [list = '', inner] = text.split('.*.');
  const path = pathOf(list);
  if (isUntold(resource, path)) return untold(resource, path);
  const value = valueAt(resource, path);
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string' && value !== ''
      ? value.split(',').map((word) => word.trim())
      : [];
  const words: string[] = [];
  for (const [index, item] of items.entries()) {
    const own = inner === undefined ? [index] : [index, ...pathOf(inner)];
    if (resource.isUnknown([...path, ...own])) return untold(resource, [...path, ...own]);
    const word = inner === undefined ? item : isRecord(item) ? item[inner] : undefined;
    if (typeof word === 'string' || typeof word === 'number') words.push(String(word));
  }
  return known(words, placeAt(resource, path));
}

/** Tags as key=value. */
export function tagsOf(resource: TfResource): Fact<readonly string[]> {
  for (const name of ['tags_all', 'tags', 'effective_labels', 'labels', 'user_labels']) {
    const value = valueAt(resource, [name]);
    if (!isRecord(value)) continue;
    const tags = Object.entries(value).flatMap(([key, word]) => (typeof word === 'string' ? [`${key}=${word}`] : []));
    return known(tags.sort(compareCodePoints), resource.placeOf([name]));
  }
  return resource.isUnknown(['tags']) ? untold(resource, ['tags']) : known([], resource.at);
}

/** The name that a person gave, else that of the configuration. */
export function nameOf(resource: TfResource): string {
  for (const key of ['name', 'identifier', 'domain_name', 'cluster_identifier', 'function_name']) {
    const value = resource.values[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return resource.name;
}

/** True when either is; false when both are false. */
export function either(a: Fact<boolean>, b: Fact<boolean>): Fact<boolean> {
  if (isKnown(a) && a.value) return a;
  if (isKnown(b) && b.value) return b;
  return isKnown(a) ? b : a;
}

/** True when both are; false when one is false. */
export function both(a: Fact<boolean>, b: Fact<boolean>): Fact<boolean> {
  if (isKnown(a) && !a.value) return a;
  if (isKnown(b) && !b.value) return b;
  return isKnown(a) ? b : a;
}

/** The opposite. */
export function not(fact: Fact<boolean>): Fact<boolean> {
  return isKnown(fact) ? known(!fact.value, fact.at) : fact;
}
