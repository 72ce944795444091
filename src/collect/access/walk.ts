import type { FileInfo, WalkRequest } from './access.ts';

const SUID_OR_SGID = 0o6000;
const WORLD_WRITABLE = 0o002;

/** How many entries a walk looks at before it ends with `cut: true`; a large file server has fewer. */
export const WALK_MAX_ENTRIES = 10_000_000;

/** Folders whose entries are the kernel's or the running system's, made anew at each start. */
const RUNTIME: ReadonlySet<string> = new Set(['/proc', '/sys', '/dev', '/run', '/var/run']);

/** Where container engines, machine images and snaps keep whole trees of their own, with owners of their own. */
const CONTAINERS: ReadonlySet<string> = new Set([
  '/snap',
  '/var/lib/containerd',
  '/var/lib/containers/storage',
  '/var/lib/docker',
  '/var/lib/incus',
  '/var/lib/kubelet/pods',
  '/var/lib/lxc',
  '/var/lib/lxcfs',
  '/var/lib/lxd',
  '/var/lib/machines',
  '/var/lib/snapd/snap',
  '/var/snap/lxd/common',
]);

/** Every folder that is left out by its whole path. */
export const SKIPPED_FOLDERS: readonly string[] = [...RUNTIME, ...CONTAINERS];

/** Rootless engines keep theirs in homes, k3s and rke2 beside their settings. */
const CONTAINER_PATH =
  /\/\.local\/share\/(?:containers\/storage|docker)$|^\/var\/lib\/rancher\/[^/]+\/agent\/containerd$/;

/** True for an entry that a walk keeps: a SUID or SGID file, world-writable (links left out), or of nobody that is known. */
export function keeps(info: FileInfo, request: WalkRequest): boolean {
  if (info.kind === 'file' && (info.mode & SUID_OR_SGID) !== 0) return true;
  if (info.kind !== 'link' && (info.mode & WORLD_WRITABLE) !== 0) return true;
  return !request.knownUids.has(info.uid) || !request.knownGids.has(info.gid);
}

/**
 * Why a walk does not enter a folder of the target, by its path alone; undefined when it does. Not entered are what the
 * running system makes anew (/proc, /sys, /dev, /run) and the trees of containers, machine images and snaps, whose
 * owners are ids of their own. These are left out on purpose; every other reason in `Walk.skipped` (permission denied,
 * a read error) means that something may have been missed.
 */
export function skippedFolder(path: string): 'runtime file system' | 'container storage' | undefined {
  if (RUNTIME.has(path)) return 'runtime file system';
  if (CONTAINERS.has(path) || CONTAINER_PATH.test(path)) return 'container storage';
  return undefined;
}
