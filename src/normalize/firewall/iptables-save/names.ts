import type { IpFamily } from '../../../core/ip-range.ts';

/** Protocol numbers (IANA) by the names that iptables prints or people write. */
const PROTOCOLS: Readonly<Record<string, number>> = {
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ipencap: 4,
  ipip: 4,
  tcp: 6,
  egp: 8,
  igp: 9,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  'ipv6-route': 43,
  'ipv6-frag': 44,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  eigrp: 88,
  ospf: 89,
  etherip: 97,
  pim: 103,
  ipcomp: 108,
  vrrp: 112,
  carp: 112,
  l2tp: 115,
  sctp: 132,
  mh: 135,
  'mobility-header': 135,
  udplite: 136,
};

/** The number of a protocol name or number; `all` when every protocol is meant. */
export function protocolNumber(name: string): number | 'all' | undefined {
  const lower = name.toLowerCase();
  if (lower === 'all' || lower === '0') return 'all';
  if (/^\d+$/.test(lower)) return Number(lower) <= 255 ? Number(lower) : undefined;
  return PROTOCOLS[lower];
}

/** Service names that stand in hand-written files; iptables-save prints numbers. Names outside this list are uncertain. */
const SERVICES: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  www: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap2: 143,
  imap: 143,
  snmp: 161,
  'snmp-trap': 162,
  bgp: 179,
  ldap: 389,
  https: 443,
  'microsoft-ds': 445,
  submissions: 465,
  isakmp: 500,
  syslog: 514,
  printer: 515,
  ipp: 631,
  submission: 587,
  ldaps: 636,
  rsync: 873,
  ftps: 990,
  imaps: 993,
  pop3s: 995,
  'ms-sql-s': 1433,
  'ms-sql-m': 1434,
  nfs: 2049,
  mysql: 3306,
  'ms-wbt-server': 3389,
  'ipsec-nat-t': 4500,
  sip: 5060,
  mdns: 5353,
  postgresql: 5432,
  redis: 6379,
  'http-alt': 8080,
  'zabbix-agent': 10050,
};

/** The port of a service name or number. */
export function portNumber(name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name) <= 65_535 ? Number(name) : undefined;
  return SERVICES[name.toLowerCase()];
}

const ICMP: Readonly<Record<IpFamily, Readonly<Record<string, string>>>> = {
  ipv4: {
    'echo-reply': '0',
    pong: '0',
    'destination-unreachable': '3',
    'network-unreachable': '3/0',
    'host-unreachable': '3/1',
    'protocol-unreachable': '3/2',
    'port-unreachable': '3/3',
    'fragmentation-needed': '3/4',
    'source-route-failed': '3/5',
    'network-unknown': '3/6',
    'host-unknown': '3/7',
    'network-prohibited': '3/9',
    'host-prohibited': '3/10',
    'tos-network-unreachable': '3/11',
    'tos-host-unreachable': '3/12',
    'communication-prohibited': '3/13',
    'host-precedence-violation': '3/14',
    'precedence-cutoff': '3/15',
    'source-quench': '4',
    redirect: '5',
    'network-redirect': '5/0',
    'host-redirect': '5/1',
    'tos-network-redirect': '5/2',
    'tos-host-redirect': '5/3',
    'echo-request': '8',
    ping: '8',
    'router-advertisement': '9',
    'router-solicitation': '10',
    'time-exceeded': '11',
    'ttl-exceeded': '11',
    'ttl-zero-during-transit': '11/0',
    'ttl-zero-during-reassembly': '11/1',
    'parameter-problem': '12',
    'ip-header-bad': '12/0',
    'required-option-missing': '12/1',
    'timestamp-request': '13',
    'timestamp-reply': '14',
    'address-mask-request': '17',
    'address-mask-reply': '18',
  },
  ipv6: {
    'destination-unreachable': '1',
    'no-route': '1/0',
    'communication-prohibited': '1/1',
    'beyond-scope': '1/2',
    'address-unreachable': '1/3',
    'port-unreachable': '1/4',
    'failed-policy': '1/5',
    'reject-route': '1/6',
    'packet-too-big': '2',
    'time-exceeded': '3',
    'ttl-exceeded': '3',
    'ttl-zero-during-transit': '3/0',
    'ttl-zero-during-reassembly': '3/1',
    'parameter-problem': '4',
    'bad-header': '4/0',
    'unknown-header-type': '4/1',
    'unknown-option': '4/2',
    'echo-request': '128',
    ping: '128',
    'echo-reply': '129',
    pong: '129',
    'mld-listener-query': '130',
    'mld-listener-report': '131',
    'mld-listener-done': '132',
    'mld-listener-reduction': '132',
    'router-solicitation': '133',
    'router-advertisement': '134',
    'neighbour-solicitation': '135',
    'neighbor-solicitation': '135',
    'neighbour-advertisement': '136',
    'neighbor-advertisement': '136',
    redirect: '137',
  },
};

/** `type` or `type/code` of an ICMP name or number; `any` when every type is meant. */
export function icmpType(name: string, family: IpFamily): string | undefined {
  const lower = name.toLowerCase();
  // The kernel takes type 255 of ICMP as every type (net/ipv4/netfilter/ip_tables.c, icmp_type_code_match).
  if (lower === 'any' || (family === 'ipv4' && lower === '255')) return 'any';
  const numbers = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(lower);
  if (numbers !== null) return Number(numbers[1]) <= 255 && Number(numbers[2] ?? 0) <= 255 ? lower : undefined;
  return ICMP[family][lower];
}

/** Targets after which the walk goes on with the next rule (iptables-extensions(8)). */
export const CONTINUING_TARGETS: ReadonlySet<string> = new Set([
  'AUDIT',
  'CHECKSUM',
  'CLASSIFY',
  'CONNMARK',
  'CONNSECMARK',
  'CT',
  'DSCP',
  'ECN',
  'HL',
  'HMARK',
  'IDLETIMER',
  'LED',
  'LOG',
  'MARK',
  'NFLOG',
  'RATEEST',
  'SECMARK',
  'SET',
  'TCPMSS',
  'TCPOPTSTRIP',
  'TEE',
  'TOS',
  'TRACE',
  'TTL',
  'ULOG',
]);

/** Hook and netfilter priority of the chains that exist by themselves (include/uapi/linux/netfilter_ipv4.h). */
export const BASE_CHAINS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  raw: { PREROUTING: -300, OUTPUT: -300 },
  mangle: { PREROUTING: -150, INPUT: -150, FORWARD: -150, OUTPUT: -150, POSTROUTING: -150 },
  nat: { PREROUTING: -100, INPUT: 100, OUTPUT: -100, POSTROUTING: 100 },
  filter: { INPUT: 0, FORWARD: 0, OUTPUT: 0 },
  security: { INPUT: 50, FORWARD: 50, OUTPUT: 50 },
};
