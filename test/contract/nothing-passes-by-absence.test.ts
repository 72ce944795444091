import { afterAll, describe, expect, it } from 'vitest';
import { workerScript } from '../../src/app/assets.ts';
import { deriveInputs } from '../../src/app/derive-inputs.ts';
import { loadBuiltInPolicies } from '../../src/app/load-policies.ts';
import { collectSnapshots } from '../../src/app/scan.ts';
import type { RawObservation } from '../../src/core/raw-observation.ts';
import { notCollected } from '../../src/core/section.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { startEvaluator } from '../../src/evaluate/worker-pool.ts';
import { validateInput } from '../../src/model/generated/input-validator.js';
import type { Snapshot } from '../../src/model/generated/model.ts';
import { readSnapshot } from '../../src/model/read-snapshot.ts';

const NOW = '2026-11-22T18:00:00Z';
const TARGETS = [
  'fixtures/hosts/web01',
  'fixtures/organizations/brumaire/organization',
  'fixtures/accounts/brumaire-aws',
];

const evaluator = startEvaluator(workerScript(), { bundleMs: 60_000, ruleMs: 20_000 });
afterAll(() => evaluator.close());

const policies = await loadBuiltInPolicies();
const { snapshots } = await collectSnapshots({ targets: TARGETS, roots: [], progress: () => undefined }, NOW);

async function judge(all: readonly Snapshot[]): Promise<readonly RawObservation[]> {
  return evaluate(deriveInputs(all, { nowMs: Date.parse(NOW) }), policies, evaluator, {
    now: NOW,
    schemaVersion: '1',
    selects: () => true,
    parameters: Object.fromEntries(
      policies.rules.map((rule) => [
        rule.id,
        Object.fromEntries(rule.parameters.map((parameter) => [parameter.name, parameter.default])),
      ]),
    ),
    supplyOf: () => undefined,
  });
}

const passesOf = (observations: readonly RawObservation[]): readonly string[] =>
  observations
    .filter(({ status }) => status === 'pass')
    .map(({ rule, target, subject }) => `${rule} ${target} ${subject}`);

/** Every collected section of every snapshot. */
const sections = snapshots.flatMap((snapshot) =>
  (['host', 'firewall', 'iam', 'organization'] as const).flatMap((domain) =>
    Object.entries(snapshot[domain] ?? {})
      .filter(([, section]) => section.flag === 'complete' || section.flag === 'incomplete')
      .map(([name]) => ({ target: snapshot.target.id, domain, name })),
  ),
);

/** All snapshots, one section of one of them not collected. */
function without(
  target: string,
  domain: 'host' | 'firewall' | 'iam' | 'organization',
  name: string,
): readonly Snapshot[] {
  return snapshots.map((snapshot) =>
    snapshot.target.id === target
      ? readSnapshot(
          { ...snapshot, [domain]: { ...snapshot[domain], [name]: notCollected('taken out by the test') } },
          target,
        )
      : snapshot,
  );
}

describe('a full set of snapshots', async () => {
  const before = await judge(snapshots);
  const passedBefore = new Set(passesOf(before));
  const openBefore = new Set(
    before
      .filter(({ status }) => status === 'fail' || status === 'unknown')
      .map(({ rule, target, subject }) => `${rule} ${target} ${subject}`),
  );

  it('is full: rules of every domain pass on it', () => {
    const domains = new Set([...passedBefore].map((pass) => pass.split('.')[0]));
    for (const domain of ['host', 'firewall', 'iam', 'organization', 'detection', 'maintenance'])
      expect(domains).toContain(domain);
  });

  it('derives what its schemas say', () => {
    for (const { target, domains } of deriveInputs(snapshots, { nowMs: Date.parse(NOW) })) {
      expect(validateInput(domains) ? [] : (validateInput.errors ?? []).slice(0, 3), target.id).toEqual([]);
    }
  });

  it('breaks no rule', () => {
    expect(before.filter(({ status }) => status === 'error')).toEqual([]);
  });

  it.each(sections.map((one) => [`${one.domain}.${one.name} of ${one.target}`, one] as const))(
    'without %s: no rule that reads it passes, and nothing passes that did not before',
    async (_, { target, domain, name }) => {
      const after = await judge(without(target, domain, name));
      const reading = new Set(
        policies.rules.filter((rule) => rule.sections.includes(`${domain}.${name}`)).map((rule) => String(rule.id)),
      );
      expect(
        after.filter(
          (observation) =>
            observation.status === 'pass' && observation.target === target && reading.has(observation.rule),
        ),
      ).toEqual([]);
      // What lay outside a rule's scope before may pass now by other facts; what failed or was open may not.
      expect(passesOf(after).filter((pass) => openBefore.has(pass))).toEqual([]);
    },
  );
});
