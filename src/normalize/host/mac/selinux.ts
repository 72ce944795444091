import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { HostMac, HostMacBoolean } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { installedFact } from '../look-ups.ts';
import { sourceText, unknownReason } from '../source-text.ts';

const CONFIG = '/etc/selinux/config';
const ENFORCE = '/sys/fs/selinux/enforce';
const BOOLEANS = '/sys/fs/selinux/booleans';

/** The booleans that rules judge; their defaults are compiled into the policy. */
const JUDGED = [
  'deny_execmem',
  'secure_mode_insmod',
  'selinuxuser_execheap',
  'selinuxuser_execstack',
  'ssh_sysadm_login',
];

/** The arguments of the kernel that SELinux listens to, undefined when not given. */
export interface SelinuxArguments {
  readonly selinux: string | undefined;
  readonly enforcing: string | undefined;
}

/** SELinux as /etc/selinux/config sets it, the arguments of the kernel before it, and as it is in force. */
export function selinuxFacts(captures: CaptureSet, given: SelinuxArguments, live: boolean): HostMac['selinux'] {
  const policy = setting(captures, 'SELINUXTYPE', 'targeted');
  return {
    installed: installedFact(captures, ['/usr/sbin/load_policy', '/usr/sbin/semodule']),
    mode: configuredMode(captures, given),
    live_mode: liveMode(captures, live),
    policy,
    booleans: booleans(captures, isKnown(policy) ? policy.value : 'targeted', live),
  };
}

/** selinux=0 turns it off before any file is read; enforcing= sets the mode until the file does. */
function configuredMode(captures: CaptureSet, given: SelinuxArguments): Fact<string> {
  const file = setting(captures, 'SELINUX', 'disabled');
  if (given.selinux !== '0' || !isKnown(file)) return file;
  const lost = { at: file.at, text: `SELINUX=${file.value}`, why: 'the kernel argument selinux=0 turns it off' };
  return known('disabled', { file: 'kernel command line' }, [lost]);
}

function setting(captures: CaptureSet, key: string, fallback: string): Fact<string> {
  const source = sourceText(captures, CONFIG);
  if (source.kind === 'unreadable') return unknown(unknownReason(source), { file: CONFIG });
  if (source.kind === 'absent') return known(fallback, { file: CONFIG });
  const found = source.lines.flatMap((line, index) => {
    const value = new RegExp(`^\\s*${key}\\s*=\\s*(\\S+)`).exec(line)?.[1];
    return value === undefined
      ? []
      : [{ value: value.toLowerCase(), at: { file: CONFIG, line: index + 1 }, text: line.trim() }];
  });
  const last = found.at(-1);
  if (last === undefined) return known(fallback, { file: CONFIG });
  return known(
    last.value,
    last.at,
    found.slice(0, -1).map(({ at, text }) => ({ at, text, why: 'a later line wins' })),
  );
}

function liveMode(captures: CaptureSet, live: boolean): Fact<string> {
  const at = { file: ENFORCE };
  if (!live) return unknown('The running kernel is not part of an offline tree. Scan the machine itself.', at);
  const source = sourceText(captures, ENFORCE);
  if (source.kind === 'absent') return known('disabled', at);
  if (source.kind === 'unreadable') return unknown(unknownReason(source), at);
  return known(source.lines[0]?.trim() === '1' ? 'enforcing' : 'permissive', at);
}

function booleans(captures: CaptureSet, policy: string, live: boolean): readonly HostMacBoolean[] {
  const running = sourceText(captures, BOOLEANS);
  const kept = [`/var/lib/selinux/${policy}/active/booleans.local`, `/etc/selinux/${policy}/active/booleans.local`]
    .map((file) => sourceText(captures, file))
    .find((source) => source.kind === 'text');
  return sortedBy(JUDGED, (id) => id).map((id): HostMacBoolean => {
    if (live && running.kind === 'text') {
      const index = running.lines.findIndex((line) => line.split('\t')[0] === id);
      const at = { file: `${BOOLEANS}/${id}` };
      if (index < 0) return { id, on: unknown(`the policy has no boolean ${id}. Look at getsebool -a.`, at) };
      return { id, on: known(running.lines[index]?.split('\t')[1] === '1', at) };
    }
    const index = kept?.kind === 'text' ? kept.lines.findIndex((line) => new RegExp(`^\\s*${id}\\s*=`).test(line)) : -1;
    if (kept?.kind === 'text' && index >= 0) {
      return {
        id,
        on: known(/=\s*(1|on|true)\s*$/.test(kept.lines[index] ?? ''), { file: kept.origin, line: index + 1 }),
      };
    }
    const reason = `no file sets ${id}, and its default is compiled into the policy. Scan the machine itself.`;
    return { id, on: unknown(reason, { file: BOOLEANS }) };
  });
}
