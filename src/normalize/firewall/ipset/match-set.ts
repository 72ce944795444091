import type { IpFamily } from '../../../core/ip-range.ts';
import type { FirewallCondition, FirewallRule } from '../../../model/generated/model.ts';
import { type Alternative, meaningOfSet, type SetMeaning, type Side } from './elements.ts';
import type { IpSets } from './parse.ts';

/** What `-m set` adds to a rule. */
export interface SetMatch {
  readonly conditions: readonly FirewallCondition[];
  readonly anyOf: readonly Alternative[] | undefined;
  readonly noneOf: readonly Alternative[];
  readonly uncertain: readonly string[];
}

/** Sets, and those of them that rules change while packets pass. */
export interface GivenSets extends IpSets {
  readonly changing: ReadonlySet<string>;
}

/** Reads the words after `-m set` (iptables-extensions(8)) with the content of the sets. */
export function matchSet(words: readonly string[], family: IpFamily, given: GivenSets | undefined): SetMatch {
  const negated = words[0] === '!';
  const [option, name = '', flags = '', ...more] = negated ? words.slice(1) : words;
  const written = `-m set ${words.join(' ')}`;
  const unclear = (reason: string): SetMatch => ({
    conditions: [],
    anyOf: undefined,
    noneOf: [],
    uncertain: [`${written}: ${reason}`],
  });
  if (given === undefined) return unclear('the content of the set was not given (ipset save)');
  if (option !== '--match-set' && option !== '--set') return unclear('the option is not understood');
  const extra = more.filter(
    (word) => word.startsWith('--') && word !== '--update-counters' && word !== '--update-subcounters',
  );
  if (extra.length > 0) return unclear(`${extra.join(' ')} depends on counters or asks for exceptions`);
  if (given.changing.has(name)) return unclear(`other rules add to the set ${name} or take from it`);
  const sides = flags.split(',').filter((word): word is Side => word === 'src' || word === 'dst');
  const meaning = meaningOf(name, sides, family, given);
  if (meaning.kind === 'unclear') return unclear(`the set ${name}: ${meaning.reason}`);
  return asMatch(meaning.alternatives, negated);
}

/** A list matches where any of its sets does; a set of the other family never does. */
function meaningOf(name: string, sides: readonly Side[], family: IpFamily, given: GivenSets): SetMeaning {
  const set = given.sets.get(name);
  if (set === undefined) return { kind: 'unclear', reason: `${given.file} does not hold it` };
  if (set.type === 'list:set') {
    if (set.expires || set.elements.some((element) => element.expires))
      return { kind: 'unclear', reason: 'its elements leave it by themselves (timeout)' };
    const alternatives: Alternative[] = [];
    for (const { text } of set.elements) {
      if (given.changing.has(text)) return { kind: 'unclear', reason: `other rules change its set ${text}` };
      const member = given.sets.get(text)?.type === 'list:set' ? undefined : meaningOf(text, sides, family, given);
      if (member === undefined || member.kind === 'unclear')
        return { kind: 'unclear', reason: `its set ${text}: ${member?.reason ?? 'a list in a list'}` };
      alternatives.push(...member.alternatives);
    }
    return { kind: 'alternatives', alternatives };
  }
  if (set.type !== 'bitmap:port' && set.family !== family) return { kind: 'alternatives', alternatives: [] };
  return meaningOfSet(set, sides);
}

function asMatch(alternatives: readonly Alternative[], negated: boolean): SetMatch {
  const nothing: SetMatch = { conditions: [], anyOf: undefined, noneOf: [], uncertain: [] };
  if (alternatives.length === 0)
    return negated ? nothing : { ...nothing, conditions: [{ on: 'protocol', values: [] }] };
  const merged = mergeSingles(alternatives);
  const [only] = merged;
  if (merged.length === 1 && only !== undefined) {
    const [condition] = only;
    if (!negated) return { ...nothing, conditions: only };
    if (only.length === 1 && condition !== undefined)
      return { ...nothing, conditions: [{ ...condition, negated: true }] };
  }
  return negated ? { ...nothing, noneOf: merged } : { ...nothing, anyOf: merged };
}

/** Alternatives of one condition each about the same thing are one condition. */
function mergeSingles(alternatives: readonly Alternative[]): readonly Alternative[] {
  const singles = new Map<FirewallCondition['on'], string[]>();
  const others: Alternative[] = [];
  for (const one of alternatives) {
    const [condition] = one;
    if (one.length !== 1 || condition === undefined) others.push(one);
    else {
      const values = singles.get(condition.on) ?? [];
      singles.set(condition.on, values);
      for (const value of condition.values) values.push(value);
    }
  }
  return [...[...singles].map(([on, values]): Alternative => [{ on, values }]), ...others];
}

/** More combinations of two sets than this are not written out. */
const COMBINATIONS = 20_000;

/** All set matches of a rule together. */
export function allOf(
  matches: readonly SetMatch[],
): Pick<FirewallRule, 'conditions' | 'uncertain' | 'any_of' | 'none_of'> {
  const uncertain = matches.flatMap((one) => one.uncertain);
  let anyOf: readonly Alternative[] | undefined;
  for (const one of matches) {
    if (one.anyOf === undefined) continue;
    if (anyOf === undefined) anyOf = one.anyOf;
    else if (anyOf.length * one.anyOf.length > COMBINATIONS)
      uncertain.push('two sets have too many combinations to be written out');
    else {
      const other = one.anyOf;
      anyOf = anyOf.flatMap((left) => other.map((right) => [...left, ...right]));
    }
  }
  const noneOf = matches.flatMap((one) => one.noneOf);
  return {
    conditions: matches.flatMap((one) => one.conditions),
    uncertain,
    ...(anyOf === undefined ? {} : { any_of: anyOf }),
    ...(noneOf.length === 0 ? {} : { none_of: noneOf }),
  };
}
