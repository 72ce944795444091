import type { Packet } from '../../../../src/derive/firewall/decide.ts';

/** A generator of numbers below 1 that a seed repeats (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What random rules may speak of. */
export interface RandomWorld {
  readonly family: 'ipv4' | 'ipv6';
  readonly interfaces: readonly string[];
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly number[];
  readonly states: readonly string[];
  /**
   * At most this many conditions on TCP flags in one rule. iptables-save 1.8.9 (nf_tables) prints only the last of
   * several, though the kernel holds them all; such a rule cannot be read back from its dump.
   */
  readonly flagConditions: 1 | 2;
}

/** A world of few values, so that rules overlap often. */
export const SMALL_WORLD: Readonly<Record<'ipv4' | 'ipv6', RandomWorld>> = {
  ipv4: {
    family: 'ipv4',
    interfaces: ['lo', 'eth0', 'eth1', 'eth+', 'wan0'],
    sources: ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '192.0.2.0/24', '198.51.100.7/32', '128.0.0.0/1'],
    destinations: ['10.9.0.1/32', '10.9.0.0/24', '10.9.0.2/32'],
    ports: [22, 53, 80, 443, 8080],
    states: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
    flagConditions: 2,
  },
  ipv6: {
    family: 'ipv6',
    interfaces: ['lo', 'eth0', 'eth1', 'eth+', 'wan0'],
    sources: ['fd00::/8', 'fd00:1::/32', 'fd00:1::3/128', '2001:db8::/32', '2001:db8:7::7/128', '8000::/1'],
    destinations: ['fd09::1/128', 'fd09::/64', 'fd09::2/128'],
    ports: [22, 53, 80, 443, 8080],
    states: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
    flagConditions: 2,
  },
};

/** The words of a random match of a rule in a chain. */
export function randomMatch(world: RandomWorld, random: () => number, chain: string): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number): boolean => random() < share;
  const not = () => (chance(0.2) ? '! ' : '');
  const v6 = world.family === 'ipv6';
  const range = () => {
    const [a, b] = [pick(world.ports), pick(world.ports)].sort((x, y) => x - y);
    return a === b ? `${a}:${(b ?? 0) + 1}` : `${a}:${b}`; // iptables refuses 22:22 in a list
  };
  const address = (list: readonly string[], side: 'src' | 'dst'): string => {
    const one = pick(list);
    if (!one.endsWith('/32') || v6 || chance(0.5)) return `${not()}-${side[0]} ${one}`;
    const start = one.slice(0, -3);
    const end = start.replace(/\d+$/, (last) => `${Math.min(255, Number(last) + 4)}`);
    return `-m iprange ${not()}--${side}-range ${start}-${end}`;
  };
  const transport = (): string => {
    switch (pick(['tcp', 'tcp', 'udp', 'icmp', 'nothing', 'other'])) {
      case 'tcp': {
        const parts = ['-p tcp'];
        if (chance(0.5)) parts.push(ports('tcp'));
        const syn = chance(0.2);
        if (syn) parts.push(`-m tcp ${not()}--syn`);
        if (chance(0.1) && !(syn && world.flagConditions === 1))
          parts.push(
            `-m tcp ${not()}--tcp-flags ${pick(['SYN,ACK SYN,ACK', 'FIN,SYN,RST,PSH,ACK,URG NONE', 'SYN,RST RST', 'FIN,ACK FIN'])}`,
          );
        return parts.join(' ');
      }
      case 'udp':
        return chance(0.6) ? `-p udp ${ports('udp')}` : '-p udp';
      case 'icmp': {
        if (!v6)
          return chance(0.7)
            ? `-p icmp -m icmp ${not()}--icmp-type ${pick(['8', '0', '3/4', 'echo-request', '3', '13'])}`
            : '-p icmp';
        return chance(0.7)
          ? `-p ipv6-icmp -m icmp6 ${not()}--icmpv6-type ${pick(['128', '129', '1/4', 'echo-request', '1', '130'])}`
          : '-p ipv6-icmp';
      }
      case 'other':
        return `! -p ${pick(['tcp', 'udp'])}`;
      default:
        return '';
    }
  };
  const ports = (protocol: string): string => {
    switch (pick(['dport', 'sport', 'dports', 'sports', 'ports'])) {
      case 'dport':
        return `-m ${protocol} ${not()}--dport ${chance(0.5) ? pick(world.ports) : range()}`;
      case 'sport':
        return `-m ${protocol} ${not()}--sport ${chance(0.5) ? pick(world.ports) : range()}`;
      case 'dports':
        return `-m multiport ${not()}--dports ${pick(world.ports)},${range()}`;
      case 'sports':
        return `-m multiport ${not()}--sports ${pick(world.ports)},${range()}`;
      default:
        return `-m multiport ${not()}--ports ${pick(world.ports)},${pick(world.ports)}`;
    }
  };
  const parts: string[] = [];
  if (chance(0.35)) parts.push(address(world.sources, 'src'));
  if (chance(0.15)) parts.push(address(world.destinations, 'dst'));
  if (chance(0.25)) parts.push(`${not()}-i ${pick(world.interfaces)}`);
  if (chance(0.1) && chain === 'FORWARD') parts.push(`${not()}-o ${pick(world.interfaces)}`);
  if (chance(0.7)) parts.push(transport());
  if (chance(0.25) && world.states.length > 0) {
    const list = [...new Set([pick(world.states), pick(world.states)])].join(',');
    parts.push(`-m conntrack ${not()}--ctstate ${list}`);
  }
  return parts.filter((part) => part !== '').join(' ');
}

/** iptables-restore text of one filter table: jumps forward only, so that there is no loop. */
export function randomRules(world: RandomWorld, random: () => number, size: number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const users = ['U0', 'U1', 'U2', 'U3'];
  const rule = (chain: string, depth: number): string => {
    const match = randomMatch(world, random, chain);
    const later = users.slice(depth);
    const verdict = pick(['-j ACCEPT', '-j ACCEPT', '-j DROP', '-j REJECT', '-j RETURN', 'jump', 'jump', 'goto', '']);
    const jump = later.length === 0 ? '-j DROP' : `-j ${pick(later)}`;
    const target = verdict === 'jump' ? jump : verdict === 'goto' ? jump.replace('-j U', '-g U') : verdict;
    return `-A ${chain} ${[match, target].filter((part) => part !== '').join(' ')}`;
  };
  const lines = [
    '*filter',
    `:INPUT ${pick(['ACCEPT', 'DROP'])} [0:0]`,
    `:FORWARD ${pick(['ACCEPT', 'DROP'])} [0:0]`,
    ':OUTPUT ACCEPT [0:0]',
  ];
  lines.push(...users.map((name) => `:${name} - [0:0]`));
  for (const [depth, chain] of [
    [0, 'INPUT'],
    [0, 'FORWARD'],
    ...users.map((name, i) => [i + 1, name] as const),
  ] as const) {
    const count = Math.ceil(random() * size);
    for (let i = 0; i < count; i++) lines.push(rule(chain, depth));
  }
  return `${[...lines, 'COMMIT'].join('\n')}\n`;
}

/** A packet near the edges of what the rules speak of. */
export function randomPacket(world: RandomWorld, random: () => number, hook: 'input' | 'forward'): Packet {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const v6 = world.family === 'ipv6';
  const names = ['lo', 'eth0', 'eth1', 'eth7', 'wan0', 'ppp0'];
  const near = (port: number): number => Math.max(0, port + pick([-1, 0, 0, 0, 1]));
  const protocol = pick([6, 6, 17, v6 ? 58 : 1, 47]);
  const src = pick(
    v6
      ? ['fd00::1', 'fd00:1::3', 'fd00:1::4', '2001:db8:7::7', '2001:db8::9', '2600::1', '9000::1']
      : [
          '10.200.0.1',
          '10.1.9.9',
          '10.1.2.3',
          '10.1.2.5',
          '192.0.2.200',
          '198.51.100.7',
          '198.51.100.12',
          '8.8.8.8',
          '127.0.0.1',
        ],
  );
  const dst = pick(
    v6 ? ['fd09::1', 'fd09::2', 'fd09::9', 'fd0a::1'] : ['10.9.0.1', '10.9.0.2', '10.9.0.5', '10.9.0.77', '10.10.0.1'],
  );
  return {
    family: world.family,
    hook,
    src,
    dst,
    protocol,
    in: pick(names),
    ...(hook === 'forward' ? { out: pick(names) } : {}),
    state: pick(['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const),
    ...(protocol === 6 || protocol === 17 ? { sport: near(pick(world.ports)), dport: near(pick(world.ports)) } : {}),
    ...(protocol === 6 ? { tcpFlags: pick([2, 16, 18, 1, 17, 4, 0, 41, 24]) } : {}),
    ...(protocol === 1 ? { icmp: { type: pick([8, 0, 3, 13, 5]), code: pick([0, 4]) } } : {}),
    ...(protocol === 58 ? { icmp: { type: pick([128, 129, 1, 130, 2]), code: pick([0, 4]) } } : {}),
  };
}
