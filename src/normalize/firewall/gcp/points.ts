import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type { FirewallFilter, FirewallPoint } from '../../../model/generated/model.ts';
import { type NetworkFilters, type NetworkPlace, networkFilters } from './filters.ts';
import type { GcpInstance, GcpNetwork, GcpRule } from './gcp-network.ts';
import { lastSegment, withDistinctLabels } from './keys.ts';
import { isInForce, NO_TARGET, type TargetSet } from './targets.ts';

/** Filters and the points behind them. */
export interface PointReading {
  readonly filters: readonly FirewallFilter[];
  readonly points: readonly FirewallPoint[];
}

/**
 * For each network: where instances were given, a point for each set of tags and accounts among them that rules name;
 * else one for each tag and account that rules name, and one for instances that have none of them.
 */
export function pointsOf(network: GcpNetwork): PointReading {
  const filters: FirewallFilter[] = [];
  const points: FirewallPoint[] = [];
  for (const place of placesOf(network)) {
    const made = networkFilters(network, place);
    const named = namedTargets(network, place.key);
    const instances = (network.instances.data ?? []).filter(
      (one) => isKnown(one.network) && one.network.value === place.key,
    );
    // Instances of which tags or accounts are not told may be any.
    const told =
      network.instances.flag === 'complete' &&
      instances.length > 0 &&
      instances.every(({ tags, accounts }) => isKnown(tags) && isKnown(accounts)) &&
      (network.instances.data ?? []).every((one) => isKnown(one.network));
    points.push(...(told ? instancePoints(instances, place, made, named) : targetPoints(place, made, named)));
    filters.push(...made.filters);
  }
  return { filters, points: sortedBy(points, ({ id }) => id) };
}

/** Every network that anything speaks of. */
function placesOf(network: GcpNetwork): readonly NetworkPlace[] {
  const places = new Map<string, NetworkPlace>();
  for (const { key, label, at } of network.vpcs.data ?? [])
    places.set(key, { key, label, at, family: familyOf(network, key) });
  const add = (fact: Fact<string>, at: NetworkPlace['at']): void => {
    if (isKnown(fact) && !places.has(fact.value))
      places.set(fact.value, {
        key: fact.value,
        label: lastSegment(fact.value),
        at,
        family: familyOf(network, fact.value),
      });
  };
  for (const rule of network.firewalls.data ?? []) add(rule.network, rule.at);
  for (const policy of network.policies)
    if (policy.kind !== 'hierarchical' && isKnown(policy.attachments))
      for (const key of policy.attachments.value) add(known(key, policy.at), policy.at);
  return withDistinctLabels(sortedBy(places.values(), ({ key }) => key));
}

/** IPv6 reaches nothing where no subnet has it. */
function familyOf(network: GcpNetwork, key: string): FirewallFilter['family'] {
  if (network.subnets.flag !== 'complete') return 'inet';
  if ((network.subnets.data ?? []).some((subnet) => !isKnown(subnet.network))) return 'inet';
  const own = (network.subnets.data ?? []).filter((subnet) => isKnown(subnet.network) && subnet.network.value === key);
  return own.length > 0 && own.every(({ hasIpv6 }) => !hasIpv6) ? 'ipv4' : 'inet';
}

/** Tags and accounts by which rules in force single instances out. Secure tags are left in doubt at every point. */
function namedTargets(network: GcpNetwork, key: string): TargetSet {
  const own: readonly GcpRule[] = [
    ...(network.firewalls.data ?? []).filter((rule) => isKnown(rule.network) && rule.network.value === key),
    ...network.policies.flatMap(({ rules }) => rules),
  ].filter(isInForce);
  const all = (read: (rule: GcpRule) => readonly string[]) => [...new Set(own.flatMap(read))].sort(compareCodePoints);
  return {
    tags: all(({ targets }) => targets.tags.words).filter((tag) => !tag.startsWith('tagValues/')),
    accounts: all(({ targets }) => targets.accounts.words),
  };
}

function targetPoints(place: NetworkPlace, made: NetworkFilters, named: TargetSet): readonly FirewallPoint[] {
  const sets: readonly TargetSet[] = [
    NO_TARGET,
    ...named.tags.map((tag) => ({ tags: [tag], accounts: [] })),
    ...named.accounts.map((account) => ({ tags: [], accounts: [account] })),
  ];
  return sets.map((set): FirewallPoint => {
    const id = pointName(place, set);
    return {
      id,
      name: id,
      kind: set === NO_TARGET ? 'network' : 'instances',
      layers: [{ id: place.label, filters: made.layerFor(set) }],
      at: place.at,
    };
  });
}

function pointName({ label }: NetworkPlace, { tags, accounts }: TargetSet): string {
  const parts = [
    ...(tags.length === 0 ? [] : [`tag:${tags.join(',')}`]),
    ...(accounts.length === 0 ? [] : [`account:${accounts.join(',')}`]),
  ];
  return [label, ...parts].join(' ');
}

function instancePoints(
  instances: readonly GcpInstance[],
  place: NetworkPlace,
  made: NetworkFilters,
  named: TargetSet,
): readonly FirewallPoint[] {
  const groups = new Map<
    string,
    { readonly set: TargetSet; readonly state: string; readonly members: GcpInstance[] }
  >();
  for (const one of instances) {
    const effective = (fact: Fact<readonly string[]>, of: readonly string[]) =>
      isKnown(fact) ? of.filter((name) => fact.value.includes(name)) : [];
    const set = { tags: effective(one.tags, named.tags), accounts: effective(one.accounts, named.accounts) };
    const state = isKnown(one.publicAddress) ? (one.publicAddress.value ? ', public' : ', private') : '';
    const id = `${pointName(place, set)}${state}`;
    const group = groups.get(id) ?? { set, state, members: [] };
    groups.set(id, group);
    group.members.push(one);
  }
  return [...groups].map(([id, { set, state, members }]): FirewallPoint => {
    const isTold = members.every(({ addresses }) => isKnown(addresses));
    const addresses = members.flatMap((one) => (isKnown(one.addresses) ? one.addresses.value : []));
    return {
      id,
      name: id,
      kind: 'instances',
      layers: [{ id: place.label, filters: made.layerFor(set) }],
      ...(isTold && addresses.length > 0 ? { addresses: [...new Set(addresses)].sort(compareCodePoints) } : {}),
      public:
        state === ''
          ? unknown('Whether its instances have public addresses is not told.', place.at)
          : known(state === ', public', place.at),
      members: members.map(({ label }) => label).sort(compareCodePoints),
      at: place.at,
    };
  });
}
