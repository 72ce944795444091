import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Decision, makeDecider, type Packet } from '../../src/derive/firewall/decide.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom, randomRules } from '../unit/derive/firewall/random-rules.ts';
import { type Lab, labIsPossible, openLab } from './iptables-kernel/lab.ts';
import { makeProbes, observe, type Probe, WORLD } from './iptables-kernel/probes.ts';

/** A seed repeats a run: VAUBAN_SEED=7 npx vitest run test/real/iptables-kernel.test.ts */
const SEED = Number(process.env['VAUBAN_SEED'] ?? 2026);
/** Rulesets a family; more with VAUBAN_RULESETS. */
const RULESETS = Number(process.env['VAUBAN_RULESETS'] ?? 15);
/** One round alone, to repeat a disagreement: VAUBAN_SEED=7 VAUBAN_ROUND=3. */
const ROUND = process.env['VAUBAN_ROUND'];
const PACKETS = 160;
const PREFIX = `vb${process.pid % 100_000}`;
const possible = labIsPossible(`${PREFIX}t`);
if (!possible)
  console.warn(
    'iptables-kernel: skipped; run as root with the Debian packages iptables, nftables, iproute2 and python3',
  );

describe.skipIf(!possible)(`iptables as the kernel runs it (VAUBAN_SEED=${SEED})`, () => {
  let lab: Lab;
  beforeAll(() => {
    console.info(`iptables-kernel: VAUBAN_SEED=${SEED}`);
    lab = openLab(PREFIX);
  });
  afterAll(() => lab?.close());

  it.each(['ipv4', 'ipv6'] as const)(
    'agrees with the kernel on every packet of random rulesets: %s',
    (family) => {
      const seen = { packets: 0, accepted: 0, dropped: 0, forwarded: 0, states: new Map<string, number>() };
      const disagreements: object[] = [];
      for (let round = 0; round < RULESETS; round++) {
        if (ROUND !== undefined && Number(ROUND) !== round) continue;
        const random = makeRandom(SEED * 1009 + round * 2 + (family === 'ipv6' ? 1 : 0));
        const written = randomRules(WORLD[family], random, 4 + (round % 9));
        for (const { packet, kernel, texts } of judge(lab, family, written, makeProbes(family, random, PACKETS))) {
          seen.packets++;
          seen[kernel === 'accept' ? 'accepted' : 'dropped']++;
          if (packet.hook === 'forward') seen.forwarded++;
          seen.states.set(packet.state, (seen.states.get(packet.state) ?? 0) + 1);
          for (const { name, ours, naive, text } of texts) {
            if (ours !== kernel || naive !== kernel)
              disagreements.push({ round, packet, kernel, name, ours, naive, text });
          }
        }
      }
      console.info(
        `iptables-kernel: ${family}: ${RULESETS} rulesets, ${seen.packets} packets (${seen.accepted} accepted, ${seen.dropped} dropped, ${seen.forwarded} forwarded), states ${[...seen.states].map(([state, count]) => `${state} ${count}`).join(', ')}`,
      );
      expect(disagreements.slice(0, 2)).toEqual([]);
      if (ROUND !== undefined) return;
      expect(seen.packets).toBeGreaterThan(RULESETS * PACKETS * 0.5);
      expect(seen.states.size).toBe(5);
      expect(seen.forwarded).toBeGreaterThan(RULESETS);
    },
    20_000 + RULESETS * 6000,
  );

  it.each<[string, string]>([
    ['flags twice', '-p tcp -m tcp ! --syn -m tcp ! --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j DROP'],
    ['ports twice', '-p tcp -m tcp --dport 22:443 -m multiport ! --dports 53,80 -j DROP'],
    ['either port and none of them', '-p udp -m multiport ! --ports 53,80 -j DROP'],
  ])('holds every condition of a rule that has two of one kind: %s', (_, rule) => {
    // Only the written text is judged: iptables-save 1.8.9 (nf_tables) prints one of two flag conditions.
    const written = `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT ${rule}\nCOMMIT\n`;
    const judged = judge(lab, 'ipv4', written, makeProbes('ipv4', makeRandom(SEED), PACKETS));
    const wrong = judged.filter(({ kernel, texts }) => texts[0]?.ours !== kernel || texts[0].naive !== kernel);
    expect(wrong.slice(0, 2)).toEqual([]);
    expect(new Set(judged.map(({ kernel }) => kernel)).size).toBe(2);
  });
});

interface Judged {
  readonly packet: Packet;
  readonly kernel: 'accept' | 'drop';
  /** The text that was loaded, then the dump that was taken back. */
  readonly texts: readonly {
    readonly name: 'written' | 'saved';
    readonly text: string;
    readonly ours: Decision['verdict'];
    readonly naive: string;
  }[];
}

/** Loads rules, sends the probes, and judges each that reached a hook by the written and by the saved text. */
function judge(lab: Lab, family: 'ipv4' | 'ipv6', written: string, probes: readonly Probe[]): readonly Judged[] {
  const program = family === 'ipv4' ? 'iptables' : 'ip6tables';
  lab.inside([`${program}-restore`], written);
  const saved = lab.inside([`${program}-save`]);
  const readings = (
    [
      ['written', written],
      ['saved', saved],
    ] as const
  ).map(([name, text]) => {
    const { filter, diagnostics } = toFilter(parseDump(text, name), { file: name, family, loaded: 'live' });
    expect(diagnostics).toEqual([]);
    const ruleset = { filters: [filter] };
    return { name, text, ruleset, decider: makeDecider(ruleset) };
  });
  return observe(lab, family, probes).map(({ packet, kernel }): Judged => {
    const texts = readings.map(({ name, text, ruleset, decider }) => ({
      name,
      text,
      ours: decider(packet).verdict,
      naive: interpret(ruleset, packet),
    }));
    return { packet, kernel, texts };
  });
}
