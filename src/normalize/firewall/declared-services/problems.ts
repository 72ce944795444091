import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import type { YamlMap, YamlNode } from '../../organization/read-yaml.ts';
import { closestWord } from './suggestion.ts';
import { type Reading, shown } from './values.ts';

/** What is wrong with a file; it is read on, so that all of it is told at once. */
export interface Problems {
  readonly found: readonly Diagnostic[];
  add(at: Place, why: string, hint?: string): void;
  /** Keys outside of the list are errors, with the one that was most likely meant: these are returned. */
  keys(map: YamlMap, allowed: readonly string[], where: string): readonly string[];
  /** The text of a key; undefined when it is not there, an error when it is no plain value. */
  text(map: YamlMap, key: string, where: string): string | undefined;
  /** Each scalar of a list, or the one scalar that stands in its place, read; what cannot be read is an error at its line. */
  list<T>(map: YamlMap, key: string, where: string, read: (text: string, at: Place) => Reading<T>): readonly T[];
  /** The mappings of a list. */
  maps(map: YamlMap, key: string): readonly YamlMap[];
}

/** Makes an empty list of problems; the texts by file tell where keys stand. */
export function problemList(texts: ReadonlyMap<string, string> = new Map()): Problems {
  const lines = new Map([...texts].map(([file, text]) => [file, text.split('\n')]));
  const found: Diagnostic[] = [];
  const add = (at: Place, why: string, hint = 'Correct it and scan again.'): void => {
    const place = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
    found.push({ level: 'error', code: 'invalid-declaration', message: `${place}: ${why}`, at, hint });
  };
  const isNothing = (node: YamlNode | undefined): node is undefined =>
    node === undefined || (node.kind === 'scalar' && node.value === null);
  return {
    found,
    add,
    keys: (map, allowed, where) => {
      const meant: string[] = [];
      for (const [key, node] of map.entries) {
        if (allowed.includes(key)) continue;
        const near = closestWord(key, allowed);
        if (near !== undefined) meant.push(near);
        add(
          keyPlace(key, node.at, lines.get(node.at.file) ?? []),
          `${where} has no key "${shown(key)}"${near === undefined ? '' : `; did you mean ${near}?`}`,
          `The keys are ${allowed.join(', ')}.`,
        );
      }
      return meant;
    },
    text: (map, key, where) => {
      const node = map.entries.get(key);
      if (isNothing(node)) return undefined;
      if (node.kind === 'scalar') return node.text.trim();
      add(node.at, `${key} of ${where} is a ${node.kind === 'list' ? 'list' : 'mapping'} and should be one value`);
      return undefined;
    },
    list: (map, key, where, read) => {
      const node = map.entries.get(key);
      if (isNothing(node)) return [];
      if (node.kind === 'map') {
        add(node.at, `${key} of ${where} is a mapping and should be a list`);
        return [];
      }
      const items = node.kind === 'list' ? node.items : [node];
      return items.flatMap((item) => {
        if (item.kind !== 'scalar') {
          add(item.at, `an entry of ${key} of ${where} is no plain value`);
          return [];
        }
        const result = read(item.text.trim(), item.at);
        if (result.ok) return [result.value];
        add(item.at, `${key} of ${where}: ${result.why}`);
        return [];
      });
    },
    maps: (map, key) => {
      const node = map.entries.get(key);
      if (isNothing(node)) return [];
      if (node.kind !== 'list') {
        add(node.at, `${key} should be a list of entries`);
        return [];
      }
      return node.items.flatMap((item) => {
        if (item.kind === 'map') return [item];
        add(item.at, `an entry of ${key} is not a mapping`);
        return [];
      });
    },
  };
}

/** The place of a key: on the line of its value or, for a list or mapping below it, on one of those before. */
function keyPlace(key: string, at: Place, lines: readonly string[]): Place {
  for (let line = at.line ?? 0; line > 0; line--) {
    const column = columnOf(key, lines[line - 1] ?? '');
    if (column !== undefined) return { file: at.file, line, column };
  }
  return at;
}

function columnOf(key: string, line: string): number | undefined {
  // An empty key is found at every position, and at the end of the line for ever.
  for (let at = line.indexOf(key); at >= 0 && at < line.length; at = line.indexOf(key, at + 1)) {
    const before = line.slice(0, at);
    if (/(?:^|[\s{,-])["']?$/.test(before) && /^["']?\s*:/.test(line.slice(at + key.length))) return at + 1;
  }
  return undefined;
}
