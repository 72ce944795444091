import type { Format } from '../../format.ts';
import { type Column, isTable } from '../read-table.ts';
import { identifiedRows } from '../register-entries.ts';
import { tableContribution } from '../register-section.ts';

const COLUMNS: readonly Column[] = [
  { key: 'employee_id', aliases: ['employeenumber', 'personnelnumber', 'matricule', 'workerid'], required: true },
  { key: 'kind', aliases: ['type', 'system', 'identitykind'], required: true },
  { key: 'value', aliases: ['account', 'login', 'identity', 'compte'], required: true },
];

/** identities.csv: accounts of people. */
export const identitiesFormat: Format = {
  id: 'identities',
  title: 'identities.csv (accounts of people)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures) => [
    tableContribution('identities', captures, COLUMNS, (rows, diagnostics) => {
      const identify = (row: (typeof rows)[number]): string => {
        const [employee, kind, value] = ['employee_id', 'kind', 'value'].map((key) => row.cell(key).text);
        return employee === '' || kind === '' || value === '' ? '' : `${kind}:${value}`;
      };
      return {
        identities: identifiedRows(rows, 'employee_id, kind and value', identify, diagnostics).map(({ id, row }) => ({
          id,
          at: row.at,
          employee_id: row.cell('employee_id').text,
          kind: row.cell('kind').text,
          value: row.cell('value').text,
        })),
      };
    }),
  ],
};
