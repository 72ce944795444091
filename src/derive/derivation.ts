import type { Input, Snapshot } from '../model/generated/model.ts';

/** What deriving may know beside the facts. */
export interface DeriveContext {
  /** The instant that ages are counted to, milliseconds since the epoch. */
  readonly nowMs: number;
}

/** The sections of one snapshot, by domain: what a derivation reads and gives. */
export type SnapshotSections = Pick<Snapshot, 'host' | 'firewall' | 'iam' | 'organization'>;

/**
 * Computes sections of one snapshot from its other sections: ages, effective values, coverage. Its sections are marked
 * `x-derived` in schemas/. Uses deriveSection of core/section.ts, so that nothing is derived from what was not collected.
 * Applied only to snapshots that have `domain`.
 */
export interface Derivation {
  /** Kebab-case; the name of its file or folder in derive/<domain>/. */
  readonly id: string;
  readonly domain: keyof SnapshotSections;
  /** The new sections of its domain only; the caller adds them to those that are there. */
  derive(sections: SnapshotSections, context: DeriveContext): SnapshotSections;
}

/** The sections of the estate: what can be joined over all snapshots. */
export type Estate = NonNullable<Input['estate']>;
