import type { FirewallExposure, Snapshot } from '../../model/generated/model.ts';

/** A point behind filters of a cloud, with what they let in. */
export type GuardPoint = NonNullable<FirewallExposure['points']>[number];

/**
 * The points of clouds that a host stands at, by its name: the filters in front of its own one. A cloud calls its members
 * `web01`, or `i-0a1b (web01)`; a host is also known by the first label of its name.
 */
export function guardsByHost(snapshots: readonly Snapshot[]): (name: string) => readonly GuardPoint[] {
  const byName = new Map<string, GuardPoint[]>();
  for (const { firewall } of snapshots) {
    for (const point of firewall?.exposure?.data?.points ?? []) {
      if (point.kind === 'network-acl') continue;
      for (const word of new Set(point.members.flatMap((member) => member.toLowerCase().split(/[\s()]+/)))) {
        if (word !== '') byName.set(word, [...(byName.get(word) ?? []), point]);
      }
    }
  }
  return (name) => {
    const whole = name.toLowerCase();
    return byName.get(whole) ?? byName.get(whole.split('.')[0] ?? whole) ?? [];
  };
}
