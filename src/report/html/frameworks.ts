import type { Assessment, Finding, FindingRule, FrameworkResult } from '../../model/generated/model.ts';
import { counted, STATUS_LABELS } from '../labels.ts';
import { frameworkAnswer } from '../sentences.ts';
import { clipped } from '../visible.ts';
import { groupedBy } from '../worst-first.ts';
import { type Markup, markup } from './markup.ts';
import { reference, stackedBar, stateChip } from './pieces.ts';

/** Rules that do not speak against a control are folded away when there are more of them. */
const REST_SHOWN = 6;

/** One table of controls for each framework. */
export function frameworksSection(assessment: Assessment): Markup {
  if (assessment.frameworks.length === 0) return markup``;
  const findings = groupedBy(assessment.findings, ({ framework }) => framework);
  return markup`<section id="frameworks"><h2>Frameworks</h2><p class="lead">A rule proves a part of a control, seldom all of it. Controls that no rule speaks of are counted, not judged: a person must.</p>${assessment.frameworks.map((framework) => frameworkBlock(framework, findings.get(framework.id) ?? []))}</section>`;
}

function frameworkBlock(framework: FrameworkResult, findings: readonly Finding[]): Markup {
  return markup`<details class="framework" id="f-${framework.id}"><summary><span class="title">${clipped(framework.title, 300)} <span class="soft">${clipped(framework.version, 100)}</span></span>${stackedBar(
    [
      { className: 'b-fail', count: framework.notSatisfied },
      { className: 'b-unknown', count: framework.undetermined },
      { className: 'b-pass', count: framework.satisfied },
      { className: 'b-person', count: framework.person },
    ],
  )}<span class="answer">${frameworkAnswer(framework)}</span></summary>
<div class="scroll"><table class="controls-table"><caption class="sr">Controls of ${clipped(framework.title, 300)}</caption><thead><tr><th scope="col">Control</th><th scope="col">State</th><th scope="col" class="n">Failed</th><th scope="col" class="n">Passed</th><th scope="col" class="n">Not known</th><th scope="col">Why, and by which rules</th></tr></thead>${[...groupedBy(findings, ({ group }) => group ?? '')].map(([group, list]) => groupRows(group, list))}</table></div>
<p class="soft source">${clipped(framework.publisher, 200)} · ${reference(framework.source)} · licence ${clipped(framework.licence, 200)} · ${TEXT_POLICIES[framework.textPolicy]}${framework.attribution !== undefined && markup`<br>${clipped(framework.attribution, 1000)}`}</p></details>`;
}

const TEXT_POLICIES: Readonly<Record<FrameworkResult['textPolicy'], string>> = {
  full: 'titles are those of the publisher',
  'own-words': 'titles are our own short wording, not the text of the standard',
  'ids-only': 'numbers only, the text is not reproduced',
};

function groupRows(group: string, findings: readonly Finding[]): Markup {
  const title = findings[0]?.groupTitle;
  const heading =
    (group !== '' || title !== undefined) &&
    markup`<tr class="group"><th colspan="6" scope="rowgroup">${groupName(group, title)}</th></tr>`;
  return markup`<tbody>${heading}${findings.map(
    (finding) =>
      markup`<tr><th scope="row"><b>${clipped(finding.control, 100)}</b>${finding.title !== undefined && markup` <span>${clipped(finding.title, 300)}</span>`}</th><td>${stateChip(finding.state)}</td><td class="n">${finding.failed}</td><td class="n">${finding.passed}</td><td class="n">${finding.unknown}</td><td>${clipped(finding.reason, 300)}${ruleList(finding)}</td></tr>
`,
  )}</tbody>`;
}

/** Short numbers (`A.8`, `VIII`) help to find a group; an id that is a word only repeats the title. */
function groupName(group: string, title: string | undefined): string {
  if (title === undefined) return clipped(group, 100);
  return group.length <= 6 && group !== title ? `${group} ${clipped(title, 300)}` : clipped(title, 300);
}

/** What speaks against the control in full; what passed is folded away when there is much of it. */
function ruleList({ rules }: Finding): Markup {
  const open = rules.filter(({ status }) => status === 'fail' || status === 'error' || status === 'unknown');
  const rest = rules.filter((rule) => !open.includes(rule));
  const list = markup`<ul class="rules">${rest.map(ruleItem)}</ul>`;
  return markup`${open.length > 0 && markup`<ul class="rules">${open.map(ruleItem)}</ul>`}${
    rest.length > REST_SHOWN
      ? markup`<details class="inner"><summary>${counted(rest.length, 'more rule')}</summary>${list}</details>`
      : rest.length > 0 && list
  }`;
}

function ruleItem({ rule, strength, status }: FindingRule): Markup {
  const name = markup`<code>${rule}</code>`;
  const linked = status === 'fail' || status === 'error' ? markup`<a href="#r-${rule}">${name}</a>` : name;
  return markup`<li>${linked} <span class="soft">${strength}, ${STATUS_LABELS[status]}</span></li>`;
}
