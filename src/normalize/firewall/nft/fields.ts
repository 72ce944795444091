import { formatAddress, type IpFamily, lastAddress, parseAddress, parseIpRange } from '../../../core/ip-range.ts';
import type { FirewallCondition } from '../../../model/generated/model.ts';
import { portNumber } from '../iptables-save/names.ts';
import { ALWAYS, type Alternative, condition } from './alternative.ts';
import { flagNames } from './bits.ts';
import {
  ADDRESS_TYPE_WORDS,
  FLAG_BITS,
  icmpNumber,
  numberOf,
  PACKET_TYPE_WORDS,
  protocolOf,
  STATE_BITS,
} from './names.ts';
import type { Expression } from './syntax.ts';

/** A selector whose values the model knows. */
export interface Field {
  readonly on: FirewallCondition['on'];
  /** The values of one literal, prefix or range; undefined when it cannot be read. */
  values(expression: Expression): readonly string[] | undefined;
  /** The values of a comparison by size. */
  compared?(operator: '<' | '>' | '<=' | '>=', text: string): readonly string[] | undefined;
}

const PROTOCOLS: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  udplite: 136,
  sctp: 132,
  dccp: 33,
  ah: 51,
  esp: 50,
  comp: 108,
  icmp: 1,
  icmpv6: 58,
  igmp: 2,
  gre: 47,
  gretap: 47,
};
const FAMILY_OF: Readonly<Record<string, IpFamily>> = {
  ip: 'ipv4',
  icmp: 'ipv4',
  igmp: 'ipv4',
  ip6: 'ipv6',
  icmpv6: 'ipv6',
  exthdr: 'ipv6',
};

/** What nft tests by itself before it looks at a field: family and protocol (`tcp dport` implies tcp). */
export function neededFor(selector: string): Alternative {
  const [header = '', field = ''] = selector.split(' ');
  const family = FAMILY_OF[header];
  const protocol = PROTOCOLS[header];
  const anyHeader = header === 'th' && (field === 'dport' || field === 'sport');
  return {
    ...ALWAYS,
    families: header === 'arp' ? [] : family === undefined ? ALWAYS.families : [family],
    conditions: protocol === undefined ? [] : [condition('protocol', [`${protocol}`])],
    ...(anyHeader ? { anyHeader: true } : {}),
  };
}

/** The field of a selector; undefined when the model has no dimension for it. */
export function fieldOf(selector: string): Field | undefined {
  const found = FIELDS.get(selector);
  if (found !== undefined) return found;
  return /^(?:tcp|udp|udplite|sctp|dccp|th) [sd]port$/.test(selector) ? portField(selector) : undefined;
}

function numberField(on: FirewallCondition['on'], max: number, read: (text: string) => number | undefined): Field {
  const span = (from: number, to: number): readonly string[] | undefined =>
    from > to ? [] : [from === to ? `${from}` : `${from}-${to}`];
  return {
    on,
    values: (expression) => {
      if (expression.kind === 'range') {
        const from = read(expression.from);
        const to = read(expression.to);
        return from === undefined || to === undefined || from > to ? undefined : span(from, to);
      }
      const value = expression.kind === 'symbol' ? read(expression.text) : undefined;
      return value === undefined ? undefined : [`${value}`];
    },
    compared: (operator, text) => {
      const value = read(text);
      if (value === undefined) return undefined;
      if (operator === '<' || operator === '<=') return span(0, operator === '<' ? value - 1 : value);
      return span(operator === '>' ? value + 1 : value, max);
    },
  };
}

function portField(selector: string): Field {
  return numberField(selector.endsWith('dport') ? 'dport' : 'sport', 65_535, (text) => {
    const number = numberOf(text) ?? portNumber(text);
    return number !== undefined && number <= 65_535 ? number : undefined;
  });
}

function addressField(on: 'src' | 'dst', family: IpFamily): Field {
  const check = (text: string): readonly string[] | undefined =>
    parseIpRange(text)?.family === family ? [text] : undefined;
  return {
    on,
    values: (expression) => {
      if (expression.kind === 'prefix') return check(`${expression.address}/${expression.length}`);
      if (expression.kind === 'range') return check(`${expression.from}-${expression.to}`);
      return expression.kind === 'symbol' ? check(expression.text) : undefined;
    },
    compared: (operator, text) => {
      const address = parseAddress(text);
      if (address?.family !== family) return undefined;
      const last = lastAddress(family);
      const step = operator.length === 1 ? 1n : 0n;
      const [from, to] = operator.startsWith('<') ? [0n, address.value - step] : [address.value + step, last];
      return from > to ? [] : [`${formatAddress(family, from)}-${formatAddress(family, to)}`];
    },
  };
}

/** `eth0`, `eth*`; `eth\*` is the literal name. */
function interfaceField(on: 'in' | 'out', byIndex: boolean): Field {
  return {
    on,
    values: (expression) => {
      if (expression.kind !== 'symbol') return undefined;
      const { text } = expression;
      // `iif` is told by number when the interface is gone.
      if (byIndex && /^\d+$/.test(text)) return undefined;
      if (text.endsWith('\\*')) return [`${text.slice(0, -2)}*`];
      if (text.endsWith('*')) return [`${text.slice(0, -1)}+`];
      return text === '' || text.endsWith('+') ? undefined : [text];
    },
  };
}

function wordField(on: FirewallCondition['on'], words: Readonly<Record<string, string>>): Field {
  return {
    on,
    values: (expression) => {
      const word = expression.kind === 'symbol' ? words[expression.text] : undefined;
      return word === undefined ? undefined : [word];
    },
  };
}

/** In sets and maps a state or flag combination is compared as a whole. */
function bitField(on: 'state' | 'tcp_flags', bits: Readonly<Record<string, number>>): Field {
  return {
    on,
    values: (expression) => {
      const value = bitsOf(expression, bits);
      if (value === undefined) return undefined;
      if (on === 'tcp_flags') return value > 255 ? [] : [`${flagNames(255)}/${flagNames(value)}`];
      return Object.entries(STATE_BITS).flatMap(([word, bit]) => (bit === value ? [word.toUpperCase()] : []));
    },
  };
}

/** The number that flags stand for: `syn`, `syn,ack`, `syn|ack`, `0x12`. */
export function bitsOf(expression: Expression, table: Readonly<Record<string, number>>): number | undefined {
  switch (expression.kind) {
    case 'symbol':
      return table[expression.text] ?? numberOf(expression.text);
    case 'list': {
      let sum = 0;
      for (const item of expression.items) {
        const bits = bitsOf(item, table);
        if (bits === undefined) return undefined;
        sum |= bits;
      }
      return sum;
    }
    case 'binary': {
      const left = bitsOf(expression.left, table);
      const right = bitsOf(expression.right, table);
      if (left === undefined || right === undefined) return undefined;
      return combine(expression.operator, left, right);
    }
    default:
      return undefined;
  }
}

/** One bit operation. */
export function combine(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    default:
      return undefined;
  }
}

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['ip saddr', addressField('src', 'ipv4')],
  ['ip daddr', addressField('dst', 'ipv4')],
  ['ip6 saddr', addressField('src', 'ipv6')],
  ['ip6 daddr', addressField('dst', 'ipv6')],
  ['meta l4proto', numberField('protocol', 255, protocolOf)],
  ['ip protocol', numberField('protocol', 255, protocolOf)],
  ['ip6 nexthdr', numberField('protocol', 255, protocolOf)],
  ...['icmp type', 'icmpv6 type'].map((name) => [name, numberIcmp(name)] as const),
  ['meta iif', interfaceField('in', true)],
  ['meta iifname', interfaceField('in', false)],
  ['meta oif', interfaceField('out', true)],
  ['meta oifname', interfaceField('out', false)],
  ['meta pkttype', wordField('packet_type', PACKET_TYPE_WORDS)],
  ['fib daddr type', wordField('dst_type', ADDRESS_TYPE_WORDS)],
  ['fib daddr . iif type', wordField('dst_type', ADDRESS_TYPE_WORDS)],
  ['fib saddr type', wordField('src_type', ADDRESS_TYPE_WORDS)],
  ['fib saddr . iif type', wordField('src_type', ADDRESS_TYPE_WORDS)],
  ['ct state', bitField('state', STATE_BITS)],
  ['tcp flags', bitField('tcp_flags', FLAG_BITS)],
]);

/** The model writes each type by itself. */
function numberIcmp(name: string): Field {
  const field = numberField('icmp', 255, (text) => icmpNumber(name, text));
  const each = (values: readonly string[] | undefined): readonly string[] | undefined =>
    values?.flatMap((value) => {
      const [from = '', to = from] = value.split('-');
      return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => `${Number(from) + index}`);
    });
  return {
    on: 'icmp',
    values: (expression) => each(field.values(expression)),
    compared: (operator, text) => each(field.compared?.(operator, text)),
  };
}
