import { known, type Place } from '../../../core/fact.ts';
import type { Runlevels } from './sysv.ts';
import type { UnitTable } from './unit-table.ts';

/** Runlevels that OpenRC goes through at boot, in their order (openrc(8)); `default` is the boot argument's default. */
const BOOT_LEVELS = ['sysinit', 'boot', 'default'] as const;

/** Services of OpenRC: what the boot runlevels hold, and what these need or want. Units are named NAME.service. */
export function openRcServices(runlevels: Runlevels): Pick<UnitTable, 'unit' | 'names' | 'missing'> {
  const scripts = new Map(runlevels.scripts.map(({ name, depend }) => [name, depend]));
  const providers = new Map<string, string>();
  for (const [name, depend] of scripts) {
    for (const word of wordsOf(depend, 'provide')) if (!providers.has(word)) providers.set(word, name);
  }
  const reached = new Map<string, Place>();
  const queue: string[] = [];
  const reach = (name: string, at: Place) => {
    const script = scripts.has(name) ? name : providers.get(name);
    if (script === undefined || reached.has(script)) return;
    reached.set(script, at);
    queue.push(script);
  };
  for (const level of BOOT_LEVELS) {
    for (const name of runlevels.levels.get(level) ?? []) reach(name, { file: `/etc/runlevels/${level}/${name}` });
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const depend = scripts.get(next) ?? '';
    for (const word of [...wordsOf(depend, 'need'), ...wordsOf(depend, 'want')])
      reach(word, { file: `/etc/init.d/${next}` });
  }
  return {
    names: [...scripts.keys()].map((name) => `${name}.service`),
    missing: runlevels.unread.map((path) => `${path} may not be read`),
    unit: (id) => {
      const name = id.replace(/\.service$/, '');
      const at = { file: `/etc/init.d/${name}` };
      const levels = [...runlevels.levels].filter(([, services]) => services.includes(name)).map(([level]) => level);
      const pulled = reached.get(name);
      const [first] = levels;
      const state = !scripts.has(name) ? 'not-found' : first === undefined ? 'disabled' : 'enabled';
      const others = levels
        .filter((level) => !BOOT_LEVELS.some((boot) => boot === level))
        .map((level) => ({
          at: { file: `/etc/runlevels/${level}/${name}` },
          text: name,
          why: `the runlevel ${level} is not entered at boot`,
        }));
      return {
        id,
        aliases: [],
        state: known(state, first === undefined ? at : { file: `/etc/runlevels/${first}/${name}` }),
        startsAtBoot: pulled === undefined ? known(false, at, others) : known(true, pulled),
        activators: [],
        at,
      };
    },
  };
}

function wordsOf(depend: string, key: string): readonly string[] {
  return depend
    .split('\n')
    .filter((line) => line.startsWith(`${key} `) || line.startsWith(`${key}\t`))
    .flatMap((line) => line.split(/\s+/).slice(1))
    .filter((word) => /^[\w.-]+$/.test(word));
}
