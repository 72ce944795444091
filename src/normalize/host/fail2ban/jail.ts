import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import type { HostFail2BanJail } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { globOf } from '../look-ups.ts';
import { interpolate, secondsOf, settingsOf } from './interpolate.ts';
import type { MergedJails } from './jail-files.ts';

/** The facts of one jail. */
export function readJail(
  captures: CaptureSet,
  jails: MergedJails,
  name: string,
  enabled: Fact<boolean>,
): HostFail2BanJail {
  const at = jailPlace(jails, name);
  const text = (key: string): Fact<string> => textFact(jails, name, key, at);
  const seconds = (key: string): Fact<number> => numberFact(text(key), key, secondsOf);
  const backend = text('backend');
  const readsJournal = mapFact(backend, (value) => value.startsWith('systemd'));
  const logFiles = mapFact(text('logpath'), logPatterns);
  const ignored = mapFact(text('ignoreip'), (value) => value.split(/[\s,]+/).filter((word) => word !== ''));
  return {
    id: name,
    at,
    enabled,
    filter: mapFact(text('filter'), (value) => value.replace(/\[.*$/s, '').trim()),
    backend,
    reads_journal: readsJournal,
    log_files: logFiles,
    log_source_present: logSource(captures, readsJournal, logFiles),
    max_retry: numberFact(text('maxretry'), 'maxretry', (value) => (/^-?\d+$/.test(value) ? Number(value) : undefined)),
    find_time_seconds: seconds('findtime'),
    ban_time_seconds: seconds('bantime'),
    actions: mapFact(text('action'), actionNames),
    ignore_ips: ignored,
    widest_ignored_prefix_bits: mapFact(ignored, (list) => Math.max(0, ...list.map(freeBits))),
  };
}

/** Where the jail is defined: its last mention. */
function jailPlace(jails: MergedJails, name: string): Place {
  const own = [...(jails.sections.get(name)?.values() ?? [])].flat();
  return own.at(-1)?.at ?? { file: '/etc/fail2ban/jail.conf' };
}

/** Options without a value in any file have fail2ban's own default: empty, and `auto` for the backend. */
function textFact(jails: MergedJails, name: string, key: string, at: Place): Fact<string> {
  const [setting, ...lost] = settingsOf(jails, name, key);
  if (setting === undefined) return known(key === 'backend' ? 'auto' : '', at);
  const value = interpolate(jails, name, setting.text, key);
  if ('problem' in value) return unknown(value.problem, setting.at);
  return known(
    value.text.trim(),
    setting.at,
    lost
      .filter((other) => other.text !== setting.text)
      .map((other) => ({ at: other.at, text: other.text, why: 'a later file or the jail itself sets it' })),
  );
}

function numberFact(fact: Fact<string>, key: string, read: (text: string) => number | undefined): Fact<number> {
  if (!isKnown(fact)) return fact;
  const value = read(fact.value);
  return value === undefined
    ? unknown(`${key} is ${JSON.stringify(fact.value)}, which is no number`, fact.at)
    : known(value, fact.at, fact.overridden);
}

/** One pattern a line; `head` or `tail` may follow it. */
function logPatterns(value: string): readonly string[] {
  return value
    .split('\n')
    .map((line) => line.trim().replace(/\s+(head|tail)$/, ''))
    .filter((line) => line !== '');
}

function logSource(
  captures: CaptureSet,
  readsJournal: Fact<boolean>,
  logFiles: Fact<readonly string[]>,
): Fact<boolean> {
  if (!isKnown(readsJournal)) return readsJournal;
  if (readsJournal.value) return known(true, readsJournal.at);
  if (!isKnown(logFiles)) return logFiles;
  let unread: string | undefined;
  for (const pattern of logFiles.value) {
    const found = globOf(captures, pattern);
    if ('unread' in found) unread ??= found.unread;
    else if (found.length > 0) return known(true, logFiles.at);
  }
  return unread === undefined ? known(false, logFiles.at) : unknown(unread, logFiles.at);
}

/** Names of the actions: one a line, each may have options in brackets. */
function actionNames(value: string): readonly string[] {
  return value
    .replace(/\[[^\]]*\]/g, ' ')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

/** Bits of an address range that are free; 0 for a single address, a name and loopback. */
function freeBits(entry: string): number {
  const [address = '', mask] = entry.split('/');
  if (mask === undefined || address === '::1' || address.startsWith('127.')) return 0;
  const dotted = /^\d+\.\d+\.\d+\.\d+$/;
  if (dotted.test(mask)) {
    const bits = mask.split('.').reduce((sum, part) => sum + Number(part).toString(2).replaceAll('0', '').length, 0);
    return 32 - bits;
  }
  const length = Number(mask);
  if (!Number.isInteger(length)) return 0;
  return Math.max(0, (dotted.test(address) ? 32 : 128) - length);
}
