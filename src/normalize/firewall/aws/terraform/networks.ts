import { type Fact, isKnown, known, type Place, unknown } from '../../../../core/fact.ts';
import { isRecord } from '../../../../core/record.ts';
import type { TfResource, TfState } from '../../../terraform/terraform-state.ts';
import type { AwsPeeringRoute, AwsPrefixList, AwsSubnet, AwsVpc } from '../aws-network.ts';
import {
  blocksAt,
  booleanFact,
  isLeftOpen,
  nameOf,
  textFact,
  textFacts,
  unreadable,
  untoldValue,
  valueAt,
} from './facts.ts';
import {
  GATEWAYS,
  idFact,
  type LinkKind,
  linkedTo,
  PEERINGS,
  PREFIX_LISTS,
  ROUTE_TABLES,
  SUBNETS,
  VPCS,
} from './links.ts';

/** VPCs that are managed here. */
export function vpcsOf(state: TfState): readonly AwsVpc[] {
  const logs = flowLogsOf(state, 'vpc_id', VPCS);
  return managed(state, VPCS).map((vpc) => ({
    id: vpc.address,
    name: nameOf(vpc, ''),
    isDefault: known(vpc.type === 'aws_default_vpc', vpc.at),
    cidrs: cidrsOf(vpc),
    flowLogs: logged(state, vpc, logs),
    at: vpc.at,
  }));
}

/** Subnets that are managed here. */
export function subnetsOf(state: TfState): readonly AwsSubnet[] {
  const own = flowLogsOf(state, 'subnet_id', SUBNETS);
  const ofVpcs = flowLogsOf(state, 'vpc_id', VPCS);
  const internet = subnetsWithInternet(state);
  return managed(state, SUBNETS).map((subnet) => {
    const open = subnet.type === 'aws_default_subnet';
    const vpc = open
      ? unknown('A default subnet lies in the default VPC.', subnet.at)
      : (idFact(state, subnet, ['vpc_id'], VPCS) ?? unknown(`The VPC of ${subnet.address} is not told.`, subnet.at));
    const inherited = isKnown(vpc) && ofVpcs.has(vpc.value);
    return {
      id: subnet.address,
      name: nameOf(subnet, ''),
      vpc,
      cidrs: cidrsOf(subnet),
      mapsPublicAddress: booleanFact(subnet, ['map_public_ip_on_launch'], open),
      internetRoute: internet.has(subnet.address)
        ? known(true, subnet.at)
        : unknown(`Which routes hold for ${subnet.address} is not told.`, subnet.at),
      flowLogs: inherited ? known(true, subnet.at) : logged(state, subnet, own),
      at: subnet.at,
    };
  });
}

function managed(state: TfState, kind: LinkKind): readonly TfResource[] {
  return state.ofType(...kind.types).filter(({ mode }) => mode === 'managed');
}

function cidrsOf(resource: TfResource): Fact<readonly string[]> {
  const names = ['cidr_block', 'ipv6_cidr_block'] as const;
  const facts = names.flatMap((name) => {
    if (resource.isUnknown([name]) && isLeftOpen(resource, name)) return [];
    return textFact(resource, [name]) ?? [];
  });
  const lacking = facts.find((fact) => !isKnown(fact));
  if (lacking !== undefined && !isKnown(lacking)) return lacking;
  const cidrs = facts.flatMap((fact) => (isKnown(fact) && fact.value !== '' ? [fact.value] : []));
  return cidrs.length > 0
    ? known(cidrs, resource.at)
    : unknown(`The addresses of ${resource.address} are not told.`, resource.at);
}

function flowLogsOf(state: TfState, attribute: string, kind: LinkKind): ReadonlySet<string> {
  return new Set(
    state
      .ofType('aws_flow_log')
      .filter((log) => !/^REJECT$/i.test(String(valueAt(log, ['traffic_type']))) || kind === VPCS)
      .flatMap((log) => linkedTo(state, log, [attribute], kind).links.map(({ id }) => id)),
  );
}

/** A thing that is not there yet can have no log that is not planned here. */
function logged(state: TfState, resource: TfResource, logs: ReadonlySet<string>): Fact<boolean> {
  if (logs.has(resource.address)) return known(true, resource.at);
  const isNew = state.before !== undefined && state.before.get(resource.address) === undefined;
  const everyLogIsTold = state.ofType('aws_flow_log').every((log) =>
    (['vpc_id', 'subnet_id', 'eni_id'] as const).some((name) => {
      const { links, untold } = linkedTo(state, log, [name], { types: [...VPCS.types, ...SUBNETS.types] });
      return links.length > 0 && untold === undefined;
    }),
  );
  return isNew && everyLogIsTold && resource.type !== 'aws_default_vpc' && resource.type !== 'aws_default_subnet'
    ? known(false, resource.at)
    : unknown(`No flow log of ${resource.address} is managed here; whether there is one is not told.`, resource.at);
}

/** Subnets whose route table leads to an internet gateway. */
function subnetsWithInternet(state: TfState): ReadonlySet<string> {
  const tables = new Set<string>();
  for (const table of managed(state, ROUTE_TABLES)) {
    const routes = valueAt(table, ['route']);
    for (const index of Array.isArray(routes) ? routes.keys() : []) {
      if (leadsToInternet(state, table, ['route', index, 'gateway_id'])) tables.add(table.address);
    }
  }
  for (const route of state.ofType('aws_route')) {
    if (!leadsToInternet(state, route, ['gateway_id'])) continue;
    for (const { id } of linkedTo(state, route, ['route_table_id'], ROUTE_TABLES).links) tables.add(id);
  }
  return new Set(
    state
      .ofType('aws_route_table_association')
      .filter((one) => linkedTo(state, one, ['route_table_id'], ROUTE_TABLES).links.some(({ id }) => tables.has(id)))
      .flatMap((one) => linkedTo(state, one, ['subnet_id'], SUBNETS).links.map(({ id }) => id)),
  );
}

function leadsToInternet(state: TfState, resource: TfResource, path: readonly (string | number)[]): boolean {
  return linkedTo(state, resource, path, GATEWAYS).links.some(
    ({ id, resource: gateway }) => gateway !== undefined || id.startsWith('igw-'),
  );
}

/** Routes through peerings: of their own and inline. */
export function peeringRoutesOf(state: TfState): readonly AwsPeeringRoute[] {
  const own = state.ofType('aws_route').flatMap((route) => {
    const table = linkedTo(state, route, ['route_table_id'], ROUTE_TABLES).links[0];
    return routesAt(state, route, [], table?.id ?? `the table of ${route.address}`, table?.resource);
  });
  const inline = managed(state, ROUTE_TABLES).flatMap((table) => {
    const routes = valueAt(table, ['route']);
    return (Array.isArray(routes) ? [...routes.keys()] : []).flatMap((index) =>
      routesAt(state, table, ['route', index], table.address, table),
    );
  });
  return [...own, ...inline];
}

function routesAt(
  state: TfState,
  resource: TfResource,
  path: readonly (string | number)[],
  table: string,
  tableResource: TfResource | undefined,
): readonly AwsPeeringRoute[] {
  const through = [...path, 'vpc_peering_connection_id'];
  const attribute = String(path[0] ?? 'vpc_peering_connection_id');
  if (resource.isUnknown(through) && isLeftOpen(resource, attribute)) return [];
  const peering = linkedTo(state, resource, through, PEERINGS).links[0];
  if (peering === undefined) return [];
  const at = path.length === 0 ? resource.at : resource.placeOf(path);
  const names =
    path.length === 0 ? ['destination_cidr_block', 'destination_ipv6_cidr_block'] : ['cidr_block', 'ipv6_cidr_block'];
  const destination = names
    .map((name) => textFact(resource, [...path, name]))
    .find((fact) => fact !== undefined && !(isKnown(fact) && fact.value === ''));
  return [
    {
      table,
      destination: destination ?? unknown(`The destination of ${resource.address} is not told.`, at),
      peering: peering.id,
      peerCidrs: peerCidrs(state, peering.resource, tableResource, at),
      at,
    },
  ];
}

/** The addresses of the VPC at the other end of a peering, where it is managed here. */
function peerCidrs(
  state: TfState,
  peering: TfResource | undefined,
  table: TfResource | undefined,
  at: Place,
): Fact<readonly string[]> {
  const nothing = unknown('The addresses of the peered VPC are not told: it is not managed here.', at);
  if (peering === undefined || table === undefined) return nothing;
  const [home] = linkedTo(state, table, ['vpc_id'], VPCS).links;
  const ends = (['vpc_id', 'peer_vpc_id'] as const).map((name) => linkedTo(state, peering, [name], VPCS).links[0]);
  const other = home === undefined ? undefined : ends.find((end) => end !== undefined && end.id !== home.id);
  const isEnd = ends.some((end) => end?.id === home?.id);
  return other?.resource === undefined || !isEnd ? nothing : cidrsOf(other.resource);
}

/** Prefix lists: managed here, and those that are read as data. */
export function prefixListsOf(state: TfState): readonly AwsPrefixList[] {
  const entries = new Map<string, Fact<string>[]>();
  for (const entry of state.ofType('aws_ec2_managed_prefix_list_entry')) {
    const cidr = textFact(entry, ['cidr']) ?? unknown(untoldValue(entry, ['cidr']), entry.at);
    for (const { id } of linkedTo(state, entry, ['prefix_list_id'], PREFIX_LISTS).links) {
      entries.set(id, [...(entries.get(id) ?? []), cidr]);
    }
  }
  return state.ofType(...PREFIX_LISTS.types).map((list) => ({
    id: list.address,
    name: nameOf(list, 'name'),
    cidrs: entriesOf(list, entries.get(list.address) ?? []),
  }));
}

function entriesOf(list: TfResource, own: readonly Fact<string>[]): Fact<readonly string[]> {
  const attribute = list.mode === 'data' ? 'entries' : 'entry';
  const inline: Fact<string>[] = [];
  if (list.isUnknown([attribute]) && !isLeftOpen(list, attribute))
    inline.push(unknown(untoldValue(list, [attribute]), list.at));
  const blocks = blocksAt(list, [attribute]);
  if (blocks === undefined) inline.push(unreadable(list, [attribute], 'list'));
  for (const [index, block] of (blocks ?? []).entries()) {
    const cidr = isRecord(block) ? textFact(list, [attribute, index, 'cidr']) : undefined;
    inline.push(cidr ?? unknown(untoldValue(list, [attribute, index]), list.at));
  }
  const facts = [...inline, ...textFacts(list, ['cidr_blocks']), ...own];
  const lacking = facts.find((fact) => !isKnown(fact));
  if (lacking !== undefined && !isKnown(lacking)) return lacking;
  return known([...new Set(facts.flatMap((fact) => (isKnown(fact) ? [fact.value] : [])))].sort(), list.at);
}
