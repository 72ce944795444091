import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationExerciseState } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { knownValue } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** The last exercise of the incident plan. */
export const exerciseStateDerivation: Derivation = {
  id: 'exercise-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      exercise_state: deriveSection(
        [supplied(organization, 'exercises')],
        ({ exercises }): OrganizationExerciseState => {
          const today = dayOf(nowMs);
          const held = sortedBy(
            exercises.filter(({ held_on: on }) => isKnown(on) && on.value <= today),
            ({ held_on: on }) => knownValue(on) ?? '',
          );
          const last = held.at(-1);
          const at = last?.at ?? { file: 'exercises.csv' };
          const unread = exercises.find(({ held_on: on }) => !isKnown(on));
          const none: Fact<number> =
            unread === undefined && isWhole(organization.exercises)
              ? known(-1, at)
              : unknown('rows of the register of exercises could not be read', unread?.at ?? at);
          return {
            at,
            last_days: last === undefined ? none : known(daysFrom(knownValue(last.held_on) ?? today, today), at),
            last_on: last === undefined ? '' : (knownValue(last.held_on) ?? ''),
            lessons: last?.lessons ?? known('', at),
            open_actions_without_date: last?.open_actions_without_date ?? known(0, at),
          };
        },
      ),
    },
  }),
};
