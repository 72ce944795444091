import { type IpFamily, parseIpRange } from '../../core/ip-range.ts';
import { CONNECTION_STATES } from '../../core/packet-words.ts';
import type { FirewallCondition } from '../../model/generated/model.ts';
import type { ConnectionState, Hook } from './packet-services.ts';

/** A question about one packet or a set of packets. */
export interface Query {
  readonly text: string;
  /** One when an address tells it. */
  readonly families: readonly IpFamily[];
  readonly hook: Hook;
  /** Service ids of `servicesOf`; undefined: every protocol. */
  readonly protocol: string | undefined;
  readonly state: ConnectionState;
  /** All must hold. */
  readonly conditions: readonly FirewallCondition[];
}

/** A question that is not understood: what is wrong, and how it is written. */
export interface QueryProblem {
  readonly problem: string;
  readonly hint: string;
}

/** How a question is written. */
export const QUERY_SYNTAX =
  'PROTOCOL SOURCE -> [DESTINATION]:PORTS [in NAME] [out NAME] [state WORD] [through|from the machine], for example: tcp 203.0.113.9 -> :22 | udp any -> 10.0.0.5:53 | icmp any -> type 8 | tcp [2001:db8::/32] -> :443 in eth0';

const NUMBERS: Readonly<Record<string, string>> = {
  tcp: '6',
  udp: '17',
  icmp: '1',
  icmpv6: '58',
  dccp: '33',
  sctp: '132',
  udplite: '136',
  gre: '47',
  esp: '50',
  ah: '51',
};
const WITH_PORTS: readonly string[] = ['tcp', 'udp', 'dccp', 'sctp', 'udplite'];
const HOOK_WORDS: Readonly<Record<string, Hook>> = {
  input: 'input',
  forward: 'forward',
  through: 'forward',
  output: 'output',
};

/** Reads a question; says what is wrong with one that is not understood. */
export function parseQuery(text: string): Query | QueryProblem {
  const words = text
    .trim()
    .replace(/\s*->\s*/, ' -> ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const arrow = words.indexOf('->');
  if (words.length === 0) return wrong('the question is empty');
  if (arrow < 0) return wrong('there is no -> between the source and the destination');
  const left = words.slice(0, arrow);
  let hook: Hook | undefined = HOOK_WORDS[left[0] ?? ''];
  if (hook !== undefined) left.shift();
  const protocol = readProtocol(left.shift());
  if ('problem' in protocol) return protocol;
  if (left.length > 1)
    return wrong(`"${left[1] ?? ''}" is not expected before ->: one source, several joined by commas without blanks`);
  const hasPorts = protocol.id === undefined || WITH_PORTS.includes(protocol.id);
  const source = readEnd(left[0] ?? 'any', 'source', hasPorts);
  if ('problem' in source) return source;
  const right = words.slice(arrow + 1);
  const isQualifier = (word: string | undefined) => word !== undefined && ['in', 'out', 'state', 'type'].includes(word);
  const destination = readEnd(
    right.length === 0 || isQualifier(right[0]) ? 'any' : (right.shift() ?? 'any'),
    'destination',
    hasPorts,
  );
  if ('problem' in destination) return destination;
  const conditions: FirewallCondition[] = [...protocol.conditions, ...source.conditions, ...destination.conditions];
  let state: ConnectionState = 'NEW';
  let out = false;
  let incoming = false;
  for (let i = 0; i < right.length; i += 2) {
    const [word = '', value] = right.slice(i, i + 2);
    if (!isQualifier(word))
      return wrong(
        `"${word}" is not understood: after the destination come in NAME, out NAME, state WORD, type NUMBER`,
      );
    if (value === undefined) return wrong(`"${word}" stands without its value`);
    if (word === 'state') {
      const known = CONNECTION_STATES.find((one) => one === value.toUpperCase());
      if (known === undefined)
        return wrong(`"${value}" is no state: ${CONNECTION_STATES.map((one) => one.toLowerCase()).join(', ')}`);
      state = known;
    } else if (word === 'type') {
      if (protocol.id !== 'icmp' && protocol.id !== 'icmpv6') return wrong('only icmp and icmpv6 have types');
      if (!/^\d{1,3}(?:\/\d{1,3})?$/.test(value) || value.split('/').some((one) => Number(one) > 255))
        return wrong(`"${value}" is no ICMP type: a number, or type/code`);
      conditions.push({ on: 'icmp', values: [value] });
    } else {
      conditions.push({ on: word === 'in' ? 'in' : 'out', values: [value] });
      if (word === 'in') incoming = true;
      else out = true;
    }
  }
  hook ??= out ? (incoming ? 'forward' : 'output') : 'input';
  if (hook === 'input' && out)
    return wrong('a packet for the machine itself leaves by no interface: leave out NAME away, or begin with forward');
  if (hook === 'output' && incoming)
    return wrong('a packet of the machine itself comes by no interface: leave in NAME away, or begin with forward');
  const families = familiesOf([protocol.family, source.family, destination.family]);
  if (families.length === 0) return wrong('IPv4 and IPv6 are mixed');
  return { text, families, hook, protocol: protocol.id, state, conditions };
}

function wrong(problem: string): QueryProblem {
  return { problem, hint: QUERY_SYNTAX };
}

function familiesOf(told: readonly (IpFamily | undefined)[]): readonly IpFamily[] {
  const known = [...new Set(told.filter((family) => family !== undefined))];
  return known.length === 0 ? ['ipv4', 'ipv6'] : known.length === 1 ? known : [];
}

interface ProtocolRead {
  readonly id: string | undefined;
  readonly family: IpFamily | undefined;
  readonly conditions: readonly FirewallCondition[];
}

function readProtocol(word: string | undefined): ProtocolRead | QueryProblem {
  const name = (word ?? '').toLowerCase();
  if (name === 'any' || name === 'all') return { id: undefined, family: undefined, conditions: [] };
  const number =
    NUMBERS[name === 'ipv6-icmp' || name === 'icmp6' ? 'icmpv6' : name] ??
    (/^\d{1,3}$/.test(name) && Number(name) <= 255 ? name : undefined);
  if (number === undefined)
    return wrong(`"${word ?? ''}" is no protocol: ${Object.keys(NUMBERS).join(', ')}, any, or a number`);
  const id = Object.entries(NUMBERS).find(([, value]) => value === number)?.[0] ?? number;
  return {
    id,
    family: id === 'icmp' ? 'ipv4' : id === 'icmpv6' ? 'ipv6' : undefined,
    conditions: [{ on: 'protocol', values: [number] }],
  };
}

interface EndRead {
  readonly family: IpFamily | undefined;
  readonly conditions: readonly FirewallCondition[];
}

/** `any`, `10.0.0.0/8`, `10.0.0.1-10.0.0.9:1024-65535`, `:22,80`, `[2001:db8::1]:22`, `2001:db8::/32`. */
function readEnd(word: string, side: 'source' | 'destination', hasPorts: boolean): EndRead | QueryProblem {
  const { addresses, ports } = splitEnd(word);
  const conditions: FirewallCondition[] = [];
  let family: IpFamily | undefined;
  if (addresses !== '' && addresses !== 'any' && addresses !== '*') {
    for (const one of addresses.split(',')) {
      const range = parseIpRange(one);
      if (range === undefined)
        return wrong(`"${one}" is no address: 203.0.113.9, 10.0.0.0/8, 10.0.0.1-10.0.0.9, 2001:db8::/32, any`);
      if (family !== undefined && family !== range.family) return wrong(`the ${side} mixes IPv4 and IPv6`);
      family = range.family;
    }
    conditions.push({ on: side === 'source' ? 'src' : 'dst', values: addresses.split(',') });
  }
  if (ports !== undefined && ports !== 'any' && ports !== '*') {
    if (!hasPorts) return wrong('only tcp, udp, sctp, dccp and udplite have ports');
    for (const one of ports.split(',')) {
      const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(one);
      const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
      if (match === null || from > to || to > 65_535)
        return wrong(`"${one}" is no port: 22, 8000-8010, several joined by commas`);
    }
    conditions.push({ on: side === 'source' ? 'sport' : 'dport', values: ports.split(',') });
  }
  return { family, conditions };
}

/** An IPv6 address with ports stands in brackets; without brackets it has none. */
function splitEnd(word: string): { readonly addresses: string; readonly ports: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(word);
  if (bracketed !== null) return { addresses: bracketed[1] ?? '', ports: bracketed[2] };
  const colons = word.split(':').length - 1;
  if (colons !== 1) return { addresses: word, ports: undefined };
  const at = word.indexOf(':');
  return { addresses: word.slice(0, at), ports: word.slice(at + 1) };
}
