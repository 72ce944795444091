import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Section } from '../core/section.ts';
import type { Domain, TargetKind } from '../core/statuses.ts';

/** What a format may look at to claim a file: content first, the name only to break a tie. */
export interface Sample {
  /** The path as given. */
  readonly origin: string;
  /** The first 64 KiB as text: UTF-8 or UTF-16 by its byte order mark, which is cut off. */
  readonly head: string;
  /** The whole as a parsed JSON value when the content is JSON (parsed once for all formats), else undefined. */
  readonly json: unknown;
}

/** A capture that one format claimed. */
export interface ClaimedCapture {
  readonly format: string;
  readonly capture: Capture;
}

/** What normalizing may read beside its own captures. Pure: no clock, no file system. */
export interface NormalizeContext {
  /** Every claimed capture of the same group (a folder, or the files of one command line). */
  readonly claimed: readonly ClaimedCapture[];
  /** Captures of the group that no format claims: documents whose hash something else names. */
  readonly documents: readonly Capture[];
}

/** Sections that a format found for one target. Contributions of one target are merged; a section may come once. */
export interface Contribution {
  readonly target: {
    readonly kind: TargetKind;
    /** Absent when the source does not tell: it joins the one target of that kind in the group, or gets a default name. */
    readonly name?: string;
  };
  readonly domain: Domain;
  /** By section name, a file of schemas/<domain>/. */
  readonly sections: Readonly<Record<string, Section<unknown>>>;
  readonly diagnostics: readonly Diagnostic[];
  /** Sections for every target of the scan that has the domain, whatever it was read from; `target` then names none. */
  readonly shared?: (target: SharedWith) => Readonly<Record<string, Section<unknown>>>;
}

/** A target that shared sections are made for. */
export interface SharedWith {
  readonly kind: TargetKind;
  readonly name: string;
}

/** One source format: recognized by content, turned into sections. Its room is normalize/<domain>/<id>/. */
export interface Format {
  /** Kebab-case; the name of its folder. */
  readonly id: string;
  /** For messages: `AWS get-account-authorization-details JSON`. */
  readonly title: string;
  readonly domain: Domain;
  /** True when the content is of this format. Two formats that both claim a file is the user's to resolve. */
  recognizes(sample: Sample): boolean;
  /** All captures of this format in a group at once, so that paged exports can be merged. Never throws for bad content: says it in a section or a diagnostic. */
  normalize(captures: readonly Capture[], context: NormalizeContext): readonly Contribution[];
}
