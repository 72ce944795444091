/** Tells whether a text meets a pattern. */
export type Matcher = (text: string) => boolean;

/** Compiles a pattern of IAM: `*` any run, `?` one character, everything else itself. */
export function globMatcher(pattern: string): Matcher {
  if (/^\*+$/.test(pattern)) return () => true;
  const wild = pattern.search(/[*?]/);
  if (wild === -1) return (text) => text === pattern;
  if (wild === pattern.length - 1 && pattern.endsWith('*')) {
    const prefix = pattern.slice(0, -1);
    return (text) => text.startsWith(prefix);
  }
  return (text) => matchesGlob(pattern, text);
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
    } else if (char !== undefined && (char === '?' || char === text[t])) {
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
