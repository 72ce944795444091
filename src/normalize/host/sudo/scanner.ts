/** A position in one logical line of sudoers. */
export interface Scanner {
  readonly text: string;
  position: number;
}

/** Skips blanks. */
export function skipBlanks(scanner: Scanner): void {
  while (/[ \t]/.test(scanner.text.charAt(scanner.position))) scanner.position += 1;
}

/** Takes what the expression matches here (it must be sticky-free and start with ^), or nothing. */
export function take(scanner: Scanner, expression: RegExp): RegExpExecArray | undefined {
  const match = expression.exec(scanner.text.slice(scanner.position));
  if (match === null) return undefined;
  scanner.position += match[0].length;
  return match;
}

/** True at the end of the line. */
export function atEnd(scanner: Scanner): boolean {
  return scanner.position >= scanner.text.length;
}

/** Reads up to an unescaped, unquoted character of `stops`, quotes and backslashes undone. */
export function readUntil(scanner: Scanner, stops: string): string {
  let value = '';
  let quoted = false;
  while (!atEnd(scanner)) {
    const char = scanner.text.charAt(scanner.position);
    if (char === '\\' && scanner.position + 1 < scanner.text.length) {
      value += scanner.text.charAt(scanner.position + 1);
      scanner.position += 2;
      continue;
    }
    if (!quoted && stops.includes(char)) break;
    if (char === '"') quoted = !quoted;
    else value += char;
    scanner.position += 1;
  }
  return value;
}

/** Reads `a, b, !c` where items hold no blank: the list ends at the first blank that no comma follows, or at a stop. */
export function readList(scanner: Scanner, stops: string): readonly string[] {
  const items: string[] = [];
  for (;;) {
    skipBlanks(scanner);
    let negations = '';
    for (let mark = take(scanner, /^![ \t]*/); mark !== undefined; mark = take(scanner, /^![ \t]*/)) negations += '!';
    const item = readUntil(scanner, `, \t${stops}`);
    if (item === '') return items;
    items.push(negations.length % 2 === 1 ? `!${item}` : item);
    const before = scanner.position;
    skipBlanks(scanner);
    if (take(scanner, /^,/) === undefined) {
      if (!stops.includes(scanner.text.charAt(scanner.position))) scanner.position = before;
      return items;
    }
  }
}
