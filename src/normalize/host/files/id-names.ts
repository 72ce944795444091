import type { CaptureSet } from '../../capture-set.ts';
import { parseColonFile, parseDecimal } from '../accounts/colon-records.ts';
import { sourceText } from '../source-text.ts';

/** The first name of each number of /etc/passwd or /etc/group, as the C library finds it. */
export function namesById(captures: CaptureSet, file: '/etc/passwd' | '/etc/group'): ReadonlyMap<number, string> {
  const source = sourceText(captures, file);
  const names = new Map<number, string>();
  if (source.kind !== 'text') return names;
  for (const { fields } of parseColonFile(file, source.lines, 3).records) {
    const id = parseDecimal(fields[2]);
    if (id !== undefined && !names.has(id)) names.set(id, fields[0] ?? '');
  }
  return names;
}
