import { describe, expect, it } from 'vitest';
import { type AssessInput, assess } from '../../../src/assess/assess.ts';
import { controlId, frameworkId, ruleId, targetId } from '../../../src/core/ids.ts';
import type { RawObservation } from '../../../src/core/raw-observation.ts';
import type { Rule } from '../../../src/core/rule.ts';
import type { Severity } from '../../../src/core/statuses.ts';
import type { MappedFramework, Strength } from '../../../src/framework/framework.ts';

function rule(id: string, severity: Severity): Rule {
  return {
    id: ruleId(id),
    domain: id.split('.')[0] ?? id,
    title: `Title of ${id}`,
    description: '',
    severity,
    subject: 'thing',
    remediation: '',
    references: [],
    aliases: [],
    parameters: [],
    sections: ['host.os'],
    file: `${id}.rego`,
    origin: 'built-in',
  };
}

function observation(id: string, status: RawObservation['status'], subject = 'a'): RawObservation {
  return { rule: ruleId(id), target: targetId('host:a'), subject, status, message: status, at: [], overridden: [] };
}

function framework(controls: Readonly<Record<string, Readonly<Record<string, Strength>>>>): MappedFramework {
  return {
    id: frameworkId('demo'),
    title: 'Demo',
    version: '1',
    publisher: 'Us',
    source: 'here',
    licence: 'Apache-2.0',
    attribution: undefined,
    textPolicy: 'full',
    groups: [{ id: 'g', title: 'Group' }],
    controls: Object.entries(controls).map(([id, rules]) => ({
      id: controlId(id),
      title: id,
      group: 'g',
      counted: true,
      rules: Object.entries(rules).map(([name, strength]) => ({ rule: ruleId(name), strength })),
    })),
  };
}

function input(parts: Partial<AssessInput>): AssessInput {
  return {
    observations: [],
    rules: [rule('host.a', 'high'), rule('host.b', 'low')],
    targets: [],
    frameworks: [],
    diagnostics: [],
    profile: 'default',
    strict: false,
    failOn: 'high',
    now: '2026-11-22T18:00:00Z',
    toolVersion: '0',
    policyDigest: 'd',
    ...parts,
  };
}

describe('evidence', () => {
  it('tells the calls that led to a place after it, each once', () => {
    const call = { file: 'main.tf', line: 3 };
    const at = [
      { file: 'net/sg.tf', line: 7, called_from: [call] },
      { file: 'net/sg.tf', line: 9, called_from: [call] },
    ];
    const { observations } = assess(input({ observations: [{ ...observation('host.a', 'fail'), at }] }));
    expect(observations[0]?.evidence).toEqual([
      { file: 'net/sg.tf', line: 7, role: 'decides' },
      { file: 'net/sg.tf', line: 9, role: 'decides' },
      { file: 'main.tf', line: 3, role: 'calls' },
    ]);
  });
});

describe('the gate', () => {
  const broken = { level: 'error', code: 'unreadable-file', message: 'x' } as const;
  it.each([
    { name: 'a failure at the threshold', observations: [observation('host.a', 'fail')], want: 'failed' },
    { name: 'a failure below the threshold', observations: [observation('host.b', 'fail')], want: 'passed' },
    { name: 'only passes', observations: [observation('host.a', 'pass')], want: 'passed' },
    { name: 'nothing at all', observations: [], want: 'too-little-assessed' },
    { name: 'only unknowns', observations: [observation('host.a', 'unknown')], want: 'too-little-assessed' },
    {
      name: 'only what does not apply',
      observations: [observation('host.a', 'not-applicable')],
      want: 'too-little-assessed',
    },
    {
      name: 'a pass beside an input that could not be read',
      observations: [observation('host.a', 'pass')],
      diagnostics: [broken],
      want: 'too-little-assessed',
    },
    {
      name: 'a failure beside an input that could not be read',
      observations: [observation('host.a', 'fail')],
      diagnostics: [broken],
      want: 'failed',
    },
    {
      name: 'a broken rule',
      observations: [observation('host.a', 'error'), observation('host.b', 'pass')],
      want: 'error',
    },
    {
      name: 'a policy that does not compile',
      observations: [observation('host.a', 'fail')],
      diagnostics: [{ ...broken, code: 'policy-error' }],
      want: 'error',
    },
    {
      name: 'strict, with an unknown that could fail it',
      observations: [observation('host.a', 'unknown'), observation('host.b', 'pass')],
      strict: true,
      want: 'too-little-assessed',
    },
    {
      name: 'strict, with an unknown below the threshold',
      observations: [observation('host.a', 'pass'), observation('host.b', 'unknown')],
      strict: true,
      want: 'passed',
    },
  ] as const)('$name: $want', ({ observations, want, ...rest }) => {
    expect(assess(input({ observations, ...rest })).summary.gate).toBe(want);
  });

  it('never fails without a threshold', () => {
    expect(assess(input({ observations: [observation('host.a', 'fail')], failOn: 'none' })).summary.gate).toBe(
      'passed',
    );
  });
});

describe('the finding on a control', () => {
  it.each([
    {
      name: 'a proving rule fails',
      mapped: { 'host.a': 'partial' },
      observations: [observation('host.a', 'fail')],
      want: 'not-satisfied',
    },
    {
      name: 'one subject of many fails',
      mapped: { 'host.a': 'full' },
      observations: [observation('host.a', 'pass', 'x'), observation('host.a', 'fail', 'y')],
      want: 'not-satisfied',
    },
    {
      name: 'all pass',
      mapped: { 'host.a': 'partial' },
      observations: [observation('host.a', 'pass')],
      want: 'satisfied',
    },
    {
      name: 'one is unknown',
      mapped: { 'host.a': 'full', 'host.b': 'full' },
      observations: [observation('host.a', 'pass'), observation('host.b', 'unknown')],
      want: 'undetermined',
    },
    {
      name: 'a supporting rule fails',
      mapped: { 'host.a': 'partial', 'host.b': 'supports' },
      observations: [observation('host.a', 'pass'), observation('host.b', 'fail')],
      want: 'undetermined',
    },
    {
      name: 'only supporting rules pass',
      mapped: { 'host.a': 'supports' },
      observations: [observation('host.a', 'pass')],
      want: 'undetermined',
    },
    {
      name: 'nothing applies',
      mapped: { 'host.a': 'full' },
      observations: [observation('host.a', 'not-applicable')],
      want: 'undetermined',
    },
    {
      name: 'a rule broke',
      mapped: { 'host.a': 'full' },
      observations: [observation('host.a', 'error')],
      want: 'undetermined',
    },
  ] as const)('$name: $want', ({ mapped, observations, want }) => {
    const { findings, frameworks } = assess(
      input({ observations, frameworks: [framework({ one: mapped, other: {} })] }),
    );
    expect(findings.map(({ control, state }) => [control, state])).toEqual([['one', want]]);
    expect(frameworks).toMatchObject([{ controls: 2, automated: 1, person: 1 }]);
  });
});

it('puts the worst first and gives every observation its own stable id', () => {
  const observations = [
    observation('host.b', 'fail'),
    observation('host.a', 'pass'),
    observation('host.a', 'fail', 'z'),
    observation('host.a', 'fail', 'z'),
  ];
  const [first, second] = [assess(input({ observations })), assess(input({ observations: observations.toReversed() }))];
  expect(first.observations.map(({ rule: id, status }) => `${status} ${id}`)).toEqual([
    'fail host.a',
    'fail host.a',
    'fail host.b',
    'pass host.a',
  ]);
  expect(new Set(first.observations.map(({ id }) => id)).size).toBe(4);
  expect(second.observations).toEqual(first.observations);
});
