import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { compareKernelReleases } from '../../../core/kernel-release.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { HostUpdatesReboot } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { namesOf, whyUnread } from '../look-ups.ts';
import { sourceText } from '../source-text.ts';

const FLAG = '/run/reboot-required';
const RUNNING = '/proc/sys/kernel/osrelease';
const LIVE_ONLY = 'only the running machine tells this: collect on it';

/** Whether a restart is due: the flag that packages leave, and the running kernel against those installed. */
export function readReboot(captures: CaptureSet): HostUpdatesReboot {
  const running = runningKernel(captures);
  const newest = newestKernel(captures);
  const flag = captures.get(FLAG);
  const packages = captures.get(`${FLAG}.pkgs`);
  const names = packages === undefined ? undefined : textOf(packages);
  return {
    required: requiredFact(captures, isKnown(running)),
    required_since:
      flag?.outcome.kind === 'read' && flag.modifiedAt !== undefined
        ? known(flag.modifiedAt, { file: FLAG })
        : unknown('no restart is flagged', { file: FLAG }),
    packages: known([...new Set((names ?? '').split('\n').filter((name) => name !== ''))].sort(compareCodePoints), {
      file: `${FLAG}.pkgs`,
    }),
    running_kernel: running,
    newest_kernel: newest,
    kernel_current: currentFact(running, newest),
  };
}

/** /run is empty in an image: there the flag's absence tells nothing. */
function requiredFact(captures: CaptureSet, live: boolean): Fact<boolean> {
  const flag = captures.get(FLAG);
  if (flag?.outcome.kind === 'read') return known(true, { file: FLAG });
  if (flag?.outcome.kind === 'absent') return live ? known(false, { file: FLAG }) : unknown(LIVE_ONLY, { file: FLAG });
  return unknown(whyUnread(flag, FLAG) ?? FLAG, { file: FLAG });
}

function runningKernel(captures: CaptureSet): Fact<string> {
  const capture = captures.get(RUNNING);
  const text = capture === undefined ? undefined : textOf(capture);
  return text === undefined ? unknown(LIVE_ONLY, { file: RUNNING }) : known(text.trim(), { file: RUNNING });
}

/** The highest release among the kernels in /boot; empty when none is there. */
function newestKernel(captures: CaptureSet): Fact<string> {
  const names = namesOf(captures, '/boot');
  if (names === 'absent') return known('', { file: '/boot' });
  if ('unread' in names) return unknown(names.unread, { file: '/boot' });
  const kernels = names.filter((name) => name.startsWith('vmlinuz'));
  // `0-rescue-…` of Fedora's family starts by hand alone.
  const releases = kernels.flatMap((name) => /^vmlinuz-(?!0-rescue)(\d.*)$/.exec(name)?.[1] ?? []);
  // Alpine and Arch name the file without its release: there is one at a time, and the folder of its modules tells.
  // (The source of the kernel lists the folder, one name a line.)
  const modules = sourceText(captures, 'ls /lib/modules');
  const beside = releases.length === 0 && kernels.length > 0 && modules.kind === 'text' ? modules.lines : [];
  const found = [...releases, ...beside.filter((name) => /^\d/.test(name))];
  const newest = found.reduce<string | undefined>(
    (best, release) => (best === undefined || compareKernelReleases(release, best) > 0 ? release : best),
    undefined,
  );
  if (newest === undefined && kernels.length > 0) {
    return unknown('the kernel in /boot does not tell its release: give the tree with /lib/modules', { file: '/boot' });
  }
  return known(newest ?? '', {
    file: newest === undefined ? '/boot' : releases.length > 0 ? `/boot/vmlinuz-${newest}` : `/lib/modules/${newest}`,
  });
}

function currentFact(running: Fact<string>, newest: Fact<string>): Fact<boolean> {
  if (!isKnown(newest)) return newest;
  if (newest.value === '') return known(true, newest.at);
  if (!isKnown(running)) return running;
  return known(running.value === newest.value || compareKernelReleases(running.value, newest.value) > 0, newest.at);
}
