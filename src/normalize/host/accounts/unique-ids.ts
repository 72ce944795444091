import type { ColonRecord } from './colon-records.ts';

/** The name of each record; where a name comes again, the line number is added, so that ids stay unique. */
export function uniqueIds(records: readonly ColonRecord[]): readonly string[] {
  const seen = new Set<string>();
  return records.map((record) => {
    const name = record.fields[0] ?? '';
    const id = seen.has(name) ? `${name} (line ${record.at.line ?? 0})` : name;
    seen.add(name);
    return id;
  });
}
