import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDecider } from '../../src/derive/firewall/decide.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { readJson } from '../../src/normalize/firewall/nft/json-ruleset.ts';
import { nftFilters } from '../../src/normalize/firewall/nft/reading.ts';
import type { RawRuleset } from '../../src/normalize/firewall/nft/syntax.ts';
import { readText } from '../../src/normalize/firewall/nft/text-ruleset.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom, randomPacket, SMALL_WORLD } from '../unit/derive/firewall/random-rules.ts';
import { randomNft } from '../unit/normalize/firewall/nft-random.ts';

const nothing = () => undefined;

function modelOf(raw: RawRuleset): FirewallRuleset {
  return { filters: nftFilters({ file: 'x', raw, diagnostics: [] }, 'live').filters };
}

const WORDS =
  'table inet filter ip chain x { } ; add rule insert flush ruleset set map elements = type ipv4_addr flags interval hook input priority 0 policy drop accept tcp dport 22 , - 80 . != == ! @x $x define include "y" vmap : jump x goto ct state new established ip saddr 10.0.0.0/8 ::1 & | ( ) 0xff limit rate 10/second counter packets log prefix "z" reject with dnat to map meta l4proto iifname "eth*" / delete handle 5 comment "c" # \\ \n \n \n'.split(
    ' ',
  );

describe('any text', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' ')),
    fc
      .array(fc.constantFrom(...WORDS), { maxLength: 40 })
      .map((words) => `table inet t {\nchain c {\n${words.join(' ')}\n}\n}\n`),
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 100 }),
  );

  it('never throws', () => {
    fc.assert(
      fc.property(text, (some) => {
        modelOf(readText(some, 'x', nothing));
      }),
      { numRuns: 600 },
    );
  });

  it('accounts for every line of a chain: a rule, a part of the chain, or a loss that is told', () => {
    const line = fc
      .array(fc.constantFrom(...WORDS.filter((word) => !/^(?:[{};#\\"]|\n|"|define|include|\(|\))/.test(word))), {
        minLength: 1,
        maxLength: 8,
      })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const raw = readText(`table inet t {\nchain c {\n${lines.join('\n')}\n}\n}\n`, 'x', nothing);
        const { filters } = nftFilters({ file: 'x', raw, diagnostics: [] }, 'live');
        const told = new Set(
          filters.flatMap((filter) => filter.chains.flatMap((chain) => chain.rules.map((rule) => rule.at.line))),
        );
        const kept = new Set(
          [...raw.tables.values()].flatMap((table) =>
            [...table.chains.values()].flatMap((chain) => chain.rules.map((rule) => rule.at.line)),
          ),
        );
        for (const [index, one] of lines.entries()) {
          const number = index + 3;
          if (/^(?:type|policy|flags|comment|device)\b/.test(one)) continue;
          const lost = raw.lost.some((place) => place.line === number);
          expect(kept.has(number) || lost, `line ${number} of\n${lines.join('\n')}`).toBe(true);
          // A rule is left out of the model only where it is for neither family of IP.
          const rule = [...raw.tables.values()]
            .flatMap((table) => [...table.chains.values()].flatMap((chain) => chain.rules))
            .find((some) => some.at.line === number);
          const unread = rule?.statements.some((statement) => statement.kind === 'unread') === true;
          if (unread && !told.has(number))
            expect(one).toMatch(/\bip\b|\btcp\b|\bip6\b|::1|10\.0\.0\.0|ct\b|dnat|reject/);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('any JSON', () => {
  it('never throws', () => {
    const key = fc.constantFrom(
      'nftables',
      'table',
      'chain',
      'rule',
      'set',
      'map',
      'expr',
      'match',
      'left',
      'right',
      'op',
      'payload',
      'meta',
      'ct',
      'key',
      'elem',
      'family',
      'name',
      'vmap',
      'data',
      'concat',
      'prefix',
      'range',
      'dnat',
      'addr',
      'port',
      'hook',
      'prio',
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom('inet', 'ip', 'filter', 'saddr', '==', '10.0.0.0/8', 'state', 'new', '@x', 22, true, null, -1),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, fc.array(value, { maxLength: 5 }), (whole, list) => {
        for (const json of [whole, { nftables: list }]) {
          const raw = readJson(json, 'x');
          if (raw !== undefined) modelOf(raw);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it.each(['ipv4', 'ipv6'] as const)('regions and a packet-by-packet walk give the same verdict: %s', (family) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 8 }), (seed, size) => {
      const random = makeRandom(seed);
      const { text } = randomNft(random, size);
      const ruleset = modelOf(readText(text, 'rules', nothing));
      const decider = makeDecider(ruleset);
      for (let i = 0; i < 40; i++) {
        const packet = randomPacket(SMALL_WORLD[family], random, i % 2 === 0 ? 'input' : 'forward');
        expect(decider(packet).verdict, `${text}\n${JSON.stringify(packet)}`).toBe(interpret(ruleset, packet));
      }
    }),
    { numRuns: 40 },
  );
});
