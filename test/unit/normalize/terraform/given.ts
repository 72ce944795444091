import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import { readTerraform, type TfReading } from '../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../src/normalize/terraform/source-folders.ts';

/** The folder with the plans that Terraform wrote. */
export const PLANS = path.resolve(import.meta.dirname, '../../../../fixtures/sources/terraform');

/** A file as the user gives it. */
export function given(origin: string, content: string | Uint8Array): Capture {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes },
  };
}

/** The .tf files of a fixture, as if the checkout were `infra`. */
export function sourcesOf(name: string): readonly Capture[] {
  return readdirSync(path.join(PLANS, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tf'))
    .map((file) => given(`infra/${file}`, readFileSync(path.join(PLANS, name, file))));
}

/** The text of a file of a fixture. */
export function textIn(name: string, file = 'plan.json'): string {
  return readFileSync(path.join(PLANS, name, file), 'utf8');
}

/** A fixture, read. */
export function readPlan(name: string, file = 'plan.json', sources = sourcesOf(name)): TfReading {
  return readTerraform(`infra/${file}`, JSON.parse(textIn(name, file)), readSources(sources));
}
