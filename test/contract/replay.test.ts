import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validateAssessment, validateSnapshot } from '../../src/model/generated/validators.js';
import { runVauban } from '../scenario/run-scenario.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NOW = ['--now', '2026-11-22T18:00:00Z'];
const TARGETS = [
  'fixtures/hosts/web01',
  'fixtures/organizations/brumaire/organization',
  'fixtures/accounts/brumaire-aws',
];
const work = mkdtempSync(path.join(tmpdir(), 'vauban-replay-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the same input', () => {
  it.each(['json', 'sarif', 'html', 'text'])('gives the same bytes of %s twice', (format) => {
    const [first, second] = [1, 2].map(() => runVauban(['scan', ...TARGETS, ...NOW, '--format', format], ROOT));
    expect(first?.exit).toBe(1);
    expect(first?.stdout.length).toBeGreaterThan(10_000);
    expect(second?.stdout).toBe(first?.stdout);
  });

  it('gives the same assessment from a snapshot of it', () => {
    const direct = runVauban(['scan', ...TARGETS, ...NOW, '--format', 'json'], ROOT);
    const snapshot = path.join(work, 'snapshot.json');
    expect(runVauban(['collect', ...TARGETS, ...NOW, '-o', snapshot], ROOT).exit).toBe(0);
    const replayed = runVauban(['scan', snapshot, ...NOW, '--format', 'json'], ROOT);
    expect(replayed.stdout).toBe(direct.stdout);
    expect(replayed.exit).toBe(direct.exit);
  });

  it('writes documents that meet their schemas', () => {
    const assessment: unknown = JSON.parse(runVauban(['scan', ...TARGETS, ...NOW, '--format', 'json'], ROOT).stdout);
    expect(validateAssessment(assessment), JSON.stringify(validateAssessment.errors?.slice(0, 3))).toBe(true);
    const snapshots: unknown = JSON.parse(readFileSync(path.join(work, 'snapshot.json'), 'utf8'));
    for (const snapshot of Array.isArray(snapshots) ? snapshots : [snapshots])
      expect(validateSnapshot(snapshot), JSON.stringify(validateSnapshot.errors?.slice(0, 3))).toBe(true);
  });

  it('gives the same exit code and counts in every format', () => {
    const exits = ['json', 'sarif', 'html', 'text'].map((format) =>
      runVauban(['scan', ...TARGETS, ...NOW, '--format', format, '--output', path.join(work, `r.${format}`)], ROOT),
    );
    expect(new Set(exits.map(({ exit }) => exit)).size).toBe(1);
    expect(
      new Set(exits.map(({ stderr }) => stderr.split('\n').find((line) => line.startsWith('failed')))),
    ).toHaveProperty('size', 1);
  });
});
