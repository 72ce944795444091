import type { Capture } from '../../../../src/core/capture.ts';
import { captureId } from '../../../../src/core/ids.ts';
import type { Section } from '../../../../src/core/section.ts';
import type { Contribution, Format, NormalizeContext, Sample } from '../../../../src/normalize/format.ts';

/** A capture of a file with this text. */
export function fileOf(origin: string, text: string): Capture {
  const bytes = new TextEncoder().encode(text);
  return { id: captureId(origin), origin, collectedAt: '2026-11-22T18:00:00Z', outcome: { kind: 'read', bytes } };
}

/** A capture of a file that nobody may read. */
export function deniedFile(origin: string): Capture {
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-11-22T18:00:00Z',
    outcome: { kind: 'denied', reason: 'EACCES' },
  };
}

/** What a format sees of a file. */
export function sampleOf(origin: string, text: string): Sample {
  return { origin, head: text, json: undefined };
}

/** A context in which organization.yaml says how to read dates, when given. */
export function contextOf(profile?: string): NormalizeContext {
  if (profile === undefined) return { claimed: [], documents: [] };
  return {
    claimed: [{ format: 'organization-profile', capture: fileOf('organization.yaml', profile) }],
    documents: [],
  };
}

/** The one section of the one contribution of a format, its data untyped, and the diagnostics. */
export function sectionOf(
  format: Format,
  files: readonly Capture[],
  profile?: string,
): { readonly section: Section<unknown>; readonly contribution: Contribution } {
  const contribution = format.normalize(files, contextOf(profile))[0];
  const section = Object.values(contribution?.sections ?? {})[0];
  if (contribution === undefined || section === undefined) throw new Error('the format contributed nothing');
  return { section, contribution };
}
