/**
 * Matches a whole text against a pattern of glob(7): `*`, `?`, `[a-z]`, `[!a-z]`, `\` before a literal. It knows no
 * separators: match part by part where `*` must not cross one. Time is bounded by the product of the lengths, whatever
 * the pattern, because patterns come from the files of the target.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesItems(itemsOf(pattern), text);
}

/** As matchesWildcard, for a pattern that many texts are matched against. */
export function wildcardMatcher(pattern: string): (text: string) => boolean {
  const items = itemsOf(pattern);
  return (text) => matchesItems(items, text);
}

function matchesItems(items: readonly Item[], text: string): boolean {
  let item = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < text.length) {
    const current = items[item];
    if (current === '*') {
      star = item;
      resume = position;
      item += 1;
    } else if (current?.(text.charAt(position))) {
      item += 1;
      position += 1;
    } else if (star >= 0) {
      resume += 1;
      position = resume;
      item = star + 1;
    } else return false;
  }
  while (items[item] === '*') item += 1;
  return item === items.length;
}

type Item = '*' | ((char: string) => boolean);

function itemsOf(pattern: string): readonly Item[] {
  const items: Item[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    const end = char === '[' ? setEnd(pattern, i) : -1;
    if (char === '*') items.push('*');
    else if (char === '?') items.push(() => true);
    else if (end > 0) {
      items.push(setMatcher(pattern.slice(i + 1, end)));
      i = end;
    } else {
      const escaped = char === '\\' && i + 1 < pattern.length;
      const literal = escaped ? pattern.charAt(i + 1) : char;
      if (escaped) i += 1;
      items.push((other) => other === literal);
    }
  }
  return items;
}

/** The closing bracket; one right after the opening (or its `!`) belongs to the set. */
function setEnd(pattern: string, start: number): number {
  const first = /[!^]/.test(pattern.charAt(start + 1)) ? start + 2 : start + 1;
  return pattern.indexOf(']', first + 1);
}

function setMatcher(set: string): (char: string) => boolean {
  const negated = set.startsWith('!') || set.startsWith('^');
  const members = negated ? set.slice(1) : set;
  return (char) => {
    let inside = false;
    for (let i = 0; i < members.length; i++) {
      const low = members.charAt(i);
      const ranged = members.charAt(i + 1) === '-' && i + 2 < members.length;
      const high = ranged ? members.charAt(i + 2) : low;
      if (ranged) i += 2;
      if (low <= char && char <= high) inside = true;
    }
    return inside !== negated;
  };
}
