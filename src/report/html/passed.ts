import type { Assessment, Observation } from '../../model/generated/model.ts';
import { counted, STATUS_LABELS } from '../labels.ts';
import { placeText } from '../place-text.ts';
import { clipped } from '../visible.ts';
import { compareWorstFirst, groupedBy } from '../worst-first.ts';
import { type Markup, markup } from './markup.ts';
import { severityChip, statusChip } from './pieces.ts';

const MESSAGE_LENGTH = 500;

/** What passed, needs a person or does not apply: by rule, closed until asked for. */
export function passedSection(assessment: Assessment, duties: ReadonlyMap<string, readonly string[]>): Markup {
  const titles = new Map(assessment.rules.map((rule) => [rule.id, rule.title]));
  const rest = assessment.observations
    .filter(({ status }) => status === 'pass' || status === 'manual' || status === 'not-applicable')
    .sort(compareWorstFirst);
  const blocks = [...groupedBy(rest, ({ rule }) => rule)].map(([rule, observations]) => {
    const severity = observations[0]?.severity ?? 'info';
    const tally = (['pass', 'manual', 'not-applicable'] as const).flatMap((status) => {
      const count = observations.filter((observation) => observation.status === status).length;
      return count === 0 ? [] : [`${count} ${STATUS_LABELS[status]}`];
    });
    return markup`<details class="rule quiet" data-v="${severity}" data-d="${(duties.get(rule) ?? []).join(' ')}"><summary>${severityChip(severity)}<span class="title">${clipped(titles.get(rule) ?? rule, 300)}</span><span class="tally">${tally.join(', ')}</span></summary><p class="soft"><code>${rule}</code></p><ul class="items">${observations.map(item)}</ul></details>`;
  });
  return markup`<section id="passed"><h2>Passed, or not applicable <span class="tally">${rest.length}</span></h2><p class="lead">What was proved from facts that were read, ${counted(rest.length, 'observation')} in all. Open a rule to see its proof; printing leaves closed ones closed.</p>${blocks}</section>`;
}

function item({ id, status, target, subject, message, evidence }: Observation): Markup {
  const places = evidence
    .filter(({ role }) => role === 'decides')
    .map((place) => markup` <code>${placeText(place)}</code>`);
  return markup`<li class="o" id="o-${id}" data-s="${status}" data-t="${target}">${status !== 'pass' && statusChip(status)} <b>${clipped(subject, 300)}</b> <span class="t">${clipped(target, 200)}</span> ${clipped(message, MESSAGE_LENGTH)}${places}</li>
`;
}
