import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, unknown } from '../../../core/fact.ts';
import type { OrganizationTraining, OrganizationTrainingRecord } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { type Cell, saysUnknown } from '../cell.ts';
import { type Column, isTable, type Row, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  {
    key: 'email',
    aliases: ['useremail', 'learneremail', 'username', 'participantemail', 'userprincipalname', 'emailaddress', 'mail'],
    required: true,
  },
  {
    key: 'module',
    aliases: [
      'contentname',
      'course',
      'coursename',
      'coursefullname',
      'trainingname',
      'modulename',
      'assignmentname',
      'activityname',
      'title',
    ],
    required: true,
  },
  { key: 'status', aliases: ['completionstatus', 'state', 'progressstatus', 'statut'], required: true },
  {
    key: 'completed_at',
    aliases: ['completiondate', 'datecompleted', 'completedon', 'timecompleted', 'completed', 'completiondatetime'],
    required: true,
  },
  { key: 'enrolled_at', aliases: ['enrollmentdate', 'assigneddate', 'dateassigned', 'enrolledon'] },
  { key: 'due_at', aliases: ['duedate', 'extendedduedate'] },
  { key: 'duration_minutes', aliases: ['duration', 'minutes', 'timespentminutes'] },
  { key: 'delivery', aliases: ['deliverymode', 'mode'] },
];

/** Words of learning platforms, without accents, case and signs. */
const STATUS_WORDS: ReadonlyMap<string, 'completed' | 'in-progress' | 'not-started'> = new Map([
  ...['passed', 'completed', 'complete', 'termine', 'terminee', 'attended', '100', 'present', 'reussi'].map(
    (word) => [word, 'completed'] as const,
  ),
  ...['inprogress', 'started', 'incomplete', 'encours', 'failed'].map((word) => [word, 'in-progress'] as const),
  ...['notstarted', 'assigned', 'pastdue', 'overdue', 'noncommence', 'absent', 'enrolled'].map(
    (word) => [word, 'not-started'] as const,
  ),
]);
const DELIVERIES = ['online', 'group', 'one-to-one'] as const;

/** Records of training, training.csv or the export of a learning platform. Names, scores and free columns are not kept. */
export const trainingRecordsFormat: Format = {
  id: 'training-records',
  title: 'training records (training.csv, KnowBe4 user progress)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('training', captures, COLUMNS, (rows, diagnostics): OrganizationTraining => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return { records: rows.flatMap((row) => toRecord(row, read, diagnostics)) };
    }),
  ],
};

function toRecord(row: Row, read: ScalarReader, diagnostics: Diagnostic[]): readonly OrganizationTrainingRecord[] {
  const email = row.cell('email').text.toLowerCase();
  const module = row.cell('module').text;
  if (email === '' || module === '') {
    diagnostics.push(rowError(row.at, `the record has no ${email === '' ? 'address of a person' : 'module'}`));
    return [];
  }
  return [
    {
      at: row.at,
      email,
      module,
      status: statusOf(row.cell('status'), diagnostics),
      status_text: row.cell('status').text,
      completed_on: read.declaredDate(row.cell('completed_at')),
      enrolled_on: read.date(row.cell('enrolled_at')),
      due_on: read.date(row.cell('due_at')),
      duration_minutes: read.number(row.cell('duration_minutes')),
      delivery: read.choice(row.cell('delivery'), DELIVERIES),
    },
  ];
}

function statusOf(cell: Cell, diagnostics: Diagnostic[]): Fact<string> {
  const word = cell.text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const status = STATUS_WORDS.get(word);
  if (status !== undefined) return known(status, cell.at);
  if (cell.text === '' || saysUnknown(cell.text))
    return unknown('the status of a training record is empty: write it down', cell.at);
  const why = `the status "${cell.text}" of a training record is not one of the known words`;
  diagnostics.push({
    level: 'error',
    code: 'invalid-value',
    message: `${cell.at.file}:${cell.at.line ?? 1}: ${why}`,
    at: cell.at,
    hint: 'Write completed, in progress or not started.',
  });
  return unknown(`${why}: write completed, in progress or not started`, cell.at);
}
