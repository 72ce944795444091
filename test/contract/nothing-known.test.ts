import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { workerScript } from '../../src/app/assets.ts';
import { deriveInputs } from '../../src/app/derive-inputs.ts';
import { loadBuiltInPolicies } from '../../src/app/load-policies.ts';
import { collectSnapshots } from '../../src/app/scan.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { startEvaluator } from '../../src/evaluate/worker-pool.ts';
import { tarOf } from '../tar-writer.ts';

const NOW = '2026-11-22T18:00:00Z';
const folder = mkdtempSync(path.join(tmpdir(), 'nothing-known-'));
const evaluator = startEvaluator(workerScript(), { bundleMs: 60_000, ruleMs: 20_000 });
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await evaluator.close();
});

/** An archive that was cut after its release: whatever else a source asks for is neither there nor absent. */
const file = path.join(folder, 'cut.tar');
writeFileSync(file, tarOf([{ name: 'etc/os-release', data: 'ID=debian\nVERSION_ID="12"\n' }], 'open'));
const policies = await loadBuiltInPolicies();
const { snapshots } = await collectSnapshots({ targets: [file], roots: [], progress: () => undefined }, NOW);
const observations = await evaluate(deriveInputs(snapshots, { nowMs: Date.parse(NOW) }), policies, evaluator, {
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

/** Rules with this status that ask for more than the release. */
const others = (status: string): readonly string[] =>
  observations
    .filter((one) => one.status === status && !one.rule.startsWith('maintenance.os.'))
    .map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`)
    .sort();

it('a machine of which nothing is known passes nothing', () => {
  expect(others('pass')).toEqual([]);
});

it('a machine of which nothing is known fails nothing', () => {
  expect(others('fail')).toEqual([]);
});

it('a machine of which nothing is known has nothing to which a rule does not apply', () => {
  expect(others('not-applicable')).toEqual([
    // The profile says so, whatever the machine is.
    'host.sysctl.ipv6_off_if_unused ipv6: IPv6 is in use by the profile',
  ]);
});
