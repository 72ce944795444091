import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTogether } from '../../src/derive/firewall/analysis.ts';
import { makeDecider, type Packet } from '../../src/derive/firewall/decide.ts';
import { differenceOf } from '../../src/derive/firewall/difference.ts';
import { landmarksOf, type Region, regionsOf } from '../../src/derive/firewall/regions.ts';
import { tracePacket } from '../../src/derive/firewall/trace.ts';
import type { FirewallRule, FirewallRuleset } from '../../src/model/generated/model.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { inRegion } from '../unit/derive/firewall/in-region.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom, randomPacket, randomRules, SMALL_WORLD } from '../unit/derive/firewall/random-rules.ts';

type Family = 'ipv4' | 'ipv6';

function rulesetOf(text: string, family: Family): FirewallRuleset {
  const { filter } = toFilter(parseDump(text, 'rules'), { file: 'rules', family, loaded: 'live' });
  return { filters: [filter] };
}

/** Rules in doubt among those of the base chains, each by a set of its own. */
function withDoubts(text: string, random: () => number, share: number): string {
  let number = 0;
  return text
    .split('\n')
    .map((line) =>
      /^-A (?:INPUT|FORWARD) /.test(line) && random() < share && number < 4
        ? line.replace(/^(-A \S+ )/, `$1-m set --match-set s${number++} src `)
        : line,
    )
    .join('\n');
}

/** A packet that opens a connection, as it could come from a wire. */
function openingPacket(family: Family, random: () => number, hook: 'input' | 'forward'): Packet {
  for (;;) {
    const packet = randomPacket(SMALL_WORLD[family], random, hook);
    if (packet.in === 'lo' || packet.out === 'lo' || packet.src === '127.0.0.1') continue;
    return { ...packet, state: 'NEW', ...(packet.protocol === 6 ? { tcpFlags: 2 } : {}) };
  }
}

/** The rules in doubt, each named by its text: one text has one answer. */
function doubtsOf(...rulesets: readonly FirewallRuleset[]): readonly string[] {
  const rules = rulesets.flatMap((one) =>
    one.filters.flatMap((filter) => filter.chains.flatMap((chain) => chain.rules)),
  );
  return [...new Set(rules.filter((rule) => rule.uncertain.length > 0).map((rule) => rule.text))];
}

/** Every way to answer the doubts. */
function answersTo(doubts: readonly string[]): readonly ((rule: FirewallRule) => boolean)[] {
  return Array.from(
    { length: 2 ** doubts.length },
    (_, bits) => (rule: FirewallRule) => ((bits >> doubts.indexOf(rule.text)) & 1) === 1,
  );
}

const certaintyIn = (regions: readonly Region[], packet: Packet): 'must' | 'may' | 'no' => {
  const holding = regions.filter((region) => inRegion(region, packet));
  return holding.some(({ certainty }) => certainty === 'must') ? 'must' : holding.length > 0 ? 'may' : 'no';
};

const quantified = (list: readonly boolean[]): 'must' | 'may' | 'no' =>
  list.every((one) => one) ? 'must' : list.includes(true) ? 'may' : 'no';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe.each(['ipv4', 'ipv6'] as const)('%s', (family) => {
  it.each([0, 0.3])('regions hold exactly the packets that a walk accepts, with doubts in %f of the rules', (share) => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 10 }), (seed, size) => {
        const random = makeRandom(seed);
        const text = withDoubts(randomRules(SMALL_WORLD[family], random, size), random, share);
        const ruleset = rulesetOf(text, family);
        const { regions, unknown } = regionsOf(ruleset, { hooks: ['input', 'forward'] });
        expect(unknown).toEqual([]);
        const answers = answersTo(doubtsOf(ruleset));
        const truth = (packet: Packet) =>
          quantified(answers.map((one) => interpret(ruleset, packet, one) === 'accept'));
        for (let i = 0; i < 50; i++) {
          const packet = openingPacket(family, random, i % 2 === 0 ? 'input' : 'forward');
          expect(certaintyIn(regions, packet), `${text}\n${JSON.stringify(packet)}`).toBe(truth(packet));
        }
        for (const region of regions) {
          expect(inRegion(region, region.witness), `${text}\n${JSON.stringify(region)}`).toBe(true);
          expect(truth(region.witness), `${text}\n${JSON.stringify(region)}`).toBe(region.certainty);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('the difference holds exactly what one of two rulesets accepts alone, with the same answers to the same doubts', () => {
    const seen = { opened: 0, closed: 0 };
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 8 }), (seed, size) => {
        const random = makeRandom(seed);
        const text = withDoubts(randomRules(SMALL_WORLD[family], random, size), random, 0.3);
        const changed = mutated(text, random);
        const [before, after] = [rulesetOf(text, family), rulesetOf(changed, family)];
        const { opened, closed, unknown } = differenceOf(before, after, { hooks: ['input', 'forward'] });
        expect(unknown).toEqual([]);
        const answers = answersTo(doubtsOf(before, after));
        for (let i = 0; i < 50; i++) {
          const packet = openingPacket(family, random, i % 2 === 0 ? 'input' : 'forward');
          const accepts = (ruleset: FirewallRuleset) =>
            answers.map((one) => interpret(ruleset, packet, one) === 'accept');
          const [old, now] = [accepts(before), accepts(after)];
          const where = `${text}\n--- after\n${changed}\n${JSON.stringify(packet)}`;
          const gained = quantified(now.map((one, k) => one && old[k] === false));
          const lost = quantified(old.map((one, k) => one && now[k] === false));
          if (gained !== 'no') seen.opened++;
          if (lost !== 'no') seen.closed++;
          expect(certaintyIn(opened, packet), `opened\n${where}`).toBe(gained);
          expect(certaintyIn(closed, packet), `closed\n${where}`).toBe(lost);
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(seen.opened, seen.closed)).toBeGreaterThan(0);
  });

  it('rules that are moved or written otherwise with equal effect make no difference', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 12 }), (seed, size) => {
        const random = makeRandom(seed);
        const text = withDoubts(randomRules(SMALL_WORLD[family], random, size), random, 0.2);
        const same = rewritten(text, random);
        const found = differenceOf(rulesetOf(text, family), rulesetOf(same, family));
        expect(found, `${text}\n--- rewritten\n${same}`).toEqual({ opened: [], closed: [], unknown: [] });
      }),
      { numRuns: 80 },
    );
  });

  it('a packet that is followed from rule to rule ends as the regions say', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 10 }), (seed, size) => {
        const random = makeRandom(seed);
        const text = withDoubts(randomRules(SMALL_WORLD[family], random, size), random, 0.3);
        const ruleset = rulesetOf(text, family);
        const decider = makeDecider(ruleset);
        const [rules] = compileTogether([ruleset], family, landmarksOf([ruleset], family));
        if (rules === undefined) throw new Error('nothing was compiled');
        for (let i = 0; i < 40; i++) {
          const packet = randomPacket(SMALL_WORLD[family], random, i % 2 === 0 ? 'input' : 'forward');
          const { ends, whole } = tracePacket(rules, packet);
          const verdicts = new Set(ends.map((end) => end.verdict));
          const told = verdicts.size === 2 ? 'may' : [...verdicts][0];
          const where = `${text}\n${JSON.stringify(packet)}`;
          expect(whole).toBe(true);
          expect(told, where).toBe(decider(packet).verdict);
          for (const { path } of ends) expect(path.length, where).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** One or two lines are taken out, moved, doubled or turned. */
function mutated(text: string, random: () => number): string {
  const lines = text.split('\n');
  const rules = lines.map((line, index) => (line.startsWith('-A') ? index : -1)).filter((index) => index >= 0);
  const pick = () => rules[Math.floor(random() * rules.length)] ?? 0;
  for (let i = 0; i < 2; i++) {
    const [a, b] = [pick(), pick()];
    const kind = random();
    const [one = '', other = ''] = [lines[a], lines[b]];
    if (kind < 0.3) lines[a] = '';
    else if (kind < 0.6) [lines[a], lines[b]] = [other, one];
    else if (/-j (?:ACCEPT|DROP)$/.test(one))
      lines[a] = one.endsWith('ACCEPT') ? one.replace(/ACCEPT$/, 'DROP') : one.replace(/DROP$/, 'ACCEPT');
    else lines[a] = `${other}\n${one}`;
  }
  return lines.join('\n');
}

/** The same filter in other words: rules doubled, cut in two, packed into a chain of their own. */
function rewritten(text: string, random: () => number): string {
  let chains = '';
  let bodies = '';
  let number = 0;
  const lines = text.split('\n').flatMap((line) => {
    if (!line.startsWith('-A ')) return [line];
    const kind = random();
    const target = /-j (ACCEPT|DROP|REJECT)$/.exec(line);
    // A rule with a doubt keeps its words: they are what its answer hangs on.
    if (target === null || line.includes('--match-set')) return [line];
    if (kind < 0.25) return [line, line];
    if (kind < 0.5) {
      const half = (not: string) => line.replace(/^(-A \S+ )/, `$1-m conntrack ${not}--ctstate NEW,RELATED `);
      return [half('! '), half('')];
    }
    if (kind < 0.75) {
      const name = `W${number++}`;
      chains += `:${name} - [0:0]\n`;
      bodies += `-A ${name} ${target[0]}\n`;
      return [line.replace(/-j \S+$/, `-j ${name}`)];
    }
    return [line];
  });
  return lines
    .join('\n')
    .replace(/^(:OUTPUT.*\n)/m, `$1${chains}`)
    .replace(/COMMIT/, `${bodies}COMMIT`);
}
