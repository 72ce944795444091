import { createHash } from 'node:crypto';
import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import type { Contribution, Format } from '../../../../src/normalize/format.ts';
import { recognize } from '../../../../src/normalize/recognize.ts';
import { FORMATS } from '../../../../src/normalize/registry.ts';

/** A capture of text as a user would give it. */
export function captureOf(origin: string, content: string | Uint8Array): Capture {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-22T18:00:00Z',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    outcome: { kind: 'read', bytes },
  };
}

/** Recognizes and normalizes the files of one folder, as the program does. */
export function normalizeFolder(files: Readonly<Record<string, string>>): readonly Contribution[] {
  const captures = Object.entries(files).map(([origin, content]) => captureOf(origin, content));
  const { claimed, documents, diagnostics } = recognize(captures, FORMATS);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return FORMATS.flatMap((format: Format) => {
    const own = claimed.filter((item) => item.format === format.id).map(({ capture }) => capture);
    return own.length === 0 ? [] : format.normalize(own, { claimed, documents });
  });
}

/** The section of that name among the contributions. */
export function sectionOf(
  contributions: readonly Contribution[],
  name: string,
): Contribution['sections'][string] | undefined {
  return contributions.map(({ sections }) => sections[name]).find((section) => section !== undefined);
}
