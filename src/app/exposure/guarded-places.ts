import type { Place } from '../../core/fact.ts';
import { scopesOf } from '../../derive/firewall/sources-scopes.ts';
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
  return scopesOf(ruleset).map((scope): GuardedPlace => {
    const own = scope.ruleset();
    return {
      id: scope.point?.id ?? '',
      kind: scope.kind,
      members: scope.point?.members ?? [],
      isPrivate: !scope.isPublic,
      ruleset: own,
      at: scope.point?.at ?? own.filters[0]?.at,
    };
  });
}
