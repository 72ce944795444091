import { createHash } from 'node:crypto';
import type { Assessment } from '../../model/generated/model.ts';
import type { Reporter } from '../reporter.ts';
import { dutiesByRule } from '../rule-duties.ts';
import { failureCount, GATE_LABELS, verdictLine } from '../sentences.ts';
import { dutiesSection } from './duties.ts';
import { failuresSection } from './failures.ts';
import { contents, filterBar } from './filters.ts';
import { frameworksSection } from './frameworks.ts';
import { goAheadsSection } from './go-aheads.ts';
import { type Markup, markup, trusted } from './markup.ts';
import { diagnosticsSection, methodSection } from './method.ts';
import { passedSection } from './passed.ts';
import { SCRIPT } from './script.ts';
import { STYLES } from './styles.ts';
import { summarySection } from './summary.ts';
import { targetsSection } from './targets.ts';
import { unknownsSection } from './unknowns.ts';

/** One page that needs nothing else: no network, no file beside it, and no script to be read. */
export const htmlReporter: Reporter = {
  id: 'html',
  title: 'One page for people, to open, share and print',
  extension: 'html',
  render: (assessment) => page(assessment).html,
};

function page(assessment: Assessment): Markup {
  const duties = dutiesByRule(assessment);
  const { summary, tool } = assessment;
  const title = `Vauban: ${GATE_LABELS[summary.gate].toLowerCase()}, ${failureCount(summary)}`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(STYLES)}</style></head>
<body><a class="skip" href="#main">Skip to the failures</a><div class="page">${contents(assessment)}
${summarySection(assessment)}
${goAheadsSection(assessment)}
${dutiesSection(assessment, duties)}
${filterBar(assessment)}
<main id="main">${failuresSection(assessment, duties)}
${unknownsSection(assessment, duties)}
${frameworksSection(assessment)}
${targetsSection(assessment)}
${passedSection(assessment, duties)}
${diagnosticsSection(assessment)}
${methodSection(assessment)}</main>
<footer class="foot"><p>${verdictLine(assessment)}</p><p>Made by Vauban ${tool.version}. This page holds details of what can be attacked: treat it as confidential.</p></footer></div>
<script>${trusted(SCRIPT)}</script></body></html>
`;
}

/** Only this very style sheet and this very script may act; nothing may be loaded, sent or framed. */
function contentSecurityPolicy(): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(SCRIPT)}`,
    `style-src ${hash(STYLES)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
