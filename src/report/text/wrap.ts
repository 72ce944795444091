/** Breaks a line into lines of at most `width` characters; a word that is longer is cut. Indents every line. */
export function wrap(text: string, width: number, indent: string, hanging = indent): string[] {
  const lines: string[] = [];
  let line = '';
  const room = () => Math.max(8, width - (lines.length === 0 ? indent : hanging).length);
  const flush = () => {
    lines.push(`${lines.length === 0 ? indent : hanging}${line}`);
    line = '';
  };
  for (const word of text.split(/ +/)) {
    if (line !== '' && line.length + 1 + word.length > room()) flush();
    let rest = [...word];
    if (line !== '') {
      line += ` ${word}`;
      continue;
    }
    while (rest.length > room()) {
      line = rest.slice(0, room()).join('');
      rest = rest.slice(room());
      flush();
    }
    line = rest.join('');
  }
  if (line !== '' || lines.length === 0) flush();
  return lines;
}

/**
 * The runner of a pipeline takes a line that begins with `::command::`, or holds `##[`, for an order. Nothing that a
 * target says may give orders, so such a line gets a backslash.
 */
export function inertLine(line: string): string {
  return line.replace(/^(\s*)(::.*::)/, '$1\\$2').replaceAll('##[', '#\\#[');
}
