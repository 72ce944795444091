import type { Diagnostic } from '../../../core/diagnostic.ts';
import { known, type Unknown } from '../../../core/fact.ts';
import type { OrganizationAsset, OrganizationAssets } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { type Column, isTable, type Row, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'id', aliases: ['assetid', 'assettag', 'identifiant'], required: true },
  { key: 'name', aliases: ['assetname', 'nom', 'label'] },
  { key: 'type', aliases: ['assettype', 'category'] },
  { key: 'owner', aliases: ['owneremail', 'responsable', 'proprietaire', 'assignedto'] },
  { key: 'environment', aliases: ['env', 'environnement'] },
  { key: 'criticality', aliases: ['criticite', 'businesscriticality'], required: true },
  { key: 'zone', aliases: ['networkzone'] },
  { key: 'exposure', aliases: ['exposition'] },
  { key: 'address', aliases: ['ip', 'ipaddress', 'adresse', 'fqdn', 'hostname'] },
  { key: 'status', aliases: ['state', 'statut', 'lifecycle'] },
  { key: 'slo_percent', aliases: ['slo', 'availabilitytarget'] },
  { key: 'rto_minutes', aliases: ['rto'] },
  { key: 'rpo_hours', aliases: ['rpo'] },
  { key: 'probe', aliases: ['probeurl', 'healthcheck'] },
  { key: 'redundancy_group', aliases: ['cluster', 'redundancygroupname'] },
  { key: 'os', aliases: ['operatingsystem'] },
];

const TYPES = ['server', 'network', 'application', 'website', 'cloud', 'saas'] as const;
const CRITICALITIES = ['low', 'medium', 'high', 'critical'] as const;
const EXPOSURES = ['internet', 'partner', 'internal', 'isolated'] as const;
const STATUSES = ['in-service', 'planned', 'retired'] as const;

/** The register of assets, assets.csv. */
export const assetRegisterFormat: Format = {
  id: 'asset-register',
  title: 'register of assets (assets.csv)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS, ['status']),
  normalize: (captures, context) => [
    tableContribution('assets', captures, COLUMNS, (rows, diagnostics): OrganizationAssets => {
      const read = scalarReader(settingsOf(context), diagnostics);
      const seen = new Set<string>();
      return { assets: rows.flatMap((row) => toAsset(row, read, seen, diagnostics)) };
    }),
  ],
};

function toAsset(
  row: Row,
  read: ScalarReader,
  seen: Set<string>,
  diagnostics: Diagnostic[],
): readonly OrganizationAsset[] {
  const id = row.cell('id').text;
  if (id === '' || seen.has(id)) {
    diagnostics.push(rowError(row.at, id === '' ? 'the asset has no id' : `the asset ${id} is there twice`));
    return [];
  }
  seen.add(id);
  const text = (key: string) => read.text(row.cell(key));
  const number = (key: string, least: number, most: number) => {
    const fact = read.number(row.cell(key));
    if (!('value' in fact) || (fact.value >= least && fact.value <= most)) return fact;
    const refused: Unknown = {
      unknown: `${key} ${fact.value} is not between ${least} and ${most}: correct it`,
      at: fact.at,
    };
    return refused;
  };
  const owner = text('owner');
  return [
    {
      id,
      at: row.at,
      undeclared: COLUMNS.map(({ key }) => key)
        .filter((key) => !row.cell(key).noColumn && row.cell(key).text === '')
        .sort(),
      name: text('name'),
      type: read.choice(row.cell('type'), TYPES),
      owner: 'value' in owner ? known(owner.value.toLowerCase(), owner.at) : owner,
      environment: text('environment'),
      criticality: read.choice(row.cell('criticality'), CRITICALITIES),
      zone: text('zone'),
      exposure: read.choice(row.cell('exposure'), EXPOSURES),
      address: text('address'),
      status: read.choice(row.cell('status'), STATUSES),
      slo_percent: number('slo_percent', 0, 100),
      rto_minutes: number('rto_minutes', 0, Number.MAX_SAFE_INTEGER),
      rpo_hours: number('rpo_hours', 0, Number.MAX_SAFE_INTEGER),
      probe: text('probe'),
      redundancy_group: text('redundancy_group'),
      os: text('os'),
    },
  ];
}
