import { type Fact, isKnown, known, mapFact, unknown } from '../../../core/fact.ts';
import { type CaptureSet, textOf } from '../../capture-set.ts';
import { statOf } from '../look-ups.ts';
import { commentedDefault, type SystemdConf, systemdSetting, truth } from './systemd-conf.ts';

const CONF: SystemdConf = { name: 'journald.conf', section: 'Journal' };
const STORAGES = ['volatile', 'persistent', 'auto', 'none'];

/** Storage of journald.conf(5). */
export function journalStorage(captures: CaptureSet): Fact<string> {
  return systemdSetting(captures, CONF, 'Storage', 'auto', (value) => STORAGES.includes(value));
}

/** Compress: yes, no, or the size from which on it compresses. */
export function journalCompress(captures: CaptureSet): Fact<boolean> {
  const fact = systemdSetting(
    captures,
    CONF,
    'Compress',
    'yes',
    (value) => truth(value) !== undefined || /^\d+[KMGTPE]?$/.test(value),
  );
  return mapFact(fact, (value) => truth(value) ?? true);
}

/** ForwardToSyslog. Debian compiles yes in, upstream no; the packaged file tells it in a comment. */
export function forwardToSyslog(captures: CaptureSet): Fact<boolean> {
  const os = captures.get('/etc/os-release') ?? captures.get('/usr/lib/os-release');
  const debian = /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test((os === undefined ? undefined : textOf(os)) ?? '');
  const fallback = commentedDefault(captures, CONF, 'ForwardToSyslog') ?? (debian ? 'yes' : 'no');
  const fact = systemdSetting(captures, CONF, 'ForwardToSyslog', fallback, (value) => truth(value) !== undefined);
  return mapFact(fact, (value) => truth(value) === true);
}

/** Whether the journal outlives a restart: Storage=persistent, or auto (the default) with its folder present. */
export function journalPersistent(captures: CaptureSet, storage: Fact<string>): Fact<boolean> {
  if (!isKnown(storage)) return storage;
  if (storage.value === 'persistent') return known(true, storage.at, storage.overridden);
  if (storage.value !== 'auto') return known(false, storage.at, storage.overridden);
  const folder = statOf(captures, '/var/log/journal');
  if (folder === 'absent') return known(false, { file: '/var/log/journal' });
  if ('unread' in folder) return unknown(folder.unread, { file: '/var/log/journal' });
  return known(folder.kind === 'directory', { file: '/var/log/journal' });
}
