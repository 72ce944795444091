import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Fact, mapFact } from '../../core/fact.ts';
import type { Cell } from './cell.ts';
import { type Row, rowError } from './read-table.ts';
import { cellOf, mapsOf, type YamlMap } from './read-yaml.ts';
import type { ScalarReader } from './scalars.ts';

/** An entry of a YAML register with its id. */
export interface Entry {
  readonly id: string;
  readonly map: YamlMap;
}

/**
 * The entries under a key of the top mappings. An entry without id, or with an id that is there already, is left out and
 * told (row-error); a key that the format does not know is a warning, because it is mostly a typing error.
 */
export function entriesOf(
  roots: readonly YamlMap[],
  key: string,
  known: readonly string[],
  diagnostics: Diagnostic[],
  idKey = 'id',
): readonly Entry[] {
  const seen = new Set<string>();
  return roots.flatMap((root) => {
    const maps = mapsOf(root, key, (node) => diagnostics.push(rowError(node.at, `${key} must be a list of mappings`)));
    return maps.flatMap((map) => {
      const id = cellOf(map, idKey).text;
      if (id === '' || seen.has(id)) {
        diagnostics.push(
          rowError(map.at, id === '' ? `an entry of ${key} has no ${idKey}` : `${idKey} ${id} is there twice`),
        );
        return [];
      }
      seen.add(id);
      warnOfUnknownKeys(map, [idKey, ...known], diagnostics);
      return [{ id, map }];
    });
  });
}

/** Warns of keys that the format does not know. */
export function warnOfUnknownKeys(map: YamlMap, known: readonly string[], diagnostics: Diagnostic[]): void {
  for (const [key, node] of map.entries) {
    if (known.includes(key)) continue;
    diagnostics.push({
      level: 'warning',
      code: 'unknown-key',
      message: `${node.at.file}:${node.at.line ?? 1}: the key ${key} is not used`,
      at: node.at,
      hint: `Known keys: ${known.join(', ')}.`,
    });
  }
}

/** The rows of a table with the id that `identify` finds; rows without one, or with one twice, are left out and told. */
export function identifiedRows(
  rows: readonly Row[],
  what: string,
  identify: (row: Row) => string,
  diagnostics: Diagnostic[],
): readonly { readonly id: string; readonly row: Row }[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const id = identify(row);
    if (id === '' || seen.has(id)) {
      diagnostics.push(rowError(row.at, id === '' ? `the row has no ${what}` : `${what} ${id} is there twice`));
      return [];
    }
    seen.add(id);
    return [{ id, row }];
  });
}

/** A declared e-mail address in lower case: the key of a person. */
export function declaredPerson(read: ScalarReader, cell: Cell): Fact<string> {
  return mapFact(read.declared(cell), (text) => text.toLowerCase());
}
