import type { capturesOf } from './host-tree.ts';

type Files = Parameters<typeof capturesOf>[0];

/** The captures of a tree with one kernel, offline. */
export const KERNEL_TREE: Files = {
  'ls /boot': '["config-6.1.0-9-amd64","grub","vmlinuz-6.1.0-9-amd64"]',
  'ls /lib/modules': '6.1.0-9-amd64\n',
  '/lib/modules/6.1.0-9-amd64/modules.builtin': 'kernel/fs/squashfs/squashfs.ko\n',
  '/lib/modules/6.1.0-9-amd64/modules.dep':
    'kernel/drivers/usb/storage/usb-storage.ko\nkernel/net/sctp/sctp.ko.xz\nkernel/fs/hfs/hfs.ko\n',
  '/boot/config-6.1.0-9-amd64':
    '# Linux/x86 6.1.0 Kernel Configuration\nCONFIG_X86_64=y\nCONFIG_SECCOMP=y\n# CONFIG_DEBUG_SG is not set\nCONFIG_MODULE_SIG_HASH="sha256"\nCONFIG_CC_IS_GCC=y\nCONFIG_SECURITY_DMESG_RESTRICT=y\nCONFIG_MAGIC_SYSRQ_DEFAULT_ENABLE=0x01b6\n',
};

/** The same machine, running. */
export const RUNNING: Files = {
  '/proc/sys/kernel/osrelease': '6.1.0-9-amd64\n',
  '/proc/cmdline': 'root=<cut> ro quiet audit=1 page-poison=1 lsm="a,b" audit=0 -- audit=9\n',
  '/proc/modules': 'sctp\nhfs\n',
  '/proc/config.gz': { kind: 'absent' },
};
