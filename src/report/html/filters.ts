import { SEVERITIES } from '../../core/statuses.ts';
import type { Assessment } from '../../model/generated/model.ts';
import { SEVERITY_LABELS } from '../labels.ts';
import { clipped } from '../visible.ts';
import { type Markup, markup } from './markup.ts';

const STATUSES = [
  ['fail', 'failure'],
  ['error', 'error'],
  ['unknown', 'unknown'],
  ['pass', 'passed'],
  ['manual', 'person'],
  ['not-applicable', 'n/a'],
] as const;

/** The filters. They need the script, so they stay hidden until it shows them. */
export function filterBar(assessment: Assessment): Markup {
  const present = new Set(assessment.observations.map(({ status }) => status));
  return markup`<form class="filters" id="filters" hidden role="search" aria-label="Filter observations">
<input type="search" name="q" placeholder="Search" aria-label="Search the text" autocomplete="off">
<fieldset><legend class="sr">Severity</legend>${SEVERITIES.map((severity) => markup`<label class="pick v-${severity}"><input type="checkbox" name="severity" value="${severity}"><span>${SEVERITY_LABELS[severity]}</span></label>`)}</fieldset>
<fieldset><legend class="sr">Status</legend>${STATUSES.filter(([status]) => present.has(status)).map(([status, label]) => markup`<label class="pick s-${status}"><input type="checkbox" name="status" value="${status}"><span>${label}</span></label>`)}</fieldset>
<select name="target" aria-label="Target"><option value="">All targets</option>${assessment.targets.map(({ id }) => markup`<option value="${id}">${clipped(id, 60)}</option>`)}</select>
<select name="duty" aria-label="Duty"><option value="">All duties</option>${assessment.summary.duties.map(({ id, title }) => markup`<option value="${id}">${clipped(title, 60)}</option>`)}</select>
<button type="reset">Clear</button><button type="button" id="toggle" aria-pressed="false">Open all</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}

/** The contents of the page, beside it on a wide screen. */
export function contents({ question, summary, frameworks, targets, diagnostics }: Assessment): Markup {
  const { counts } = summary;
  const entries: readonly (readonly [string, string, number | undefined])[] = [
    ['summary', 'Summary', undefined],
    ...(question === undefined ? [] : [['go-ahead', clipped(question, 60), undefined] as const]),
    ...(summary.duties.length > 0 ? [['duties', 'Duty by duty', undefined] as const] : []),
    ['failures', 'Failures', counts.fail + counts.error],
    ['unknowns', 'Not known', counts.unknown],
    ...(frameworks.length > 0 ? [['frameworks', 'Frameworks', frameworks.length] as const] : []),
    ['targets', 'Targets and sources', targets.length],
    ['passed', 'Passed', counts.pass],
    ['diagnostics', 'Notes on the input', diagnostics.length],
    ['method', 'Method and limits', undefined],
  ];
  return markup`<nav class="toc" aria-label="Contents"><ul>${entries.map(([id, label, count]) => markup`<li><a href="#${id}">${label}${count !== undefined && markup` <span>${count}</span>`}</a></li>`)}</ul></nav>`;
}
