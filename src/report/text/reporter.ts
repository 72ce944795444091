import type { Assessment, Observation } from '../../model/generated/model.ts';
import { counted, STATUS_LABELS } from '../labels.ts';
import { placeText } from '../place-text.ts';
import type { Reporter } from '../reporter.ts';
import { type DutyState, dutyAnswer, dutyState, frameworkAnswer, verdictLine } from '../sentences.ts';
import { unknownGroups } from '../unknown-groups.ts';
import { clipped, visible } from '../visible.ts';
import { compareWorstFirst } from '../worst-first.ts';
import { printEvidence, printFailures } from './failures.ts';
import { printGoAheads } from './go-aheads.ts';
import { newPage, type Page } from './page.ts';

const MESSAGE_LENGTH = 1000;

/** For a terminal: what to mend first, what could not be judged, the duties, the frameworks, and one closing line. */
export const textReporter: Reporter = {
  id: 'text',
  title: 'For a terminal',
  extension: 'txt',
  render: (assessment, context) => {
    const page = newPage(context);
    printOpening(page, assessment);
    printFailures(page, assessment, context.verbose);
    printUnknowns(page, assessment, context.verbose);
    if (context.verbose) printRest(page, assessment);
    printDiagnostics(page, assessment);
    // Of nothing there is nothing to tell, and what went wrong should stand at the end.
    if (assessment.targets.length > 0) {
      printDuties(page, assessment);
      printFrameworks(page, assessment);
    }
    printGoAheads(page, assessment);
    page.blank();
    const closing = verdictLine(assessment);
    // One line, never wrapped: it is what people search for in a log.
    page.line(assessment.summary.gate === 'passed' ? page.style.good(closing) : page.style.bad(closing));
    return page.text();
  },
};

function printOpening(page: Page, assessment: Assessment): void {
  const { tool, profile, now, targets, rules, observations } = assessment;
  page.paragraph(
    `Vauban ${visible(tool.version)}, profile ${clipped(visible(profile), 100)}, as of ${visible(now)}: ` +
      `${counted(rules.length, 'rule')} on ${counted(targets.length, 'target')}, ${counted(observations.length, 'observation')}.`,
    '',
  );
}

function printUnknowns(page: Page, assessment: Assessment, verbose: boolean): void {
  const groups = unknownGroups(assessment);
  if (groups.length === 0) return;
  page.heading('What could not be judged, and how to supply it');
  for (const group of groups) {
    const where =
      group.targets.length === 1 ? visible(group.targets[0] ?? '') : counted(group.targets.length, 'target');
    const message = clipped(visible(group.message), MESSAGE_LENGTH);
    page.paragraph(
      `${counted(group.observations.length, 'observation')} on ${where}: ${message}`,
      '  ',
      '    ',
      page.style.open,
    );
    if (group.hint !== undefined) page.paragraph(clipped(visible(group.hint), MESSAGE_LENGTH), '    ');
    if (verbose)
      for (const rule of group.rules) page.paragraph(`Rule: ${visible(rule)}`, '    ', '    ', page.style.dim);
  }
  if (!verbose) page.paragraph('--verbose lists the rules that wait for each.', '  ', '  ', page.style.dim);
}

function printRest(page: Page, assessment: Assessment): void {
  for (const status of ['manual', 'pass', 'not-applicable'] as const) {
    const list = assessment.observations.filter((observation) => observation.status === status).sort(compareWorstFirst);
    if (list.length === 0) continue;
    page.heading(`${STATUS_LABELS[status].replace(/^./, (letter) => letter.toUpperCase())}: ${list.length}`);
    for (const observation of list) {
      page.paragraph(restLine(observation), '  ', '    ');
      for (const lost of observation.evidence.filter(({ role }) => role === 'overridden')) printEvidence(page, lost);
    }
  }
}

function restLine(observation: Observation): string {
  const places = observation.evidence.filter(({ role }) => role === 'decides').map(placeText);
  const message = clipped(visible(observation.message), MESSAGE_LENGTH);
  return (
    `${visible(observation.rule)}  ${clipped(visible(observation.target), 200)}  ${clipped(visible(observation.subject), 200)}: ` +
    `${message}${places.length === 0 ? '' : ` (${places.join(', ')})`}`
  );
}

function printDiagnostics(page: Page, { diagnostics }: Assessment): void {
  if (diagnostics.length === 0) return;
  page.heading('What to know about the input');
  for (const { level, message, at, hint } of diagnostics) {
    const where = at === undefined || message.startsWith(at.file) ? '' : `${placeText(at)}: `;
    page.paragraph(`${level}: ${where}${clipped(visible(message), MESSAGE_LENGTH)}`, '  ', '    ');
    if (hint !== undefined) page.paragraph(clipped(visible(hint), MESSAGE_LENGTH), '    ');
  }
}

function printDuties(page: Page, { summary }: Assessment): void {
  if (summary.duties.length === 0) return;
  const paint: Readonly<Record<DutyState, (text: string) => string>> = {
    fails: page.style.bad,
    undecided: page.style.open,
    holds: page.style.good,
    'not-looked-at': page.style.dim,
  };
  page.heading('The duties');
  for (const duty of summary.duties) {
    page.paragraph(`${clipped(visible(duty.title), 200)}? ${dutyAnswer(duty)}`, '  ', '    ', paint[dutyState(duty)]);
  }
}

function printFrameworks(page: Page, { frameworks }: Assessment): void {
  const spoken = frameworks.filter(({ automated }) => automated > 0);
  const silent = frameworks.filter(({ automated }) => automated === 0).map(({ title }) => clipped(visible(title), 200));
  if (frameworks.length === 0) return;
  page.heading('The frameworks');
  for (const framework of spoken) {
    page.paragraph(`${clipped(visible(framework.title), 200)}: ${frameworkAnswer(framework)}`, '  ', '    ');
  }
  if (silent.length > 0) page.paragraph(`No rule of this run speaks of: ${silent.join('; ')}.`, '  ', '    ');
}
