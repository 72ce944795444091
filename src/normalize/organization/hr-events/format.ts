import type { Format } from '../../format.ts';
import { type Column, isTable, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'employee_id', aliases: ['employeenumber', 'personnelnumber', 'matricule', 'workerid'], required: true },
  { key: 'event', aliases: ['eventtype', 'evenement'], required: true },
  { key: 'effective_on', aliases: ['effectivedate', 'dateeffet', 'date'], required: true },
  { key: 'from_position' },
  { key: 'to_position' },
];

/** hr-events.csv: joins, moves and leaves. */
export const hrEventsFormat: Format = {
  id: 'hr-events',
  title: 'hr-events.csv (joins, moves, leaves)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('staff_events', captures, COLUMNS, (rows, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        events: rows.flatMap((row, index) => {
          const employee = row.cell('employee_id').text;
          if (employee === '') {
            diagnostics.push(rowError(row.at, 'the row has no employee_id'));
            return [];
          }
          return [
            {
              id: `${index + 1}`,
              at: row.at,
              employee_id: employee,
              event: read.choice(row.cell('event'), ['join', 'move', 'leave', 'extended-leave']),
              effective_on: read.date(row.cell('effective_on')),
              from_position: read.declared(row.cell('from_position')),
              to_position: read.declared(row.cell('to_position')),
            },
          ];
        }),
      };
    }),
  ],
};
