import { type Fact, isKnown, known, type Overridden, type Place } from '../../../core/fact.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { searchKey } from './search-key.ts';

const LOGIN_DEFS = '/etc/login.defs';

/** Hash words of pam_unix; an argument that only begins with one counts (strncmp in _set_ctrl). */
const HASHES = ['md5', 'bigcrypt', 'sha256', 'sha512', 'blowfish', 'gost_yescrypt', 'yescrypt'] as const;

/** How a pam_unix line of type password stores a new password. */
export interface UnixOptions {
  readonly hash: Fact<string>;
  readonly rounds: Fact<number>;
  readonly remember: Fact<number>;
}

/** ENCRYPT_METHOD of login.defs first, then the arguments, of which the last one wins (_set_ctrl of pam_unix). */
export function unixOptions(captures: CaptureSet, words: readonly string[], at: Place): UnixOptions {
  const named = words.flatMap((word) => HASHES.filter((hash) => word.startsWith(hash)).map((hash) => ({ hash, word })));
  const last = named.at(-1);
  const method = searchKey(captures, LOGIN_DEFS, 'ENCRYPT_METHOD');
  const preset = isKnown(method) ? HASHES.find((hash) => method.value?.toLowerCase().startsWith(hash)) : undefined;
  const hash = last === undefined ? presetHash(method, preset) : argumentHash(last.hash, named, method, at);
  return { hash, rounds: rounds(captures, words, hash, preset, at), remember: remember(words, at) };
}

function presetHash(method: Fact<string | undefined>, preset: string | undefined): Fact<string> {
  return isKnown(method) ? known(preset ?? 'des', method.at) : method;
}

function argumentHash(
  hash: string,
  named: readonly { readonly hash: string; readonly word: string }[],
  method: Fact<string | undefined>,
  at: Place,
): Fact<string> {
  const lost: Overridden[] = named
    .slice(0, -1)
    .map(({ word }) => ({ at, text: word, why: 'the last hash argument of the line counts' }));
  if (isKnown(method) && method.value !== undefined && method.value.toLowerCase() !== hash) {
    const text = `ENCRYPT_METHOD ${method.value}`;
    lost.push({ at: method.at, text, why: 'an argument of pam_unix beats login.defs' });
  }
  return known(hash, at, lost);
}

/** The cost that is used: 5 for yescrypt and bcrypt when none is given or it is out of range, 0 for libcrypt's own. */
function rounds(
  captures: CaptureSet,
  words: readonly string[],
  hash: Fact<string>,
  preset: string | undefined,
  at: Place,
): Fact<number> {
  if (!isKnown(hash)) return hash;
  const argument = words.findLast((word) => word.startsWith('rounds='));
  const written = argument === undefined ? undefined : leadingNumber(argument.slice('rounds='.length));
  const fromFile =
    preset === 'sha256' || preset === 'sha512' ? searchKey(captures, LOGIN_DEFS, 'SHA_CRYPT_MAX_ROUNDS') : undefined;
  if (written === undefined && fromFile !== undefined && !isKnown(fromFile)) return fromFile;
  const text = fromFile !== undefined && isKnown(fromFile) ? fromFile.value : undefined;
  const inherited = text === undefined ? undefined : leadingNumber(text);
  const place = written === undefined && inherited !== undefined ? (fromFile?.at ?? at) : at;
  const asked = written ?? inherited;
  switch (hash.value) {
    case 'yescrypt':
    case 'gost_yescrypt':
      return known(asked !== undefined && asked >= 3 && asked <= 11 ? asked : 5, place);
    case 'blowfish':
      return known(asked !== undefined && asked >= 4 && asked <= 31 ? asked : 5, place);
    case 'sha256':
    case 'sha512':
      return known(asked === undefined || asked < 1000 ? 0 : Math.min(asked, 9_999_999), place);
    default:
      return known(0, place);
  }
}

function remember(words: readonly string[], at: Place): Fact<number> {
  const argument = words.findLast((word) => word.startsWith('remember='));
  if (argument === undefined) return known(0, at);
  return known(Math.min(400, Math.max(0, leadingNumber(argument.slice('remember='.length)))), at);
}

/** strtol(3): digits at the start, 0 when there are none. */
export function leadingNumber(text: string): number {
  const digits = /^\s*([+-]?\d{1,12})/.exec(text)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
