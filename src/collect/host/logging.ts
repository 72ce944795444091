import type { Capture } from '../../core/capture.ts';
import { cutAddressSecrets } from '../../core/secrets.ts';
import type { Access } from '../access/access.ts';
import { type CaptureFileOptions, captureFile, captureFolder, captureLines, redactLines } from '../capture-file.ts';
import { captureStat, expandGlob } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const SYSTEMD_FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;
const PROGRAMS = [
  '/usr/sbin/rsyslogd',
  '/sbin/rsyslogd',
  '/usr/sbin/syslog-ng',
  '/lib/systemd/systemd-journal-upload',
  '/usr/lib/systemd/systemd-journal-upload',
  '/lib/systemd/systemd-journal-remote',
  '/usr/lib/systemd/systemd-journal-remote',
  '/lib/systemd/systemd-journald',
  '/usr/lib/systemd/systemd-journald',
  '/lib/systemd/systemd',
  '/usr/lib/systemd/systemd',
  '/usr/sbin/logrotate',
] as const;
/** Where systemd-journal-upload looks for its key and certificates when nothing is set; looked up by presence only. */
const UPLOAD_FILES = [
  '/etc/ssl/private/journal-upload.pem',
  '/etc/ssl/certs/journal-upload.pem',
  '/etc/ssl/ca/trusted.pem',
] as const;
const MAX_INCLUDED = 200;

/** Where logs go: rsyslog, the journal, its upload, and rotation. */
export const loggingSource: HostSource = {
  id: 'logging',
  title: 'Logging: rsyslog and journald configuration, journal upload, logrotate; passwords and tokens cut',
  collect: (access, context) => {
    const options = { redact: redactLines(cutSecrets) };
    return [
      ...PROGRAMS.map((path) => captureStat(access, path, context)),
      captureStat(access, '/var/log/journal', context),
      ...rsyslog(access, context, options),
      ...systemdConf(access, context, 'journald.conf', {}),
      ...systemdConf(access, context, 'journal-upload.conf', options),
      ...UPLOAD_FILES.map((path) => captureStat(access, path, context)),
      captureFile(access, '/etc/logrotate.conf', context),
      ...captureFolder(access, '/etc/logrotate.d', context, () => true),
    ];
  },
};

function systemdConf(
  access: Access,
  context: CollectContext,
  name: string,
  options: CaptureFileOptions,
): readonly Capture[] {
  return SYSTEMD_FOLDERS.flatMap((folder) => [
    captureFile(access, `${folder}/systemd/${name}`, context, options),
    ...captureFolder(access, `${folder}/systemd/${name}.d`, context, (file) => file.endsWith('.conf'), options),
  ]);
}

/** rsyslog.conf, rsyslog.d, and what they include from elsewhere. */
function rsyslog(access: Access, context: CollectContext, options: CaptureFileOptions): readonly Capture[] {
  const captures = [
    captureFile(access, '/etc/rsyslog.conf', context, options),
    ...captureFolder(access, '/etc/rsyslog.d', context, (name) => name.endsWith('.conf'), options),
  ];
  const seen = new Set(captures.map(({ origin }) => origin));
  for (let i = 0; i < captures.length && captures.length < MAX_INCLUDED; i++) {
    const outcome = captures[i]?.outcome;
    if (outcome?.kind !== 'read') continue;
    const text = Buffer.from(outcome.bytes).toString('utf8');
    for (const [, one, two] of text.matchAll(
      /^\s*\$IncludeConfig\s+(\S+)|\binclude\s*\([^)]*?\bfile\s*=\s*"([^"]+)"/gim,
    )) {
      const pattern = (one ?? two ?? '').replace(/\/$/, '/*');
      const files = expandGlob(access, pattern);
      for (const { path } of files.kind === 'read' ? files.value : []) {
        if (seen.has(path)) continue;
        seen.add(path);
        captures.push(captureFile(access, path, context, options));
      }
    }
  }
  return [...captures, captureLines('files of rsyslog', [...seen].sort(), context)];
}

/** Credentials stand in the settings of outputs to databases and services, and in addresses. */
export function cutSecrets(line: string): string {
  return cutAddressSecrets(line).replace(
    /\b((?:\w*pass(?:word|wd)?|pwd|uid|userpwd|token|apikey|secret)\s*=\s*)("[^"]*"|\S+)/gi,
    '$1"<cut>"',
  );
}
