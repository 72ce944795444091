import type { Diagnostic } from '../../../core/diagnostic.ts';
import { isKnown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { OrgRosterPerson } from '../../../model/generated/model.ts';
import { rowError } from '../read-table.ts';

/**
 * Whoever was hired again has a row for each period, with one employee number or one address. The last period is the
 * person; the earlier ones stay with it. Two rows that overlap, or whose dates do not tell which came first, are an error:
 * the first one is kept, as it stood there first.
 */
export function joinPeriods(rows: readonly OrgRosterPerson[], diagnostics: Diagnostic[]): readonly OrgRosterPerson[] {
  const groups: { readonly keys: Set<string>; readonly rows: OrgRosterPerson[] }[] = [];
  const byKey = new Map<string, (typeof groups)[number]>();
  for (const row of rows) {
    const keys = [row.email, row.employee_id.toLowerCase()].filter((key) => key !== '').map((key) => `=${key}`);
    const group = keys.map((key) => byKey.get(key)).find((found) => found !== undefined) ?? {
      keys: new Set<string>(),
      rows: [],
    };
    if (group.rows.length === 0) groups.push(group);
    group.rows.push(row);
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, group);
  }
  return groups.flatMap((group) => (group.rows.length === 1 ? group.rows : oneOf(group.rows, diagnostics)));
}

function oneOf(rows: readonly OrgRosterPerson[], diagnostics: Diagnostic[]): readonly OrgRosterPerson[] {
  const ordered = sortedBy(rows, ({ start_on: start }) => (isKnown(start) ? start.value : ''));
  const last = ordered.at(-1);
  const faulty = ordered.findIndex((row, index) => index + 1 < ordered.length && !endsBefore(row, ordered[index + 1]));
  const [first] = rows;
  if (last === undefined || first === undefined) return [];
  if (faulty >= 0) {
    for (const row of rows.slice(1)) {
      diagnostics.push(
        rowError(
          row.at,
          `${row.email === first.email ? `email ${row.email}` : `employee_id ${row.employee_id}`} is there twice (line ${first.at.line ?? '?'}), and the dates do not tell one period after the other`,
          'Give start_date and end_date of each period, or delete the row that is too much.',
        ),
      );
    }
    return [first];
  }
  const earlier = ordered.slice(0, -1).map(({ at, email, start_on, end_on }) => ({ at, email, start_on, end_on }));
  return [{ ...last, earlier }];
}

function endsBefore(row: OrgRosterPerson, next: OrgRosterPerson | undefined): boolean {
  const start = next?.start_on;
  if (start === undefined || !isKnown(start) || start.value === '' || !isKnown(row.end_on)) return false;
  return row.end_on.value !== '' && row.end_on.value <= start.value;
}
