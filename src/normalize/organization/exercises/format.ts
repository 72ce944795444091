import type { Format } from '../../format.ts';
import { type Column, isTable } from '../read-table.ts';
import { identifiedRows } from '../register-entries.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'exercise_id', aliases: ['id', 'exercise'], required: true },
  { key: 'held_on', aliases: ['date', 'exercisedate'], required: true },
  { key: 'kind', aliases: ['type'] },
  { key: 'lessons', aliases: ['lessonslearned', 'enseignements'], required: true },
  { key: 'open_actions_without_date', aliases: ['undatedactions'] },
];

/** exercises.csv: exercises of the incident plan. */
export const exercisesFormat: Format = {
  id: 'exercises',
  title: 'exercises.csv (exercises of the incident plan)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('exercises', captures, COLUMNS, (rows, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        exercises: identifiedRows(rows, 'exercise_id', (row) => row.cell('exercise_id').text, diagnostics).map(
          ({ id, row }) => ({
            id,
            at: row.at,
            held_on: read.date(row.cell('held_on')),
            kind: row.cell('kind').text,
            lessons: read.declared(row.cell('lessons')),
            open_actions_without_date: read.integer(row.cell('open_actions_without_date')),
          }),
        ),
      };
    }),
  ],
};
