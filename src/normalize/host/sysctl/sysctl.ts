import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete } from '../../../core/section.ts';
import type { HostSysctlKey } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { configuredSysctl } from './configured.ts';
import { JUDGED_WITHOUT_DEFAULT, KERNEL_DEFAULTS } from './kernel-defaults.ts';
import { dottedKey } from './parse-sysctl.ts';

const LIVE = '/proc/sys';

/** Kernel parameters: the keys that files set, and those that have a default worth judging. */
export const sysctlNormalizer: HostNormalizer<'sysctl'> = {
  section: 'sysctl',
  normalize: (captures) => {
    const configured = configuredSysctl(captures);
    const live = liveValues(captures);
    const ids = new Set([...configured.keys, ...KERNEL_DEFAULTS.keys(), ...JUDGED_WITHOUT_DEFAULT]);
    const [first] = configured.missing;
    const keys = sortedBy(ids, (id) => id).map((id): HostSysctlKey => {
      const found = configured.find(id);
      return {
        id,
        at_boot:
          first !== undefined
            ? // What is not read may set any key anew.
              unknown(`${first}, and it may set ${id}. Run the scan as root.`, found?.at ?? { file: 'sysctl.d' })
            : found === undefined
              ? assumed(id, live?.get(id))
              : known(found.value, found.at, found.overridden),
        assumed: found === undefined,
        supported: live === undefined || live.has(id),
        live: liveFact(id, live),
      };
    });
    const data = { live: live !== undefined, keys };
    return {
      section: first === undefined ? complete(data) : incomplete(data, first, 'Run the scan as root.'),
      diagnostics: [],
    };
  },
};

/** Where no file sets a key: its usual default, or what the running kernel has, which nothing but its default set. */
function assumed(id: string, live: string | undefined): Fact<string> {
  const at = { file: 'kernel default' };
  const value = KERNEL_DEFAULTS.get(id) ?? live;
  return value === undefined
    ? unknown(`No file sets ${id}, and its default depends on the kernel. Set it in /etc/sysctl.d.`, at)
    : known(value, at);
}

function liveFact(id: string, live: ReadonlyMap<string, string | undefined> | undefined): Fact<string> {
  const at = { file: `${LIVE}/${dottedKey(id).replaceAll(/[./]/g, (char) => (char === '.' ? '/' : '.'))}` };
  if (live === undefined)
    return unknown('The running kernel is not part of an offline tree. Scan the machine itself.', at);
  const value = live.get(id);
  if (value !== undefined) return known(value, at);
  return live.has(id)
    ? unknown(`permission denied reading ${at.file}. Run the scan as root.`, at)
    : unknown(`The running kernel has no ${id}: the feature is not built in, or hidden in this container.`, at);
}

/** Values by key; undefined for what only root may read. */
function liveValues(captures: CaptureSet): ReadonlyMap<string, string | undefined> | undefined {
  const source = sourceText(captures, LIVE);
  if (source.kind !== 'text') return undefined;
  return new Map(
    source.lines.map((line) => {
      const [outcome = '', key = '', value = ''] = line.split('\t');
      return [dottedKey(key), outcome === 'read' ? value : undefined] as const;
    }),
  );
}
