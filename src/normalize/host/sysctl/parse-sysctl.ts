import type { Place } from '../../../core/fact.ts';
import { matchesWildcard } from '../../../core/wildcard.ts';

/** One line of sysctl.d(5). */
export interface SysctlLine {
  /** With dots; for a glob as written, with dots. */
  readonly key: string;
  /** Undefined for `-key` without a value, which only takes the key out of globs. */
  readonly value: string | undefined;
  readonly text: string;
  readonly at: Place;
}

/** Reads the lines of one file; `-` before a key only silences errors. */
export function parseSysctl(file: string, lines: readonly string[]): readonly SysctlLine[] {
  return lines.flatMap((raw, index): readonly SysctlLine[] => {
    const text = raw.trim();
    if (text === '' || text.startsWith('#') || text.startsWith(';')) return [];
    const at = { file, line: index + 1 };
    const equals = text.indexOf('=');
    if (equals < 0) {
      return text.startsWith('-') ? [{ key: dottedKey(text.slice(1).trim()), value: undefined, text, at }] : [];
    }
    const key = text.slice(0, equals).trim().replace(/^-/, '').trim();
    if (key === '') return [];
    return [
      {
        key: dottedKey(key),
        value: text
          .slice(equals + 1)
          .trim()
          .replaceAll(/\s+/g, ' '),
        text,
        at,
      },
    ];
  });
}

/** The key with dots between its parts: when the first separator is a slash, dots belong to the parts (sysctl.d(5)). */
export function dottedKey(key: string): string {
  const separator = /[./]/.exec(key)?.[0];
  if (separator !== '/') return key;
  return key.replaceAll(/[./]/g, (char) => (char === '/' ? '.' : '/'));
}

/** A glob of sysctl.d: `*` and `?` do not cross a part. */
export function matchesGlob(glob: string, key: string): boolean {
  const wanted = glob.split('.');
  const parts = key.split('.');
  return wanted.length === parts.length && wanted.every((part, index) => matchesWildcard(part, parts[index] ?? ''));
}

/** True for a key with glob characters. */
export function isGlob(key: string): boolean {
  return /[*?[]/.test(key);
}
