/** Folders that rules about mounts ask about, mounted or not. */
export const JUDGED_MOUNT_POINTS = [
  '/boot',
  '/dev/shm',
  '/home',
  '/opt',
  '/srv',
  '/tmp',
  '/usr',
  '/var',
  '/var/log',
  '/var/log/audit',
  '/var/tmp',
] as const;
