import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import { complete } from '../../../core/section.ts';
import type { HostLoggingOutput } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { installedFact, isBlocked, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled } from '../unit-state.ts';
import { journaldSetting, journalPersistent } from './journald.ts';
import { retentionDays } from './rotation.ts';
import { isSelf, type RsyslogNetwork, readRsyslog } from './rsyslog.ts';

/** Where the logs go and how long they stay. */
export const loggingNormalizer: HostNormalizer<'logging'> = {
  section: 'logging',
  normalize: (captures) => {
    const storage = journaldSetting(captures, 'Storage', 'auto');
    const installed = installedFact(captures, ['/usr/sbin/rsyslogd', '/sbin/rsyslogd']);
    const enabled = unitEnabled(captures, ['rsyslog.service']);
    const other = installedFact(captures, ['/usr/sbin/syslog-ng']);
    const rsyslog = rsyslogNetwork(captures);
    const outputs = [...('unread' in rsyslog ? [] : rsyslog.outputs), ...uploadOutputs(captures)];
    const counted = (list: readonly HostLoggingOutput[]): Fact<number> =>
      countOutputs(list, rsyslog, installed, enabled, other);
    return {
      section: complete({
        rsyslog_installed: installed,
        rsyslog_enabled: enabled,
        syslog_ng_installed: other,
        syslog_ng_enabled: unitEnabled(captures, ['syslog-ng.service']),
        journal_storage: storage,
        journal_persistent: journalPersistent(captures, storage),
        journal_compress: mapFact(
          journaldSetting(captures, 'Compress', 'yes'),
          (value) => !/^(no|0|false|off)$/i.test(value),
        ),
        outputs,
        remote_outputs: counted(outputs),
        remote_outputs_encrypted: counted(outputs.filter(({ encrypted }) => isKnown(encrypted) && encrypted.value)),
        network_inputs: networkInputs(rsyslog),
        auth_log_retention_days: retention(captures),
      }),
      diagnostics: [],
    };
  },
};

function rsyslogNetwork(captures: CaptureSet): RsyslogNetwork | { readonly unread: string; readonly at: Place } {
  const files = captures.all.filter(
    ({ origin }) => origin === '/etc/rsyslog.conf' || origin.startsWith('/etc/rsyslog.d'),
  );
  const blocked = files.find(isBlocked);
  if (blocked !== undefined)
    return { unread: whyUnread(blocked, blocked.origin) ?? blocked.origin, at: { file: blocked.origin } };
  const texts = files
    // rsyslog.conf sets up the drivers before it includes rsyslog.d.
    .sort((a, b) => Number(b.origin === '/etc/rsyslog.conf') - Number(a.origin === '/etc/rsyslog.conf'))
    .flatMap((capture) => {
      const text = textOf(capture);
      return text === undefined ? [] : [{ file: capture.origin, text }];
    });
  return readRsyslog(texts);
}

/** Counts outputs to other hosts. Those of a service that does not start count for nothing; syslog-ng's are not read. */
function countOutputs(
  outputs: readonly HostLoggingOutput[],
  rsyslog: RsyslogNetwork | { readonly unread: string; readonly at: Place },
  installed: Fact<boolean>,
  enabled: Fact<boolean>,
  syslogNg: Fact<boolean>,
): Fact<number> {
  const remote = outputs.filter((output) => !isSelf(output.host));
  const upload = remote.filter((output) => output.service === 'journal-upload').length;
  if (upload > 0) return known(upload, remote[0]?.at ?? { file: '/etc/systemd/journal-upload.conf' });
  const at: Place = remote[0]?.at ?? { file: '/etc/rsyslog.conf' };
  if (isKnown(syslogNg) && syslogNg.value)
    return unknown('the configuration of syslog-ng is not read', { file: '/etc/syslog-ng/syslog-ng.conf' });
  if (!isKnown(installed)) return installed;
  if (!installed.value) return known(0, installed.at);
  if ('unread' in rsyslog) return unknown(rsyslog.unread, rsyslog.at);
  if (remote.length === 0) return known(0, at);
  if (!isKnown(enabled)) return enabled;
  return known(enabled.value ? remote.length : 0, enabled.value ? at : enabled.at);
}

function networkInputs(
  rsyslog: RsyslogNetwork | { readonly unread: string; readonly at: Place },
): Fact<readonly string[]> {
  if ('unread' in rsyslog) return unknown(rsyslog.unread, rsyslog.at);
  return known(
    rsyslog.inputs.map((input) => input.name),
    rsyslog.inputs[0]?.at ?? { file: '/etc/rsyslog.conf' },
  );
}

function uploadOutputs(captures: CaptureSet): readonly HostLoggingOutput[] {
  const file = '/etc/systemd/journal-upload.conf';
  const capture = captures.get(file);
  const lines = (capture === undefined ? undefined : textOf(capture))?.split('\n') ?? [];
  const enabled = unitEnabled(captures, ['systemd-journal-upload.service']);
  if (!isKnown(enabled) || !enabled.value) return [];
  return lines.flatMap((line, index): readonly HostLoggingOutput[] => {
    const [, scheme, host] = /^\s*URL\s*=\s*(?:(https?):\/\/)?(?:[^\s/@]*@)?([^\s/:@]+)/.exec(line) ?? [];
    if (host === undefined) return [];
    const at: Place = { file, line: index + 1 };
    // Without a scheme the program takes https (systemd-journal-upload(8)).
    const protocol = scheme === 'http' ? 'http' : 'https';
    return [
      {
        id: `journal-upload to ${host}`,
        service: 'journal-upload',
        host,
        protocol,
        encrypted: known(protocol === 'https', at),
        selector: '*.*',
        at,
      },
    ];
  });
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
