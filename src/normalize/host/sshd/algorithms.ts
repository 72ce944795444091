import { matchesWildcard } from '../../../core/wildcard.ts';

/** Applies `+`, `-`, `^` of sshd_config(5) to the default list; without a prefix the list replaces it. */
export function assembleAlgorithms(written: string, defaults: readonly string[]): readonly string[] {
  const names = written
    .replace(/^[-+^]/, '')
    .split(',')
    .filter((name) => name !== '');
  switch (written.charAt(0)) {
    case '+':
      return [...defaults, ...unique(names.filter((name) => !defaults.includes(name)))];
    case '-':
      return defaults.filter((name) => !names.some((pattern) => matchesWildcard(pattern, name)));
    case '^':
      return [...unique(names), ...defaults.filter((name) => !names.includes(name))];
    default:
      return names;
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
