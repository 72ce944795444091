import type { FindingState, Severity, Status } from '../../core/statuses.ts';
import type { Evidence, Observation } from '../../model/generated/model.ts';
import { counted, SEVERITY_LABELS, STATE_LABELS, STATUS_LABELS } from '../labels.ts';
import { placeText } from '../place-text.ts';
import { clipped } from '../visible.ts';
import { type Markup, markup } from './markup.ts';

/** Longest text of a target that the page shows whole. */
export const TEXT_LENGTH = 2000;

/** The chip of a severity. */
export function severityChip(severity: Severity): Markup {
  return markup`<span class="chip v-${severity}">${SEVERITY_LABELS[severity]}</span>`;
}

/** The chip of a status. */
export function statusChip(status: Status): Markup {
  return markup`<span class="chip s-${status}">${STATUS_LABELS[status]}</span>`;
}

/** The chip of a conclusion on a control. */
export function stateChip(state: FindingState): Markup {
  return markup`<span class="chip f-${state}">${STATE_LABELS[state]}</span>`;
}

/** The places of an observation; settings that were read and do not hold are marked, with the reason. */
export function evidenceList(evidence: readonly Evidence[]): Markup | undefined {
  if (evidence.length === 0) return undefined;
  return markup`<ul class="ev">${evidence.map((item) => {
    const note = item.note === undefined ? undefined : clipped(item.note, TEXT_LENGTH);
    if (item.role === 'decides')
      return markup`<li><code>${placeText(item)}</code>${note !== undefined && markup` ${note}`}</li>`;
    if (item.role === 'step') return markup`<li>${note} <code>${placeText(item)}</code></li>`;
    if (item.role === 'calls') return markup`<li>called from <code>${placeText(item)}</code></li>`;
    return markup`<li class="lost"><code>${placeText(item)}</code> overridden${note !== undefined && markup`: ${note}`}</li>`;
  })}</ul>`;
}

/** `2026-11-22 18:00 UTC` for people, with the instant itself for programs. */
export function timeText(instant: string): Markup {
  const short = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(instant);
  if (short === null) return markup`${clipped(instant, 100)}`;
  return markup`<time datetime="${instant}">${short[1]} ${short[2]} UTC</time>`;
}

/** A link, only where it leads to the web; other text stays text. */
export function reference(text: string): Markup {
  const shown = clipped(text, 300);
  if (!/^https?:\/\/[^\s<>"']+$/.test(text)) return markup`${shown}`;
  return markup`<a href="${text}" rel="noreferrer noopener">${shown}</a>`;
}

/** `host:web01`, or `3 targets`. */
export function whereOf(observations: readonly Observation[]): string {
  const targets = new Set(observations.map(({ target }) => target));
  const [only] = targets;
  return targets.size === 1 && only !== undefined ? clipped(only, 100) : counted(targets.size, 'target');
}

/** One coloured part of a bar. */
export interface BarPart {
  readonly className: string;
  readonly count: number;
}

/** A bar of 100 units split in proportion; the numbers stand beside it as text, so readers of screens skip it. */
export function stackedBar(parts: readonly BarPart[]): Markup {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  const rects = parts
    .filter(({ count }) => count > 0)
    .map(({ className, count }) => {
      const width = (count / total) * 100;
      const rect = markup`<rect class="${className}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="8"/>`;
      x += width;
      return rect;
    });
  return markup`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="b-rest" width="100" height="8"/>${rects}</svg>`;
}
