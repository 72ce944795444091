import type { MergedJails, Setting } from './jail-files.ts';

/** A value with its variables replaced, or why that cannot be done. */
export type Interpolated = { readonly text: string } | { readonly problem: string };

const MAX_DEPTH = 10;

/** The values of an option for a jail, the holding one first: its own section's, then those of [DEFAULT]. */
export function settingsOf(jails: MergedJails, section: string, key: string): readonly Setting[] {
  const own = jails.sections.get(section)?.get(key) ?? [];
  const inherited = section === 'DEFAULT' ? [] : (jails.sections.get('DEFAULT')?.get(key) ?? []);
  return [...[...own].reverse(), ...[...inherited].reverse()];
}

/**
 * Replaces `%(name)s`, `%(known/name)s` (the value that an earlier file gave), `%(section/name)s` and `%%` as fail2ban's
 * reader does (configparserinc.py), at most ten deep.
 */
export function interpolate(jails: MergedJails, section: string, text: string, key: string, depth = 0): Interpolated {
  if (depth > MAX_DEPTH) return { problem: `the variables of ${key} refer to each other` };
  let problem: string | undefined;
  const replaced = text.replace(/%%|%\(([^)]+)\)s|%/g, (match, name?: string) => {
    if (match === '%%') return '%';
    if (name === undefined) {
      problem ??= `${key} holds a lone %`;
      return match;
    }
    const value = variable(jails, section, name.toLowerCase());
    if (value === undefined) {
      problem ??= `${key} refers to %(${name})s, which is not defined in the files that were read`;
      return match;
    }
    const inner = interpolate(jails, section, value, key, depth + 1);
    if ('problem' in inner) {
      problem ??= inner.problem;
      return match;
    }
    return inner.text;
  });
  return problem === undefined ? { text: replaced } : { problem };
}

function variable(jails: MergedJails, section: string, name: string): string | undefined {
  if (name === '__name__') return section;
  const slash = name.indexOf('/');
  if (slash === -1) return settingsOf(jails, section, name)[0]?.text;
  const from = name.slice(0, slash);
  const key = name.slice(slash + 1);
  const inherited = settingsOf(jails, 'DEFAULT', key)[0]?.text;
  if (from === 'known') {
    const own = jails.sections.get(section)?.get(key) ?? [];
    return own.at(-2)?.text ?? inherited;
  }
  if (from === 'default') return inherited;
  return jails.sections.get(from)?.get(key)?.at(-1)?.text ?? inherited;
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(s|ss|sec|secs|second|seconds)$/, 1],
  [/^(m|mm|mi|min|mins|minute|minutes)$/, 60],
  [/^(h|hh|ho|hour|hours)$/, 3600],
  [/^(d|dd|da|day|days)$/, 86_400],
  [/^(w|ww|we|week|weeks)$/, 604_800],
  [/^(mo|mon|month|months)$/, 2_629_800],
  [/^(y|ye|year|years)$/, 31_557_600],
];

/** Seconds of a time of fail2ban (`10m`, `1d 12h`, `-1`), or undefined when it is not one. */
export function secondsOf(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^-?\d+$/.test(trimmed)) return Number(trimmed);
  if (!/^(\d+(\.\d+)?\s*[a-z]+\s*)+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    const factor = UNITS.find(([pattern]) => pattern.test(unit ?? ''))?.[1];
    if (factor === undefined) return undefined;
    total += Number(amount) * factor;
  }
  return Math.round(total);
}
