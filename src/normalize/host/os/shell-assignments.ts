/** One `NAME=value` line, the value with shell quoting undone. */
export interface ShellAssignment {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads the assignments of os-release(5) and of /etc/default files: comments and blank lines skipped, quotes and
 * backslashes undone as a shell would, no expansion. A line that is no assignment is left out.
 */
export function parseShellAssignments(lines: readonly string[]): readonly ShellAssignment[] {
  return lines.flatMap((text, index) => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(text);
    if (match === null) return [];
    const [, name, raw] = match;
    return name === undefined || raw === undefined ? [] : [{ name, value: unquote(raw), line: index + 1 }];
  });
}

function unquote(raw: string): string {
  let value = '';
  let quote = '';
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    const next = raw.charAt(i + 1);
    if (quote === "'") {
      if (char === "'") quote = '';
      else value += char;
    } else if (quote === '"') {
      if (char === '"') quote = '';
      else if (char === '\\' && next !== '' && '"\\$`'.includes(next)) {
        value += next;
        i += 1;
      } else value += char;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === '\\' && next !== '') {
      value += next;
      i += 1;
    } else if (/\s/.test(char)) return value;
    else value += char;
  }
  return value;
}
