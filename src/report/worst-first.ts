import { compareCodePoints } from '../core/order.ts';
import { SEVERITIES } from '../core/statuses.ts';
import type { Observation } from '../model/generated/model.ts';

/** Orders observations from worst to least, then by rule, target, subject and id: the order of every list for people. */
export function compareWorstFirst(a: Observation, b: Observation): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareCodePoints(a.rule, b.rule) ||
    compareCodePoints(a.target, b.target) ||
    compareCodePoints(a.subject, b.subject) ||
    compareCodePoints(a.id, b.id)
  );
}

/** Puts items with the same key together, in the order in which the keys first appear. */
export function groupedBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
