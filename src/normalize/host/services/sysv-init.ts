import { known } from '../../../core/fact.ts';
import type { Runlevels } from './sysv.ts';
import type { UnitTable } from './unit-table.ts';

/** The level of Debian's sysvinit where inittab(5) names none. */
const DEFAULT_LEVEL = '2';

/** Services of SysV init: the scripts with a start link in the default runlevel. */
export function sysvInitServices(runlevels: Runlevels): Pick<UnitTable, 'unit' | 'names' | 'missing'> {
  const level = runlevels.initdefault ?? DEFAULT_LEVEL;
  const scripts = new Set(runlevels.scripts.map(({ name }) => name));
  return {
    names: [...scripts].map((script) => `${script}.service`),
    missing: runlevels.unread.map((path) => `${path} may not be read`),
    unit: (id) => {
      const script = id.replace(/\.service$/, '');
      const at = { file: `/etc/init.d/${script}` };
      const links = scripts.has(script) ? (runlevels.started.get(script) ?? []) : [];
      const link = links.find((one) => one.level === level);
      const place = link === undefined ? at : { file: link.path };
      const others = links
        .filter((one) => one.level !== level)
        .map(({ path, level: other }) => ({
          at: { file: path },
          text: script,
          why: `runlevel ${other} is not the default, ${level}`,
        }));
      const state = !scripts.has(script) ? 'not-found' : link === undefined ? 'disabled' : 'enabled';
      return {
        id,
        aliases: [],
        state: known(state, place),
        startsAtBoot: known(link !== undefined, place, link === undefined ? others : []),
        activators: [],
        at,
      };
    },
  };
}
