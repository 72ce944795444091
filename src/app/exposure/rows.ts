import { compareCodePoints } from '../../core/order.ts';
import { placeText } from '../../report/place-text.ts';
import { clipped, visible } from '../../report/visible.ts';
import type { ExposedPlace, Listener, Region } from './exposure.ts';

/** One line of the table: cells that hold no control signs. */
export interface Row {
  /** `tcp/22,443`. */
  readonly service: string;
  readonly from: string;
  readonly where: string;
  /** Programs that wait there; undefined where nobody looked. */
  readonly programs: string | undefined;
  readonly by: string;
  readonly certain: boolean;
}

const SHOWN_SOURCES = 3;
const SHOWN_RULES = 2;
const RULE_LENGTH = 160;

/** The regions of one place as lines: what is open to most first. Both families share a line where they agree. */
export function rowsOf(place: ExposedPlace, listeners: readonly Listener[] | undefined): readonly Row[] {
  const groups = new Map<string, Region[]>();
  for (const region of place.regions) {
    const key = JSON.stringify([serviceText(region), whereText(region), region.certainty, region.because, region.hook]);
    groups.set(key, [...(groups.get(key) ?? []), region]);
  }
  return [...groups.values()]
    .sort((a, b) => openness(b) - openness(a) || compareCodePoints(sortKey(a), sortKey(b)))
    .flatMap((regions): readonly Row[] => {
      const [first] = regions;
      if (first === undefined) return [];
      return [
        {
          service: serviceText(first),
          from: fromText(regions),
          where: whereText(first),
          programs: listeners === undefined || first.hook !== 'input' ? undefined : programsText(regions, listeners),
          by: byText(first),
          certain: first.certainty === 'must',
        },
      ];
    });
}

/** `tcp/22,443`, `icmp`, `anything`. */
export function serviceText(region: Region): string {
  const name = region.protocol === 'any' ? 'anything' : region.protocol;
  const list = region.ports ?? region.icmp ?? region.protocols;
  const ports = list === undefined ? '' : `/${list.join(',')}`;
  const from = region.sourcePorts === undefined ? '' : ` from port ${region.sourcePorts.join(',')}`;
  const state = region.state === undefined ? '' : ` (${region.state.toLowerCase()})`;
  return visible(`${clipped(`${name === 'other' ? 'protocol' : name}${ports}`, 120)}${from}${state}`);
}

/** Sources of regions that are equal but for the family. */
export function fromText(regions: readonly Region[]): string {
  const everywhere = regions.filter(isAnywhere).map(({ family }) => family);
  if (new Set(everywhere).size === 2) return 'anywhere';
  return regions
    .map((region) => {
      const name = region.family === 'ipv4' ? 'IPv4' : 'IPv6';
      const except = region.sourcesExcept === undefined ? '' : ` but ${shortList(region.sourcesExcept)}`;
      return isEveryAddress(region) ? `anywhere (${name})${except}` : `${shortList(region.sources)}${except}`;
    })
    .join(', ');
}

/** Interfaces and destinations, where they matter. */
export function whereText(region: Region): string {
  const parts = [
    ...(region.hook === 'forward' ? ['through'] : region.hook === 'output' ? ['out'] : []),
    ...(region.in === undefined ? [] : [`in ${namesText(region.in)}`]),
    ...(region.out === undefined ? [] : [`out ${namesText(region.out)}`]),
    ...(region.destinations === undefined
      ? []
      : [
          `to ${shortList(region.destinations)}${region.destinationsExcept === undefined ? '' : ` but ${shortList(region.destinationsExcept)}`}`,
        ]),
  ];
  return visible(parts.join(' '));
}

function namesText({ names, except }: NonNullable<Region['in']>): string {
  return `${names.map((name) => (name === '+' ? 'any' : name)).join(',')}${except.length === 0 ? '' : ` but ${except.join(',')}`}`;
}

/** The rules that let it in. */
export function byText(region: Region): string {
  const shown = region.because
    .slice(0, SHOWN_RULES)
    .map(({ text, at }) => `${clipped(visible(text), RULE_LENGTH)}  ${placeText(at)}`);
  const more = region.because.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shortList(list: readonly string[]): string {
  const shown = list.slice(0, SHOWN_SOURCES).join(', ');
  return list.length > SHOWN_SOURCES ? `${shown} and ${list.length - SHOWN_SOURCES} more` : shown;
}

function isEveryAddress({ sources }: Region): boolean {
  return sources.length === 1 && (sources[0] === '0.0.0.0/0' || sources[0] === '::/0');
}

function isAnywhere(region: Region): boolean {
  return isEveryAddress(region) && region.sourcesExcept === undefined;
}

/** Everybody, then many, then few; what is sure before what may be. */
function openness(regions: readonly Region[]): number {
  const [first] = regions;
  const wide = regions.some(isEveryAddress) ? 4 : 0;
  return wide + (first?.hook === 'input' ? 2 : 0) + (first?.certainty === 'must' ? 1 : 0);
}

function sortKey([region]: readonly Region[]): string {
  const port = Number.parseInt(region?.ports?.[0] ?? '0', 10);
  return `${region?.protocol} ${String(port).padStart(5, '0')} ${region?.sources[0]}`;
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
