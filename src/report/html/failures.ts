import type { AssessedRule, Assessment, Observation } from '../../model/generated/model.ts';
import { counted } from '../labels.ts';
import { clipped } from '../visible.ts';
import { compareWorstFirst, groupedBy } from '../worst-first.ts';
import { type Markup, markup } from './markup.ts';
import { evidenceList, reference, severityChip, TEXT_LENGTH, whereOf } from './pieces.ts';
import { prose } from './prose.ts';

/** Critical rules that stand open when the page is opened. */
const OPEN_AT_START = 3;
/** With more subjects than this a block may be split over printed pages. */
const MANY = 6;

/** Failures and errors by rule, worst first. */
export function failuresSection(assessment: Assessment, duties: ReadonlyMap<string, readonly string[]>): Markup {
  const bad = assessment.observations
    .filter(({ status }) => status === 'fail' || status === 'error')
    .sort(compareWorstFirst);
  const rules = new Map(assessment.rules.map((rule) => [rule.id, rule]));
  const groups = [...groupedBy(bad, ({ rule, severity }) => `${severity} ${rule}`).values()];
  const body =
    bad.length === 0
      ? markup`<p class="none">Nothing that could be judged failed.</p>`
      : groups.map((observations, index) => ruleBlock(observations, rules, duties, index));
  return markup`<section id="failures"><h2>Failures <span class="tally">${bad.length}</span></h2><p class="lead">Grouped by rule, the worst first. Each title says what should be true.</p>${body}</section>`;
}

function ruleBlock(
  observations: readonly Observation[],
  rules: ReadonlyMap<string, AssessedRule>,
  duties: ReadonlyMap<string, readonly string[]>,
  index: number,
): Markup {
  const [first] = observations;
  if (first === undefined) return markup``;
  const rule = rules.get(first.rule);
  const failures = observations.filter(({ status }) => status === 'fail').length;
  const tally = [
    ...(failures > 0 ? [counted(failures, 'failure')] : []),
    ...(failures < observations.length ? [counted(observations.length - failures, 'error')] : []),
  ].join(', ');
  const open = index < OPEN_AT_START && first.severity === 'critical';
  return markup`<details class="rule v-${first.severity}${observations.length > MANY && ' many'}" id="r-${first.rule}" data-v="${first.severity}" data-d="${(duties.get(first.rule) ?? []).join(' ')}"${open && markup` open`}>
<summary>${severityChip(first.severity)}<span class="title">${clipped(rule?.title ?? first.rule, 300)}</span><span class="tally">${tally} on ${whereOf(observations)}</span></summary>
<div class="cols"><ul class="items">${observations.map(item)}</ul>${rule !== undefined && ruleAside(rule)}</div>${rule !== undefined && ruleFacts(rule)}</details>`;
}

function item(observation: Observation): Markup {
  const error = observation.status === 'error' && markup`<b class="broke">The rule could not decide:</b> `;
  return markup`<li class="o" id="o-${observation.id}" data-s="${observation.status}" data-t="${observation.target}"><p class="what"><b>${clipped(observation.subject, 300)}</b> <span class="t">${clipped(observation.target, 200)}</span></p><p>${error}${clipped(observation.message, TEXT_LENGTH)}</p>${evidenceList(observation.evidence)}</li>
`;
}

function ruleAside(rule: AssessedRule): Markup {
  return markup`<div class="aside"><h4>How to mend it</h4>${prose(rule.remediation)}<h4>Why it matters</h4>${prose(rule.description)}</div>`;
}

/** Where the rule comes from and what it is mapped to, in one row under the block. */
function ruleFacts(rule: AssessedRule): Markup {
  return markup`<dl class="facts"><div><dt>Rule</dt><dd><code>${rule.id}</code>${rule.origin !== 'built-in' && markup` from ${clipped(rule.origin, 200)}`}</dd></div>${
    rule.controls.length > 0 &&
    markup`<div><dt>Controls</dt><dd>${[...groupedBy(rule.controls, ({ framework }) => framework)].map(([framework, controls]) => markup`<span>${framework} ${controls.map(({ control }) => markup`<b>${clipped(control, 100)}</b> `)}</span>`)}</dd></div>`
  }${rule.references.length > 0 && markup`<div><dt>Read more</dt><dd>${rule.references.map((link) => markup`<span>${reference(link)}</span>`)}</dd></div>`}</dl>`;
}
