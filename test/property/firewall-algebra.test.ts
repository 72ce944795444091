import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseIpRange } from '../../src/core/ip-range.ts';
import { makeCover, narrowBox } from '../../src/derive/firewall/cover.ts';
import {
  fromIndices,
  hasIndex,
  type IndexSet,
  insertInterval,
  intersect,
  overlaps,
  sizeOf,
  subtract,
  union,
  unionAll,
} from '../../src/derive/firewall/index-set.ts';
import { joinedIntervals, prefixesOf } from '../../src/derive/firewall/prefixes.ts';
import { type Box, makeUniverse, sparseOf } from '../../src/derive/firewall/universe.ts';

const LAST = 40;
const atoms = fc.uniqueArray(fc.integer({ min: 0, max: LAST - 1 }), { maxLength: 30 });
const setOf = (list: readonly number[]): IndexSet => fromIndices([...list].sort((a, b) => a - b));
const listOf = (set: IndexSet): readonly number[] =>
  Array.from({ length: LAST }, (_, i) => i).filter((i) => hasIndex(set, i));

describe('sets of atoms', () => {
  it('agree with sets of numbers', () => {
    fc.assert(
      fc.property(atoms, atoms, (a, b) => {
        const [x, y] = [setOf(a), setOf(b)];
        const sorted = (list: readonly number[]) => [...list].sort((i, j) => i - j);
        expect(listOf(union(x, y))).toEqual(sorted([...new Set([...a, ...b])]));
        expect(listOf(intersect(x, y))).toEqual(sorted(a.filter((one) => b.includes(one))));
        expect(listOf(subtract(x, y))).toEqual(sorted(a.filter((one) => !b.includes(one))));
        expect(overlaps(x, y)).toBe(a.some((one) => b.includes(one)));
        expect(sizeOf(x)).toBe(a.length);
      }),
      { numRuns: 400 },
    );
  });

  it('keep the laws of union, intersection and difference', () => {
    fc.assert(
      fc.property(atoms, atoms, atoms, (p, q, r) => {
        const [a, b, c] = [setOf(p), setOf(q), setOf(r)];
        const whole: IndexSet = [0, LAST];
        const not = (set: IndexSet) => subtract(whole, set);
        expect(union(a, b)).toEqual(union(b, a));
        expect(intersect(a, b)).toEqual(intersect(b, a));
        expect(union(a, union(b, c))).toEqual(union(union(a, b), c));
        expect(intersect(a, union(b, c))).toEqual(union(intersect(a, b), intersect(a, c)));
        expect(not(union(a, b))).toEqual(intersect(not(a), not(b)));
        expect(not(not(a))).toEqual(a);
        expect(union(subtract(a, b), intersect(a, b))).toEqual(a);
        expect(intersect(subtract(a, b), b)).toEqual([]);
        expect(unionAll([a, b, c])).toEqual(union(a, union(b, c)));
        const grown = [...a];
        for (let i = 0; i < b.length; i += 2) insertInterval(grown, b[i] ?? 0, b[i + 1] ?? 0);
        expect(grown).toEqual(union(a, b));
      }),
      { numRuns: 400 },
    );
  });
});

describe('regions', () => {
  const universe = makeUniverse(
    'ipv4',
    [
      { on: 'src', values: ['10.0.0.1', '10.0.0.2', '10.0.0.4/30', '192.168.0.0/16'] },
      { on: 'dport', values: ['22', '80', '443'] },
      { on: 'in', values: ['eth0', 'eth1'] },
    ],
    { addresses: [], dstAddresses: [], ports: [] },
  );
  const { order, full } = universe;
  const used = [order.src, order.dport, order.in, order.state];
  const size = (dimension: number) => full[dimension]?.[1] ?? 1;
  const box: fc.Arbitrary<Box> = fc
    .tuple(
      ...used.map((dimension) =>
        fc.option(fc.uniqueArray(fc.integer({ min: 0, max: size(dimension) - 1 }), { minLength: 1, maxLength: 4 }), {
          freq: 2,
        }),
      ),
    )
    .map((lists) => {
      const out = [...full];
      for (const [i, list] of lists.entries()) if (list !== null) out[used[i] ?? 0] = setOf(list);
      return out;
    });
  const points = (): readonly (readonly number[])[] => {
    let list: number[][] = [full.map(() => 0)];
    for (const dimension of used)
      list = list.flatMap((point) =>
        Array.from({ length: size(dimension) }, (_, i) => point.map((one, d) => (d === dimension ? i : one))),
      );
    return list;
  };
  const holds = (one: Box, point: readonly number[]) =>
    one.every((set, dimension) => hasIndex(set, point[dimension] ?? 0));

  it('what is left of a box outside a cover is disjoint, and with what is common it is the whole box', () => {
    const all = points();
    fc.assert(
      fc.property(fc.array(box, { maxLength: 8 }), box, (covered, whole) => {
        const cover = makeCover(universe, { left: 1_000_000 });
        for (const one of covered) cover.add(sparseOf(universe, one));
        const pieces: Box[] = [];
        cover.subtractFrom(whole, (piece) => {
          pieces.push(piece);
          return false;
        });
        for (const point of all) {
          const left = pieces.filter((piece) => holds(piece, point)).length;
          const wanted = holds(whole, point) && !covered.some((one) => holds(one, point));
          if (left !== (wanted ? 1 : 0)) expect.fail(`${left} pieces hold ${point.join(',')}`);
        }
        for (const one of covered) {
          const both = narrowBox(whole, sparseOf(universe, one));
          for (const point of all.slice(0, 200))
            if ((both !== undefined && holds(both, point)) !== (holds(whole, point) && holds(one, point)))
              expect.fail('the common part differs');
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('prefixes', () => {
  /** The fewest prefixes of a set of the last 6 bits, by trying: a block is one when it is whole, else the sum of its halves. */
  const fewest = (has: (value: number) => boolean, start = 0, length = 64): number => {
    const values = Array.from({ length }, (_, i) => has(start + i));
    if (values.every((one) => one)) return 1;
    if (!values.includes(true)) return 0;
    return fewest(has, start, length / 2) + fewest(has, start + length / 2, length / 2);
  };

  it.each(['ipv4', 'ipv6'] as const)('say a set exactly and in the fewest: %s', (family) => {
    const base = family === 'ipv4' ? 0x0a000000n : 0xfd00n << 112n;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 64 }), (values) => {
        const intervals = joinedIntervals(values.map((value) => [base + BigInt(value), base + BigInt(value)] as const));
        const prefixes = intervals.flatMap((interval) => prefixesOf(family, interval));
        expect(prefixes.length).toBe(fewest((value) => values.includes(value)));
        const covered = prefixes.flatMap((text) => {
          const range = parseIpRange(text);
          const [from, to] = [Number((range?.from ?? 0n) - base), Number((range?.to ?? 0n) - base)];
          return Array.from({ length: to - from + 1 }, (_, i) => from + i);
        });
        expect(covered).toEqual([...values].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it.each<['ipv4' | 'ipv6', bigint, bigint, readonly string[]]>([
    ['ipv4', 0n, 0xffffffffn, ['0.0.0.0/0']],
    [
      'ipv4',
      1n,
      0xffffffffn,
      Array.from({ length: 32 }, (_, i) => `${formatAddress('ipv4', 1n << BigInt(i))}/${32 - i}`),
    ],
    ['ipv6', 0n, (1n << 128n) - 1n, ['::/0']],
    ['ipv6', (1n << 128n) - 1n, (1n << 128n) - 1n, ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128']],
  ])('of %s %i to %i', (family, from, to, expected) => {
    expect(prefixesOf(family, [from, to])).toEqual(expected);
  });
});
