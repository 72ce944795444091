import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEVERITIES, STATUSES } from '../../src/core/statuses.ts';
import { REPORTERS } from '../../src/report/registry.ts';
import { crafted, FOLDER, PLAIN } from '../unit/report/crafted.ts';

const full = crafted('full');

describe('the crafted assessment', () => {
  it.each(STATUSES)('has an observation with status %s', (status) => {
    expect(full.observations.some((observation) => observation.status === status)).toBe(true);
  });

  it.each(SEVERITIES)('has a failure of severity %s', (severity) => {
    expect(full.observations.some(({ status, severity: own }) => status === 'fail' && own === severity)).toBe(true);
  });

  it('counts in its summary what its observations are', () => {
    const count = (status: string) => full.observations.filter((observation) => observation.status === status).length;
    expect(full.summary.counts).toEqual({
      fail: count('fail'),
      error: count('error'),
      unknown: count('unknown'),
      pass: count('pass'),
      notApplicable: count('not-applicable'),
    });
  });

  it('has frameworks whose numbers add up and agree with its findings', () => {
    for (const framework of full.frameworks) {
      const state = (wanted: string) =>
        full.findings.filter((f) => f.framework === framework.id && f.state === wanted).length;
      expect(framework.automated + framework.person, framework.id).toBe(framework.controls);
      expect([framework.satisfied, framework.notSatisfied, framework.undetermined], framework.id).toEqual([
        state('satisfied'),
        state('not-satisfied'),
        state('undetermined'),
      ]);
    }
  });
});

describe.each(Object.entries(REPORTERS))('the %s report', (id, reporter) => {
  it('is registered under its own id', () => {
    expect(reporter.id).toBe(id);
  });

  it('of the crafted assessment is as it was read and approved', async () => {
    await expect(reporter.render(full, PLAIN)).toMatchFileSnapshot(path.join(FOLDER, `expected.${reporter.extension}`));
  });

  it('has the same bytes for the same input', () => {
    expect(reporter.render(crafted('full'), PLAIN)).toBe(reporter.render(full, PLAIN));
  });

  it('ends with one line break and is well-formed Unicode, even for hostile input', () => {
    const text = reporter.render(crafted('hostile'), PLAIN);
    expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
  });
});

it('the text report with everything and in colour is as it was read and approved', async () => {
  const text = REPORTERS.text.render(full, { color: true, width: 100, verbose: true });
  await expect(text).toMatchFileSnapshot(path.join(FOLDER, 'expected-verbose.txt'));
});

it('the text report of the hostile assessment is as it was read and approved', async () => {
  await expect(REPORTERS.text.render(crafted('hostile'), PLAIN)).toMatchFileSnapshot(
    path.join(FOLDER, 'hostile-expected.txt'),
  );
});
