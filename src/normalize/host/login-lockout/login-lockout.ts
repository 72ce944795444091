import { type Fact, isKnown, known, type Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { grouped } from '../pam/grouped.ts';
import { faillockAction } from '../pam/guards.ts';
import { argumentSettings, type LayeredSettings, lastSetting, splitSetting } from '../pam/layered-settings.ts';
import { forReached, pamSection } from '../pam/pam.ts';
import { readServices } from '../pam/read-services.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const FILE = '/etc/security/faillock.conf';
const DEFAULT: Place = { file: 'pam_faillock default' };
/** A week: longer times are refused (MAX_TIME_INTERVAL). */
const LONGEST = 604_800;

/** host.login_lockout: when pam_faillock locks, line by line. */
export const loginLockoutNormalizer: HostNormalizer<'login_lockout'> = {
  section: 'login_lockout',
  normalize: (captures) => {
    const read = readServices(captures);
    const lines = () =>
      grouped(
        forReached(
          read.services,
          'auth',
          ({ module }) => module === 'pam_faillock',
          (_, entry) => lineOf(captures, entry.words, entry.at),
        ),
        ({ action }) => action,
      ).map(({ id, at, facts }) => ({ id, at, ...facts }));
    return { section: pamSection(read, () => ({ lines: lines() })), diagnostics: [] };
  },
};

function lineOf(captures: CaptureSet, words: readonly string[], at: Place) {
  const layers = layersOf(captures, words, at);
  const number = (name: string, fallback: number, parse: (text: string) => number | undefined): Fact<number> =>
    lastSetting(layers, name, parse, fallback, DEFAULT);
  // The name alone sets a flag, whatever stands behind it.
  const flag = (name: string): Fact<boolean> => lastSetting(layers, name, () => true, false, DEFAULT);
  const unlock = number('unlock_time', 600, duration);
  const rootUnlock = number('root_unlock_time', -1, duration);
  return {
    action: faillockAction(words),
    deny: number('deny', 3, shortNumber),
    fail_interval: number('fail_interval', 900, seconds),
    unlock_time: unlock,
    root_unlock_time:
      isKnown(rootUnlock) && rootUnlock.value === -1
        ? isKnown(unlock)
          ? known(unlock.value, unlock.at)
          : unlock
        : rootUnlock,
    even_deny_root: flag('even_deny_root'),
    local_users_only: flag('local_users_only'),
    directory: lastSetting(
      layers,
      'dir',
      (text) => (text.startsWith('/') ? text : undefined),
      '/var/run/faillock',
      DEFAULT,
    ),
  };
}

/** faillock.conf, or what `conf=` names, then the arguments. Names are taken in lower case only. */
function layersOf(captures: CaptureSet, words: readonly string[], at: Place): LayeredSettings {
  const file = words.findLast((word) => word.startsWith('conf='))?.slice('conf='.length) ?? FILE;
  const source = sourceText(captures, file);
  const lines = source.kind === 'text' ? source.lines : [];
  const settings = lines.flatMap((line, index) => {
    const setting = splitSetting(line);
    if (setting === undefined) return [];
    return [{ ...setting, at: { file, line: index + 1 }, text: line.trim(), from: 'file' as const }];
  });
  const args = argumentSettings(words, at).map((one) => ({ ...one, name: one.text.split('=')[0] ?? '' }));
  return { settings: [...settings, ...args], unreadable: source.kind === 'unreadable' ? [source] : [] };
}

/** scanf %hu: digits at the start, what follows is left; it wraps at 65536. */
function shortNumber(text: string): number | undefined {
  const digits = /^\s*(\+?\d{1,9})/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits) % 65_536;
}

function seconds(text: string): number | undefined {
  const digits = /^\s*(\+?\d{1,9})/.exec(text)?.[1];
  return digits === undefined || Number(digits) > LONGEST ? undefined : Number(digits);
}

function duration(text: string): number | undefined {
  return text === 'never' ? 0 : seconds(text);
}
