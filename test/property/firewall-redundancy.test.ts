import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differenceOf } from '../../src/derive/firewall/difference.ts';
import { viewFamily } from '../../src/derive/firewall/family-view.ts';
import { chainFactsOf } from '../../src/derive/firewall/rule-facts.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { makeRandom, randomRules, SMALL_WORLD } from '../unit/derive/firewall/random-rules.ts';

const STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'] as const;
const NOTHING = { opened: [], closed: [], unknown: [] };

function without(ruleset: FirewallRuleset, ids: ReadonlySet<string>): FirewallRuleset {
  return {
    filters: ruleset.filters.map((filter) => ({
      ...filter,
      chains: filter.chains.map((chain) => ({ ...chain, rules: chain.rules.filter((rule) => !ids.has(rule.id)) })),
    })),
  };
}

it.each(['ipv4', 'ipv6'] as const)(
  'redundant rules can be taken out alone and together, and the packets that are accepted stay the same: %s',
  (family) => {
    const seen = { redundant: 0, dead: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 2, max: 14 }), (seed, size) => {
        const text = randomRules(SMALL_WORLD[family], makeRandom(seed), size);
        const { filter } = toFilter(parseDump(text, 'rules'), { file: 'rules', family, loaded: 'live' });
        const ruleset: FirewallRuleset = { filters: [filter] };
        const facts = chainFactsOf(viewFamily(ruleset, family));
        const redundant = facts.flatMap((chain) => chain.redundant.map((rule) => rule.id));
        const dead = facts.flatMap((chain) => [...chain.shadowed, ...chain.unreachable].map((rule) => rule.id));
        seen.redundant += redundant.length;
        seen.dead += dead.length;
        const compare = (ids: readonly string[]) =>
          expect(
            differenceOf(ruleset, without(ruleset, new Set(ids)), { hooks: ['input', 'forward'], states: STATES }),
            `${text}\n${ids.join('\n')}`,
          ).toEqual(NOTHING);
        compare(redundant);
        compare([...redundant, ...dead]);
        for (const id of redundant.slice(0, 4)) compare([id]);
      }),
      { numRuns: 60 },
    );
    expect(Math.min(seen.redundant, seen.dead)).toBeGreaterThan(10);
  },
);
