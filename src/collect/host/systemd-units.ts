import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';
import { captureCommand, captureJson } from '../capture-file.ts';
import type { CollectContext, HostSource } from './source.ts';

/** Units whose enablement the detection and maintenance sections tell. */
const UNITS = [
  'aidecheck.timer',
  'apt-daily-upgrade.timer',
  'apt-daily.timer',
  'auditbeat.service',
  'auditd.service',
  'chrony.service',
  'chronyd.service',
  'clamav-freshclam.service',
  'crowdsec-firewall-bouncer.service',
  'crowdsec.service',
  'dailyaidecheck.timer',
  'dnf-automatic-install.timer',
  'dnf-automatic.timer',
  'fail2ban.service',
  'falco-bpf.service',
  'falco-kmod.service',
  'falco-modern-bpf.service',
  'falco.service',
  'logrotate.timer',
  'ntp.service',
  'ntpd.service',
  'ntpsec.service',
  'openntpd.service',
  'osqueryd.service',
  'rsyslog.service',
  'snort.service',
  'sshguard.service',
  'suricata-update.timer',
  'suricata.service',
  'syslog-ng.service',
  'systemd-journal-upload.service',
  'systemd-timesyncd.service',
  'tripwire.timer',
  'unattended-upgrades.service',
  'wazuh-agent.service',
  'zeek.service',
] as const;

/** Search order of systemd.unit(5), the administrator's first. */
const UNIT_FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
] as const;

/** Whether the units of the detection and maintenance tools start at boot, and whether they run. */
export const systemdUnitsSource: HostSource = {
  id: 'systemd-units',
  title: 'Units of the logging, detection and update tools: files, links in wants folders, masks, live state',
  collect: (access, context) => {
    const wants = readWants(access);
    return [...UNITS.map((unit) => captureUnit(access, unit, wants, context)), ...liveStates(access, context)];
  },
};

interface Wants {
  /** Unit name to the link that pulls it in. */
  readonly links: ReadonlyMap<string, string>;
  readonly denied: readonly string[];
}

/** Every link in a `.wants`, `.requires` or `.upholds` folder, and the start links of SysV scripts. */
function readWants(access: Access): Wants {
  const links = new Map<string, string>();
  const denied: string[] = [];
  for (const folder of UNIT_FOLDERS) {
    const names = access.list(folder);
    if (names.kind === 'denied') denied.push(folder);
    if (names.kind !== 'read') continue;
    for (const name of names.value.filter((entry) => /\.(wants|requires|upholds)$/.test(entry))) {
      const units = access.list(`${folder}/${name}`);
      if (units.kind === 'denied') denied.push(`${folder}/${name}`);
      if (units.kind !== 'read') continue;
      for (const unit of units.value) if (!links.has(unit)) links.set(unit, `${folder}/${name}/${unit}`);
    }
  }
  const scripts = access.list('/etc/rc2.d');
  for (const name of scripts.kind === 'read' ? scripts.value : []) {
    const script = /^S\d\d(.+)$/.exec(name)?.[1];
    if (script !== undefined && !links.has(`${script}.service`)) links.set(`${script}.service`, `/etc/rc2.d/${name}`);
  }
  return { links, denied };
}

function captureUnit(access: Access, unit: string, wants: Wants, context: CollectContext): Capture {
  const folder = UNIT_FOLDERS.find((candidate) => access.lstat(`${candidate}/${unit}`).kind === 'read');
  const file = folder === undefined ? undefined : `${folder}/${unit}`;
  const link = wants.links.get(unit);
  return captureJson(
    `unit ${unit}`,
    {
      file: file ?? null,
      masked: file !== undefined && isMasked(access, file),
      wanted_by: link ?? null,
      denied: wants.denied,
    },
    context,
  );
}

/** Masked: a link to /dev/null or an empty file (systemctl(1), mask). */
function isMasked(access: Access, file: string): boolean {
  const link = access.readLink(file);
  if (link.kind === 'read') return link.value === '/dev/null';
  const info = access.lstat(file);
  return info.kind === 'read' && info.value.kind === 'file' && info.value.size === 0;
}

function liveStates(access: Access, context: CollectContext): readonly Capture[] {
  if (!access.live) return [];
  // A machine that systemd did not boot has no such folder (sd_booted(3)).
  if (access.stat('/run/systemd/system').kind !== 'read') return [];
  const argv = ['/usr/bin/systemctl', 'show', '--property=Id,ActiveState', ...UNITS] as const;
  return [captureCommand(access, argv, 'systemctl show', context)];
}
