/** The keyword of a configuration line in lower case and its arguments. */
export interface ConfigLine {
  readonly keyword: string;
  readonly words: readonly string[];
}

/**
 * Splits a line of sshd_config as sshd does (misc.c: strdelim for the keyword, argv_split for the rest): one `=` may
 * part keyword and arguments, quotes of both sorts, `\` before a quote, a backslash or a blank, `#` begins a comment at
 * the start of a word. Undefined for a blank line or a comment.
 */
export function splitConfigLine(line: string): ConfigLine | undefined {
  const text = line.slice(0, endOf(line)).replace(/^[ \t]+/, '');
  if (text === '' || text.startsWith('#')) return undefined;
  const match = /^(?:"([^"]*)"|([^ \t="]+))[ \t]*=?[ \t]*/.exec(text);
  if (match === null) return undefined;
  const keyword = (match[1] ?? match[2] ?? '').toLowerCase();
  return keyword === '' ? undefined : { keyword, words: splitWords(text.slice(match[0].length)) };
}

/** Where the blanks at the end begin; a regular expression would look at each run of blanks again and again. */
function endOf(line: string): number {
  let end = line.length;
  while (end > 0 && ' \t\r\n\f'.includes(line.charAt(end - 1))) end -= 1;
  return end;
}

/** The words of the arguments. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let i = 0;
  while (i < text.length) {
    if (/[ \t]/.test(text.charAt(i))) {
      i += 1;
      continue;
    }
    if (text.charAt(i) === '#') break;
    let word = '';
    let quote = '';
    for (; i < text.length; i++) {
      const char = text.charAt(i);
      const next = text.charAt(i + 1);
      if (char === '\\' && (next === "'" || next === '"' || next === '\\' || (quote === '' && next === ' '))) {
        word += next;
        i += 1;
      } else if (quote === '' && (char === ' ' || char === '\t')) break;
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (quote !== '' && char === quote) quote = '';
      else word += char;
    }
    words.push(word);
  }
  return words;
}
