import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete } from '../../../core/section.ts';
import type { HostSysctl, HostSysctlKey } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { commandLines } from '../boot/boot.ts';
import { chosenConfig, type KernelConfig } from '../kernel-config/chosen-config.ts';
import { kernelPresence } from '../kernel-presence.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type ConfiguredSysctl, configuredSysctl } from './configured.ts';
import { interfaceKeys, type KeyFacts } from './interfaces.ts';
import { builtDefault, JUDGED_WITHOUT_DEFAULT, KERNEL_DEFAULTS } from './kernel-defaults.ts';
import { dottedKey } from './parse-sysctl.ts';

const LIVE = '/proc/sys';

type Live = ReadonlyMap<string, string | undefined> | undefined;

/** Kernel parameters: the keys that files set, and those that have a default worth judging. */
export const sysctlNormalizer: HostNormalizer<'sysctl'> = {
  section: 'sysctl',
  normalize: (captures) => {
    const configured = configuredSysctl(captures);
    const live = liveValues(captures);
    const facts = keyFacts(configured, live, buildOf(captures));
    const ids = new Set([...configured.keys, ...KERNEL_DEFAULTS.keys(), ...JUDGED_WITHOUT_DEFAULT]);
    const [first] = configured.missing;
    const keys = sortedBy(ids, (id) => id).map(
      (id): HostSysctlKey => ({
        id,
        at_boot: facts.atBoot(id),
        assumed: configured.find(id) === undefined,
        supported: live === undefined || live.has(id),
        live: facts.liveFact(id),
      }),
    );
    const data: HostSysctl = {
      live: live !== undefined,
      keys,
      interfaces: interfaceKeys([...configured.keys, ...(live?.keys() ?? [])], facts),
      ipv6_off: ipv6Off(captures, facts),
    };
    return {
      section: first === undefined ? complete(data) : incomplete(data, first, 'Run the scan as root.'),
      diagnostics: [],
    };
  },
};

function keyFacts(configured: ConfiguredSysctl, live: Live, build: KernelConfig | undefined): KeyFacts {
  const [closed] = configured.missing;
  return {
    live,
    named: (key) => {
      const found = configured.find(key);
      return found === undefined ? undefined : known(found.value, found.at, found.overridden);
    },
    atBoot: (key) => {
      const found = configured.find(key);
      if (closed !== undefined) {
        // What is not read may set any key anew.
        return unknown(`${closed}, and it may set ${key}. Run the scan as root.`, found?.at ?? { file: 'sysctl.d' });
      }
      if (found !== undefined) return known(found.value, found.at, found.overridden);
      const otherwise = turnedByForwarding(key, configured) ?? assumed(key, live?.get(key), build);
      return isKnown(otherwise) ? known(otherwise.value, otherwise.at, configured.unread(key)) : otherwise;
    },
    liveFact: (key) => liveFact(key, live),
  };
}

/** Turning forwarding on turns the redirects of `all` off (inet_forward_change in net/ipv4/devinet.c). */
function turnedByForwarding(key: string, configured: ConfiguredSysctl): Fact<string> | undefined {
  if (key !== 'net.ipv4.conf.all.accept_redirects') return undefined;
  const forwarding = configured.find('net.ipv4.ip_forward') ?? configured.find('net.ipv4.conf.all.forwarding');
  return forwarding?.value === '1' ? known('0', forwarding.at) : undefined;
}

/** Where no file sets a key: its default, by the build options where they decide it, or what the running kernel has. */
function assumed(id: string, live: string | undefined, build: KernelConfig | undefined): Fact<string> {
  const at = { file: 'kernel default' };
  const built = builtDefault(id, build);
  if (built !== undefined) return built;
  const value = KERNEL_DEFAULTS.get(id) ?? live;
  return value === undefined
    ? unknown(`No file sets ${id}, and its default depends on the kernel. Set it in /etc/sysctl.d.`, at)
    : known(value, at);
}

function buildOf(captures: CaptureSet): KernelConfig | undefined {
  const presence = kernelPresence(captures);
  return presence.kind === 'kernels' ? chosenConfig(captures, presence) : undefined;
}

function liveFact(id: string, live: Live): Fact<string> {
  const at = { file: `${LIVE}/${dottedKey(id).replaceAll(/[./]/g, (char) => (char === '.' ? '/' : '.'))}` };
  if (live === undefined)
    return unknown('The running kernel is not part of an offline tree. Scan the machine itself.', at);
  const value = live.get(id);
  if (value !== undefined) return known(value, at);
  return live.has(id)
    ? unknown(`permission denied reading ${at.file}. Run the scan as root.`, at)
    : unknown(`The running kernel has no ${id}: the feature is not built in, or hidden in this container.`, at);
}

/** Off at boot by ipv6.disable=1 or disable_ipv6 of all and default, and, on a running machine, off now. */
function ipv6Off(captures: CaptureSet, facts: KeyFacts): Fact<boolean> {
  const keys = ['net.ipv6.conf.all.disable_ipv6', 'net.ipv6.conf.default.disable_ipv6'];
  const lines = commandLines(captures);
  const words = (lines.find(({ id }) => id === 'next') ?? lines.find(({ id }) => id === 'running'))?.words ?? [];
  const argument = words.findLast(({ name }) => name === 'ipv6.disable' || name === 'ipv6.disable_ipv6');
  const boot = keys.map((key) => facts.atBoot(key));
  const closed = boot.find((fact) => !isKnown(fact));
  if (argument?.value !== '1' && closed !== undefined && !isKnown(closed)) return closed;
  const off = argument?.value === '1' || boot.every((fact) => isKnown(fact) && fact.value === '1');
  const at =
    argument?.value === '1' ? argument.at : (boot.find((fact) => isKnown(fact) && fact.value !== '1') ?? boot[0])?.at;
  const { live } = facts;
  const interfaces = [...(live?.keys() ?? [])].filter((key) =>
    /^net\.ipv6\.conf\.(?!lo\.)[^.]+\.disable_ipv6$/.test(key),
  );
  const on = interfaces.find((key) => live?.get(key) !== '1');
  if (off && on !== undefined) return known(false, facts.liveFact(on).at);
  return known(off, at ?? { file: LIVE });
}

/** Values by key; undefined for what only root may read. */
function liveValues(captures: CaptureSet): Live {
  const source = sourceText(captures, LIVE);
  if (source.kind !== 'text') return undefined;
  return new Map(
    source.lines.map((line) => {
      const [outcome = '', key = '', value = ''] = line.split('\t');
      return [dottedKey(key), outcome === 'read' ? value : undefined] as const;
    }),
  );
}
