import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { OrganizationAlert, OrganizationAlerts } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { type Column, isTable, type Row, rowError } from '../read-table.ts';
import { tableContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'id', aliases: ['alertid', 'number', 'key'], required: true },
  {
    key: 'raised_at',
    aliases: ['createdat', 'created', 'opened', 'openedat', 'timestamp', 'firedat', 'triggeredat'],
    required: true,
  },
  { key: 'tool', aliases: ['source', 'detector', 'product'] },
  { key: 'severity', aliases: ['priority', 'level', 'criticite'], required: true },
  { key: 'asset', aliases: ['host', 'hostname', 'agentname', 'device'] },
  { key: 'title', aliases: ['name', 'summary', 'description', 'rule'] },
  {
    key: 'acknowledged_at',
    aliases: ['acknowledgedon', 'acknowledged', 'ackat', 'triagedat', 'assignedat'],
    required: true,
  },
  { key: 'acknowledged_by', aliases: ['ackby', 'assignee', 'triagedby', 'assignedto'] },
  { key: 'closed_at', aliases: ['closed', 'resolvedat', 'resolved'] },
  { key: 'incident', aliases: ['incidentid', 'case', 'caseid'] },
];
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** Alerts of detection tools, alerts.csv. */
export const alertExportFormat: Format = {
  id: 'alert-export',
  title: 'alerts (alerts.csv)',
  domain: 'organization',
  recognizes: ({ head }) => isTable(head, COLUMNS),
  normalize: (captures, context) => [
    tableContribution('alerts', captures, COLUMNS, (rows, diagnostics): OrganizationAlerts => {
      const read = scalarReader(settingsOf(context), diagnostics);
      const seen = new Set<string>();
      return { alerts: rows.flatMap((row) => toAlert(row, read, seen, diagnostics)) };
    }),
  ],
};

function toAlert(
  row: Row,
  read: ScalarReader,
  seen: Set<string>,
  diagnostics: Diagnostic[],
): readonly OrganizationAlert[] {
  const id = row.cell('id').text;
  if (id === '' || seen.has(id)) {
    diagnostics.push(rowError(row.at, id === '' ? 'the alert has no id' : `the alert ${id} is there twice`));
    return [];
  }
  seen.add(id);
  const text = (key: string) => read.text(row.cell(key));
  return [
    {
      at: row.at,
      id,
      raised_at: read.instant(row.cell('raised_at')),
      tool: text('tool'),
      severity: read.choice(row.cell('severity'), SEVERITIES),
      asset: text('asset'),
      title: text('title'),
      acknowledged_at: read.declaredInstant(row.cell('acknowledged_at')),
      acknowledged_by: text('acknowledged_by'),
      closed_at: read.declaredInstant(row.cell('closed_at')),
      incident: text('incident'),
    },
  ];
}
