import { wildcardMatcher } from '../../../core/wildcard.ts';

/** Applies `+`, `-`, `^` of sshd_config(5) to the default list; without a prefix the list replaces it. */
export function assembleAlgorithms(written: string, defaults: readonly string[]): readonly string[] {
  const names = written
    .replace(/^[-+^]/, '')
    .split(',')
    .filter((name) => name !== '');
  switch (written.charAt(0)) {
    case '+':
      return [...defaults, ...unique(names.filter((name) => !defaults.includes(name)))];
    case '-': {
      const taken = takenBy(new Set(names));
      return defaults.filter((name) => !taken(name));
    }
    case '^': {
      const first = new Set(names);
      return [...first, ...defaults.filter((name) => !first.has(name))];
    }
    default:
      return names;
  }
}

/** A list may be long: plain names are looked up, and each pattern is read once. */
function takenBy(names: ReadonlySet<string>): (name: string) => boolean {
  const patterns = [...names].filter((name) => /[*?[\\]/.test(name)).map(wildcardMatcher);
  return (name) => names.has(name) || patterns.some((matches) => matches(name));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
