import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { IamLastAccessed, IamPrincipals, IamServiceUse, IamUnusedServices } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { daysSince, wasUsed } from './credential-ages.ts';

/** Days of last-accessed data that AWS keeps (IAM User Guide, "Refine permissions using last accessed information"). */
const TRACKED_DAYS = 400;

/** For how long principals have not used the services that they are granted. */
export const unusedServices: Derivation = {
  id: 'unused-services',
  domain: 'iam',
  derive({ iam = {} }, { nowMs }) {
    const { last_accessed: uses, principals } = iam;
    if (uses === undefined) return {};
    return { iam: { ...iam, unused_services: stateOf(uses, principals?.data, nowMs) } };
  },
};

function stateOf(
  uses: Section<IamLastAccessed>,
  principals: IamPrincipals | undefined,
  nowMs: number,
): Section<IamUnusedServices> {
  const made = new Map(principals?.principals.map((one) => [one.id, one.created_at]));
  return deriveSection([uses] as const, (data: IamLastAccessed) => ({
    principals: data.principals.map(({ id, at, services }) => {
      const age = ageOf(made.get(id), at, nowMs);
      return {
        id,
        at,
        services: services.map(
          ({ namespace, last_used_at }): IamServiceUse => ({
            namespace,
            used: wasUsed(last_used_at),
            idle_days: isKnown(last_used_at) && last_used_at.value === 'never' ? age : daysSince(last_used_at, nowMs),
          }),
        ),
      };
    }),
  }));
}

/** What a principal never used it has not used since it was made; further back AWS does not look. */
function ageOf(made: Fact<string> | undefined, at: Fact<string>['at'], nowMs: number): Fact<number> {
  if (made === undefined)
    return unknown(
      'when it was made is not known: give the output of `aws iam get-account-authorization-details` too',
      at,
    );
  const age = daysSince(made, nowMs);
  return isKnown(age) ? known(Math.min(TRACKED_DAYS, age.value), age.at) : age;
}
