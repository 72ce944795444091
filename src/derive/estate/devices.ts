import { isKnown } from '../../core/fact.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { EstateDevice, Snapshot } from '../../model/generated/model.ts';
import type { DeriveContext } from '../derivation.ts';
import { dayOf, daysFrom } from '../organization/calendar.ts';
import { isGone } from '../organization/device-life.ts';
import { knownValue, written } from '../organization/fact-values.ts';
import { supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

/** A device that was not seen for longer is not what its owner works with. */
const IN_USE_DAYS = 30;

/** The devices that people of the roster work with. */
export function devicesOf(snapshots: readonly Snapshot[], { nowMs }: DeriveContext): Section<readonly EstateDevice[]> {
  const today = dayOf(nowMs);
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection(
        [supplied(organization, 'devices'), supplied(organization, 'persons')],
        ({ devices }, { people }) => {
          const byEmail = new Map(people.map(({ email, id }) => [email, id]));
          return devices.flatMap((device): readonly EstateDevice[] => {
            const owner = byEmail.get(knownValue(device.owner_email) ?? '');
            const gone = isGone(device);
            const seen = written(device.last_checkin)?.slice(0, 10);
            const idle = seen !== undefined && daysFrom(seen, today) > IN_USE_DAYS;
            if (owner === undefined || idle || (isKnown(gone) && gone.value)) return [];
            return [
              {
                id: `device:${device.id}`,
                at: device.at,
                owner,
                encrypted: device.encrypted,
                jailbroken: device.jailbroken,
              },
            ];
          });
        },
      ),
    ),
    {
      reason: 'no inventory of devices was given',
      hint: 'Put devices.csv and hr-roster.csv in the organization folder.',
    },
  );
}
