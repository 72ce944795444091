import type { Capture } from '../../core/capture.ts';
import type { Access } from '../access/access.ts';

/** What a source is given beside the access. */
export interface CollectContext {
  /** RFC 3339, UTC: the time of this collection. */
  readonly collectedAt: string;
}

/**
 * One family of facts of a host, as read: a list of captures, secrets already cut out. It judges and parses nothing
 * beyond what it needs to find the next file (an Include, a directory listing).
 */
export interface HostSource {
  /** Kebab-case; the name of its file in collect/host/. */
  readonly id: string;
  /** One sentence for `--help` and the docs: what is read, and what only root can read. */
  readonly title: string;
  collect(access: Access, context: CollectContext): readonly Capture[];
}
