import { createHash } from 'node:crypto';
import type { Capture } from '../../core/capture.ts';
import { captureId } from '../../core/ids.ts';
import { isRecord } from '../../core/record.ts';

/** Elements that hold a policy as URL-encoded JSON (RFC 3986); the AWS CLI writes them decoded. */
const DOCUMENTS: readonly string[] = ['PolicyDocument', 'AssumeRolePolicyDocument', 'Document'];
/** What no answer should hold and no capture may: seeds of second factors, and what is of the transport. */
const CUT: readonly string[] = ['Base32StringSeed', 'QRCodePNG', '$metadata'];

/** A capture of an answer, in the form in which the AWS CLI writes it; its origin is the command that would. */
export function answerCapture(command: string, answer: object, collectedAt: string): Capture {
  return textCapture(command, `${JSON.stringify(answer, written, 4)}\n`, collectedAt);
}

/** A capture of a text that a command would have written. */
export function textCapture(command: string, text: string, collectedAt: string): Capture {
  const bytes = new TextEncoder().encode(text);
  return {
    id: captureId(command),
    origin: command,
    collectedAt,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    outcome: { kind: 'read', bytes },
  };
}

function written(key: string, value: unknown): unknown {
  if (CUT.includes(key)) return undefined;
  return DOCUMENTS.includes(key) && typeof value === 'string' ? decoded(value) : value;
}

/** The policy in a text; the text itself when it holds none, so that it is told where it is read. */
function decoded(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);
    return isRecord(value) ? value : text;
  } catch {
    return text;
  }
}
