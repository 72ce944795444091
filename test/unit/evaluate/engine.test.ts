import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilerFolder, workerScript } from '../../../src/app/assets.ts';
import { inputSchema, policyLibrary } from '../../../src/app/load-policies.ts';
import { PolicyError } from '../../../src/core/errors.ts';
import { targetId } from '../../../src/core/ids.ts';
import type { RawObservation } from '../../../src/core/raw-observation.ts';
import { type EvaluationInput, evaluate } from '../../../src/evaluate/evaluate.ts';
import { type Evaluator, startEvaluator } from '../../../src/evaluate/worker-pool.ts';
import type { CompiledPolicies } from '../../../src/policy/bundle.ts';
import { compilePolicies } from '../../../src/policy/compile-policies.ts';
import { loadCompiler } from '../../../src/policy/shim.ts';

const AT = { file: '/etc/os-release', line: 1 };

/** A rule over host.os with the given bodies of passed and failed. */
function ruleText(name: string, passed: string, failed: string, extra = ''): string {
  return `# METADATA
# title: A rule
# description: For the engine.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://example.org
# custom:
#   severity: low
#   subject: os
#   remediation: None.
#   parameters: {limit: {default: 3, description: a limit}}
package acme.${name}

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects["os"] := input.host.os.data.id

passed[id] := verdict.proof("good", [fact]) if {
	some id, fact in subjects
	${passed}
}

failed[id] := verdict.proof("bad", [fact]) if {
	some id, fact in subjects
	${failed}
}
${extra}`;
}

const GOOD = ruleText('good', 'fact.value == "debian"', 'fact.value != "debian"');
const CONFLICT = ruleText(
  'conflict',
  'fact.value == "debian"',
  'fact.value == "none"',
  '\npassed[id] := verdict.proof("other", [fact]) if {\n\tsome id, fact in subjects\n\tfact.value != "alpine"\n}\n',
);
const ENDLESS = ruleText(
  'endless',
  '_r[a] * _r[b] * _r[c] == -1',
  'fact.value == "none"',
  '\n_r := numbers.range(1, 5000)\n',
);
const LIMITED = ruleText(
  'limited',
  'data.parameters["acme.limited"].limit == 5',
  'data.parameters["acme.limited"].limit == 3',
);

async function compiled(files: Readonly<Record<string, string>>): Promise<CompiledPolicies> {
  return compilePolicies(
    { files, root: '', origin: 'test' },
    {
      compiler: await loadCompiler(compilerFolder()),
      inputSchema: await inputSchema(),
      library: await policyLibrary(),
    },
  );
}

const HOST: EvaluationInput = {
  target: { id: targetId('host:a'), kind: 'host', name: 'a' },
  domains: {
    host: {
      os: {
        flag: 'complete',
        data: {
          id: { value: 'debian', at: AT },
          version_id: { value: '12', at: AT },
          name: { value: 'Debian', at: AT },
        },
      },
    },
  },
};

describe.skipIf(!existsSync(workerScript()))('the engine', () => {
  let evaluator: Evaluator;
  beforeAll(() => {
    evaluator = startEvaluator(workerScript(), { bundleMs: 5000, ruleMs: 1500 });
  });
  afterAll(() => evaluator.close());

  const judge = async (
    files: Readonly<Record<string, string>>,
    input = HOST,
    values: Record<string, unknown> = {},
  ): Promise<readonly RawObservation[]> => {
    const policies = await compiled(files);
    return evaluate([input], policies, evaluator, {
      now: '2026-11-22T18:00:00Z',
      schemaVersion: '1',
      selects: () => true,
      parameters: Object.fromEntries(
        policies.rules.map((rule) => [
          rule.id,
          { ...Object.fromEntries(rule.parameters.map((p) => [p.name, p.default])), ...values },
        ]),
      ),
      supplyOf: () => undefined,
    });
  };
  const statuses = (observations: readonly RawObservation[]): Record<string, string> =>
    Object.fromEntries(observations.map(({ rule, status }) => [rule, status]));

  it('takes what a rule reads from its references', async () => {
    const { rules } = await compiled({ 'acme/good.rego': GOOD });
    expect(rules.map(({ id, sections }) => ({ id, sections }))).toEqual([{ id: 'acme.good', sections: ['host.os'] }]);
  });

  it('judges, with the place of the fact', async () => {
    expect(await judge({ 'acme/good.rego': GOOD })).toEqual([
      { rule: 'acme.good', target: 'host:a', subject: 'os', status: 'pass', message: 'good', at: [AT], overridden: [] },
    ]);
  });

  it('isolates a rule that breaks the evaluation, the others stand', async () => {
    const observations = await judge({ 'acme/good.rego': GOOD, 'acme/conflict.rego': CONFLICT });
    expect(statuses(observations)).toEqual({ 'acme.good': 'pass', 'acme.conflict': 'error' });
    expect(observations.find(({ status }) => status === 'error')?.message).toContain('acme/conflict.rego');
  });

  it('stops a rule that runs past its deadline, the others stand', async () => {
    const observations = await judge({ 'acme/good.rego': GOOD, 'acme/endless.rego': ENDLESS });
    expect(statuses(observations)).toEqual({ 'acme.good': 'pass', 'acme.endless': 'error' });
    expect(observations.find(({ status }) => status === 'error')?.message).toContain('ran past its deadline');
  });

  it('gives parameters to rules, defaults and chosen values', async () => {
    expect(statuses(await judge({ 'acme/limited.rego': LIMITED }))).toEqual({ 'acme.limited': 'fail' });
    const other = ruleText(
      'limited',
      'data.parameters["acme.limited"].limit == 5',
      'data.parameters["acme.limited"].limit == 3',
      '\n# other\n',
    );
    const fresh = startEvaluator(workerScript(), { bundleMs: 5000, ruleMs: 1500 });
    try {
      const policies = await compiled({ 'acme/limited.rego': other });
      const observations = await evaluate([HOST], policies, fresh, {
        now: 'now',
        schemaVersion: '1',
        selects: () => true,
        parameters: { 'acme.limited': { limit: 5 } },
        supplyOf: () => undefined,
      });
      expect(statuses(observations)).toEqual({ 'acme.limited': 'pass' });
    } finally {
      await fresh.close();
    }
  });

  it.each([
    { name: 'not collected at all', os: undefined, want: 'unknown' },
    { name: 'not collected', os: { flag: 'not-collected' as const, reason: 'denied' }, want: 'unknown' },
    { name: 'an error', os: { flag: 'error' as const, reason: 'broken' }, want: 'unknown' },
    { name: 'not there', os: { flag: 'does-not-exist' as const, reason: 'none' }, want: 'not-applicable' },
    { name: 'not applicable', os: { flag: 'not-applicable' as const, reason: 'none' }, want: 'not-applicable' },
  ])('never passes on a section that is $name', async ({ os, want }) => {
    const input: EvaluationInput = { ...HOST, domains: { host: os === undefined ? {} : { os } } };
    expect(statuses(await judge({ 'acme/good.rego': GOOD }, input))).toEqual({ 'acme.good': want });
  });

  it('leaves a host alone of which only another file was given', async () => {
    const log = { flag: 'not-collected' as const, reason: 'denied' };
    const input: EvaluationInput = { ...HOST, domains: { host: { auth_log: log } } };
    expect(await judge({ 'acme/good.rego': GOOD }, input)).toEqual([]);
  });

  it('puts an unknown beside what an incomplete section proves', async () => {
    const input: EvaluationInput = {
      ...HOST,
      domains: { host: { os: { ...HOST.domains.host?.os, flag: 'incomplete', reason: 'half of it' } } },
    };
    const observations = await judge({ 'acme/good.rego': GOOD }, input);
    expect(observations.map(({ status }) => status).sort()).toEqual(['pass', 'unknown']);
  });

  it('tells a fact that could not be read, never a verdict', async () => {
    const input: EvaluationInput = {
      ...HOST,
      domains: {
        host: {
          os: {
            flag: 'complete',
            data: {
              id: { unknown: 'permission denied', at: AT },
              version_id: { value: '12', at: AT },
              name: { value: 'D', at: AT },
            },
          },
        },
      },
    };
    expect(await judge({ 'acme/good.rego': GOOD }, input)).toMatchObject([
      { status: 'unknown', message: 'permission denied', at: [AT] },
    ]);
  });

  it.each([
    {
      name: 'a builtin that is not deterministic',
      text: 'package acme.bad\n\nx := time.now_ns()\n',
      want: /acme\/bad\.rego:3.*time\.now_ns/s,
    },
    {
      name: 'a builtin that is not there',
      text: 'package acme.bad\n\nx := sprintf("%v", [1])\n',
      want: /acme\/bad\.rego:3.*sprintf/s,
    },
    {
      name: 'a field that the model does not have',
      text: ruleText('bad', 'input.host.os.data.idd == 1', 'fact.value == "x"'),
      want: /acme\/bad\.rego:\d+.*idd/s,
    },
    {
      name: 'negation over what may be unread',
      text: ruleText('bad', 'not fact.value == "x"', 'fact.value == "x"'),
      want: /negated-input/,
    },
    {
      name: 'a whole domain read at once',
      text: ruleText('bad', 'count(input.host) > 0', 'fact.value == "x"'),
      want: /input\.host as a whole/,
    },
  ])('refuses $name, naming the line', async ({ text, want }) => {
    await expect(compiled({ 'acme/bad.rego': text })).rejects.toThrow(PolicyError);
    await expect(compiled({ 'acme/bad.rego': text })).rejects.toThrow(want);
  });
});
