import { protocolNumber } from '../iptables-save/names.ts';

/** ICMP types by the names of nft (nft(8), ICMP TYPE TYPE). */
const ICMP_TYPES: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  'destination-unreachable': 3,
  'source-quench': 4,
  redirect: 5,
  'echo-request': 8,
  'router-advertisement': 9,
  'router-solicitation': 10,
  'time-exceeded': 11,
  'parameter-problem': 12,
  'timestamp-request': 13,
  'timestamp-reply': 14,
  'info-request': 15,
  'info-reply': 16,
  'address-mask-request': 17,
  'address-mask-reply': 18,
};
const ICMPV6_TYPES: Readonly<Record<string, number>> = {
  'destination-unreachable': 1,
  'packet-too-big': 2,
  'time-exceeded': 3,
  'parameter-problem': 4,
  'echo-request': 128,
  'echo-reply': 129,
  'mld-listener-query': 130,
  'mld-listener-report': 131,
  'mld-listener-done': 132,
  'mld-listener-reduction': 132,
  'nd-router-solicit': 133,
  'nd-router-advert': 134,
  'nd-neighbor-solicit': 135,
  'nd-neighbor-advert': 136,
  'nd-redirect': 137,
  'router-renumbering': 138,
  'ind-neighbor-solicit': 141,
  'ind-neighbor-advert': 142,
  'mld2-listener-report': 143,
};
const ICMP_CODES: Readonly<Record<string, number>> = {
  'net-unreachable': 0,
  'host-unreachable': 1,
  'prot-unreachable': 2,
  'port-unreachable': 3,
  'frag-needed': 4,
  'net-prohibited': 9,
  'host-prohibited': 10,
  'admin-prohibited': 13,
};
const ICMPV6_CODES: Readonly<Record<string, number>> = {
  'no-route': 0,
  'admin-prohibited': 1,
  'addr-unreachable': 3,
  'port-unreachable': 4,
  'policy-fail': 5,
  'reject-route': 6,
};

/** A number, decimal or hexadecimal. */
export function numberOf(text: string): number | undefined {
  if (/^0x[0-9a-fA-F]{1,8}$/.test(text)) return Number.parseInt(text.slice(2), 16);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The number of an ICMP type or code. */
export function icmpNumber(selector: string, text: string): number | undefined {
  const tables: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    'icmp type': ICMP_TYPES,
    'icmp code': ICMP_CODES,
    'icmpv6 type': ICMPV6_TYPES,
    'icmpv6 code': ICMPV6_CODES,
  };
  const number = numberOf(text) ?? tables[selector]?.[text];
  return number !== undefined && number <= 255 ? number : undefined;
}

/** The number of an IP protocol. */
export function protocolOf(text: string): number | undefined {
  const number = numberOf(text);
  if (number !== undefined) return number <= 255 ? number : undefined;
  const named = text === 'ip' ? 0 : protocolNumber(text);
  return named === 'all' ? undefined : named;
}

/** Bits of the connection state as nft has them (include/uapi/linux/netfilter/nf_conntrack_common.h). */
export const STATE_BITS: Readonly<Record<string, number>> = {
  invalid: 1,
  established: 2,
  related: 4,
  new: 8,
  untracked: 64,
};

/** Bits of the connection status. */
export const STATUS_BITS: Readonly<Record<string, number>> = {
  expected: 1,
  'seen-reply': 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
};

/** Bits of the TCP flags. */
export const FLAG_BITS: Readonly<Record<string, number>> = {
  fin: 1,
  syn: 2,
  rst: 4,
  psh: 8,
  ack: 16,
  urg: 32,
  ecn: 64,
  ece: 64,
  cwr: 128,
};

/** Words of `fib … type` in the words of the model. */
export const ADDRESS_TYPE_WORDS: Readonly<Record<string, string>> = {
  unspec: 'UNSPEC',
  unicast: 'UNICAST',
  local: 'LOCAL',
  broadcast: 'BROADCAST',
  anycast: 'ANYCAST',
  multicast: 'MULTICAST',
  blackhole: 'BLACKHOLE',
  unreachable: 'UNREACHABLE',
  prohibit: 'PROHIBIT',
  throw: 'THROW',
  nat: 'NAT',
  xresolve: 'XRESOLVE',
};

/** Words of `meta pkttype` in the words of the model; `host` and `unicast` are one. */
export const PACKET_TYPE_WORDS: Readonly<Record<string, string>> = {
  host: 'unicast',
  unicast: 'unicast',
  broadcast: 'broadcast',
  multicast: 'multicast',
  other: 'otherhost',
  '0': 'unicast',
  '1': 'broadcast',
  '2': 'multicast',
  '3': 'otherhost',
};

/** Families by the words of `meta nfproto`, `meta protocol` and `ether type`. */
export const FAMILY_WORDS: Readonly<Record<string, 'ipv4' | 'ipv6' | 'other'>> = {
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  '2': 'ipv4',
  '10': 'ipv6',
  ip: 'ipv4',
  ip6: 'ipv6',
  '0x0800': 'ipv4',
  '0x86dd': 'ipv6',
  '2048': 'ipv4',
  '34525': 'ipv6',
  arp: 'other',
  vlan: 'other',
};
