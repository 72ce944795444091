import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { OrganizationEntitlements, OrgEmergencyAccount, OrgGroupOwner } from '../../../model/generated/model.ts';
import type { Format } from '../../format.ts';
import { rowError } from '../read-table.ts';
import { cellOf, mapOf, mapsOf, textsOf, topLevelKeys, type YamlMap } from '../read-yaml.ts';
import { entriesOf, warnOfUnknownKeys } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';
import { type ScalarReader, scalarReader } from '../scalars.ts';
import { settingsOf } from '../settings.ts';

const KEYS: readonly string[] = [
  'positions',
  'sod',
  'break_glass',
  'shared_allowed',
  'grace_days',
  'birthright',
  'groups',
];

/** role-entitlements.yaml: what a position may hold, which duties exclude each other, and which accounts are special. */
export const roleEntitlementsFormat: Format = {
  id: 'role-entitlements',
  title: 'role-entitlements.yaml (grants of positions)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('positions') && /\bposition\s*:/.test(head),
  normalize: (captures, context) => [
    yamlContribution('entitlements', captures, (roots, diagnostics): OrganizationEntitlements => {
      const read = scalarReader(settingsOf(context), diagnostics);
      for (const root of roots) warnOfUnknownKeys(root, KEYS, diagnostics);
      const has = (key: string): boolean => roots.some(({ entries }) => entries.has(key));
      const grace = graceOf(roots, read);
      return {
        positions: entriesOf(roots, 'positions', ['groups', 'roles', 'sudo'], diagnostics, 'position').map(
          ({ id, map }) => ({
            id,
            at: map.at,
            groups: textsOf(map, 'groups'),
            roles: textsOf(map, 'roles'),
            sudo: textsOf(map, 'sudo'),
          }),
        ),
        ...(has('sod') ? { sod: pairsOf(roots, diagnostics) } : {}),
        ...(has('break_glass') ? { break_glass: emergenciesOf(roots, read, diagnostics) } : {}),
        ...(has('shared_allowed') ? { shared_allowed: roots.flatMap((root) => textsOf(root, 'shared_allowed')) } : {}),
        ...(has('birthright') ? { birthright: roots.flatMap(birthrightOf) } : {}),
        ...(has('groups') ? { groups: groupsOf(roots, diagnostics) } : {}),
        ...(grace === undefined ? {} : { grace_days: grace }),
      };
    }),
  ],
};

function graceOf(roots: readonly YamlMap[], read: ScalarReader): number | undefined {
  const root = roots.find(({ entries }) => entries.has('grace_days'));
  const fact = root === undefined ? undefined : read.number(cellOf(root, 'grace_days'));
  return fact === undefined || 'unknown' in fact ? undefined : fact.value;
}

/** A grant tells what it is: `group:NAME`, `sudo:PROFILE` or `PROVIDER:ROLE`. */
function grantsOf(map: YamlMap, key: string, diagnostics: Diagnostic[]): readonly string[] {
  return textsOf(map, key).filter((grant) => {
    const isGrant = /^[\w-]+:./.test(grant);
    if (!isGrant)
      diagnostics.push(
        rowError(
          map.at,
          `${key}: "${grant.slice(0, 60)}" is no grant`,
          'Write group:NAME, sudo:PROFILE or PROVIDER:ROLE (aws:Deployer, entra:User Administrator).',
        ),
      );
    return isGrant;
  });
}

function pairsOf(roots: readonly YamlMap[], diagnostics: Diagnostic[]): NonNullable<OrganizationEntitlements['sod']> {
  const seen = new Set<string>();
  return roots.flatMap((root) =>
    mapsOf(root, 'sod', (node) =>
      diagnostics.push(rowError(node.at, 'sod must be a list of pairs', 'Write - { a: group:X, b: group:Y, why: … }')),
    ).flatMap((map) => {
      warnOfUnknownKeys(map, ['a', 'b', 'why'], diagnostics);
      const [a, b] = [grantsOf(map, 'a', diagnostics), grantsOf(map, 'b', diagnostics)];
      const id = `${a.join(' or ')} | ${b.join(' or ')}`;
      if (a.length === 0 || b.length === 0 || seen.has(id)) {
        const what = seen.has(id) ? `the pair ${id} is there twice` : 'a pair of sod has no a or no b';
        diagnostics.push(rowError(map.at, what));
        return [];
      }
      seen.add(id);
      return [{ id, at: map.at, a, b, why: cellOf(map, 'why').text }];
    }),
  );
}

/** A name alone, or a mapping with what is recorded of the account. */
function emergenciesOf(
  roots: readonly YamlMap[],
  read: ScalarReader,
  diagnostics: Diagnostic[],
): readonly OrgEmergencyAccount[] {
  const seen = new Set<string>();
  const fresh = (id: string, at: YamlMap['at']): boolean => {
    if (id !== '' && !seen.has(id)) {
      seen.add(id);
      return true;
    }
    diagnostics.push(rowError(at, id === '' ? 'an entry of break_glass has no account' : `${id} is there twice`));
    return false;
  };
  return roots.flatMap((root) => {
    const node = root.entries.get('break_glass');
    if (node?.kind !== 'list') {
      if (node !== undefined && !(node.kind === 'scalar' && node.value === null))
        diagnostics.push(rowError(node.at, 'break_glass must be a list of accounts'));
      return [];
    }
    return node.items.flatMap((item): readonly OrgEmergencyAccount[] => {
      if (item.kind === 'scalar')
        return fresh(item.text, item.at) ? [{ id: item.text, at: item.at, tests: [], uses: [] }] : [];
      if (item.kind === 'list') {
        diagnostics.push(rowError(item.at, 'an entry of break_glass must be an account or a mapping'));
        return [];
      }
      warnOfUnknownKeys(item, ['account', 'tests', 'uses'], diagnostics);
      const id = cellOf(item, 'account').text;
      if (!fresh(id, item.at)) return [];
      const dated = (key: string, record: string): OrgEmergencyAccount['tests'] =>
        mapsOf(item, key, (other) =>
          diagnostics.push(rowError(other.at, `${key} must be a list: - { on: 2026-01-31, ${record}: … }`)),
        ).map((map) => {
          warnOfUnknownKeys(map, ['on', record], diagnostics);
          return { on: read.date(cellOf(map, 'on')), record: cellOf(map, record).text };
        });
      return [{ id, at: item.at, tests: dated('tests', 'ticket'), uses: dated('uses', 'incident') }];
    });
  });
}

/** As a position: groups, roles and sudo. */
function birthrightOf(root: YamlMap): readonly string[] {
  const map = mapOf(root, 'birthright');
  if (map === undefined) return textsOf(root, 'birthright');
  return [
    ...textsOf(map, 'groups').map((name) => `group:${name}`),
    ...textsOf(map, 'roles'),
    ...textsOf(map, 'sudo').map((name) => `sudo:${name}`),
  ];
}

function groupsOf(roots: readonly YamlMap[], diagnostics: Diagnostic[]): readonly OrgGroupOwner[] {
  return entriesOf(roots, 'groups', ['department', 'owner'], diagnostics, 'group').map(({ id, map }) => ({
    id,
    at: map.at,
    department: cellOf(map, 'department').text,
    owner: cellOf(map, 'owner').text,
  }));
}
