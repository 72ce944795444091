import type { Capture } from '../../core/capture.ts';
import type { CaptureSet } from '../capture-set.ts';
import { textOf } from '../capture-set.ts';

/** The text of a file of the host, or why there is none. Absent and unreadable are never the same. */
export type SourceText =
  | {
      readonly kind: 'text';
      readonly origin: string;
      readonly text: string;
      readonly lines: readonly string[];
      readonly capture: Capture;
    }
  | { readonly kind: 'absent'; readonly origin: string }
  | { readonly kind: 'unreadable'; readonly origin: string; readonly reason: string; readonly hint: string };

/** Looks up a file of the host. A file that no source asked for is unreadable, not absent. */
export function sourceText(captures: CaptureSet, origin: string): SourceText {
  const capture = captures.get(origin);
  if (capture === undefined) {
    return {
      kind: 'unreadable',
      origin,
      reason: `${origin} was not collected`,
      hint: 'Collect the host again with this version.',
    };
  }
  return captureText(capture);
}

/** The text of one capture, or why there is none. */
export function captureText(capture: Capture): SourceText {
  const { origin, outcome } = capture;
  switch (outcome.kind) {
    case 'read': {
      const text = textOf(capture) ?? '';
      return { kind: 'text', origin, text, lines: linesOf(text), capture };
    }
    case 'absent':
      return { kind: 'absent', origin };
    case 'denied':
      return { kind: 'unreadable', origin, reason: sentence(outcome.reason), hint: 'Run the scan as root.' };
    case 'too-large':
      return {
        kind: 'unreadable',
        origin,
        reason: `${origin} has ${outcome.bytes} bytes, more than the limit of ${outcome.limit}`,
        hint: `Look why ${origin} is that large.`,
      };
    case 'failed':
      return { kind: 'unreadable', origin, reason: sentence(outcome.reason), hint: `Look at ${origin} on the host.` };
  }
}

/** Why and how in one text: what an unknown fact tells. */
export function unknownReason(source: { readonly reason: string; readonly hint: string }): string {
  return `${source.reason}. ${source.hint}`;
}

/** Lines without their ends; a last empty one is dropped. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
