import type { CaptureId } from './ids.ts';

/** What became of reading one source. Absent and unreadable are never the same (ENOENT against EACCES). */
export type CaptureOutcome =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** Raw bytes as read, with origin, time and hash (OVAL collected item). Secrets were cut out before it was made. */
export interface Capture {
  readonly id: CaptureId;
  /** The path in the target, the path given by the user, or the command line; what evidence shows. */
  readonly origin: string;
  /** RFC 3339, UTC. */
  readonly collectedAt: string;
  /** Hex SHA-256 of the bytes; absent when nothing was read. */
  readonly sha256?: string;
  /** RFC 3339, UTC: the source's own modification time where it has one (log years are inferred from it). */
  readonly modifiedAt?: string;
  readonly outcome: CaptureOutcome;
}
