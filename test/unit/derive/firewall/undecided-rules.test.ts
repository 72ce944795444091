import { describe, expect, it } from 'vitest';
import { exposure } from '../../../../src/derive/firewall/exposure.ts';
import { deriveDeclared, filterTable, rulesetOf } from './declared-made.ts';

type Told = readonly (readonly [string, readonly string[]])[];

function factsOf(rules: readonly string[], options: Parameters<typeof filterTable>[1] = {}) {
  const ruleset = rulesetOf(filterTable(rules, options));
  const { firewall } = exposure.derive({ firewall: { ruleset: { flag: 'complete', data: ruleset } } }, { nowMs: 0 });
  const chains = firewall?.rule_facts?.data?.chains ?? [];
  return {
    ruleset,
    data: firewall?.exposure?.data,
    chains,
    undecided: chains.flatMap(({ undecided = [] }): Told => undecided.map(({ text, as }) => [text, as])),
    reasons: chains.flatMap(({ undecided = [] }) => undecided.map((one) => one.unknown)),
    dead: chains.flatMap((one) => [...one.redundant, ...one.shadowed, ...one.unreachable].map(({ text }) => text)),
  };
}

describe('rules that a value which was not read decides', () => {
  const SSH = '-p tcp -m tcp --dport 22 -j ACCEPT';
  const LOST = '-p tcp -m tcp --dport ?! -j ACCEPT';
  const DROP = '-s 10.0.0.1/32 -p tcp -m tcp --dport 22 -j DROP';
  it.each<[string, readonly string[], Told]>([
    ['the covering rule was read', ['-p tcp -j ACCEPT', SSH], []],
    [
      'its port was not: either may repeat the other',
      [LOST, SSH],
      [
        [SSH, ['redundant']],
        [LOST, ['redundant']],
      ],
    ],
    [
      'its protocol was not',
      ['-i eth0 -p ?! -j ACCEPT', `-i eth0 ${SSH}`],
      [
        [`-i eth0 ${SSH}`, ['redundant']],
        ['-i eth0 -p ?! -j ACCEPT', ['redundant']],
      ],
    ],
    [
      'its extension was not',
      ['-p tcp -m ?! --foo 22 -j ACCEPT', SSH],
      [
        [SSH, ['redundant']],
        ['-p tcp -m ?! --foo 22 -j ACCEPT', ['redundant']],
      ],
    ],
    ['the action of a covering rule was not', ['-p tcp -j ?!', SSH], [[SSH, ['redundant', 'shadowed']]]],
    ['a hiding rule was not', [LOST, DROP], [[DROP, ['shadowed']]]],
    [
      'a rule between it and the later one that does the same',
      ['-s 10.0.0.1/32 -p tcp -m tcp --dport 22 -j ACCEPT', '-p tcp -m tcp --dport ?! -j DROP', SSH],
      [
        ['-s 10.0.0.1/32 -p tcp -m tcp --dport 22 -j ACCEPT', ['redundant']],
        [SSH, ['shadowed']],
        ['-p tcp -m tcp --dport ?! -j DROP', ['shadowed']],
      ],
    ],
    [
      'its own port was not read',
      [SSH, '-p tcp -m tcp --dport ?! -j ACCEPT'],
      [
        [SSH, ['redundant']],
        ['-p tcp -m tcp --dport ?! -j ACCEPT', ['redundant']],
      ],
    ],
    ['another protocol is another matter', ['-p udp -m udp --dport ?! -j ACCEPT', SSH], []],
    ['a rate is no gap', ['-p icmp -m limit --limit 3/sec -j ACCEPT', '-p icmp -j DROP'], []],
    ['nor is a set that was not given', ['-m set --match-set blocked src -j DROP', SSH], []],
    ['nor a mark', ['-m mark --mark 1 -j ACCEPT', SSH], []],
    ['nor a queue', ['-p tcp -j NFQUEUE', SSH], []],
  ])('%s', (_, rules, want) => {
    expect(factsOf(rules).undecided).toEqual(want);
  });

  it('the rule that was not read is told', () => {
    expect(factsOf([LOST, SSH]).reasons).toEqual([
      `Whether "${SSH}" does anything depends on "${LOST}": the destination port ?! cannot be told.`,
      `Whether "${LOST}" does anything depends on what was not read of it: the destination port ?! cannot be told.`,
    ]);
  });

  it('what is dead under every answer stays dead', () => {
    const found = factsOf(['-p tcp -j ACCEPT', '-p udp -m udp --dport ?! -j ACCEPT', SSH]);
    expect([found.dead, found.undecided]).toEqual([[SSH], []]);
  });

  it('whether packets come to a chain hangs on a target that was not read', () => {
    const { chains } = factsOf(['-p tcp -j ?!', `-A WEB ${SSH}`], { chains: ['WEB'] });
    expect(chains.find(({ id }) => id.endsWith('/WEB'))?.entered).toHaveProperty('unknown');
  });
});

describe('what lets everything in, and drops the rest', () => {
  const told = (fact: object | undefined) => (fact !== undefined && 'value' in fact ? fact.value : 'unknown');
  it.each<[string, readonly string[], string, unknown, unknown, unknown]>([
    ['a last rule', ['-p tcp -j ACCEPT', '-j DROP'], 'ACCEPT', true, 'deny', 'no'],
    ['no last rule', ['-p tcp -j ACCEPT'], 'ACCEPT', false, 'allow', 'none'],
    ['a last rule whose action was not read', ['-p tcp -j ACCEPT', '-j ?!'], 'ACCEPT', 'unknown', 'unknown', 'unknown'],
    [
      'a last rule whose condition was not',
      ['-p tcp -j ACCEPT', '-p ?! -j DROP'],
      'ACCEPT',
      'unknown',
      'unknown',
      'unknown',
    ],
    ['a rule of which the word for its target was not', ['-p tcp ?! DROP'], 'ACCEPT', 'unknown', 'allow', 'none'],
    [
      'a condition that was not read is no default',
      ['-p ?! -j ACCEPT', '-p tcp -j ACCEPT'],
      'DROP',
      true,
      'unknown',
      'no',
    ],
    ['a policy that was not', ['-p tcp -j ACCEPT'], '?!', 'unknown', 'unknown', 'unknown'],
    ['a queue may drop', ['-p tcp -j NFQUEUE'], 'ACCEPT', 'unknown', 'allow', 'none'],
  ])('%s', (_, rules, policy, active, byDefault, logged) => {
    const { data, ruleset } = factsOf(rules, { policy });
    const [chain] = deriveDeclared(ruleset).final_drop?.data?.chains ?? [];
    expect([
      told(data?.families[0]?.active),
      told(data?.policies.find(({ hook }) => hook === 'input')?.default),
      chain === undefined ? 'none' : told(chain.logged),
    ]).toEqual([active, byDefault, logged]);
  });
});
