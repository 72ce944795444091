/** A version of rpm: `epoch:version-release`; the epoch is 0 where there is none. */
interface RpmVersion {
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
}

function parse(text: string): RpmVersion {
  const [, epoch, rest = text] = /^(\d+):(.*)$/s.exec(text) ?? [];
  const hyphen = rest.lastIndexOf('-');
  return {
    epoch: Number(epoch ?? '0'),
    version: hyphen === -1 ? rest : rest.slice(0, hyphen),
    release: hyphen === -1 ? '' : rest.slice(hyphen + 1),
  };
}

/** Compares two versions `epoch:version-release` in rpm's order: negative, zero or positive. */
export function compareRpmVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  return (
    left.epoch - right.epoch ||
    compareRpmSegments(left.version, right.version) ||
    // A version without a release is any release of it.
    (left.release === '' || right.release === '' ? 0 : compareRpmSegments(left.release, right.release))
  );
}

/**
 * Compares two versions, or two releases, as rpm's rpmvercmp does: runs of digits by their value, runs of letters by their
 * bytes, digits above letters; what is neither parts them; `~` sorts before everything and the end, `^` after the end alone.
 */
export function compareRpmSegments(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while (i < a.length && !SIGNIFICANT.test(a.charAt(i))) i++;
    while (j < b.length && !SIGNIFICANT.test(b.charAt(j))) j++;
    const [left, right] = [a.charAt(i), b.charAt(j)];
    if (left === '~' || right === '~') {
      if (left !== '~') return 1;
      if (right !== '~') return -1;
      i++;
      j++;
      continue;
    }
    if (left === '^' || right === '^') {
      if (left === '') return -1;
      if (right === '') return 1;
      if (left !== '^') return 1;
      if (right !== '^') return -1;
      i++;
      j++;
      continue;
    }
    if (left === '' || right === '') break;
    const run = DIGIT.test(left) ? DIGIT : LETTER;
    const one = take(a, i, run);
    const other = take(b, j, run);
    if (other === '') return run === DIGIT ? 1 : -1;
    i += one.length;
    j += other.length;
    const order = run === DIGIT ? compareNumbers(one, other) : compareTexts(one, other);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - i) - Math.sign(b.length - j);
}

const SIGNIFICANT = /[A-Za-z0-9~^]/;
const DIGIT = /[0-9]/;
const LETTER = /[A-Za-z]/;

function take(text: string, start: number, kind: RegExp): string {
  let end = start;
  while (end < text.length && kind.test(text.charAt(end))) end++;
  return text.slice(start, end);
}

function compareNumbers(a: string, b: string): number {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || compareTexts(left, right);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
