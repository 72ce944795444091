import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateSnapshot } from '../../../../../src/model/generated/validators.js';
import { awsNetworkFormat } from '../../../../../src/normalize/firewall/aws/export/format.ts';
import { capturesOf, fixture, NO_CONTEXT } from '../../iam/captures.ts';

const FOLDER = fixture('sources', 'aws');

/** Places as `file:line`, so that the golden can be read. */
function shortPlaces(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('file' in value) || !('line' in value)) return value;
  return `${String(value.file)}:${String(value.line)}`;
}

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const captures = capturesOf(path.join(FOLDER, name)).filter(({ origin }) => origin !== 'expected.json');
  const contributions = awsNetworkFormat.normalize(captures, NO_CONTEXT);

  it('is read as was approved', async () => {
    const text = `${JSON.stringify(contributions, shortPlaces, 1)}\n`;
    await expect(text).toMatchFileSnapshot(path.join(FOLDER, name, 'expected.json'));
  });

  it('gives sections of the model', () => {
    for (const { sections, target } of contributions) {
      validateSnapshot({
        schemaVersion: '1',
        target: { id: `firewall:${target.name ?? 'x'}`, kind: 'firewall', name: target.name ?? 'x' },
        collectedAt: '2026-11-22T18:00:00Z',
        captures: [],
        diagnostics: [],
        firewall: sections,
      });
      expect(validateSnapshot.errors ?? []).toEqual([]);
    }
  });
});
