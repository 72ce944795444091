import { compareCodePoints } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationPolicyAudience, OrganizationPolicyPeople } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { directory } from './directory.ts';
import { fromFacts } from './fact-values.ts';
import { supplied } from './supply.ts';

/** Owners and approvers of policies, and the departments that a policy does not reach. */
export const policyPeopleDerivation: Derivation = {
  id: 'policy-people',
  domain: 'organization',
  derive: ({ organization = {} }) => ({
    organization: {
      policy_people: deriveSection(
        [supplied(organization, 'policies'), supplied(organization, 'persons')],
        ({ policies }, { people }): OrganizationPolicyPeople => {
          const { holder } = directory(people, organization);
          return {
            policies: policies.map(({ id, at, status, owner, approver }) => ({
              id,
              at,
              status,
              owner: holder(owner),
              approver: holder(approver),
              same_person: fromFacts(
                [owner, approver],
                at,
                (one: string, other: string) => one !== '' && one === other,
              ),
            })),
          };
        },
      ),
      policy_audience: deriveSection(
        [supplied(organization, 'policies'), supplied(organization, 'persons')],
        ({ policies }, { active_departments: departments }): OrganizationPolicyAudience => ({
          policies: policies.map(({ id, at, status, topic, audience_all: all, audience_departments: audience }) => ({
            id,
            at,
            status,
            topic,
            missing_departments: fromFacts(
              [all, audience],
              audience.at,
              (everybody: boolean, named: readonly string[]) =>
                everybody
                  ? []
                  : departments.filter((department) => !named.includes(department)).sort(compareCodePoints),
            ),
          })),
        }),
      ),
    },
  }),
};
