import type { Format } from '../../format.ts';
import { type Column, isTable } from '../read-table.ts';
import { declaredPerson, identifiedRows } from '../register-entries.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'test_id', aliases: ['id', 'testnumber'], required: true },
  { key: 'backup_id', aliases: ['backup', 'job', 'backupjob', 'sauvegarde'], required: true },
  { key: 'tested_at', aliases: ['date', 'testdate', 'restoredate'], required: true },
  { key: 'tester', aliases: ['testeur', 'testedby', 'operator'] },
  { key: 'scope', aliases: ['perimetre'] },
  { key: 'result', aliases: ['status', 'outcome', 'resultat'], required: true },
  { key: 'measured_minutes', aliases: ['duration', 'rtomesure', 'rtoachieved', 'durationminutes', 'duree'] },
  { key: 'verified_by', aliases: ['verification', 'verifiepar'] },
  { key: 'recovered_from_copy' },
  { key: 'ticket' },
];

/** restore-tests.csv: restorations that were tried. */
export const restoreTestsFormat: Format = {
  id: 'restore-tests',
  title: 'restore-tests.csv (restore tests)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('restore_tests', captures, COLUMNS, (rows, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        tests: identifiedRows(rows, 'test_id', (row) => row.cell('test_id').text, diagnostics).map(({ id, row }) => ({
          id,
          at: row.at,
          backup: row.cell('backup_id').text,
          tested_on: read.date(row.cell('tested_at')),
          tester: declaredPerson(read, row.cell('tester')),
          scope: row.cell('scope').text,
          result: read.choice(row.cell('result'), ['success', 'partial', 'failed']),
          measured_minutes: read.number(row.cell('measured_minutes')),
          // `none` is an answer here: nothing was verified.
          verified_by: read.choice(row.cell('verified_by'), ['checksum', 'application', 'visual', 'none']),
        })),
      };
    }),
  ],
};
