import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureFile, captureFolder, redactLines } from '../capture-file.ts';
import { captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const JOURNALD_FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;
const PROGRAMS = [
  '/usr/sbin/rsyslogd',
  '/sbin/rsyslogd',
  '/usr/sbin/syslog-ng',
  '/lib/systemd/systemd-journal-upload',
  '/usr/lib/systemd/systemd-journal-upload',
  '/usr/sbin/logrotate',
] as const;

/** Where logs go: rsyslog, the journal, its upload, and rotation. */
export const loggingSource: HostSource = {
  id: 'logging',
  title: 'Logging: rsyslog and journald configuration, journal upload, logrotate; passwords and tokens cut',
  collect: (access, context) => {
    const options = { redact: redactLines(cutSecrets) };
    return [
      ...PROGRAMS.map((path) => captureStat(access, path, context)),
      captureStat(access, '/var/log/journal', context),
      captureFile(access, '/etc/rsyslog.conf', context, options),
      ...captureFolder(access, '/etc/rsyslog.d', context, (name) => name.endsWith('.conf'), options),
      ...journald(access, context),
      captureFile(access, '/etc/systemd/journal-upload.conf', context, options),
      captureFile(access, '/etc/logrotate.conf', context),
      ...captureFolder(access, '/etc/logrotate.d', context, () => true),
    ];
  },
};

function journald(access: Access, context: CollectContext): readonly Capture[] {
  return JOURNALD_FOLDERS.flatMap((folder) => [
    captureFile(access, `${folder}/systemd/journald.conf`, context),
    ...captureFolder(access, `${folder}/systemd/journald.conf.d`, context, (name) => name.endsWith('.conf')),
  ]);
}

/** Credentials stand in the settings of outputs to databases and services. */
export function cutSecrets(line: string): string {
  return line.replace(
    /\b((?:\w*pass(?:word|wd)?|pwd|uid|userpwd|token|apikey|secret)\s*=\s*)("[^"]*"|\S+)/gi,
    '$1"<cut>"',
  );
}
