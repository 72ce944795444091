import type { OrgRosterPerson } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { isPrevious } from '../group-files.ts';
import { type Column, isTable, rowError } from '../read-table.ts';
import { declaredPerson } from '../register-entries.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';
import { joinPeriods } from './periods.ts';

const COLUMNS: readonly Column[] = [
  {
    key: 'employee_id',
    aliases: [
      'employeenumber',
      'employeeno',
      'employeenum',
      'personnelnumber',
      'personnelno',
      'staffid',
      'personid',
      'matricule',
      'workerid',
      'personalnummer',
    ],
    required: true,
  },
  {
    key: 'email',
    aliases: [
      'workemail',
      'emailaddress',
      'emailwork',
      'companyemail',
      'mail',
      'upn',
      'userprincipalname',
      'adressemail',
      'adresseemail',
      'courriel',
    ],
    required: true,
  },
  { key: 'display_name', aliases: ['name', 'fullname', 'legalname', 'nom', 'nomcomplet'] },
  {
    key: 'department',
    aliases: ['departement', 'service', 'orgunit', 'division', 'supervisoryorganization', 'abteilung'],
  },
  { key: 'position', aliases: ['jobtitle', 'title', 'businesstitle', 'positiontitle', 'poste', 'fonction', 'stelle'] },
  {
    key: 'manager_email',
    aliases: [
      'manager',
      'supervisor',
      'reportsto',
      'reportingto',
      'manageremailaddress',
      'responsable',
      'emailresponsable',
    ],
  },
  { key: 'employment_type', aliases: ['contracttype', 'workertype', 'employeetype', 'typecontrat', 'typedecontrat'] },
  {
    key: 'start_date',
    aliases: ['hiredate', 'dateentree', 'joindate', 'joiningdate', 'datedentree', 'eintritt'],
    required: true,
  },
  {
    key: 'end_date',
    aliases: [
      'termdate',
      'terminationdate',
      'leavedate',
      'datesortie',
      'datedesortie',
      'lastday',
      'contractenddate',
      'leavingdate',
      'exitdate',
      'austritt',
    ],
  },
  { key: 'status', aliases: ['employmentstatus', 'workerstatus', 'statut'] },
  { key: 'previous_position', aliases: ['posteprecedent', 'formerposition', 'oldposition', 'previousjobtitle'] },
  {
    key: 'previous_department',
    aliases: ['departementprecedent', 'serviceprecedent', 'formerdepartment', 'olddepartment'],
  },
  { key: 'position_since', aliases: ['postedepuis', 'positionstartdate', 'jobstartdate', 'inpositionsince'] },
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
        const people = rows.flatMap((row): readonly OrgRosterPerson[] => {
          const id = identify(row);
          if (id === '') {
            diagnostics.push(rowError(row.at, 'the row has no email or employee_id'));
            return [];
          }
          const status = row.cell('status');
          const word = STATUS_WORDS.get(status.text.toLowerCase()) ?? status.text;
          return [
            {
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
            },
          ];
        });
        return { people: joinPeriods(people, diagnostics) };
      }),
    ];
  },
};
