import { type Fact, known, type Overridden, unknown } from '../../../core/fact.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const FILE = '/etc/login.defs';

interface Setting {
  readonly value: string;
  readonly line: number;
}

/** login.defs(5): the last value of a key counts; a missing key has the default that the manual page names. */
export const loginDefsNormalizer: HostNormalizer<'login_defs'> = {
  section: 'login_defs',
  normalize: (captures) => {
    const source = sourceText(captures, FILE);
    if (source.kind === 'unreadable') return { section: notCollected(source.reason, source.hint), diagnostics: [] };
    const settings = new Map<string, readonly Setting[]>();
    (source.kind === 'text' ? source.lines : []).forEach((text, index) => {
      const match = /^\s*([A-Z][A-Z0-9_]*)\s+"?([^"\s]+)"?/.exec(text);
      const [, key, value] = match ?? [];
      if (key !== undefined && value !== undefined) {
        settings.set(key, [...(settings.get(key) ?? []), { value, line: index + 1 }]);
      }
    });
    const text = (key: string, fallback: string): Fact<string> => {
      const all = settings.get(key) ?? [];
      const last = all.at(-1);
      if (last === undefined) return known(fallback, { file: FILE });
      const lost: readonly Overridden[] = all.slice(0, -1).map((setting) => ({
        at: { file: FILE, line: setting.line },
        text: `${key} ${setting.value}`,
        why: 'the last value counts',
      }));
      return known(last.value, { file: FILE, line: last.line }, lost);
    };
    const number = (key: string, fallback: number): Fact<number> => {
      const fact = text(key, String(fallback));
      if (!('value' in fact)) return fact;
      if (!/^-?\d{1,12}$/.test(fact.value)) return unknown(`${key} is not a number. Correct it in ${FILE}.`, fact.at);
      return known(Number(fact.value), fact.at, fact.overridden);
    };
    return {
      section: complete({
        encrypt_method:
          source.kind === 'text'
            ? text('ENCRYPT_METHOD', 'DES')
            : unknown(`There is no ${FILE}: how passwords are hashed is decided elsewhere.`, { file: FILE }),
        pass_max_days: number('PASS_MAX_DAYS', -1),
        pass_min_days: number('PASS_MIN_DAYS', -1),
        pass_warn_age: number('PASS_WARN_AGE', -1),
        uid_min: number('UID_MIN', 1000),
        umask: text('UMASK', '022'),
      }),
      diagnostics: [],
    };
  },
};
