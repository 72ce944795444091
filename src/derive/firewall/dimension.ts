import { EMPTY, fromIndices, type IndexSet, single, subtract } from './index-set.ts';

/** One dimension of a packet, cut into atoms. */
export interface Dimension<T> {
  /** The number of atoms. */
  readonly size: number;
  readonly full: IndexSet;
  /** The atom of a value. */
  locate(value: T): number;
  /** A value inside an atom, for witnesses. */
  sample(index: number): T;
}

/** A dimension of numbers: atoms lie between the end points of all conditions. */
export interface IntervalDimension extends Dimension<bigint> {
  /** The atoms of closed intervals whose end points were given when the dimension was made. */
  encode(intervals: readonly Interval[]): IndexSet;
  /** The first and last value of an atom. */
  bounds(index: number): Interval;
}

/** A closed interval. */
export type Interval = readonly [bigint, bigint];

/** Cuts 0…last at the end points of the intervals. */
export function intervalDimension(last: bigint, intervals: Iterable<Interval>): IntervalDimension {
  const cuts = new Set<bigint>([0n]);
  for (const [from, to] of intervals) {
    cuts.add(from);
    if (to < last) cuts.add(to + 1n);
  }
  const starts = [...cuts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const locate = (value: bigint): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0n) <= value) low = middle;
      else high = middle;
    }
    return low;
  };
  const bounds = (index: number): Interval => [starts[index] ?? 0n, (starts[index + 1] ?? last + 1n) - 1n];
  return {
    size: starts.length,
    full: [0, starts.length],
    locate,
    sample: (index) => bounds(index)[0],
    bounds,
    encode: (list) => {
      const pairs = list.map(([from, to]) => [locate(from), locate(to) + 1] as const).sort((a, b) => a[0] - b[0]);
      const out: number[] = [];
      for (const [from, to] of pairs) {
        const end = out[out.length - 1];
        if (end !== undefined && from <= end) out[out.length - 1] = Math.max(end, to);
        else out.push(from, to);
      }
      return out;
    },
  };
}

/** A dimension of words. */
export interface WordDimension extends Dimension<string> {
  encode(words: readonly string[]): IndexSet;
  /** Names and prefixes with their atoms (of a prefix: the names below it that nothing more specific covers), prefixes first. */
  readonly patterns: readonly { readonly pattern: string; readonly atom: number }[];
}

/** A dimension of a fixed list of words; the first stands for every word that is not listed. */
export function wordDimension(words: readonly string[]): WordDimension {
  const made = wordDimensions.get(words) ?? makeWordDimension(words);
  wordDimensions.set(words, made);
  return made;
}

const wordDimensions = new WeakMap<readonly string[], WordDimension>();

function makeWordDimension(words: readonly string[]): WordDimension {
  const index = new Map(words.map((word, i) => [word, i]));
  return {
    size: words.length,
    full: [0, words.length],
    locate: (word) => index.get(word) ?? 0,
    sample: (i) => words[i] ?? '',
    patterns: words.map((pattern, atom) => ({ pattern, atom })),
    encode: (list) =>
      fromIndices(
        [...new Set(list.map((word) => index.get(word)))].filter((i) => i !== undefined).sort((a, b) => a - b),
      ),
  };
}

/** The name of a packet's missing interface: the outgoing one of a packet for this host. */
export const NO_INTERFACE = '';

/**
 * Interface names: one atom for each name that is written out, one for the other names below each written prefix
 * (`eth+`), one for all names else, one for no interface. A prefix matches no interface only when it is empty.
 */
export function interfaceDimension(patterns: Iterable<string>): WordDimension {
  const all = [...new Set(patterns)].sort();
  const exact = [...new Set(['lo', ...all.filter((pattern) => !pattern.endsWith('+') && pattern !== '')])].sort();
  const prefixes = all
    .filter((pattern) => pattern.endsWith('+') && pattern !== '+')
    .map((pattern) => pattern.slice(0, -1))
    .sort((a, b) => a.length - b.length);
  const names = [NO_INTERFACE, ...exact];
  const atoms = new Map(names.map((name, atom) => [name, atom]));
  const ofPrefix = (prefix: string) => names.length + prefixes.indexOf(prefix);
  const other = names.length + prefixes.length;
  const full: IndexSet = [0, other + 1];
  const longest = (name: string) =>
    prefixes
      .filter((prefix) => name.startsWith(prefix))
      .reduce<string | undefined>(
        (best, prefix) => (best === undefined || prefix.length > best.length ? prefix : best),
        undefined,
      );
  const encodeOne = (pattern: string): IndexSet => {
    if (pattern === '+' || pattern === '') return full;
    if (!pattern.endsWith('+')) return single(atoms.get(pattern) ?? other);
    const prefix = pattern.slice(0, -1);
    const members = exact.filter((name) => name.startsWith(prefix)).map((name) => atoms.get(name) ?? other);
    return fromIndices(
      [...members, ...prefixes.filter((one) => one.startsWith(prefix)).map(ofPrefix)].sort((a, b) => a - b),
    );
  };
  return {
    size: other + 1,
    full,
    locate: (name) => {
      const at = atoms.get(name);
      if (at !== undefined) return at;
      const prefix = longest(name);
      return prefix === undefined ? other : ofPrefix(prefix);
    },
    patterns: [
      ...prefixes.map((prefix) => ({ pattern: `${prefix}+`, atom: ofPrefix(prefix) })),
      ...exact.map((pattern) => ({ pattern, atom: atoms.get(pattern) ?? other })),
    ],
    sample: (index) => names[index] ?? (index === other ? 'any-other' : `${prefixes[index - names.length] ?? ''}9`),
    encode: (list) =>
      list.map(encodeOne).reduce((sum, set) => subtract(full, subtract(subtract(full, sum), set)), EMPTY),
  };
}

type FlagsDimension = Dimension<number> & WordDimensionOfFlags;

let lastFlags: { readonly key: string; readonly made: FlagsDimension } | undefined;

/** TCP flags: 256 combinations, those that no condition tells apart in one atom. Rulesets that ask alike share one. */
export function flagsDimension(conditions: Iterable<string>, bits: readonly string[]): FlagsDimension {
  const texts = [...new Set(conditions)].sort();
  const key = `${texts.join(' ')} ${bits.join(' ')}`;
  if (lastFlags?.key !== key) lastFlags = { key, made: makeFlagsDimension(texts, bits) };
  return lastFlags.made;
}

function makeFlagsDimension(texts: readonly string[], bits: readonly string[]): FlagsDimension {
  const maskOf = (words: string): number =>
    words.split(',').reduce((mask, word) => mask | (word === '' ? 0 : 1 << bits.indexOf(word)), 0);
  const tests = texts.map((text) => {
    const [mask = '', set = ''] = text.split('/');
    return { text, mask: maskOf(mask), set: maskOf(set) };
  });
  const bySignature = new Map<string, number>();
  const samples: number[] = [];
  const atoms: number[] = [];
  for (let flags = 0; flags < 256; flags++) {
    const signature = tests.map((test) => ((flags & test.mask) === test.set ? '1' : '0')).join('');
    let atom = bySignature.get(signature);
    if (atom === undefined) {
      atom = samples.length;
      bySignature.set(signature, atom);
      samples.push(flags);
    }
    atoms.push(atom);
  }
  return {
    size: samples.length,
    full: [0, samples.length],
    locate: (flags) => atoms[flags & 255] ?? 0,
    sample: (index) => samples[index] ?? 0,
    encode: (list) => {
      const wanted = tests.filter((test) => list.includes(test.text));
      return fromIndices(
        samples.flatMap((flags, atom) => (wanted.some((test) => (flags & test.mask) === test.set) ? [atom] : [])),
      );
    },
  };
}

interface WordDimensionOfFlags {
  encode(words: readonly string[]): IndexSet;
}
