import { compareCodePoints } from '../../core/order.ts';
import type { FirewallExposure } from '../../model/generated/model.ts';

type Points = NonNullable<FirewallExposure['points']>;
type Index = NonNullable<FirewallExposure['port_index']>;

/** Ports of a bucket. */
const WIDTH = 256;
/** A range over more buckets than this stands in the bucket of the wide ones. */
const WIDE = 4;

/** Where to look for the points that something may reach at a port: rules ask for few ports of thousands of points. */
export function portIndexOf(points: Points): Index {
  const buckets = new Map<string, Set<number>>();
  for (const [position, { ranges }] of points.entries()) {
    for (const { protocol, from_port: from, to_port: to } of ranges) {
      const first = Math.floor(from / WIDTH);
      const last = Math.floor(to / WIDTH);
      const names =
        last - first >= WIDE ? ['*'] : Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
      for (const name of names) {
        const id = `${protocol}:${name}`;
        const bucket = buckets.get(id) ?? new Set();
        buckets.set(id, bucket.add(position));
      }
    }
  }
  return [...buckets]
    .map(([id, positions]) => ({ id, points: [...positions] }))
    .sort((a, b) => compareCodePoints(a.id, b.id));
}
