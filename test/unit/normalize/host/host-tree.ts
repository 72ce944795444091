import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import { type CaptureSet, captureSet } from '../../../../src/normalize/capture-set.ts';

/** Captures made of texts by path; `denied` and `absent` stand for files that cannot be read. */
export function capturesOf(
  files: Readonly<Record<string, string | { readonly kind: 'absent' | 'denied' }>>,
): CaptureSet {
  return captureSet(
    Object.entries(files).map(
      ([origin, content]): Capture => ({
        id: captureId(origin),
        origin,
        collectedAt: '2026-01-01T00:00:00Z',
        outcome:
          typeof content === 'string'
            ? { kind: 'read', bytes: Buffer.from(content) }
            : content.kind === 'absent'
              ? { kind: 'absent' }
              : { kind: 'denied', reason: `permission denied reading ${origin}` },
      }),
    ),
  );
}
