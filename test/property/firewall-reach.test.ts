import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Packet } from '../../src/derive/firewall/decide.ts';
import { viewFamily } from '../../src/derive/firewall/family-view.ts';
import { rangesOf } from '../../src/derive/firewall/ranges.ts';
import { parseDump } from '../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../src/normalize/firewall/iptables-save/to-model.ts';
import { interpret } from '../unit/derive/firewall/naive.ts';
import { makeRandom, randomRules, SMALL_WORLD } from '../unit/derive/firewall/random-rules.ts';

/** Sources at which random rules make a difference, beside plainly public ones. */
const SOURCES = {
  ipv4: ['8.8.8.8', '11.0.0.1', '130.1.1.1', '10.1.2.3', '10.1.9.9', '10.200.0.1', '192.0.2.9', '198.51.100.7'],
  ipv6: ['2600::1', '2a00::1', '2001:db8:7::7', '2001:db8::9', 'fd00:1::3', 'fd00:1::4', 'fd00::1'],
} as const;
const DESTINATIONS = {
  ipv4: ['10.9.0.1', '10.9.0.2', '10.9.0.77', '192.0.2.77'],
  ipv6: ['fd09::1', 'fd09::2', 'fd09::9', '2001:db8:f::1'],
} as const;

it.each(['ipv4', 'ipv6'] as const)(
  'a closed port accepts no packet, and the witness of an open one is accepted: %s',
  (family) => {
    const seen = { closed: 0, witnesses: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 10 }), (seed, size) => {
        const text = randomRules(SMALL_WORLD[family], makeRandom(seed), size);
        const { filter } = toFilter(parseDump(text, 'rules'), { file: 'rules', family, loaded: 'live' });
        const ruleset = { filters: [filter] };
        for (const range of rangesOf(viewFamily(ruleset, family))) {
          const base = {
            family,
            hook: 'input',
            protocol: range.protocol === 'tcp' ? 6 : 17,
            state: 'NEW',
            ...(range.protocol === 'tcp' ? { tcpFlags: 2 } : {}),
          } as const;
          const accepts = (packet: Packet) => interpret(ruleset, packet) === 'accept';
          if (range.at_most === 'none') {
            for (const dport of new Set([range.from_port, range.to_port])) {
              for (const src of SOURCES[family]) {
                for (const dst of DESTINATIONS[family]) {
                  for (const name of ['eth0', 'eth1', 'eth7', 'wan0', 'ppp0']) {
                    for (const sport of [22, 53, 443, 50_000]) {
                      seen.closed++;
                      const packet = { ...base, src, dst, in: name, sport, dport };
                      if (accepts(packet)) expect.fail(`${range.id} is told closed\n${text}${JSON.stringify(packet)}`);
                    }
                  }
                }
              }
            }
          }
          const told = /from (\S+) port (\d+) to port (\d+)(?: on (\S+))?/.exec(range.witness ?? '');
          if (told === null || range.at_least === 'none') continue;
          // The witness leaves the destination open: some address of the machine takes it.
          const taken = [...DESTINATIONS[family], family === 'ipv4' ? '1.0.0.0' : '2000::'].some((dst) =>
            accepts({
              ...base,
              src: told[1] ?? '',
              dst,
              in: told[4] ?? 'any-other',
              sport: Number(told[2]),
              dport: Number(told[3]),
            }),
          );
          seen.witnesses++;
          expect(taken, `${range.id}: ${range.witness ?? ''}\n${text}`).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
    expect(seen.closed).toBeGreaterThan(0);
    expect(seen.witnesses).toBeGreaterThan(0);
  },
);
