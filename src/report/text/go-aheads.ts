import type { Assessment } from '../../model/generated/model.ts';
import { type BlockingRule, type GoAhead, goAheads, openByAdvice, unreadTargets } from '../go-ahead.ts';
import { counted, SEVERITY_LABELS } from '../labels.ts';
import type { UnknownGroup } from '../unknown-groups.ts';
import { clipped, visible } from '../visible.ts';
import { printRemediation } from './failures.ts';
import type { Page } from './page.ts';

const SUBJECTS_SHOWN = 3;
const TEXT_LENGTH = 300;

/** Answers the question of the profile for each target: what blocks, in the order to mend it, and what was not judged. */
export function printGoAheads(page: Page, assessment: Assessment): void {
  if (assessment.question === undefined) return;
  page.heading(clipped(visible(assessment.question), TEXT_LENGTH));
  const answers = goAheads(assessment);
  for (const goAhead of answers) printGoAhead(page, goAhead, assessment.failOn);
  const unread = unreadTargets(assessment);
  for (const { message, hint } of unread) {
    page.paragraph(`Not known: ${clipped(visible(message), TEXT_LENGTH)}`, '  ', '    ', page.style.open);
    if (hint !== undefined) page.paragraph(clipped(visible(hint), TEXT_LENGTH), '    ');
  }
  if (answers.length + unread.length === 0)
    page.paragraph('Not known: nothing was judged that could answer it.', '  ', '    ', page.style.open);
}

function printGoAhead(page: Page, { target, answer, blocking, open }: GoAhead, failOn: string): void {
  const told = {
    yes: `Yes. Nothing at or above ${failOn} failed, and all of it could be judged.`,
    no: `No. ${counted(blocking.length, 'rule')} at or above ${failOn} ${blocking.length === 1 ? 'stands' : 'stand'} in the way.`,
    'not-known': `Not known yet. Nothing at or above ${failOn} failed, and not all of it could be judged.`,
  }[answer];
  const paint = { yes: page.style.good, no: page.style.bad, 'not-known': page.style.open }[answer];
  page.paragraph(`${clipped(visible(target), TEXT_LENGTH)}: ${told}`, '  ', '    ', paint);
  if (blocking.length > 0) {
    page.paragraph(
      'Mend in this order: worst first; of equals what a stranger can reach, and last what needs a restart.',
      '  ',
    );
    for (const [index, item] of blocking.entries()) printBlocking(page, item, index + 1, blocking.length);
  }
  if (open.length === 0) return;
  page.paragraph('Not judged, and how to let it be judged:', '  ');
  for (const { advice, rules, groups } of openByAdvice(open)) {
    if (groups.length > 1) {
      const waiting = `${counted(rules.length, 'rule')} ${rules.length === 1 ? 'waits' : 'wait'} for it, for ${counted(groups.length, 'reason')}`;
      page.paragraph(`- ${clipped(visible(advice), TEXT_LENGTH)}: ${waiting}, the first:`, '    ', '      ');
    }
    printOpen(page, groups[0], groups.length > 1 ? '      ' : '    - ');
  }
}

function printOpen(page: Page, group: UnknownGroup | undefined, indent: string): void {
  if (group === undefined) return;
  const rules = group.rules.length === 1 ? (group.rules[0] ?? '') : counted(group.rules.length, 'rule');
  page.paragraph(`${visible(rules)}: ${clipped(visible(group.message), TEXT_LENGTH)}`, indent, '      ');
  if (group.hint !== undefined) page.paragraph(clipped(visible(group.hint), TEXT_LENGTH), '      ');
}

function printBlocking(page: Page, { rule, observations }: BlockingRule, number: number, of: number): void {
  const label = `${String(number).padStart(String(of).length)}. `;
  const inner = ' '.repeat(4 + label.length);
  const subjects = observations
    .slice(0, SUBJECTS_SHOWN)
    .map(({ subject, message }) => clipped(visible(`${subject}: ${message}`), TEXT_LENGTH));
  const more = observations.length - subjects.length;
  page.paragraph(
    `${label}${SEVERITY_LABELS[rule.severity]}, should be: ${clipped(visible(rule.title), TEXT_LENGTH)} (${visible(rule.id)})`,
    '    ',
    inner,
  );
  for (const subject of subjects) page.paragraph(subject, inner, `${inner}  `, page.style.dim);
  if (more > 0) page.paragraph(`and ${counted(more, 'more subject')}`, inner, inner, page.style.dim);
  printRemediation(page, rule.remediation, inner);
}
