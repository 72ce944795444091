import { describe, expect, it } from 'vitest';
import type { Assessment, Observation } from '../../../src/model/generated/model.ts';
import { goAheads } from '../../../src/report/go-ahead.ts';
import { htmlReporter } from '../../../src/report/html/reporter.ts';
import { textReporter } from '../../../src/report/text/reporter.ts';
import { crafted, PLAIN } from './crafted.ts';

const BASE = crafted('full');
const [TEMPLATE] = BASE.rules;

type Told = Pick<Observation, 'rule' | 'status' | 'severity'>;

function assessment(...observations: readonly Told[]): Assessment {
  return {
    ...BASE,
    question: 'May it go live?',
    failOn: 'medium',
    targets: BASE.targets.slice(0, 1).map((target) => ({ ...target, id: 'host:web01' })),
    rules: observations.flatMap(({ rule, severity }) => (TEMPLATE ? [{ ...TEMPLATE, id: rule, severity }] : [])),
    observations: observations.map((observation, index) => ({
      ...observation,
      id: String(index),
      target: 'host:web01',
      subject: 's',
      message: 'because',
      evidence: [],
      ...(observation.status === 'unknown' ? { hint: 'Run it as root.' } : {}),
    })),
  };
}

describe('the question of a profile', () => {
  it.each<[string, readonly Told[], string]>([
    ['a failure at the threshold', [{ rule: 'host.a', status: 'fail', severity: 'medium' }], 'no'],
    [
      'a failure below it',
      [
        { rule: 'host.a', status: 'fail', severity: 'low' },
        { rule: 'host.b', status: 'pass', severity: 'high' },
      ],
      'yes',
    ],
    ['an unknown at the threshold', [{ rule: 'host.a', status: 'unknown', severity: 'medium' }], 'not-known'],
    [
      'an unknown below it',
      [
        { rule: 'host.a', status: 'unknown', severity: 'low' },
        { rule: 'host.b', status: 'pass', severity: 'high' },
      ],
      'yes',
    ],
    [
      'a failure and an unknown',
      [
        { rule: 'host.a', status: 'fail', severity: 'high' },
        { rule: 'host.b', status: 'unknown', severity: 'high' },
      ],
      'no',
    ],
  ])('%s', (_name, observations, want) => {
    expect(goAheads(assessment(...observations)).map(({ answer }) => answer)).toEqual([want]);
  });

  it('is not answered for a target that no rule at the threshold judged', () => {
    expect(goAheads(assessment({ rule: 'host.a', status: 'pass', severity: 'low' }))).toEqual([]);
  });

  it('orders by weight, then by what a stranger reaches, restarts last', () => {
    const fail = (rule: string, severity: Observation['severity']) => ({ rule, status: 'fail', severity }) as const;
    const [answer] = goAheads(
      assessment(
        fail('maintenance.updates.reboot_not_pending', 'high'),
        fail('host.sysctl.aslr', 'high'),
        fail('host.accounts.x', 'high'),
        fail('host.ssh.x', 'high'),
        fail('firewall.policy.x', 'high'),
        fail('host.other.x', 'critical'),
      ),
    );
    expect(answer?.blocking.map(({ rule }) => rule.id)).toEqual([
      'host.other.x',
      'firewall.policy.x',
      'host.ssh.x',
      'host.accounts.x',
      'host.sysctl.aslr',
      'maintenance.updates.reboot_not_pending',
    ]);
  });

  it('is told by text and page, with the way to let the rest be judged', () => {
    const made = assessment(
      { rule: 'host.a', status: 'fail', severity: 'high' },
      { rule: 'host.b', status: 'unknown', severity: 'high' },
    );
    const text = textReporter.render(made, PLAIN);
    expect(text).toMatch(/May it go live\?\n-+\n {2}host:web01: No\. 1 rule at or above medium stands in the way\./);
    expect(text).toMatch(/Not judged, and how to let it be judged:\n {4}- host\.b: because\n {6}Run it as root\./);
    expect(htmlReporter.render(made, PLAIN)).toContain(
      '<h2>May it go live?</h2><h3>host:web01</h3><p class="lead">No: 1 rule',
    );
    expect(htmlReporter.render(made, PLAIN)).toContain('<a href="#go-ahead">May it go live?</a>');
  });

  it('tells once what one deed lets be judged', () => {
    const base = assessment(
      { rule: 'host.a', status: 'unknown', severity: 'high' },
      { rule: 'host.b', status: 'unknown', severity: 'high' },
      { rule: 'host.c', status: 'unknown', severity: 'high' },
    );
    const messages = ['/etc/shadow is closed. Add --sudo', '/etc/sudoers is closed: add --sudo', 'no log is here'];
    const observations = base.observations.map(({ hint: _hint, ...rest }, index) => ({
      ...rest,
      message: messages[index] ?? '',
    }));
    const text = textReporter.render({ ...base, observations }, PLAIN);
    expect(text).toContain(
      '- Add --sudo: 2 rules wait for it, for 2 reasons, the first:\n      host.a: /etc/shadow is closed. Add --sudo',
    );
    expect(text).toContain('    - host.c: no log is here');
  });

  it.each<[string, Assessment['diagnostics'], string]>([
    [
      'a machine that could not be read',
      [
        {
          level: 'error',
          code: 'unreadable-target',
          message: 'ssh://web02 could not be read: Connection refused',
          hint: 'Check that sshd runs.',
        },
      ],
      '  Not known: ssh://web02 could not be read: Connection refused\n    Check that sshd runs.\n',
    ],
    ['nothing at all', [], '  Not known: nothing was judged that could answer it.\n'],
  ])('says at the end that %s leaves it open', (_name, diagnostics, want) => {
    const text = textReporter.render({ ...assessment(), targets: [], diagnostics }, PLAIN);
    expect(text.slice(text.indexOf('May it go live?'))).toContain(want);
    expect(text).not.toContain('The duties');
    expect(htmlReporter.render({ ...assessment(), targets: [], diagnostics }, PLAIN)).toContain('Not known: ');
  });

  it('is left out where the profile asks nothing', () => {
    const { question: _question, ...rest } = assessment({ rule: 'host.a', status: 'fail', severity: 'high' });
    expect(textReporter.render(rest, PLAIN)).not.toContain('stands in the way');
  });
});
