import type { AssessedTarget, Assessment, CaptureRecord, SectionState } from '../../model/generated/model.ts';
import { counted, FLAG_LABELS, KIND_LABELS } from '../labels.ts';
import { clipped } from '../visible.ts';
import { type Markup, markup } from './markup.ts';
import { timeText } from './pieces.ts';

const REASON_LENGTH = 1000;

/** The scope: what was looked at, how much of it could be read, and the hash of each thing that was read. */
export function targetsSection({ targets }: Assessment): Markup {
  return markup`<section id="targets"><h2>Targets and what was read <span class="tally">${targets.length}</span></h2><p class="lead">What is not listed here was not looked at. The SHA-256 of each source lets anyone check that it is the same one.</p>${targets.map(targetBlock)}</section>`;
}

function targetBlock(target: AssessedTarget): Markup {
  const whole = target.sections.filter(({ flag }) => flag === 'complete').length;
  const gaps = target.sections.filter(
    ({ flag }) => flag === 'incomplete' || flag === 'error' || flag === 'not-collected',
  ).length;
  return markup`<details class="target"><summary><span class="chip">${KIND_LABELS[target.kind]}</span><span class="title">${clipped(target.name, 300)}</span><span class="tally">${counted(whole, 'section')} read in full${gaps > 0 && markup`, <b class="gap">${counted(gaps, 'gap')}</b>`}, ${counted(target.captures.length, 'source')}</span></summary>
<p class="soft">Collected ${timeText(target.collectedAt)}</p>${target.sections.length > 0 && sectionTable(target.sections)}${target.captures.length > 0 && captureTable(target.captures)}</details>`;
}

function sectionTable(sections: readonly SectionState[]): Markup {
  return markup`<div class="scroll"><table class="sections"><thead><tr><th scope="col">Section</th><th scope="col">State</th><th scope="col">Why, and how to supply it</th></tr></thead><tbody>${sections.map(
    ({ id, flag, reason, hint }) =>
      markup`<tr class="x-${flag}"><th scope="row"><code>${id}</code></th><td>${FLAG_LABELS[flag]}</td><td>${reason !== undefined && clipped(reason, REASON_LENGTH)}${hint !== undefined && markup` <span class="soft">${clipped(hint, REASON_LENGTH)}</span>`}</td></tr>`,
  )}</tbody></table></div>`;
}

const OUTCOMES: Readonly<Record<CaptureRecord['outcome'], string>> = {
  read: 'read',
  absent: 'absent',
  denied: 'access denied',
  'too-large': 'too large',
  failed: 'failed',
};

function captureTable(captures: readonly CaptureRecord[]): Markup {
  return markup`<div class="scroll"><table class="captures"><thead><tr><th scope="col">Source</th><th scope="col">Outcome</th><th scope="col" class="n">Bytes</th><th scope="col">SHA-256</th></tr></thead><tbody>${captures.map(
    ({ origin, outcome, bytes, sha256, reason }) =>
      markup`<tr><th scope="row"><code>${clipped(origin, 500)}</code></th><td>${OUTCOMES[outcome]}${reason !== undefined && markup` <span class="soft">${clipped(reason, REASON_LENGTH)}</span>`}</td><td class="n">${bytes}</td><td class="hash"><code>${sha256}</code></td></tr>
`,
  )}</tbody></table></div>`;
}
