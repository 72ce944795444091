import { known } from '../../../core/fact.ts';
import type { Format } from '../../format.ts';
import { cellOf, mapOf, topLevelKeys } from '../read-yaml.ts';
import { declaredPerson, entriesOf } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const KEYS = [
  ...[
    'title',
    'status',
    'owner',
    'likelihood',
    'impact',
    'treatment',
    'residual_likelihood',
    'residual_impact',
    'due',
    'reviewed_on',
  ],
  ...['accepted_by', 'accepted_at', 'accepted_scores'],
];

/** risks.yaml: the risk register. */
export const risksFormat: Format = {
  id: 'risks',
  title: 'risks.yaml (risk register)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('risks') && /\b(treatment|likelihood)\s*:/.test(head),
  normalize: (captures, context) => [
    yamlContribution('risks', captures, (roots, diagnostics) => {
      const read = scalarReader(settingsOf(context), diagnostics);
      return {
        risks: entriesOf(roots, 'risks', KEYS, diagnostics).map(({ id, map }) => {
          const scores = mapOf(map, 'accepted_scores') ?? { kind: 'map', at: map.at, entries: new Map() };
          const status = cellOf(map, 'status');
          return {
            id,
            at: map.at,
            title: cellOf(map, 'title').text,
            status: status.text === '' ? known('open', map.at) : read.choice(status, ['open', 'closed']),
            owner: declaredPerson(read, cellOf(map, 'owner')),
            treatment: read.declaredChoice(cellOf(map, 'treatment'), ['mitigate', 'accept', 'transfer', 'avoid']),
            due_on: read.declaredDate(cellOf(map, 'due')),
            reviewed_on: read.declaredDate(cellOf(map, 'reviewed_on')),
            likelihood: read.integer(cellOf(map, 'likelihood')),
            impact: read.integer(cellOf(map, 'impact')),
            residual_likelihood: read.integer(cellOf(map, 'residual_likelihood')),
            residual_impact: read.integer(cellOf(map, 'residual_impact')),
            accepted_by: declaredPerson(read, cellOf(map, 'accepted_by')),
            accepted_on: read.declaredDate(cellOf(map, 'accepted_at')),
            accepted_likelihood: read.integer(cellOf(scores, 'likelihood')),
            accepted_impact: read.integer(cellOf(scores, 'impact')),
          };
        }),
      };
    }),
  ],
};
