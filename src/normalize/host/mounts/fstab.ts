import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Place } from '../../../core/fact.ts';
import { unescapeOctal } from '../../../core/mountinfo.ts';
import { splitOptions } from './mount-options.ts';

/** One line of fstab(5) that mounts something. */
export interface FstabEntry {
  readonly source: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
  readonly text: string;
  readonly at: Place;
}

/** Reads fstab(5); swap and other lines without a mount point are left out, lines with too few fields told. */
export function parseFstab(
  file: string,
  lines: readonly string[],
): { readonly entries: readonly FstabEntry[]; readonly diagnostics: readonly Diagnostic[] } {
  const entries: FstabEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  lines.forEach((line, index) => {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return;
    const at = { file, line: index + 1 };
    const [source, point, type = 'auto', options = 'defaults'] = text.split(/[ \t]+/).map(unescapeOctal);
    if (source === undefined || point === undefined) {
      diagnostics.push({
        level: 'warning',
        code: 'parse-error',
        message: `${file}:${at.line} has no mount point; the system ignores the line`,
        at,
        hint: 'Correct the line; `findmnt --verify` shows what is wrong.',
      });
      return;
    }
    if (!point.startsWith('/')) return;
    entries.push({ source, point: cleanPath(point), type, options: splitOptions(options), text, at });
  });
  return { entries, diagnostics };
}

/** A path without doubled or trailing slashes. */
export function cleanPath(path: string): string {
  const clean = path.replaceAll(/\/+/g, '/');
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}
