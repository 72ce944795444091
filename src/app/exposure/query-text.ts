import { placeText } from '../../report/place-text.ts';
import { clipped, visible } from '../../report/visible.ts';
import { type Paint, painter, type TextOptions } from './paint.ts';
import type { Answer, PlaceAnswer, QueryResult } from './query.ts';
import { fromText, serviceText } from './region-words.ts';

type Example = Answer['examples'][number];

const WORDS: Readonly<Record<Answer['verdict'], string>> = {
  allowed: 'allowed',
  denied: 'denied',
  partly: 'allowed in part',
  may: 'perhaps allowed: it depends on something that the rules do not tell',
  unknown: 'not known',
};
const OUTCOMES: Readonly<Record<Example['outcome'], string>> = {
  allowed: 'allowed',
  doubtful: 'perhaps',
  denied: 'denied',
};
const RULE_LENGTH = 160;

/** The answers with the rules that decide. */
export function queryText({ queries }: QueryResult, options: TextOptions): string {
  const paint = painter(options);
  const lines = queries.flatMap(({ query, places }) => [
    paint.bold(visible(query)),
    ...(places.length === 0 ? ['  no rules were read'] : places.flatMap((place) => placeLines(place, paint))),
    '',
  ]);
  return `${lines.join('\n')}\n`;
}

function placeLines(place: PlaceAnswer, paint: Paint): readonly string[] {
  const name = visible(place.id === '' ? place.target : `${place.target}  ${place.id}`);
  const note = place.isPrivate ? '  (no public address: nothing arrives from the internet)' : '';
  return [
    ...place.answers.flatMap((answer) => answerLines(`${name}${note}`, answer, paint)),
    ...(place.answers.length === 0 ? [`  ${name}: no rules for this family were given`] : []),
  ];
}

function answerLines(name: string, answer: Answer, paint: Paint): readonly string[] {
  const family = answer.family === 'ipv4' ? 'IPv4' : 'IPv6';
  const colour = { allowed: paint.bad, partly: paint.bad, denied: paint.good, may: paint.warn, unknown: paint.warn };
  const reason = answer.reason === undefined ? '' : `: ${visible(answer.reason)}`;
  const parts =
    answer.verdict === 'partly' ? answer.allowed.map((one) => `      ${serviceText(one)} from ${fromText([one])}`) : [];
  return [
    `  ${name}  ${family}: ${colour[answer.verdict](WORDS[answer.verdict])}${reason}`,
    ...parts,
    ...answer.examples.flatMap((example) => exampleLines(answer, example, paint)),
  ];
}

function exampleLines({ examples }: Answer, { outcome, packet, trace }: Example, paint: Paint): readonly string[] {
  const port = packet.dport === undefined ? '' : `:${packet.dport}`;
  const head = `    ${examples.length > 1 ? `${OUTCOMES[outcome]}, ` : ''}as ${packet.src} -> ${packet.dst}${port}`;
  const wanted = outcome === 'denied' ? 'drop' : 'accept';
  const end = trace.ends.find(({ verdict }) => verdict === wanted) ?? trace.ends[0];
  return [
    paint.dim(head),
    ...(end?.path ?? []).flatMap(({ chain, text, at, doubts }) => [
      `      ${visible(chain)}  ${clipped(visible(text), RULE_LENGTH)}  ${paint.dim(placeText(at))}`,
      ...doubts.map((doubt) => paint.warn(`        ? ${visible(doubt)}`)),
    ]),
  ];
}
