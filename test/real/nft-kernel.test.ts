import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { captureId } from '../../src/core/ids.ts';
import { compileFamily } from '../../src/derive/firewall/analysis.ts';
import { makeDecider } from '../../src/derive/firewall/decide.ts';
import { tracePacket } from '../../src/derive/firewall/trace.ts';
import { translationLandmarks } from '../../src/derive/firewall/translation.ts';
import type { FirewallRuleset } from '../../src/model/generated/model.ts';
import { nftFilters, openHooks, readNft } from '../../src/normalize/firewall/nft/reading.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom } from '../unit/derive/firewall/random-rules.ts';
import { meaningOf } from '../unit/normalize/firewall/nft-meaning.ts';
import { type RandomNft, randomNft } from '../unit/normalize/firewall/nft-random.ts';
import { type Lab, labIsPossible, openLab } from './iptables-kernel/lab.ts';
import { makeProbes, observe, type Probe } from './iptables-kernel/probes.ts';

/** A seed repeats a run: VAUBAN_SEED=7 npx vitest run test/real/nft-kernel.test.ts */
const SEED = Number(process.env['VAUBAN_SEED'] ?? 2026);
/** Rulesets a family; more with VAUBAN_RULESETS. */
const RULESETS = Number(process.env['VAUBAN_RULESETS'] ?? 6);
/** One round alone, to repeat a disagreement: VAUBAN_SEED=7 VAUBAN_ROUND=3. */
const ROUND = process.env['VAUBAN_ROUND'];
const PACKETS = 160;
const PREFIX = `vn${process.pid % 100_000}`;
const possible = labIsPossible(`${PREFIX}t`, [['nft', 'list', 'ruleset']]);
if (!possible) console.warn('nft-kernel: skipped; run as root with the Debian packages nftables, iproute2 and python3');

describe.skipIf(!possible)(`nftables as the kernel runs it (VAUBAN_SEED=${SEED})`, () => {
  let lab: Lab;
  beforeAll(() => {
    console.info(`nft-kernel: VAUBAN_SEED=${SEED}`);
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
        const written = randomNft(random, 3 + (round % 8));
        const readings = load(lab, written);
        const [text, json] = [readings[1], readings[2]];
        expect(meaningOf(json?.ruleset), text?.text).toEqual(meaningOf(text?.ruleset));
        for (const { packet, kernel } of observe(lab, family, makeProbes(family, random, PACKETS))) {
          seen.packets++;
          seen[kernel === 'accept' ? 'accepted' : 'dropped']++;
          if (packet.hook === 'forward') seen.forwarded++;
          seen.states.set(packet.state, (seen.states.get(packet.state) ?? 0) + 1);
          for (const reading of readings) {
            const ours = reading.decide(packet).verdict;
            const naive = interpret(reading.ruleset, packet);
            if (ours !== kernel || naive !== kernel)
              disagreements.push({ round, packet, kernel, name: reading.name, ours, naive, text: reading.text });
          }
        }
      }
      console.info(
        `nft-kernel: ${family}: ${RULESETS} rulesets, ${seen.packets} packets (${seen.accepted} accepted, ${seen.dropped} dropped, ${seen.forwarded} forwarded), states ${[...seen.states].map(([state, count]) => `${state} ${count}`).join(', ')}`,
      );
      expect(disagreements.slice(0, 1)).toEqual([]);
      if (ROUND !== undefined) return;
      expect(seen.packets).toBeGreaterThan(RULESETS * PACKETS * 0.4);
      expect(seen.states.size).toBe(5);
      expect(seen.accepted).toBeGreaterThan(RULESETS * 4);
      expect(seen.forwarded).toBeGreaterThan(RULESETS);
    },
    20_000 + RULESETS * 8000,
  );

  it('agrees with the kernel on first packets whose destination is changed', () => {
    const rules = `table ip nat0 {
  map servers { type inet_service : ipv4_addr; elements = { 80 : 10.22.0.9, 443 : 10.21.0.9 }; }
  chain pre { type nat hook prerouting priority dstnat; policy accept;
    iifname "eth0" dnat to tcp dport map @servers
    tcp dport 8080 dnat to 10.22.7.9:22
    ip saddr 192.0.2.0/24 tcp dport 53 redirect to :22
  }
}
table inet vt {
  chain in { type filter hook input priority 0; policy drop;
    tcp dport 22 accept
  }
  chain fw { type filter hook forward priority 0; policy drop;
    ip daddr 10.22.0.0/24 tcp dport 80 oifname "wan0" accept
    ct status dnat ip daddr 10.22.7.9 tcp dport 22 accept
    ip saddr 10.0.0.0/8 ip daddr 10.21.0.9 accept
  }
}
`;
    const tables = [
      { family: 'ip', name: 'nat0' },
      { family: 'inet', name: 'vt' },
    ];
    const ways = { '10.22.0.9': 'wan0', '10.22.7.9': 'wan0', '10.21.0.9': 'eth1' } as const;
    const outs: Readonly<Record<number, string>> = {
      80: ways['10.22.0.9'],
      443: ways['10.21.0.9'],
      8080: ways['10.22.7.9'],
    };
    const probes = ['10.21.9.9', '192.0.2.200', '8.8.8.8'].flatMap((src, i) =>
      (['eth0', 'eth1'] as const).flatMap((link, j) =>
        [22, 53, 80, 443, 8080].map((dport, k): Probe => {
          const id = 1 + i * 10 + j * 5 + k;
          const to = { src, dst: '10.9.0.1', protocol: 6, sport: 30_000 + id, dport, tcpFlags: 2 };
          return { family: 'ipv4', hook: 'input', in: link, out: outs[dport] ?? '', ...to, id, how: 'frame' };
        }),
      ),
    );
    const readings = load(lab, { tables, text: rules });
    const seen = observe(lab, 'ipv4', probes);
    expect(seen).toHaveLength(probes.length);
    for (const { name, ruleset } of readings) {
      const { addresses, ports } = translationLandmarks(ruleset, 'ipv4');
      const family = compileFamily(ruleset, 'ipv4', { addresses: [], dstAddresses: addresses, ports });
      for (const { packet, kernel } of seen) {
        const { ends } = tracePacket(family, packet, packet.out);
        const verdicts = [...new Set(ends.map((end) => end.verdict))];
        // Only the question whether a destination was changed is left open.
        const asked = packet.dport === 8080 ? ['accept', 'drop'] : [kernel];
        expect(verdicts.sort(), `${name} ${JSON.stringify(packet)}`).toEqual(asked);
        expect(verdicts).toContain(kernel);
      }
    }
    expect(new Set(seen.map(({ kernel }) => kernel)).size).toBe(2);
  }, 20_000);
});

interface Reading {
  readonly name: 'written' | 'listed' | 'listed as JSON';
  readonly text: string;
  readonly ruleset: FirewallRuleset;
  readonly decide: ReturnType<typeof makeDecider>;
}

let loaded: RandomNft['tables'] = [];

/** Loads a ruleset in place of the one before, and reads it as written, as listed, and as listed in JSON. */
function load(lab: Lab, written: RandomNft): readonly [Reading, Reading, Reading] {
  const before = loaded.map(({ family, name }) => `delete table ${family} ${name}\n`).join('');
  lab.inside(['nft', '-f', '-'], before + written.text);
  loaded = written.tables;
  // The tables of the lab itself are left out.
  const list = (...options: readonly string[]): readonly string[] =>
    written.tables.map(({ family, name }) => lab.inside(['nft', ...options, 'list', 'table', family, name]));
  const objects = list('-j').flatMap((text) => (JSON.parse(text) as { nftables: unknown[] }).nftables); // nft's own schema
  return [
    read('written', written.text),
    read('listed', list().join('')),
    read('listed as JSON', JSON.stringify({ nftables: objects })),
  ];
}

function read(name: Reading['name'], text: string): Reading {
  const capture: Capture = {
    id: captureId(name),
    origin: name,
    collectedAt: '2026-11-22T18:00:00Z',
    outcome: { kind: 'read', bytes: Buffer.from(text) },
  };
  const reading = readNft(name === 'listed as JSON' ? { json: capture } : { text: capture }, () => undefined);
  if (reading === undefined) throw new Error(`${name} was not read`);
  const { filters, diagnostics, gaps } = nftFilters(reading, 'live');
  expect({ diagnostics, gaps }).toEqual({ diagnostics: [], gaps: [] });
  const ruleset: FirewallRuleset = { filters: [...filters, ...openHooks(filters, 'live', { file: name })] };
  return { name, text, ruleset, decide: makeDecider(ruleset) };
}
