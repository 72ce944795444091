import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Place } from '../core/fact.ts';
import { jsonPlaces, offsetOf, type PlacedEntry, type PlacedNode, positions } from './json-places.ts';

/** One document of a file with the places of its values. Aliases share what they stand for: nothing may be changed in it. */
export interface PlacedDocument {
  readonly value: unknown;
  /** The line of an entry's key or a list's item; for a path that cannot be followed, of the part that can. */
  placeOf(path: readonly (string | number)[]): Place;
}

/** What became of reading a file. */
export type PlacedDocuments =
  | { readonly ok: true; readonly documents: readonly PlacedDocument[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Values of one document when every alias is written out; more is a trap, not a manifest. */
const MOST_VALUES = 1_000_000;
/** Collections in collections, those behind aliases too. */
const MOST_LEVELS = 100;

/** Thrown inside this file only, and caught in readPlacedDocuments. */
class Fault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads JSON, or all documents of YAML with anchors, aliases and merge keys, as YAML 1.1 tools resolve plain words
 * (`yes` is true). Short tags of CloudFormation become its long form: `!Ref x` {Ref: x}, `!GetAtt a.b` {Fn::GetAtt: a.b}.
 * Documents without content are left out.
 */
export function readPlacedDocuments(file: string, text: string): PlacedDocuments {
  const source = text.replace(/^\uFEFF/, '');
  const at = positions(source);
  const documentOf = (value: unknown, root: PlacedNode): PlacedDocument => ({
    value,
    placeOf: (path) => ({ file, ...at(offsetOf(root, path)) }),
  });
  if (/^\s*[[{]/.test(source)) {
    const parsed = parseJson(source);
    if (parsed !== undefined) {
      let root: PlacedNode | undefined;
      const placeOf = (path: readonly (string | number)[]): Place => {
        root ??= placesOfJson(source);
        return { file, ...at(offsetOf(root, path)) };
      };
      return { ok: true, documents: [{ value: parsed.value, placeOf }] };
    }
  }
  try {
    const roots = build(source, parseEvents(source, { filename: file, maxDepth: MOST_LEVELS }));
    return { ok: true, documents: roots.map((root) => documentOf(root.value, root.places)) };
  } catch (cause) {
    const { reason, ...position } =
      cause instanceof Fault
        ? { reason: cause.message, ...at(cause.offset) }
        : cause instanceof YAMLException
          ? { reason: cause.reason, line: (cause.mark?.line ?? 0) + 1, column: (cause.mark?.column ?? 0) + 1 }
          : { reason: 'it cannot be parsed', line: 1, column: 1 };
    return {
      ok: false,
      diagnostics: [
        {
          level: 'error',
          code: 'parse-error',
          message: `${file}:${position.line}:${position.column}: ${reason}`,
          at: { file, ...position },
          hint: 'Correct the file and scan again.',
        },
      ],
    };
  }
}

/** A text that is nested deeper than the stack holds has no places. */
function placesOfJson(text: string): PlacedNode {
  try {
    return jsonPlaces(text);
  } catch {
    return { kind: 'scalar', offset: 0 };
  }
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A value with its places; `size` and `levels` count what stands behind aliases too. */
interface Built {
  readonly value: unknown;
  readonly places: PlacedNode;
  readonly size: number;
  readonly levels: number;
}

interface Open {
  readonly kind: 'list' | 'map';
  readonly offset: number;
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  readonly items: Built[];
  readonly entries: Map<string, Built & { readonly keyOffset: number }>;
  readonly merged: Built[];
  key: { readonly text: string; readonly offset: number; readonly merge: boolean } | undefined;
}

function build(source: string, events: readonly Event[]): readonly Built[] {
  const roots: Built[] = [];
  const stack: Open[] = [];
  // A document or a collection that is open: POP closes the innermost.
  const opened: ('document' | 'collection')[] = [];
  let anchors = new Map<string, Built>();
  const textAt = (start: number, end: number): string | undefined => (start < 0 ? undefined : source.slice(start, end));

  const add = (built: Built, offset: number, plainText?: string): void => {
    const parent = stack.at(-1);
    if (parent === undefined) {
      if (built.value !== null) roots.push(built);
    } else if (parent.kind === 'list') parent.items.push(built);
    else if (parent.key === undefined) {
      const text = plainText ?? (typeof built.value === 'string' ? built.value : undefined);
      if (text === undefined) throw new Fault('a key must be a plain word', offset);
      parent.key = { text, offset, merge: plainText === '<<' };
    } else {
      if (parent.key.merge) parent.merged.push(built);
      else if (parent.entries.has(parent.key.text))
        throw new Fault(`the key ${parent.key.text} is there twice`, parent.key.offset);
      else parent.entries.set(parent.key.text, { ...built, keyOffset: parent.key.offset });
      parent.key = undefined;
    }
  };
  const finish = (built: Built, tag: string | undefined, anchor: string | undefined, offset: number): Built => {
    const done = tagged(built, tag);
    if (done.size > MOST_VALUES) throw new Fault('its aliases stand for more values than a file may hold', offset);
    if (done.levels > MOST_LEVELS) throw new Fault(`it is nested deeper than ${MOST_LEVELS} levels`, offset);
    if (anchor !== undefined) anchors.set(anchor, done);
    return done;
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        opened.push('document');
        anchors = new Map();
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        opened.push('collection');
        stack.push({
          kind: event.type === EVENT_ID.SEQUENCE ? 'list' : 'map',
          offset: event.start,
          anchor: textAt(event.anchorStart, event.anchorEnd),
          tag: textAt(event.tagStart, event.tagEnd),
          items: [],
          entries: new Map(),
          merged: [],
          key: undefined,
        });
        break;
      case EVENT_ID.SCALAR: {
        const parent = stack.at(-1);
        const offset = event.valueStart < 0 ? (parent?.key?.offset ?? parent?.offset ?? 0) : event.valueStart;
        const text = event.valueStart < 0 ? '' : getScalarValue(source, event);
        const tag = textAt(event.tagStart, event.tagEnd);
        const value = scalarValue(text, event.style === SCALAR_STYLE.PLAIN, tag);
        const built: Built = { value, places: { kind: 'scalar', offset }, size: 1, levels: 0 };
        const anchor = textAt(event.anchorStart, event.anchorEnd);
        add(
          finish(built, tag, anchor, offset),
          offset,
          event.style === SCALAR_STYLE.PLAIN && tag === undefined ? text : undefined,
        );
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = source.slice(event.anchorStart, event.anchorEnd);
        const target = anchors.get(name);
        if (target === undefined)
          throw new Fault(
            `the alias *${name} stands for no earlier value, or for one that holds it`,
            event.anchorStart,
          );
        add(target, event.anchorStart);
        break;
      }
      case EVENT_ID.POP: {
        if (opened.pop() === 'document') break;
        const done = stack.pop();
        if (done === undefined) break;
        const built = done.kind === 'list' ? listOf(done) : mapOf(done);
        add(finish(built, done.tag, done.anchor, done.offset), done.offset);
        break;
      }
    }
  }
  return roots;
}

function listOf({ offset, items }: Open): Built {
  return {
    value: items.map(({ value }) => value),
    places: { kind: 'list', offset, items: items.map(({ places }) => places) },
    ...extent(items),
  };
}

/** Own entries stand before merged ones, and of those the earlier before the later (yaml.org/type/merge.html). */
function mapOf({ offset, entries, merged }: Open): Built {
  const values = new Map<string, unknown>();
  const places = new Map<string, PlacedEntry>();
  for (const [key, { value, keyOffset, places: node }] of entries) {
    values.set(key, value);
    places.set(key, { offset: keyOffset, node });
  }
  for (const { value, places: from } of merged.flatMap(mergeSources)) {
    if (from.kind !== 'map' || typeof value !== 'object' || value === null)
      throw new Fault('a merge key (<<) must lead to mappings', from.offset);
    for (const [key, inner] of Object.entries(value)) {
      if (values.has(key)) continue;
      values.set(key, inner);
      const entry = from.entries.get(key);
      if (entry !== undefined) places.set(key, entry);
    }
  }
  return {
    value: Object.fromEntries(values),
    places: { kind: 'map', offset, entries: places },
    ...extent([...entries.values(), ...merged]),
  };
}

function mergeSources(built: Built): readonly Pick<Built, 'value' | 'places'>[] {
  const { value, places } = built;
  if (places.kind !== 'list' || !Array.isArray(value)) return [built];
  return places.items.map((item, index) => ({ value: value[index], places: item }));
}

function extent(inner: Iterable<Built>): Pick<Built, 'size' | 'levels'> {
  let [size, levels] = [1, 0];
  for (const one of inner) {
    size += one.size;
    levels = Math.max(levels, one.levels);
  }
  return { size, levels: levels + 1 };
}

/** A local tag of one word as the function of CloudFormation that it abbreviates; other tags say nothing more. */
function tagged(built: Built, tag: string | undefined): Built {
  const word = /^!([A-Za-z][A-Za-z0-9]*)$/.exec(tag ?? '')?.[1];
  if (word === undefined) return built;
  const key = word === 'Ref' || word === 'Condition' ? word : `Fn::${word}`;
  const { offset } = built.places;
  return {
    value: { [key]: built.value },
    places: { kind: 'map', offset, entries: new Map([[key, { offset, node: built.places }]]) },
    size: built.size + 1,
    levels: built.levels + 1,
  };
}

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;
/** A number with leading zeros is rather an account's than an octal one, and stays text. */
const NUMBER = /^[-+]?(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][-+]?\d+)?$|^[-+]?\.\d+(?:[eE][-+]?\d+)?$/;

function scalarValue(text: string, plain: boolean, tag: string | undefined): unknown {
  const kind = /^(?:!!|!<tag:yaml\.org,2002:)(\w+)>?$/.exec(tag ?? '')?.[1];
  const resolves = kind === undefined ? plain && tag !== '!' : /^(?:int|float|bool|null)$/.test(kind);
  if (!resolves) return text;
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  const hexadecimal = /^0x[0-9a-fA-F]+$|^0o[0-7]+$/.test(text);
  const number = NUMBER.test(text) || hexadecimal ? Number(text) : Number.NaN;
  // What a number cannot hold exactly stays as it is written.
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text;
}
