import { type Fact, known, unknown } from '../../core/fact.ts';
import type { FirewallDeclared, FirewallDeclaredReach, FirewallDeclaredState } from '../../model/generated/model.ts';
import { sidesOfAddresses } from './declared-openings.ts';
import { coversPeers, type DeclaredScope, isExpired, namesScope, peersAsAddresses } from './declared-services.ts';
import type { FamilyOpenings } from './declared-zones.ts';
import { intersectAddresses } from './sources-intervals.ts';
import type { Opening } from './sources-openings.ts';
import { SPENT } from './sources-verdicts.ts';

type Use = FirewallDeclaredState['services'][number];
type Service = FirewallDeclared['services'][number];

/** A scope with its declarations and openings. */
export interface ScopeOpenings {
  readonly context: DeclaredScope;
  readonly families: readonly FamilyOpenings[];
}

/** For the services that name a scope, whether anything of them is let in there; undefined where the work was spent. */
export type ScopeUses = ReadonlyMap<string, boolean | undefined>;

/** Asks the openings of one scope for the services that name it. Pings are let in by kinds of ICMP, not followed here. */
export function usesIn({ context, families }: ScopeOpenings): ScopeUses {
  const uses = new Map<string, boolean | undefined>();
  for (const service of context.declared.services) {
    if (!namesScope(service, context) || service.ports.every(({ protocol }) => protocol === 'icmp')) continue;
    const admitted = families.some((family) => admits(service, context, family));
    const spent = families.some(({ view }) => view.input === undefined);
    uses.set(service.id, admitted || !spent ? admitted : undefined);
  }
  return uses;
}

function admits(service: Service, context: DeclaredScope, { view, byProtocol }: FamilyOpenings): boolean {
  const wanted = peersAsAddresses(service.from, context.declared.zones, view.rules.family);
  const onlyInternet = service.from.every((peer) => peer === 'internet');
  const sources = onlyInternet ? intersectAddresses(wanted, sidesOfAddresses(view).public) : wanted;
  const meets = (opening: Opening): boolean =>
    intersectAddresses(opening.sources, sources).length > 0 || coversPeers(opening, service.from, context);
  return service.ports.some(
    ({ protocol, from_port, to_port }) =>
      protocol !== 'icmp' &&
      byProtocol[protocol].some(
        (opening) => opening.ports.some(([from, to]) => from <= to_port && from_port <= to) && meets(opening),
      ),
  );
}

/** Services that name this target or a point of it, and whether the rules let anything of them in. */
export function declaredUses(declared: FirewallDeclared, scopes: readonly ScopeUses[], nowMs: number): readonly Use[] {
  return declared.services.flatMap(({ id, name, until, at }): readonly Use[] => {
    const answers = scopes.filter((uses) => uses.has(id)).map((uses) => uses.get(id));
    if (answers.length === 0) return [];
    const admitted: Fact<boolean> =
      answers.includes(true) || !answers.includes(undefined) ? known(answers.includes(true), at) : unknown(SPENT, at);
    return [{ id, name, until, expired: isExpired(until, nowMs), admitted, at }];
  });
}

/** Ports that the current services of a scope open to the internet. */
export function declaredReach({ scope, current }: DeclaredScope): FirewallDeclaredReach['points'][number] {
  const open = current.filter(({ from }) =>
    from.some((peer) => ['internet', 'any', '0.0.0.0/0', '::/0'].includes(peer)),
  );
  return {
    id: scope.prefix,
    ports: open.flatMap(({ name, ports, at }) => ports.map((range) => ({ name, ...range, at }))),
  };
}
