import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { known } from '../../../core/fact.ts';
import type { OrganizationProfile } from '../../../model/generated/model.ts';
import type { Contribution, Format } from '../../format.ts';
import { cellOf, mapOf, textsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { declaredPerson, entriesOf, warnOfUnknownKeys } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { scalarReader } from '../scalars.ts';
import { isTimeZone, PROFILE_FORMAT } from '../settings.ts';

const KEYS = [
  'name',
  'timezone',
  'date_order',
  'business_hours',
  'classification_levels',
  'unknown_time',
  'people_detail',
  'nis2',
  'roles',
  'authority_contacts',
];

/** organization.yaml: the one file that names the organization. */
export const organizationProfileFormat: Format = {
  id: PROFILE_FORMAT,
  title: 'organization.yaml (name, time zone, roles, contacts)',
  domain: 'organization',
  recognizes: ({ head }) => {
    const keys = topLevelKeys(head);
    return (
      keys.has('name') &&
      ['timezone', 'classification_levels', 'authority_contacts', 'date_order'].some((key) => keys.has(key))
    );
  },
  normalize: (captures) => {
    const [first, ...others] = captures;
    if (first === undefined) return [];
    const extra: Diagnostic[] = others.map((capture) => ({
      level: 'error',
      code: 'second-profile',
      message: `${capture.origin} describes the organization again; ${first.origin} is used`,
      at: { file: capture.origin },
      hint: 'Keep one organization.yaml in the folder.',
    }));
    return [profileContribution(first, extra)];
  },
};

function profileContribution(capture: Capture, extra: readonly Diagnostic[]): Contribution {
  let name = '';
  const result = yamlContribution('profile', [capture], (roots, diagnostics) => {
    diagnostics.push(...extra);
    const root: YamlMap = roots[0] ?? { kind: 'map', at: { file: capture.origin }, entries: new Map() };
    name = cellOf(root, 'name').text;
    warnOfUnknownKeys(root, KEYS, diagnostics);
    return profile(root, diagnostics);
  });
  return name === '' ? result : { ...result, target: { kind: 'organization', name } };
}

function profile(root: YamlMap, diagnostics: Diagnostic[]): OrganizationProfile {
  const read = scalarReader({ classificationLevels: [] }, diagnostics);
  const zone = cellOf(root, 'timezone');
  if (zone.text !== '' && !isTimeZone(zone.text)) {
    diagnostics.push({
      level: 'error',
      code: 'invalid-value',
      message: `timezone "${zone.text}" is not an IANA time zone`,
      at: zone.at,
      hint: 'Write it as Europe/Paris.',
    });
  }
  const hours = mapOf(root, 'business_hours');
  const nis2 = mapOf(root, 'nis2');
  return {
    at: root.at,
    name: cellOf(root, 'name').text,
    timezone: read.declared(zone),
    date_order: read.declaredChoice(cellOf(root, 'date_order'), ['dmy', 'mdy']),
    classification_levels: known(
      textsOf(root, 'classification_levels'),
      root.entries.get('classification_levels')?.at ?? root.at,
    ),
    // Unless the organization says so, time without samples counts as down.
    unknown_time:
      cellOf(root, 'unknown_time').text === ''
        ? known('down', root.at)
        : read.choice(cellOf(root, 'unknown_time'), ['down', 'exclude']),
    nis2_entity:
      nis2 === undefined
        ? known('', root.at)
        : read.declaredChoice(cellOf(nis2, 'entity'), ['essential', 'important', 'none']),
    business_days: hours === undefined ? [] : textsOf(hours, 'days'),
    business_from: hours === undefined ? known('', root.at) : read.declared(cellOf(hours, 'from')),
    business_to: hours === undefined ? known('', root.at) : read.declared(cellOf(hours, 'to')),
    roles: entriesOf([root], 'roles', ['holder', 'deputy'], diagnostics).map(({ id, map }) => ({
      id,
      at: map.at,
      holder: declaredPerson(read, cellOf(map, 'holder')),
      deputy: declaredPerson(read, cellOf(map, 'deputy')),
    })),
    authority_contacts: entriesOf([root], 'authority_contacts', ['name', 'channel', 'reviewed_on'], diagnostics).map(
      ({ id, map }) => ({
        id,
        at: map.at,
        name: read.declared(cellOf(map, 'name')),
        channel: read.declared(cellOf(map, 'channel')),
        reviewed_on: read.declaredDate(cellOf(map, 'reviewed_on')),
      }),
    ),
  };
}
