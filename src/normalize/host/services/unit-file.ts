/** One `Key=value` of a unit file, with the line it begins on. */
export interface UnitAssignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** A unit file or drop-in as read. */
export interface UnitText {
  readonly assignments: readonly UnitAssignment[];
  /** Line of a section header that is not closed: systemd refuses to load such a unit. */
  readonly broken?: number;
  /** Lines that systemd ignores: outside of a section, without `=`, without a key. */
  readonly ignored: readonly number[];
}

/**
 * Reads a file in the syntax of systemd.syntax(7): a backslash at the end of a line joins it to the next one, comments
 * in between are left out, keys and section names are case-sensitive.
 */
export function parseUnitText(text: string): UnitText {
  const assignments: UnitAssignment[] = [];
  const ignored: number[] = [];
  let section: string | undefined;
  let pending: { readonly text: string; readonly line: number } | undefined;
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, raw] of lines.entries()) {
    const row = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (/^[ \t]*[#;]/.test(row)) continue;
    const joined: string = pending === undefined ? row : pending.text + row;
    const line: number = pending?.line ?? index + 1;
    if (endsEscaped(joined) && index + 1 < lines.length) {
      pending = { text: `${joined.slice(0, -1)} `, line };
      continue;
    }
    pending = undefined;
    const content = joined.trim();
    if (content === '') continue;
    if (content.startsWith('[')) {
      if (!content.endsWith(']')) return { assignments, ignored, broken: line };
      section = content.slice(1, -1);
      continue;
    }
    const equals = content.indexOf('=');
    if (section === undefined || equals <= 0) {
      ignored.push(line);
      continue;
    }
    const value = content.slice(equals + 1).trim();
    assignments.push({ section, key: content.slice(0, equals).trim(), value, line });
  }
  return { assignments, ignored };
}

/** Words of a value: separated by blanks, quotes taken off. */
export function unitWords(value: string): readonly string[] {
  return (value.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

/** A boolean of systemd.syntax(7); undefined for anything else, which systemd ignores. */
export function unitBoolean(value: string): boolean | undefined {
  if (/^(1|yes|y|true|t|on)$/i.test(value)) return true;
  return /^(0|no|n|false|f|off)$/i.test(value) ? false : undefined;
}

/** A backslash that is not itself escaped continues the line. */
function endsEscaped(line: string): boolean {
  return (/\\*$/.exec(line)?.[0] ?? '').length % 2 === 1;
}
