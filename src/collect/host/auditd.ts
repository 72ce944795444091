import { captureFile, captureFolder } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { HostSource } from './source.ts';

/** The audit daemon and its rules. */
export const auditdSource: HostSource = {
  id: 'auditd',
  title: 'Audit daemon: auditd.conf and the rules that load at boot (root only)',
  collect: (access, context) => [
    captureStat(access, '/usr/sbin/auditd', context),
    captureStat(access, '/sbin/auditd', context),
    captureStat(access, '/usr/sbin/augenrules', context),
    captureStat(access, '/sbin/augenrules', context),
    captureFile(access, '/etc/audit/auditd.conf', context),
    captureFile(access, '/etc/audit/audit.rules', context),
    ...captureFolder(access, '/etc/audit/rules.d', context, (name) => name.endsWith('.rules')),
  ],
};
