import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadBuiltInPolicies } from '../../../src/app/load-policies.ts';
import { type Assessment, scan } from '../../../src/index.ts';
import { compareWithExpected, readExpected, type Said } from './expected.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../../fixtures/organizations/brumaire');
const EXPECTED = readExpected(readFileSync(path.join(SAMPLE, 'expected.csv'), 'utf8'));
/** Joins are rows of the estate, where host and identity snapshots come in. */
const HERE = EXPECTED.filter(({ row }) => !row.startsWith('join-'));

describe('the sample organization, scanned alone', () => {
  let assessment: Assessment;
  beforeAll(async () => {
    assessment = await scan({
      targets: [path.join(SAMPLE, 'organization')],
      roots: [],
      policies: [],
      profile: 'audit',
      frameworks: [],
      failOn: undefined,
      now: '2026-11-22T18:00:00Z',
      parameters: undefined,
      policyTimeoutSeconds: 60,
      cacheFolder: tmpdir(),
      clockMs: Date.UTC(2026, 10, 22, 18),
      progress: () => undefined,
    });
  });

  it('gives what its story tells', async () => {
    const { rules } = await loadBuiltInPolicies();
    const aliases = new Map(rules.map((rule) => [String(rule.id), rule.aliases]));
    const said = assessment.observations
      .filter(({ target }) => target.startsWith('organization:'))
      .flatMap(({ rule, target, subject, status, message }): readonly Said[] => {
        const own = subject === target ? 'organization' : subject;
        return (aliases.get(rule) ?? []).map((row) => ({ row, subject: own, status, message }));
      });
    const agreement = compareWithExpected(said, HERE, new Set(said.map(({ row }) => row)));
    expect(agreement.differences).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(230);
  });

  it('has no fault in its own files', () => {
    expect(assessment.diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
