/** The fields of one stanza, names in lower case, and the line it begins on. */
export interface ControlStanza {
  readonly fields: ReadonlyMap<string, string>;
  readonly line: number;
}

/** Splits a Debian control file (deb822(5)) into stanzas; continuation lines are joined with a line feed. */
export function parseControlStanzas(lines: readonly string[]): readonly ControlStanza[] {
  const stanzas: ControlStanza[] = [];
  let fields = new Map<string, string>();
  let start = 1;
  let last = '';
  const finish = () => {
    if (fields.size > 0) stanzas.push({ fields, line: start });
    fields = new Map();
    last = '';
  };
  lines.forEach((text, index) => {
    if (text.trim() === '') {
      finish();
      return;
    }
    if (fields.size === 0) start = index + 1;
    if (/^[ \t]/.test(text)) {
      if (last !== '') fields.set(last, `${fields.get(last) ?? ''}\n${text.trim()}`);
      return;
    }
    const colon = text.indexOf(':');
    if (colon <= 0) return;
    last = text.slice(0, colon).toLowerCase();
    if (!fields.has(last)) fields.set(last, text.slice(colon + 1).trim());
  });
  finish();
  return stanzas;
}
