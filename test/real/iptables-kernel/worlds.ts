import type { TranslationWorld } from '../../unit/derive/firewall/random-tables.ts';

/** Sets of every kind that addresses and ports tell, for both families; `ipset restore` text. */
export const IPSETS = [
  'create ip4 hash:ip family inet',
  ...['10.21.2.3', '192.0.2.200', '8.8.8.8'].map((one) => `add ip4 ${one}`),
  'create net4 hash:net family inet',
  'add net4 10.0.0.0/8',
  'add net4 10.21.0.0/16 nomatch',
  'add net4 10.21.2.0/24',
  'add net4 128.0.0.0/2',
  'create ipport4 hash:ip,port family inet',
  ...['10.21.2.3,tcp:22', '8.8.8.8,tcp:80', '8.8.8.8,udp:53', '10.9.0.1,tcp:443', '198.51.100.7,icmp:8/0'].map(
    (one) => `add ipport4 ${one}`,
  ),
  'create netport4 hash:net,port family inet',
  'add netport4 10.0.0.0/8,tcp:80',
  'add netport4 10.21.0.0/16,tcp:80 nomatch',
  'add netport4 192.0.2.0/24,udp:53',
  'add netport4 10.9.0.0/16,tcp:22',
  'create netiface4 hash:net,iface family inet',
  'add netiface4 10.0.0.0/8,eth0',
  'add netiface4 10.21.0.0/16,eth0 nomatch',
  'add netiface4 8.0.0.0/8,wan0',
  'create netnet4 hash:net,net family inet',
  'add netnet4 10.0.0.0/8,10.9.0.0/24',
  'add netnet4 8.8.8.0/24,10.9.0.0/16',
  'create ipportnet4 hash:ip,port,net family inet',
  'add ipportnet4 10.9.0.1,tcp:22,10.0.0.0/8',
  'add ipportnet4 10.9.1.1,udp:53,0.0.0.0/1',
  'create mask4 hash:ip family inet netmask 24',
  'add mask4 10.21.2.0',
  'add mask4 198.51.100.0',
  'create ip6 hash:ip family inet6',
  ...['fd21::3', '2001:db8:7::7', '2600::1'].map((one) => `add ip6 ${one}`),
  'create net6 hash:net family inet6',
  'add net6 fd00::/8',
  'add net6 fd21::/32 nomatch',
  'add net6 fd21::3',
  'create ipport6 hash:ip,port family inet6',
  ...['fd21::3,tcp:22', '2600::1,tcp:80', '2600::1,udp:53', 'fd09::1,tcp:443', 'fd88::1,icmpv6:128/0'].map(
    (one) => `add ipport6 ${one}`,
  ),
  'create netport6 hash:net,port family inet6',
  'add netport6 fd00::/8,tcp:80',
  'add netport6 fd21::/32,tcp:80 nomatch',
  'add netport6 2001:db8::/32,udp:53',
  'create netiface6 hash:net,iface family inet6',
  'add netiface6 fd00::/8,eth0',
  'add netiface6 fd21::/32,eth0 nomatch',
  'create netnet6 hash:net,net family inet6',
  'add netnet6 fd00::/8,fd09::/64',
  'create ports bitmap:port range 0-9000',
  'add ports 80-443',
  'add ports 8080',
  'create list4 list:set',
  'add list4 ip4',
  'add list4 netport4',
  'create list6 list:set',
  'add list6 ip6',
  'add list6 netport6',
].join('\n');

/** What random rules speak of, and the way out to where translations lead. */
export const WORLDS: Readonly<Record<'ipv4' | 'ipv6', TranslationWorld & { readonly way: string }>> = {
  ipv4: {
    family: 'ipv4',
    interfaces: ['lo', 'eth0', 'eth1', 'eth+', 'wan0'],
    sources: ['10.0.0.0/8', '10.21.0.0/16', '10.21.2.3/32', '192.0.2.0/24', '198.51.100.7/32', '128.0.0.0/1'],
    destinations: ['10.9.0.1/32', '10.9.0.0/16', '10.22.0.0/24', '10.9.1.1/32', '10.22.0.9/32'],
    ports: [22, 53, 80, 443, 8080],
    states: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
    flagConditions: 1,
    target: '10.22.0.9',
    way: 'wan0',
    sets: [
      'ip4 src',
      'ip4 dst',
      'net4 src',
      'net4 dst',
      'ipport4 src,dst',
      'ipport4 dst,dst',
      'netport4 src,dst',
      'netport4 dst,dst',
      'netiface4 src,src',
      'netnet4 src,dst',
      'ipportnet4 dst,dst,src',
      'mask4 src',
      'ports dst',
      'ports src',
      'list4 src',
      'list4 src,dst',
      // Too few sides: it matches nothing.
      'ipport4 src',
    ],
  },
  ipv6: {
    family: 'ipv6',
    interfaces: ['lo', 'eth0', 'eth1', 'eth+', 'wan0'],
    sources: ['fd00::/8', 'fd21::/32', 'fd21::3/128', '2001:db8::/32', '2001:db8:7::7/128', '2000::/3'],
    destinations: ['fd09::1/128', 'fd09::/16', 'fd22::/64', 'fd09:1::1/128', 'fd22::9/128'],
    ports: [22, 53, 80, 443, 8080],
    states: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
    flagConditions: 1,
    target: 'fd22::9',
    way: 'wan0',
    sets: [
      'ip6 src',
      'ip6 dst',
      'net6 src',
      'ipport6 src,dst',
      'ipport6 dst,dst',
      'netport6 src,dst',
      'netiface6 src,src',
      'netnet6 src,dst',
      'ports dst',
      'list6 src',
      'list6 src,dst',
      'ipport6 src',
    ],
  },
};

/** Where packets come from. */
export const SOURCES = {
  ipv4: [
    '10.200.0.1',
    '10.21.9.9',
    '10.21.2.3',
    '10.21.2.5',
    '192.0.2.200',
    '198.51.100.7',
    '198.51.100.12',
    '8.8.8.8',
    '130.1.1.1',
  ],
  ipv6: ['fd00::1', 'fd21::3', 'fd21::4', '2001:db8:7::7', '2001:db8::9', '2600::1', 'fd88::1'],
} as const;

/** Addresses of the machine. */
export const LOCAL = {
  ipv4: ['10.9.0.1', '10.9.1.1', '10.9.2.1'],
  ipv6: ['fd09::1', 'fd09:1::1', 'fd09:2::1'],
} as const;

/** The address of each interface: what REDIRECT gives to a packet that came by it. */
export const OWN: Readonly<Record<'ipv4' | 'ipv6', Readonly<Record<string, string>>>> = {
  ipv4: { eth0: '10.9.0.1', eth1: '10.9.1.1', wan0: '10.9.2.1' },
  ipv6: { eth0: 'fd09::1', eth1: 'fd09:1::1', wan0: 'fd09:2::1' },
};

/** Destinations beyond the machine, with the interface that leads there. */
export const REMOTE: Readonly<Record<'ipv4' | 'ipv6', readonly (readonly [address: string, link: string])[]>> = {
  ipv4: [
    ['10.21.0.9', 'eth1'],
    ['10.22.0.9', 'wan0'],
    ['10.22.7.9', 'wan0'],
    ['8.8.4.4', 'eth0'],
  ],
  ipv6: [
    ['fd21::9', 'eth1'],
    ['fd22::9', 'wan0'],
    ['fd22:0:7::9', 'wan0'],
    ['2600::4', 'eth0'],
  ],
};
