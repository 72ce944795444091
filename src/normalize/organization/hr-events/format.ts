import type { Format } from '../../format.ts';
import type { Cell } from '../cell.ts';
import { type Column, isTable, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  {
    key: 'employee_id',
    aliases: ['employeenumber', 'employeeno', 'personnelnumber', 'staffid', 'personid', 'matricule', 'workerid'],
    required: true,
  },
  { key: 'event', aliases: ['eventtype', 'action', 'evenement', 'mouvement'], required: true },
  { key: 'effective_on', aliases: ['effectivedate', 'eventdate', 'dateeffet', 'date'], required: true },
  { key: 'from_position', aliases: ['previousposition', 'oldposition', 'ancienposte', 'posteprecedent'] },
  { key: 'to_position', aliases: ['newposition', 'nouveauposte'] },
  { key: 'from_department', aliases: ['previousdepartment', 'olddepartment', 'ancienservice', 'ancienneservice'] },
  { key: 'to_department', aliases: ['newdepartment', 'nouveauservice'] },
];

const EVENT_WORDS = new Map([
  ...['join', 'hire', 'hired', 'rehire', 'start', 'entree', 'embauche'].map((word) => [word, 'join'] as const),
  ...['move', 'transfer', 'promotion', 'position change', 'job change', 'mutation', 'mobilite', 'mobilité'].map(
    (word) => [word, 'move'] as const,
  ),
  ...['leave', 'left', 'termination', 'terminated', 'resignation', 'sortie', 'depart', 'départ'].map(
    (word) => [word, 'leave'] as const,
  ),
  ...['extended-leave', 'extended leave', 'leave of absence', 'parental leave', 'conge', 'congé'].map(
    (word) => [word, 'extended-leave'] as const,
  ),
]);

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
              event: read.choice(worded(row.cell('event')), ['join', 'move', 'leave', 'extended-leave']),
              effective_on: read.date(row.cell('effective_on')),
              from_position: read.declared(row.cell('from_position')),
              to_position: read.declared(row.cell('to_position')),
              from_department: read.declared(row.cell('from_department')),
              to_department: read.declared(row.cell('to_department')),
            },
          ];
        }),
      };
    }),
  ],
};

/** The cell with the word that Vauban has for it, where it is a known one. */
function worded(cell: Cell): Cell {
  return { ...cell, text: EVENT_WORDS.get(cell.text.toLowerCase()) ?? cell.text };
}
