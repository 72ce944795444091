import { isKnown, known } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { FirewallFilter, FirewallPoint } from '../../../model/generated/model.ts';
import {
  aclFilter,
  aclFilterId,
  answersFilter,
  answersFilterId,
  NO_ANSWER,
  noAnswerFilter,
  withinFilter,
  withinFilterId,
} from './acl-filter.ts';
import type { AwsAcl, AwsGroup, AwsInterface, AwsNetwork, AwsSubnet } from './aws-network.ts';
import { groupFilterId } from './group-filter.ts';
import { addressesInside, allMembersTold, membersByGroup } from './members.ts';

/** Points, and the filters of ACLs that stand before them. */
export interface PointsAndFilters {
  readonly points: readonly FirewallPoint[];
  readonly filters: readonly FirewallFilter[];
}

/** What a person calls a thing: its id, and its name where that says more. */
function labelOf(thing: { readonly id: string; readonly name: string }): string {
  return thing.name === '' || thing.id.includes(thing.name) ? thing.id : `${thing.id} ${thing.name}`;
}

/** Interfaces of one group that stand behind the same ACL and are equally far from the internet. */
interface Combination {
  readonly acl: AwsAcl | undefined;
  readonly remote: boolean;
  readonly subnets: Map<string, AwsSubnet | undefined>;
  readonly interfaces: AwsInterface[];
}

/** A point for each group, or for each kind of place its interfaces are in; and one for each ACL alone. */
export function pointsOf(network: AwsNetwork): PointsAndFilters {
  const acls = sortedBy(network.acls.data ?? [], ({ id }) => id);
  const aclOf = aclBySubnet(network);
  const subnets = new Map((network.subnets.data ?? []).map((subnet) => [subnet.id, subnet]));
  const all = allMembersTold(network);
  const inside = addressesInside(network);
  const members = membersByGroup(network);
  const isRemote = remoteness(network, subnets);
  const within = new Map<string, FirewallFilter>();

  const combinationsOf = (group: AwsGroup): readonly Combination[] => {
    const found = new Map<string, Combination>();
    for (const one of members.get(group.id) ?? []) {
      const subnet = isKnown(one.subnet) ? one.subnet.value : undefined;
      const acl = subnet === undefined ? undefined : aclOf.get(subnet);
      const remote = isRemote(one);
      const key = `${acl?.id ?? ''} ${remote}`;
      const made: Combination = found.get(key) ?? { acl, remote, subnets: new Map(), interfaces: [] };
      found.set(key, made);
      made.interfaces.push(one);
      if (subnet !== undefined) made.subnets.set(subnet, subnets.get(subnet));
    }
    return sortedBy(found.values(), ({ acl, remote }) => `${acl?.id ?? ''} ${remote}`);
  };

  const pointOf = (group: AwsGroup, one: Combination | undefined): FirewallPoint => {
    const acl = one?.acl;
    const label = labelOf(group);
    const behind = acl === undefined ? '' : ` behind ${acl.id}`;
    const layers: FirewallPoint['layers'][number][] = [];
    if (acl !== undefined && one !== undefined) {
      const named = sortedBy(one.subnets, ([id]) => id).map(([id, subnet]) => subnet ?? { id });
      const local = withinFilterId(named);
      if (!within.has(local)) within.set(local, withinFilter(named, acl, inside));
      layers.push({ id: `answers through ${acl.id}`, filters: [NO_ANSWER, local, answersFilterId(acl)] });
      layers.push({ id: acl.id, filters: [local, aclFilterId(acl)] });
    }
    layers.push({ id: group.id, filters: [groupFilterId(group)] });
    const first = one?.interfaces[0];
    return {
      id: `${label}${behind}${one?.remote === true ? ', not public' : ''}`,
      name: group.name === '' ? group.id : group.name,
      kind: 'security-group',
      layers,
      ...(one === undefined
        ? {}
        : {
            addresses: [...new Set(one.interfaces.flatMap((each) => valuesOf(each.privateAddresses)))].sort(),
            members: [...new Set(one.interfaces.map(({ workload }) => workload))].sort(),
          }),
      ...(one?.remote === true && first !== undefined ? { public: known(false, first.at) } : {}),
      at: group.at,
    };
  };

  const groups = sortedBy(network.groups.data ?? [], ({ id }) => id);
  const ofGroups = groups.flatMap((group) => {
    const combinations = all ? combinationsOf(group) : [];
    // A group without interfaces is judged as if it had one: it may be given to any at once.
    return combinations.length === 0 ? [pointOf(group, undefined)] : combinations.map((one) => pointOf(group, one));
  });
  const ofAcls = acls.map(
    (acl): FirewallPoint => ({
      id: labelOf(acl),
      name: acl.name === '' ? acl.id : acl.name,
      kind: 'network-acl',
      layers: [
        { id: `answers through ${acl.id}`, filters: [NO_ANSWER, answersFilterId(acl)] },
        { id: acl.id, filters: [aclFilterId(acl)] },
      ],
      ...(isKnown(acl.subnets) ? { members: [...acl.subnets.value].sort() } : {}),
      at: acl.at,
    }),
  );
  const [some] = acls;
  return {
    points: [...ofGroups, ...ofAcls],
    filters: [
      ...(some === undefined ? [] : [noAnswerFilter(some)]),
      ...acls.flatMap((acl) => [aclFilter(acl), answersFilter(acl)]),
      ...sortedBy(within.values(), ({ id }) => id),
    ],
  };
}

function valuesOf(fact: AwsInterface['privateAddresses']): readonly string[] {
  return isKnown(fact) ? fact.value : [];
}

/**
 * Tells interfaces that no packet with a public source can reach: without a public address, or in a subnet without a way
 * to an internet gateway; and nothing in their VPC hands on packets with the source they came with.
 */
function remoteness(network: AwsNetwork, subnets: ReadonlyMap<string, AwsSubnet>): (one: AwsInterface) => boolean {
  const relays = new Set<string>();
  let anywhere = false;
  const relay = (vpc: AwsInterface['vpc'], maybe: boolean): void => {
    if (!maybe) return;
    if (isKnown(vpc)) relays.add(vpc.value);
    else anywhere = true;
  };
  const maybe = (fact: AwsInterface['publicAddress']): boolean => !isKnown(fact) || fact.value;
  for (const one of network.interfaces.data ?? [])
    relay(one.vpc, (one.keepsSources === true || maybe(one.forwards)) && maybe(one.publicAddress));
  for (const one of network.loadBalancers?.data ?? [])
    relay(one.vpc, maybe(one.keepsSources) && maybe(one.internetFacing));
  return (one) => {
    if (anywhere || !isKnown(one.vpc) || relays.has(one.vpc.value)) return false;
    if (isKnown(one.publicAddress) && !one.publicAddress.value) return true;
    const subnet = isKnown(one.subnet) ? subnets.get(one.subnet.value) : undefined;
    return subnet !== undefined && isKnown(subnet.internetRoute) && !subnet.internetRoute.value;
  };
}

/** The ACL before each subnet, where told. */
export function aclBySubnet(network: AwsNetwork): ReadonlyMap<string, AwsAcl> {
  return new Map(
    (network.acls.data ?? []).flatMap((acl) =>
      isKnown(acl.subnets) ? acl.subnets.value.map((subnet) => [subnet, acl] as const) : [],
    ),
  );
}
