import type { Diagnostic } from '../../../../core/diagnostic.ts';
import { isKnown } from '../../../../core/fact.ts';
import { complete, incomplete, notCollected, type Section } from '../../../../core/section.ts';
import { textAt } from '../../../iam/json-value.ts';
import type { AwsGroup, AwsNetwork } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import { readAcls } from './acls.ts';
import { lackingIds, listSection, regionsOf, uncovered, vpcsWithout } from './coverage.ts';
import { readGroups, unreadTraffic } from './groups.ts';
import { interfacesOfInstances, readInterfaces } from './interfaces.ts';
import { supply } from './lists.ts';
import { readLoadBalancers } from './load-balancers.ts';
import { readFlowLogs, readSubnets, readVpcs } from './networks.ts';
import { readPrefixLists } from './prefix-lists.ts';
import { internetWays, readPeeringRoutes } from './routing.ts';

/** Everything that the answers of one account tell of its networks, and what they leave open. */
export function readNetwork(given: AccountExport): {
  readonly network: AwsNetwork;
  readonly diagnostics: readonly Diagnostic[];
} {
  const regions = regionsOf(given);
  const tables = listSection(given, 'RouteTables', [], vpcsWithout(given, 'RouteTables'));
  const ways = internetWays(given, tables.flag === 'complete');

  const groups = readGroups(given);
  const acls = readAcls(given);
  const interfaces = readInterfaces(given, ways);

  const logs = listSection(given, 'FlowLogs', [], uncovered(given, 'FlowLogs', regions, loggedIds(given)));
  const flowLogs = readFlowLogs(given, (id) => {
    if (logs.flag === 'complete') return undefined;
    const region = regions.of(id);
    const told = region !== undefined && logs.reason?.includes(region) === false && !logs.reason.includes('NextToken');
    return told ? undefined : `${logs.reason ?? 'The flow logs are not all given.'} ${logs.hint ?? ''}`.trim();
  });
  const subnets = readSubnets(given, flowLogs, ways);
  const subnetIds = new Set(subnets.map(({ id }) => id));
  const subnetSection = listSection(
    given,
    'Subnets',
    subnets,
    lackingIds('Subnets', subnetIds, [
      ...interfaces.flatMap(({ subnet }) => (isKnown(subnet) ? [subnet.value] : [])),
      ...acls.flatMap((acl) => (isKnown(acl.subnets) ? acl.subnets.value : [])),
    ]),
  );
  const vpcs = readVpcs(given, flowLogs, subnets, subnetSection.flag === 'complete');
  const vpcIds = new Set(vpcs.map(({ id }) => id));
  const seen = new Set(interfaces.map(({ id }) => id));
  const balancers = ['LoadBalancers', 'LoadBalancerDescriptions'] as const;
  const prefixes = readPrefixLists(given, groups);

  const network: AwsNetwork = {
    groups: groupSection(given, groups, [
      ...vpcsWithout(given, 'SecurityGroups'),
      ...lackingIds(
        'SecurityGroups',
        new Set(groups.map(({ id }) => id)),
        interfaces.flatMap((one) => (isKnown(one.groups) ? one.groups.value : [])),
      ),
    ]),
    acls: listSection(given, 'NetworkAcls', acls, vpcsWithout(given, 'NetworkAcls')),
    vpcs: listSection(
      given,
      'Vpcs',
      vpcs,
      lackingIds(
        'Vpcs',
        vpcIds,
        [...subnets, ...interfaces].flatMap(({ vpc }) => (isKnown(vpc) ? [vpc.value] : [])),
      ),
    ),
    subnets: subnetSection,
    interfaces: interfaceSection(given, interfaces, [
      ...uncovered(given, 'NetworkInterfaces', regions),
      ...lackingIds('NetworkInterfaces', seen, interfacesOfInstances(given)),
    ]),
    peeringRoutes: withData(tables, readPeeringRoutes(given)),
    prefixLists: complete(prefixes.lists),
    ...(balancers.some((list) => given.given(list)) ? { loadBalancers: complete(readLoadBalancers(given)) } : {}),
  };
  return { network, diagnostics: [...prefixes.diagnostics, ...unreadTraffic(groups)] };
}

/** Groups come from either command; that of the rules alone leaves out groups without rules, names and networks. */
function groupSection(
  given: AccountExport,
  groups: readonly AwsGroup[],
  missing: readonly string[],
): Section<readonly AwsGroup[]> {
  if (given.given('SecurityGroups') || !given.given('SecurityGroupRules'))
    return listSection(given, 'SecurityGroups', groups, missing);
  return incomplete(
    groups,
    'Names, purposes, networks and groups without rules are not in describe-security-group-rules.',
    supply('SecurityGroups'),
  );
}

/** Instances show their own interfaces; those of services are missing then. */
function interfaceSection(
  given: AccountExport,
  interfaces: AwsNetwork['interfaces']['data'] & {},
  missing: readonly string[],
): AwsNetwork['interfaces'] {
  if (given.given('NetworkInterfaces') || !given.given('Reservations'))
    return listSection(given, 'NetworkInterfaces', interfaces, missing);
  return incomplete(
    interfaces,
    'Only the interfaces of instances are told: those of load balancers, databases and functions are not.',
    supply('NetworkInterfaces'),
  );
}

function withData<T>(section: Section<unknown>, data: T): Section<T> {
  if (section.data === undefined) return notCollected(section.reason ?? 'not given', section.hint);
  const { data: _, ...rest } = section;
  return { ...rest, data };
}

function loggedIds(given: AccountExport): readonly string[] {
  return given.records('FlowLogs').flatMap(({ value }) => textAt(value, 'ResourceId') ?? []);
}
