/** An entry as the client gives it: its name, and its attributes with one value or several. */
export type LdapEntry = Readonly<Record<string, unknown>> & { readonly dn: string };

/** Values that LDIF writes plainly (RFC 2849, SAFE-STRING); control signs and what is not ASCII goes as base64. */
const SAFE = /^(?:[!-9;=-~][ -~]*)?$/;

/** One entry as LDIF. */
export function ldifOf(entry: LdapEntry): string {
  const lines = [lineOf('dn', entry.dn)];
  for (const [name, value] of Object.entries(entry)) {
    if (name === 'dn') continue;
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one === 'string' || one instanceof Uint8Array) lines.push(lineOf(name, one));
  }
  return `${lines.join('\n')}\n\n`;
}

function lineOf(name: string, value: string | Uint8Array): string {
  if (typeof value === 'string' && SAFE.test(value) && !value.endsWith(' ')) return `${name}: ${value}`;
  return `${name}:: ${Buffer.from(value).toString('base64')}`;
}

/** A comment; what it holds cannot end it. */
export function commentOf(text: string): string {
  return `# ${text.replaceAll(/[\r\n]+/g, ' ')}\n`;
}
