import { formatInstant } from '../../../core/clock.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { complete } from '../../../core/section.ts';
import type { HostUpdates, HostUpdatesAutomatic } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { installedFact, isBlocked, statOf, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled } from '../unit-state.ts';
import { type Archive, type PackageList, packageLists } from './archives.ts';
import { aptAutomatic } from './automatic.ts';
import { isUnfinished, parseDpkgStatus } from './dpkg-status.ts';
import { pendingUpdates } from './pending.ts';
import { readReboot } from './reboot.ts';

const STATUS = '/var/lib/dpkg/status';
const LISTS = '/var/lib/apt/lists';
const SUCCESS = '/var/lib/apt/periodic/update-success-stamp';

/** Pending updates by the machine's own lists, automatic updates, pending restart. */
export const updatesNormalizer: HostNormalizer<'updates'> = {
  section: 'updates',
  normalize: (captures) => {
    const status = captures.get(STATUS);
    const text = status === undefined ? undefined : textOf(status);
    return { section: complete(text === undefined ? withoutApt(captures) : withApt(captures, text)), diagnostics: [] };
  },
};

function withApt(captures: CaptureSet, status: string): HostUpdates {
  const at: Place = { file: LISTS };
  const packages = parseDpkgStatus(status);
  const lists = packageLists(captures);
  const archives = lists.flatMap(({ archive }) => (archive === undefined ? [] : [archive]));
  const pending = pendingUpdates(
    packages.filter(({ state }) => state === 'installed'),
    lists,
  );
  const problem = listsProblem(captures, lists);
  const counted = (value: number, blocked: string | undefined): Fact<number> =>
    blocked === undefined ? known(value, at) : unknown(blocked, at);
  const security = pending.filter((entry) => entry.security);
  const noSecurity =
    problem ??
    (archives.some((archive) => archive.security)
      ? undefined
      : 'no list of a security archive is here: add the security archive to the package sources and run `apt-get update`');
  return {
    manager: known('apt', { file: STATUS }),
    lists_as_of: problem === undefined ? listsDate(captures, archives, at) : unknown(problem, at),
    security_lists:
      problem === undefined
        ? known(
            archives.some((archive) => archive.security),
            at,
          )
        : unknown(problem, at),
    pending_count: counted(pending.length, problem),
    security_pending: counted(security.length, noSecurity),
    security_held: counted(security.filter((entry) => entry.held).length, noSecurity),
    pending,
    unfinished: known(
      packages
        .filter(isUnfinished)
        .map(({ name }) => name)
        .sort(compareCodePoints),
      { file: STATUS },
    ),
    automatic: aptAutomatic(captures, archives),
    reboot: readReboot(captures),
  };
}

/** Why the lists prove nothing: there are none, or one of them could not be read. */
function listsProblem(captures: CaptureSet, lists: readonly PackageList[]): string | undefined {
  const blocked = captures.all.find((capture) => capture.origin.startsWith(LISTS) && isBlocked(capture));
  if (blocked !== undefined) return whyUnread(blocked, blocked.origin);
  return lists.length === 0
    ? `${LISTS} holds no package list: run \`apt-get update\` before the collection`
    : undefined;
}

/** The date that an archive signed cannot be fresher than the lists; file times can, where a tree was copied. */
function listsDate(captures: CaptureSet, archives: readonly Archive[], at: Place): Fact<string> {
  const stamp = statOf(captures, SUCCESS);
  const dates = [
    ...archives.flatMap((archive) => archive.date ?? []),
    ...(typeof stamp === 'object' && 'modifiedMs' in stamp ? [formatInstant(stamp.modifiedMs)] : []),
  ].sort(compareCodePoints);
  const newest = dates.at(-1);
  return newest === undefined ? unknown(`no Release file in ${LISTS} tells its date`, at) : known(newest, at);
}

function withoutApt(captures: CaptureSet): HostUpdates {
  const status = captures.get(STATUS);
  const at: Place = { file: STATUS };
  const manager = isBlocked(status)
    ? unknown(whyUnread(status, STATUS) ?? STATUS, at)
    : known(
        ['/var/lib/rpm', '/usr/lib/sysimage/rpm'].some((path) => isThere(captures, path))
          ? 'rpm'
          : isThere(captures, '/lib/apk/db/installed')
            ? 'apk'
            : 'none',
        at,
      );
  const why = isBlocked(status)
    ? (whyUnread(status, STATUS) ?? STATUS)
    : 'pending updates are told offline for apt only: give the result of a vulnerability scanner for other systems';
  const none = unknown(why, at);
  return {
    manager,
    lists_as_of: none,
    security_lists: none,
    pending_count: none,
    security_pending: none,
    security_held: none,
    pending: [],
    unfinished: none,
    automatic: dnfAutomatic(captures, why),
    reboot: readReboot(captures),
  };
}

function isThere(captures: CaptureSet, path: string): boolean {
  const info = statOf(captures, path);
  return typeof info === 'object' && !('unread' in info);
}

/** dnf-automatic: its timer is on and it applies what it finds. */
function dnfAutomatic(captures: CaptureSet, why: string): HostUpdatesAutomatic {
  const file = '/etc/dnf/automatic.conf';
  const capture = captures.get(file);
  const text = capture === undefined ? undefined : textOf(capture);
  const at: Place = { file };
  const setting = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, 'm').exec(text ?? '')?.[1]?.toLowerCase();
  const blocked = isBlocked(capture) ? whyUnread(capture, file) : undefined;
  const fact = (value: boolean): Fact<boolean> => (blocked === undefined ? known(value, at) : unknown(blocked, at));
  return {
    installed: installedFact(captures, ['/usr/bin/dnf-automatic']),
    lists_refreshed: fact(setting('download_updates') !== 'no'),
    upgrades: fact(['yes', 'true', '1'].includes(setting('apply_updates') ?? 'no')),
    security_origin: fact(text !== undefined),
    timers_enabled: unitEnabled(captures, ['dnf-automatic.timer', 'dnf-automatic-install.timer']),
    last_run_at: unknown(why, at),
  };
}
