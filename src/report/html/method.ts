import type { Assessment } from '../../model/generated/model.ts';
import { placeText } from '../place-text.ts';
import { clipped } from '../visible.ts';
import { type Markup, markup } from './markup.ts';
import { TEXT_LENGTH, timeText } from './pieces.ts';

/** What to know about the input. */
export function diagnosticsSection({ diagnostics }: Assessment): Markup {
  const body =
    diagnostics.length === 0
      ? markup`<p class="none">Nothing.</p>`
      : markup`<ul class="diagnostics">${diagnostics.map(
          ({ level, code, message, at, hint }) =>
            markup`<li><span class="chip l-${level}">${level}</span> ${clipped(message, TEXT_LENGTH)}${at !== undefined && markup` <code>${placeText(at)}</code>`}${hint !== undefined && markup` <span class="hint">${clipped(hint, TEXT_LENGTH)}</span>`} <span class="soft">${clipped(code, 100)}</span></li>`,
        )}</ul>`;
  return markup`<section id="diagnostics"><h2>Notes on the input <span class="tally">${diagnostics.length}</span></h2>${body}</section>`;
}

/** How the verdicts came about, and what this report does not say. */
export function methodSection({ tool, now, profile, failOn }: Assessment): Markup {
  return markup`<section id="method"><h2>Method and limits</h2><div class="cols even"><dl class="words">
<dt>Failure</dt><dd>The facts that were read prove that the rule is broken.</dd>
<dt>Passed</dt><dd>The facts that were read prove that the rule holds. Absence proves nothing here.</dd>
<dt>Not known</dt><dd>A fact was not collected, could not be read or contradicts itself. It is never counted as passed.</dd>
<dt>Error</dt><dd>A rule broke, or proved both sides. Its answer cannot be used.</dd>
<dt>Not applicable</dt><dd>The thing that the rule judges does not exist on this target.</dd>
<dt>Satisfied, not satisfied, undetermined</dt><dd>The conclusion on a control, from the rules mapped to it. <em>Full</em>, <em>partial</em> and <em>supports</em> say how much of the control a rule can prove.</dd>
</dl><div>
<p>Ages and deadlines were computed against ${timeText(now)}. The same input and the same policies give the same report, byte for byte.</p>
<p>The report speaks of configuration and records at the time they were collected, only of the targets listed, and only of what the rules ask. It is no certificate: most controls of a framework need a person.</p>
<dl><dt>Program</dt><dd>Vauban ${clipped(tool.version, 100)}</dd><dt>Policies (SHA-256)</dt><dd class="hash"><code>${clipped(tool.policyDigest, 200)}</code></dd><dt>Profile</dt><dd>${clipped(profile, 100)}</dd><dt>The gate fails at</dt><dd>${failOn === 'none' ? 'no severity' : `${failOn} and worse`}</dd></dl>
</div></div>
<table class="sign"><caption>Review</caption><tbody><tr><th scope="row">Reviewed by</th><td></td><th scope="row">Date</th><td></td><th scope="row">Signature</th><td></td></tr></tbody></table></section>`;
}
