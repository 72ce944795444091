/** Tells whether a text meets a pattern. */
export type Matcher = (text: string) => boolean;

/** Stand in a pattern for a star and a question mark that mean themselves: no text of a request holds control signs. */
const LITERAL_STAR = '\u0001';
const LITERAL_MARK = '\u0002';

/** A text as a pattern that matches nothing else. */
export function literally(text: string): string {
  return text.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_MARK);
}

/** The text that a pattern stands for when all of its characters are meant themselves. */
export function plainText(pattern: string): string {
  return pattern.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_MARK, '?');
}

/** Compiles a pattern of IAM: `*` any run, `?` one character, everything else itself. */
export function globMatcher(pattern: string): Matcher {
  if (/^\*+$/.test(pattern)) return () => true;
  const wild = pattern.search(/[*?]/);
  if (wild === -1) {
    const wanted = plainText(pattern);
    return (text) => text === wanted;
  }
  if (wild === pattern.length - 1 && pattern.endsWith('*')) {
    const prefix = plainText(pattern.slice(0, -1));
    return (text) => text.startsWith(prefix);
  }
  return (text) => matchesGlob(pattern, text);
}

/**
 * Compiles a pattern of an ARN: six parts between colons, each met by itself, so that a star does not reach over a colon;
 * the last part holds the colons that are left. A pattern that is no ARN is met as a whole.
 */
export function arnMatcher(pattern: string): Matcher {
  const wanted = arnParts(pattern);
  if (wanted === undefined) return globMatcher(pattern);
  const head = pattern.slice(0, pattern.length - (wanted.at(-1)?.length ?? 0));
  const last = globMatcher(wanted.at(-1) ?? '');
  if (!/[*?]/.test(head)) {
    const fixed = plainText(head);
    return (text) => text.startsWith(fixed) && last(text.slice(fixed.length));
  }
  const matchers = wanted.map(globMatcher);
  return (text) => {
    const parts = arnParts(text);
    return parts?.every((part, index) => matchers[index]?.(part) === true) === true;
  };
}

const ARN_PARTS = 6;

function arnParts(text: string): readonly string[] | undefined {
  const parts = text.split(':');
  if (parts.length < ARN_PARTS) return undefined;
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}

/** Two pointers with one retreat: never exponential, whatever the pattern. */
function matchesGlob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const char = pattern[p];
    if (char === '*') {
      star = p++;
      resume = t;
    } else if (char !== undefined && (char === '?' || plainText(char) === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
