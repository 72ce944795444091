import { describe, expect, it } from 'vitest';
import { complete, notCollected } from '../../../../src/core/section.ts';
import { exposure } from '../../../../src/derive/firewall/exposure.ts';
import { wideOpenings } from '../../../../src/derive/firewall/wide-openings.ts';
import type {
  FirewallChain,
  FirewallCondition,
  FirewallRule,
  FirewallRuleset,
} from '../../../../src/model/generated/model.ts';

const at = { file: 'rules', line: 1 };

function rule(id: string, conditions: readonly FirewallCondition[], more: Partial<FirewallRule> = {}): FirewallRule {
  return { id, action: 'allow', conditions, uncertain: [], text: id, at, ...more };
}

function rulesetOf(rules: readonly FirewallRule[], chain: Partial<FirewallChain> = {}): FirewallRuleset {
  const input: FirewallChain = {
    id: 'input',
    table: 'filter',
    name: 'INPUT',
    hook: 'input',
    priority: 0,
    policy: { value: 'deny', at },
    rules,
    at,
    ...chain,
  };
  return {
    filters: [
      {
        id: 'f',
        engine: 'iptables',
        family: 'ipv4',
        semantics: 'first-match',
        stateful: true,
        loaded: 'configured',
        chains: [input],
        at,
      },
    ],
  };
}

function derived(ruleset: FirewallRuleset) {
  const firewall = { ruleset: complete(ruleset) };
  const context = { nowMs: 0 };
  const exposed = exposure.derive({ firewall }, context).firewall;
  return wideOpenings.derive({ firewall: { ...firewall, ...exposed } }, context).firewall;
}

const src = (...values: readonly string[]): FirewallCondition => ({ on: 'src', values });
const ports = (...values: readonly string[]): readonly FirewallCondition[] => [
  { on: 'protocol', values: ['6'] },
  { on: 'dport', values },
];

describe('ranges of public addresses that rules name', () => {
  const CASES: readonly (readonly [string, FirewallRule, readonly (readonly [string, number])[]])[] = [
    ['a prefix', rule('r', [src('9.0.0.0/8')]), [['9.0.0.0/8', 8]]],
    ['an address', rule('r', [src('9.9.9.9')]), [['9.9.9.9', 32]]],
    [
      'from-to, by the greatest prefix it could hold',
      rule('r', [src('9.9.9.0-9.9.11.255')]),
      [['9.9.9.0-9.9.11.255', 23]],
    ],
    ['IPv6', rule('r', [src('2600::/16')]), [['2600::/16', 16]]],
    ['half of the internet', rule('r', [src('0.0.0.0/1')]), [['0.0.0.0/1', 1]]],
    ['everybody', rule('r', [src('0.0.0.0/0', '::/0')]), []],
    [
      'private and reserved addresses',
      rule('r', [src('10.0.0.0/8', '100.64.0.0/10', '203.0.113.0/24', 'fd00::/8')]),
      [],
    ],
    ['private addresses and more', rule('r', [src('10.0.0.0-11.0.0.0')]), [['10.0.0.0-11.0.0.0', 8]]],
    ['what is excepted', rule('r', [{ on: 'src', values: ['9.0.0.0/8'], negated: true }]), []],
    ['a denial', rule('r', [src('9.0.0.0/8')], { action: 'deny' }), []],
    ['replies', rule('r', [src('9.0.0.0/8'), { on: 'state', values: ['ESTABLISHED'] }]), []],
    [
      'new connections and replies',
      rule('r', [src('9.0.0.0/8'), { on: 'state', values: ['NEW', 'ESTABLISHED'] }]),
      [['9.0.0.0/8', 8]],
    ],
    [
      'pairs of addresses and ports',
      rule('r', [], { any_of: [[src('9.0.0.0/8'), ...ports('22')]] }),
      [['9.0.0.0/8', 8]],
    ],
  ];
  it.each(CASES)('%s', (_, one, expected) => {
    const chains = derived(rulesetOf([one]))?.wide_sources?.data?.chains;
    expect(chains).toHaveLength(1);
    expect(chains?.[0]?.rules.flatMap(({ ranges }) => ranges.map(({ text, bits }) => [text, bits]))).toEqual(expected);
  });

  it('leaves outgoing chains and translations out', () => {
    for (const chain of [{ hook: 'output' }, { table: 'nat', hook: 'input' }] as const)
      expect(derived(rulesetOf([rule('r', [src('9.0.0.0/8')])], chain))?.wide_sources?.data?.chains).toEqual([]);
  });
});

describe('rows of open ports', () => {
  const CASES: readonly (readonly [string, readonly FirewallRule[], number, number, string])[] = [
    ['nothing', [], 0, 0, ''],
    ['one range', [rule('a', ports('1000-1999'))], 1000, 1000, '1000-1999'],
    [
      'two ranges that meet',
      [rule('a', ports('1000-1999')), rule('b', [...ports('2000-2999'), src('9.9.9.9')])],
      2000,
      2000,
      '1000-2999',
    ],
    [
      'a range with another rule inside',
      [rule('b', ports('1500')), rule('a', ports('1000-1999'))],
      1000,
      1000,
      '1000-1999',
    ],
    ['two ranges apart', [rule('a', ports('1000-1099', '2000-2999'))], 1000, 1000, '2000-2999'],
    ['private senders', [rule('a', [...ports('1000-1999'), src('10.0.0.0/8')])], 0, 0, ''],
    ['everything, which other rules tell', [rule('a', [])], 0, 0, ''],
    ['in doubt', [rule('a', ports('1000-1999'), { uncertain: ['a set'] })], 0, 1000, '1000-1999'],
  ];
  it.each(CASES)('%s', (_, rules, least, most, text) => {
    const spans = derived(rulesetOf(rules))?.port_spans?.data?.spans;
    expect(spans?.find(({ id }) => id === 'ipv4:tcp')).toMatchObject({ at_least: least, at_most: most, text });
  });
});

describe('points', () => {
  it('tells whose filters stand before them', () => {
    const { filters } = rulesetOf([rule('a', ports('22'))]);
    const points = [
      { id: 'p', name: 'p', kind: 'interface', layers: [{ id: 'l', filters: ['f'] }], at },
      { id: 'bare', name: 'bare', kind: 'interface', layers: [], at },
    ] as const;
    const facts = derived({ filters, points });
    expect(facts?.point_engines?.data?.points).toEqual([
      { id: 'p', engine: 'iptables' },
      { id: 'bare', engine: '' },
    ]);
    expect(facts?.port_spans?.data?.spans.map(({ id }) => id)).toContain('p ipv4:tcp');
  });

  it('says nothing of them where there are none', () => {
    expect(derived(rulesetOf([]))?.point_engines).toBeUndefined();
  });
});

it('derives nothing from rules that were not collected', () => {
  const found = wideOpenings.derive({ firewall: { ruleset: notCollected('no right') } }, { nowMs: 0 }).firewall;
  expect(found?.wide_sources).toMatchObject({ flag: 'not-collected', reason: 'no right' });
  expect(found?.port_spans).toMatchObject({ flag: 'not-collected' });
});
