import { type Fact, known, unknown } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { sourceText, unknownReason } from '../source-text.ts';

/** pam_modutil_search_key of libpam: the first line with the key counts, any case; undefined when there is none. */
export function searchKey(captures: CaptureSet, file: string, key: string): Fact<string | undefined> {
  const source = sourceText(captures, file);
  if (source.kind === 'unreadable') return unknown(unknownReason(source), { file });
  if (source.kind === 'absent') return known(undefined, { file });
  for (const [index, line] of source.lines.entries()) {
    const text = (line.split('#')[0] ?? '').replace(/^\s+/, '');
    const [, name = '', value = ''] = /^([^ \t=]+)[\s=]*(.*)$/s.exec(text) ?? [];
    if (name.toLowerCase() === key.toLowerCase()) return known(value, { file, line: index + 1 });
  }
  return known(undefined, { file });
}
