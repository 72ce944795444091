import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeDecider } from '../../src/derive/firewall/decide.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom, randomPacket, randomRules, SMALL_WORLD } from '../unit/derive/firewall/random-rules.ts';

it.each(['ipv4', 'ipv6'] as const)('regions and a packet-by-packet walk give the same verdict: %s', (family) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 14 }), (seed, size) => {
      const random = makeRandom(seed);
      const text = randomRules(SMALL_WORLD[family], random, size);
      const { filter, diagnostics } = toFilter(parseDump(text, 'rules'), { file: 'rules', family, loaded: 'live' });
      expect(diagnostics).toEqual([]);
      const ruleset = { filters: [filter] };
      const decider = makeDecider(ruleset);
      for (let i = 0; i < 60; i++) {
        const packet = randomPacket(SMALL_WORLD[family], random, i % 2 === 0 ? 'input' : 'forward');
        expect(decider(packet).verdict, `${text}\n${JSON.stringify(packet)}`).toBe(interpret(ruleset, packet));
      }
    }),
    { numRuns: 60 },
  );
});

it('accounts for every line and never throws', () => {
  const word = fc.constantFrom(
    '-A',
    'INPUT',
    '-j',
    '-g',
    'ACCEPT',
    '!',
    '-s',
    '10.0.0.0/8',
    '::1',
    '--dport',
    '22',
    '"',
    '-m',
    'multiport',
    '--ports',
    ',',
    '-p',
    'tcp',
    '\\',
    '*filter',
    ':INPUT',
    'DROP',
    'COMMIT',
    '[1:2]',
    '-I',
    '-P',
    '#',
  );
  const lines = fc.array(
    fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, (list) => {
      const dump = parseDump(['*filter', ...list].join('\n'), 'rules');
      const kept = new Set(
        dump.tables.flatMap((table) =>
          [...table.chains.values()].flatMap((chain) => chain.rules.map((rule) => rule.line)),
        ),
      );
      for (const [index, line] of list.entries()) {
        const isRule = /^(?:\[\d+:\d+\]\s*)?(?:-A|-I)\s+\S/.test(line.trim());
        // Line 1 is the table.
        if (isRule)
          expect(
            kept.has(index + 2) !== dump.lost.includes(index + 2),
            `line ${index + 2} of\n${list.join('\n')}`,
          ).toBe(true);
      }
      toFilter(dump, { file: 'rules', family: 'ipv4', loaded: 'live' });
    }),
    { numRuns: 300 },
  );
});
