import type { TargetId } from '../core/ids.ts';
import type { RawObservation } from '../core/raw-observation.ts';
import type { Rule } from '../core/rule.ts';
import type { Section } from '../core/section.ts';

/** The sections of one evaluation input, by `domain.section`; undefined when nothing was collected for it. */
export type SectionLookup = (id: string) => Section<unknown> | undefined;

/** Advice for a section that is not there at all. */
export type SupplyLookup = (id: string) => string | undefined;

/** Whether a rule may speak of this input, and what stands in its place or beside it. */
export type GateVerdict =
  | { readonly kind: 'open'; readonly beside: readonly RawObservation[] }
  | { readonly kind: 'closed'; readonly observation: RawObservation };

/**
 * Decides from the flags of the sections that a rule reads. A section that does not exist makes the rule not
 * applicable; one that was not collected or failed makes it unknown, whatever else the rule could say, so that no rule
 * passes on facts that were not collected; an incomplete one puts an unknown beside what was proved.
 */
export function gateRule(rule: Rule, target: TargetId, sectionOf: SectionLookup, supplyOf: SupplyLookup): GateVerdict {
  const sections = rule.sections.map((id) => ({ id, section: sectionOf(id) }));
  const base = { rule: rule.id, target, subject: target, at: [], overridden: [] } as const;
  const absent = sections.find(
    ({ section }) => section?.flag === 'does-not-exist' || section?.flag === 'not-applicable',
  );
  if (absent !== undefined) {
    const message = absent.section?.reason ?? `the target has no ${absent.id}`;
    return { kind: 'closed', observation: { ...base, status: 'not-applicable', message } };
  }
  const missing = sections.filter(
    ({ section }) => section === undefined || section.flag === 'not-collected' || section.flag === 'error',
  );
  const first = missing[0];
  if (first !== undefined) {
    const message = joined(
      missing.map(({ id, section }) => section?.reason ?? `${id} was not collected`).filter(isFirst),
    );
    const hints = missing
      .map(({ id, section }) => section?.hint ?? supplyOf(id))
      .filter((hint) => hint !== undefined)
      .filter(isFirst);
    return {
      kind: 'closed',
      observation: { ...base, status: 'unknown', message, ...(hints.length === 0 ? {} : { hint: joined(hints) }) },
    };
  }
  const beside = sections
    .filter(({ section }) => section?.flag === 'incomplete')
    .map(
      ({ id, section }): RawObservation => ({
        ...base,
        subject: `${target}#${id}`,
        status: 'unknown',
        message: section?.reason ?? `${id} was collected in part`,
        ...(section?.hint === undefined ? {} : { hint: section.hint }),
      }),
    );
  return { kind: 'open', beside };
}

function isFirst(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

/** Several sentences as one. */
function joined(sentences: readonly string[]): string {
  return sentences.length < 2 ? sentences.join('') : sentences.map((text) => text.replace(/\.$/, '')).join('; ');
}
