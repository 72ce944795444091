import type { Assessment, DutySummary } from '../../model/generated/model.ts';
import { counted } from '../labels.ts';
import { dutyAnswer, dutyState } from '../sentences.ts';
import { clipped } from '../visible.ts';
import { compareWorstFirst } from '../worst-first.ts';
import { numeral } from './fortress.ts';
import { type Markup, markup } from './markup.ts';
import { severityChip, stackedBar } from './pieces.ts';

/** Failing rules named under a duty; the rest is one link away. */
const RULES_SHOWN = 4;

/** The duties, one row each: the answer, its share in a bar, and the worst that speaks against it. */
export function dutiesSection(assessment: Assessment, duties: ReadonlyMap<string, readonly string[]>): Markup {
  const list = assessment.summary.duties;
  if (list.length === 0) return markup``;
  return markup`<section id="duties"><h2>Duty by duty</h2>${list.map((duty, index) => dutyRow(assessment, duty, index, duties))}</section>`;
}

function partsOf(duty: DutySummary) {
  return [
    { className: 'b-fail', count: duty.fail },
    { className: 'b-error', count: duty.error },
    { className: 'b-unknown', count: duty.unknown },
    { className: 'b-pass', count: duty.pass },
  ];
}

function dutyRow(
  assessment: Assessment,
  duty: DutySummary,
  index: number,
  duties: ReadonlyMap<string, readonly string[]>,
): Markup {
  const failing = assessment.observations
    .filter(({ status, rule }) => status === 'fail' && duties.get(rule)?.includes(duty.id))
    .sort(compareWorstFirst);
  const counts = new Map<string, number>();
  for (const { rule } of failing) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rules = [...counts].flatMap(([id, count]) => {
    const rule = assessment.rules.find((candidate) => candidate.id === id);
    return rule === undefined ? [] : [{ rule, count }];
  });
  const more = rules.length - RULES_SHOWN;
  return markup`<article class="duty d-${dutyState(duty)}" id="duty-${index + 1}"><div><h3><span class="num">${numeral(index)}</span>${clipped(duty.title, 200)}</h3><p class="answer">${dutyAnswer(duty)}</p>${stackedBar(partsOf(duty))}</div><div>${
    rules.length > 0 &&
    markup`<ul>${rules.slice(0, RULES_SHOWN).map(({ rule, count }) => markup`<li>${severityChip(rule.severity)}<a href="#r-${rule.id}">${clipped(rule.title, 200)}</a>${count > 1 && markup` <span class="soft">${counted(count, 'failure')}</span>`}</li>`)}</ul>`
  }<p class="more">${more > 0 && markup`${counted(more, 'more rule')} failed. `}<a class="filter-link" href="#duty=${encodeURIComponent(duty.id)}">Show only this duty</a></p></div></article>`;
}
