import type { OrgBackupCopy } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { declaredPerson, entriesOf } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const KEYS = [
  ...[
    'asset',
    'owner',
    'tool',
    'schedule',
    'rpo_hours',
    'rto_minutes',
    'last_run_at',
    'last_success_at',
    'last_status',
  ],
  ...['size_bytes', 'copies'],
];

/** backups.yaml: backup jobs and their copies. */
export const backupsFormat: Format = {
  id: 'backups',
  title: 'backups.yaml (backup jobs)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('jobs') && /\b(last_success_at|copies|rpo_hours)\s*:/.test(head),
  normalize: (captures, context) => [
    yamlContribution('backups', captures, (roots, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        jobs: entriesOf(roots, 'jobs', KEYS, diagnostics).map(({ id, map }) => ({
          id,
          at: map.at,
          asset: read.declared(cellOf(map, 'asset')),
          owner: declaredPerson(read, cellOf(map, 'owner')),
          tool: cellOf(map, 'tool').text,
          rpo_hours: read.number(cellOf(map, 'rpo_hours')),
          rto_minutes: read.number(cellOf(map, 'rto_minutes')),
          last_run_at: read.declaredInstant(cellOf(map, 'last_run_at')),
          last_success_at: read.declaredInstant(cellOf(map, 'last_success_at')),
          last_status: read.choice(cellOf(map, 'last_status'), ['success', 'warning', 'failed', 'running']),
          copies: mapsOf(map, 'copies', (node) =>
            diagnostics.push(rowError(node.at, `a copy of ${id} is not a mapping`)),
          ).map((copy, index) => backupCopy(copy, `${index + 1}`, read)),
        })),
      };
    }),
  ],
};

function backupCopy(copy: YamlMap, id: string, read: ScalarReader): OrgBackupCopy {
  return {
    id,
    at: copy.at,
    location: cellOf(copy, 'location').text,
    site: read.choice(cellOf(copy, 'site'), ['onsite', 'offsite', 'cloud']),
    media: read.choice(cellOf(copy, 'media'), ['disk', 'object', 'tape', 'saas']),
    technology: read.text(cellOf(copy, 'technology')),
    immutable: read.boolean(cellOf(copy, 'immutable')),
    immutable_until: read.declaredDate(cellOf(copy, 'immutable_until')),
    offline: read.boolean(cellOf(copy, 'offline')),
    encrypted: read.boolean(cellOf(copy, 'encrypted')),
    key_location: read.text(cellOf(copy, 'key_location')),
    credentials_domain: read.text(cellOf(copy, 'credentials_domain')),
  };
}
