import type { FileInfo } from '../access.ts';
import type { Frame } from './frames.ts';

const TYPE_MASK = 0o170000;
const KINDS: ReadonlyMap<number, FileInfo['kind']> = new Map([
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'link'],
]);

/** Reads the words `mode uid gid size seconds date time zone` of stat(1): `%f %u %g %s %Y %y`; undefined when they are no such. */
export function statInfo(words: readonly string[]): FileInfo | undefined {
  const [mode = '', uid = '', gid = '', size = '', seconds = '', , time = ''] = words;
  if (!/^[0-9a-f]{1,8}$/i.test(mode) || ![uid, gid, size].every(isCount) || !/^-?\d{1,12}(\.\d+)?$/.test(seconds))
    return undefined;
  const bits = Number.parseInt(mode, 16);
  const kind = KINDS.get(bits & TYPE_MASK) ?? 'other';
  // %y tells the part of the second: `12:00:00.123456789`.
  const milliseconds = Number((/\.(\d{1,3})/.exec(time)?.[1] ?? '0').padEnd(3, '0'));
  return {
    kind,
    mode: bits & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    size: kind === 'directory' ? 0 : Number(size),
    modifiedMs: Math.trunc(Number(seconds)) * 1000 + milliseconds,
  };
}

/** Reads one line of `ls -ldn`, where there is no stat(1); the time is that of `date -r`. */
export function listedInfo(line: string, seconds: string): FileInfo | undefined {
  const found = /^([-dlbcps])([-r][-w][-xsS][-r][-w][-xsS][-r][-w][-xtT])[.+@]?\s+\d+\s+(\d+)\s+(\d+)\s+(\d+)/.exec(
    line,
  );
  if (found === null) return undefined;
  // Without a time nothing may be told: ages are judged. The own time of a link is nobody's concern.
  if (!isCount(seconds) && found[1] !== 'l') return undefined;
  const [, type = '', rights = '', uid = '', gid = '', size = ''] = found;
  return {
    kind: type === '-' ? 'file' : type === 'd' ? 'directory' : type === 'l' ? 'link' : 'other',
    mode: modeOf(rights),
    uid: Number(uid),
    gid: Number(gid),
    // Devices tell their numbers in place of a size.
    size: type === '-' || type === 'l' ? Number(size) : 0,
    modifiedMs: isCount(seconds) ? Number(seconds) * 1000 : 0,
  };
}

function modeOf(rights: string): number {
  let mode = 0;
  for (const [index, sign] of [...rights].entries()) {
    if (sign !== '-' && sign !== 'S' && sign !== 'T') mode |= 0o400 >> index;
    if (/[sStT]/.test(sign)) mode |= [0o4000, 0o2000, 0o1000][(index - 2) / 3] ?? 0;
  }
  return mode;
}

function isCount(text: string): boolean {
  return /^\d{1,16}$/.test(text);
}

/** What stat(1) writes for %N of a link is `name -> target`, plain or in quotes; undefined when it is written otherwise. */
export function linkTarget(name: string, told: string): string | undefined {
  const plain = `${name} -> `;
  if (told.startsWith(plain)) return told.slice(plain.length);
  const quoted = `'${name}' -> '`;
  // A quoted name with a quote or a backslash in it may be escaped in more than one way.
  if (!told.startsWith(quoted) || !told.endsWith("'") || /['\\]/.test(told.slice(quoted.length, -1))) return undefined;
  return told.slice(quoted.length, -1);
}

/** The outcome that an error text of a program tells by its end: strerror(3) in the C locale. */
export function outcomeOfError(
  text: string,
  path: string,
): { readonly kind: 'absent' } | { readonly kind: 'denied' | 'failed'; readonly reason: string } {
  const said = text.trim();
  if (/: (No such file or directory|Not a directory)$/.test(said)) return { kind: 'absent' };
  if (/: (Permission denied|Operation not permitted)$/.test(said))
    return { kind: 'denied', reason: `permission denied reading ${path}` };
  // The first line of what is left, without signs that a terminal would obey.
  const why = (said.split('\n')[0] ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-200);
  return { kind: 'failed', reason: `${path} could not be read${why === '' ? '' : ` (${why})`}` };
}

/** The body of a frame as text, as node:fs decodes names. */
export function bodyText(frame: Frame): string {
  return Buffer.from(frame.body.buffer, frame.body.byteOffset, frame.body.byteLength).toString('utf8');
}
