import { compareKernelReleases } from '../../core/kernel-release.ts';
import type { CaptureSet } from '../capture-set.ts';
import { namesOf, statOf, whyUnread } from './look-ups.ts';
import { sourceText } from './source-text.ts';

/** What the machine has of kernels: a container has none of its own, and an image may have none at all. */
export type KernelPresence =
  | {
      readonly kind: 'kernels';
      /** Releases with modules or a kernel image in the tree, oldest first. */
      readonly releases: readonly string[];
      /** The release that runs; absent for an offline tree. */
      readonly running: string | undefined;
    }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'unread'; readonly reason: string };

/** Tells whether rules about the kernel have anything to judge. */
export function kernelPresence(captures: CaptureSet): KernelPresence {
  const container = containerMark(captures);
  const osrelease = sourceText(captures, '/proc/sys/kernel/osrelease');
  const running = osrelease.kind === 'text' ? osrelease.lines[0]?.trim() : undefined;
  if (running !== undefined && container !== undefined) {
    return { kind: 'none', reason: `this is a container (${container}): its kernel is that of its host` };
  }
  const modules = moduleReleases(captures);
  const boot = namesOf(captures, '/boot');
  if ('unread' in modules) return { kind: 'unread', reason: modules.unread };
  const names = boot === 'absent' || 'unread' in boot ? [] : boot;
  const images = names.flatMap((name) => /^(?:vmlinu[xz]|linux|config|kernel)-(.+)$/.exec(name)?.[1] ?? []);
  const releases = [...new Set([...modules, ...images.filter((release) => /^\d(?!-rescue)/.test(release))])].sort(
    compareKernelReleases,
  );
  if (releases.length === 0 && running === undefined) {
    if (boot !== 'absent' && 'unread' in boot) return { kind: 'unread', reason: boot.unread };
    return {
      kind: 'none',
      reason: 'no kernel is installed in this tree: it is the image of a container, not a machine',
    };
  }
  return { kind: 'kernels', releases, running };
}

/** Folders that a removed kernel left empty do not count. */
function moduleReleases(captures: CaptureSet): readonly string[] | { readonly unread: string } {
  const listing = captures.get('ls /lib/modules');
  if (listing?.outcome.kind === 'absent') return [];
  const source = sourceText(captures, 'ls /lib/modules');
  if (source.kind !== 'text') return { unread: whyUnread(listing, '/lib/modules') ?? '/lib/modules was not read' };
  return source.lines.filter((release) =>
    ['modules.builtin', 'modules.dep', 'modules.order'].some(
      (file) => (captures.get(`/lib/modules/${release}/${file}`)?.outcome.kind ?? 'absent') !== 'absent',
    ),
  );
}

/** A virtual machine made from the image of a container keeps its mark, and yet has a kernel of its own. */
function containerMark(captures: CaptureSet): string | undefined {
  const second = sourceText(captures, '/proc/2/comm');
  if (second.kind === 'text' && second.lines[0]?.trim() === 'kthreadd') return undefined;
  const systemd = sourceText(captures, '/run/systemd/container');
  if (systemd.kind === 'text') return '/run/systemd/container';
  return ['/.dockerenv', '/run/.containerenv', '/run/secrets/kubernetes.io'].find((path) => {
    const info = statOf(captures, path);
    return info !== 'absent' && !('unread' in info);
  });
}
