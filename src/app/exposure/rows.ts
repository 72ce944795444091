import { compareCodePoints } from '../../core/order.ts';
import { placeText } from '../../report/place-text.ts';
import { clipped, visible } from '../../report/visible.ts';
import type { ExposedPlace, Listener, Region } from './exposure.ts';
import { groupRegions } from './region-groups.ts';
import { whereText } from './region-words.ts';

/** One line of the table: cells that hold no control signs. */
export interface Row {
  /** `tcp/22,443`. */
  readonly service: string;
  readonly from: string;
  readonly where: string;
  /** Programs that wait there; undefined where nobody looked. */
  readonly programs: string | undefined;
  readonly by: readonly RuleText[];
  readonly certain: boolean;
}

/** A rule that lets something in, and where it stands. */
export interface RuleText {
  readonly text: string;
  readonly place: string;
}

const SHOWN_RULES = 2;
const RULE_LENGTH = 160;

/** The regions of one place as lines: what is open to most first. */
export function rowsOf(place: ExposedPlace, listeners: readonly Listener[] | undefined): readonly Row[] {
  return groupRegions(place.regions).map(
    ({ first, regions, service, from }): Row => ({
      service,
      from,
      where: whereText(first),
      programs: listeners === undefined || first.hook !== 'input' ? undefined : programsText(regions, listeners),
      by: rulesOf(first),
      certain: first.certainty === 'must',
    }),
  );
}

/** The rules that let it in; the last one shown tells how many more there are. */
export function rulesOf(region: Region): readonly RuleText[] {
  const shown = region.because.slice(0, SHOWN_RULES).map(({ text, at }) => ({
    text: clipped(visible(text), RULE_LENGTH),
    place: placeText(at),
  }));
  const more = region.because.length - shown.length;
  return shown.map((rule, index) =>
    more > 0 && index === shown.length - 1 ? { ...rule, place: `${rule.place} and ${more} more` } : rule,
  );
}

/** The rules in one line. */
export function byText(rules: readonly RuleText[]): string {
  return rules.map(({ text, place }) => `${text}  ${place}`).join('; ');
}

function programsText(regions: readonly Region[], listeners: readonly Listener[]): string {
  const found = listeners.filter((listener) =>
    regions.some(
      (region) =>
        region.family === listener.family &&
        (region.protocol === 'any' || region.protocol === listener.protocol) &&
        (region.ports === undefined || region.ports.some((range) => holdsPort(range, listener.port))),
    ),
  );
  const names = [...new Set(found.map(({ program, port, protocol }) => program ?? `a program on ${protocol}/${port}`))];
  return names.length === 0 ? 'nothing waits' : visible(clipped(names.sort(compareCodePoints).join(', '), 80));
}

function holdsPort(range: string, port: number): boolean {
  const [from = '', to = from] = range.split('-');
  return Number(from) <= port && port <= Number(to);
}
