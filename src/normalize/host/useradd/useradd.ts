import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';

const FILE = '/etc/default/useradd';

/** /etc/default/useradd: `KEY=value` from the first column on, the last one counts (useradd: get_defaults). */
export const useraddNormalizer: HostNormalizer<'useradd'> = {
  section: 'useradd',
  normalize: (captures) => {
    const source = sourceText(captures, FILE);
    if (source.kind === 'unreadable') return { section: notCollected(source.reason, source.hint), diagnostics: [] };
    const setting = (key: string, fallback: string): Fact<string> => {
      const found = (source.kind === 'text' ? source.lines : []).flatMap((text, index) =>
        text.startsWith(`${key}=`) ? [{ value: text.slice(key.length + 1), at: { file: FILE, line: index + 1 } }] : [],
      );
      const last = found.at(-1);
      if (last === undefined) return known(fallback, { file: FILE });
      const lost = found
        .slice(0, -1)
        .map(({ value, at }) => ({ at, text: `${key}=${value}`, why: 'the last value counts' }));
      return known(last.value, last.at, lost);
    };
    const inactive = setting('INACTIVE', '-1');
    const days = (): Fact<number> => {
      if (!('value' in inactive)) return inactive;
      // useradd warns of anything else and takes -1.
      if (/^\s*[+-]?\d{1,9}$/.test(inactive.value) && Number(inactive.value) >= -1) {
        return known(Number(inactive.value), inactive.at, inactive.overridden);
      }
      return unknown(`INACTIVE is ${inactive.value}, which useradd does not take. Correct it in ${FILE}.`, inactive.at);
    };
    return { section: complete({ inactive_days: days(), shell: setting('SHELL', '/bin/sh') }), diagnostics: [] };
  },
};
