import { describe, expect, it } from 'vitest';
import { chain, normalize, rulesetOf, rulesIn, said } from './nft-read.ts';

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
