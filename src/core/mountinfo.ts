/** One line of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export interface MountEntry {
  readonly id: number;
  readonly parent: number;
  /** `major:minor` of the file system. */
  readonly device: string;
  /** The folder of the file system that is mounted: not `/` for a bind mount of a part. */
  readonly root: string;
  readonly point: string;
  /** Per-mount options (field 6): `nodev`, `nosuid`, `noexec`, `ro`, … */
  readonly options: readonly string[];
  readonly type: string;
  readonly source: string;
  /** 1-based line. */
  readonly line: number;
}

/** Reads mountinfo; lines that are none are left out and told by their number. */
export function parseMountinfo(text: string): {
  readonly mounts: readonly MountEntry[];
  readonly unread: readonly number[];
} {
  const mounts: MountEntry[] = [];
  const unread: number[] = [];
  text.split('\n').forEach((written, index) => {
    if (written.trim() === '') return;
    const fields = written.split(' ');
    // Optional fields stand between the sixth and a lone hyphen.
    const hyphen = fields.indexOf('-', 6);
    const [id = '', parent = '', device = '', root = '', point = '', options = ''] = fields;
    const [type, source = ''] = hyphen === -1 ? [] : fields.slice(hyphen + 1);
    if (type === undefined || !/^\d+$/.test(id) || !/^\d+$/.test(parent) || !point.startsWith('/')) {
      unread.push(index + 1);
      return;
    }
    mounts.push({
      id: Number(id),
      parent: Number(parent),
      device,
      root: unescapeOctal(root),
      point: unescapeOctal(point),
      options: options.split(','),
      type,
      source: unescapeOctal(source),
      line: index + 1,
    });
  });
  return { mounts, unread };
}

/** Undoes the octal escapes of blanks that mountinfo and fstab(5) use: `\040` is a space. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/**
 * Finds the mount that a path lies on, as the kernel does: from the root down, at each folder onto whatever is mounted
 * there last. A mount hidden by a later one over its parent is never reached.
 */
export function visibleMounts(mounts: readonly MountEntry[]): (path: string) => MountEntry | undefined {
  const ids = new Set(mounts.map((mount) => mount.id));
  const children = new Map<string, MountEntry>();
  for (const mount of mounts) {
    // The parent of the root itself, or of all in a chroot, is not shown.
    const parent = ids.has(mount.parent) && mount.parent !== mount.id ? String(mount.parent) : '';
    children.set(`${parent} ${mount.point}`, mount);
  }
  return (path) => {
    let current: MountEntry | undefined;
    let prefix = '';
    for (const part of path.split('/').filter((piece, index) => index === 0 || piece !== '')) {
      prefix = part === '' ? '/' : `${prefix === '/' ? '' : prefix}/${part}`;
      for (;;) {
        const next = children.get(`${current === undefined ? '' : String(current.id)} ${prefix}`);
        if (next === undefined || next === current) break;
        current = next;
      }
    }
    return current;
  };
}
