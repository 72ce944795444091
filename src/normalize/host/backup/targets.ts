import { type Fact, type Place, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import type { HostBackupTarget } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { isBlocked, jsonOf, whyUnread } from '../look-ups.ts';

/** What the files of a tool tell. */
export interface FoundTargets {
  readonly targets: readonly HostBackupTarget[];
  /** A file of it that exists and is not empty once cut. */
  readonly present: Place | undefined;
  readonly blocked: Fact<never> | undefined;
}

/** The targets that the collection kept of the files, or of the files of the folders, at the paths. */
export function targetsIn(captures: CaptureSet, paths: readonly string[], mounts: readonly string[]): FoundTargets {
  const files = captures.all.filter(({ origin }) =>
    paths.some((path) => origin === path || origin.startsWith(`${path}/`)),
  );
  const blocked = files.find(isBlocked);
  const texts = files.flatMap((capture) => {
    const text = textOf(capture);
    return text === undefined ? [] : [{ file: capture.origin, text }];
  });
  const present = texts.find(({ text }) => text.trim() !== '');
  return {
    targets: texts.flatMap(({ file, text }) =>
      text.split('\n').flatMap((line, index) => {
        const target = /^target (.+)$/.exec(line)?.[1];
        return target === undefined ? [] : [targetOf(target, { file, line: index + 1 }, mounts)];
      }),
    ),
    present: present === undefined ? undefined : { file: present.file },
    blocked:
      blocked === undefined
        ? undefined
        : unknown(`${whyUnread(blocked, blocked.origin) ?? blocked.origin}`, { file: blocked.origin }),
  };
}

/** The targets in jobs that run one of the programs. */
export function targetsOfJobs(
  captures: CaptureSet,
  tools: readonly string[],
  mounts: readonly string[],
): readonly HostBackupTarget[] {
  const list = jsonOf(captures.get('targets of backup jobs'));
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { file, line, target, tools: named } = entry;
    if (typeof file !== 'string' || typeof line !== 'number' || typeof target !== 'string') return [];
    if (!Array.isArray(named) || !named.some((one) => tools.some((tool) => tool === one))) return [];
    return [targetOf(target, { file, line }, mounts)];
  });
}

/** Folders of fstab that lie on a network file system. */
export function networkMounts(captures: CaptureSet): readonly string[] {
  const capture = captures.get('/etc/fstab');
  const text = (capture === undefined ? undefined : textOf(capture)) ?? '';
  return text.split('\n').flatMap((line) => {
    const [device, where = '', kind = ''] = line.trim().split(/\s+/);
    return device?.startsWith('#') !== true && NETWORK.test(kind) ? [where] : [];
  });
}
const NETWORK = /^(nfs4?|cifs|smb3|sshfs|fuse\.sshfs|glusterfs|ceph|9p|davfs|fuse\.s3fs|fuse\.rclone)$/;

function targetOf(target: string, at: Place, mounts: readonly string[]): HostBackupTarget {
  if (target === 'variable' || target === 'unclear') return { id: target, kind: 'unknown', at };
  if (target.startsWith('/') || target.startsWith('~') || target.startsWith('.')) {
    const mounted = mounts.some((mount) => target === mount || target.startsWith(`${mount}/`));
    return { id: target, kind: mounted ? 'mounted' : 'local', at };
  }
  const host = target.replace(/^[a-z0-9+.-]+:(\/\/)?/i, '');
  const self = host === 'localhost' || host === '[::1]' || host.startsWith('127.');
  return { id: target, kind: self ? 'local' : 'remote', at };
}
