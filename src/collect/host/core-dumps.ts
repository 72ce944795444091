import { captureFile, captureFolder } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { HostSource } from './source.ts';

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;
const isConf = (name: string): boolean => name.endsWith('.conf');

/** Whether programs that crash leave their memory behind. */
export const coreDumpsSource: HostSource = {
  id: 'core-dumps',
  title: 'Core dumps: limits.conf(5), coredump.conf(5), and the limit that systemd gives to services',
  collect: (access, context) => [
    captureFile(access, '/etc/security/limits.conf', context),
    ...captureFolder(access, '/etc/security/limits.d', context, isConf),
    captureStat(access, '/lib/systemd/systemd-coredump', context),
    captureStat(access, '/usr/lib/systemd/systemd-coredump', context),
    ...FOLDERS.flatMap((folder) =>
      ['coredump.conf', 'system.conf'].flatMap((name) => [
        captureFile(access, `${folder}/systemd/${name}`, context),
        ...captureFolder(access, `${folder}/systemd/${name}.d`, context, isConf),
      ]),
    ),
  ],
};
