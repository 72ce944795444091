import type { Assessment } from '../../model/generated/model.ts';
import { counted } from '../labels.ts';
import { unknownGroups } from '../unknown-groups.ts';
import { clipped } from '../visible.ts';
import { type Markup, markup } from './markup.ts';
import { evidenceList, severityChip, TEXT_LENGTH, whereOf } from './pieces.ts';
import { inline } from './prose.ts';

/** What could not be judged, by reason, with the way to supply it. */
export function unknownsSection(assessment: Assessment, duties: ReadonlyMap<string, readonly string[]>): Markup {
  const groups = unknownGroups(assessment);
  const titles = new Map(assessment.rules.map((rule) => [rule.id, rule.title]));
  const body = groups.map(
    ({ message, hint, observations }) => markup`<details class="rule unknown" data-group="reason">
<summary><span class="chip s-unknown">unknown</span><span class="title">${clipped(message, TEXT_LENGTH)}</span><span class="tally">${counted(observations.length, 'observation')} on ${whereOf(observations)}</span>${
      hint !== undefined && markup`<span class="hint"><b>To supply it:</b> ${inline(clipped(hint, TEXT_LENGTH))}</span>`
    }</summary>
<ul class="items">${observations.map(
      ({ id, rule, severity, target, subject, evidence }) =>
        markup`<li class="o" id="o-${id}" data-s="unknown" data-v="${severity}" data-d="${(duties.get(rule) ?? []).join(' ')}" data-t="${target}"><p class="what">${severityChip(severity)} <b>${clipped(titles.get(rule) ?? rule, 300)}</b> <span class="t">${clipped(target, 200)}${subject !== target && ` · ${clipped(subject, 300)}`}</span></p><p class="soft"><code>${rule}</code></p>${evidenceList(evidence)}</li>
`,
    )}</ul></details>`,
  );
  const lead = 'None of these passes: what was not read proves nothing. Supply what is asked for and scan again.';
  return markup`<section id="unknowns"><h2>Not known <span class="tally">${assessment.summary.counts.unknown}</span></h2>${groups.length === 0 ? markup`<p class="none">Everything that the rules asked for was read.</p>` : markup`<p class="lead">${lead}</p>${body}`}</section>`;
}
