import { describe, expect, it } from 'vitest';
import { analyzeHook, compileFamily, packetsOf } from '../../../../src/derive/firewall/analysis.ts';
import { differenceOf } from '../../../../src/derive/firewall/difference.ts';
import { regionsOf } from '../../../../src/derive/firewall/regions.ts';
import type { FirewallFilter, FirewallRuleset } from '../../../../src/model/generated/model.ts';
import { parseDump } from '../../../../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../../../../src/normalize/firewall/iptables-save/to-model.ts';

function rulesetOf(rules: readonly string[], policy = 'DROP'): FirewallRuleset {
  const lines = rules.map((rule) => (rule.startsWith('-A') ? rule : `-A INPUT ${rule}`)).join('\n');
  const text = `*filter\n:INPUT ${policy} [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:U - [0:0]\n${lines}\nCOMMIT\n`;
  return { filters: [toFilter(parseDump(text, 'r'), { file: 'r', family: 'ipv4', loaded: 'live' }).filter] };
}

const SET = '-m set --match-set foo src -j ACCEPT';

describe('difference of two rulesets', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['nothing changed', ['-p tcp --dport 22 -j ACCEPT'], ['-p tcp --dport 22 -j ACCEPT'], []],
    [
      'reordered with equal effect, beside a rule in doubt',
      ['-p tcp --dport 22 -j ACCEPT', '-p tcp --dport 80 -j ACCEPT', SET],
      [SET, '-p tcp --dport 80 -j ACCEPT', '-p tcp --dport 22 -j ACCEPT'],
      [],
    ],
    [
      'written as a chain and as one list of ports',
      ['-p tcp --dport 22 -j ACCEPT', '-p tcp --dport 23 -j ACCEPT'],
      ['-p tcp -j U', '-A U -p tcp --dport 22:23 -j ACCEPT'],
      [],
    ],
    [
      'a rule more',
      ['-p tcp --dport 22 -j ACCEPT'],
      ['-p tcp --dport 22 -j ACCEPT', '-s 10.0.0.0/8 -p tcp --dport 443 -j ACCEPT'],
      ['opened must tcp 443 from 10.0.0.0/8'],
    ],
    [
      'two rules swapped',
      ['-s 10.0.0.0/8 -j DROP', '-p tcp --dport 22 -j ACCEPT'],
      ['-p tcp --dport 22 -j ACCEPT', '-s 10.0.0.0/8 -j DROP'],
      ['opened must tcp 22 from 10.0.0.0/8'],
    ],
    ['a doubt that became sure', [SET], ['-j ACCEPT'], ['opened may any * from 0.0.0.0/0']],
    ['a doubt that was taken out', [SET], [], ['closed may any * from 0.0.0.0/0']],
    [
      'a doubt that was turned',
      [SET],
      ['-m set --match-set foo src -j DROP', '-j ACCEPT'],
      ['opened may any * from 0.0.0.0/0', 'closed may any * from 0.0.0.0/0'],
    ],
    ['a verdict that is not told, moved', ['-p tcp -j NFQUEUE'], ['-p udp --dport 1 -j DROP', '-p tcp -j NFQUEUE'], []],
    [
      'a rule more beside forty doubts',
      Array.from({ length: 40 }, (_, i) => `-m set --match-set s${i} src -j DROP`),
      [...Array.from({ length: 40 }, (_, i) => `-m set --match-set s${i} src -j DROP`), '-p tcp --dport 22 -j ACCEPT'],
      ['opened may tcp 22 from 0.0.0.0/0'],
    ],
  ])('%s', (_, before, after, changes) => {
    const { opened, closed, unknown } = differenceOf(rulesetOf(before), rulesetOf(after));
    const told = [...opened.map((one) => ['opened', one] as const), ...closed.map((one) => ['closed', one] as const)];
    expect(unknown).toEqual([]);
    expect(
      told.map(
        ([way, one]) =>
          `${way} ${one.certainty} ${one.protocol} ${one.ports?.join(',') ?? '*'} from ${one.sources.join(',')}`,
      ),
    ).toEqual(changes);
  });

  it('names the rule that opens and the one that had opened', () => {
    const [a, b] = [rulesetOf(['-p tcp --dport 22 -j ACCEPT']), rulesetOf(['-p tcp --dport 23 -j ACCEPT'])];
    const { opened, closed } = differenceOf(a, b);
    expect(opened[0]?.because.map(({ text }) => text)).toEqual(['-p tcp --dport 23 -j ACCEPT']);
    expect(closed[0]?.because.map(({ text }) => text)).toEqual(['-p tcp --dport 22 -j ACCEPT']);
  });

  it('a new ruleset opens what it accepts; a family that one of two lacks is not compared', () => {
    const v4 = rulesetOf(['-p tcp --dport 22 -j ACCEPT']);
    expect(differenceOf(undefined, v4, { hooks: ['input'] }).opened).toHaveLength(1);
    const v6 = toFilter(parseDump('*filter\n:INPUT DROP [0:0]\nCOMMIT\n', 'r6'), {
      file: 'r6',
      family: 'ipv6',
      loaded: 'live',
    }).filter;
    expect(differenceOf(v4, { filters: [...v4.filters, v6] }).unknown).toMatchObject([
      { family: 'ipv6', unknown: 'The IPv6 rules of the earlier ruleset were not given.' },
    ]);
  });

  it('points are compared by their id', () => {
    const at = { file: 'sg' };
    const group = (id: string, ports: readonly string[]): FirewallFilter => ({
      id,
      engine: 'aws-sg',
      family: 'inet',
      semantics: 'union',
      stateful: true,
      loaded: 'configured',
      at,
      chains: [
        {
          id: `${id}:in`,
          table: 'sg',
          name: 'in',
          hook: 'input',
          at,
          rules: ports.map((port) => ({
            id: `${id}:${port}`,
            action: 'allow',
            conditions: [
              { on: 'protocol', values: ['6'] },
              { on: 'dport', values: [port] },
            ],
            uncertain: [],
            text: `tcp ${port}`,
            at,
          })),
        },
      ],
    });
    const account = (ports: Readonly<Record<string, readonly string[]>>): FirewallRuleset => ({
      filters: Object.entries(ports).map(([id, list]) => group(id, list)),
      points: Object.keys(ports).map((id) => ({
        id,
        name: id,
        kind: 'security-group',
        layers: [{ id, filters: [id] }],
        at,
      })),
    });
    const { opened, closed } = differenceOf(
      account({ a: ['22'], b: ['80'] }),
      account({ a: ['22', '443'], c: ['25'] }),
    );
    const told = (list: typeof opened) =>
      list.map((one) => `${one.point} ${one.family} ${one.ports?.join(',') ?? '*'}`);
    expect(told(opened)).toEqual(['a ipv4 443', 'a ipv6 443', 'c ipv4 25', 'c ipv6 25']);
    expect(told(closed)).toEqual(['b ipv4 80', 'b ipv6 80']);
  });
});

describe('work', () => {
  /** Rules of which each overlaps few others. */
  const many = (count: number) =>
    rulesetOf([
      ...Array.from(
        { length: count },
        (_, i) => `-s 10.${i >> 8}.${i & 255}.0/24 -p tcp --dport ${1000 + (i % 50)} -j ACCEPT`,
      ),
      '-j DROP',
    ]);

  it('grows with the number of rules and not with its square', () => {
    const spent = [500, 1000, 2000, 4000].map((count) => {
      const rules = compileFamily(many(count), 'ipv4', { addresses: [], dstAddresses: [], ports: [] });
      const work = { left: 1e9 };
      analyzeHook(rules, 'input', packetsOf(rules.universe, 'input'), work);
      return 1e9 - work.left;
    });
    for (const [i, work] of spent.slice(1).entries()) expect(work / (spent[i] ?? 1)).toBeLessThan(2.6);
  });

  it('ends in an honest unknown', () => {
    const ruleset = many(200);
    expect(regionsOf(ruleset, { work: 100 }).unknown.map(({ hook }) => hook)).toEqual(['input']);
    expect(differenceOf(ruleset, rulesetOf([]), { work: 100, hooks: ['input'] }).unknown).toHaveLength(1);
  });
});
