import { describe, expect, it } from 'vitest';
import { deriveDeclared, filterTable, rulesetOf } from './declared-made.ts';

const REPLIES = '-A OUTPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT';

function egress(rules: readonly string[], output: string, yaml?: string) {
  const derived = deriveDeclared(rulesetOf(filterTable([...rules], { output })), yaml === undefined ? {} : { yaml });
  const [scope] = derived.egress?.data?.scopes ?? [];
  if (scope === undefined) throw new Error('nothing was derived');
  return scope;
}

describe('what leaves a machine', () => {
  it.each<[string, readonly string[], string, boolean | undefined, readonly string[]]>([
    ['policy ACCEPT', [], 'ACCEPT', true, ['tcp/0-65535', 'udp/0-65535']],
    ['policy DROP', [REPLIES], 'DROP', false, []],
    [
      'some ports',
      [REPLIES, '-A OUTPUT -p tcp --dport 443 -j ACCEPT', '-A OUTPUT -p udp --dport 53 -j ACCEPT'],
      'DROP',
      false,
      ['tcp/443', 'udp/53'],
    ],
    ['all of one protocol', [REPLIES, '-A OUTPUT -p udp -j ACCEPT'], 'DROP', true, ['udp/0-65535']],
    [
      'all but a few ports',
      ['-A OUTPUT -p tcp --dport 25 -j DROP', '-A OUTPUT -p udp --dport 1:100 -j DROP'],
      'ACCEPT',
      false,
      ['tcp/0-24', 'tcp/26-65535', 'udp/0', 'udp/101-65535'],
    ],
    [
      'all ports but the one that nothing waits on',
      ['-A OUTPUT -p tcp --dport 0 -j DROP', '-A OUTPUT -p udp -j DROP'],
      'ACCEPT',
      true,
      ['tcp/1-65535'],
    ],
    ['private networks only', [REPLIES, '-A OUTPUT -d 10.0.0.0/8 -j ACCEPT'], 'DROP', false, []],
    [
      'some public addresses',
      [REPLIES, '-A OUTPUT -d 198.51.100.0/24 -j ACCEPT', '-A OUTPUT -d 8.8.8.0/24 -j ACCEPT'],
      'DROP',
      false,
      [],
    ],
    ['the loopback', [REPLIES, '-A OUTPUT -o lo -j ACCEPT'], 'DROP', false, []],
    [
      'halves',
      [REPLIES, '-A OUTPUT -d 0.0.0.0/1 -j ACCEPT', '-A OUTPUT -d 128.0.0.0/1 -j ACCEPT'],
      'DROP',
      true,
      ['tcp/0-65535', 'udp/0-65535'],
    ],
    ['in doubt', [REPLIES, '-A OUTPUT -m set --match-set a dst -j ACCEPT'], 'DROP', undefined, []],
    ['by owner: in doubt', [REPLIES, '-A OUTPUT -m owner --uid-owner 0 -j ACCEPT'], 'DROP', undefined, []],
  ])('%s', (_, rules, output, want, ports) => {
    const scope = egress(rules, output);
    expect('value' in scope.every_port ? scope.every_port.value : undefined).toBe(want);
    expect(scope.internet_ports).toEqual(ports);
    expect(scope).not.toHaveProperty('undeclared');
  });

  it.each<[string, string, readonly string[]]>([
    ['all of it', 'egress: [{ports: [tcp, udp], to: [internet]}]\n', []],
    ['one port', 'egress: [{ports: [tcp/443], to: [any]}]\n', ['udp/53 to every public address']],
    [
      'some addresses',
      'egress: [{ports: [tcp/443, udp/53], to: [0.0.0.0/1]}]\n',
      ['tcp/443 to 128.0.0.0-169.253.255.255', 'udp/53 to 128.0.0.0-169.253.255.255'],
    ],
    [
      'expired',
      'egress: [{ports: [tcp/443, udp/53], to: [any], until: 2025-01-01}]\n',
      ['tcp/443 to every public address', 'udp/53 to every public address'],
    ],
  ])('against what is declared: %s', (_, yaml, want) => {
    const { undeclared } = egress(
      [REPLIES, '-A OUTPUT -p tcp --dport 443 -j ACCEPT', '-A OUTPUT -p udp --dport 53 -j ACCEPT'],
      'DROP',
      yaml,
    );
    const told = undeclared !== undefined && 'value' in undeclared ? undeclared.value : undefined;
    // Reserved blocks cut the public addresses; the first prefix shows which half is meant.
    expect(told?.map((text) => text.split(',')[0])).toEqual(want.map((text) => text.split(',')[0]));
  });

  it('a declaration for another target is none', () => {
    expect(egress([], 'ACCEPT', 'egress: [{on: [db-*], ports: [tcp], to: [any]}]\n')).not.toHaveProperty('undeclared');
  });
});
