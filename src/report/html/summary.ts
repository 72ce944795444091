import { SEVERITIES } from '../../core/statuses.ts';
import type { Assessment, Summary } from '../../model/generated/model.ts';
import { counted, SEVERITY_LABELS } from '../labels.ts';
import { type DutyState, GATE_LABELS } from '../sentences.ts';
import { clipped } from '../visible.ts';
import { fortressPlan } from './fortress.ts';
import { type Markup, markup } from './markup.ts';
import { timeText } from './pieces.ts';

/** The head of the page: the verdict, why, the numbers and the plan. */
export function summarySection(assessment: Assessment): Markup {
  const { summary, now, profile, targets, rules, failOn } = assessment;
  const threshold = failOn === 'none' ? 'no threshold' : `fails at ${failOn}`;
  return markup`<header class="head" id="summary"><div class="head-text">
<p class="brand">Vauban <span>compliance assessment</span></p>
<h1 class="gate g-${summary.gate}"><span>${GATE_LABELS[summary.gate]}</span></h1>
<p class="reason">${upperFirst(clipped(summary.reason, 500))}.</p>
<p class="meta">As of ${timeText(now)} · profile ${clipped(profile, 100)} (${threshold}) · ${counted(targets.length, 'target')} · ${counted(rules.length, 'rule')}</p>
<ul class="counts">${countsOf(summary)}</ul>
${severityBars(summary)}</div>
${figure(assessment)}</header>`;
}

function figure(assessment: Assessment): Markup | undefined {
  const plan = fortressPlan(assessment);
  if (plan === undefined) return undefined;
  return markup`<figure class="figure">${plan}<figcaption>${KEYS.map(([state, label]) => markup`<span><i class="key d-${state}"></i>${label}</span> `)}</figcaption></figure>`;
}

const KEYS: readonly (readonly [DutyState, string])[] = [
  ['fails', 'fails'],
  ['undecided', 'not known'],
  ['holds', 'holds'],
  ['not-looked-at', 'not looked at'],
];

function countsOf({ counts }: Summary): Markup[] {
  const tiles = [
    ['fail', counts.fail, counts.fail === 1 ? 'failure' : 'failures', '#failures'],
    ['error', counts.error, counts.error === 1 ? 'error' : 'errors', '#failures'],
    ['unknown', counts.unknown, 'not known', '#unknowns'],
    ['pass', counts.pass, 'passed', '#passed'],
    ['not-applicable', counts.notApplicable, 'not applicable', '#passed'],
  ] as const;
  return tiles.map(
    ([status, count, label, href]) =>
      markup`<li class="${count === 0 ? 'zero' : `t-${status}`}"><a href="${href}"><b>${count}</b> ${label}</a></li>`,
  );
}

function severityBars({ failures }: Summary): Markup {
  const most = Math.max(1, ...SEVERITIES.map((severity) => failures[severity]));
  return markup`<table class="bars"><caption>Failures by severity</caption><tbody>${SEVERITIES.map(
    (severity) =>
      markup`<tr><th scope="row">${SEVERITY_LABELS[severity]}</th><td><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="b-${severity}" width="${((failures[severity] / most) * 100).toFixed(2)}" height="8"/></svg></td><td class="n">${failures[severity]}</td></tr>`,
  )}</tbody></table>`;
}

function upperFirst(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()).replace(/[.\s]+$/, '');
}
