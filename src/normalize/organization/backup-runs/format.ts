import type { Format } from '../../format.ts';
import { type Column, isTable, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'backup_id', aliases: ['backup', 'job', 'jobname', 'sauvegarde'], required: true },
  { key: 'ended_at', aliases: ['endtime', 'finishedat', 'stop', 'fin'], required: true },
  { key: 'status', aliases: ['result', 'resultat', 'outcome'], required: true },
  { key: 'size_bytes', aliases: ['size', 'bytes', 'taille'] },
];

/** backup-runs.csv: the runs of backup jobs. */
export const backupRunsFormat: Format = {
  id: 'backup-runs',
  title: 'backup-runs.csv (runs of backup jobs)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('backup_runs', captures, COLUMNS, (rows, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        runs: rows.flatMap((row, index) => {
          const backup = row.cell('backup_id').text;
          if (backup === '') {
            diagnostics.push(rowError(row.at, 'the row has no backup_id'));
            return [];
          }
          return [
            {
              id: `${index + 1}`,
              at: row.at,
              backup,
              ended_at: read.instant(row.cell('ended_at')),
              status: read.choice(row.cell('status'), ['success', 'warning', 'failed']),
              size_bytes: read.number(row.cell('size_bytes')),
            },
          ];
        }),
      };
    }),
  ],
};
