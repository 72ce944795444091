/** A version as dpkg reads it (deb-version(7)). */
interface DpkgVersion {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

/** Splits at the first colon and the last hyphen; undefined for what dpkg refuses. */
function parse(text: string): DpkgVersion | undefined {
  const colon = text.indexOf(':');
  const epochText = colon === -1 ? '0' : text.slice(0, colon);
  const rest = colon === -1 ? text : text.slice(colon + 1);
  const hyphen = rest.lastIndexOf('-');
  const upstream = hyphen === -1 ? rest : rest.slice(0, hyphen);
  const revision = hyphen === -1 ? '' : rest.slice(hyphen + 1);
  if (!/^\d+$/.test(epochText) || Number(epochText) > 2_147_483_647) return undefined;
  if (!/^[A-Za-z0-9.+~:-]+$/.test(upstream) || !/^\d/.test(upstream)) return undefined;
  if (hyphen === -1 ? false : !/^[A-Za-z0-9.+~]+$/.test(revision)) return undefined;
  return { epoch: Number(epochText), upstream, revision };
}

/** True for a version that dpkg accepts. */
export function isDpkgVersion(text: string): boolean {
  return parse(text) !== undefined;
}

/**
 * Compares two versions in dpkg's order (deb-version(7), Debian Policy 5.6.12): negative, zero or positive; undefined
 * when one of them is no version.
 */
export function compareDpkgVersions(a: string, b: string): number | undefined {
  const left = parse(a);
  const right = parse(b);
  if (left === undefined || right === undefined) return undefined;
  if (left.epoch !== right.epoch) return left.epoch - right.epoch;
  return comparePart(left.upstream, right.upstream) || comparePart(left.revision, right.revision);
}

/** Runs of non-digits and of digits in turn; `~` sorts before the end, the end before letters, letters before the rest. */
function comparePart(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a, i)) || (j < b.length && !isDigit(b, j))) {
      const difference = weight(a, i) - weight(b, j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    while (a.charCodeAt(i) === ZERO) i++;
    while (b.charCodeAt(j) === ZERO) j++;
    let first = 0;
    while (isDigit(a, i) && isDigit(b, j)) {
      if (first === 0) first = a.charCodeAt(i) - b.charCodeAt(j);
      i++;
      j++;
    }
    if (isDigit(a, i)) return 1;
    if (isDigit(b, j)) return -1;
    if (first !== 0) return first;
  }
  return 0;
}

const ZERO = 48;
const NINE = 57;
const TILDE = 126;

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= ZERO && code <= NINE;
}

/** The end of the text and a digit weigh nothing. */
function weight(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (Number.isNaN(code) || (code >= ZERO && code <= NINE)) return 0;
  if (code === TILDE) return -1;
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return letter ? code : code + 256;
}
