/** A logical line of a PAM file: physical lines joined by a backslash, cut at `#`. */
export interface PamLine {
  /** The first physical line that has text, 1-based. */
  readonly line: number;
  readonly text: string;
}

/** The lines of a file; `broken` when libpam gives up on it, because it ends inside of a joined line. */
export interface PamLines {
  readonly lines: readonly PamLine[];
  readonly broken: boolean;
}

/**
 * Joins lines as _pam_assemble_line of libpam does: a `#` cuts anywhere and ends the line, a backslash (blanks may
 * follow it) joins the next line that is neither blank nor a comment.
 */
export function assemblePamLines(lines: readonly string[]): PamLines {
  const found: PamLine[] = [];
  let open: { line: number; text: string } | undefined;
  lines.forEach((raw, index) => {
    const text = raw.replace(/^[ \t]+/, '');
    if (text === '' || text.startsWith('#')) return;
    const hash = text.indexOf('#');
    const kept = hash === -1 ? text : text.slice(0, hash);
    const joined = hash === -1 ? /^(.*)\\[ \t]*$/s.exec(kept)?.[1] : undefined;
    const line = open?.line ?? index + 1;
    const before = open?.text ?? '';
    if (joined !== undefined) open = { line, text: `${before}${joined} ` };
    else {
      found.push({ line, text: `${before}${kept}` });
      open = undefined;
    }
  });
  return { lines: found, broken: open !== undefined };
}

/** Cuts a line into words as _pam_StrTok does: `[...]` at the start of a word is one word, `\]` in it a bracket. */
export function pamWords(text: string): readonly string[] {
  const words: string[] = [];
  let i = 0;
  while (i < text.length) {
    const char = text.charAt(i);
    if (char === ' ' || char === '\t' || char === '\n') {
      i += 1;
    } else if (char === '[') {
      let word = '';
      i += 1;
      while (i < text.length && text.charAt(i) !== ']') {
        if (text.charAt(i) === '\\' && text.charAt(i + 1) === ']') i += 1;
        word += text.charAt(i);
        i += 1;
      }
      words.push(word);
      i += 1;
    } else {
      const end = text.slice(i).search(/[ \t\n]/);
      words.push(end === -1 ? text.slice(i) : text.slice(i, i + end));
      i = end === -1 ? text.length : i + end + 1;
    }
  }
  return words;
}
