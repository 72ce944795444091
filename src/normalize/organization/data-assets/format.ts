import { type Fact, known, unknown } from '../../../core/fact.ts';
import type { Format } from '../../format.ts';
import { type Cell, saysUnknown } from '../cell.ts';
import { type Column, isTable } from '../read-table.ts';
import { declaredPerson, identifiedRows } from '../register-entries.ts';
import { tableContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'id', aliases: ['dataid', 'assetid'], required: true },
  { key: 'name', aliases: ['nom', 'title'] },
  { key: 'owner', aliases: ['owneremail', 'proprietaire', 'responsable'], required: true },
  { key: 'classification', aliases: ['class', 'sensitivity', 'niveau', 'confidentialite'], required: true },
  { key: 'personal_data', aliases: ['donneespersonnelles', 'pii'] },
  { key: 'system', aliases: ['systeme', 'asset', 'store'] },
  { key: 'location', aliases: ['region', 'country', 'hosting', 'hebergement'] },
  { key: 'encryption_at_rest', aliases: ['encryptedatrest', 'chiffrementaurepos'] },
  { key: 'encryption_in_transit', aliases: ['encryptedintransit', 'chiffremententransit'] },
  { key: 'retention_days', aliases: ['retention', 'conservation', 'dureedeconservation'] },
  { key: 'legal_basis', aliases: ['baselegale'] },
  { key: 'transfer_basis', aliases: ['transfermechanism', 'basedetransfert', 'garanties'] },
  { key: 'oldest_record_on', aliases: ['oldestrecord', 'plusancienenregistrement'] },
  { key: 'rto', aliases: ['rtominutes'] },
  { key: 'rpo', aliases: ['rpohours'] },
  { key: 'recipients', aliases: ['destinataires'] },
];

/** data-assets.csv: stores of data and their class. */
export const dataAssetsFormat: Format = {
  id: 'data-assets',
  title: 'data-assets.csv (stores of data)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('data_assets', captures, COLUMNS, (rows, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        stores: identifiedRows(rows, 'id', (row) => row.cell('id').text, diagnostics).map(({ id, row }) => ({
          id,
          at: row.at,
          name: row.cell('name').text,
          owner: declaredPerson(read, row.cell('owner')),
          classification: read.declared(row.cell('classification')),
          personal_data: read.choice(row.cell('personal_data'), ['none', 'personal', 'special']),
          system: read.declared(row.cell('system')),
          location: read.declared(row.cell('location')),
          encryption_at_rest: read.boolean(row.cell('encryption_at_rest')),
          encryption_in_transit: read.boolean(row.cell('encryption_in_transit')),
          retention: declaredRetention(row.cell('retention_days')),
          retention_days: retentionDays(read, row.cell('retention_days')),
          oldest_record_on: read.date(row.cell('oldest_record_on')),
          legal_basis: read.declared(row.cell('legal_basis')),
          transfer_basis: known(
            saysUnknown(row.cell('transfer_basis').text) ? '' : row.cell('transfer_basis').text,
            row.cell('transfer_basis').at,
          ),
        })),
      };
    }),
  ],
};

function declaredRetention(cell: Cell): Fact<string> {
  if (cell.noColumn) return unknown('the file has no column for retention: add retention_days', cell.at);
  return saysUnknown(cell.text)
    ? unknown(`retention says "${cell.text}": whether a limit applies is to be decided`, cell.at)
    : known(cell.text, cell.at);
}

/** Days as written, or counted from `5y`, `18m`, `P5Y`; a year is 365 days and a month 30, so that the limit is never too long. */
function retentionDays(read: ScalarReader, cell: Cell): Fact<number> {
  const match = /^P?(\d+)\s*([ymwd])$/i.exec(cell.text);
  const days = { y: 365, m: 30, w: 7, d: 1 }[match?.[2]?.toLowerCase() ?? ''];
  return days === undefined ? read.integer(cell) : known(Number(match?.[1]) * days, cell.at);
}
