import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import { validateSnapshot } from '../../../../src/model/generated/validators.js';
import { nft } from '../../../../src/normalize/firewall/nft/format.ts';

const FOLDER = path.join(import.meta.dirname, '../../../../fixtures/sources/nft');

function contributionsOf(name: string) {
  const bytes = readFileSync(path.join(FOLDER, name, 'input.nft'));
  const origin = `${name}.nft`;
  const capture: Capture = {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-22T18:00:00Z',
    outcome: { kind: 'read', bytes },
  };
  return nft.normalize([capture], { claimed: [], documents: [] });
}

it.each(readdirSync(FOLDER))('reads %s as was approved', async (name) => {
  const text = `${JSON.stringify(contributionsOf(name), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(path.join(FOLDER, name, 'expected.json'));
});

it.each(readdirSync(FOLDER))('gives sections of the model for %s', (name) => {
  for (const { sections, target, diagnostics } of contributionsOf(name)) {
    validateSnapshot({
      schemaVersion: '1',
      target: { id: `firewall:${target.name ?? ''}`, kind: 'firewall', name: target.name },
      collectedAt: '2026-11-22T18:00:00Z',
      captures: [],
      diagnostics,
      firewall: sections,
    });
    expect(validateSnapshot.errors ?? []).toEqual([]);
  }
});
