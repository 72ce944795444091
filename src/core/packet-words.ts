/** The TCP flags in the order of their bits (RFC 9293, section 3.1). */
export const TCP_FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'] as const;

/** The types of an address as the kernel tells them (iptables-extensions(8), addrtype). */
export const ADDRESS_TYPES = [
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
  'UNSPEC',
] as const;

/** The words of the connection state; a packet has exactly one. */
export const CONNECTION_STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const;

/** Whom a packet is for on the link (iptables-extensions(8), pkttype). */
export const PACKET_TYPES = ['unicast', 'broadcast', 'multicast', 'otherhost'] as const;
