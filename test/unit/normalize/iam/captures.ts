import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** The folder of a fixture, from the root of the repository. */
export function fixture(...parts: readonly string[]): string {
  return path.join(ROOT, 'fixtures', ...parts);
}

/** A capture of a text. */
export function captureOf(origin: string, text: string): Capture {
  const bytes = new TextEncoder().encode(text);
  return { id: captureId(origin), origin, collectedAt: '2026-11-22T18:00:00Z', outcome: { kind: 'read', bytes } };
}

/** Captures of the files of a folder whose names begin with a prefix. */
export function capturesOf(folder: string, prefix = ''): readonly Capture[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => captureOf(name, readFileSync(path.join(folder, name), 'utf8')));
}

/** What normalizers are given beside their captures. */
export const NO_CONTEXT = { claimed: [], documents: [] } as const;
