import { known } from '../../../core/fact.ts';
import type { Format } from '../../format.ts';
import { cellOf, mapOf, textsOf, topLevelKeys } from '../read-yaml.ts';
import { declaredPerson, entriesOf } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const KEYS = [
  'check',
  'subject',
  'reason',
  'compensating_controls',
  'owner',
  'approver',
  'approved_on',
  'expires_on',
  'ticket',
];

/** exceptions.yaml: accepted deviations. */
export const exceptionsFormat: Format = {
  id: 'exceptions',
  title: 'exceptions.yaml (accepted deviations)',
  domain: 'organization',
  recognizes: ({ head }) =>
    topLevelKeys(head).has('exceptions') && /\b(expires_on|compensating_controls|check)\s*:/.test(head),
  normalize: (captures, context) => [
    yamlContribution('exceptions', captures, (roots, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        exceptions: entriesOf(roots, 'exceptions', KEYS, diagnostics).map(({ id, map }) => {
          const subject = mapOf(map, 'subject');
          const kind = ['asset', 'user', 'resource'].find((key) => subject?.entries.has(key) === true);
          const value =
            subject === undefined || kind === undefined ? known('', map.at) : read.declared(cellOf(subject, kind));
          return {
            id,
            at: map.at,
            check: read.declared(cellOf(map, 'check')),
            subject_kind: known(kind ?? '', subject?.at ?? map.at),
            subject_value: value,
            reason: read.declared(cellOf(map, 'reason')),
            compensating_controls: known(
              textsOf(map, 'compensating_controls'),
              map.entries.get('compensating_controls')?.at ?? map.at,
            ),
            owner: declaredPerson(read, cellOf(map, 'owner')),
            approver: declaredPerson(read, cellOf(map, 'approver')),
            approved_on: read.declaredDate(cellOf(map, 'approved_on')),
            expires_on: read.declaredDate(cellOf(map, 'expires_on')),
            ticket: cellOf(map, 'ticket').text,
          };
        }),
      };
    }),
  ],
};
