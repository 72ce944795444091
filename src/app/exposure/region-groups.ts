import { compareCodePoints } from '../../core/order.ts';
import type { Region } from './exposure.ts';
import { fromText, isEveryAddress, serviceText, whereText } from './region-words.ts';

/** Regions that one line tells: what they let in, and from whom. */
export interface RegionGroup<T extends Region = Region> {
  readonly first: T;
  readonly regions: readonly T[];
  /** `tcp/22,443`, `udp, icmp, other protocols`. */
  readonly service: string;
  readonly from: string;
}

/**
 * The regions as lines, what is open to most first: both families share a line where they agree, and so do protocols
 * that the same rules let in from the same addresses.
 */
export function groupRegions<T extends Region>(regions: readonly T[]): readonly RegionGroup<T>[] {
  const families = grouped(regions, (region) => [serviceText(region), ...circumstances(region)]);
  const lines = grouped(families, (list) => [
    fromText(list),
    list.map(({ family, sourcePorts, ports }) => [family, sourcePorts, ports === undefined ? '' : list[0]?.protocol]),
    ...list.slice(0, 1).flatMap(circumstances),
  ]);
  return lines
    .flatMap((list): readonly RegionGroup<T>[] => {
      const all = list.flat();
      const [first] = all;
      if (first === undefined) return [];
      const services = list.flatMap((each) => each.slice(0, 1).map(serviceText));
      return [{ first, regions: all, service: services.join(', '), from: fromText(list[0] ?? []) }];
    })
    .sort((a, b) => openness(b.regions) - openness(a.regions) || compareCodePoints(sortKey(a), sortKey(b)));
}

function circumstances(region: Region): readonly unknown[] {
  return [whereText(region), region.certainty, region.because, region.hook, region.state];
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Everybody, then many, then few; what is sure before what may be. */
function openness(regions: readonly Region[]): number {
  const [first] = regions;
  const wide = regions.some(isEveryAddress) ? 4 : 0;
  return wide + (first?.hook === 'input' ? 2 : 0) + (first?.certainty === 'must' ? 1 : 0);
}

function sortKey({ first }: RegionGroup): string {
  const port = Number.parseInt(first.ports?.[0] ?? '0', 10);
  return `${first.protocol} ${String(port).padStart(5, '0')} ${first.sources[0]}`;
}
