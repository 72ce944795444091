import { isKnown, type Place } from '../../core/fact.ts';
import { ofMachine } from '../../derive/firewall/family-view.ts';
import { rulesetOfPoint } from '../../derive/firewall/point-ruleset.ts';
import type { FirewallRuleset } from '../../model/generated/model.ts';

/** One machine, or one point behind filters of a cloud, with the rules it stands behind. */
export interface GuardedPlace {
  /** Empty for the machine itself. */
  readonly id: string;
  readonly kind: string;
  readonly members: readonly string[];
  /** It is told that no public address and no way from the internet leads there. */
  readonly isPrivate: boolean;
  readonly ruleset: FirewallRuleset;
  readonly at: Place | undefined;
}

/** The machine's own filter, and each point; a network ACL alone is no place. */
export function guardedPlaces(ruleset: FirewallRuleset): readonly GuardedPlace[] {
  const machine = ofMachine(ruleset);
  const own: readonly GuardedPlace[] =
    machine.filters.length === 0 && ruleset.points !== undefined
      ? []
      : [{ id: '', kind: 'machine', members: [], isPrivate: false, ruleset: machine, at: machine.filters[0]?.at }];
  const points = (ruleset.points ?? [])
    .filter(({ kind }) => kind !== 'network-acl')
    .map(
      (point): GuardedPlace => ({
        id: point.id,
        kind: point.kind,
        members: point.members ?? [],
        isPrivate: point.public !== undefined && isKnown(point.public) && !point.public.value,
        ruleset: rulesetOfPoint(ruleset, point),
        at: point.at,
      }),
    );
  return [...own, ...points];
}
