import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, doesNotExist } from '../../../core/section.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { isBlocked, whyUnread } from '../look-ups.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'] as const;
const MAIN = '/etc/systemd/logind.conf';
const FIRST_VERSION = 252;

/** StopIdleSessionSec of logind.conf(5): main file, then drop-ins by name, the last one holding. */
export const logindNormalizer: HostNormalizer<'logind'> = {
  section: 'logind',
  normalize: (captures) => {
    const files = logindFiles(captures);
    const version = systemdVersion(captures);
    const nothing = version === 'none' && files.length === 0;
    return {
      section: nothing
        ? doesNotExist('systemd is not installed')
        : complete({
            stop_idle_session_seconds: idleSeconds(captures, files),
            understands_stop_idle_session:
              typeof version === 'number'
                ? known(version >= FIRST_VERSION, { file: '/var/lib/dpkg/status' })
                : unknown(
                    'The version of systemd cannot be told from the packages. Look at it with `systemctl --version`.',
                    { file: MAIN },
                  ),
          }),
      diagnostics: [],
    };
  },
};

function logindFiles(captures: CaptureSet): readonly string[] {
  const isThere = (file: string) => sourceText(captures, file).kind === 'text';
  const main = FOLDERS.map((folder) => `${folder}/systemd/logind.conf`)
    .filter(isThere)
    .slice(0, 1);
  const byName = new Map<string, string>();
  // A file of a name that an earlier folder has is masked by it.
  for (const folder of FOLDERS) {
    for (const { origin } of captures.under(`${folder}/systemd/logind.conf.d`)) {
      const name = origin.slice(origin.lastIndexOf('/') + 1);
      if (!byName.has(name)) byName.set(name, origin);
    }
  }
  return [...main, ...sortedBy(byName, ([name]) => name).map(([, file]) => file)];
}

function idleSeconds(captures: CaptureSet, files: readonly string[]): Fact<number> {
  const blocked = captures.all.find(
    ({ origin, ...rest }) => /\/systemd\/logind\.conf/.test(origin) && isBlocked({ origin, ...rest }),
  );
  if (blocked !== undefined)
    return unknown(whyUnread(blocked, blocked.origin) ?? blocked.origin, { file: blocked.origin });
  const found = files.flatMap((file) => {
    const source = sourceText(captures, file);
    let login = false;
    return (source.kind === 'text' ? source.lines : []).flatMap((line, index) => {
      if (/^\s*\[/.test(line)) login = /^\s*\[Login\]/.test(line);
      const text = login ? /^\s*StopIdleSessionSec\s*=\s*(.*?)\s*$/.exec(line)?.[1] : undefined;
      return text === undefined ? [] : [{ text, at: { file, line: index + 1 } }];
    });
  });
  const last = found.at(-1);
  if (last === undefined) return known(0, { file: MAIN });
  const lost = found
    .slice(0, -1)
    .map(({ text, at }) => ({ at, text: `StopIdleSessionSec=${text}`, why: 'a later file or line sets it' }));
  const seconds = timeSpan(last.text);
  return seconds === undefined
    ? unknown(`StopIdleSessionSec=${last.text} is no time span of systemd.time(7). Correct it.`, last.at)
    : known(seconds, last.at, lost);
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  '': 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  week: 604_800,
  weeks: 604_800,
};

/** A time span of systemd.time(7) in whole seconds; infinity, and the empty text that resets, are 0: never. */
export function timeSpan(text: string): number | undefined {
  if (text === '' || text === 'infinity') return 0;
  const parts = [...text.matchAll(/\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)/gy)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== text.trimEnd()) return undefined;
  let sum = 0;
  for (const [, amount = '', unit = ''] of parts) {
    const seconds = UNITS[unit];
    if (seconds === undefined) return undefined;
    sum += Number(amount) * seconds;
  }
  return Math.floor(sum);
}

function systemdVersion(captures: CaptureSet): number | 'none' | 'unknown' {
  const status = sourceText(captures, '/var/lib/dpkg/status');
  if (status.kind !== 'text') return 'unknown';
  const stanza = status.text.split(/\n\n+/).find((one) => /^Package: systemd$/m.test(one));
  if (stanza === undefined || !/^Status: \S+ \S+ installed$/m.test(stanza)) return 'none';
  const major = /^Version: (?:\d+:)?(\d+)/m.exec(stanza)?.[1];
  return major === undefined ? 'unknown' : Number(major);
}
