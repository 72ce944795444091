import { type Fact, isKnown, known, mapFact } from '../../../core/fact.ts';
import type { HostSshMatch, HostSshMatchSetting } from '../../../model/generated/model.ts';
import { canonicalKeyword, type EffectiveConfig, normalWord } from './effective.ts';
import type { MatchScope, SshdConfig, SshdSetting } from './read-config.ts';

/** Keywords by the name they have in the server record. */
export type KeywordNames = ReadonlyMap<string, string>;

/** Settings of authentication from the strictest to the loosest word. */
const RANKS: ReadonlyMap<string, readonly string[]> = new Map([
  ['permitrootlogin', ['no', 'forced-commands-only', 'prohibit-password', 'yes']],
  ['passwordauthentication', ['no', 'yes']],
  ['permitemptypasswords', ['no', 'yes']],
  ['kbdinteractiveauthentication', ['no', 'yes']],
  ['hostbasedauthentication', ['no', 'yes']],
  ['ignorerhosts', ['yes', 'shosts-only', 'no']],
]);

/** What each conditional Match block sets, for the keywords of the server record. The first value in a block holds. */
export function matchBlocks(
  config: SshdConfig,
  effective: EffectiveConfig,
  names: KeywordNames,
): readonly HostSshMatch[] {
  const ids = new Map<string, number>();
  const byMatch = new Map<MatchScope, SshdSetting[]>();
  // Where an earlier `Match all` takes a keyword for every connection, and where each setting stands.
  const taken = new Map<string, number>();
  const positions = new Map<SshdSetting, number>();
  for (const [position, setting] of config.settings.entries()) {
    positions.set(setting, position);
    const scope = setting.scope.at(-1);
    if (scope === undefined) continue;
    const own = byMatch.get(scope);
    if (own === undefined) byMatch.set(scope, [setting]);
    else own.push(setting);
    const keyword = canonicalKeyword(setting.keyword);
    if (!taken.has(keyword) && setting.scope.every(({ everyone }) => everyone)) taken.set(keyword, position);
  }
  const isTaken = (keyword: string, setting: SshdSetting): boolean =>
    (taken.get(keyword) ?? Number.POSITIVE_INFINITY) < (positions.get(setting) ?? 0);
  return config.matches.flatMap((match) => {
    const inside = byMatch.get(match) ?? [];
    const conditional = inside[0]?.scope.some((scope) => !scope.everyone) ?? !match.everyone;
    if (!conditional) return [];
    const criteria =
      inside[0]?.scope
        .filter((scope) => !scope.everyone)
        .map((scope) => scope.criteria)
        .join(' and ') ?? match.criteria;
    const count = (ids.get(criteria) ?? 0) + 1;
    ids.set(criteria, count);
    return [
      {
        id: count === 1 ? `match:${criteria}` : `match:${criteria} (${count})`,
        criteria,
        at: match.at,
        settings: settingsOf(inside, isTaken, effective, names),
      },
    ];
  });
}

function settingsOf(
  inside: readonly SshdSetting[],
  isTaken: (keyword: string, setting: SshdSetting) => boolean,
  effective: EffectiveConfig,
  names: KeywordNames,
): readonly HostSshMatchSetting[] {
  const first = new Map<string, SshdSetting>();
  for (const setting of inside) {
    const keyword = canonicalKeyword(setting.keyword);
    if (!first.has(keyword)) first.set(keyword, setting);
  }
  return [...first].flatMap(([keyword, setting]) => {
    const name = names.get(keyword);
    if (name === undefined || isTaken(keyword, setting)) return [];
    const value = textOf(keyword, effective.resolve(setting));
    const outside = textOf(keyword, effective.words(keyword));
    return [
      {
        id: name,
        keyword: setting.text.split(/[\s=]/)[0] ?? setting.keyword,
        value,
        outside,
        weakens: weakens(keyword, value, outside),
      },
    ];
  });
}

function textOf(keyword: string, words: Fact<readonly string[]>): Fact<string> {
  return mapFact(words, (list) => {
    const [only] = list;
    return list.length === 1 && only !== undefined ? (normalWord(keyword, only) ?? only) : list.join(' ');
  });
}

function weakens(keyword: string, value: Fact<string>, outside: Fact<string>): Fact<boolean> {
  const rank = rankOf(keyword);
  if (rank === undefined) return mapFact(value, () => false);
  if (!isKnown(value)) return value;
  const inner = rank(value.value);
  // The strictest value weakens nothing, whatever holds outside.
  if (inner === 0) return known(false, value.at);
  if (!isKnown(outside)) return { unknown: outside.unknown, at: value.at };
  return known(inner > rank(outside.value), value.at);
}

function rankOf(keyword: string): ((value: string) => number) | undefined {
  const ranks = RANKS.get(keyword);
  if (ranks !== undefined) return (value) => ranks.indexOf(value);
  if (keyword === 'maxauthtries') return (value) => Number(value);
  if (keyword === 'authenticationmethods') return (value) => -fewestFactors(value);
  return undefined;
}

/** How many methods the shortest of the lists asks for; `any` asks for one. */
function fewestFactors(value: string): number {
  return Math.min(...value.split(' ').map((list) => list.split(',').length));
}
