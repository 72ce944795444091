import type { IpFamily } from '../../core/ip-range.ts';
import type {
  FirewallDeclared,
  FirewallDeclaredPorts,
  FirewallDeclaredService,
  FirewallDeclaredZone,
  FirewallPoint,
} from '../../model/generated/model.ts';
import { type Addresses, addressesOf, allAddresses, uniteAddresses } from './sources-intervals.ts';
import type { Opening } from './sources-openings.ts';
import { isNamedBy, isPeerNamedBy, type Scope } from './sources-scopes.ts';

/** The declarations that hold for one scope, ready for questions. */
export interface DeclaredScope {
  readonly declared: FirewallDeclared;
  readonly scope: Scope;
  readonly points: readonly FirewallPoint[];
  readonly current: readonly FirewallDeclaredService[];
  readonly expired: readonly FirewallDeclaredService[];
}

const DAY_MS = 86_400_000;

/** True when the last day of a declaration is over, in UTC. */
export function isExpired(until: string, nowMs: number): boolean {
  return until !== '' && Date.parse(`${until}T00:00:00Z`) + DAY_MS <= nowMs;
}

/** Picks the services that name the scope, or all scopes. */
export function declaredFor(
  declared: FirewallDeclared,
  scope: Scope,
  points: readonly FirewallPoint[],
  nowMs: number,
): DeclaredScope {
  const own = declared.services.filter(({ on }) => on.length === 0 || isNamedBy(on, declared.target, scope.point));
  return {
    declared,
    scope,
    points,
    current: own.filter(({ until }) => !isExpired(until, nowMs)),
    expired: own.filter(({ until }) => isExpired(until, nowMs)),
  };
}

/** True when a service names this scope itself, and not all there are. */
export function namesScope(service: Pick<FirewallDeclaredService, 'on'>, { declared, scope }: DeclaredScope): boolean {
  const patterns = service.on.filter((pattern) => !/^\**$/.test(pattern));
  return patterns.length > 0 && isNamedBy(patterns, declared.target, scope.point);
}

/** True when one of the port ranges holds all of the ports. */
export function holdsPorts(
  ports: readonly FirewallDeclaredPorts[],
  protocol: 'tcp' | 'udp',
  from: number,
  to: number,
): boolean {
  return ports.some((range) => range.protocol === protocol && range.from_port <= from && to <= range.to_port);
}

/** The addresses of internet, any, networks and zones. `internet` stands for everybody: who serves it serves all. */
export function peersAsAddresses(
  peers: readonly string[],
  zones: readonly FirewallDeclaredZone[],
  family: IpFamily,
): Addresses {
  return uniteAddresses(
    peers.map((peer) => {
      if (peer === 'internet' || peer === 'any') return allAddresses(family);
      const zone = zones.find(({ id }) => id === peer);
      return addressesOf(family, zone?.cidrs ?? [peer]);
    }),
  );
}

/** True when everything that the deciding rule names in place of addresses lies in zones of the list. */
export function coversPeers(opening: Opening, from: readonly string[], context: DeclaredScope): boolean {
  if (opening.peers.length === 0) return false;
  const targets = context.declared.zones.filter(({ id }) => from.includes(id)).flatMap((zone) => zone.targets);
  return targets.length > 0 && opening.peers.every((peer) => isPeerNamedBy(targets, peer, context.points));
}
