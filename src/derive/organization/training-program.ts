import { compareCodePoints } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationTrainingProgram } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { ageOf } from './age.ts';
import { dayOf } from './calendar.ts';
import { supplied } from './supply.ts';

/** The catalogue of training seen as a whole. */
export const trainingProgramDerivation: Derivation = {
  id: 'training-program',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      training_program: deriveSection(
        [supplied(organization, 'training_catalogue')],
        ({ at, modules, reviewed_on }): OrganizationTrainingProgram => {
          return {
            at,
            topics: [...new Set(modules.flatMap(({ topics }) => topics))].sort(compareCodePoints),
            reviewed_on,
            review_age_days: ageOf(reviewed_on, dayOf(nowMs)),
          };
        },
      ),
    },
  }),
};
