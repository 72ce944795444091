import type { Place } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';

/** What is told once for all services with the same answer. */
export interface Grouped<T> {
  readonly id: string;
  readonly at: Place;
  readonly services: readonly string[];
  readonly facts: T;
}

/**
 * Puts equal answers of services together. The id is the file of the line; where answers differ within a file, the
 * services tell them apart. A label tells answers of one file apart that are of different kinds.
 */
export function grouped<T>(
  answers: readonly { readonly service: string; readonly at: Place; readonly facts: T }[],
  label: (facts: T) => string = () => '',
): readonly Grouped<T>[] {
  const groups = new Map<string, { at: Place; services: Set<string>; facts: T }>();
  for (const { service, at, facts } of answers) {
    const key = JSON.stringify([at, facts]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { at, services: new Set([service]), facts });
    else group.services.add(service);
  }
  const name = (at: Place, facts: T): string => [at.file, label(facts)].filter((part) => part !== '').join(' ');
  const perName = new Map<string, number>();
  for (const { at, facts } of groups.values()) {
    perName.set(name(at, facts), (perName.get(name(at, facts)) ?? 0) + 1);
  }
  const found = [...groups.values()].map(({ at, services, facts }) => {
    const names = sortedBy(services, (service) => service);
    const own = name(at, facts);
    return { id: perName.get(own) === 1 ? own : `${own} (${names.join(', ')})`, at, services: names, facts };
  });
  return sortedBy(distinct(found), (group) => group.id);
}

/** Two lines of one file for the same services are counted. */
function distinct<T>(groups: readonly Grouped<T>[]): readonly Grouped<T>[] {
  const seen = new Map<string, number>();
  return groups.map((group) => {
    const count = (seen.get(group.id) ?? 0) + 1;
    seen.set(group.id, count);
    return count === 1 ? group : { ...group, id: `${group.id} #${count}` };
  });
}
