// What a target says may be hostile: a host name, a file name or a setting can carry terminal escapes, line separators or
// characters that reorder the text around them. No-break spaces, accents and quotes of any language stay as they are.
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// C0, DEL, C1; line and paragraph separators; bidirectional overrides and isolates; zero-width and other invisible signs;
// tag characters; lone surrogates.
const INVISIBLE =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}\u{e0000}-\u{e007f}]/gu;

/** One line of text in which every control and invisible character is written out (`\x1b`, `\u202e`). */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (char) => {
    const short = SHORT[char];
    if (short !== undefined) return short;
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xffff) return `\\u{${code.toString(16)}}`;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The lines of a text whose line breaks are meant (descriptions and remediations of rules), each made visible. */
export function visibleLines(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => visible(line.replace(/\t/g, '    ').trimEnd()));
}

/** The text, or its beginning and the number of characters left out; the json report always holds all of it. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
  return `${head}… (${text.length - head.length} more characters)`;
}
