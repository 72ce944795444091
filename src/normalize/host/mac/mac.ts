import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { HostMac, HostMacProfile } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { commandLines } from '../boot/boot.ts';
import { kernelPresence } from '../kernel-presence.ts';
import { installedFact } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText, unknownReason } from '../source-text.ts';
import { unitEnabled } from '../unit-state.ts';
import { configuredProfiles, loadedProfile } from './apparmor-profiles.ts';
import { selinuxFacts } from './selinux.ts';

const LOADED = '/sys/kernel/security/apparmor/profiles';
const SELINUX_FAMILY = ['rhel', 'fedora', 'centos', 'rocky', 'almalinux', 'ol', 'amzn', 'azurelinux'];

/** Which mandatory access control the machine has, and how far it is in force. */
export const macNormalizer: HostNormalizer<'mac'> = {
  section: 'mac',
  normalize: (captures) => ({ section: macSection(captures), diagnostics: [] }),
};

function macSection(captures: CaptureSet): Section<HostMac> {
  const presence = kernelPresence(captures);
  if (presence.kind === 'none') return { flag: 'not-applicable', reason: presence.reason };
  if (presence.kind === 'unread') return notCollected(presence.reason, 'Run the scan as root.');
  const live = presence.running !== undefined;
  const lines = commandLines(captures);
  const words = (lines.find(({ id }) => id === 'next') ?? lines.find(({ id }) => id === 'running'))?.words ?? [];
  const argument = (name: string): string | undefined => words.findLast((word) => word.name === name)?.value;
  const { profiles, missing } = configuredProfiles(captures);
  const data: HostMac = {
    live,
    system: macSystem(captures, argument),
    apparmor: {
      installed: installedFact(captures, ['/usr/sbin/apparmor_parser', '/sbin/apparmor_parser']),
      starts: unitEnabled(captures, ['apparmor.service']),
      enabled: enabledFact(captures, live),
      profiles,
      ...loadedFacts(captures, live),
    },
    selinux: selinuxFacts(captures, { selinux: argument('selinux'), enforcing: argument('enforcing') }, live),
  };
  const [first] = missing;
  return first === undefined ? complete(data) : incomplete(data, first, 'Run the scan as root.');
}

/** The choice of the distribution, unless the arguments of the kernel name the other one. */
function macSystem(captures: CaptureSet, argument: (name: string) => string | undefined): Fact<string> {
  const chosen =
    argument('security') ??
    argument('lsm')
      ?.split(',')
      .find((one) => one === 'selinux' || one === 'apparmor');
  if (chosen === 'selinux' || chosen === 'apparmor') return known(chosen, { file: 'kernel command line' });
  const own = sourceText(captures, '/etc/os-release');
  const source = own.kind === 'text' ? own : sourceText(captures, '/usr/lib/os-release');
  if (source.kind !== 'text') {
    return unknown(
      'os-release was not read, so the access control of the distribution is not known. Add /etc/os-release.',
      { file: '/etc/os-release' },
    );
  }
  const ids = source.lines.flatMap((line) => {
    const value = /^ID(?:_LIKE)?=["']?([^"']*)["']?\s*$/.exec(line)?.[1];
    return value === undefined ? [] : value.split(/\s+/);
  });
  return known(ids.some((id) => SELINUX_FAMILY.includes(id)) ? 'selinux' : 'apparmor', { file: source.origin });
}

const OFFLINE = 'The running kernel is not part of an offline tree. Scan the machine itself.';

function enabledFact(captures: CaptureSet, live: boolean): Fact<boolean> {
  const origin = '/sys/module/apparmor/parameters/enabled';
  if (!live) return unknown(OFFLINE, { file: origin });
  const source = sourceText(captures, origin);
  if (source.kind === 'unreadable') return unknown(unknownReason(source), { file: origin });
  return known(source.kind === 'text' && source.lines[0]?.trim() === 'Y', { file: origin });
}

function loadedFacts(
  captures: CaptureSet,
  live: boolean,
): Pick<HostMac['apparmor'], 'loaded' | 'loaded_profiles' | 'unconfined_processes'> {
  const at = { file: LOADED };
  const blocked = (
    reason: string,
  ): Pick<HostMac['apparmor'], 'loaded' | 'loaded_profiles' | 'unconfined_processes'> => ({
    loaded: unknown(reason, at),
    loaded_profiles: [],
    unconfined_processes: unknown(reason, at),
  });
  if (!live) return blocked(OFFLINE);
  const enabled = enabledFact(captures, live);
  const source = sourceText(captures, LOADED);
  if (source.kind === 'absent' && isKnown(enabled) && enabled.value) {
    return blocked(`${LOADED} is not there although AppArmor is on: mount securityfs, or run the scan as root.`);
  }
  if (source.kind === 'unreadable') return blocked(unknownReason(source));
  const lines = source.kind === 'text' ? source.lines : [];
  const loaded = lines.flatMap((line, index): readonly HostMacProfile[] => {
    const profile = loadedProfile(line, { file: LOADED, line: index + 1 });
    return profile === undefined ? [] : [profile];
  });
  const processes = sourceText(captures, 'confinement of processes');
  const unconfined = (processes.kind === 'text' ? processes.lines : []).flatMap((line) => {
    const [pid, program, state] = line.split('\t');
    return state === 'unconfined' ? [`${program ?? ''} (${pid ?? ''})`] : [];
  });
  return {
    loaded: known(loaded.length, at),
    loaded_profiles: sortedBy(loaded, ({ id }) => id),
    unconfined_processes:
      processes.kind === 'unreadable' && source.kind === 'text'
        ? unknown(unknownReason(processes), { file: '/proc' })
        : known(unconfined, { file: '/proc' }),
  };
}
