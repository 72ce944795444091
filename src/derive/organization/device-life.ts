import { type Fact, mapFact } from '../../core/fact.ts';
import type { OrganizationDevice } from '../../model/generated/model.ts';

/** States in which a device holds nothing of the organization any more. */
const GONE = ['retired', 'returned', 'wiped'];

/** True when a device is wiped, retired or returned. */
export function isGone(device: OrganizationDevice): Fact<boolean> {
  return mapFact(device.management_state, (state) => GONE.includes(state));
}
