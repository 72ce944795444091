import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Place } from '../../core/fact.ts';
import type { Cell } from './cell.ts';

/** A scalar: its text as written and, by the JSON schema of YAML 1.2, its value (`yes` and dates stay strings). */
interface YamlScalar {
  readonly kind: 'scalar';
  readonly at: Place;
  readonly text: string;
  readonly value: string | number | boolean | null;
}
/** A sequence. */
interface YamlList {
  readonly kind: 'list';
  readonly at: Place;
  readonly items: readonly YamlNode[];
}
/** A mapping with string keys. */
export interface YamlMap {
  readonly kind: 'map';
  readonly at: Place;
  readonly entries: ReadonlyMap<string, YamlNode>;
}
/** A node with the line it begins on. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

/** What became of reading a YAML file. */
export type YamlResult =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly reason: string; readonly hint: string; readonly diagnostics: readonly Diagnostic[] };

/** Thrown inside this file only, and caught in readYaml. */
class Fault extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Reads one YAML document with the place of every node. Anchors, aliases, merge keys, tags, duplicate keys and more than
 * one document are faults that name their line: a register is read as it looks.
 */
export function readYaml(file: string, text: string): YamlResult {
  const source = text.replace(/^\uFEFF/, '');
  try {
    const events = parseEvents(source, { filename: file, maxDepth: 50 });
    return { ok: true, root: build(file, source, events) };
  } catch (cause) {
    const { reason, line, column } = describeFault(cause, source);
    const message = `${file}:${line}:${column}: ${reason}`;
    const hint = 'Correct the YAML and scan again.';
    return {
      ok: false,
      reason: message,
      hint,
      diagnostics: [{ level: 'error', code: 'parse-error', message, at: { file, line, column }, hint }],
    };
  }
}

/** The keys of the top level without a full parse, for Format.recognizes (the head may end in the middle). */
export function topLevelKeys(head: string): ReadonlySet<string> {
  if (/^\s*[[{<]/.test(head)) return new Set();
  return new Set(
    [...head.matchAll(/^(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))[ \t]*:(?:[ \t\r]|$)/gm)].map(
      (match) => match[1] ?? match[2] ?? match[3] ?? '',
    ),
  );
}

/** The scalar of a key as a cell: empty text when the key is absent, null or not a scalar. */
export function cellOf(map: YamlMap, key: string): Cell {
  const node = map.entries.get(key);
  if (node === undefined) return { name: key, text: '', at: map.at, noColumn: false };
  if (node.kind !== 'scalar') return { name: key, text: '', at: node.at, noColumn: false };
  return { name: key, text: node.value === null ? '' : node.text.trim(), at: node.at, noColumn: false };
}

/** The mappings of a list under a key; anything else there is told to `onOther`. */
export function mapsOf(map: YamlMap, key: string, onOther: (node: YamlNode) => void): readonly YamlMap[] {
  const node = map.entries.get(key);
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'list') {
    onOther(node);
    return [];
  }
  const maps: YamlMap[] = [];
  for (const item of node.items) {
    if (item.kind === 'map') maps.push(item);
    else onOther(item);
  }
  return maps;
}

/** The mapping under a key, or undefined. */
export function mapOf(map: YamlMap, key: string): YamlMap | undefined {
  const node = map.entries.get(key);
  return node?.kind === 'map' ? node : undefined;
}

/** The texts of a list of scalars under a key (one scalar counts as a list of one); empty when absent. */
export function textsOf(map: YamlMap, key: string): readonly string[] {
  const node = map.entries.get(key);
  if (node === undefined || node.kind === 'map') return [];
  const items = node.kind === 'list' ? node.items : [node];
  return items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text] : []));
}

interface Open {
  readonly at: Place;
  readonly items: YamlNode[];
  readonly entries: Map<string, YamlNode>;
  readonly kind: 'list' | 'map';
  key: string | undefined;
}

function build(file: string, source: string, events: readonly Event[]): YamlNode {
  const starts = lineStarts(source);
  const place = (offset: number): Place => ({ file, ...positionIn(starts, offset) });
  const stack: Open[] = [];
  // A document or a collection that is open: POP closes the innermost.
  const opened: ('document' | 'collection')[] = [];
  let root: YamlNode | undefined;
  const add = (node: YamlNode, offset: number): void => {
    const parent = stack.at(-1);
    if (parent === undefined) {
      if (root !== undefined) throw new Fault('more than one document', offset);
      root = node;
    } else if (parent.kind === 'list') {
      parent.items.push(node);
    } else if (parent.key === undefined) {
      if (node.kind !== 'scalar') throw new Fault('a key must be a plain word', offset);
      if (node.text === '<<') throw new Fault('merge keys (<<) are not read: write the entries out', offset);
      if (parent.entries.has(node.text)) throw new Fault(`the key ${node.text} is there twice`, offset);
      parent.key = node.text;
    } else {
      parent.entries.set(parent.key, node);
      parent.key = undefined;
    }
  };
  for (const event of events) {
    if ('anchorStart' in event && event.anchorStart >= 0)
      throw new Fault('anchors and aliases (& and *) are not read: write the value out', event.anchorStart);
    if ('tagStart' in event && event.tagStart >= 0) throw new Fault('tags (!) are not read', event.tagStart);
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        opened.push('document');
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        opened.push('collection');
        stack.push({
          at: place(event.start),
          items: [],
          entries: new Map(),
          kind: event.type === EVENT_ID.SEQUENCE ? 'list' : 'map',
          key: undefined,
        });
        break;
      case EVENT_ID.SCALAR: {
        const text = event.valueStart < 0 ? '' : getScalarValue(source, event);
        const plain = event.style === SCALAR_STYLE.PLAIN;
        const parent = stack.at(-1);
        const at = event.valueStart < 0 ? (parent?.at ?? { file }) : place(event.valueStart);
        add({ kind: 'scalar', at, text, value: plain ? plainValue(text) : text }, Math.max(event.valueStart, 0));
        break;
      }
      case EVENT_ID.POP: {
        if (opened.pop() === 'document') break;
        const done = stack.pop();
        if (done === undefined) break;
        add(
          done.kind === 'list'
            ? { kind: 'list', at: done.at, items: done.items }
            : { kind: 'map', at: done.at, entries: done.entries },
          0,
        );
        break;
      }
      case EVENT_ID.ALIAS:
        break;
    }
  }
  if (root === undefined) throw new Fault('the file is empty', 0);
  return root;
}

/** YAML 1.2 JSON schema, with `~` and nothing as null. */
function plainValue(text: string): string | number | boolean | null {
  if (text === '' || text === '~' || text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}

function lineStarts(source: string): readonly number[] {
  return [0, ...[...source.matchAll(/\n/g)].map((match) => match.index + 1)];
}

function positionIn(starts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

function lineAndColumn(source: string, offset: number): { line: number; column: number } {
  return positionIn(lineStarts(source), offset);
}

function describeFault(cause: unknown, source: string): { reason: string; line: number; column: number } {
  if (cause instanceof Fault) return { reason: cause.message, ...lineAndColumn(source, cause.offset) };
  if (cause instanceof YAMLException) {
    const { line = 0, column = 0 } = cause.mark ?? {};
    return { reason: cause.reason, line: line + 1, column: column + 1 };
  }
  return { reason: 'it cannot be parsed', line: 1, column: 1 };
}
