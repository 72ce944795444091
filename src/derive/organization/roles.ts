import { known, mapFact } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationContactState, OrganizationRoleState } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { directory } from './directory.ts';
import { written } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** Roles that every organization needs; a data protection officer is needed by some only, and judged where named. */
const REQUIRED = ['backup-owner', 'ciso', 'incident-manager'] as const;

/** Holders of security roles, and how old the review of each authority contact is. */
export const rolesDerivation: Derivation = {
  id: 'roles',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      role_state: deriveSection(
        [supplied(organization, 'profile'), supplied(organization, 'persons')],
        (profile, { people }): OrganizationRoleState => {
          const { holder } = directory(people, organization);
          const nobody = known('', profile.at);
          const missing = isWhole(organization.profile)
            ? REQUIRED.filter((id) => profile.roles.every((role) => role.id !== id))
            : [];
          return {
            roles: [
              ...profile.roles,
              ...missing.map((id) => ({ id, at: profile.at, holder: nobody, deputy: nobody })),
            ].map((role) => ({
              id: role.id,
              at: role.at,
              holder: holder(role.holder),
              deputy: holder(role.deputy),
            })),
          };
        },
      ),
      contact_state: deriveSection(
        [supplied(organization, 'profile')],
        (profile): OrganizationContactState => ({
          contacts: profile.authority_contacts.map(({ id, at, reviewed_on: reviewed }) => ({
            id,
            at,
            reviewed_days: mapFact(reviewed, (day) => (day === '' ? -1 : daysFrom(day, dayOf(nowMs)))),
            reviewed_on: written(reviewed) ?? '',
          })),
        }),
      ),
    },
  }),
};
