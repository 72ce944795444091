import type { Packet } from '../../../src/derive/firewall/decide.ts';
import type { RandomWorld } from '../../unit/derive/firewall/random-rules.ts';
import { type Lab, LINKS, macOf, UNTRACKED_FROM } from './lab.ts';
import { LOCAL, REMOTE, SOURCES } from './worlds.ts';

/** What random rules speak of in the lab. */
export const WORLD: Readonly<Record<'ipv4' | 'ipv6', RandomWorld>> = {
  ipv4: {
    family: 'ipv4',
    interfaces: ['lo', 'eth0', 'eth1', 'eth+', 'wan0'],
    sources: ['10.0.0.0/8', '10.21.0.0/16', '10.21.2.3/32', '192.0.2.0/24', '198.51.100.7/32', '128.0.0.0/1'],
    destinations: ['10.9.0.1/32', '10.9.0.0/16', '10.22.0.0/24', '10.9.1.1/32'],
    ports: [22, 53, 80, 443, 8080],
    states: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
    flagConditions: 1,
  },
  ipv6: {
    family: 'ipv6',
    interfaces: ['lo', 'eth0', 'eth1', 'eth+', 'wan0'],
    sources: ['fd00::/8', 'fd21::/32', 'fd21::3/128', '2001:db8::/32', '2001:db8:7::7/128', '2000::/3'],
    destinations: ['fd09::1/128', 'fd09::/16', 'fd22::/64', 'fd09:1::1/128'],
    ports: [22, 53, 80, 443, 8080],
    states: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
    flagConditions: 1,
  },
};

/** A packet with its number and the way it is sent. */
export type Probe = Omit<Packet, 'state'> & {
  readonly id: number;
  readonly how: 'frame' | 'open';
  readonly link?: string;
  readonly error?: object;
};

/** A packet as the kernel saw it, and what became of it. */
export interface Seen {
  readonly packet: Packet;
  readonly kernel: 'accept' | 'drop';
}

/** Sends the probes and tells of each that reached a hook what became of it. */
export function observe(lab: Lab, family: 'ipv4' | 'ipv6', probes: readonly Probe[]): readonly Seen[] {
  lab.readNotes(family);
  lab.send(
    'machine',
    probes.filter((probe) => probe.how === 'open'),
  );
  lab.send('wires', probes.filter((probe) => probe.how === 'frame' && probe.in !== 'lo').map(asFrame));
  lab.send('machine', probes.filter((probe) => probe.how === 'frame' && probe.in === 'lo').map(asFrame));
  const notes = lab.readNotes(family);
  return probes.flatMap((probe): readonly Seen[] => {
    if (probe.how === 'open' || notes.get('hook')?.has(probe.id) !== true) return [];
    const state = STATES_NOTED.find((one) => notes.get(one)?.has(probe.id));
    if (state === undefined) return [];
    const packet: Packet = { ...probe, state: STATE_WORDS[state] };
    return [{ packet, kernel: notes.get('passed')?.has(probe.id) === true ? 'accept' : 'drop' }];
  });
}

const STATES_NOTED = ['new', 'established', 'related', 'invalid', 'untracked'] as const;

/** The states as rules call them, by the names of the lab's marks. */
export const STATE_WORDS = {
  new: 'NEW',
  established: 'ESTABLISHED',
  related: 'RELATED',
  invalid: 'INVALID',
  untracked: 'UNTRACKED',
} as const;

function asFrame(probe: Probe): object {
  const link = probe.in === 'lo' ? 'lo' : `p${probe.in ?? ''}`;
  return { ...probe, link, mac: probe.in === 'lo' ? '00:00:00:00:00:00' : macOf(probe.in ?? '') };
}

/** Packets near the edges of what the rules of a world speak of. */
export function makeProbes(family: 'ipv4' | 'ipv6', random: () => number, count: number): readonly Probe[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number) => random() < share;
  const near = (port: number) => port + pick([-1, 0, 0, 0, 1]);
  const icmp = family === 'ipv4' ? 1 : 58;
  const probes: Probe[] = [];
  let id = 0;
  const next = (untracked: boolean) => ++id + (untracked ? UNTRACKED_FROM : 0);
  const body = () => {
    const protocol = pick([6, 6, 6, 17, 17, icmp, 47]);
    const types = family === 'ipv4' ? [8, 8, 13, 0, 3] : [128, 128, 129, 1];
    return {
      protocol,
      ...(protocol === 6 || protocol === 17
        ? { sport: near(pick(WORLD[family].ports)), dport: near(pick(WORLD[family].ports)) }
        : {}),
      ...(protocol === 6 ? { tcpFlags: pick([2, 2, 2, 16, 18, 1, 17, 4, 0, 41, 24, 6]) } : {}),
      ...(protocol === icmp ? { icmp: { type: pick(types), code: pick([0, 0, 4]) } } : {}),
    };
  };
  while (probes.length < count) {
    const incoming = pick([...LINKS, 'lo']);
    if (chance(0.3)) {
      const [dst, out] = pick(REMOTE[family]);
      const link = pick(LINKS);
      const packet = body();
      const src = pick(SOURCES[family]);
      probes.push({ family, hook: 'forward', src, dst, in: link, out, ...packet, id: next(chance(0.1)), how: 'frame' });
      continue;
    }
    const src = pick(SOURCES[family]);
    const dst = pick(LOCAL[family]);
    const packet = body();
    const { sport, dport } = packet;
    if (chance(0.25) && sport !== undefined && dport !== undefined) {
      // The machine speaks first; what comes back is its answer, or an error about it.
      const spoken = {
        family,
        hook: 'input' as const,
        src: dst,
        dst: src,
        protocol: packet.protocol,
        sport: dport,
        dport: sport,
        ...(packet.protocol === 6 ? { tcpFlags: 2 } : {}),
      };
      probes.push({ ...spoken, id: next(false), how: 'open' });
      const answer = { family, hook: 'input' as const, src, dst, in: pick(LINKS), how: 'frame' as const };
      const unreachable = family === 'ipv4' ? { type: 3, code: 4 } : { type: 1, code: 4 };
      if (chance(0.4))
        probes.push({ ...answer, protocol: icmp, icmp: unreachable, id: next(false), error: { ...spoken, id: 1 } });
      else probes.push({ ...answer, ...packet, ...(packet.protocol === 6 ? { tcpFlags: 18 } : {}), id: next(false) });
    } else
      probes.push({ family, hook: 'input', src, dst, in: incoming, ...packet, id: next(chance(0.1)), how: 'frame' });
  }
  return probes;
}
