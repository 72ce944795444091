import fc from 'fast-check';
import { expect } from 'vitest';
import { rulesetOfPoint } from '../../src/derive/firewall/point-ruleset.ts';
import { answer, parseQuery } from '../../src/derive/firewall/query.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';

/** A seed repeats a run: VAUBAN_SEED=7 npx vitest run test/property/gcp-network.test.ts; VAUBAN_RULESETS makes it longer. */
export const SEED = Number(process.env['VAUBAN_SEED'] ?? 2026);
const NETWORKS = Number(process.env['VAUBAN_RULESETS'] ?? 40);
const PACKETS = 12;

/** Random networks of a provider, random packets, and the judge: plain loops after the provider's documentation. */
interface JudgedNetworks<Place, Packet> {
  readonly provider: string;
  readonly world: fc.Arbitrary<Place>;
  readonly packet: fc.Arbitrary<Packet>;
  /** The network through the real reader. */
  readonly rulesetOf: (place: Place) => FirewallRuleset;
  /** The member of the point that packets are sent to. */
  readonly member: string;
  readonly question: (packet: Packet) => string;
  /** The answers that the documentation leaves open: one where it is plain. */
  readonly answers: (place: Place, packet: Packet) => readonly boolean[];
  /** Networks without an answer are left out. */
  readonly isAsked?: (place: Place) => boolean;
  /** So are packets that cannot come. */
  readonly canCome?: (place: Place, packet: Packet) => boolean;
}

/** Compares the answers: what is certain must be the judge's, what is in doubt must give a reason. */
export function judgeNetworks<Place, Packet>(judged: JudgedNetworks<Place, Packet>): void {
  const { provider, world, packet, rulesetOf, member, question, answers } = judged;
  const { isAsked = () => true, canCome = () => true } = judged;
  const seen = { allowed: 0, denied: 0, may: 0, doubtless: 0 };
  fc.assert(
    fc.property(world, fc.array(packet, { minLength: PACKETS, maxLength: PACKETS }), (place, packets) => {
      fc.pre(isAsked(place));
      const ruleset = rulesetOf(place);
      const point = ruleset.points?.find(({ members }) => members?.includes(member) === true);
      if (point === undefined) return expect.fail(`no such point: ${JSON.stringify(ruleset.points)}`);
      const own = rulesetOfPoint(ruleset, point);
      for (const one of packets) {
        if (!canCome(place, one)) continue;
        const text = question(one);
        const query = parseQuery(text);
        if ('problem' in query) return expect.fail(`${text}: ${query.problem}`);
        const found = answer(own, query)[0];
        const wanted = answers(place, one);
        const shown = `${text} wants ${JSON.stringify(wanted)}, told ${found?.verdict} ${JSON.stringify(place)}`;
        if (found?.verdict === 'allowed' || found?.verdict === 'denied') {
          seen[found.verdict]++;
          if (wanted.length !== 1 || wanted[0] !== (found.verdict === 'allowed')) expect.fail(shown);
        } else if (found?.verdict === 'may') {
          seen.may++;
          if (wanted.length === 1) {
            seen.doubtless++;
            continue;
          }
          const steps = found.examples.flatMap(({ trace }) => trace.ends.flatMap(({ path }) => path));
          if (!steps.some(({ doubts }) => doubts.some((why) => why !== ''))) expect.fail(`no reason: ${shown}`);
        } else expect.fail(shown);
      }
    }),
    { numRuns: NETWORKS, seed: SEED },
  );
  console.info(`${provider}, seed ${SEED}: ${JSON.stringify(seen)}`);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(NETWORKS);
  // Doubts are not spread where the documentation leaves none.
  expect(seen.doubtless).toBeLessThanOrEqual(Math.max(5, seen.may / 4));
}
