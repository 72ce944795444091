import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { sortedBy } from '../core/order.ts';
import type { Section } from '../core/section.ts';
import type { Domain, SectionFlag, TargetKind } from '../core/statuses.ts';
import type { CaptureRecord } from '../model/generated/model.ts';
import type { Contribution, SharedWith } from './format.ts';

/** The sections of one target, gathered from every contribution to it. */
export interface AssembledTarget {
  readonly kind: TargetKind;
  readonly name: string;
  readonly domains: Readonly<Partial<Record<Domain, Readonly<Record<string, Section<unknown>>>>>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly captures: readonly Capture[];
}

/** A contribution with the captures it was made from. */
export interface TracedContribution extends Contribution {
  readonly captures: readonly Capture[];
}

/** Flags of a section that another source of the same target may fill. */
const FILLABLE: readonly SectionFlag[] = ['not-collected', 'does-not-exist'];

/**
 * Merges contributions by target. One that does not name its target joins the only named target of its kind, else it
 * gets `fallbackName`. A section that one source lacks is filled by another; two that bring the same section of the same
 * target are said, and the first stands.
 */
export function assembleTargets(
  contributions: readonly TracedContribution[],
  fallbackName: (kind: TargetKind) => string,
): readonly AssembledTarget[] {
  const targets = new Map<
    string,
    {
      kind: TargetKind;
      name: string;
      domains: Partial<Record<Domain, Record<string, Section<unknown>>>>;
      diagnostics: Diagnostic[];
      captures: Set<Capture>;
    }
  >();
  for (const contribution of contributions) {
    const { kind } = contribution.target;
    const named = new Set(
      contributions.filter(({ target }) => target.kind === kind).flatMap(({ target }) => target.name ?? []),
    );
    const [only, ...others] = [...named];
    const name = contribution.target.name ?? (only !== undefined && others.length === 0 ? only : fallbackName(kind));
    const key = `${kind}:${name}`;
    const target = targets.get(key) ?? { kind, name, domains: {}, diagnostics: [], captures: new Set<Capture>() };
    targets.set(key, target);
    target.diagnostics.push(...contribution.diagnostics);
    for (const capture of contribution.captures) target.captures.add(capture);
    const sections = target.domains[contribution.domain] ?? {};
    target.domains[contribution.domain] = sections;
    for (const [section, value] of Object.entries(contribution.sections)) {
      const present = sections[section];
      if (present === undefined || FILLABLE.includes(present.flag)) sections[section] = value;
      else if (!FILLABLE.includes(value.flag)) {
        target.diagnostics.push({
          level: 'error',
          code: 'duplicate-section',
          message: `two sources give ${contribution.domain}.${section} of ${key}; the second was left out`,
          hint: 'Give one of them, or scan them apart.',
        });
      }
    }
  }
  return sortedBy(targets.values(), (target) => `${target.kind}:${target.name}`).map((target) => ({
    ...target,
    captures: [...target.captures],
  }));
}

/** Contributions for every target, and those for one. */
export function splitShared(contributions: readonly TracedContribution[]): {
  readonly own: readonly TracedContribution[];
  readonly shared: readonly TracedContribution[];
} {
  return {
    own: contributions.filter(({ shared }) => shared === undefined),
    shared: contributions.filter(({ shared }) => shared !== undefined),
  };
}

/** What shared contributions give one target with some domains, and the captures that they were made from. */
export function sharedWith(
  target: SharedWith & { readonly domains: readonly Domain[] },
  shared: readonly TracedContribution[],
): Pick<AssembledTarget, 'domains' | 'captures'> {
  const domains: Partial<Record<Domain, Readonly<Record<string, Section<unknown>>>>> = {};
  const captures: Capture[] = [];
  for (const contribution of shared) {
    if (contribution.shared === undefined || !target.domains.includes(contribution.domain)) continue;
    const sections = contribution.shared({ kind: target.kind, name: target.name });
    domains[contribution.domain] = { ...sections, ...domains[contribution.domain] };
    captures.push(...contribution.captures);
  }
  return { domains, captures };
}

/** The provenance of captures, without their bytes. */
export function captureRecords(captures: readonly Capture[]): readonly CaptureRecord[] {
  return sortedBy(captures, (capture) => capture.origin).map((capture): CaptureRecord => {
    const { outcome } = capture;
    return {
      origin: capture.origin,
      outcome: outcome.kind,
      collectedAt: capture.collectedAt,
      ...(capture.sha256 === undefined ? {} : { sha256: capture.sha256 }),
      ...(outcome.kind === 'read' ? { bytes: outcome.bytes.byteLength } : {}),
      ...(outcome.kind === 'denied' || outcome.kind === 'failed' ? { reason: outcome.reason } : {}),
    };
  });
}
