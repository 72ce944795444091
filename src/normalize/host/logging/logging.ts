import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { HostLoggingOutput } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { kernelPresence } from '../kernel-presence.ts';
import { knownJobs } from '../known-jobs.ts';
import { completeUnless, installedFact, isBlocked, whyUnknown, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled } from '../unit-state.ts';
import { forwardToSyslog, journalCompress, journalPersistent, journalStorage } from './journald.ts';
import { retentionDays } from './rotation.ts';
import { isSelf, type Rsyslog, readRsyslog } from './rsyslog.ts';
import type { RsyslogFile } from './rsyslog-statements.ts';
import { journalUpload, uploadOutputs } from './upload.ts';

const MAIN = '/etc/rsyslog.conf';
const JOURNALD = ['/lib/systemd/systemd-journald', '/usr/lib/systemd/systemd-journald'];
const RECEIVER = ['/lib/systemd/systemd-journal-remote', '/usr/lib/systemd/systemd-journal-remote'];

type Unread = { readonly unread: string; readonly at: Place };

/** Where the logs go and how long they stay. */
export const loggingNormalizer: HostNormalizer<'logging'> = {
  section: 'logging',
  normalize: (captures) => {
    const storage = journalStorage(captures);
    const services = logServices(captures);
    const rsyslog = rsyslogConf(captures);
    const upload = journalUpload(captures);
    const outputs = [...('unread' in rsyslog ? [] : rsyslog.outputs), ...uploadOutputs(upload)];
    const counted = (list: readonly HostLoggingOutput[]): Fact<number> => countOutputs(list, rsyslog, services);
    return {
      section: completeUnless(
        {
          system: whoIsInCharge(captures, services),
          rsyslog_installed: services.rsyslog.installed,
          rsyslog_enabled: services.rsyslog.enabled,
          syslog_ng_installed: services.syslogNg.installed,
          syslog_ng_enabled: services.syslogNg.enabled,
          journald_installed: installedFact(captures, JOURNALD),
          journald_enabled: services.journald,
          journal_storage: storage,
          journal_persistent: journalPersistent(captures, storage),
          journal_compress: journalCompress(captures),
          journal_forward_to_syslog: forwardToSyslog(captures),
          outputs: [...outputs],
          remote_outputs: counted(outputs),
          remote_outputs_encrypted: counted(outputs.filter(({ encrypted }) => isKnown(encrypted) && encrypted.value)),
          network_inputs: names(rsyslog, ({ inputs }) => inputs),
          local_inputs: names(rsyslog, ({ local }) => local),
          log_files: 'unread' in rsyslog ? [] : [...rsyslog.files],
          log_files_read: 'unread' in rsyslog ? unknown(rsyslog.unread, rsyslog.at) : known(true, { file: MAIN }),
          upload,
          receiver_installed: installedFact(captures, RECEIVER),
          receiver_enabled: unitEnabled(captures, ['systemd-journal-remote.socket', 'systemd-journal-remote.service']),
          auth_log_retention_days: retention(captures),
          logrotate_installed: installedFact(captures, ['/usr/sbin/logrotate']),
          logrotate_scheduled: rotationScheduled(captures),
        },
        [whyUnknown(services.rsyslog.installed), whyUnknown(upload.installed)],
      ),
      diagnostics: [],
    };
  },
};

interface LogServices {
  readonly rsyslog: { readonly installed: Fact<boolean>; readonly enabled: Fact<boolean> };
  readonly syslogNg: { readonly installed: Fact<boolean>; readonly enabled: Fact<boolean> };
  readonly journald: Fact<boolean>;
}

function logServices(captures: CaptureSet): LogServices {
  const journald = installedFact(captures, JOURNALD);
  return {
    rsyslog: {
      installed: installedFact(captures, ['/usr/sbin/rsyslogd', '/sbin/rsyslogd']),
      enabled: unitEnabled(captures, ['rsyslog.service']),
    },
    syslogNg: {
      installed: installedFact(captures, ['/usr/sbin/syslog-ng']),
      enabled: unitEnabled(captures, ['syslog-ng.service']),
    },
    // Its socket starts it, whatever starts the service.
    journald:
      isKnown(journald) && journald.value
        ? unitEnabled(captures, ['systemd-journald.service', 'systemd-journald.socket'])
        : journald,
  };
}

/** A daemon counts where it is installed and starts; the journal alone where no other does. */
function whoIsInCharge(captures: CaptureSet, { rsyslog, syslogNg, journald }: LogServices): Fact<string> {
  const on: string[] = [];
  for (const [name, { installed, enabled }] of [
    ['rsyslog', rsyslog],
    ['syslog-ng', syslogNg],
  ] as const) {
    if (!isKnown(installed)) return installed;
    if (!installed.value) continue;
    if (!isKnown(enabled)) return enabled;
    if (enabled.value) on.push(name);
  }
  const [first] = on;
  if (on.length > 1) return known('several', rsyslog.enabled.at);
  if (first !== undefined) return known(first, (first === 'rsyslog' ? rsyslog : syslogNg).enabled.at);
  if (!isKnown(journald)) return journald;
  if (journald.value) return known('journald', journald.at);
  // The programs of a container write to its output, which its host keeps.
  return known(kernelPresence(captures).kind === 'none' ? 'container' : 'none', journald.at);
}

/** The configuration of rsyslog, with what it includes; a file of it that may not be read leaves all unread. */
function rsyslogConf(captures: CaptureSet): Rsyslog | Unread {
  const files = captures.all.filter(({ origin }) => origin === MAIN || origin.startsWith('/etc/rsyslog.d'));
  const list = captures.get('files of rsyslog');
  const more = ((list === undefined ? undefined : textOf(list)) ?? '').split('\n').flatMap((path) => {
    const capture = path === '' ? undefined : captures.get(path);
    return capture === undefined || files.includes(capture) ? [] : [capture];
  });
  const all = [...files, ...more];
  const blocked = all.find(isBlocked);
  if (blocked !== undefined) {
    return { unread: whyUnread(blocked, blocked.origin) ?? blocked.origin, at: { file: blocked.origin } };
  }
  const texts = all.flatMap((capture): readonly RsyslogFile[] => {
    const text = textOf(capture);
    return text === undefined ? [] : [{ file: capture.origin, text }];
  });
  // The main file is where reading begins; the others stand where they are included.
  return readRsyslog(
    texts.sort((a, b) => Number(b.file === MAIN) - Number(a.file === MAIN) || compareCodePoints(a.file, b.file)),
  );
}

/** Counts outputs to other hosts. Those of a service that does not start count for nothing; syslog-ng's are not read. */
function countOutputs(
  outputs: readonly HostLoggingOutput[],
  rsyslog: Rsyslog | Unread,
  { rsyslog: service, syslogNg }: LogServices,
): Fact<number> {
  const remote = outputs.filter((output) => !isSelf(output.host));
  const upload = remote.filter((output) => output.service === 'journal-upload').length;
  if (upload > 0) return known(upload, remote[0]?.at ?? { file: '/etc/systemd/journal-upload.conf' });
  const at: Place = remote[0]?.at ?? { file: MAIN };
  if (isKnown(syslogNg.installed) && syslogNg.installed.value) {
    const file = '/etc/syslog-ng/syslog-ng.conf';
    return unknown(
      `syslog-ng is installed and its configuration is not read by this program: look at the destinations in ${file}`,
      { file },
    );
  }
  if (!isKnown(service.installed)) return service.installed;
  if (!service.installed.value) return known(0, service.installed.at);
  if ('unread' in rsyslog) return unknown(rsyslog.unread, rsyslog.at);
  if (remote.length === 0) return known(0, at);
  if (!isKnown(service.enabled)) return service.enabled;
  return known(service.enabled.value ? remote.length : 0, service.enabled.value ? at : service.enabled.at);
}

function names(
  rsyslog: Rsyslog | Unread,
  pick: (rsyslog: Rsyslog) => readonly { readonly name: string; readonly at: Place }[],
): Fact<readonly string[]> {
  if ('unread' in rsyslog) return unknown(rsyslog.unread, rsyslog.at);
  const found = pick(rsyslog);
  return known(
    found.map(({ name }) => name),
    found[0]?.at ?? { file: MAIN },
  );
}

/** The timer, or a job of cron: Debian's stands back where systemd runs. */
function rotationScheduled(captures: CaptureSet): Fact<boolean> {
  const timer = unitEnabled(captures, ['logrotate.timer']);
  if (isKnown(timer) && timer.value) return timer;
  const jobs = knownJobs(captures, ['logrotate']);
  const job = jobs.found.find(({ enabled }) => enabled === true);
  if (job !== undefined) return known(true, job.at);
  return jobs.blocked ?? timer;
}

function retention(captures: CaptureSet): Fact<number> {
  const at: Place = { file: '/etc/logrotate.d' };
  const files = captures.all.filter(({ origin }) => origin.startsWith('/etc/logrotate'));
  const blocked = files.find(isBlocked);
  if (blocked !== undefined) return unknown(whyUnread(blocked, blocked.origin) ?? blocked.origin, at);
  const texts = [...files]
    .sort((a, b) => Number(b.origin === '/etc/logrotate.conf') - Number(a.origin === '/etc/logrotate.conf'))
    .flatMap((capture) => {
      const text = textOf(capture);
      return text === undefined ? [] : [{ file: capture.origin, text }];
    });
  for (const log of ['/var/log/auth.log', '/var/log/secure']) {
    const found = retentionDays(texts, log);
    if (found !== undefined) return known(found.days, { file: found.file, line: found.line });
  }
  return unknown(
    'no rule of logrotate names auth.log or secure: the retention of the journal or of a log host is not read',
    at,
  );
}
