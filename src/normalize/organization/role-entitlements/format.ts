import type { Format } from '../../format.ts';
import { textsOf, topLevelKeys } from '../read-yaml.ts';
import { entriesOf } from '../register-entries.ts';
import { yamlContribution } from '../register-section.ts';

/** role-entitlements.yaml: what a position may hold. */
export const roleEntitlementsFormat: Format = {
  id: 'role-entitlements',
  title: 'role-entitlements.yaml (grants of positions)',
  domain: 'organization',
  recognizes: ({ head }) => topLevelKeys(head).has('positions') && /\bposition\s*:/.test(head),
  normalize: (captures) => [
    yamlContribution('entitlements', captures, (roots, diagnostics) => ({
      positions: entriesOf(roots, 'positions', ['groups', 'roles', 'sudo'], diagnostics, 'position').map(
        ({ id, map }) => ({
          id,
          at: map.at,
          groups: textsOf(map, 'groups'),
          roles: textsOf(map, 'roles'),
          sudo: textsOf(map, 'sudo'),
        }),
      ),
    })),
  ],
};
