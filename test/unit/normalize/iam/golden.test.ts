import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateSnapshot } from '../../../../src/model/generated/validators.js';
import { awsAccountAuthorizationDetails } from '../../../../src/normalize/iam/aws-account-authorization-details/format.ts';
import { awsCredentialReport } from '../../../../src/normalize/iam/aws-credential-report/format.ts';
import { awsIamExports } from '../../../../src/normalize/iam/aws-iam-exports/format.ts';
import { capturesOf, fixture, NO_CONTEXT } from './captures.ts';

describe.each([awsAccountAuthorizationDetails, awsCredentialReport, awsIamExports])('$id', (format) => {
  const folder = fixture('sources', format.id);

  it.each(readdirSync(folder))('reads %s as was approved', async (name) => {
    const contributions = format.normalize(capturesOf(path.join(folder, name), 'input'), NO_CONTEXT);
    const text = `${JSON.stringify(contributions, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(path.join(folder, name, 'expected.json'));
  });

  it.each(readdirSync(folder))('gives sections of the model for %s', (name) => {
    for (const { sections } of format.normalize(capturesOf(path.join(folder, name), 'input'), NO_CONTEXT)) {
      const target = { id: 'account:x', kind: 'account', name: 'x' };
      const snapshot = {
        schemaVersion: '1',
        target,
        collectedAt: '2026-11-22T18:00:00Z',
        captures: [],
        diagnostics: [],
        iam: sections,
      };
      validateSnapshot(snapshot);
      expect(validateSnapshot.errors ?? []).toEqual([]);
    }
  });
});
