import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, mapFact } from '../../../core/fact.ts';
import type { OrgIncident } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { groupFiles, presentHash } from '../group-files.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapOf, mapsOf, textsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { declaredPerson, type Entry, entriesOf } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const KEYS = [
  ...[
    'title',
    'severity',
    'category',
    'status',
    'owner',
    'assets',
    'people',
    'started_at',
    'detected_at',
    'detected_by',
    'triaged_at',
  ],
  ...[
    'contained_at',
    'eradicated_at',
    'recovered_at',
    'closed_at',
    'personal_data_breach',
    'risk_to_persons',
    'aware_at',
  ],
  ...[
    'dpa_notified_at',
    'delay_reason',
    'subjects_notified_at',
    'nis2_significant',
    'nis2',
    'root_cause',
    'lessons',
    'actions',
  ],
  ...['evidence', 'timeline'],
];

/** incidents.yaml: the register of incidents. */
export const incidentsFormat: Format = {
  id: 'incidents',
  title: 'incidents.yaml (register of incidents)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('incidents'),
  normalize: (captures, context) => {
    const files = groupFiles(context);
    return [
      yamlContribution('incidents', captures, (roots, diagnostics) => {
        const read = scalarReader(settingsOf(context), diagnostics);
        return {
          incidents: entriesOf(roots, 'incidents', KEYS, diagnostics).map((entry) =>
            incident(entry, read, files, diagnostics),
          ),
        };
      }),
    ];
  },
};

function incident(
  { id, map }: Entry,
  read: ScalarReader,
  files: ReadonlyMap<string, Capture>,
  diagnostics: Diagnostic[],
): OrgIncident {
  const time = (key: string, from: YamlMap = map): Fact<string> => read.declaredInstant(cellOf(from, key));
  const nis2 = mapOf(map, 'nis2') ?? { kind: 'map', at: map.at, entries: new Map() };
  const list = (key: string): readonly YamlMap[] =>
    mapsOf(map, key, (node) => diagnostics.push(rowError(node.at, `an entry of ${key} of ${id} is not a mapping`)));
  return {
    id,
    at: map.at,
    title: cellOf(map, 'title').text,
    severity: read.declaredChoice(cellOf(map, 'severity'), ['sev1', 'sev2', 'sev3', 'sev4']),
    category: read.declared(cellOf(map, 'category')),
    status: read.choice(cellOf(map, 'status'), ['open', 'contained', 'closed', 'false-positive']),
    owner: declaredPerson(read, cellOf(map, 'owner')),
    detected_by: read.declared(cellOf(map, 'detected_by')),
    assets: textsOf(map, 'assets'),
    people: textsOf(map, 'people'),
    started_at: time('started_at'),
    detected_at: time('detected_at'),
    triaged_at: time('triaged_at'),
    aware_at: time('aware_at'),
    contained_at: time('contained_at'),
    eradicated_at: time('eradicated_at'),
    recovered_at: time('recovered_at'),
    closed_at: time('closed_at'),
    dpa_notified_at: time('dpa_notified_at'),
    subjects_notified_at: time('subjects_notified_at'),
    nis2_early_warning_at: time('early_warning_at', nis2),
    nis2_notification_at: time('notification_at', nis2),
    nis2_final_report_at: time('final_report_at', nis2),
    personal_data_breach: read.boolean(cellOf(map, 'personal_data_breach')),
    risk_to_persons: read.choice(cellOf(map, 'risk_to_persons'), ['none', 'risk', 'high']),
    delay_reason: read.declared(cellOf(map, 'delay_reason')),
    nis2_significant: read.boolean(cellOf(map, 'nis2_significant')),
    root_cause: read.declared(cellOf(map, 'root_cause')),
    actions: list('actions').map((action, index) => ({
      id: cellOf(action, 'id').text || `${index + 1}`,
      at: action.at,
      owner: declaredPerson(read, cellOf(action, 'owner')),
      due_on: read.declaredDate(cellOf(action, 'due')),
      done_on: read.declaredDate(cellOf(action, 'done_on')),
    })),
    evidence: list('evidence').map((item) => {
      const path = cellOf(item, 'path').text;
      return {
        id: path,
        at: item.at,
        registered_sha256: mapFact(read.declared(cellOf(item, 'sha256')), (hash) => hash.toLowerCase()),
        document_sha256: path === '' ? known('', item.at) : presentHash(files, item.at.file, path, item.at),
        collected_by: declaredPerson(read, cellOf(item, 'collected_by')),
        collected_at: read.declaredInstant(cellOf(item, 'collected_at')),
      };
    }),
  };
}
