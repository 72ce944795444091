/** A line of sudoers with continuations joined and the comment cut, and the number of its first line. */
export interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/**
 * Joins lines that end in a backslash and cuts comments. `#` begins none inside of double quotes, after a backslash,
 * before digits (a user id) and in #include and #includedir; a comment is not continued (sudoers(5)).
 */
export function logicalLines(lines: readonly string[]): readonly LogicalLine[] {
  const joined: LogicalLine[] = [];
  let text = '';
  let start = 0;
  lines.forEach((raw, index) => {
    if (text === '') start = index + 1;
    const include = text === '' && /^\s*#include(dir)?\s/.test(raw);
    const { kept, commented } = include ? { kept: raw, commented: false } : cutComment(raw);
    if (!commented && /(^|[^\\])(\\\\)*\\$/.test(kept)) {
      text += kept.slice(0, -1);
      return;
    }
    joined.push({ text: (text + kept).trim(), line: start });
    text = '';
  });
  if (text !== '') joined.push({ text: text.trim(), line: start });
  return joined.filter((line) => line.text !== '');
}

function cutComment(raw: string): { readonly kept: string; readonly commented: boolean } {
  let quoted = false;
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    if (char === '\\') i += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === '#' && !quoted && !/^#-?\d/.test(raw.slice(i)) && raw.charAt(i - 1) !== '%') {
      return { kept: raw.slice(0, i), commented: true };
    }
  }
  return { kept: raw, commented: false };
}
