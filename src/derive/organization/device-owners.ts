import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationDevice,
  OrganizationDeviceOwner,
  OrganizationDeviceOwners,
  OrganizationLeaverDevices,
  OrgPerson,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { ageOf } from './age.ts';
import { dayOf, daysFrom } from './calendar.ts';
import { personKey } from './completions.ts';
import { isGone } from './device-life.ts';
import { isWhole, supplied } from './supply.ts';

/** Devices in use whose owner is not proved to work here. Devices that are in order are not listed: they are the rest. */
export const deviceOwnersDerivation: Derivation = {
  id: 'device-owners',
  domain: 'organization',
  derive: ({ organization = {} }) => ({
    organization: {
      device_owners: deriveSection(
        [supplied(organization, 'devices'), supplied(organization, 'persons')],
        ({ devices }, { people }): OrganizationDeviceOwners => {
          const byEmail = new Map(people.map((person) => [person.email, person]));
          const whole = isWhole(organization.persons);
          const open = devices.flatMap((device): readonly OrganizationDeviceOwner[] => {
            const gone = isGone(device);
            if (isKnown(gone) && gone.value) return [];
            const { fact, summary } = ownerOf(device, byEmail, whole);
            return isKnown(fact) && fact.value
              ? []
              : [{ id: device.id, at: device.at, owner_works_here: fact, summary }];
          });
          return {
            devices: sortedBy(open, ({ id }) => id),
            sign_ins_covered: unknown(
              'devices that sign in without being managed can only be seen in sign-in logs, which are not in this folder: scan the identity provider beside it',
              devices[0]?.at ?? { file: 'devices.csv' },
            ),
          };
        },
      ),
    },
  }),
};

function ownerOf(
  device: OrganizationDevice,
  byEmail: ReadonlyMap<string, OrgPerson>,
  whole: boolean,
): { readonly fact: Fact<boolean>; readonly summary: string } {
  const { owner_email: owner } = device;
  if (!isKnown(owner))
    return {
      fact: unknown('the export names no owner: assign the device to a person or to a shared use', owner.at),
      summary: 'no owner',
    };
  const person = byEmail.get(owner.value);
  if (person === undefined) {
    const reason = 'its owner is not in the roster';
    return {
      fact: whole ? known(false, owner.at) : unknown(`${reason}, of which a part could not be read`, owner.at),
      summary: reason,
    };
  }
  if (!isKnown(person.state)) return { fact: person.state, summary: person.state.unknown };
  if (person.state.value !== 'left') return { fact: known(true, owner.at), summary: 'its owner works here' };
  const since = person.left_on === undefined ? '' : ` on ${person.left_on}`;
  return { fact: known(false, owner.at), summary: `its owner left${since} and the device is still managed` };
}

/** What became of the devices of people who left; people without a device in the export are not listed. */
export const leaverDevicesDerivation: Derivation = {
  id: 'leaver-devices',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      leaver_devices: deriveSection(
        [supplied(organization, 'devices'), supplied(organization, 'persons')],
        ({ devices }, { people }): OrganizationLeaverDevices => {
          const today = dayOf(nowMs);
          const leavers = people.flatMap((person) => {
            const held = devices.filter(({ owner_email: owner }) => isKnown(owner) && owner.value === person.email);
            if (!isKnown(person.state) || person.state.value !== 'left' || held.length === 0) return [];
            return [
              {
                id: personKey(person),
                at: person.at,
                left_days_ago: person.left_days ?? 0,
                devices: sortedBy(held, ({ id }) => id).map((device) => ({
                  id: device.id,
                  at: device.at,
                  gone: isGone(device),
                  contact_days_after_exit: contactAfter(device, person, today),
                  state: isKnown(device.management_state) ? device.management_state.value : 'of unknown state',
                })),
              },
            ];
          });
          return { people: sortedBy(leavers, ({ id }) => id) };
        },
      ),
    },
  }),
};

function contactAfter(device: OrganizationDevice, person: OrgPerson, today: string): Fact<number> {
  const age = ageOf(device.last_checkin, today);
  if (!isKnown(device.last_checkin) || !isKnown(age))
    return isKnown(age) ? unknown('the last contact is not known', device.at) : age;
  if (person.left_on === undefined)
    return unknown('the roster does not say when the person left: write the end date', person.at);
  return known(daysFrom(person.left_on, device.last_checkin.value.slice(0, 10)), device.last_checkin.at);
}
