import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import type { FirewallRule, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { nft } from '../../../../src/normalize/firewall/nft/format.ts';
import { meaningOf } from './nft-meaning.ts';

function capture(origin: string, text: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-02T10:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  };
}

function normalize(...files: readonly (readonly [string, string])[]) {
  return nft.normalize(
    files.map(([origin, text]) => capture(origin, text)),
    { claimed: [], documents: [] },
  );
}

function rulesetOf(...files: readonly (readonly [string, string])[]): FirewallRuleset {
  const section = normalize(...files)[0]?.sections['ruleset'];
  return (section as { data: FirewallRuleset }).data; // the section of a contribution is opaque by type
}

const chain = (rules: string, head = 'type filter hook input priority 0; policy drop;', before = '') =>
  `table inet t {\n${before}\nchain other {\n}\nchain c {\n${head}\n${rules}\n}\n}\n`;

function rulesIn(text: string, family: 'ipv4' | 'ipv6' = 'ipv4', name = 'c'): readonly FirewallRule[] {
  return rulesetOf(['x.nft', text])
    .filters.filter((filter) => filter.family === family)
    .flatMap((filter) => filter.chains.filter((one) => one.name === name).flatMap((one) => one.rules));
}

function said(rule: FirewallRule): string {
  const list = (conditions: FirewallRule['conditions']) =>
    conditions.map((one) => `${one.negated === true ? '!' : ''}${one.on} ${one.values.join(' ')}`).join(', ');
  const parts = [
    rule.action,
    list(rule.conditions),
    rule.any_of === undefined ? '' : `any of ${rule.any_of.map(list).join(' | ')}`,
    rule.none_of === undefined ? '' : `none of ${rule.none_of.map(list).join(' | ')}`,
    rule.uncertain.length === 0 ? '' : 'uncertain',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

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

describe('chains', () => {
  const chainsOf = (text: string, family = 'ipv4') =>
    rulesetOf(['x.nft', text])
      .filters.filter((one) => one.family === family)
      .flatMap((one) => one.chains);

  it.each<readonly [string, string, number]>([
    ['a number', '-10', -10],
    ['a name', 'security', 50],
    ['a name and an offset', 'mangle + 5', -145],
    ['without spaces', 'dstnat-10', -110],
  ])('reads the priority: %s', (_, text, priority) => {
    expect(chainsOf(chain('', `type filter hook input priority ${text};`))[1]).toMatchObject({ priority });
  });

  it('takes a chain without a policy as one that accepts, and a hook without a chain as open', () => {
    const found = chainsOf('table ip t {\nchain c {\ntype filter hook input priority 0\n}\n}\n');
    expect(found.map(({ name, hook, policy }) => [name, hook, policy])).toMatchObject([
      ['c', 'input', { value: 'allow' }],
      ['forward', 'forward', { value: 'allow' }],
      ['output', 'output', { value: 'allow' }],
    ]);
  });

  it('knows that a table for IPv4 leaves IPv6 open', () => {
    const found = chainsOf('table ip t {\nchain c {\ntype filter hook input priority 0; policy drop\n}\n}\n', 'ipv6');
    expect(found.find((one) => one.hook === 'input')?.policy).toMatchObject({ value: 'allow' });
  });

  it('leaves a dormant table out, and says so', () => {
    const text = 'table inet t {\nflags dormant\nchain c {\ntype filter hook input priority 0; policy drop\n}\n}\n';
    expect(chainsOf(text).find((one) => one.hook === 'input')?.policy).toMatchObject({ value: 'allow' });
    expect(normalize(['x.nft', text])[0]?.diagnostics).toMatchObject([{ code: 'dormant-table' }]);
  });

  it('narrows an ingress chain to its device, its policy too', () => {
    const text =
      'table netdev t {\nchain c {\ntype filter hook ingress device "eth0" priority 0; policy drop;\ntcp dport 22 accept\ntcp dport 23 return\n}\n}\n';
    const [ingress] = chainsOf(text);
    expect(ingress).toMatchObject({ hook: 'prerouting', policy: { value: 'allow' } });
    expect(ingress?.rules.map(said)).toEqual([
      'allow; protocol 6, dport 22, in eth0',
      'deny; protocol 6, dport 23, in eth0',
      'deny; in eth0',
    ]);
  });

  it('knows that before connection tracking every packet is invalid', () => {
    const raw = 'type filter hook prerouting priority raw; policy accept;';
    expect(rulesIn(chain('ct state established accept\nct state invalid drop', raw)).map(said)).toEqual([
      'continue',
      'deny',
    ]);
  });

  it('reads a chain that is called on both sides of connection tracking once for each', () => {
    const text =
      'table inet t {\nchain called {\nct state invalid drop\n}\nchain raw {\ntype filter hook prerouting priority raw\njump called\n}\nchain in {\ntype filter hook input priority 0\njump called\n}\n}\n';
    expect(
      chainsOf(text).map((one) => [one.name, one.rules.map((rule) => `${said(rule)} ${rule.target ?? ''}`)]),
    ).toEqual([
      ['called (before connection tracking)', ['deny drop']],
      ['called', ['deny; state INVALID drop']],
      ['raw', ['jump called (before connection tracking)']],
      ['in', ['jump called']],
      ['forward', []],
      ['output', []],
    ]);
  });

  it('leaves out, in one family, chains that only the other leads to', () => {
    const text = chain('ip saddr 10.0.0.0/8 jump v4only', undefined, 'chain v4only {\naccept\n}');
    expect(chainsOf(text, 'ipv4').map((one) => one.name)).toContain('v4only');
    expect(chainsOf(text, 'ipv6').map((one) => one.name)).not.toContain('v4only');
  });

  it('doubts a jump to a chain that is not there', () => {
    expect(rulesIn(chain('jump nowhere')).map(said)).toEqual(['unknown']);
  });

  it('doubts what a bridge does to frames for the machine', () => {
    const text = 'table bridge b {\nchain c {\ntype filter hook input priority filter; policy drop;\n}\n}\n';
    expect(chainsOf(text)[0]).toMatchObject({ hook: 'prerouting', policy: { unknown: expect.any(String) } });
  });
});

describe('translations', () => {
  const nat = (rule: string) =>
    rulesIn(chain(rule, 'type nat hook prerouting priority dstnat; policy accept;')).map(
      ({ translate, conditions }) => [translate, conditions.find((one) => one.on === 'dport')?.values],
    );
  it.each<readonly [string, string, readonly unknown[]]>([
    [
      'address and port',
      'tcp dport 80 dnat ip to 10.0.0.5:8080',
      [[{ kind: 'destination', address: '10.0.0.5', port: '8080' }, ['80']]],
    ],
    [
      'a range',
      'tcp dport 80 dnat to 10.0.0.5-10.0.0.9',
      [[{ kind: 'destination', address: '10.0.0.5-10.0.0.9' }, ['80']]],
    ],
    ['a port of this machine', 'tcp dport 80 redirect to :8080', [[{ kind: 'local', port: '8080' }, ['80']]]],
    [
      'a map',
      'dnat ip to tcp dport map { 80 : 10.0.0.1 . 8080, 81 : 10.0.0.2 . 8081 }',
      [
        [{ kind: 'destination', address: '10.0.0.1', port: '8080' }, ['80']],
        [{ kind: 'destination', address: '10.0.0.2', port: '8081' }, ['81']],
      ],
    ],
    ['sources', 'masquerade random', [[{ kind: 'source' }, undefined]]],
    ['IPv6 in brackets is not of IPv4', 'tcp dport 80 dnat ip6 to [2001:db8::1]:80', []],
  ])('%s', (_, rule, expected) => {
    expect(nat(rule)).toEqual(expected);
  });

  it('asks where a destination was changed only at the new destinations', () => {
    const text =
      'table inet t {\nchain pre {\ntype nat hook prerouting priority dstnat\ntcp dport 80 dnat ip to 10.0.0.5:8080\n}\nchain c {\ntype filter hook forward priority 0; policy drop\nct status dnat accept\n}\n}\n';
    expect(rulesIn(text).map(said)).toEqual([
      'allow; state NEW ESTABLISHED RELATED; any of dst 10.0.0.5, dport 8080; uncertain',
    ]);
  });
});

describe('files', () => {
  it('reads variables, includes, flat statements and flushes', () => {
    const main = [
      '#!/usr/sbin/nft -f',
      'table ip gone {',
      '}',
      'flush ruleset',
      'define web = { 80, 443 }',
      'define ports = { 22, $web }',
      'add table inet t',
      'add chain inet t c { type filter hook input priority 0; policy drop; }',
      'add rule inet t c tcp dport $ports accept',
      'include "extra/*.nft"',
      'insert rule inet t c iif lo accept; add rule inet t c tcp dport 25 \\',
      '  drop',
    ].join('\n');
    const extra = 'add rule inet t c udp dport 53 accept\n';
    const contributions = normalize(['conf/nftables.conf', main], ['conf/extra/a.nft', extra]);
    expect(contributions.map((one) => one.target)).toEqual([{ kind: 'firewall', name: 'nftables' }]);
    const section = contributions[0]?.sections['ruleset'] as { flag: string; data: FirewallRuleset }; // opaque by type
    expect(section.flag).toBe('complete');
    expect(section.data.filters[0]?.chains[0]?.rules.map((rule) => [said(rule), rule.at.file, rule.at.line])).toEqual([
      ['allow; in lo', 'conf/nftables.conf', 11],
      ['allow; protocol 6, dport 22 80 443', 'conf/nftables.conf', 9],
      ['allow; protocol 17, dport 53', 'conf/extra/a.nft', 1],
      ['deny; protocol 6, dport 25', 'conf/nftables.conf', 11],
    ]);
  });

  it('is incomplete without a file that is included', () => {
    const [contribution] = normalize(['x.nft', `include "missing.nft"\n${chain('accept')}`]);
    expect(contribution?.sections['ruleset']).toMatchObject({ flag: 'incomplete' });
    expect(contribution?.diagnostics).toMatchObject([{ code: 'parse-error', at: { file: 'x.nft', line: 1 } }]);
  });

  it('doubts a rule whose place is not told, and a variable that is not defined', () => {
    expect(rulesIn(`${chain('accept')}insert rule inet t c position 7 drop\n`).map(said)).toEqual([
      'deny; uncertain',
      'allow',
    ]);
    expect(rulesIn(chain('tcp dport $secret accept')).map(said)).toEqual(['allow; protocol 6; uncertain']);
  });

  it('keeps ids when lines move and counters run', () => {
    const ids = (text: string) => rulesIn(text).map((rule) => rule.id);
    const one = chain('tcp dport 22 counter packets 1 bytes 60 accept');
    const other = `# moved\n\n${chain('tcp dport 22 counter packets 9 bytes 999 accept')}`;
    expect(ids(one)).toEqual(ids(other));
    expect(ids(chain('accept\naccept'))[1]).toMatch(/\(2\)$/);
  });

  const JSON_TEXT = JSON.stringify({
    nftables: [
      { metainfo: { version: '1.0.6', json_schema_version: 1 } },
      { table: { family: 'inet', name: 't', handle: 1 } },
      { chain: { family: 'inet', table: 't', name: 'other', handle: 2 } },
      {
        chain: {
          family: 'inet',
          table: 't',
          name: 'c',
          handle: 3,
          type: 'filter',
          hook: 'input',
          prio: 0,
          policy: 'drop',
        },
      },
      {
        rule: {
          family: 'inet',
          table: 't',
          chain: 'c',
          handle: 4,
          expr: [
            {
              match: {
                op: '==',
                left: { payload: { protocol: 'tcp', field: 'dport' } },
                right: { set: [22, { range: [80, 90] }] },
              },
            },
            { accept: null },
          ],
        },
      },
    ],
  });

  it('takes text and JSON of one ruleset as one, and its lines from the text', () => {
    const text = chain('tcp dport { 22, 80-90 } accept');
    const contributions = normalize(['a.nft', text], ['b.json', JSON_TEXT]);
    expect(contributions).toHaveLength(1);
    expect(contributions[0]?.diagnostics).toEqual([]);
    expect(rulesetOf(['a.nft', text], ['b.json', JSON_TEXT]).filters[0]?.chains[1]?.rules[0]?.at.line).toBe(7);
    expect(meaningOf(rulesetOf(['b.json', JSON_TEXT]))).toEqual(meaningOf(rulesetOf(['a.nft', text])));
    expect(rulesetOf(['b.json', JSON_TEXT]).filters[0]?.chains[1]?.rules[0]?.at.pointer).toBe('/nftables/4');
  });

  it('says when text and JSON differ', () => {
    const [contribution] = normalize(['a.nft', chain('accept\naccept')], ['b.json', JSON_TEXT]);
    expect(contribution?.diagnostics).toMatchObject([{ code: 'readings-differ' }]);
  });

  it.each<readonly [string, string, unknown, boolean]>([
    ['a dump', 'table inet filter {\n\tchain x {\n', undefined, true],
    ['a script', '#!/usr/sbin/nft -f\n\ninclude "x"\n', undefined, true],
    ['flat statements', 'add rule inet filter input tcp dport 22 accept\n', undefined, true],
    ['JSON', '{"nftables": []}', { nftables: [] }, true],
    ['other JSON', '{"tables": []}', { tables: [] }, false],
    ['iptables-save', '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n', undefined, false],
    ['SQL', 'CREATE TABLE ip (\n', undefined, false],
    ['YAML', 'table: inet\n', undefined, false],
  ])('recognizes %s', (_, head, json, yes) => {
    expect(nft.recognizes({ origin: 'x', head, json })).toBe(yes);
  });
});
