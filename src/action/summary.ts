import type { Assessment } from '../model/generated/model.ts';

/** GitHub takes at most 1 MiB a step; this stays far below. */
const MOST_FAILURES = 50;

/** The job summary: verdict, the duties, and the worst failures as a table. */
export function summaryMarkdown(assessment: Assessment): string {
  const { summary } = assessment;
  const titles = new Map(assessment.rules.map((rule) => [rule.id, rule.title]));
  const failures = assessment.observations.filter(({ status }) => status === 'fail');
  const rows = failures.slice(0, MOST_FAILURES).map((failure) => {
    const place = failure.evidence[0];
    const where = place === undefined ? '' : `${place.file}${place.line === undefined ? '' : `:${place.line}`}`;
    return `| ${failure.severity} | ${cell(titles.get(failure.rule) ?? failure.rule)} | ${cell(failure.subject)} | ${cell(failure.message)} | ${cell(where)} |`;
  });
  return [
    `## Vauban: ${summary.gate.replaceAll('-', ' ')}`,
    '',
    `${cell(summary.reason)}. ${summary.counts.fail} failures, ${summary.counts.unknown} unknown, ${summary.counts.pass} passed.`,
    '',
    '| Duty | Failures | Unknown | Passed |',
    '| --- | ---: | ---: | ---: |',
    ...summary.duties.map(
      (duty) => `| ${cell(duty.title)} | ${duty.fail} | ${duty.unknown + duty.error} | ${duty.pass} |`,
    ),
    '',
    ...(rows.length === 0
      ? []
      : ['| Severity | Must hold | Subject | Why it fails | Where |', '| --- | --- | --- | --- | --- |', ...rows, '']),
    ...(failures.length > MOST_FAILURES
      ? [`${failures.length - MOST_FAILURES} more failures are in the report.`, '']
      : []),
  ].join('\n');
}

/** Text of a target inside a table: no markup, no row break, bounded. */
function cell(text: string): string {
  const short = text.length > 300 ? `${text.slice(0, 299)}…` : text;
  return short
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\|`*_[\]]/g, '\\$&');
}
