import { clipped, visible } from '../../report/visible.ts';
import type { Change, ChangedRegion, TargetChange } from './change.ts';
import type { ExposedPlace, ExposedTarget, Exposure } from './exposure.ts';
import { type Paint, painter, type TextOptions } from './paint.ts';
import { byText, fromText, type Row, rowsOf, serviceText, whereText } from './rows.ts';

const SEPARATOR = '  ';

/** Who can reach what, as a table for each place. */
export function exposureText({ targets }: Exposure, options: TextOptions): string {
  const paint = painter(options);
  const lines = targets.flatMap((target) => [
    ...(target.missing === undefined ? [] : [paint.warn(`${visible(target.id)}: ${visible(target.missing)}`)]),
    ...(target.hint === undefined ? [] : [`  ${visible(target.hint)}`]),
    ...target.places.flatMap((place) => placeLines(target, place, paint, options.width)),
  ]);
  const doubts = targets.some(({ places }) =>
    places.some(({ regions }) => regions.some((one) => one.certainty === 'may')),
  );
  return `${[...lines, ...(doubts ? ['? may be let in: it depends on something that the rules do not tell.'] : [])].join('\n')}\n`;
}

function placeLines(target: ExposedTarget, place: ExposedPlace, paint: Paint, width: number): readonly string[] {
  const name = place.id === '' ? target.id : `${target.id}  ${place.id}`;
  const members = place.members.length === 0 ? '' : `  (${clipped(place.members.join(', '), 100)})`;
  const note = place.isPrivate ? '  no public address: nothing arrives from the internet' : '';
  const rows = rowsOf(place, target.listeners);
  const body =
    rows.length > 0 ? table(rows, paint, width) : place.unknown.length > 0 ? [] : ['  lets no new connection in'];
  return [
    `${paint.bold(visible(name))}${visible(members)}${note}`,
    ...body,
    ...place.unknown.map(({ unknown, family }) => paint.warn(`  ? ${family}: ${visible(unknown)}`)),
    '',
  ];
}

function table(rows: readonly Row[], paint: Paint, width: number): readonly string[] {
  const hasWhere = rows.some(({ where }) => where !== '');
  const hasPrograms = rows.some(({ programs }) => programs !== undefined);
  const cells = rows.map((row) => [
    `${row.certain ? ' ' : '?'} ${row.service}`,
    row.from,
    ...(hasWhere ? [row.where] : []),
    ...(hasPrograms ? [row.programs ?? ''] : []),
    row.by,
  ]);
  const head = ['  What', 'From', ...(hasWhere ? ['Where'] : []), ...(hasPrograms ? ['Listening'] : []), 'Let in by'];
  const limits = [28, 40, 36, 24];
  const widths = head.map((title, column) =>
    Math.min(limits[column] ?? 40, Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0))),
  );
  const lay = (line: readonly string[]): string => {
    const text = line
      .map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join(SEPARATOR);
    return width > 40 && text.length > width && line.length > 1 ? wrapLast(line, widths, width) : text;
  };
  return [paint.dim(lay(head)), ...cells.map(lay)];
}

/** The rule on a line of its own where the terminal is too narrow. */
function wrapLast(line: readonly string[], widths: readonly number[], width: number): string {
  const first = line
    .slice(0, -1)
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(SEPARATOR)
    .trimEnd();
  const last = line.at(-1) ?? '';
  return `${first}\n      ${last.length > width - 6 ? `${last.slice(0, width - 7)}…` : last}`;
}

/** What a change opens and closes. */
export function changeText({ targets }: Change, options: TextOptions): string {
  const paint = painter(options);
  const lines = targets.flatMap((target) => targetChangeLines(target, paint));
  return `${lines.join('\n')}\n`;
}

function targetChangeLines(target: TargetChange, paint: Paint): readonly string[] {
  const { opened, closed, unknown, missing } = target;
  const told = opened.length + closed.length + unknown.length > 0 || missing !== undefined;
  return [
    paint.bold(visible(target.id)),
    ...(missing === undefined ? [] : [paint.warn(`  ? not all of the rules were read: ${visible(missing)}`)]),
    ...changed(opened).map((text) => paint.bad(`  + ${text}`)),
    ...changed(closed).map((text) => paint.good(`  - ${text}`)),
    ...unknown.map((one) =>
      paint.warn(`  ? ${one.point === undefined ? '' : `${visible(one.point)}: `}${visible(one.unknown)}`),
    ),
    ...(told ? [] : ['  no packet is treated otherwise']),
    '',
  ];
}

function changed(regions: readonly ChangedRegion[]): readonly string[] {
  const groups = new Map<string, ChangedRegion[]>();
  for (const region of regions) {
    const key = JSON.stringify([
      region.point,
      serviceText(region),
      whereText(region),
      region.certainty,
      region.because,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), region]);
  }
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const where = [first.point === undefined ? '' : `${visible(first.point)}:`, whereText(first)].filter(
      (part) => part !== '',
    );
    const maybe = first.certainty === 'may' ? ' (perhaps)' : '';
    return [`${[...where, `${serviceText(first)} from ${fromText(list)}${maybe}`].join(' ')}\n      ${byText(first)}`];
  });
}
