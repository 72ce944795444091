import { known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete, notCollected } from '../../../core/section.ts';
import type { HostServicesUnit } from '../../../model/generated/model.ts';
import type { HostNormalizer } from '../section.ts';
import { unitTable } from './table.ts';
import { unitType } from './unit-names.ts';
import type { UnitFacts } from './unit-table.ts';

/** What programs run from; targets, mounts, slices and devices only hold these together. */
const TOLD_TYPES = ['service', 'socket', 'timer', 'path'];

/** Every service, socket, timer and path: how it is configured, whether it starts at boot, what else can start it. */
export const servicesNormalizer: HostNormalizer<'services'> = {
  section: 'services',
  normalize: (captures) => {
    const table = unitTable(captures);
    if ('unread' in table) {
      return {
        section: notCollected(table.unread, 'Scan the machine itself as root, or its whole tree.'),
        diagnostics: [],
      };
    }
    const live = table.live;
    const units = table.names
      .filter((name) => TOLD_TYPES.includes(unitType(name)))
      .map((name): HostServicesUnit => {
        const state = live instanceof Map ? live.get(name) : undefined;
        return { ...unitOf(table.unit(name)), ...(state === undefined ? {} : { live: state }) };
      });
    const data = {
      init: table.init,
      live:
        'unread' in live
          ? unknown(`What runs is told on a running system only: ${live.unread}`, { file: 'systemctl show' })
          : known(true, { file: 'systemctl show' }),
      units: sortedBy(units, ({ id }) => id),
    };
    const [first] = table.missing;
    const section =
      first === undefined
        ? complete(data)
        : incomplete(
            data,
            `Not all units could be read: ${table.missing.slice(0, 3).join('; ')}`,
            'Run the scan as root.',
          );
    return { section, diagnostics: [] };
  },
};

function unitOf(facts: UnitFacts): HostServicesUnit {
  const { id, aliases, state, startsAtBoot, activators, at } = facts;
  return { id, aliases: [...aliases], state, starts_at_boot: startsAtBoot, activators: [...activators], at };
}
