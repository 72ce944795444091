/** Addresses of a family that do not overlap, as sets with intervals want them, and others that do. */
interface Addresses {
  readonly header: 'ip' | 'ip6';
  readonly type: 'ipv4_addr' | 'ipv6_addr';
  readonly apart: readonly string[];
  readonly overlapping: readonly string[];
  readonly destinations: readonly string[];
  readonly masked: readonly string[];
}

const ADDRESSES: readonly Addresses[] = [
  {
    header: 'ip',
    type: 'ipv4_addr',
    apart: ['10.21.0.0/16', '192.0.2.0/24', '198.51.100.7', '128.0.0.0/2', '10.200.0.1-10.200.0.9', '8.8.8.8'],
    overlapping: ['10.0.0.0/8', '10.21.0.0/16', '10.21.2.3', '192.0.2.0/24', '198.51.100.7', '10.21.2.0-10.21.2.4'],
    destinations: ['10.9.0.1', '10.9.0.0/16', '10.22.0.0/24', '10.9.1.1'],
    masked: ['& 255.255.0.0 == 10.21.0.0', '& 255.0.0.0 != 10.0.0.0'],
  },
  {
    header: 'ip6',
    type: 'ipv6_addr',
    apart: ['fd21::/32', '2001:db8::/32', 'fd00::1', 'fd88::/64', '2600::-2600::ff'],
    overlapping: ['fd00::/8', 'fd21::/32', 'fd21::3', '2001:db8::/32', '2001:db8:7::7', 'fd21::1-fd21::3'],
    destinations: ['fd09::1', 'fd09::/16', 'fd22::/64', 'fd09:1::1'],
    masked: ['& ffff:ffff:: == fd21::', '& ff00:: != fd00::'],
  },
];
const PORTS = ['22', '53', '80', '443', '8080'] as const;
const SPANS = ['22-53', '80-442', '1-21', '444-8080'] as const;
const INTERFACES = ['"lo"', '"eth0"', '"eth1"', '"eth*"', '"wan0"'] as const;
const STATES = ['new', 'established', 'related', 'invalid', 'untracked'] as const;
const CHAINS = ['c0', 'c1', 'c2', 'c3'] as const;

/** Tables of one random ruleset: loaded in this order, each by itself. */
export interface RandomNft {
  readonly tables: readonly { readonly family: string; readonly name: string }[];
  readonly text: string;
}

/** A ruleset for `nft -f`: jumps go forward only, so that there is no loop. Nothing in it is uncertain. */
export function randomNft(random: () => number, size: number): RandomNft {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number): boolean => random() < share;
  const some = <T>(list: readonly T[], most: number): readonly T[] => {
    const count = 1 + Math.floor(random() * most);
    return list
      .filter(() => chance(0.5))
      .slice(0, count)
      .concat(pick(list))
      .filter((one, i, all) => all.indexOf(one) === i);
  };
  const families = ['inet', 'inet', 'inet', 'ip', 'ip6'];
  const count = pick([1, 1, 2, 3]);
  const tables = Array.from({ length: count }, (_, index) => ({
    family: index === 0 ? 'inet' : pick(families),
    name: pick(['vt', 'filter', 'nat', 'my-table']) + index,
  }));
  return { tables, text: tables.map((table) => tableText(table.family, table.name)).join('') };

  function tableText(family: string, name: string): string {
    const kinds = ADDRESSES.filter(
      (one) => family === 'inet' || (family === 'ip' ? one.header === 'ip' : one.header === 'ip6'),
    );
    const not = () => (chance(0.2) ? '!= ' : '');
    const ports = (): string =>
      chance(0.6) ? pick(PORTS) : pick([...SPANS, `{ ${some(PORTS, 3).join(', ')} }`, `{ ${pick(SPANS)}, 9000 }`]);
    const sets = kinds.flatMap(({ header, type, apart }) => [
      `set plain_${header} { type ${type}; flags interval; elements = { ${some(apart, 3).join(', ')} }; }`,
      `set pairs_${header} { type ${type} . inet_service; flags interval; elements = { ${pairs(apart)} }; }`,
      `set named_${header} { typeof iifname . ${header} saddr; flags interval; elements = { "eth0" . ${pick(apart)}, "lo" . ${pick(apart)} }; }`,
    ]);
    function pairs(apart: readonly string[]): string {
      const addresses = some(apart, 3);
      return addresses.map((address) => `${address} . ${pick([...PORTS, ...SPANS])}`).join(', ');
    }
    const address = (one: Addresses): string => {
      const field = `${one.header} ${chance(0.75) ? 'saddr' : 'daddr'}`;
      if (field.endsWith('daddr')) return `${field} ${not()}${pick(one.destinations)}`;
      switch (pick(['plain', 'plain', 'set', 'named', 'masked'])) {
        case 'plain':
          return `${field} ${not()}${pick(one.overlapping)}`;
        case 'set':
          return `${field} ${not()}{ ${some(one.apart, 3).join(', ')} }`;
        case 'named':
          return `${field} ${not()}@plain_${one.header}`;
        default:
          return `${field} ${pick(one.masked)}`;
      }
    };
    const concatenation = (one: Addresses): string => {
      switch (pick(['pairs', 'named', 'anonymous', 'negated', 'interface'])) {
        case 'pairs':
          return `${one.header} saddr . tcp dport ${not()}@pairs_${one.header}`;
        case 'named':
          return `iifname . ${one.header} saddr ${not()}@named_${one.header}`;
        case 'anonymous':
          return `${one.header} saddr . udp dport { ${pairs(one.apart)} }`;
        case 'negated':
          return `${one.header} saddr . tcp dport != { ${pairs(one.apart)} }`;
        default:
          return `iifname . tcp dport { "eth0" . ${pick(PORTS)}, "wan0" . ${pick(PORTS)}, "lo" . ${pick(PORTS)} }`;
      }
    };
    const flags = (): string =>
      pick([
        'tcp flags syn',
        'tcp flags == syn',
        'tcp flags != syn',
        'tcp flags & (fin|syn|rst|ack) == syn',
        'tcp flags & (fin|syn|rst|ack) != syn',
        'tcp flags & (syn|ack) == 0',
        'tcp flags syn,ack',
        'tcp flags ! syn,rst',
        'tcp flags { syn, ack, fin | ack }',
        'tcp flags != { syn, ack }',
        'tcp flags & (fin|syn) == (fin|syn)',
        'tcp flags 0x0 / fin,syn,rst,psh,ack,urg',
      ]);
    const icmp = (one: Addresses): string => {
      return one.header === 'ip'
        ? pick([
            'icmp type echo-request',
            'icmp type { 0, 3, 13 }',
            'icmp type != 8',
            'icmp type 3 icmp code 4',
            'icmp code != 0',
          ])
        : pick([
            'icmpv6 type echo-request',
            'icmpv6 type { 1, 129 }',
            'icmpv6 type != 128',
            'icmpv6 type 1 icmpv6 code 4',
          ]);
    };
    const transport = (one: Addresses): string =>
      pick([
        () => `tcp dport ${not()}${ports()}`,
        () => `tcp dport ${not()}${ports()}`,
        () => `udp dport ${not()}${ports()}`,
        () => `tcp sport ${not()}${ports()}`,
        () => `tcp dport ${pick(['>', '<', '>=', '<='])} ${pick(PORTS)}`,
        () => `meta l4proto { tcp, udp } th dport ${not()}${ports()}`,
        () => `meta l4proto ${not()}${pick(['tcp', 'udp', '47', '{ icmp, ipv6-icmp }'])}`,
        flags,
        () => icmp(one),
        () => concatenation(one),
        () =>
          one.header === 'ip6' ? 'meta l4proto tcp' : `ip protocol ${not()}${pick(['tcp', 'icmp', '{ udp, gre }'])}`,
      ])();
    const state = (): string => {
      const list = [...new Set([pick(STATES), pick(STATES)])];
      return pick([
        `ct state ${list.join(',')}`,
        `ct state { ${list.join(', ')} }`,
        `ct state != ${pick(STATES)}`,
        `ct state ! ${list.join(',')}`,
        `ct state & (${list.join('|')}) != 0`,
      ]);
    };
    /** Before connection tracking all packets are invalid, or untracked where the lab says so. */
    const earlyState = (): string =>
      pick(['ct state new', 'ct state established', 'ct state { invalid, untracked }', 'ct state != established']);
    const interfaces = (hook: string): string =>
      hook === 'forward' && chance(0.4)
        ? `oifname ${not()}${pick(INTERFACES)}`
        : pick([
            () => `iifname ${not()}${pick(INTERFACES)}`,
            () => `iif ${not()}${pick(['"lo"', '"eth0"', '"wan0"'])}`,
            () => `iifname ${not()}{ "lo", "wan0", "eth1" }`,
          ])();
    const verdict = (one: Addresses, neutral: boolean, depth: number, early: boolean): string => {
      const later = CHAINS.slice(depth);
      const calls = later.length === 0 || early ? [] : ['jump', 'jump', 'goto'];
      const word = pick(['accept', 'accept', 'drop', early ? 'drop' : 'reject', 'return', 'counter', '', ...calls]);
      if (word === 'reject' && !neutral) {
        const own = `reject with ${one.header === 'ip' ? 'icmp' : 'icmpv6'} type port-unreachable`;
        return pick(['reject', own, ...(family === 'inet' ? ['reject with icmpx type admin-prohibited'] : [])]);
      }
      return word === 'jump' || word === 'goto' ? `${word} ${pick(later)}` : word;
    };
    const map = (depth: number): string => {
      const later = CHAINS.slice(depth);
      const way = () =>
        later.length > 0 && chance(0.4)
          ? `${pick(['jump', 'goto'])} ${pick(later)}`
          : pick(['accept', 'drop', 'return']);
      const one = pick(kinds);
      return pick([
        () => `ct state vmap { invalid : ${way()}, established : ${way()}, related : ${way()} }`,
        () => `tcp dport vmap { 22 : ${way()}, 80 : ${way()}, 443-8080 : ${way()} }`,
        () => `iifname vmap { "lo" : ${way()}, "eth0" : ${way()} }`,
        () =>
          `${one.header} saddr . tcp dport vmap { ${one.apart[0] ?? ''} . 22-80 : ${way()}, ${one.apart[1] ?? ''} . 443 : ${way()} }`,
        () => `${one.header} saddr vmap { ${one.apart[1] ?? ''} : ${way()}, ${one.apart[2] ?? ''} : continue }`,
        () => `meta l4proto vmap { tcp : ${way()}, udp : ${way()} }`,
        () => `tcp dport vmap @verdicts${depth}`,
      ])();
    };
    const rule = (depth: number, hook: string, early: boolean): string => {
      if (!early && chance(0.15)) return map(depth);
      const parts: string[] = [];
      // nft refuses a rule that asks for both families.
      const one = pick(kinds);
      const neutral = family === 'inet' && chance(0.08);
      if (chance(0.35) && !neutral) parts.push(address(one));
      if (chance(0.25)) parts.push(interfaces(hook));
      if (chance(0.6) && !neutral) parts.push(transport(one));
      if (chance(0.25)) parts.push(early ? earlyState() : state());
      if (neutral) parts.push(`meta nfproto ${pick(['ipv4', 'ipv6'])}`);
      if (!early && chance(0.05)) parts.push(`fib daddr type ${not()}local`);
      parts.push(verdict(one, neutral, depth, early));
      const text = parts.filter((part) => part !== '').join(' ');
      return text === '' ? 'counter' : text;
    };
    const rules = (depth: number, hook: string, early = false): string =>
      Array.from({ length: Math.ceil(random() * size) }, () => `  ${rule(depth, hook, early)}\n`).join('');
    const base = (title: string, hook: string, priority: string): string =>
      `chain ${title} { type filter hook ${hook} priority ${priority}; policy ${pick(['accept', 'accept', 'drop'])};\n${rules(0, hook)}}\n`;
    const maps = CHAINS.map((_, depth) => {
      const target = CHAINS[depth] ?? 'c3';
      return `map verdicts${depth} { type inet_service : verdict; flags interval; elements = { 53 : accept, 80-443 : jump ${target}, 8080 : drop }; }\n`;
    });
    const last = `map verdicts4 { type inet_service : verdict; elements = { 53 : accept, 8080 : drop }; }\n`;
    const chains = CHAINS.map((title, index) => `chain ${title} {\n${rules(index + 1, 'input')}}\n`);
    const bases = [
      base('in', 'input', pick(['0', 'filter', '-10', '20', 'security + 5'])),
      base('fw', 'forward', pick(['0', 'filter - 5', '10'])),
      ...(chance(0.4) ? [base('in2', 'input', pick(['-150', '30', 'filter']))] : []),
      ...(chance(0.3) ? [base('fw2', 'forward', pick(['mangle', '40']))] : []),
      ...(chance(0.3)
        ? [`chain early { type filter hook prerouting priority raw;\n${rules(4, 'prerouting', true)}}\n`]
        : []),
    ];
    const empty = CHAINS.map((title) => `chain ${title} { }\n`).join('');
    return `table ${family} ${name} {\n${empty}}\ntable ${family} ${name} {\n${[...sets, ''].join('\n')}${maps.join('')}${last}${[...chains.reverse(), ...bases].join('')}}\n`;
  }
}
