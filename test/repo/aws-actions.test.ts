import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

it('the catalogue of actions is what scripts/aws-actions.mjs writes', () => {
  const script = path.join(ROOT, 'scripts/aws-actions.mjs');
  const written = execFileSync(process.execPath, [script, '--print'], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const kept = readFileSync(path.join(ROOT, 'src/derive/iam/aws/catalogue/data.ts'), 'utf8');
  // Half a megabyte of differences would tell nobody anything.
  expect(kept === written, 'run `node scripts/aws-actions.mjs`').toBe(true);
});
