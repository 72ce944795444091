import { describe, expect, it } from 'vitest';
import { isPlainlyApart } from '../../../../src/derive/firewall/plainly-apart.ts';
import type { FirewallFilter, FirewallRule } from '../../../../src/model/generated/model.ts';

const at = { file: 'groups.json' };
type Conditions = Readonly<Partial<Record<'src' | 'protocol' | 'dport' | 'sport', readonly string[]>>>;

function rule(conditions: Conditions, more: Partial<FirewallRule> = {}): FirewallRule {
  const list = (['src', 'protocol', 'dport', 'sport'] as const).flatMap((on) => {
    const values = conditions[on];
    return values === undefined ? [] : [{ on, values }];
  });
  return { id: JSON.stringify(conditions), action: 'allow', conditions: list, uncertain: [], text: '', at, ...more };
}

function filter(rules: readonly FirewallRule[], hook?: 'forward'): FirewallFilter {
  return {
    id: 'sg',
    engine: 'aws-sg',
    family: 'inet',
    semantics: 'union',
    stateful: true,
    loaded: 'configured',
    chains: [
      { id: 'sg:in', table: 'filter', name: 'in', hook: hook ?? 'input', policy: { value: 'deny', at }, rules, at },
    ],
    at,
  };
}

const ssh = { src: ['10.0.0.0/8'], protocol: ['6'], dport: ['22'] };

describe('rules that are plainly apart', () => {
  it.each<[string, boolean, readonly FirewallRule[]]>([
    ['none', true, []],
    ['other ports', true, [rule(ssh), rule({ ...ssh, dport: ['80'] })]],
    ['other protocols', true, [rule(ssh), rule({ ...ssh, protocol: ['17'] })]],
    ['other sources', true, [rule(ssh), rule({ ...ssh, src: ['192.168.0.0/16'] })]],
    ['other families', true, [rule(ssh), rule({ ...ssh, src: ['::/0'] })]],
    ['the same twice', false, [rule(ssh), rule(ssh)]],
    ['a source in another', false, [rule(ssh), rule({ ...ssh, src: ['10.1.0.0/16', '2001:db8::/32'] })]],
    ['a port in a range', false, [rule(ssh), rule({ ...ssh, dport: ['20-30'] })]],
    ['every port', false, [rule(ssh), rule({ src: ['10.1.0.0/16'], protocol: ['6'] })]],
    ['every source', false, [rule(ssh), rule({ protocol: ['6'], dport: ['22'] })]],
    ['a range of protocols', false, [rule(ssh), rule({ ...ssh, protocol: ['0-255'] })]],
    ['a denial', false, [rule(ssh, { action: 'deny' })]],
    ['a doubt', false, [rule(ssh, { uncertain: ['not told'] })]],
    ['a negation', false, [rule({}, { conditions: [{ on: 'src', values: ['10.0.0.0/8'], negated: true }] })]],
    ['a condition that is not compared', false, [rule({ ...ssh, sport: ['53'] })]],
    ['a list of conditions', false, [rule(ssh, { any_of: [[]] })]],
    ['a source that cannot be read', false, [rule({ ...ssh, src: ['10.0.0.0/99'] })]],
    ['nothing named', false, [rule({ ...ssh, src: [] })]],
  ])('%s: %s', (_, apart, rules) => {
    expect(isPlainlyApart(filter(rules))).toBe(apart);
  });

  it('are not looked for where packets are forwarded', () => {
    expect(isPlainlyApart(filter([rule(ssh)], 'forward'))).toBe(false);
  });
});
