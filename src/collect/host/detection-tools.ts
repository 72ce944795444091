import type { Capture } from '../../core/capture.ts';
import { cutAddressSecrets } from '../../core/secrets.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureFile, captureFolder, redactLines } from '../capture-file.ts';
import { captureGlob, captureStat } from '../look-ups.ts';
import { captureJobs } from './scheduled-jobs.ts';
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
  '/usr/sbin/auditctl',
  '/usr/sbin/aureport',
  '/usr/sbin/ausearch',
  '/usr/sbin/autrace',
  '/usr/bin/passwd',
  '/etc/passwd',
  '/etc/shadow',
  '/etc/sudoers',
  '/usr/sbin/chronyd',
  '/lib/systemd/systemd-timesyncd',
  '/usr/lib/systemd/systemd-timesyncd',
  '/usr/sbin/ntpd',
] as const;

/** Programs whose runs by cron or a timer are told. */
const SCHEDULED_TOOLS = [
  'aide',
  'dailyaidecheck',
  'tripwire',
  'logrotate',
  'clamscan',
  'clamdscan',
  'freshclam',
  'rkhunter',
  'chkrootkit',
  'borg',
  'borgmatic',
  'restic',
  'resticprofile',
  'autorestic',
  'rsnapshot',
  'duplicity',
  'duply',
  'kopia',
  'tarsnap',
  'bup',
  'proxmox-backup-client',
] as const;

/** Tools that detect: integrity checkers, network sensors, agents; and what keeps the clock right. */
export const detectionToolsSource: HostSource = {
  id: 'detection-tools',
  title: 'Detection tools and time: programs, chosen settings, databases and rule files by size and time only',
  collect: (access, context) => [
    ...PATHS.map((path) => captureStat(access, path, context)),
    captureGlob(access, '/var/lib/tripwire/*.twd', context),
    captureJobs(access, context, 'jobs of known tools', SCHEDULED_TOOLS),
    ...captureSuricata(access, context),
    ...captureAide(access, context),
    captureFile(access, '/var/ossec/etc/ossec.conf', context, { redact: keepServerAddresses }),
    ...captureTime(access, context),
  ],
};

/** aide.conf with what it includes; of /etc/default/aide only whom it mails to. */
function captureAide(access: Access, context: CollectContext): readonly Capture[] {
  // Its databases may lie behind an address with a password.
  const addresses = { redact: redactLines(cutAddressSecrets) };
  const addressees = redactLines((line) => (/^\s*MAILTO=/.test(line) ? line : ''));
  return [
    captureFile(access, '/etc/aide/aide.conf', context, addresses),
    captureFile(access, '/etc/aide.conf', context, addresses),
    ...captureFolder(access, '/etc/aide/aide.conf.d', context, (name) => /^[\w-]+$/.test(name), addresses),
    captureFile(access, '/etc/default/aide', context, { redact: addressees }),
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
