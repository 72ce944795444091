import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostLoggingOutput, HostLoggingUpload } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { installedFact, statOf } from '../look-ups.ts';
import { unitEnabled, unitRunning } from '../unit-state.ts';
import { type SystemdConf, systemdSetting } from './systemd-conf.ts';

const CONF: SystemdConf = { name: 'journal-upload.conf', section: 'Upload' };
const UNITS = ['systemd-journal-upload.service'];
/** Where the program looks when nothing is set (journal-upload.conf(5)). */
const DEFAULTS = {
  ServerKeyFile: '/etc/ssl/private/journal-upload.pem',
  ServerCertificateFile: '/etc/ssl/certs/journal-upload.pem',
  TrustedCertificateFile: '/etc/ssl/ca/trusted.pem',
} as const;

/** The upload of the journal to another host. */
export function journalUpload(captures: CaptureSet): HostLoggingUpload {
  return {
    installed: installedFact(captures, [
      '/lib/systemd/systemd-journal-upload',
      '/usr/lib/systemd/systemd-journal-upload',
    ]),
    enabled: unitEnabled(captures, UNITS),
    running: unitRunning(captures, UNITS),
    url: address(captures),
    key: fileSetting(captures, 'ServerKeyFile'),
    certificate: fileSetting(captures, 'ServerCertificateFile'),
    authorities: fileSetting(captures, 'TrustedCertificateFile'),
  };
}

/** Scheme and host; without a scheme the program takes https (systemd-journal-upload(8)). */
function address(captures: CaptureSet): Fact<string> {
  const fact = systemdSetting(captures, CONF, 'URL', '', () => true);
  if (!isKnown(fact)) return fact;
  const [, scheme = 'https', host = ''] =
    /^(?:(https?):\/\/)?(?:[^\s/@]*@)?(\[[^\]]*\]|[^\s/:@]+)/.exec(fact.value) ?? [];
  return known(host === '' ? '' : `${scheme}://${host}`, fact.at, fact.overridden);
}

function fileSetting(captures: CaptureSet, key: keyof typeof DEFAULTS): Fact<string> {
  const fact = systemdSetting(captures, CONF, key, '', () => true);
  if (!isKnown(fact) || fact.value !== '') return fact;
  const usual = DEFAULTS[key];
  const info = statOf(captures, usual);
  if (info === 'absent') return fact;
  return 'unread' in info ? unknown(info.unread, { file: usual }) : known(usual, { file: usual });
}

/** The output that the upload is, where it starts and has an address. */
export function uploadOutputs(upload: HostLoggingUpload): readonly HostLoggingOutput[] {
  const { enabled, url, authorities } = upload;
  if (!isKnown(enabled) || !enabled.value || !isKnown(url) || url.value === '') return [];
  const at: Place = url.at;
  const [scheme = '', host = ''] = url.value.split('://');
  const secure = scheme === 'https';
  return [
    {
      id: `journal-upload to ${host}`,
      service: 'journal-upload',
      host,
      protocol: secure ? 'https' : 'http',
      encrypted: known(secure, at),
      ca_file: authorities,
      driver: secure ? 'https' : '',
      selector: '*.*',
      at,
    },
  ];
}
