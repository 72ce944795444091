import { describe, expect, it } from 'vitest';
import { chain, normalize, rulesIn, said } from './nft-read.ts';

describe('matches', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a port implies its protocol', 'tcp dport 22 accept', ['allow; protocol 6, dport 22']],
    ['a range', 'udp dport 1000-2000 drop', ['deny; protocol 17, dport 1000-2000']],
    ['an anonymous set, negated', 'tcp dport != { 22, 80-90 } drop', ['deny; protocol 6, !dport 22 80-90']],
    ['a comparison by size', 'tcp sport >= 1024 accept', ['allow; protocol 6, sport 1024-65535']],
    ['a service by name', 'tcp dport { ssh, https } accept', ['allow; protocol 6, dport 22 443']],
    ['a prefix', 'ip saddr != 10.0.0.0/8 drop', ['deny; !src 10.0.0.0/8']],
    ['a mask that is a prefix', 'ip saddr & 255.255.0.0 == 10.1.0.0 accept', ['allow; src 10.1.0.0-10.1.255.255']],
    ['a mask that is none', 'ip saddr & 0.0.0.255 == 1.0.0.0 accept', ['allow; uncertain']],
    ['names of interfaces', 'iifname { "eth*", "lo" } accept', ['allow; in eth+ lo']],
    ['an escaped star', 'iifname "eth\\*" accept', ['allow; in eth*']],
    ['an index that is gone', 'iif 7 accept', ['allow; uncertain']],
    ['any of the states', 'ct state established,related accept', ['allow; state ESTABLISHED RELATED']],
    ['none of the states', 'ct state ! new drop', ['deny; state INVALID ESTABLISHED RELATED UNTRACKED']],
    ['masked states', 'ct state & (new|related) == 0 drop', ['deny; state INVALID ESTABLISHED UNTRACKED']],
    ['a state cannot be two', 'ct state == established,related drop', ['continue']],
    ['a flag among others', 'tcp flags syn accept', ['allow; protocol 6, tcp_flags SYN/SYN']],
    [
      'flags by mask',
      'tcp flags & (fin|syn|rst|ack) == syn accept',
      ['allow; protocol 6, tcp_flags FIN,SYN,RST,ACK/SYN'],
    ],
    ['flags by slash', 'tcp flags syn / syn,ack accept', ['allow; protocol 6, tcp_flags SYN,ACK/SYN']],
    ['any of the flags', 'tcp flags syn,ack drop', ['deny; protocol 6, !tcp_flags SYN,ACK/']],
    ['none of the flags', 'tcp flags ! syn,ack drop', ['deny; protocol 6, tcp_flags SYN,ACK/']],
    ['types of ICMP', 'icmp type { echo-request, 3 } accept', ['allow; protocol 1, icmp 8 3']],
    ['type and code', 'icmp type 3 icmp code frag-needed accept', ['allow; protocol 1, icmp 3/4']],
    ['the protocol', 'meta l4proto != { tcp, udp } drop', ['deny; !protocol 6 17']],
    ['th of two protocols', 'meta l4proto { tcp, udp } th dport 53 accept', ['allow; protocol 6 17, dport 53']],
    [
      'th of any protocol',
      'th dport 53 accept',
      ['allow; dport 53, protocol 6 17 33 132 136', 'allow; !protocol 6 17 33 132 136; uncertain'],
    ],
    ['the kind of address', 'fib daddr type { local, broadcast } accept', ['allow; dst_type LOCAL BROADCAST']],
    ['the reverse path', 'fib saddr . iif oif missing drop', ['deny; reverse_path invalid']],
    ['IPsec', 'meta secpath exists accept', ['allow; ipsec ipsec']],
    ['later fragments', 'ip frag-off & 0x1fff != 0 drop', ['deny; fragment later']],
    ['the kind of frame', 'meta pkttype { broadcast, multicast } drop', ['deny; packet_type broadcast multicast']],
    [
      'a concatenation',
      'ip saddr . tcp dport { 10.1.0.0/16 . 5432-5433, 10.2.0.1 . 22 } accept',
      ['allow; protocol 6; any of src 10.1.0.0/16, dport 5432-5433 | src 10.2.0.1, dport 22'],
    ],
    [
      'a concatenation, negated, keeps what it implies',
      'ip saddr . tcp dport != { 10.2.0.1 . 22 } drop',
      ['deny; protocol 6; none of src 10.2.0.1, dport 22'],
    ],
    [
      'a part that cannot be told',
      'meta mark . tcp dport { 1 . 22 } accept',
      ['allow; protocol 6; any of dport 22; uncertain'],
    ],
    [
      'the original direction',
      'ct direction original accept',
      ['allow; state NEW', 'allow; state ESTABLISHED RELATED; uncertain'],
    ],
    ['nobody was translated', 'ct status dnat accept', ['continue; state NEW ESTABLISHED RELATED']],
    ['a mark', 'meta mark 0x1 accept', ['allow; uncertain']],
    ['a rate', 'limit rate over 10/second burst 5 packets drop', ['deny; uncertain']],
    ['only the first header of IPv6 is seen', 'ip6 nexthdr tcp drop', []],
    ['ARP is not IP', 'arp operation request drop', []],
    ['an answer for IPv6 only', 'reject with icmpv6 type no-route', []],
    ['an answer for TCP only', 'reject with tcp reset', ['reject; protocol 6']],
    ['a queue', 'tcp dport 25 queue num 1-3 bypass', ['unknown; protocol 6, dport 25']],
    ['a mark that is set', 'tcp dport 22 ct mark set meta mark | 0x10 counter accept', ['allow; protocol 6, dport 22']],
    ['an address that is written', 'ip daddr set 10.0.0.1', ['unknown']],
    ['a flowtable', 'ct state established flow add @f', ['continue; state ESTABLISHED']],
    ['counters alone', 'counter packets 5 bytes 300', ['continue']],
    ['a comment and a log', 'log prefix "a b" flags tcp options accept comment "x y"', ['allow']],
    ['what is not understood', 'tcp dport 22 frobnicate 7 accept', ['allow; protocol 6, dport 22; uncertain']],
    ['what is not understood, without a verdict', 'frobnicate 7', ['unknown; uncertain']],
  ])('%s', (_, rule, expected) => {
    expect(rulesIn(chain(rule)).map(said)).toEqual(expected);
  });

  it('tells the rules of IPv6 apart', () => {
    const text = chain('ip6 nexthdr tcp drop\nip6 nexthdr tcp accept\nmeta nfproto ipv6 accept\nip saddr 1.2.3.4 drop');
    expect(rulesIn(text, 'ipv6').map(said)).toEqual(['deny; protocol 6; uncertain', 'allow; protocol 6', 'allow']);
  });
});

describe('verdict maps', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'one rule for each verdict',
      'tcp dport vmap { 22 : accept, 23 : drop, 80 : accept, 443 : jump other }',
      ['allow; protocol 6, dport 22 80', 'deny; protocol 6, dport 23', 'jump; protocol 6, dport 443'],
    ],
    [
      'everything else',
      'tcp dport vmap { 22 : accept, * : drop }',
      ['allow; protocol 6, dport 22', 'deny; protocol 6, !dport 22'],
    ],
    [
      'what continues goes on',
      'ip saddr vmap { 10.0.0.0/8 : continue, 192.0.2.1 : drop } counter accept',
      ['deny; src 192.0.2.1', 'allow; src 10.0.0.0/8'],
    ],
    [
      'a concatenation',
      'iifname . tcp dport vmap { "eth0" . 22 : accept, "lo" . 80-90 : drop }',
      ['allow; protocol 6; any of in eth0, dport 22', 'deny; protocol 6; any of in lo, dport 80-90'],
    ],
    ['a map that was not given', 'tcp dport vmap @nowhere', ['unknown; uncertain']],
  ])('%s', (_, rule, expected) => {
    expect(rulesIn(chain(rule)).map(said)).toEqual(expected);
  });
});

describe('sets that change', () => {
  const set = (properties: string) => `set s { type ipv4_addr; ${properties} }`;
  const read = (properties: string, rules: string) => rulesIn(chain(rules, undefined, set(properties))).map(said);
  it('takes a set that stays as it is', () => {
    expect(read('elements = { 192.0.2.1 };', 'ip saddr @s accept')).toEqual(['allow; src 192.0.2.1']);
  });
  it('takes an empty set as nobody', () => {
    expect(read('', 'ip saddr @s accept\nip saddr != @s drop')).toEqual(['continue', 'deny']);
  });
  it('takes an element that goes away as one that may be gone', () => {
    expect(
      read('flags timeout; elements = { 192.0.2.1 timeout 1h expires 5m, 192.0.2.2 };', 'ip saddr @s accept'),
    ).toEqual(['allow; src 192.0.2.2', 'allow; src 192.0.2.1; uncertain']);
  });
  it('takes a set that packets add to as anybody where it lets in, and as its members where it keeps out', () => {
    const knock = 'tcp dport 7 add @s { ip saddr timeout 10s }\n';
    expect(read('flags dynamic,timeout;', `${knock}ip saddr @s accept`).slice(1)).toEqual(['allow; uncertain']);
    expect(read('flags dynamic,timeout;', `${knock}ip saddr != @s drop`).slice(1)).toEqual(['deny; uncertain']);
    const members = 'flags dynamic,timeout; elements = { 192.0.2.9 timeout 10s };';
    expect(read(members, `${knock}ip saddr @s drop`).slice(1)).toEqual(['deny; src 192.0.2.9; uncertain']);
  });
  it('doubts a set that was not given, and says so', () => {
    const [contribution] = normalize(['x.nft', chain('ip saddr @nowhere accept')]);
    expect(contribution?.diagnostics).toMatchObject([{ code: 'uncertain-rule', at: { file: 'x.nft', line: 7 } }]);
  });
});
