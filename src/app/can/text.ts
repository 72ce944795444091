import { placeText } from '../../report/place-text.ts';
import { clipped, visible } from '../../report/visible.ts';
import { type Paint, painter, type TextOptions } from '../exposure/paint.ts';
import type { Answer, Answers, DecidingStatement } from './answers.ts';

const KINDS: Readonly<Record<string, string>> = {
  identity: '',
  boundary: 'boundary ',
  session: 'session policy ',
  'service-control': 'service control policy ',
  'resource-control': 'resource control policy ',
  resource: 'resource policy ',
  trust: 'trust policy ',
};

/** So many statements are shown of one answer; the JSON has them all. */
const SHOWN = 6;

/** Each answer with the statements that decide. */
export function answersText({ answers, accounts }: Answers, options: TextOptions): string {
  const paint = painter(options);
  const lines = answers.flatMap((answer) => answerLines(answer, paint));
  const without = accounts.filter(({ organization }) => !organization).length > 0;
  const note = 'Policies of the organization (SCPs) were not given: they may deny what is allowed here.';
  const open = without && answers.some(({ decision }) => decision === 'allowed' || decision === 'conditional');
  return `${[...lines, ...(open ? [paint.dim(note)] : [])].join('\n')}\n`;
}

/** Who can, one a line. */
export function whoCanText(
  result: Answers & { readonly denied: number },
  action: string,
  options: TextOptions,
): string {
  const { answers, denied } = result;
  const paint = painter(options);
  if (answers.length === 0) return `nobody can ${visible(action)}: ${count(denied)} asked\n`;
  const width = Math.min(40, Math.max(...answers.map(({ who }) => who.length)));
  const lines = answers.flatMap((answer) => {
    const by = answer.statements
      .filter(({ effect }) => effect === 'allow')
      .slice(0, 1)
      .map(statementText);
    const more = [
      ...conditionLines(answer, '      '),
      ...(answer.reason === undefined ? [] : [`      ${visible(answer.reason)}`]),
    ];
    return [`${verdict(answer, paint)}  ${visible(answer.who).padEnd(width)}  ${by.join('')}`.trimEnd(), ...more];
  });
  return `${[...lines, paint.dim(`${count(denied)} cannot`)].join('\n')}\n`;
}

function count(number: number): string {
  return number === 1 ? '1 user or role' : `${number} users and roles`;
}

function verdict({ decision }: Answer, paint: Paint): string {
  const colour = { allowed: paint.bad, denied: paint.good, conditional: paint.warn, unknown: paint.warn }[decision];
  return colour(decision);
}

function answerLines(answer: Answer, paint: Paint): readonly string[] {
  const on = answer.on === undefined ? 'on something' : visible(answer.on);
  const head = `${visible(answer.who)} ${visible(answer.action)} ${on}: ${verdict(answer, paint)}`;
  const told = answer.statements.filter(isTold);
  const shown = told
    .slice(0, SHOWN)
    .map(
      (one) =>
        `  ${one.effect === 'allow' ? 'allows' : 'denies'}${one.conditional ? ', perhaps' : ''}: ${statementText(one)}`,
    );
  const more = told.length - SHOWN;
  return [
    paint.bold(head),
    ...(answer.reason === undefined ? [] : [`  ${visible(answer.reason)}`]),
    ...conditionLines(answer, '  '),
    ...shown,
    ...(more > 0 ? [`  and ${more} more statements`] : []),
  ];
}

/** That the organization lets something pass is worth a line only where it hangs on something. */
function isTold({ effect, kind, conditional }: DecidingStatement): boolean {
  return effect === 'deny' || conditional || !kind.endsWith('-control');
}

function conditionLines({ keys, allowedWith }: Answer, indent: string): readonly string[] {
  if (keys === undefined || keys.length === 0) return [];
  const example = Object.entries(allowedWith ?? {}).map(([key, value]) =>
    value === null ? `without ${key}` : `${key}=${typeof value === 'string' ? value : value.join(',')}`,
  );
  const text = example.length === 0 ? '' : `; allowed, for example, with ${example.join(', ')}`;
  return [`${indent}${clipped(visible(`it hangs on ${keys.join(', ')}${text}`), 400)}`];
}

function statementText({ kind, policy, statement, at }: DecidingStatement): string {
  return `${KINDS[kind] ?? ''}${clipped(visible(`${policy} ${statement}`), 160)}  ${placeText(at)}`;
}
