import { isKnown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { EstatePromise, Snapshot } from '../../model/generated/model.ts';
import { supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

/** The parameters of approved policies; drafts and retired policies promise nothing. */
export function promisesOf(snapshots: readonly Snapshot[]): Section<readonly EstatePromise[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection([supplied(organization, 'policies')], ({ policies }) =>
        sortedBy(
          policies
            .filter(({ status }) => isKnown(status) && status.value === 'approved')
            .flatMap((policy) =>
              policy.parameters.map((parameter) => ({
                id: `${policy.id}/${parameter.id}`,
                at: parameter.at,
                policy: policy.id,
                parameter: parameter.id,
                text: parameter.text,
                ...(parameter.number === undefined ? {} : { number: parameter.number }),
              })),
            ),
          ({ id }) => id,
        ),
      ),
    ),
    {
      reason: 'no register of policies was given',
      hint: 'Put policies.yaml with the parameters of each policy in the organization folder.',
    },
  );
}

/** The strictest number that approved policies promise for a parameter. */
export function shortest(promises: readonly EstatePromise[], parameter: string): number | undefined {
  const numbers = promises.flatMap((promise) =>
    promise.parameter === parameter && promise.number !== undefined ? [promise.number] : [],
  );
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
