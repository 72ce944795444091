import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureFile, captureFolder, redactLines } from '../capture-file.ts';
import { captureGlob, captureStat } from '../look-ups.ts';
import type { CollectContext, HostSource } from './source.ts';

const PATHS = [
  '/usr/bin/aide',
  '/usr/sbin/tripwire',
  '/usr/sbin/aide',
  '/var/lib/tripwire',
  '/var/lib/aide/aide.db',
  '/var/lib/aide/aide.db.gz',
  '/var/ossec/bin/wazuh-agentd',
  '/var/ossec/queue/fim/db/fim.db',
  '/usr/bin/suricata',
  '/usr/bin/snort',
  '/usr/sbin/snort',
  '/usr/local/bin/snort',
  '/usr/bin/zeek',
  '/opt/zeek/bin/zeek',
  '/usr/bin/osqueryd',
  '/opt/osquery/bin/osqueryd',
  '/usr/bin/falco',
  '/usr/share/auditbeat/bin/auditbeat',
  '/usr/bin/crowdsec',
  '/usr/bin/crowdsec-firewall-bouncer',
  '/usr/sbin/sshguard',
  '/usr/local/sbin/sshguard',
  '/usr/sbin/chronyd',
  '/lib/systemd/systemd-timesyncd',
  '/usr/lib/systemd/systemd-timesyncd',
  '/usr/sbin/ntpd',
] as const;

const CRON_FOLDERS = ['/etc/cron.d', '/etc/cron.daily', '/etc/cron.weekly', '/etc/cron.hourly'] as const;
const CHECK = /\b(aide|dailyaidecheck|tripwire)\b/;

/** Tools that detect: integrity checkers, network sensors, agents; and what keeps the clock right. */
export const detectionToolsSource: HostSource = {
  id: 'detection-tools',
  title: 'Detection tools and time: programs, chosen settings, databases and rule files by size and time only',
  collect: (access, context) => [
    ...PATHS.map((path) => captureStat(access, path, context)),
    captureGlob(access, '/var/lib/tripwire/*.twd', context),
    ...captureJobs(access, context),
    ...captureSuricata(access, context),
    captureFile(access, '/var/ossec/etc/ossec.conf', context, { redact: keepServerAddresses }),
    ...captureTime(access, context),
  ],
};

/** Of each scheduled job only the lines that call a checker; the rest of a job is nobody's business here. */
function captureJobs(access: Access, context: CollectContext): readonly Capture[] {
  const redact = redactLines((line) => {
    if (/^\s*#/.test(line)) return '';
    const tool = CHECK.exec(line)?.[1];
    return tool === undefined ? '' : tool;
  });
  return [
    captureFile(access, '/etc/crontab', context, { redact }),
    ...CRON_FOLDERS.flatMap((folder) => captureFolder(access, folder, context, () => true, { redact })),
    captureFile(access, '/var/spool/cron/crontabs/root', context, { redact }),
  ];
}

const SURICATA_KEYS =
  /^\s*(%YAML|---|vars|address-groups|HOME_NET|EXTERNAL_NET|af-packet|pcap|netmap|nfqueue|nfq|-?\s*interface|default-rule-path|rule-files|include|- )/;

/** The lines of suricata.yaml that tell interface, networks and rules; others are emptied, so that lines keep their number. */
function captureSuricata(access: Access, context: CollectContext): readonly Capture[] {
  const redact = redactLines((line) => (SURICATA_KEYS.test(line) ? line : ''));
  return [
    captureFile(access, '/etc/suricata/suricata.yaml', context, { redact }),
    captureGlob(access, '/var/lib/suricata/rules/*.rules', context),
    captureGlob(access, '/etc/suricata/rules/*.rules', context),
    captureGlob(access, '/etc/snort/rules/*.rules', context),
  ];
}

/** Of the agent's configuration only the addresses of its servers. */
function keepServerAddresses(bytes: Uint8Array): Uint8Array {
  const found = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/<address>[^<]*<\/address>/g),
  ];
  return Buffer.from(`${found.map(([text]) => text).join('\n')}\n`, 'latin1');
}

function captureTime(access: Access, context: CollectContext): readonly Capture[] {
  return [
    captureFile(access, '/etc/chrony/chrony.conf', context),
    captureFile(access, '/etc/chrony.conf', context),
    ...captureFolder(access, '/etc/chrony/conf.d', context, (name) => name.endsWith('.conf')),
    ...captureFolder(access, '/etc/chrony/sources.d', context, (name) => name.endsWith('.sources')),
    captureFile(access, '/etc/systemd/timesyncd.conf', context),
    ...captureFolder(access, '/etc/systemd/timesyncd.conf.d', context, (name) => name.endsWith('.conf')),
    ...captureFolder(access, '/usr/lib/systemd/timesyncd.conf.d', context, (name) => name.endsWith('.conf')),
    captureFile(access, '/etc/ntpsec/ntp.conf', context),
    captureFile(access, '/etc/ntp.conf', context),
    ...(access.live
      ? [
          captureCommand(
            access,
            ['/usr/bin/timedatectl', 'show', '--property=NTPSynchronized'],
            'timedatectl show',
            context,
          ),
        ]
      : []),
  ];
}
