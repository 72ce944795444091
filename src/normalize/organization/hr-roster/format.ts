import type { Format } from '../../format.ts';
import { isPrevious } from '../group-files.ts';
import { type Column, isTable } from '../read-table.ts';
import { declaredPerson, identifiedRows } from '../register-entries.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'employee_id', aliases: ['employeenumber', 'personnelnumber', 'matricule', 'workerid'], required: true },
  {
    key: 'email',
    aliases: ['workemail', 'mail', 'upn', 'userprincipalname', 'adressemail', 'adresseemail'],
    required: true,
  },
  { key: 'display_name', aliases: ['name', 'fullname', 'nom', 'nomcomplet'] },
  { key: 'department', aliases: ['departement', 'service', 'orgunit', 'division'] },
  { key: 'position', aliases: ['jobtitle', 'title', 'poste', 'fonction'] },
  { key: 'manager_email', aliases: ['manager', 'supervisor', 'responsable'] },
  { key: 'employment_type', aliases: ['contracttype', 'workertype', 'typecontrat', 'typedecontrat'] },
  { key: 'start_date', aliases: ['hiredate', 'dateentree', 'joindate', 'datedentree'], required: true },
  {
    key: 'end_date',
    aliases: ['termdate', 'terminationdate', 'leavedate', 'datesortie', 'datedesortie', 'lastday', 'contractenddate'],
  },
  { key: 'status', aliases: ['employmentstatus', 'workerstatus', 'statut'] },
  { key: 'previous_position', aliases: ['posteprecedent'] },
  { key: 'previous_department', aliases: ['departementprecedent', 'serviceprecedent'] },
  { key: 'position_since', aliases: ['postedepuis'] },
  { key: 'last_working_day', aliases: ['dernierjourtravaille'] },
];

const STATUS_WORDS = new Map([
  ...['active', 'actif', 'employed'].map((word) => [word, 'active'] as const),
  ...['leave', 'on leave', 'extended-leave', 'conge', 'congé'].map((word) => [word, 'leave'] as const),
  ...['left', 'terminated', 'inactive', 'sorti', 'parti'].map((word) => [word, 'left'] as const),
  ...['future', 'pending', 'futur', 'prehire'].map((word) => [word, 'future'] as const),
]);

/** hr-roster.csv: the people. */
export const hrRosterFormat: Format = {
  id: 'hr-roster',
  title: 'hr-roster.csv (people)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => {
    // An export of last month beside it would bring everybody twice; the name breaks the tie.
    const [present, previous] = [
      captures.filter(({ origin }) => !isPrevious(origin)),
      captures.filter(({ origin }) => isPrevious(origin)),
    ];
    return [
      tableContribution('roster', present.length === 0 ? captures : present, COLUMNS, (rows, diagnostics) => {
        for (const { origin } of present.length === 0 ? [] : previous) {
          diagnostics.push({
            level: 'note',
            code: 'unused-file',
            message: `${origin} is an earlier roster and is not read; moves come from position_since or hr-events.csv`,
            at: { file: origin },
          });
        }
        const read = scalarReader(settingsOf(context), diagnostics);
        const identify = (row: (typeof rows)[number]): string =>
          row.cell('email').text.toLowerCase() || row.cell('employee_id').text;
        return {
          people: identifiedRows(rows, 'email or employee_id', identify, diagnostics).map(({ id, row }) => {
            const status = row.cell('status');
            const word = STATUS_WORDS.get(status.text.toLowerCase()) ?? status.text;
            return {
              id,
              at: row.at,
              employee_id: row.cell('employee_id').text,
              email: row.cell('email').text.toLowerCase(),
              display_name: row.cell('display_name').text,
              department: read.declared(row.cell('department')),
              position: read.declared(row.cell('position')),
              manager_email: declaredPerson(read, row.cell('manager_email')),
              employment_type: read.declared(row.cell('employment_type')),
              start_on: read.declaredDate(row.cell('start_date')),
              end_on: read.declaredDate(row.cell('end_date')),
              last_working_on: read.declaredDate(row.cell('last_working_day')),
              status: read.choice({ ...status, text: word }, ['active', 'leave', 'left', 'future']),
              previous_position: read.declared(row.cell('previous_position')),
              previous_department: read.declared(row.cell('previous_department')),
              position_since: read.declaredDate(row.cell('position_since')),
            };
          }),
        };
      }),
    ];
  },
};
