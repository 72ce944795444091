import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { JUDGED_MOUNT_POINTS } from '../../../core/judged-mount-points.ts';
import { type MountEntry, parseMountinfo, visibleMounts } from '../../../core/mountinfo.ts';
import { sortedBy } from '../../../core/order.ts';
import { doesNotExist, notCollected } from '../../../core/section.ts';
import type { HostMountPoint, HostMountSide } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { completeUnless, statOf } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type ConfiguredMounts, configuredMounts } from './configured.ts';
import type { Restriction } from './mount-options.ts';

const MOUNTINFO = '/proc/self/mountinfo';

/** File systems on disks that can hold device nodes; vfat and its like cannot. */
const DISK: ReadonlySet<string> = new Set([
  'bcachefs',
  'btrfs',
  'ext2',
  'ext3',
  'ext4',
  'f2fs',
  'jfs',
  'nilfs2',
  'reiserfs',
  'xfs',
  'zfs',
]);

/** Below these the running system and container engines mount what they need, and take away again. */
const PASSING = /^\/(?:dev|proc|run|snap|sys|var\/lib\/(?:containerd|containers|docker|kubelet|lxc|lxd)|var\/snap)\//;

/** Mounts now (mountinfo) and at boot (fstab, units). */
export const mountsNormalizer: HostNormalizer<'mounts'> = {
  section: 'mounts',
  normalize: (captures) => {
    const configured = configuredMounts(captures);
    const info = sourceText(captures, MOUNTINFO);
    const { diagnostics } = configured;
    if (info.kind === 'unreadable' && captures.get(MOUNTINFO) === undefined) {
      return { section: notCollected(info.reason, info.hint), diagnostics };
    }
    const boots = configured.init !== 'nothing';
    if (info.kind === 'absent' && !boots) {
      const why = 'the tree has no init program: whatever starts it decides what is mounted';
      return { section: doesNotExist(why), diagnostics };
    }
    const mounts = info.kind === 'text' ? parseMountinfo(info.text).mounts : [];
    const mountOf = visibleMounts(mounts);
    const paths = new Set<string>([
      ...JUDGED_MOUNT_POINTS,
      ...mounts.map((mount) => mount.point),
      ...[...configured.mounts.values()].filter((mount) => mount.atBoot).map((mount) => mount.point),
    ]);
    const points = sortedBy(paths, (path) => path)
      .filter(
        (path) =>
          JUDGED_MOUNT_POINTS.some((one) => one === path) ||
          (isDisk(path, mountOf(path), configured) && !PASSING.test(path)),
      )
      .map((path): HostMountPoint => {
        const sides: HostMountSide[] = [];
        if (info.kind === 'text') sides.push(liveSide(path, mountOf(path)));
        if (info.kind === 'unreadable')
          sides.push(unknownSide('now', `${info.reason}. ${info.hint}`, { file: MOUNTINFO }));
        if (boots) sides.push(bootSide(path, configured, mountOf(path)));
        return {
          id: path,
          exists: mountOf(path)?.point === path || configured.mounts.has(path) || isThere(captures, path),
          disk: isDisk(path, mountOf(path), configured),
          sides,
        };
      });
    // What is mounted beside the folders that are judged by name may be more.
    const missing = [...configured.missing, ...(info.kind === 'unreadable' ? [info.reason] : [])];
    return { section: completeUnless({ points }, missing), diagnostics };
  },
};

function isThere(captures: CaptureSet, path: string): boolean {
  return statOf(captures, path) !== 'absent';
}

function isDisk(path: string, live: MountEntry | undefined, configured: ConfiguredMounts): boolean {
  const planned = configured.mounts.get(path);
  if (live?.point === path) return DISK.has(live.type);
  return planned?.atBoot === true && (DISK.has(planned.type) || (planned.type === 'auto' && planned.source !== 'none'));
}

function liveSide(path: string, mount: MountEntry | undefined): HostMountSide {
  if (mount === undefined)
    return unknownSide('now', `No mount holds ${path}. Look at ${MOUNTINFO}.`, { file: MOUNTINFO });
  const at = { file: MOUNTINFO, line: mount.line };
  return sideOf('now', at, [], mount.point === path, (option) => mount.options.includes(option));
}

function bootSide(path: string, configured: ConfiguredMounts, live: MountEntry | undefined): HostMountSide {
  const [missing] = configured.missing;
  const place = { file: '/etc/fstab' };
  if (missing !== undefined)
    return unknownSide('at boot', `${missing}, and it may mount ${path}. Run the scan as root.`, place);
  const mount = configured.mounts.get(path);
  if (mount?.atBoot === true) {
    return sideOf('at boot', mount.at, mount.overridden, true, (option) => mount.held.has(option));
  }
  // ZFS keeps mount points in its own pools; only the running system tells them.
  if (live?.point === path && live.type === 'zfs')
    return unknownSide(
      'at boot',
      `${path} is a ZFS data set; whether it is mounted at boot stands in the pool.`,
      place,
    );
  if (path === '/dev/shm' && configured.init === 'other')
    return unknownSide(
      'at boot',
      'The init program mounts /dev/shm itself, without a file. Name it in /etc/fstab.',
      place,
    );
  const holder = holderOf(path, configured);
  return sideOf(
    'at boot',
    mount?.at ?? place,
    mount?.overridden ?? [],
    false,
    (option) => holder?.held.has(option) ?? false,
  );
}

/** The configured mount that a folder lies on. */
function holderOf(path: string, configured: ConfiguredMounts) {
  for (let folder = path; folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    const mount = configured.mounts.get(folder);
    if (mount?.atBoot === true) return mount;
  }
  return configured.mounts.get('/');
}

function sideOf(
  id: HostMountSide['id'],
  at: Place,
  overridden: readonly Overridden[],
  own: boolean,
  has: (option: Restriction) => boolean,
): HostMountSide {
  const told = (value: boolean) => known(value, at, overridden);
  return { id, own: told(own), nodev: told(has('nodev')), nosuid: told(has('nosuid')), noexec: told(has('noexec')) };
}

function unknownSide(id: HostMountSide['id'], why: string, at: Place): HostMountSide {
  const fact: Fact<boolean> = unknown(why, at);
  return { id, own: fact, nodev: fact, nosuid: fact, noexec: fact };
}
