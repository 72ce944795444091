/** The three restrictions a mount can put on what lies on it. */
export const RESTRICTIONS = ['nodev', 'nosuid', 'noexec'] as const;
export type Restriction = (typeof RESTRICTIONS)[number];

/** Which of them hold, and whether any was named at all. */
export interface Restrictions {
  readonly held: ReadonlySet<Restriction>;
  readonly named: boolean;
}

/** What options stand for (mount(8)): the words they set (`no…`) or take away, in order. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  nodev: ['nodev'],
  nosuid: ['nosuid'],
  noexec: ['noexec'],
  dev: ['dev'],
  suid: ['suid'],
  exec: ['exec'],
  defaults: ['dev', 'suid', 'exec'],
  user: ['nodev', 'nosuid', 'noexec'],
  users: ['nodev', 'nosuid', 'noexec'],
  owner: ['nodev', 'nosuid'],
  group: ['nodev', 'nosuid'],
};

/** Splits an option list at commas outside of double quotes. */
export function splitOptions(text: string): readonly string[] {
  return (text.match(/(?:"[^"]*"?|[^,"])+/g) ?? []).map((option) => option.trim()).filter((option) => option !== '');
}

/** Options in order, the later wins; `user` and its like imply restrictions that later words take away. */
export function restrictionsOf(options: readonly string[]): Restrictions {
  const held = new Set<Restriction>();
  let named = false;
  for (const option of options) {
    for (const word of WORDS[option.split('=')[0] ?? ''] ?? []) {
      named ||= option !== 'defaults';
      const restriction = RESTRICTIONS.find((one) => one === word || one === `no${word}`);
      if (restriction === undefined) continue;
      if (word === restriction) held.add(restriction);
      else held.delete(restriction);
    }
  }
  return { held, named };
}
