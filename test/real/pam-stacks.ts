/** Makes random stacks of PAM and the files they lie in; the same seed makes the same ones. */

/** A service with the files that it includes, by name. */
export interface RandomStack {
  readonly service: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A small generator of numbers below a bound (mulberry32): good enough to choose lines, and repeatable. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const ACTIONS = ['ignore', 'ok', 'done', 'bad', 'die', 'reset', '1', '2', '3'] as const;
const VALUES = ['success', 'ignore', 'new_authtok_reqd', 'auth_err', 'user_unknown', 'perm_denied'] as const;

/** Stacks of pam_exec lines that print their number and of pam_debug lines that print what they return. */
export function randomStacks(count: number, seed: number, folder: string): readonly RandomStack[] {
  const pick = generator(seed);
  const one = <T>(list: readonly [T, ...T[]]): T => list[pick(list.length)] ?? list[0];
  return Array.from({ length: count }, (_, index) => {
    const files: Record<string, string> = {};
    let marks = 0;
    const control = (): string => {
      const kind = pick(8);
      if (kind < 4) return one(['required', 'requisite', 'sufficient', 'optional']);
      const parts = Array.from({ length: 1 + pick(3) }, () => `${one(VALUES)}=${one(ACTIONS)}`);
      if (pick(3) > 0) parts.push(`default=${one(ACTIONS)}`);
      if (pick(5) === 0) parts.unshift(`system_err=${one(ACTIONS)}`);
      return `[${parts.join(' ')}]`;
    };
    const moduleLine = (): string => {
      marks += 1;
      switch (pick(4)) {
        case 0:
          return `pam_debug.so auth=${one(VALUES)}`;
        case 1:
          return `pam_exec.so quiet stdout ${folder}/refuse m${marks}`;
        default:
          return `pam_exec.so quiet stdout ${folder}/agree m${marks}`;
      }
    };
    const file = (name: string, depth: number): void => {
      const lines: string[] = [];
      const length = 1 + pick(depth === 0 ? 6 : 3);
      for (let line = 0; line < length; line++) {
        const kind = pick(10);
        if (kind < 3 && depth < 3) {
          const inner = `${name}-${line}`;
          file(inner, depth + 1);
          lines.push(
            one([`auth substack ${inner}`, `auth include ${inner}`, `@include ${inner}`, `-AUTH substack ${inner}`]),
          );
        } else if (kind === 3) lines.push('account required pam_permit.so');
        else if (kind === 4) lines.push(`auth \\\n  # a comment\n  ${control()} \\ \n\t${moduleLine()} # more`);
        else lines.push(`auth\t${control()} ${moduleLine()}`);
      }
      files[name] = `${lines.join('\n')}\n`;
    };
    file(`s${index}`, 0);
    return { service: `s${index}`, files };
  });
}
