import { type Fact, known, type Overridden, type Place, unknown } from '../../../core/fact.ts';
import { assembleAlgorithms } from './algorithms.ts';
import { type SshVersion, sshDefault } from './defaults.ts';
import { lostSetting, type SshdConfig, type SshdSetting } from './read-config.ts';

/** Old names that sshd still takes. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['challengeresponseauthentication', 'kbdinteractiveauthentication'],
  ['skeyauthentication', 'kbdinteractiveauthentication'],
  ['dsaauthentication', 'pubkeyauthentication'],
  ['pubkeyacceptedkeytypes', 'pubkeyacceptedalgorithms'],
  ['hostbasedacceptedkeytypes', 'hostbasedacceptedalgorithms'],
  ['keepalive', 'tcpkeepalive'],
  ['hostdsakey', 'hostkey'],
]);

/** Keywords whose lines add up instead of the first one winning. */
const ADDING = new Set([
  'port',
  'listenaddress',
  'hostkey',
  'acceptenv',
  'allowusers',
  'allowgroups',
  'denyusers',
  'denygroups',
]);

/** True for keywords whose lines add up. */
export function isAdding(keyword: string): boolean {
  return ADDING.has(keyword);
}

const ALGORITHMS = new Set(['ciphers', 'macs', 'kexalgorithms', 'hostkeyalgorithms', 'pubkeyacceptedalgorithms']);

/** What sshd takes for a keyword where no conditional Match applies. */
export interface EffectiveConfig {
  words(keyword: string): Fact<readonly string[]>;
  flag(keyword: string): Fact<boolean>;
  word(keyword: string): Fact<string>;
  integer(keyword: string): Fact<number>;
  seconds(keyword: string): Fact<number>;
  /** Words of a setting after lists were put together: what `words` gives when that setting holds. */
  resolve(setting: SshdSetting): Fact<readonly string[]>;
}

/** Gives the canonical keyword of a setting. */
export function canonicalKeyword(keyword: string): string {
  return ALIASES.get(keyword) ?? keyword;
}

/** Finds the values in effect: `Match all` before the global part, the first value of each, else the default of the version. */
export function effectiveConfig(config: SshdConfig, version: SshVersion | undefined): EffectiveConfig {
  const place: Place = { file: version === undefined ? 'OpenSSH default' : `OpenSSH ${version.join('.')} default` };

  const fallback = (keyword: string): Fact<readonly string[]> => {
    const words = sshDefault(keyword, version);
    if (words !== undefined) return known(splitLists(keyword, words), place);
    const what =
      version === undefined ? 'the version of OpenSSH is unknown' : `it is not known for OpenSSH ${version.join('.')}`;
    return unknown(`The default of ${keyword} depends on the version, and ${what}. Set it in sshd_config.`, place);
  };

  const resolve = (setting: SshdSetting): Fact<readonly string[]> => {
    const keyword = canonicalKeyword(setting.keyword);
    if (!ALGORITHMS.has(keyword)) return known(setting.words, setting.at);
    const written = setting.words.join(',');
    if (!/^[-+^]/.test(written)) return known(written.split(','), setting.at);
    const defaults = fallback(keyword);
    return 'value' in defaults
      ? known(assembleAlgorithms(written, defaults.value), setting.at)
      : { unknown: defaults.unknown, at: setting.at };
  };

  const words = (keyword: string): Fact<readonly string[]> => {
    const own = config.settings
      .map((setting, index) => ({ setting, index }))
      .filter(
        ({ setting }) =>
          canonicalKeyword(setting.keyword) === keyword && setting.scope.every((scope) => scope.everyone),
      );
    const everyone = own.filter(({ setting }) => setting.scope.length > 0);
    const global = own.filter(({ setting }) => setting.scope.length === 0);
    const layer = everyone.length > 0 ? everyone : global;
    const [first] = layer;
    const hidden = config.hidden.find(
      (part) => first === undefined || ADDING.has(keyword) || part.before <= first.index,
    );
    if (hidden !== undefined) return unknown(hidden.reason, hidden.at);
    if (first === undefined) return fallback(keyword);
    if (ADDING.has(keyword))
      return known(
        layer.flatMap(({ setting }) => setting.words),
        first.setting.at,
      );
    const lost: readonly Overridden[] = [
      ...layer.slice(1).map(({ setting }) => lostSetting(setting, 'the first value wins')),
      ...(layer === everyone
        ? global.map(({ setting }) => lostSetting(setting, 'Match all overrides the global part'))
        : []),
    ];
    const fact = resolve(first.setting);
    return 'value' in fact ? known(fact.value, fact.at, lost) : fact;
  };

  const single = <T>(keyword: string, parse: (word: string) => T | undefined): Fact<T> => {
    const fact = words(keyword);
    if (!('value' in fact)) return fact;
    const [word] = fact.value;
    const value = word === undefined ? undefined : parse(word);
    if (value === undefined)
      return unknown(`sshd does not accept ${keyword} ${fact.value.join(' ')}. Check with \`sshd -t\`.`, fact.at);
    return known(value, fact.at, fact.overridden);
  };

  return {
    words,
    resolve,
    flag: (keyword) => single(keyword, parseFlag),
    word: (keyword) => single(keyword, (word) => normalWord(keyword, word)),
    integer: (keyword) => single(keyword, (word) => (/^\d{1,9}$/.test(word) ? Number(word) : undefined)),
    seconds: (keyword) => single(keyword, parseSeconds),
  };
}

function splitLists(keyword: string, words: readonly string[]): readonly string[] {
  return ALGORITHMS.has(keyword) ? words.flatMap((word) => word.split(',')) : words;
}

/** Yes and no, in any case of letters. */
export function parseFlag(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  return lower === 'yes' ? true : lower === 'no' ? false : undefined;
}

/** Time formats of sshd_config(5): `600`, `10m`, `1h30m`, `none`. */
export function parseSeconds(word: string): number | undefined {
  if (word.toLowerCase() === 'none') return 0;
  if (!/^(\d{1,9}[smhdw]?)+$/i.test(word)) return undefined;
  const units: ReadonlyMap<string, number> = new Map([
    ['', 1],
    ['s', 1],
    ['m', 60],
    ['h', 3600],
    ['d', 86_400],
    ['w', 604_800],
  ]);
  let total = 0;
  for (const [, count = '0', unit = ''] of word.matchAll(/(\d+)([smhdw]?)/gi))
    total += Number(count) * (units.get(unit.toLowerCase()) ?? 1);
  return total;
}

const CLOSED_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['permitrootlogin', ['yes', 'no', 'prohibit-password', 'forced-commands-only']],
  ['ignorerhosts', ['yes', 'no', 'shosts-only']],
  ['allowtcpforwarding', ['yes', 'no', 'local', 'remote', 'all']],
  ['allowstreamlocalforwarding', ['yes', 'no', 'local', 'remote', 'all']],
  ['gatewayports', ['yes', 'no', 'clientspecified']],
  ['permittunnel', ['yes', 'no', 'point-to-point', 'ethernet']],
]);

/** One spelling for each meaning; undefined when sshd would refuse the word. */
export function normalWord(keyword: string, word: string): string | undefined {
  const lower = word.toLowerCase();
  if (keyword === 'loglevel') return word.toUpperCase();
  if (keyword === 'maxstartups') return normalStartups(word);
  const plain = keyword === 'permitrootlogin' && lower === 'without-password' ? 'prohibit-password' : lower;
  const closed = CLOSED_WORDS.get(keyword);
  if (closed !== undefined) return closed.includes(plain) ? (plain === 'all' ? 'yes' : plain) : undefined;
  return ['yes', 'no', 'none'].includes(lower) ? lower : word;
}

/** `n` alone means n:30:n. */
function normalStartups(word: string): string | undefined {
  if (/^\d+:\d+:\d+$/.test(word)) return word;
  return /^\d+$/.test(word) ? `${word}:30:${word}` : undefined;
}
