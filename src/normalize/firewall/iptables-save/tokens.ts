/**
 * Cuts a line into words as iptables-restore does: blanks part words, double quotes hold them together, a backslash
 * escapes inside quotes; single quotes mean nothing. Undefined when a quote is left open.
 */
export function tokenize(line: string): readonly string[] | undefined {
  const tokens: string[] = [];
  let token = '';
  let started = false;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? '';
    if (quoted && char === '\\') {
      token += line[++i] ?? '';
    } else if (char === '"') {
      quoted = !quoted;
      started = true;
    } else if (!quoted && (char === ' ' || char === '\t')) {
      if (started) tokens.push(token);
      token = '';
      started = false;
    } else {
      token += char;
      started = true;
    }
  }
  if (started) tokens.push(token);
  return quoted ? undefined : tokens;
}
