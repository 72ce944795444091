/** Calls back with the named fields of each stanza (deb822(5)) and the line it starts at; other fields are passed over. */
export function eachStanza(
  text: string,
  names: readonly string[],
  visit: (fields: ReadonlyMap<string, string>, line: number) => void,
): void {
  const wanted = new Map(names.flatMap((name) => [[name, name] as const, [name.toLowerCase(), name] as const]));
  let fields = new Map<string, string>();
  let last: string | undefined;
  let number = 0;
  let first = 1;
  const finish = (): void => {
    if (fields.size > 0) visit(fields, first);
    if (fields.size > 0) fields = new Map();
    last = undefined;
  };
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    const begin = start;
    const head = text.charAt(begin);
    start = stop + 1;
    number++;
    // Package lists have hundreds of thousands of lines: only those that matter are cut out and looked at.
    if (stop === begin || (/\s/.test(head) && text.slice(begin, stop).trim() === '')) {
      finish();
      first = number + 1;
      continue;
    }
    if (head === '#') continue;
    if (head === ' ' || head === '\t') {
      if (last !== undefined) fields.set(last, `${fields.get(last) ?? ''}\n${text.slice(begin, stop).trim()}`);
      continue;
    }
    const colon = text.indexOf(':', begin);
    const name = text.slice(begin, colon === -1 || colon > stop ? begin : colon);
    last = wanted.get(name) ?? wanted.get(name.toLowerCase());
    if (last !== undefined) fields.set(last, text.slice(colon + 1, stop).trim());
  }
  finish();
}
