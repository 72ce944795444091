import { formatInstant } from '../../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostUpdatesAutomatic } from '../../../model/generated/model.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { installedFact, isBlocked, statOf, whyUnread } from '../look-ups.ts';
import { unitEnabled } from '../unit-state.ts';
import { type AptConf, type AptConfFile, parseAptConf } from './apt-conf.ts';
import type { Archive } from './archives.ts';

const STAMP = '/var/lib/apt/periodic/unattended-upgrades-stamp';

/** apt's merged configuration, or why it cannot be told. */
export function readAptConf(captures: CaptureSet): AptConf | { readonly unread: string } {
  const folder = captures.all.filter((capture) => capture.origin.startsWith('/etc/apt/apt.conf'));
  const blocked = folder.find(isBlocked);
  if (blocked !== undefined) return { unread: whyUnread(blocked, blocked.origin) ?? blocked.origin };
  const files = folder
    // The folder comes before the file (apt.conf(5)).
    .sort((a, b) => Number(a.origin === '/etc/apt/apt.conf') - Number(b.origin === '/etc/apt/apt.conf'))
    .flatMap((capture): readonly AptConfFile[] => {
      const text = textOf(capture);
      return text === undefined ? [] : [{ file: capture.origin, text }];
    });
  return parseAptConf(files);
}

/** Automatic updates of apt: unattended-upgrades with apt's own periodic jobs. */
export function aptAutomatic(captures: CaptureSet, archives: readonly Archive[]): HostUpdatesAutomatic {
  const conf = readAptConf(captures);
  const at: Place = { file: '/etc/apt/apt.conf.d' };
  const periodic = (name: string): Fact<boolean> =>
    'unread' in conf ? unknown(conf.unread, at) : periodicFact(conf, name, at);
  const stamp = statOf(captures, STAMP);
  return {
    installed: installedFact(captures, ['/usr/bin/unattended-upgrade']),
    lists_refreshed: periodic('Update-Package-Lists'),
    upgrades: periodic('Unattended-Upgrade'),
    security_origin: 'unread' in conf ? unknown(conf.unread, at) : securityOrigin(captures, conf, archives, at),
    timers_enabled: bothEnabled(captures),
    last_run_at:
      stamp === 'absent'
        ? unknown('no run of unattended-upgrades left its stamp', { file: STAMP })
        : 'unread' in stamp
          ? unknown(stamp.unread, { file: STAMP })
          : known(formatInstant(stamp.modifiedMs), { file: STAMP }),
  };
}

function bothEnabled(captures: CaptureSet): Fact<boolean> {
  const timers = ['apt-daily.timer', 'apt-daily-upgrade.timer'].map((timer) => unitEnabled(captures, [timer]));
  const off = timers.find((fact) => isKnown(fact) && !fact.value);
  return off ?? timers.find((fact) => !isKnown(fact)) ?? timers[0] ?? known(false, { file: 'systemd' });
}

/** A job is on when its interval is not 0 and `APT::Periodic::Enable` is not 0 (apt.systemd.daily). */
function periodicFact(conf: AptConf, name: string, at: Place): Fact<boolean> {
  const enable = conf.value('APT::Periodic::Enable');
  if (enable !== undefined && enable.text.trim() === '0') return known(false, { file: enable.file, line: enable.line });
  const setting = conf.value(`APT::Periodic::${name}`);
  if (setting === undefined) return known(false, at);
  const text = setting.text.trim();
  return known(text === 'always' || /^[1-9]\d*[smhd]?$/.test(text), { file: setting.file, line: setting.line });
}

const KEYS: ReadonlyMap<string, keyof Archive> = new Map([
  ['o', 'origin'],
  ['origin', 'origin'],
  ['l', 'label'],
  ['label', 'label'],
  ['a', 'suite'],
  ['suite', 'suite'],
  ['archive', 'suite'],
  ['n', 'codename'],
  ['codename', 'codename'],
]);

/** Matches the allowed origins against the security archives whose lists are here. */
function securityOrigin(captures: CaptureSet, conf: AptConf, archives: readonly Archive[], at: Place): Fact<boolean> {
  const release = captures.get('/etc/os-release');
  const os = release === undefined ? '' : (textOf(release) ?? '');
  const codename = /^VERSION_CODENAME="?([^"\n]*)"?$/m.exec(os)?.[1] ?? '';
  const id = /^ID="?([^"\n]*)"?$/m.exec(os)?.[1] ?? '';
  const expand = (text: string): string =>
    text
      .replace(/\$\{distro_codename\}/g, codename)
      .replace(/\$\{distro_id\}/g, `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`);
  const patterns = [
    ...conf.list('Unattended-Upgrade::Origins-Pattern').map((text) => expand(text).split(',')),
    ...conf.list('Unattended-Upgrade::Allowed-Origins').map((text) => {
      const [origin = '', suite = ''] = expand(text).split(':');
      return [`o=${origin}`, `a=${suite}`];
    }),
  ];
  if (patterns.length === 0) return known(false, at);
  const security = archives.filter((archive) => archive.security);
  if (security.length === 0) {
    return unknown('no list of a security archive is here to match the allowed origins with: run `apt-get update`', at);
  }
  return known(
    security.some((archive) => patterns.some((pattern) => pattern.every((term) => matches(archive, term)))),
    at,
  );
}

function matches(archive: Archive, term: string): boolean {
  const [key = '', wanted = ''] = term.split('=').map((part) => part.trim());
  const field = KEYS.get(key.toLowerCase());
  // Component and site are not in the Release head: they narrow, and are taken as met.
  if (field === undefined) return key === 'c' || key === 'component' || key === 'site';
  const value = String(archive[field]);
  const pattern = wanted
    .replace(/[.+^${}()|\\[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(value);
}
