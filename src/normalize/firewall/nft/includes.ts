import type { Capture } from '../../../core/capture.ts';
import { compareCodePoints } from '../../../core/order.ts';
import { wildcardMatcher } from '../../../core/wildcard.ts';
import { textOf } from '../../capture-set.ts';
import type { FindIncluded } from './text-ruleset.ts';

/** The folder that nft looks for included files in (nft(8), INCLUDE FILES). */
const INCLUDE_FOLDER = '/etc';

/**
 * Finds included files among captures: by the path as written, in the folder of the including file, in nft's own folder;
 * files that a user gave may lie elsewhere and are known by the end of their path.
 */
export function includesAmong(captures: readonly Capture[]): FindIncluded {
  return (pattern, from) => {
    const found = pathsOf(pattern, from)
      .map((path) => captures.filter((capture) => isAt(capture.origin, path)))
      .find((list) => list.length > 0);
    const wild = /[*?[]/.test(pattern);
    if (found === undefined) return wild ? [] : undefined;
    const texts = [...found]
      .sort((a, b) => compareCodePoints(a.origin, b.origin))
      .filter((capture) => capture.outcome.kind !== 'absent')
      .map((capture) => ({ file: capture.origin, text: textOf(capture) }));
    const readable = texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
    return readable.length < texts.length || (readable.length === 0 && !wild) ? undefined : readable;
  };
}

/** The paths that an include may mean, the likeliest first. A relative one that begins with `*` means any folder. */
function pathsOf(pattern: string, from: string): readonly string[] {
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const plain = pattern.replace(/^(?:\.\/)+/, '');
  const beside = folder === '' ? plain : `${folder}/${plain}`;
  const own = pattern.startsWith('/') ? [pattern] : [beside, `${INCLUDE_FOLDER}/${plain}`];
  const parts = plain.split('/').filter((part) => part !== '');
  // A checkout keeps the files of /etc below a folder of its own.
  const ends = parts.map((_, index) => `**/${parts.slice(index).join('/')}`);
  return [...own, ...ends, parts.at(-1) ?? plain];
}

function isAt(origin: string, pattern: string): boolean {
  const anywhere = pattern.startsWith('**/');
  const wanted = (anywhere ? pattern.slice(3) : pattern).split('/');
  const path = origin.split('/');
  if (anywhere ? path.length < wanted.length : path.length !== wanted.length) return false;
  const tail = path.slice(path.length - wanted.length);
  return wanted.every((part, index) => wildcardMatcher(part)(tail[index] ?? ''));
}

/** The patterns that a text includes. */
export function includedPatterns(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|[;{}])[ \t]*include[ \t]+"([^"\n]+)"/gm)].map(([, pattern = '']) => pattern);
}
