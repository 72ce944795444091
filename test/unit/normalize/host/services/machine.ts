import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLocal } from '../../../../../src/collect/access/local.ts';
import type { HostSource } from '../../../../../src/collect/host/source.ts';
import type { Capture } from '../../../../../src/core/capture.ts';

/** Files of a tree by path: a text, or `-> target` for a link. */
export type Files = Readonly<Record<string, string>>;

/** What sources collect from a tree of these files; the tree is gone afterwards. */
export function collectFrom(files: Files, ...sources: readonly HostSource[]): readonly Capture[] {
  const root = mkdtempSync(path.join(tmpdir(), 'vauban-machine-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (text.startsWith('-> ')) symlinkSync(text.slice(3), file);
      else writeFileSync(file, text);
    }
    const access = openLocal(root);
    return sources.flatMap((source) => source.collect(access, { collectedAt: '2026-01-01T00:00:00Z' }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
