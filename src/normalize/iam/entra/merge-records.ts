import type { Diagnostic } from '../../../core/diagnostic.ts';
import { own, textIn } from '../export-record.ts';
import type { JsonObject } from '../json-value.ts';
import type { GraphKind } from './graph-kinds.ts';
import { type GraphRecord, graphRecord } from './graph-record.ts';

/** Lists of objects with an id of their own: what two exports tell of one is put together. */
const MERGED: ReadonlySet<GraphKind> = new Set([
  'users',
  'groups',
  'applications',
  'service-principals',
  'access-policies',
  'directory-roles',
  'role-definitions',
  'registration',
]);

/** True for a list of objects with an id of their own. */
export function isMerged(kind: GraphKind): boolean {
  return MERGED.has(kind);
}

/** Puts together what several exports tell of one object; the first counts where they contradict each other. */
export function merged(records: readonly GraphRecord[], diagnostics: Diagnostic[]): readonly GraphRecord[] {
  const byId = new Map<string, GraphRecord>();
  const nameless: GraphRecord[] = [];
  for (const record of records) {
    const id = textIn(record, 'id')?.toLowerCase();
    const first = id === undefined ? undefined : byId.get(id);
    if (id === undefined) nameless.push(record);
    else if (first === undefined) byId.set(id, record);
    else {
      const differs = Object.keys(record.value).filter(
        (key) =>
          !key.startsWith('@') &&
          own(first.value, key) !== undefined &&
          own(record.value, key) !== undefined &&
          JSON.stringify(own(first.value, key)) !== JSON.stringify(own(record.value, key)),
      );
      if (differs.length > 0)
        diagnostics.push({
          level: 'warning',
          code: 'duplicate-record',
          message: `${record.at.file}: ${id} comes twice with different ${differs.sort().join(', ')}; the first one counts`,
          at: record.at,
          hint: 'Give exports of one day only.',
        });
      const rest = Object.entries(record.value).filter(([key]) => own(first.value, key) === undefined);
      const value: JsonObject = { ...first.value, ...Object.fromEntries(rest) };
      byId.set(
        id,
        graphRecord({ ...first, value, at: first.at }, new Set([...first.asked, ...record.asked]), first.holder),
      );
    }
  }
  return [...byId.values(), ...nameless];
}
