import { SEVERITIES } from '../core/statuses.ts';
import type { Assessment, DutySummary, FrameworkResult, Summary } from '../model/generated/model.ts';
import { counted, SEVERITY_LABELS } from './labels.ts';
import { clipped, visible } from './visible.ts';

/** The state of a duty, for its mark and its colour. */
export type DutyState = 'fails' | 'undecided' | 'holds' | 'not-looked-at';

/** A duty holds only when something was proved and nothing failed or stayed unknown. */
export function dutyState(duty: DutySummary): DutyState {
  if (duty.fail > 0) return 'fails';
  if (duty.unknown + duty.error > 0) return 'undecided';
  return duty.pass > 0 ? 'holds' : 'not-looked-at';
}

/** The answer for one duty, one sentence. */
export function dutyAnswer(duty: DutySummary): string {
  const state = dutyState(duty);
  const rest = [
    ...(duty.error > 0 ? [counted(duty.error, 'error')] : []),
    ...(duty.unknown > 0 ? [`${duty.unknown} could not be judged`] : []),
    `${duty.pass} passed`,
  ].join(', ');
  if (state === 'fails') return `No: ${counted(duty.fail, 'failure')}, ${rest}.`;
  if (state === 'undecided') return duty.pass === 0 ? `Not known: ${rest}.` : `As far as it could be seen: ${rest}.`;
  if (state === 'holds') return `Yes, as far as rules can tell: ${rest}.`;
  return duty.rules === 0
    ? 'Not looked at: no rule of this run serves it.'
    : 'Not looked at: nothing scanned falls under it.';
}

/** What was automated of a framework and what was found, two sentences. */
export function frameworkAnswer(framework: FrameworkResult): string {
  const rest =
    framework.person === 0
      ? ' at least in part'
      : framework.person === framework.controls
        ? ', all need a person'
        : ', the rest need a person';
  return (
    `Automated ${framework.automated} of ${counted(framework.controls, 'control')}${rest}. ` +
    `Of the automated: ${framework.satisfied} satisfied, ${framework.notSatisfied} not satisfied, ` +
    `${framework.undetermined} undetermined.`
  );
}

/** `24 failures (5 critical, 11 high)`, or `no failures`. */
export function failureCount(summary: Summary): string {
  if (summary.counts.fail === 0) return 'no failures';
  const parts = SEVERITIES.filter((severity) => summary.failures[severity] > 0).map(
    (severity) => `${summary.failures[severity]} ${SEVERITY_LABELS[severity]}`,
  );
  return `${counted(summary.counts.fail, 'failure')} (${parts.join(', ')})`;
}

/** The verdict in one word or two. */
export const GATE_LABELS: Readonly<Record<Summary['gate'], string>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  'too-little-assessed': 'TOO LITTLE ASSESSED',
  error: 'ERROR',
};

/** The closing line: verdict, why, counts and unknowns. */
export function verdictLine({ summary }: Assessment): string {
  const { counts } = summary;
  const why = clipped(visible(summary.reason), 300).replace(/[.\s]+$/, '');
  return (
    `${GATE_LABELS[summary.gate]}: ${why}. In all ${failureCount(summary)}, ${counted(counts.error, 'error')}, ` +
    `${counts.unknown} could not be judged, ${counts.pass} passed, ${counts.notApplicable} not applicable.`
  );
}
