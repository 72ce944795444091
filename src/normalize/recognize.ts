import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { compareCodePoints } from '../core/order.ts';
import { decodeText } from './capture-set.ts';
import type { ClaimedCapture, Format, Sample } from './format.ts';

/** How much of a file a format may look at. */
const HEAD_BYTES = 65_536;

/** The captures of a group, told apart by content. */
export interface Recognized {
  readonly claimed: readonly ClaimedCapture[];
  /** Captures that were read and that no format claims. */
  readonly documents: readonly Capture[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks every format; two that claim one file is said, naming both, and the file is left out. */
export function recognize(captures: readonly Capture[], formats: readonly Format[]): Recognized {
  const claimed: ClaimedCapture[] = [];
  const documents: Capture[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const capture of captures) {
    if (capture.outcome.kind !== 'read') {
      diagnostics.push(unreadDiagnostic(capture));
      continue;
    }
    const sample = sampleOf(capture.origin, capture.outcome.bytes);
    const claims = formats.filter((format) => format.recognizes(sample)).sort((a, b) => compareCodePoints(a.id, b.id));
    const [first, second] = claims;
    if (first === undefined) documents.push(capture);
    else if (second === undefined) claimed.push({ format: first.id, capture });
    else {
      diagnostics.push({
        level: 'error',
        code: 'ambiguous-format',
        message: `${capture.origin} could be ${claims.map((format) => format.title).join(' or ')}; it was left out`,
        at: { file: capture.origin },
        hint: `Keep one kind of content in a file. The formats that claim it: ${claims.map(({ id }) => id).join(', ')}.`,
      });
    }
  }
  return { claimed, documents, diagnostics };
}

function sampleOf(origin: string, bytes: Uint8Array): Sample {
  const head = decodeText(bytes.subarray(0, HEAD_BYTES));
  return { origin, head, json: /^\s*[[{]/.test(head) ? parseJson(decodeText(bytes)) : undefined };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is said of a file that could not be read at all. */
export function unreadDiagnostic(capture: Capture): Diagnostic {
  const at = { file: capture.origin };
  const { outcome } = capture;
  switch (outcome.kind) {
    case 'read':
      return { level: 'note', code: 'read', message: `${capture.origin} was read`, at };
    case 'absent':
      return {
        level: 'error',
        code: 'no-such-file',
        message: `${capture.origin}: no such file`,
        at,
        hint: 'Check the path.',
      };
    case 'denied':
      return {
        level: 'error',
        code: 'unreadable-file',
        message: `${capture.origin}: ${outcome.reason}`,
        at,
        hint: 'Run as a user who may read it, or change its mode.',
      };
    case 'too-large':
      return {
        level: 'error',
        code: 'too-large',
        message: `${capture.origin} has ${Math.ceil(outcome.bytes / 1_048_576)} MiB; the limit for one file is ${Math.floor(outcome.limit / 1_048_576)} MiB`,
        at,
        hint: 'Split the file (a log by day, an export by page) and name the parts.',
      };
    case 'failed':
      return {
        level: 'error',
        code: 'unreadable-file',
        message: `${capture.origin}: ${outcome.reason}`,
        at,
        hint: 'See whether the file is damaged or changing.',
      };
  }
}
