import { isKnown, mapFact, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationDevice,
  OrganizationDeviceState,
  OrganizationDeviceStateItem,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { ageOf } from './age.ts';
import { dayOf } from './calendar.ts';
import { isGone } from './device-life.ts';
import { supplied } from './supply.ts';

/** Devices with ages. A device whose state nobody wrote down counts as in use. */
export const deviceStateDerivation: Derivation = {
  id: 'device-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      device_state: deriveSection([supplied(organization, 'devices')], ({ devices }): OrganizationDeviceState => {
        return { devices: sortedBy(devices, ({ id }) => id).map((device) => stateOf(device, dayOf(nowMs))) };
      }),
    },
  }),
};

function stateOf(device: OrganizationDevice, today: string): OrganizationDeviceStateItem {
  const gone = isGone(device);
  const state = device.management_state;
  return {
    id: device.id,
    at: device.at,
    in_use: !(isKnown(gone) && gone.value),
    gone,
    lost: isKnown(state) && state.value === 'lost',
    management_state: state,
    encrypted: device.encrypted,
    passcode_compliant: device.passcode_compliant,
    jailbroken: device.jailbroken,
    checkin_age_days: ageOf(device.last_checkin, today),
    checkin_on: mapFact(device.last_checkin, (instant) => instant.slice(0, 10)),
    patch_age_days: ageOf(device.patch_level, today),
    patch_level: device.patch_level,
    os_supported: unknown(
      'whether its system is still supported needs the dates of end of life, which are not in this folder',
      device.at,
    ),
  };
}
