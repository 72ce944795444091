import { parseInstant } from '../../../core/clock.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { isKnown } from '../../../core/fact.ts';
import type { OrganizationUptimeInterval } from '../../../model/generated/model.ts';
import { type Column, type Row, rowError } from '../read-table.ts';
import type { ScalarReader } from '../scalars.ts';

/** The canonical table of intervals. */
export const INTERVAL_COLUMNS: readonly Column[] = [
  { key: 'asset', required: true },
  { key: 'from', aliases: ['start', 'periodfrom'], required: true },
  { key: 'to', aliases: ['end', 'periodto'], required: true },
  { key: 'up_seconds', required: true },
  { key: 'down_seconds', required: true },
  { key: 'unknown_seconds' },
  { key: 'maintenance_seconds' },
];

/** One interval; a row that cannot be true (seconds beyond its length) is left out and told. */
export function toInterval(
  row: Row,
  read: ScalarReader,
  diagnostics: Diagnostic[],
): readonly OrganizationUptimeInterval[] {
  const asset = row.cell('asset').text;
  const from = read.instant(row.cell('from'));
  const to = read.instant(row.cell('to'));
  const seconds = ['up_seconds', 'down_seconds', 'unknown_seconds', 'maintenance_seconds'].map((key) => {
    const cell = row.cell(key);
    // What an interval does not account for is unknown time in the end, so that an absent or empty column hides nothing.
    if (cell.text === '' && key !== 'up_seconds') return 0;
    const fact = read.number(cell);
    return isKnown(fact) ? fact.value : Number.NaN;
  });
  const [up = Number.NaN, down = Number.NaN, unknownTime = Number.NaN, maintenance = Number.NaN] = seconds;
  const sum = up + down + unknownTime + maintenance;
  if (asset === '' || !isKnown(from) || !isKnown(to) || Number.isNaN(sum) || Math.min(...seconds) < 0) {
    diagnostics.push(rowError(row.at, 'the interval lacks an asset, its times or a number of seconds'));
    return [];
  }
  const length = ((parseInstant(to.value) ?? 0) - (parseInstant(from.value) ?? 0)) / 1000;
  if (length <= 0 || sum > length + 1) {
    diagnostics.push(rowError(row.at, `the interval is ${length} seconds long and accounts for ${sum}`));
    return [];
  }
  return [
    {
      at: row.at,
      asset,
      from: from.value,
      to: to.value,
      up_seconds: up,
      down_seconds: down,
      unknown_seconds: unknownTime,
      maintenance_seconds: maintenance,
    },
  ];
}
