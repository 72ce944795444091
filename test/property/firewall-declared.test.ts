import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatAddress, parseIpRange } from '../../src/core/ip-range.ts';
import type { Packet } from '../../src/derive/firewall/decide.ts';
import { declarationOf } from '../../src/derive/firewall/declared-file.ts';
import type { Interval } from '../../src/derive/firewall/dimension.ts';
import { joinedIntervals } from '../../src/derive/firewall/prefixes.ts';
import { intersectAddresses, subtractAddresses, uniteAddresses } from '../../src/derive/firewall/sources-intervals.ts';
import { declaredServicesFormat } from '../../src/normalize/firewall/declared-services/format.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { captureOf, deriveDeclared } from '../unit/derive/firewall/declared-made.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom, randomRules, SMALL_WORLD } from '../unit/derive/firewall/random-rules.ts';

const intervals = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 8 })), { maxLength: 6 })
  .map((list) => joinedIntervals(list.map(([from, length]): Interval => [BigInt(from), BigInt(from + length)])));

it('sets of addresses are those of their members', () => {
  const has = (set: readonly Interval[], value: number) =>
    set.some(([from, to]) => from <= BigInt(value) && BigInt(value) <= to);
  fc.assert(
    fc.property(intervals, intervals, (a, b) => {
      const results = [uniteAddresses([a, b]), intersectAddresses(a, b), subtractAddresses(a, b)];
      for (let value = 0; value <= 50; value++) {
        const [inA, inB] = [has(a, value), has(b, value)];
        expect(results.map((set) => has(set, value))).toEqual([inA || inB, inA && inB, inA && !inB]);
      }
      for (const set of results)
        for (let i = 1; i < set.length; i++) expect((set[i]?.[0] ?? 0n) > (set[i - 1]?.[1] ?? 0n) + 0n).toBe(true);
    }),
  );
});

const seeds = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 10 }));

function randomRuleset(family: 'ipv4' | 'ipv6', seed: number, size: number) {
  const text = randomRules(SMALL_WORLD[family], makeRandom(seed), size);
  const { filter } = toFilter(parseDump(text, 'rules'), { file: 'rules', family, loaded: 'live' });
  return { text, ruleset: { filters: [filter] } };
}

it.each(['ipv4', 'ipv6'] as const)(
  'a first declaration covers all that is reachable, and all of it is in use: %s',
  (family) => {
    let openings = 0;
    fc.assert(
      fc.property(seeds, ([seed, size]) => {
        const { text, ruleset } = randomRuleset(family, seed, size);
        const yaml = declarationOf(ruleset, 'a host');
        const data = deriveDeclared(ruleset, { yaml, target: 'a host' }).declared_state?.data;
        expect(data, `${yaml}\n${text}`).toBeDefined();
        for (const opening of data?.openings ?? []) {
          openings++;
          expect(
            [opening.undeclared_public, opening.undeclared_private],
            `${opening.id}\n${yaml}\n${text}`,
          ).toMatchObject([{ value: [] }, { value: [] }]);
          expect(opening.declared_by.length).toBeGreaterThan(0);
        }
        for (const use of data?.services ?? [])
          expect(use.admitted, `${use.name}\n${yaml}\n${text}`).toMatchObject({ value: true });
      }),
      { numRuns: 30 },
    );
    expect(openings).toBeGreaterThan(5);
  },
);

const SOURCES = {
  ipv4: ['8.8.8.8', '130.1.1.1', '10.1.2.3', '10.1.9.9', '10.200.0.1', '192.0.2.9', '198.51.100.7'],
  ipv6: ['2600::1', 'a000::1', '2001:db8:7::7', '2001:db8::9', 'fd00:1::3', 'fd00:1::4', 'fd00::1'],
} as const;
const DECLARED = {
  ipv4: ['10.1.0.0/16', '8.0.0.0/8', '192.0.2.0/24'],
  ipv6: ['fd00:1::/32', '2600::/16', '2001:db8::/32'],
} as const;
const DESTINATIONS = {
  ipv4: ['10.9.0.1', '10.9.0.2', '10.9.0.77', '192.0.2.77', '1.0.0.0'],
  ipv6: ['fd09::1', 'fd09::2', 'fd09::9', '2001:db8:f::1', '2000::'],
} as const;
const NAMES = ['eth0', 'eth1', 'eth7', 'wan0', 'any-other'];

it.each(['ipv4', 'ipv6'] as const)(
  'what is let in and not declared is told, and what is told is let in: %s',
  (family) => {
    const seen = { hidden: 0, told: 0 };
    const ports = [22, 53, 80, 443, 8080, 1000];
    fc.assert(
      fc.property(seeds, ([seed, size]) => {
        const { text, ruleset } = randomRuleset(family, seed, size);
        const list = DECLARED[family].map((one) => JSON.stringify(one)).join(', ');
        const yaml = `services:\n  - {name: a, ports: [tcp/20-60, udp/53], from: [${list}]}\n`;
        const data = deriveDeclared(ruleset, { yaml }).declared_state?.data;
        const accepts = (packet: Packet) => interpret(ruleset, packet) === 'accept';
        const packet = (
          src: string,
          dst: string,
          name: string,
          sport: number,
          protocol: 'tcp' | 'udp',
          dport: number,
        ): Packet => ({
          family,
          hook: 'input',
          protocol: protocol === 'tcp' ? 6 : 17,
          state: 'NEW',
          ...(protocol === 'tcp' ? { tcpFlags: 2 } : {}),
          src,
          dst,
          in: name,
          sport,
          dport,
        });
        const declared = (src: string, protocol: 'tcp' | 'udp', port: number) => {
          const value = parseIpRange(src)?.from ?? 0n;
          const within = DECLARED[family].some((one) => {
            const range = parseIpRange(one);
            return range !== undefined && range.from <= value && value <= range.to;
          });
          return within && (protocol === 'tcp' ? port >= 20 && port <= 60 : port === 53);
        };
        const variants = (test: (dst: string, name: string, sport: number) => boolean) =>
          DESTINATIONS[family].some((dst) =>
            NAMES.some((name) => [22, 53, 80, 443, 8080, 50_000].some((sport) => test(dst, name, sport))),
          );
        for (const protocol of ['tcp', 'udp'] as const) {
          for (const port of ports) {
            const opening = data?.openings.find(
              (one) => one.protocol === protocol && one.from_port <= port && port <= one.to_port,
            );
            const quiet =
              opening === undefined ||
              [opening.undeclared_public, opening.undeclared_private].every(
                (fact) => 'value' in fact && fact.value.length === 0,
              );
            if (!quiet) continue;
            for (const src of SOURCES[family]) {
              if (declared(src, protocol, port)) continue;
              seen.hidden++;
              // An interface that faces inside lets no public source in: only private sources prove anything there.
              const name = variants((dst, iface, sport) => accepts(packet(src, dst, iface, sport, protocol, port)));
              if (name) expect.fail(`${src} to ${protocol}/${port} is let in and not told\n${yaml}\n${text}`);
            }
          }
        }
        for (const opening of data?.openings ?? []) {
          for (const fact of [opening.undeclared_public, opening.undeclared_private]) {
            const first = 'value' in fact ? fact.value[0] : undefined;
            const range = first === undefined ? undefined : parseIpRange(first);
            if (range === undefined) continue;
            seen.told++;
            const src = formatAddress(family, range.from);
            const found = variants((dst, name, sport) =>
              accepts(packet(src, dst, name, sport, opening.protocol, opening.from_port)),
            );
            expect(found, `${opening.id} from ${src}\n${yaml}\n${text}`).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
    expect(seen.hidden).toBeGreaterThan(0);
    expect(seen.told).toBeGreaterThan(0);
  },
);

it('the reader of exposure.yaml never throws, and tells of everything that it does not take', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'services',
      'name',
      'ports',
      'from',
      'zones',
      'flows',
      'to',
      'until',
      'tcp/443',
      'internet',
      '[',
      ']',
      '{',
      '}',
      ':',
      '-',
      '\n',
      '\n  ',
      '10.0.0.0/8',
      '2026-01-01',
      '"',
      '&a',
      '*a',
      '!!x',
      '<<',
    ),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const text = words.join(words.length % 2 === 0 ? ' ' : '');
      const [contribution] = declaredServicesFormat.normalize([captureOf('exposure.yaml', text)], {
        claimed: [],
        documents: [],
      });
      const sections = contribution?.shared?.({ kind: 'firewall', name: 'x' });
      const flag = sections?.['declared']?.flag;
      expect(flag === 'error').toBe((contribution?.diagnostics.length ?? 0) > 0);
    }),
    { numRuns: 300 },
  );
});
