import { describe, expect, it } from 'vitest';
import { answer, parseQuery } from '../../../../src/derive/firewall/query.ts';
import type { FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { parseDump } from '../../../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../../../src/normalize/firewall/iptables-save/to-model.ts';

const TEXT = `*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
-A PREROUTING -i eth0 -p tcp --dport 8081 -j DNAT --to-destination 172.17.0.2:81
COMMIT
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:U - [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -s 10.0.0.0/8 -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -j U
-A INPUT -s 1.2.3.4 -j DROP
-A INPUT -p tcp -m multiport --dports 22,80 -j ACCEPT
-A INPUT -p udp --dport 53 -m set --match-set foo src -j ACCEPT
-A FORWARD -d 172.17.0.2 -p tcp --dport 80 -j ACCEPT
-A U -p tcp --dport 81 -j ACCEPT
-A U -p tcp --dport 82 -j DROP
COMMIT
`;

const ruleset: FirewallRuleset = {
  filters: [toFilter(parseDump(TEXT, 'rules'), { file: 'rules', family: 'ipv4', loaded: 'live' }).filter],
};

function ask(text: string) {
  const query = parseQuery(text);
  if ('problem' in query) throw new Error(query.problem);
  return answer(ruleset, query);
}

describe('answers', () => {
  it.each<[question: string, verdict: string, ways: readonly string[]]>([
    ['tcp 203.0.113.9 -> :22', 'allowed', ['allowed: -p tcp -m multiport --dports 22,80 -j ACCEPT']],
    ['tcp 1.2.3.4 -> :22', 'denied', ['denied: -s 1.2.3.4 -j DROP']],
    ['tcp 8.8.8.8 -> :99', 'denied', ['denied: policy of INPUT']],
    [
      'tcp any -> :22',
      'partly',
      [
        'allowed: -s 10.0.0.0/8 -j ACCEPT',
        'allowed: -p tcp -m multiport --dports 22,80 -j ACCEPT',
        'denied: -s 1.2.3.4 -j DROP',
      ],
    ],
    [
      'tcp 8.8.8.8 -> :81-82',
      'partly',
      ['allowed: -j U, -p tcp --dport 81 -j ACCEPT', 'denied: -j U, -p tcp --dport 82 -j DROP'],
    ],
    [
      'udp 8.8.8.8 -> :53',
      'may',
      ['doubtful: -p udp --dport 53 -m set --match-set foo src -j ACCEPT', 'doubtful: policy of INPUT'],
    ],
    [
      'tcp 8.8.8.8 -> :99 state established',
      'allowed',
      ['allowed: -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'],
    ],
    ['tcp 127.0.0.1 -> 127.0.0.1:99 in lo', 'allowed', ['allowed: -i lo -j ACCEPT']],
    ['icmp 8.8.8.8 -> type 8', 'allowed', ['allowed: -p icmp -j ACCEPT']],
    ['forward tcp any -> 172.17.0.2:80', 'allowed', ['allowed: -d 172.17.0.2 -p tcp --dport 80 -j ACCEPT']],
    [
      'tcp 8.8.8.8 -> :8080 in eth0',
      'allowed',
      [
        'allowed: -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80, -d 172.17.0.2 -p tcp --dport 80 -j ACCEPT',
      ],
    ],
    [
      'tcp 8.8.8.8 -> :8081 in eth0',
      'denied',
      ['denied: -i eth0 -p tcp --dport 8081 -j DNAT --to-destination 172.17.0.2:81, policy of FORWARD'],
    ],
    ['output tcp any -> 8.8.8.8:443', 'allowed', ['allowed: policy of OUTPUT']],
  ])('%s', (question, verdict, ways) => {
    const [first, ...others] = ask(question);
    expect(others).toEqual([]);
    expect(first?.verdict).toBe(verdict);
    const told = first?.examples.flatMap(({ outcome, trace }) =>
      trace.ends.map(({ path }) => `${outcome}: ${path.map((step) => step.text).join(', ')}`),
    );
    expect(told).toEqual(ways);
  });

  it('tells the regions of each outcome', () => {
    const [first] = ask('tcp any -> :22');
    expect(first?.allowed).toMatchObject([{ sources: ['0.0.0.0/0'], sourcesExcept: ['1.2.3.4/32'], ports: ['22'] }]);
    expect(first?.denied).toMatchObject([{ sources: ['1.2.3.4/32'], ports: ['22'] }]);
    expect(ask('tcp 127.0.0.1 -> 127.0.0.1:99 in lo')[0]?.allowed).toMatchObject([
      { sources: ['127.0.0.1/32'], destinations: ['127.0.0.1/32'], ports: ['99'], in: { names: ['lo'], except: [] } },
    ]);
  });

  it('says that a family was not given', () => {
    expect(ask('tcp any -> [::1]:22')).toMatchObject([
      { family: 'ipv6', verdict: 'unknown', reason: 'The IPv6 rules were not given.' },
    ]);
  });

  it('says that the work is spent', () => {
    const query = parseQuery('tcp any -> :22');
    if ('problem' in query) throw new Error(query.problem);
    expect(answer(ruleset, query, 1)[0]?.verdict).toBe('unknown');
  });
});

describe('questions', () => {
  it.each<[question: string, problem: string]>([
    ['', 'the question is empty'],
    ['tcp any', 'there is no -> between the source and the destination'],
    ['foo any -> :22', '"foo" is no protocol'],
    ['tcp 1.2.3 -> :22', '"1.2.3" is no address'],
    ['tcp any -> 22', '"22" is no address'],
    ['tcp any -> :99999', '"99999" is no port'],
    ['tcp any -> :90-80', '"90-80" is no port'],
    ['icmp any -> :8', 'only tcp, udp, sctp, dccp and udplite have ports'],
    ['tcp any -> :22 type 8', 'only icmp and icmpv6 have types'],
    ['tcp 10.0.0.1 -> [::1]:22', 'IPv4 and IPv6 are mixed'],
    ['tcp any -> :22 state open', '"open" is no state'],
    ['tcp any -> :22 in', '"in" stands without its value'],
    ['tcp any -> :22 please', '"please" is not understood'],
    ['tcp a b -> :22', '"b" is not expected before ->'],
    ['input tcp any -> :22 out eth0', 'a packet for the machine itself leaves by no interface'],
    ['icmp any -> type 300', '"300" is no ICMP type'],
  ])('%s', (question, problem) => {
    const query = parseQuery(question);
    expect('problem' in query ? query.problem : 'understood').toContain(problem);
    expect('hint' in query ? query.hint : '').toContain('PROTOCOL SOURCE -> ');
  });

  it.each<[question: string, hook: string, families: readonly string[], conditions: readonly string[]]>([
    ['tcp any->:22', 'input', ['ipv4', 'ipv6'], ['protocol 6', 'dport 22']],
    [
      'udp 10.0.0.0/8:1024-65535 -> 10.0.0.5:53',
      'input',
      ['ipv4'],
      ['protocol 17', 'src 10.0.0.0/8', 'sport 1024-65535', 'dst 10.0.0.5', 'dport 53'],
    ],
    [
      'tcp 2001:db8::/32 -> [fd00::1]:22,80 in eth0 out eth1',
      'forward',
      ['ipv6'],
      ['protocol 6', 'src 2001:db8::/32', 'dst fd00::1', 'dport 22,80', 'in eth0', 'out eth1'],
    ],
    ['any any -> any out eth1', 'output', ['ipv4', 'ipv6'], ['out eth1']],
    ['icmpv6 any -> type 128', 'input', ['ipv6'], ['protocol 58', 'icmp 128']],
    ['gre any -> any', 'input', ['ipv4', 'ipv6'], ['protocol 47']],
  ])('%s', (question, hook, families, conditions) => {
    const query = parseQuery(question);
    if ('problem' in query) throw new Error(query.problem);
    expect(query.hook).toBe(hook);
    expect(query.families).toEqual(families);
    expect(query.conditions.map(({ on, values }) => `${on} ${values.join(',')}`)).toEqual(conditions);
  });
});
