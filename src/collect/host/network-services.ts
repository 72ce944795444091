import type { Capture } from '../../core/capture.ts';
import { captureFile, captureFolder, redactLines } from '../capture-file.ts';
import type { HostSource } from './source.ts';

/** Words of snmpd.conf(5) that let somebody read by SNMP, or say where it listens. Communities and keys follow them. */
const SNMP_WORDS = new Set([
  'rocommunity',
  'rwcommunity',
  'rocommunity6',
  'rwcommunity6',
  'com2sec',
  'com2sec6',
  'com2secunix',
  'rouser',
  'rwuser',
  'agentaddress',
  'includefile',
  'includedir',
]);

/** Keeps the words that tell the version, without communities, names and keys. */
function cutSnmp(line: string): string {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const key = word.toLowerCase();
  if (!SNMP_WORDS.has(key)) return '';
  if (key === 'agentaddress' || key.startsWith('include')) return `${key} ${rest.join(' ')}`;
  const level = rest
    .map((one) => one.toLowerCase())
    .find((one) => /^(noauth|auth|priv|authpriv|noauthnopriv|authnopriv)$/.test(one));
  return (key === 'rouser' || key === 'rwuser') && level !== undefined ? `${key} … ${level}` : key;
}

/** Keeps the assignments of these names and the lines that continue them. */
function keepAssignments(pattern: RegExp): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    let kept = false;
    const redact = redactLines((line) => {
      if (/^\s*(#|$)/.test(line)) return line.trim() === '' ? '' : '#';
      if (!/^\s/.test(line)) kept = pattern.test(line);
      return kept ? line : '';
    });
    return redact(bytes);
  };
}

/** Keeps the first eight fields of a service of postfix; its options may hold passwords of tables. */
const cutMaster = redactLines((line) => (/^[^\s#]/.test(line) ? line.split(/\s+/).slice(0, 8).join(' ') : ''));

/** Settings of services that others reach: mail and SNMP. */
export const networkServicesSource: HostSource = {
  id: 'network-services',
  title:
    'Mail transfer agents and SNMP: where they listen and which versions they speak (communities and passwords cut out)',
  collect: (access, context) => {
    const keep = (path: string, pattern: RegExp): Capture =>
      captureFile(access, path, context, { redact: keepAssignments(pattern) });
    return [
      captureFile(access, '/etc/snmp/snmpd.conf', context, { redact: redactLines(cutSnmp) }),
      captureFile(access, '/usr/share/snmp/snmpd.conf', context, { redact: redactLines(cutSnmp) }),
      ...captureFolder(access, '/etc/snmp/snmpd.conf.d', context, (name) => name.endsWith('.conf'), {
        redact: redactLines(cutSnmp),
      }),
      keep('/etc/postfix/main.cf', /^(inet_interfaces|inet_protocols)\s*=/),
      captureFile(access, '/etc/postfix/master.cf', context, { redact: cutMaster }),
      keep('/etc/exim4/update-exim4.conf.conf', /^dc_(local_interfaces|eximconfig_configtype)=/),
      keep('/etc/exim4/exim4.conf', /^(local_interfaces|daemon_smtp_ports)\s*=/),
      keep('/etc/exim/exim.conf', /^(local_interfaces|daemon_smtp_ports)\s*=/),
      keep('/etc/default/exim4', /^(QUEUERUNNER|SMTPLISTENEROPTIONS)=/),
      keep('/etc/mail/sendmail.cf', /^O DaemonPortOptions\s*=/),
      keep('/etc/smtpd.conf', /^listen on\s/),
    ];
  },
};
