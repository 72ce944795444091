import { clipped, visible } from '../../report/visible.ts';
import type { Change, ChangedRegion, TargetChange } from './change.ts';
import type { ExposedPlace, ExposedTarget, Exposure } from './exposure.ts';
import { type Paint, painter, type TextOptions } from './paint.ts';
import { groupRegions } from './region-groups.ts';
import { whereText } from './region-words.ts';
import { byText, type Row, type RuleText, rowsOf, rulesOf } from './rows.ts';

const SEPARATOR = '  ';
const INDENT = '      ';
const FAMILIES = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

/** Who can reach what, as a table for each place. */
export function exposureText({ targets }: Exposure, options: TextOptions): string {
  const paint = painter(options);
  const lines = targets
    .filter(wasRead)
    .flatMap((target) => [
      ...(target.missing === undefined ? [] : [paint.warn(`${visible(target.id)}: ${visible(target.missing)}`)]),
      ...(target.hint === undefined ? [] : [`  ${visible(target.hint)}`]),
      ...target.places.flatMap((place) => placeLines(target, place, paint, options.width)),
      ...(target.places.length > 0
        ? []
        : [paint.bold(visible(target.id)), '  no rules, and nothing that stands behind any']),
    ]);
  const doubts = targets.some(({ places }) =>
    places.some(({ regions }) => regions.some((one) => one.certainty === 'may')),
  );
  return `${[...lines, ...(doubts ? ['? may be let in: it depends on something that the rules do not tell.'] : [])].join('\n')}\n`;
}

/** Of a target without rules the diagnostics tell all that there is to tell. */
function wasRead({ places, missing }: ExposedTarget): boolean {
  return places.length > 0 || missing === undefined;
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
    ...place.notForwarded.map(({ family, setting }) =>
      paint.dim(`  forwards no ${FAMILIES[family]} packets: ${setting} is 0`),
    ),
    ...place.unknown.map(({ unknown, family }) => paint.warn(`  ? ${FAMILIES[family]}: ${visible(unknown)}`)),
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
    byText(row.by),
  ]);
  const head = ['  What', 'From', ...(hasWhere ? ['Where'] : []), ...(hasPrograms ? ['Listening'] : []), 'Let in by'];
  const limits = [28, 40, 36, 24];
  const widths = head.map((title, column) =>
    Math.min(limits[column] ?? 40, Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0))),
  );
  const lay = (line: readonly string[], rules: readonly RuleText[] = []): string => {
    const text = line
      .map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join(SEPARATOR);
    return width > 40 && text.length > width && line.length > 1 ? wrapLast(line, widths, rules, width) : text.trimEnd();
  };
  return [paint.dim(lay(head)), ...cells.map((line, index) => lay(line, rows[index]?.by))];
}

/** The rules on lines of their own where the terminal is too narrow: a rule is cut, its place is not. */
function wrapLast(
  line: readonly string[],
  widths: readonly number[],
  rules: readonly RuleText[],
  width: number,
): string {
  const first = line
    .slice(0, -1)
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(SEPARATOR)
    .trimEnd();
  const others = rules.map(({ text, place }) => {
    const room = Math.max(20, width - INDENT.length - SEPARATOR.length - place.length);
    const shown = text.length > room ? `${text.slice(0, room - 1).trimEnd()}…` : text;
    return `${INDENT}${shown}${SEPARATOR}${place}`;
  });
  return [first, ...others].join('\n');
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
  const points = new Map<string | undefined, ChangedRegion[]>();
  for (const region of regions) points.set(region.point, [...(points.get(region.point) ?? []), region]);
  return [...points].flatMap(([point, own]) =>
    groupRegions(own).map(({ first, service, from }) => {
      const where = [point === undefined ? '' : `${visible(point)}:`, whereText(first)].filter((part) => part !== '');
      const maybe = first.certainty === 'may' ? ' (perhaps)' : '';
      return `${[...where, `${service} from ${from}${maybe}`].join(' ')}\n${INDENT}${byText(rulesOf(first))}`;
    }),
  );
}
