import { type IpFamily, parseIpRange } from '../../../core/ip-range.ts';
import { ADDRESS_TYPES, CONNECTION_STATES, PACKET_TYPES, TCP_FLAGS } from '../../../core/packet-words.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';
import { icmpType, portNumber, protocolNumber } from './names.ts';

/** What one option says of a packet; `unclear` is a value that cannot be read, with the reason. */
export type MatchResult =
  | { readonly kind: 'conditions'; readonly conditions: readonly FirewallCondition[] }
  | { readonly kind: 'unclear'; readonly reason: string };

type Reader = (values: readonly string[], negated: boolean, family: IpFamily) => MatchResult;

/** An option that states a condition: how many values it takes, and how they are read. */
export interface MatchOption {
  readonly values: number;
  readonly read: Reader;
}

type On = FirewallCondition['on'];

function condition(on: On, values: readonly string[], negated: boolean): FirewallCondition {
  return negated ? { on, values, negated: true } : { on, values };
}

const conditions = (...list: readonly FirewallCondition[]): MatchResult => ({ kind: 'conditions', conditions: list });
const unclear = (reason: string): MatchResult => ({ kind: 'unclear', reason });

function list(on: On, readOne: (word: string, family: IpFamily) => string | undefined, what: string): MatchOption {
  return {
    values: 1,
    read: (values, negated, family) => {
      const out: string[] = [];
      for (const word of (values[0] ?? '').split(',')) {
        const value = readOne(word, family);
        if (value === undefined) return unclear(`${what} ${word} cannot be told`);
        out.push(value);
      }
      return conditions(condition(on, out, negated));
    },
  };
}

function readAddress(word: string, family: IpFamily): string | undefined {
  return parseIpRange(word)?.family === family ? word : undefined;
}

/** `22`, `ssh`, `8000:8010`, `:1023`, `1024:`. */
function readPorts(word: string): string | undefined {
  const [low = '', high] = word.split(':');
  const from = low === '' ? 0 : portNumber(low);
  const to = high === undefined ? from : high === '' ? 65_535 : portNumber(high);
  if (from === undefined || to === undefined || from > to || word === '') return undefined;
  return from === to ? `${from}` : `${from}-${to}`;
}

function readFlags(words: string): string | undefined {
  const upper = words.toUpperCase();
  if (upper === 'ALL') return TCP_FLAGS.slice(0, 6).join(',');
  if (upper === 'NONE') return '';
  const flags = upper.split(',');
  return flags.every((flag) => TCP_FLAGS.some((known) => known === flag)) ? flags.join(',') : undefined;
}

const oneOf = (words: readonly string[]) => (word: string) => (words.includes(word) ? word : undefined);

const source = list('src', readAddress, 'the source');
const destination = list('dst', readAddress, 'the destination');
const sourcePort = list('sport', readPorts, 'the source port');
const destinationPort = list('dport', readPorts, 'the destination port');
const icmp: MatchOption = {
  values: 1,
  read: (values, negated, family) => {
    const type = icmpType(values[0] ?? '', family);
    if (type === undefined) return unclear(`the ICMP type ${values[0] ?? ''} cannot be told`);
    if (type === 'any') return negated ? conditions(condition('icmp', [], false)) : conditions();
    return conditions(condition('icmp', [type], negated));
  },
};
const state = list('state', (word) => oneOf(CONNECTION_STATES)(word.toUpperCase()), 'the connection state');
const protocol: MatchOption = {
  values: 1,
  read: (values, negated) => {
    const number = protocolNumber(values[0] ?? '');
    if (number === undefined) return unclear(`the protocol ${values[0] ?? ''} cannot be told`);
    if (number === 'all') return negated ? conditions(condition('protocol', [], false)) : conditions();
    return conditions(condition('protocol', [`${number}`], negated));
  },
};
const networkInterface = (on: 'in' | 'out'): MatchOption => ({
  values: 1,
  read: (values, negated) => conditions(condition(on, [values[0] ?? ''], negated)),
});
const fragment: MatchOption = {
  values: 0,
  read: (_, negated) => conditions(condition('fragment', ['later'], negated)),
};
const tcpFlags: MatchOption = {
  values: 2,
  read: (values, negated) => {
    const mask = readFlags(values[0] ?? '');
    const set = readFlags(values[1] ?? '');
    if (mask === undefined || set === undefined) return unclear(`the TCP flags ${values.join(' ')} cannot be told`);
    return conditions(condition('tcp_flags', [`${mask}/${set}`], negated));
  },
};

/** Options that state a condition we know exactly (iptables(8), iptables-extensions(8)). */
export const MATCH_OPTIONS: ReadonlyMap<string, MatchOption> = new Map<string, MatchOption>([
  ...['-s', '--source', '--src'].map((name) => [name, source] as const),
  ...['-d', '--destination', '--dst'].map((name) => [name, destination] as const),
  ...['-p', '--protocol', '--proto'].map((name) => [name, protocol] as const),
  ...['-i', '--in-interface'].map((name) => [name, networkInterface('in')] as const),
  ...['-o', '--out-interface'].map((name) => [name, networkInterface('out')] as const),
  ...['-f', '--fragment'].map((name) => [name, fragment] as const),
  ...['--sport', '--source-port', '--sports', '--source-ports'].map((name) => [name, sourcePort] as const),
  ...['--dport', '--destination-port', '--dports', '--destination-ports'].map(
    (name) => [name, destinationPort] as const,
  ),
  ['--ports', list('port', readPorts, 'the port')],
  ['--icmp-type', icmp],
  ['--icmpv6-type', icmp],
  ['--tcp-flags', tcpFlags],
  ['--syn', { values: 0, read: (_, negated) => conditions(condition('tcp_flags', ['FIN,SYN,RST,ACK/SYN'], negated)) }],
  ['--state', state],
  ['--ctstate', state],
  ['--src-range', source],
  ['--dst-range', destination],
  ['--src-type', list('src_type', oneOf(ADDRESS_TYPES), 'the address type')],
  ['--dst-type', list('dst_type', oneOf(ADDRESS_TYPES), 'the address type')],
  ['--pkt-type', list('packet_type', oneOf(PACKET_TYPES), 'the packet type')],
]);

/** The text of a match module without a known meaning, as conditions or as the reason of a doubt. */
export function readModule(name: string, options: readonly string[]): MatchResult {
  const has = (option: string) => options.includes(option);
  const written = `-m ${[name, ...options].join(' ')}`;
  switch (name) {
    case 'rpfilter':
      return conditions(condition('reverse_path', [has('--invert') ? 'invalid' : 'valid'], false));
    case 'policy': {
      const pol = options[options.indexOf('--pol') + 1];
      const plain = options.every((word) => ['--dir', 'in', '--pol', 'none', 'ipsec'].includes(word));
      return plain && (pol === 'none' || pol === 'ipsec')
        ? conditions(condition('ipsec', [pol], false))
        : unclear(`${written} depends on the security policies of the kernel`);
    }
    case 'recent':
      // `--set` notes the address and always matches.
      if (has('--set') && !has('!')) return conditions();
      return unclear(`${written} depends on earlier packets`);
    case 'limit':
    case 'hashlimit':
    case 'connlimit':
    case 'quota':
    case 'statistic':
      return unclear(`${written} depends on the rate or count of packets`);
    case 'mark':
    case 'connmark':
      return unclear(`${written} depends on a mark that other rules or programs set`);
    default:
      return options.length === 0 ? conditions() : unclear(`${written} is not told by the rules`);
  }
}
