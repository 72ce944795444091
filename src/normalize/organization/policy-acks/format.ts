import type { Format } from '../../format.ts';
import { type Column, isTable, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  {
    key: 'email',
    aliases: ['useremail', 'mail', 'upn', 'username', 'employeeemail', 'adressemail', 'adresseemail'],
    required: true,
  },
  { key: 'policy_id', aliases: ['policy', 'document', 'policyname', 'title'], required: true },
  { key: 'version', aliases: ['policyversion', 'rev'], required: true },
  {
    key: 'acknowledged_at',
    aliases: ['acceptedat', 'signedat', 'signedon', 'datesigned', 'completiondate', 'acknowledgementdate'],
    required: true,
  },
  { key: 'method' },
  { key: 'document_sha256' },
];

/** policy-acks.csv: signatures under versions of policies. */
export const policyAcksFormat: Format = {
  id: 'policy-acks',
  title: 'policy-acks.csv (acknowledgements of policies)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('acknowledgements', captures, COLUMNS, (rows, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      // The same cell read a second way: one complaint is enough.
      const silent = scalarReader(settingsOf(context), []);
      return {
        acknowledgements: rows.flatMap((row, index) => {
          const email = row.cell('email').text.toLowerCase();
          const policy = row.cell('policy_id').text;
          if (email === '' || policy === '') {
            diagnostics.push(rowError(row.at, `the row has no ${email === '' ? 'email' : 'policy_id'}`));
            return [];
          }
          return [
            {
              id: `${index + 1}`,
              at: row.at,
              email,
              policy,
              version: read.text(row.cell('version')),
              acknowledged_at: read.instant(row.cell('acknowledged_at')),
              acknowledged_on: silent.date(row.cell('acknowledged_at')),
              method: row.cell('method').text,
            },
          ];
        }),
      };
    }),
  ],
};
