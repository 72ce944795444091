import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Assessment, Observation } from '../../../src/model/generated/model.ts';
import { validateAssessment } from '../../../src/model/generated/validators.js';
import type { ReportContext } from '../../../src/report/reporter.ts';

/** The folder of the crafted assessments and of their goldens. */
export const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/assessment');

/** Eighty columns, no colour, not verbose. */
export const PLAIN: ReportContext = { color: false, width: 80, verbose: false };

/** Reads a crafted assessment, and refuses one that does not meet the schema. */
export function crafted(name: 'full' | 'hostile'): Assessment {
  const value: unknown = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
  if (!validateAssessment(value))
    throw new Error(`${name}.json: ${JSON.stringify(validateAssessment.errors?.slice(0, 3))}`);
  return value;
}

/** The crafted assessment with `count` failures of one rule on many targets, for the tests of size. */
export function manyFailures(count: number): Assessment {
  const base = crafted('full');
  const severities = ['low', 'critical', 'medium', 'high', 'info'] as const;
  const rules = base.rules.map((rule) => rule.id);
  const observations = Array.from({ length: count }, (_, index): Observation => {
    const target = `host:srv-${String(Math.floor(index / 7) % 60).padStart(3, '0')}`;
    return {
      id: `many-${index}`,
      rule: rules[index % rules.length] ?? '',
      target,
      subject: `user:person-${index}`,
      status: 'fail',
      severity: severities[index % severities.length] ?? 'info',
      message: `the account person-${index} has a password that is ${index % 900} days old, 365 allowed`,
      evidence: [{ file: '/etc/shadow', line: index + 1, role: 'decides' }],
    };
  });
  const failures = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of observations) failures[severity] += 1;
  const counts = { fail: count, error: 0, unknown: 0, pass: 0, notApplicable: 0 };
  return {
    ...base,
    observations,
    summary: { ...base.summary, gate: 'failed', reason: 'many failures', counts, failures },
  };
}
