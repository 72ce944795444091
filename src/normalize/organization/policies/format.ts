import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known } from '../../../core/fact.ts';
import type { OrgPolicy, OrgPolicyParameter, OrgPreviousPolicy } from '../../../model/generated/model.ts';
import type { Contribution, Format } from '../../format.ts';
import { groupFiles, isPrevious, presentHash } from '../group-files.ts';
import { cellOf, mapOf, textsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { declaredPerson, type Entry, entriesOf } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

/** The topics a policy may be on. */
const TOPICS = [
  ...[
    'information-security',
    'access-control',
    'data-classification',
    'backup',
    'incident-management',
    'acceptable-use',
  ],
  ...[
    'vulnerability-patching',
    'mobile-remote',
    'cryptography',
    'logging-monitoring',
    'supplier',
    'continuity',
    'other',
  ],
] as const;

const KEYS = [
  ...['title', 'topic', 'owner', 'approver', 'version', 'status', 'approved_on', 'last_reviewed_on', 'review_interval'],
  ...['document', 'audience', 'communicated_on', 'channel', 'parameters'],
];

/** policies.yaml: the register of policies, with the hash of each document. */
export const policiesFormat: Format = {
  id: 'policies',
  title: 'policies.yaml (register of policies)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('policies') && /\b(approver|review_interval|topic)\s*:/.test(head),
  normalize: (captures, context) => {
    const files = groupFiles(context);
    // The earlier register has the same content: the name breaks the tie.
    const earlier = captures.filter(({ origin }) => isPrevious(origin));
    const present = captures.filter(({ origin }) => !isPrevious(origin));
    const contributions: Contribution[] = [];
    if (present.length > 0) {
      contributions.push(
        yamlContribution('policies', present, (roots, diagnostics) => {
          const read = scalarReader(settingsOf(context), diagnostics);
          return {
            policies: entriesOf(roots, 'policies', KEYS, diagnostics).map((entry) =>
              policy(entry, read, files, diagnostics),
            ),
          };
        }),
      );
    }
    if (earlier.length > 0) {
      contributions.push(
        yamlContribution('policies_previous', earlier, (roots, diagnostics) => {
          const read = scalarReader(settingsOf(context), diagnostics);
          return {
            policies: entriesOf(roots, 'policies', KEYS, diagnostics).map((entry) => previousPolicy(entry, read)),
          };
        }),
      );
    }
    return contributions;
  },
};

function previousPolicy({ id, map }: Entry, read: ScalarReader): OrgPreviousPolicy {
  const document = mapOf(map, 'document') ?? { kind: 'map', at: map.at, entries: new Map() };
  return {
    id,
    at: map.at,
    version: read.declared(cellOf(map, 'version')),
    approved_on: read.declaredDate(cellOf(map, 'approved_on')),
    registered_sha256: registeredHash(read, document),
  };
}

function policy(
  { id, map }: Entry,
  read: ScalarReader,
  files: ReadonlyMap<string, Capture>,
  diagnostics: Diagnostic[],
): OrgPolicy {
  const document = mapOf(map, 'document') ?? { kind: 'map', at: map.at, entries: new Map() };
  const audience = mapOf(map, 'audience') ?? { kind: 'map', at: map.at, entries: new Map() };
  const departments = textsOf(audience, 'departments');
  const path = read.declared(cellOf(document, 'path'));
  const parameters = mapOf(map, 'parameters');
  return {
    id,
    at: map.at,
    title: cellOf(map, 'title').text,
    topic: read.declaredChoice(cellOf(map, 'topic'), TOPICS),
    owner: declaredPerson(read, cellOf(map, 'owner')),
    approver: declaredPerson(read, cellOf(map, 'approver')),
    version: read.declared(cellOf(map, 'version')),
    status: read.choice(cellOf(map, 'status'), ['draft', 'approved', 'retired']),
    approved_on: read.declaredDate(cellOf(map, 'approved_on')),
    last_reviewed_on: read.declaredDate(cellOf(map, 'last_reviewed_on')),
    review_interval: read.declared(cellOf(map, 'review_interval')),
    communicated_on: read.declaredDate(cellOf(map, 'communicated_on')),
    document_path: path,
    registered_sha256: registeredHash(read, document),
    document_sha256: presentHash(files, map.at.file, isKnown(path) ? path.value : '', document.at),
    audience_all: known(departments.length === 1 && departments[0] === 'all', audience.at),
    audience_departments: known(
      departments.filter((name) => name !== 'all'),
      audience.at,
    ),
    excluded_employment_types: textsOf(audience, 'exclude_employment_types'),
    parameters: parameters === undefined ? [] : parametersOf(parameters, '', diagnostics),
  };
}

function registeredHash(read: ScalarReader, document: YamlMap): Fact<string> {
  const fact = read.declared(cellOf(document, 'sha256'));
  return isKnown(fact) ? known(fact.value.toLowerCase(), fact.at) : fact;
}

/** Nested parameters with their names joined by a dot: `patch_days.critical`. */
function parametersOf(map: YamlMap, prefix: string, diagnostics: Diagnostic[]): readonly OrgPolicyParameter[] {
  return [...map.entries].flatMap(([key, node]): readonly OrgPolicyParameter[] => {
    const id = `${prefix}${key}`;
    if (node.kind === 'map') return parametersOf(node, `${id}.`, diagnostics);
    const values = textsOf(map, key);
    const number = node.kind === 'scalar' && typeof node.value === 'number' ? { number: node.value } : {};
    return [{ id, at: node.at, text: values.join(', '), values, ...number }];
  });
}
