import { type Redact, redactLines } from '../capture-file.ts';

/** Prefixes of crypt(5) and their names; the first that fits counts. */
const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^\$y\$/, 'yescrypt'],
  [/^\$gy\$/, 'gost-yescrypt'],
  [/^\$7\$/, 'scrypt'],
  [/^\$6\$/, 'sha512'],
  [/^\$5\$/, 'sha256'],
  [/^\$2a\$/, 'bcrypt-2a'],
  [/^\$2x\$/, 'bcrypt-2x'],
  [/^\$2[by]?\$/, 'bcrypt'],
  [/^\$sha1\$/, 'sha1'],
  [/^\$md5/, 'sunmd5'],
  [/^\$1\$/, 'md5'],
  [/^\$3\$/, 'nt'],
  [/^_[./0-9A-Za-z]{19}$/, 'bsdi-des'],
  [/^[./0-9A-Za-z]{13,}$/, 'des'],
];

/**
 * What a password field of passwd, shadow, group or gshadow is, without what it holds: empty stays empty, `x` stays,
 * everything else becomes `<never-set>`, `<set METHOD>` or `<locked METHOD>` (crypt(5), shadow(5)).
 */
export function classifyPasswordField(field: string): string {
  if (field === '' || field === 'x') return field;
  const hash = field.replace(/^!+/, '');
  const method =
    METHODS.find(([prefix]) => prefix.test(hash))?.[1] ?? (hash.startsWith('$') ? 'unrecognized' : undefined);
  // No output of crypt(3) equals such a text (`*`, `!!`, `*LK*`, `NP`), so no password fits it.
  if (method === undefined) return '<never-set>';
  return field.startsWith('!') ? `<locked ${method}>` : `<set ${method}>`;
}

/** Cuts the hashes out of a file of colon-separated fields whose second is a password. */
export const redactPasswordFields: Redact = redactLines((line) => {
  const fields = line.split(':');
  const [name, password, ...rest] = fields;
  if (name === undefined || password === undefined)
    return line.trim() === '' || line.startsWith('#') ? cut(line) : '<malformed>';
  return [cut(name), classifyPasswordField(password), ...rest.map(cut)].join(':');
});

/** A hash in a place where none belongs (a comment, a name, a shifted field). */
function cut(text: string): string {
  return text.replaceAll(/\$[0-9a-z]{1,4}\$\S+/g, '<cut>');
}
