import { captureFile } from '../capture-file.ts';
import type { HostSource } from './source.ts';

/** The release and the name of the machine. */
export const osSource: HostSource = {
  id: 'os',
  title: 'Operating system release and host name: os-release(5), hostname(5)',
  collect: (access, context) => [
    captureFile(access, '/etc/os-release', context),
    captureFile(access, '/usr/lib/os-release', context),
    captureFile(access, '/etc/hostname', context),
    ...(access.live ? [captureFile(access, '/proc/sys/kernel/hostname', context)] : []),
  ],
};
