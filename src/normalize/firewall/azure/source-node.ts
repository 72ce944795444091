import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { isRecord } from '../../../core/record.ts';
import { textOf } from '../../capture-set.ts';
import { jsonFault, type Locate, locator } from '../../iam/json-lines.ts';
import type { TfResource } from '../../terraform/terraform-state.ts';

/**
 * One value of an export or of a Terraform resource with its place. Names are compared without case and underscores, so
 * that `sourceAddressPrefix`, `SourceAddressPrefix` and `source_address_prefix` are one; an object's `properties` (ARM)
 * are its own.
 */
export interface SourceNode {
  readonly value: unknown;
  readonly at: Place;
  /** Why the value is not told: it is known only after apply. */
  readonly untold?: string;
  /** Undefined when it is absent or null. */
  child(name: string): SourceNode | undefined;
  items(): readonly SourceNode[];
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function keyOf(value: unknown, name: string): string | undefined {
  if (!isRecord(value)) return undefined;
  const wanted = plain(name);
  return Object.keys(value).find((key) => plain(key) === wanted);
}

/** A node of a JSON export. */
export function jsonNode(value: unknown, pointer: string, locate: Locate): SourceNode {
  return {
    value,
    get at() {
      return placeNear(pointer, locate);
    },
    child: (name) => {
      if (!isRecord(value)) return undefined;
      const key = keyOf(value, name);
      const found = key === undefined ? undefined : value[key];
      if (key !== undefined && found !== undefined && found !== null)
        return jsonNode(found, `${pointer}/${escapeSegment(key)}`, locate);
      const inner = value['properties'];
      return isRecord(inner) ? jsonNode(inner, `${pointer}/properties`, locate).child(name) : undefined;
    },
    items: () => (Array.isArray(value) ? value.map((item, i) => jsonNode(item, `${pointer}/${i}`, locate)) : []),
  };
}

function escapeSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Only objects have lines: a value gets the line of the object that holds it. */
function placeNear(pointer: string, locate: Locate): Place {
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const place = locate(path);
    if (place.line !== undefined || path === '') return { ...place, pointer };
  }
}

/** As attributes are written: `sourceRanges` is `source_ranges`. */
function attributeName(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** A Terraform resource, or a value in it. */
export function terraformNode(resource: TfResource): SourceNode {
  return at(resource.values, []);

  function at(value: unknown, path: readonly (string | number)[]): SourceNode {
    const untold = path.length > 0 && value === undefined ? reason(path) : undefined;
    return {
      value,
      ...(untold === undefined ? {} : { untold }),
      get at() {
        return path.length === 0 ? resource.at : resource.placeOf(path);
      },
      child: (name) => {
        const key = keyOf(value, name) ?? attributeName(name);
        const found = isRecord(value) ? value[key] : undefined;
        if (found !== undefined && found !== null) return at(found, [...path, key]);
        // What nobody wrote is left to the provider: for these resources that is the same as absent.
        if (path.length === 0 && resource.isWritten?.(key) === false) return undefined;
        return resource.isUnknown([...path, key]) ? at(undefined, [...path, key]) : undefined;
      },
      items: () =>
        Array.isArray(value)
          ? value.map((item: unknown, i) =>
              at(resource.isUnknown([...path, i]) && !isRecord(item) ? undefined : item, [...path, i]),
            )
          : [],
    };
  }

  function reason(path: readonly (string | number)[]): string {
    return `${resource.address}.${path.join('.')} is known only after apply`;
  }
}

/** The text of a field; undefined when it is absent, not told, or no text. */
export function textAt(node: SourceNode, name: string): string | undefined {
  const value = node.child(name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A field as a fact, `otherwise` where it is absent; unknown where it is not told or cannot be read. */
export function factAt<T>(
  node: SourceNode,
  name: string,
  read: (value: unknown) => T | undefined,
  otherwise: T,
): Fact<T> {
  const child = node.child(name);
  if (child === undefined) return known(otherwise, node.at);
  if (child.untold !== undefined) return unknown(`${child.untold}.`, child.at);
  const value = read(child.value);
  return value === undefined
    ? unknown(`The ${name} ${JSON.stringify(child.value)} cannot be read.`, child.at)
    : known(value, child.at);
}

/** Reads a yes or no. */
export function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Reads an integer, also one written as text. */
export function asInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

/** Reads a text. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Texts of some fields, each a text or a list of texts or of objects with `id`; what is not told is said. */
export interface Words {
  readonly words: readonly string[];
  readonly doubts: readonly string[];
}

/** No words, and nothing in doubt. */
export const NO_WORDS: Words = { words: [], doubts: [] };

/** The texts of fields that hold one or several. */
export function wordsAt(node: SourceNode, ...names: readonly string[]): Words {
  const words: string[] = [];
  const doubts: string[] = [];
  for (const name of names) {
    const child = node.child(name);
    if (child === undefined) continue;
    for (const item of Array.isArray(child.value) ? child.items() : [child]) {
      const value = isRecord(item.value) ? textAt(item, 'id') : item.value;
      if (item.untold !== undefined) doubts.push(item.untold);
      else if (typeof value === 'string' || typeof value === 'number') {
        if (value !== '') words.push(String(value).trim());
      } else doubts.push(`${name} ${JSON.stringify(item.value)} cannot be read`);
    }
  }
  return { words: [...new Set(words)], doubts };
}

/** The objects of a list, and why there may be more; of a list that is absent, none. */
export interface Listed {
  readonly items: readonly SourceNode[];
  readonly doubts: readonly string[];
}

/** Reads a list of objects: what is no list, or no object in it, is said and not taken for nothing. */
export function listedAt(node: SourceNode, name: string): Listed {
  const child = node.child(name);
  if (child === undefined) return { items: [], doubts: [] };
  if (child.untold !== undefined) return { items: [], doubts: [child.untold] };
  if (!Array.isArray(child.value)) return { items: [], doubts: [`${name} is no list`] };
  const items = child.items();
  const objects = items.filter(({ value }) => isRecord(value));
  return {
    items: objects,
    doubts: objects.length === items.length ? [] : [`entries of ${name} cannot be read`],
  };
}

/** Key=value of a map of labels or tags. */
export function tagsAt(node: SourceNode, name: string): Fact<readonly string[]> {
  return factAt<readonly string[]>(
    node,
    name,
    (value) =>
      isRecord(value)
        ? sortedBy(
            Object.entries(value).map(([key, text]) => (text === '' || text === null ? key : `${key}=${String(text)}`)),
            (tag) => tag,
          )
        : undefined,
    [],
  );
}

/** The objects of JSON exports, and what could not be read. */
export interface Exports {
  readonly items: readonly SourceNode[];
  readonly faults: readonly Diagnostic[];
  readonly gaps: readonly ExportGap[];
}

/** Why lists are not whole. */
export interface ExportGap {
  /** The lists of which this file holds a part; of a file that cannot be read, nobody can tell. */
  readonly file: string | undefined;
  readonly why: string;
}

/** The names under which pages of an API and of the command line tools hold their lists. */
const LIST_NAMES = ['value', 'items', 'data'] as const;

/** Reads the objects of lists, pages and single objects. */
export function readExports(captures: readonly Capture[], hint: string): Exports {
  const items: SourceNode[] = [];
  const faults: Diagnostic[] = [];
  const gaps: ExportGap[] = [];
  for (const capture of sortedBy(captures, ({ origin }) => origin)) {
    const text = textOf(capture);
    if (text === undefined) continue;
    try {
      const value: unknown = JSON.parse(text);
      const root = jsonNode(value, '', locator(capture.origin, text));
      items.push(...objectsOf(root));
      const why = gapOf(value);
      if (why !== undefined) {
        gaps.push({ file: capture.origin, why: `${capture.origin}: ${why}` });
        faults.push({
          level: 'warning',
          code: 'partial-export',
          message: `${capture.origin}: ${why}`,
          at: { file: capture.origin },
          hint,
        });
      }
    } catch {
      const { at, what } = jsonFault(capture.origin, text);
      gaps.push({ file: undefined, why: `${capture.origin} is not JSON: ${what}` });
      faults.push({ level: 'error', code: 'parse-error', message: `${capture.origin} is not JSON: ${what}`, at, hint });
    }
  }
  return { items, faults, gaps };
}

/** Why a list goes on, or holds what cannot be read; undefined when it is whole. */
function gapOf(root: unknown): string | undefined {
  const record = isRecord(root) ? root : {};
  if (['nextLink', 'nextPageToken'].some((key) => typeof record[key] === 'string' && record[key] !== ''))
    return 'the answer goes on, and its next page is not here';
  const list = Array.isArray(root) ? root : LIST_NAMES.map((name) => record[name]).find((one) => Array.isArray(one));
  const odd = Array.isArray(list) ? list.filter((one) => !isRecord(one)).length : 0;
  return odd === 0 ? undefined : `${odd} of its entries cannot be read`;
}

function objectsOf(root: SourceNode): readonly SourceNode[] {
  if (Array.isArray(root.value)) return root.items().filter(({ value }) => isRecord(value));
  for (const name of LIST_NAMES) {
    const list = root.child(name);
    if (list !== undefined && Array.isArray(list.value)) return list.items().filter(({ value }) => isRecord(value));
  }
  return isRecord(root.value) ? [root] : [];
}

/** The objects of a parsed JSON value, without places: enough to recognize a format. */
export function sampleObjects(json: unknown): readonly SourceNode[] {
  return objectsOf(jsonNode(json, '', (pointer) => ({ file: '', pointer })));
}
