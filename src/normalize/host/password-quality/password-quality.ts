import { type Fact, isKnown, known, type Place } from '../../../core/fact.ts';
import { compareCodePoints } from '../../../core/order.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { grouped } from '../pam/grouped.ts';
import {
  argumentSettings,
  type LayeredSettings,
  lastSetting,
  splitSetting,
  type WrittenSetting,
  wholeNumber,
} from '../pam/layered-settings.ts';
import { forReached, pamSection } from '../pam/pam.ts';
import { readServices } from '../pam/read-services.ts';
import type { HostNormalizer } from '../section.ts';
import { captureText, type SourceText, sourceText } from '../source-text.ts';

const FILE = '/etc/security/pwquality.conf';
const FOLDER = '/etc/security/pwquality.conf.d';
const DEFAULT: Place = { file: 'pwquality default' };

/** Settings of libpwquality with their defaults (pwquality.conf(5)). */
const NUMBERS = {
  minlen: 8,
  dcredit: 0,
  ucredit: 0,
  lcredit: 0,
  ocredit: 0,
  minclass: 0,
  difok: 1,
  maxrepeat: 0,
  maxclassrepeat: 0,
  maxsequence: 0,
  gecoscheck: 0,
  dictcheck: 1,
  usercheck: 1,
  usersubstr: 0,
  enforcing: 1,
  retry: 1,
} as const;
const TEXTS = ['badwords', 'dictpath'] as const;
const FLAGS = ['enforce_for_root', 'local_users_only'] as const;
const NAMES: ReadonlySet<string> = new Set([...Object.keys(NUMBERS), ...TEXTS, ...FLAGS]);

/** host.password_quality: what pam_pwquality asks of a new password, line by line. */
export const passwordQualityNormalizer: HostNormalizer<'password_quality'> = {
  section: 'password_quality',
  normalize: (captures) => {
    const read = readServices(captures);
    const files = fileSettings(captures);
    const checks = () =>
      grouped(
        forReached(
          read.services,
          'password',
          ({ module }) => module === 'pam_pwquality',
          (_, entry) => checkOf(files, entry.words, entry.at),
        ),
      ).map(({ id, at, facts }) => ({ id, at, ...facts }));
    return { section: pamSection(read, () => ({ checks: checks() })), diagnostics: [] };
  },
};

/** pwquality.conf.d sorted, then pwquality.conf; the first error ends the reading of everything after it. */
function fileSettings(captures: CaptureSet): LayeredSettings {
  const folder = captures.get(FOLDER);
  const sources: readonly SourceText[] = [
    ...(folder === undefined ? [] : [captureText(folder)]),
    ...[...captures.under(FOLDER)]
      // libpwquality looks for the first `.conf` of the name, and takes the file when that is its end.
      .filter(({ origin }) => origin.indexOf('.conf', FOLDER.length) === origin.length - '.conf'.length)
      .sort((a, b) => compareCodePoints(a.origin, b.origin))
      .map(captureText),
    sourceText(captures, FILE),
  ];
  const settings: WrittenSetting[] = [];
  let error: string | undefined;
  for (const source of sources) {
    if (source.kind !== 'text') continue;
    for (const [index, line] of source.lines.entries()) {
      const setting = splitSetting(line);
      if (setting === undefined) continue;
      const name = setting.name.toLowerCase();
      const at: Place = { file: source.origin, line: index + 1 };
      const fits = NAMES.has(name) && (!isNumber(name) || wholeNumber(setting.value) !== undefined);
      if (!fits) error ??= `libpwquality stops reading at ${source.origin}:${index + 1}, which it does not understand`;
      settings.push({
        ...setting,
        name,
        at,
        text: line.trim(),
        from: 'file',
        ...(error === undefined ? {} : { unread: error }),
      });
    }
  }
  return { settings, unreadable: sources.filter((source) => source.kind === 'unreadable') };
}

function isNumber(name: string): boolean {
  return Object.hasOwn(NUMBERS, name);
}

function checkOf(files: LayeredSettings, words: readonly string[], at: Place) {
  const layers = { ...files, settings: [...files.settings, ...argumentSettings(words, at)] };
  const number = (name: keyof typeof NUMBERS, bound: (value: number) => number = (value) => value): Fact<number> =>
    lastSetting(
      layers,
      name,
      (text) => {
        const value = wholeNumber(text);
        return value === undefined ? undefined : bound(value);
      },
      NUMBERS[name],
      DEFAULT,
    );
  // The name alone sets a flag, whatever stands behind it.
  const flag = (name: (typeof FLAGS)[number]): Fact<boolean> => lastSetting(layers, name, () => true, false, DEFAULT);
  const minlen = number('minlen', (value) => Math.max(6, value));
  const credits = [number('dcredit'), number('ucredit'), number('lcredit'), number('ocredit')] as const;
  const [dcredit, ucredit, lcredit, ocredit] = credits;
  return {
    minlen,
    shortest_length: shortestLength(minlen, credits),
    dcredit,
    ucredit,
    lcredit,
    ocredit,
    minclass: number('minclass', (value) => Math.min(4, value)),
    difok: number('difok'),
    maxrepeat: number('maxrepeat'),
    maxclassrepeat: number('maxclassrepeat'),
    maxsequence: number('maxsequence'),
    gecoscheck: number('gecoscheck'),
    dictcheck: number('dictcheck'),
    usercheck: number('usercheck'),
    enforcing: number('enforcing'),
    retry: number('retry', (value) => Math.max(1, value)),
    enforce_for_root: flag('enforce_for_root'),
    local_users_only: flag('local_users_only'),
  };
}

/** A positive credit takes one off for each character of its class, at most so many: half of minlen may do. */
function shortestLength(minlen: Fact<number>, credits: readonly Fact<number>[]): Fact<number> {
  const unknownOne = [minlen, ...credits].find((fact) => !isKnown(fact));
  if (unknownOne !== undefined) return unknownOne;
  if (!isKnown(minlen)) return minlen;
  const taken = credits.reduce((sum, fact) => sum + (isKnown(fact) ? Math.max(0, fact.value) : 0), 0);
  const shortest = Math.max(minlen.value - taken, Math.ceil(minlen.value / 2), taken === 0 ? minlen.value : 1);
  const credit = credits.find((fact) => isKnown(fact) && fact.value > 0);
  return known(shortest, credit === undefined ? minlen.at : credit.at, minlen.overridden);
}
