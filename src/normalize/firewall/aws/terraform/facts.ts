import { type Fact, known, type Unknown, unknown } from '../../../../core/fact.ts';
import { isRecord } from '../../../../core/record.ts';
import { listOf } from '../../../json-list.ts';
import type { TfResource } from '../../../terraform/terraform-state.ts';

type Path = readonly (string | number)[];

/** The value at a path, undefined where there is none. */
export function valueAt(resource: TfResource, path: Path): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      Array.isArray(node) ? listOf(node)[Number(step)] : isRecord(node) ? node[String(step)] : undefined,
    resource.values,
  );
}

/** Why a value is not told, with what it comes from where the plan says it. */
export function untoldValue(resource: TfResource, path: Path): string {
  const sources = resource.referencePathsOf?.(path.join('.')) ?? [];
  const from = sources.map((one) => [one.address, ...one.path].join('.')).slice(0, 3);
  const name = path.filter((step) => typeof step === 'string').join('.');
  const which = from.length === 0 ? '' : ` (it comes from ${from.join(', ')})`;
  return `${name} of ${resource.address} is known only after apply, or kept secret${which}`;
}

/** A value that is there and of another kind: the file is damaged, or of a form that is not known. */
export function unreadable(resource: TfResource, path: Path, kind: string): Unknown {
  return unknown(unreadableWhy(resource, path, kind), resource.placeOf(path));
}

/** As a sentence. */
export function unreadableWhy(resource: TfResource, path: Path, kind: string): string {
  const name = path.filter((step) => typeof step === 'string').join('.');
  return `${name} of ${resource.address} is no ${kind}: make the plan again`;
}

/** The blocks under an attribute; undefined where they are there and no list. */
export function blocksAt(resource: TfResource, path: Path): readonly unknown[] | undefined {
  const value = valueAt(resource, path);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? listOf(value) : undefined;
}

/** A text; undefined where the attribute is not set. */
export function textFact(resource: TfResource, path: Path): Fact<string> | undefined {
  if (resource.isUnknown(path)) return unknown(untoldValue(resource, path), resource.placeOf(path));
  const value = valueAt(resource, path);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? known(value, resource.placeOf(path)) : unreadable(resource, path, 'text');
}

/** A number; undefined where the attribute is not set. */
export function numberFact(resource: TfResource, path: Path): Fact<number> | undefined {
  if (resource.isUnknown(path)) return unknown(untoldValue(resource, path), resource.placeOf(path));
  const value = valueAt(resource, path);
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (number === undefined || number === null) return undefined;
  return typeof number === 'number' ? known(number, resource.placeOf(path)) : unreadable(resource, path, 'number');
}

/** A boolean; what is not set is `otherwise`. */
export function booleanFact(resource: TfResource, path: Path, otherwise: boolean): Fact<boolean> {
  if (resource.isUnknown(path)) return unknown(untoldValue(resource, path), resource.placeOf(path));
  const value = valueAt(resource, path);
  const told = value === 'true' ? true : value === 'false' ? false : value;
  if (told === undefined || told === null) return known(otherwise, resource.placeOf(path));
  return typeof told === 'boolean' ? known(told, resource.placeOf(path)) : unreadable(resource, path, 'boolean');
}

/** Each text of a list, or one unknown for the whole of it; empty where it is not set. */
export function textFacts(resource: TfResource, path: Path): readonly Fact<string>[] {
  if (resource.isUnknown(path)) return [unknown(untoldValue(resource, path), resource.placeOf(path))];
  const value = valueAt(resource, path);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [unreadable(resource, path, 'list')];
  return value.map(
    (_, index) => textFact(resource, [...path, index]) ?? unreadable(resource, [...path, index], 'text'),
  );
}

/** The attribute is left to the provider: whatever the plan says of it, the configuration does not set it. */
export function isLeftOpen(resource: TfResource, attribute: string): boolean {
  return resource.isWritten?.(attribute) === false;
}

/** The name that a person gave: the attribute, the tag Name, or the address. */
export function nameOf(resource: TfResource, attribute: string): string {
  const given = resource.values[attribute];
  const tags = resource.values['tags'];
  const tag = isRecord(tags) ? tags['Name'] : undefined;
  const name = typeof given === 'string' && given !== '' && !resource.isUnknown([attribute]) ? given : tag;
  return typeof name === 'string' && name !== '' ? name : resource.address;
}
