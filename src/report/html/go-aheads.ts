import type { Assessment } from '../../model/generated/model.ts';
import { type GoAhead, goAheads, unreadTargets } from '../go-ahead.ts';
import { counted } from '../labels.ts';
import { clipped } from '../visible.ts';
import { type Markup, markup } from './markup.ts';
import { severityChip, TEXT_LENGTH } from './pieces.ts';
import { inline } from './prose.ts';

/** The question of the profile, answered for each target: what blocks in the order to mend it, and what was not judged. */
export function goAheadsSection(assessment: Assessment): Markup | false {
  const { question, failOn } = assessment;
  if (question === undefined) return false;
  const answers = goAheads(assessment).map((goAhead) => targetAnswer(goAhead, failOn));
  const unread = unreadTargets(assessment).map(
    ({ message, hint }) =>
      markup`<p class="lead">Not known: ${clipped(message, TEXT_LENGTH)}${hint !== undefined && markup` ${inline(clipped(hint, TEXT_LENGTH))}`}</p>`,
  );
  const none =
    answers.length + unread.length === 0 && markup`<p>Not known: nothing was judged that could answer it.</p>`;
  return markup`<section id="go-ahead"><h2>${clipped(question, TEXT_LENGTH)}</h2>${answers}${unread}${none}</section>`;
}

function targetAnswer({ target, answer, blocking, open }: GoAhead, failOn: string): Markup {
  const told = {
    yes: `Yes: nothing at or above ${failOn} failed, and all of it could be judged.`,
    no: `No: ${counted(blocking.length, 'rule')} at or above ${failOn} in the way. Of equal weight, what a stranger can reach comes first, and last what needs a restart.`,
    'not-known': `Not known yet: nothing at or above ${failOn} failed, and not all of it could be judged.`,
  }[answer];
  return markup`<h3>${clipped(target, 200)}</h3><p class="lead">${told}</p>${
    blocking.length > 0 &&
    markup`<ol>${blocking.map(({ rule, observations }) => markup`<li>${severityChip(rule.severity)} <a href="#r-${rule.id}">${clipped(rule.title, TEXT_LENGTH)}</a> <span class="tally">${counted(observations.length, 'subject')}</span></li>`)}</ol>`
  }${
    open.length > 0 &&
    markup`<p>Not judged, and how to let it be judged:</p><ul class="ev">${open.map(({ message, hint, rules }) => markup`<li>${inline(clipped(message, TEXT_LENGTH))} <span class="tally">${counted(rules.length, 'rule')}</span>${hint !== undefined && markup` ${inline(clipped(hint, TEXT_LENGTH))}`}</li>`)}</ul>`
  }`;
}
