import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { parseIpRange } from '../../../core/ip-range.ts';
import { incomplete, type Section } from '../../../core/section.ts';
import type {
  FirewallGroup,
  FirewallNetwork,
  FirewallRoute,
  FirewallSubnet,
  FirewallWorkload,
} from '../../../model/generated/model.ts';
import { entryText, inOrder, isLast } from './acl-filter.ts';
import type { AwsAcl, AwsGroup, AwsInterface, AwsNetwork, AwsPeeringRoute, AwsPermission } from './aws-network.ts';
import { permissionText } from './group-filter.ts';
import { membersByGroup, peerResolver } from './members.ts';
import { aclBySubnet } from './points.ts';

const PROVIDER = 'aws';

/** Keeps the flag of a section and turns its data. */
function mapSection<T, U>(section: Section<T>, turn: (data: T) => U): Section<U> {
  const { data, ...rest } = section;
  return data === undefined ? rest : { ...rest, data: turn(data) };
}

/** Security groups and ACLs as their owner keeps them. */
export function groupsSection(network: AwsNetwork): Section<readonly FirewallGroup[]> {
  const { groups, acls } = network;
  const resolve = peerResolver(network);
  const users = usersOfGroups(network);
  const own = mapSection(groups, (list) => list.map((group) => groupOf(group, resolve, users(group))));
  const lists = mapSection(acls, (list) => list.map(aclOf));
  if (own.data === undefined && lists.data === undefined) return own;
  const data = [...(own.data ?? []), ...(lists.data ?? [])];
  const lacking = [own, lists].find(({ flag }) => flag !== 'complete');
  return lacking === undefined
    ? { flag: 'complete', data }
    : incomplete(data, lacking.reason ?? 'a part is missing', lacking.hint);
}

function groupOf(
  group: AwsGroup,
  resolve: ReturnType<typeof peerResolver>,
  attached: Fact<readonly string[]>,
): FirewallGroup {
  const ids = new Map<string, number>();
  return {
    id: group.id,
    name: group.name,
    provider: PROVIDER,
    kind: 'security-group',
    ...(group.network !== undefined && isKnown(group.network) ? { network: group.network.value } : {}),
    is_default: group.isDefault,
    description: group.description,
    attached_to: listFact(attached),
    entries: [
      ...group.permissions.map((permission): FirewallGroup['entries'][number] => {
        const text = permissionText(permission, group, resolve);
        return {
          id: counted(ids, `${group.id}:${permission.direction}: ${text}`),
          direction: permission.direction,
          action: 'allow',
          description: purposeOf(permission),
          text,
          at: permission.at,
        };
      }),
      ...untoldEntries(group),
    ],
    at: group.at,
  };
}

/** A rule that may not be there at all has no purpose that is known. */
function purposeOf({ uncertain = [], description, at }: AwsPermission): AwsPermission['description'] {
  return uncertain.length === 0 ? description : unknown(uncertain.join('; '), at);
}

/** What may be there beside the rules that are told stands among them, as rules of which nothing is known. */
function untoldEntries({ id, untold, at }: AwsGroup): FirewallGroup['entries'] {
  return untold.flatMap((why, index) =>
    (['in', 'out'] as const).map((direction) => ({
      id: `${id}:${direction}: not told ${index + 1}`,
      direction,
      action: 'allow',
      description: unknown(why, at),
      text: 'rules that are not told',
      at,
    })),
  );
}

function counted(ids: Map<string, number>, base: string): string {
  const count = (ids.get(base) ?? 0) + 1;
  ids.set(base, count);
  return count === 1 ? base : `${base} (${count})`;
}

function aclOf(acl: AwsAcl): FirewallGroup {
  const ids = new Map<string, number>();
  return {
    id: acl.id,
    name: acl.name,
    provider: PROVIDER,
    kind: 'network-acl',
    ...(acl.network !== undefined && isKnown(acl.network) ? { network: acl.network.value } : {}),
    is_default: acl.isDefault,
    // AWS keeps no description of an ACL or its entries.
    description: known('', acl.at),
    attached_to: listFact(acl.subnets),
    entries: inOrder(acl.entries.filter((entry) => !isLast(entry))).map((entry) => ({
      id: counted(ids, `${acl.id}:${entry.direction}: ${entryText(entry)}`),
      direction: entry.direction,
      action: isKnown(entry.action) ? entry.action.value : 'allow',
      description: known('', entry.at),
      text: entryText(entry),
      at: entry.at,
    })),
    at: acl.at,
  };
}

/** Interfaces, load balancers and other groups that use a group; where nothing does, whether all were seen. */
function usersOfGroups(network: AwsNetwork): (group: AwsGroup) => Fact<readonly string[]> {
  const members = membersByGroup(network);
  const users = new Map<string, string[]>();
  const add = (id: string, user: string): void => {
    const list = users.get(id) ?? [];
    list.push(user);
    users.set(id, list);
  };
  for (const group of network.groups.data ?? []) {
    const named = new Set(
      group.permissions.flatMap(({ peer }) =>
        peer.kind === 'group' && peer.account === undefined && isKnown(peer.id) ? [peer.id.value] : [],
      ),
    );
    for (const id of named) if (id !== group.id) add(id, group.id);
  }
  for (const one of network.loadBalancers?.data ?? [])
    for (const id of isKnown(one.groups) ? one.groups.value : []) add(id, one.id);
  const { interfaces } = network;
  const doubtful = (interfaces.data ?? []).map(({ groups }) => groups).find((groups) => !isKnown(groups));
  return (group) => {
    const found = [
      ...(members.get(group.id) ?? []).map(({ id }) => id),
      ...(users.get(group.id) ?? []),
      ...(isKnown(group.usedBy) ? group.usedBy.value : []),
    ];
    if (found.length > 0) return known([...new Set(found)].sort(), group.at);
    if (interfaces.flag !== 'complete')
      return unknown(told('Whether an interface uses it is not told', interfaces), group.at);
    if (doubtful !== undefined && !isKnown(doubtful)) return unknown(doubtful.unknown, group.at);
    return isKnown(group.usedBy) ? known([], group.at) : unknown(group.usedBy.unknown, group.at);
  };
}

/** A sentence with the reason and the remedy of a section. */
function told(what: string, section: Section<unknown>): string {
  const reason = section.reason === undefined ? '' : `: ${section.reason.replace(/\.$/, '')}`;
  const hint = section.hint === undefined ? '' : ` ${section.hint}`;
  return `${what}${reason}.${hint}`;
}

/** VPCs with what is in them. */
export function networksSection(network: AwsNetwork): Section<readonly FirewallNetwork[]> {
  const inside = new Map<string, string[]>();
  for (const { vpc, id } of network.interfaces.data ?? []) {
    if (!isKnown(vpc)) continue;
    const list = inside.get(vpc.value) ?? [];
    list.push(id);
    inside.set(vpc.value, list);
  }
  const astray = (network.interfaces.data ?? []).find(({ vpc }) => !isKnown(vpc))?.vpc;
  const workloads = (id: string, at: Place): Fact<string[]> => {
    const found = inside.get(id);
    if (found !== undefined) return known([...new Set(found)].sort(), at);
    if (network.interfaces.flag !== 'complete')
      return unknown(told('What is in it is not told', network.interfaces), at);
    return astray === undefined || isKnown(astray) ? known([], at) : unknown(astray.unknown, at);
  };
  return mapSection(network.vpcs, (list) =>
    list.map((vpc) => ({
      id: vpc.id,
      name: vpc.name,
      provider: PROVIDER,
      is_default: vpc.isDefault,
      workloads: workloads(vpc.id, vpc.at),
      flow_logs: vpc.flowLogs,
      flow_log_days: unknown(
        'How long flow logs are kept is a setting of the bucket or log group that they go to.',
        vpc.at,
      ),
      at: vpc.at,
    })),
  );
}

/** Subnets with the ACL before them. */
export function subnetsSection(network: AwsNetwork): Section<readonly FirewallSubnet[]> {
  const acls = aclBySubnet(network);
  return mapSection(network.subnets, (list) =>
    list.map((subnet) => {
      const acl = acls.get(subnet.id);
      return {
        id: subnet.id,
        name: subnet.name,
        provider: PROVIDER,
        ...(isKnown(subnet.vpc) ? { network: subnet.vpc.value } : { network: '' }),
        hands_out_public_addresses: subnet.mapsPublicAddress,
        group:
          acl === undefined
            ? unknown(told('Its network ACL is not told', network.acls), subnet.at)
            : known(acl.id, acl.at),
        flow_logs: subnet.flowLogs,
        at: subnet.at,
      };
    }),
  );
}

/** Interfaces of instances and services; what AWS runs to carry the traffic of others is no workload. */
export function workloadsSection(network: AwsNetwork): Section<readonly FirewallWorkload[]> {
  return mapSection(network.interfaces, (list) => list.filter(({ carrier }) => carrier === undefined).map(workloadOf));
}

function workloadOf(one: AwsInterface): FirewallWorkload {
  return {
    id: one.id,
    name: one.workload,
    provider: PROVIDER,
    ...(isKnown(one.vpc) ? { network: one.vpc.value } : {}),
    ...(isKnown(one.subnet) ? { subnet: one.subnet.value } : {}),
    public_address: one.publicAddress,
    tags: listFact(one.tags),
    groups: listFact(one.groups),
    forwards: one.forwards,
    at: one.at,
  };
}

/** Routes through peerings. A route is whole where those of its table together lead to all of the peer's addresses. */
export function routesSection(network: AwsNetwork): Section<readonly FirewallRoute[]> {
  return mapSection(network.peeringRoutes, (list) => {
    const together = new Map<string, AwsPeeringRoute[]>();
    for (const route of list) {
      const key = `${route.table} ${route.peering}`;
      together.set(key, [...(together.get(key) ?? []), route]);
    }
    return list.map((route) => ({
      id: `${route.table} to ${isKnown(route.destination) ? route.destination.value : 'a destination not told'}`,
      table: route.table,
      provider: PROVIDER,
      destination: route.destination,
      through: route.peering,
      whole_network: isWhole(route, together.get(`${route.table} ${route.peering}`) ?? [route]),
      at: route.at,
    }));
  });
}

function isWhole(route: AwsPeeringRoute, beside: readonly AwsPeeringRoute[]): Fact<boolean> {
  const { destination, peerCidrs, at } = route;
  if (!isKnown(destination)) return destination;
  if (!isKnown(peerCidrs)) return peerCidrs;
  const own = parseIpRange(destination.value);
  if (own === undefined) return unknown(`The destination ${destination.value} cannot be read.`, at);
  const peers = peerCidrs.value.map(parseIpRange).filter((range) => range !== undefined);
  const family = peers.filter((range) => range.family === own.family);
  const routes = beside
    .flatMap((one) => (isKnown(one.destination) ? [parseIpRange(one.destination.value)] : []))
    .filter((range) => range !== undefined)
    .filter((range) => range.family === own.family)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const covered = family.every((peer) => {
    let reached = peer.from;
    for (const range of routes) if (range.from <= reached && range.to >= reached) reached = range.to + 1n;
    return reached > peer.to;
  });
  return known(family.length > 0 && covered, at);
}

/** The model's lists are mutable by type. */
function listFact(fact: Fact<readonly string[]>): FirewallGroup['attached_to'] {
  return isKnown(fact) ? { ...fact, value: [...fact.value] } : fact;
}
