/** File systems on disks and in memory of the machine itself. */
const LOCAL: ReadonlySet<string> = new Set([
  'adfs',
  'affs',
  'bcachefs',
  'btrfs',
  'erofs',
  'exfat',
  'ext2',
  'ext3',
  'ext4',
  'f2fs',
  'hfs',
  'hfsplus',
  'iso9660',
  'jffs2',
  'jfs',
  'minix',
  'msdos',
  'nilfs2',
  'ntfs',
  'ntfs3',
  'ramfs',
  'reiserfs',
  'rootfs',
  'squashfs',
  'tmpfs',
  'ubifs',
  'udf',
  'ufs',
  'vfat',
  'xfs',
  'zfs',
]);

/** File systems that the kernel makes up. */
const RUNTIME: ReadonlySet<string> = new Set([
  'autofs',
  'binder',
  'binfmt_misc',
  'bpf',
  'cgroup',
  'cgroup2',
  'configfs',
  'cpuset',
  'debugfs',
  'devpts',
  'devtmpfs',
  'efivarfs',
  'fusectl',
  'fuse.lxcfs',
  'fuse.portal',
  'hugetlbfs',
  'mqueue',
  'nsfs',
  'proc',
  'pstore',
  'resctrl',
  'rpc_pipefs',
  'securityfs',
  'selinuxfs',
  'smackfs',
  'sysfs',
  'tracefs',
]);

/** File systems of another machine; whoever keeps them judges them. */
const NETWORK: ReadonlySet<string> = new Set([
  '9p',
  'afs',
  'beegfs',
  'ceph',
  'cifs',
  'coda',
  'fuse.ceph',
  'fuse.davfs',
  'fuse.glusterfs',
  'fuse.s3fs',
  'fuse.sshfs',
  'gfs2',
  'gpfs',
  'lustre',
  'nfs',
  'nfs4',
  'ocfs2',
  'smb3',
  'smbfs',
  'virtiofs',
]);

/** Why a walk does not go over onto a file system of this type; undefined for a local one. */
export function leftOutFileSystem(type: string): string | undefined {
  if (LOCAL.has(type)) return undefined;
  if (RUNTIME.has(type)) return 'runtime file system';
  if (NETWORK.has(type)) return 'network file system';
  return `file system of type ${type}`;
}
