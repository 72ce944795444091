/** One part of a distinguished name: `cn` and its value, unescaped. */
export interface NamePart {
  readonly attribute: string;
  readonly value: string;
}

/** The parts of a distinguished name (RFC 4514), the first the nearest; empty when it is none. */
export function partsOfName(dn: string): readonly NamePart[] {
  const parts: NamePart[] = [];
  for (const piece of splitUnescaped(dn)) {
    const equals = piece.indexOf('=');
    if (equals <= 0) return [];
    parts.push({
      attribute: piece.slice(0, equals).trim().toLowerCase(),
      value: unescaped(piece.slice(equals + 1).trim()),
    });
  }
  return parts;
}

/** A distinguished name as a key: blanks around its parts, the kind of escaping and the case tell nothing apart. */
export function nameKey(dn: string): string {
  const parts = partsOfName(dn);
  return parts.length === 0
    ? dn.trim().toLowerCase()
    : parts.map(({ attribute, value }) => JSON.stringify([attribute, value.toLowerCase()])).join(',');
}

/** The DNS name that the dc parts of a distinguished name make; empty without any. */
export function domainOfName(dn: string): string {
  return partsOfName(dn)
    .filter(({ attribute }) => attribute === 'dc')
    .map(({ value }) => value.toLowerCase())
    .join('.');
}

/** The value of the nearest part. */
export function firstValueOfName(dn: string): string | undefined {
  return partsOfName(dn)[0]?.value;
}

function splitUnescaped(dn: string): readonly string[] {
  const pieces: string[] = [];
  let [start, quoted] = [0, false];
  for (let i = 0; i < dn.length; i++) {
    const char = dn[i];
    if (char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if ((char === ',' || char === ';' || char === '+') && !quoted) {
      pieces.push(dn.slice(start, i));
      start = i + 1;
    }
  }
  pieces.push(dn.slice(start));
  return dn.trim() === '' ? [] : pieces;
}

function unescaped(value: string): string {
  const plain = /^".*"$/s.test(value) ? value.slice(1, -1) : value;
  if (!plain.includes('\\')) return plain;
  return plain
    .replace(/(?:\\[0-9a-fA-F]{2})+/g, (hex) =>
      new TextDecoder().decode(Uint8Array.from(hex.slice(1).split('\\'), (pair) => Number.parseInt(pair, 16))),
    )
    .replace(/\\(.)/gs, '$1');
}
