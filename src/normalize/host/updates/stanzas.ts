/** Calls back with the named fields of each stanza (deb822(5)) and the line it starts at; other fields are passed over. */
export function eachStanza(
  text: string,
  names: readonly string[],
  visit: (fields: ReadonlyMap<string, string>, line: number) => void,
): void {
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]));
  let fields = new Map<string, string>();
  let last: string | undefined;
  let number = 0;
  let first = 1;
  const finish = (): void => {
    if (fields.size > 0) visit(fields, first);
    fields = new Map();
    last = undefined;
  };
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    const line = text.slice(start, stop);
    start = stop + 1;
    number++;
    if (line.trim() === '') {
      finish();
      first = number + 1;
      continue;
    }
    if (line.startsWith('#')) continue;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (last !== undefined) fields.set(last, `${fields.get(last) ?? ''}\n${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    last = wanted.get(line.slice(0, colon).toLowerCase());
    if (last !== undefined) fields.set(last, line.slice(colon + 1).trim());
  }
  finish();
}
