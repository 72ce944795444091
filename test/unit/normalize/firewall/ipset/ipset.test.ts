import { describe, expect, it } from 'vitest';
import { captureId } from '../../../../../src/core/ids.ts';
import type { FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import { ipsetFormat } from '../../../../../src/normalize/firewall/ipset/format.ts';
import { parseIpSets } from '../../../../../src/normalize/firewall/ipset/parse.ts';
import { iptablesSave } from '../../../../../src/normalize/firewall/iptables-save/format.ts';
import { parseDump } from '../../../../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../../../../src/normalize/firewall/iptables-save/to-model.ts';

const SETS = `create ip hash:ip family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0xeb22fef5
add ip 10.0.0.1 comment "timeout 5 \\"x\\""
add ip 10.0.0.2
create net hash:net family inet
add net 10.0.0.0/8
add net 10.1.0.0/16 nomatch
add net 10.1.1.0/24
create pair hash:ip,port family inet
add pair 10.0.0.1,tcp:22
add pair 10.0.0.1,udp:53-54
add pair 10.0.0.2,icmp:echo-request
add pair 10.0.0.2,gre:0
create iface hash:net,iface family inet
add iface 10.0.0.0/8,eth0
add iface 192.168.0.0/16,ppp wildcard
create mask hash:ip family inet netmask 24
add mask 10.5.5.0
create ports bitmap:port range 0-1024
add ports 22
add ports 80-443
create gone hash:ip family inet timeout 600
add gone 10.0.0.9 timeout 500
create mac hash:mac
add mac 00:11:22:33:44:55
create six hash:ip family inet6
create empty hash:net family inet
create both list:set size 8
add both ip
add both pair
create unsure list:set size 8
add unsure ip
add unsure gone
create grown hash:ip family inet
`;

function ruleOf(match: string) {
  const text = `*filter\n:INPUT DROP [0:0]\n-A INPUT ${match} -j ACCEPT\n-A INPUT -p tcp -j SET --add-set grown src\nCOMMIT\n`;
  const { filter, diagnostics } = toFilter(parseDump(text, 'rules'), {
    file: 'rules',
    family: 'ipv4',
    loaded: 'live',
    sets: parseIpSets(SETS, 'ipset.txt'),
  });
  expect(diagnostics).toEqual([]);
  const rule = filter.chains.find((chain) => chain.name === 'INPUT')?.rules[0];
  if (rule === undefined) throw new Error('no rule was read');
  const words = (list: readonly { on: string; values: readonly string[]; negated?: boolean }[]) =>
    list.map(({ on, values, negated }) => `${negated === true ? '! ' : ''}${on} ${values.join(',')}`.trim());
  return {
    conditions: words(rule.conditions),
    ...(rule.any_of === undefined ? {} : { any_of: rule.any_of.map(words) }),
    ...(rule.none_of === undefined ? {} : { none_of: rule.none_of.map(words) }),
    ...(rule.uncertain.length === 0 ? {} : { uncertain: rule.uncertain }),
  };
}

describe('rules that name sets', () => {
  it.each<[string, object]>([
    ['-m set --match-set ip src', { conditions: ['src 10.0.0.1,10.0.0.2'] }],
    ['-m set ! --match-set ip dst', { conditions: ['! dst 10.0.0.1,10.0.0.2'] }],
    [
      '-m set --match-set net src',
      { conditions: ['src 10.0.0.0-10.0.255.255,10.1.1.0-10.1.1.255,10.2.0.0-10.255.255.255'] },
    ],
    [
      '-m set --match-set pair src,dst',
      {
        conditions: [],
        any_of: [
          ['src 10.0.0.1', 'protocol 6', 'dport 22'],
          ['src 10.0.0.1', 'protocol 17', 'dport 53-54'],
          ['src 10.0.0.2', 'protocol 1', 'icmp 8/0'],
          ['src 10.0.0.2', 'protocol 47'],
        ],
      },
    ],
    [
      '-m set ! --match-set iface src,src',
      {
        conditions: [],
        none_of: [
          ['src 10.0.0.0-10.255.255.255', 'in eth0'],
          ['src 192.168.0.0-192.168.255.255', 'in ppp+'],
        ],
      },
    ],
    ['-m set --match-set mask src', { conditions: ['src 10.5.5.0-10.5.5.255'] }],
    ['-m set --match-set ports dst', { conditions: ['protocol 6,17', 'dport 22,80-443'] }],
    ['-m set --match-set pair src', { conditions: ['protocol'] }],
    ['-m set ! --match-set pair src', { conditions: [] }],
    ['-m set --match-set six src', { conditions: ['protocol'] }],
    ['-m set --match-set empty src', { conditions: ['protocol'] }],
    [
      '-m set --match-set ip src -m set --match-set pair dst,dst',
      {
        conditions: ['src 10.0.0.1,10.0.0.2'],
        any_of: [
          ['dst 10.0.0.1', 'protocol 6', 'dport 22'],
          ['dst 10.0.0.1', 'protocol 17', 'dport 53-54'],
          ['dst 10.0.0.2', 'protocol 1', 'icmp 8/0'],
          ['dst 10.0.0.2', 'protocol 47'],
        ],
      },
    ],
    ['-m set --match-set both src', { conditions: ['src 10.0.0.1,10.0.0.2'] }],
    [
      '-m set --match-set gone src',
      {
        conditions: [],
        uncertain: ['-m set --match-set gone src: the set gone: its elements leave it by themselves (timeout)'],
      },
    ],
    [
      '-m set --match-set mac src',
      {
        conditions: [],
        uncertain: [
          '-m set --match-set mac src: the set mac: sets of hash:mac are not told by addresses and ports alone',
        ],
      },
    ],
    [
      '-m set --match-set unsure src',
      {
        conditions: [],
        uncertain: [
          '-m set --match-set unsure src: the set unsure: its set gone: its elements leave it by themselves (timeout)',
        ],
      },
    ],
    [
      '-m set --match-set missing src',
      { conditions: [], uncertain: ['-m set --match-set missing src: the set missing: ipset.txt does not hold it'] },
    ],
    [
      '-m set --match-set grown src',
      {
        conditions: [],
        uncertain: ['-m set --match-set grown src: other rules add to the set grown or take from it'],
      },
    ],
    [
      '-m set --match-set ip src --packets-gt 5',
      {
        conditions: [],
        uncertain: [
          '-m set --match-set ip src --packets-gt 5: --packets-gt depends on counters or asks for exceptions',
        ],
      },
    ],
  ])('%s', (match, meaning) => {
    expect(ruleOf(match)).toEqual(meaning);
  });

  it('are in doubt without the sets', () => {
    const text = '*filter\n:INPUT DROP [0:0]\n-A INPUT -m set --match-set ip src -j ACCEPT\nCOMMIT\n';
    const { filter } = toFilter(parseDump(text, 'rules'), { file: 'rules', family: 'ipv4', loaded: 'live' });
    expect(filter.chains[0]?.rules[0]?.uncertain).toEqual([
      '-m set --match-set ip src: the content of the set was not given (ipset save)',
    ]);
  });
});

describe('the text of ipset save', () => {
  const capture = (origin: string, text: string) => ({
    id: captureId(origin),
    origin,
    collectedAt: '',
    outcome: { kind: 'read' as const, bytes: new TextEncoder().encode(text) },
  });

  it('tells lines that are not understood', () => {
    const { sets, diagnostics } = parseIpSets('create a hash:ip\nadd b 1.1.1.1\nswap a b\n', 'sets');
    expect([...sets.keys()]).toEqual(['a']);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'sets:2: an element of the set b, which was not created',
      'sets:3: a line that is not understood',
    ]);
  });

  it.each([
    ['create a hash:net,port family inet', true],
    ['# made by hand\ncreate a bitmap:port range 0-9', true],
    ['add a 1.1.1.1', false],
    ['*filter\n:INPUT DROP [0:0]', false],
    ['create table x', false],
  ])('is known by its content: %s', (head, known) => {
    expect(ipsetFormat.recognizes({ origin: 'x', head, json: undefined })).toBe(known);
  });

  it('belongs to the dump beside it, by the name of the machine where there are several', () => {
    const rules = (name: string) =>
      capture(name, '*filter\n:INPUT DROP [0:0]\n-A INPUT -m set --match-set ip src -j ACCEPT\nCOMMIT\n');
    const claimed = [
      { format: 'iptables-save', capture: rules('web-iptables.txt') },
      { format: 'iptables-save', capture: rules('db-iptables.txt') },
      { format: 'ipset', capture: capture('web-ipset.txt', 'create ip hash:ip\nadd ip 10.0.0.1\n') },
      { format: 'ipset', capture: capture('db-ipset.txt', 'create ip hash:ip\nadd ip 10.0.0.2\n') },
    ];
    const context = { claimed, documents: [] };
    const made = iptablesSave.normalize(
      claimed.filter(({ format }) => format === 'iptables-save').map((one) => one.capture),
      context,
    );
    const sources = made.map(({ target, sections }) => {
      // The format's own section.
      const data = sections['ruleset']?.data as FirewallRuleset | undefined;
      return `${target.name ?? ''} ${data?.filters[0]?.chains[0]?.rules[0]?.conditions[0]?.values.join(',') ?? ''}`;
    });
    expect([...sources].sort()).toEqual(['db-iptables 10.0.0.2', 'web-iptables 10.0.0.1']);
    expect(ipsetFormat.normalize([claimed[2]?.capture ?? rules('x')], context)[0]?.diagnostics).toEqual([]);
    const alone = ipsetFormat.normalize([claimed[2]?.capture ?? rules('x')], { claimed: [], documents: [] });
    expect(alone[0]?.diagnostics.map(({ code }) => code)).toEqual(['sets-without-rules']);
  });
});
