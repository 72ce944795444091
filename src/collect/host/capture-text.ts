import type { Capture } from '../../core/capture.ts';

/** The text of a capture that was read; empty for one that was not. */
export function textOfCapture(capture: Capture): string {
  return capture.outcome.kind === 'read' ? Buffer.from(capture.outcome.bytes).toString('utf8') : '';
}
