import { sortedBy } from '../../core/order.ts';
import { SEVERITIES, type Severity } from '../../core/statuses.ts';
import type { AssessedRule, Assessment, Evidence, Observation } from '../../model/generated/model.ts';
import { counted, SEVERITY_LABELS } from '../labels.ts';
import { placeText } from '../place-text.ts';
import { clipped, visible, visibleLines } from '../visible.ts';
import { compareWorstFirst, groupedBy } from '../worst-first.ts';
import type { Page } from './page.ts';

/** Subjects of one rule on one target that are listed unless everything was asked for. */
const SUBJECTS_SHOWN = 10;
/** Places of one subject that are listed unless everything was asked for. */
const PLACES_SHOWN = 6;
/** A rule that fails on more targets than this is told once for all of them. */
const TARGETS_APART = 3;
const MESSAGE_LENGTH = 1000;

/** Failures and errors: by severity, then target, then rule; what fails on many targets comes first and once. */
export function printFailures(page: Page, assessment: Assessment, verbose: boolean): void {
  const bad = assessment.observations
    .filter(({ status }) => status === 'fail' || status === 'error')
    .sort(compareWorstFirst);
  if (bad.length === 0) return;
  const rules = new Map(assessment.rules.map((rule) => [rule.id, rule]));
  page.heading('What failed, worst first');
  for (const severity of SEVERITIES) {
    const ofSeverity = bad.filter((observation) => observation.severity === severity);
    const byRule = groupedBy(ofSeverity, (observation) => observation.rule);
    const shared = [...byRule].filter(([, list]) => targetCount(list) > TARGETS_APART);
    if (shared.length > 0) {
      printHeading(page, severity, 'on many targets');
      for (const [id, list] of shared) printRule(page, rules.get(id), id, list, { verbose, nameTarget: true });
    }
    const sharedIds = new Set(shared.map(([id]) => id));
    const apart = ofSeverity.filter((observation) => !sharedIds.has(observation.rule));
    for (const [target, ofTarget] of groupedByTarget(apart)) {
      printHeading(page, severity, target);
      for (const [id, ofRule] of groupedBy(ofTarget, (observation) => observation.rule)) {
        printRule(page, rules.get(id), id, ofRule, { verbose, nameTarget: false });
      }
    }
  }
}

function printHeading(page: Page, severity: Severity, where: string): void {
  const label = SEVERITY_LABELS[severity].toUpperCase();
  page.line(page.style.severity(severity, label) + page.style.bold(`  ${clipped(visible(where), 200)}`));
  page.blank();
}

function targetCount(observations: readonly Observation[]): number {
  return new Set(observations.map(({ target }) => target)).size;
}

function groupedByTarget(observations: readonly Observation[]): [string, Observation[]][] {
  return sortedBy(
    groupedBy(observations, (observation) => observation.target),
    ([target]) => target,
  );
}

function printRule(
  page: Page,
  rule: AssessedRule | undefined,
  id: string,
  observations: readonly Observation[],
  options: { readonly verbose: boolean; readonly nameTarget: boolean },
): void {
  page.paragraph(`Should be: ${clipped(visible(rule?.title ?? id), 300)}`, '  ', '    ', page.style.bold);
  const shown = options.verbose ? observations : observations.slice(0, SUBJECTS_SHOWN);
  for (const observation of shown) printSubject(page, observation, options);
  if (shown.length < observations.length) {
    page.paragraph(
      `… and ${counted(observations.length - shown.length, 'more subject')}: --verbose lists them.`,
      '    ',
    );
  }
  if (rule !== undefined) printRemediation(page, rule.remediation, '    ');
  page.paragraph(`Rule: ${visible(id)}`, '    ', '    ', page.style.dim);
  page.blank();
}

/** The remedy as paragraphs; indented lines are commands: they stay whole, so that they can be copied. */
export function printRemediation(page: Page, remediation: string, indent: string): void {
  for (const [index, line] of reflowed(visibleLines(remediation)).entries()) {
    const text = index === 0 ? `To mend: ${line.trimStart()}` : line;
    if (/^\s/.test(text)) page.line(`${indent}${clipped(text, MESSAGE_LENGTH)}`);
    else page.paragraph(text, indent);
  }
}

/** Lines of one paragraph joined; an empty line ends it, an indented line stands alone. */
function reflowed(lines: readonly string[]): readonly string[] {
  const paragraphs: string[] = [];
  let open = false;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (line === '' || /^\s/.test(line)) {
      if (line !== '') paragraphs.push(line);
      open = false;
    } else if (open && last !== undefined) paragraphs[paragraphs.length - 1] = `${last} ${line}`;
    else {
      paragraphs.push(line);
      open = true;
    }
  }
  return paragraphs;
}

function printSubject(
  page: Page,
  observation: Observation,
  options: { readonly verbose: boolean; readonly nameTarget: boolean },
): void {
  const { verbose, nameTarget } = options;
  const what = observation.status === 'error' ? 'the rule could not decide: ' : '';
  const message = clipped(visible(observation.message), MESSAGE_LENGTH) || 'no reason was given';
  const target =
    nameTarget && observation.target !== observation.subject ? `${clipped(visible(observation.target), 200)} ` : '';
  page.paragraph(`${target}${clipped(visible(observation.subject), 200)}: ${what}${message}`, '    ', '      ');
  const places = verbose ? observation.evidence : observation.evidence.slice(0, PLACES_SHOWN);
  for (const evidence of places) printEvidence(page, evidence);
  if (places.length < observation.evidence.length) {
    page.line(page.style.dim(`      … and ${counted(observation.evidence.length - places.length, 'more place')}`));
  }
}

/** A place that decides, or a line that lost and why. */
export function printEvidence(page: Page, evidence: Evidence): void {
  const note = evidence.note === undefined ? '' : `: ${clipped(visible(evidence.note), MESSAGE_LENGTH)}`;
  const place = placeText(evidence);
  if (evidence.role === 'decides') page.line(page.style.dim(`      ${place}${note}`));
  else if (evidence.role === 'step')
    page.paragraph(`${note.replace(/^: /, '')} (${place})`, '      ', '        ', page.style.dim);
  else if (evidence.role === 'calls') page.line(page.style.dim(`      called from ${place}`));
  else page.paragraph(`${place} overridden${note}`, '      ', '        ', page.style.dim);
}
