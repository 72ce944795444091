import { visible } from '../../report/visible.ts';
import { painter, type TextOptions } from '../exposure/paint.ts';
import type { LeaverLine, LeaverList } from './leavers.ts';

/** The list as people read it: each person, each account, what to remove and how. */
export function leaversText({ lines, examined, systems, gaps }: LeaverList, options: TextOptions): string {
  const paint = painter(options);
  const byPerson = new Map<string, LeaverLine[]>();
  for (const line of lines) byPerson.set(line.person, [...(byPerson.get(line.person) ?? []), line]);
  const width = Math.max(0, ...lines.map(({ remove }) => visible(remove).length));
  const people = [...byPerson.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const name = [first.name, first.email].filter((text) => text !== undefined && text !== '').join(', ');
    const head = `${visible(first.person)}${name === '' ? '' : `  ${visible(name)}`}  ${first.why}${first.since === '' ? '' : ` ${first.since}`}`;
    const bySystem = new Map<string, LeaverLine[]>();
    for (const line of own) {
      const key = `${line.system}  ${line.account}`;
      bySystem.set(key, [...(bySystem.get(key) ?? []), line]);
    }
    const blocks = [...bySystem].flatMap(([key, list]) => [
      `  ${visible(key)}${list.some(({ link }) => link === 'guessed') ? paint.warn('  (whose account it is, is guessed from its name)') : ''}`,
      ...list.flatMap((line) => [
        `    ${paint.bad(visible(line.remove).padEnd(width))}  ${paint.dim(visible(line.at))}`,
        `      ${visible(line.command)}`,
      ]),
    ]);
    return [paint.bold(head), ...blocks, ''];
  });
  const isBlind = systems.every(({ state }) => state === 'not given');
  const count = isBlind
    ? `No system was read, so nothing is known of what the ${examined} people hold who left or moved.`
    : lines.length === 0
      ? `Nobody of the ${examined} who left or moved holds anything in the systems given.`
      : `${byPerson.size} of ${examined} people who left or moved still hold ${lines.length} things.`;
  const told = (state: string): readonly string[] =>
    systems
      .filter((one) => one.state === state)
      .map(({ system, reason }) => `  ${visible(system)}${reason === '' ? '' : paint.dim(`  ${visible(reason)}`)}`);
  const [given, partly, missing] = [told('given'), told('partly'), told('not given')];
  return [
    ...people,
    paint.bold(count),
    ...(given.length === 0 ? [] : ['', 'Looked at:', ...given]),
    ...(partly.length === 0 ? [] : ['', paint.warn('Looked at in part:'), ...partly]),
    ...(missing.length === 0 ? [] : ['', paint.warn('Not given, so nothing is said of them:'), ...missing]),
    ...(gaps.length === 0 ? [] : ['', paint.warn('Not known:'), ...gaps.map((gap) => `  ${visible(gap)}`)]),
    '',
  ].join('\n');
}

const COLUMNS = [
  'person',
  'name',
  'email',
  'why',
  'since',
  'system',
  'account',
  'remove',
  'at',
  'command',
  'link',
] as const;

/** One row for each thing to remove; what was not looked at follows as rows of their own. */
export function leaversCsv({ lines, systems, gaps }: LeaverList, people: boolean): string {
  const columns = COLUMNS.filter((column) => people || (column !== 'name' && column !== 'email'));
  const rows = lines.map((line) => columns.map((column) => line[column] ?? ''));
  const row = (why: string, system: string, remove: string): readonly string[] =>
    columns.map((column) => ({ why, system, remove })[column as string] ?? '');
  const open = [
    ...systems.filter(({ state }) => state !== 'given').map(({ system, state, reason }) => row(state, system, reason)),
    ...gaps.map((gap) => row('not known', '', gap)),
  ];
  return `${[[...columns], ...rows, ...open].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** RFC 4180; a cell that a spreadsheet would run as a formula is made text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As programs read it. */
export function leaversJson({ lines, examined, systems, gaps }: LeaverList): string {
  return `${JSON.stringify({ examined, lines, systems, not_known: gaps }, null, 2)}\n`;
}
