import { isKnown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type { OrganizationTrainingHolders } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf } from './calendar.ts';
import { recordsByEmail, staff } from './completions.ts';
import { isGone } from './device-life.ts';
import { supplied } from './supply.ts';
import { topicOf } from './training-state.ts';

/** The topic of mobile devices among the people who hold one. A device without an owner adds nobody. */
export const trainingHoldersDerivation: Derivation = {
  id: 'training-holders',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      training_holders: deriveSection(
        [
          supplied(organization, 'training'),
          supplied(organization, 'training_catalogue'),
          supplied(organization, 'persons'),
          supplied(organization, 'devices'),
        ],
        ({ records }, catalogue, { people }, { devices }): OrganizationTrainingHolders => {
          const held = new Set(
            devices.flatMap((device) => {
              const gone = isGone(device);
              return isKnown(device.owner_email) && !(isKnown(gone) && gone.value) ? [device.owner_email.value] : [];
            }),
          );
          const holders = staff(people).filter(({ email }) => held.has(email));
          const byEmail = recordsByEmail(records);
          const { id: _id, ...topic } = topicOf(
            'mobile',
            holders,
            catalogue.modules,
            ({ email }) => byEmail.get(email) ?? [],
            dayOf(nowMs),
          );
          return { at: catalogue.at, ...topic };
        },
      ),
    },
  }),
};
