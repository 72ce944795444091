import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import type { FirewallCluster } from '../../../model/generated/model.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import {
  booleanAt,
  both,
  choiceAt,
  either,
  isSetAt,
  isUntold,
  nameOf,
  not,
  untold,
  valueAt,
  wordsAt,
} from './attributes.ts';
import { linked, linksTo } from './links.ts';
import { everyoneIn, mutable } from './reader.ts';

const EVERYWHERE = ['0.0.0.0/0'];

/** The managed Kubernetes clusters of a state. */
export function clustersOf(state: TfState): readonly FirewallCluster[] {
  return [
    ...state
      .ofType('aws_eks_cluster')
      .filter(isManaged)
      .map((one) => eks(one, state)),
    ...state
      .ofType('azurerm_kubernetes_cluster')
      .filter(isManaged)
      .map((one) => aks(one, state)),
    ...state
      .ofType('google_container_cluster')
      .filter(isManaged)
      .map((one) => gke(one, state)),
  ];
}

function isManaged({ mode }: TfResource): boolean {
  return mode === 'managed';
}

function clusterOf(
  resource: TfResource,
  provider: FirewallCluster['provider'],
  facts: Pick<FirewallCluster, 'public_endpoint' | 'private_nodes' | 'policy_engine'>,
  ranges: Fact<readonly string[]>,
): FirewallCluster {
  const { address: id, at } = resource;
  const everyone = everyoneIn(known(false, at), ranges);
  return { id, name: nameOf(resource), provider, ...facts, ranges: mutable(ranges), everyone, at };
}

/** Defaults: a public endpoint for everyone (EKS API, VpcConfigRequest). */
function eks(resource: TfResource, state: TfState): FirewallCluster {
  const told = wordsAt(resource, 'vpc_config.0.public_access_cidrs');
  return clusterOf(
    resource,
    'aws',
    {
      public_endpoint: booleanAt(resource, 'vpc_config.0.endpoint_public_access', true),
      private_nodes: eksNodes(resource, state),
      policy_engine: eksPolicies(resource, state),
    },
    orEverywhere(told, resource),
  );
}

/** Nodes have a public address where their subnet hands one out. */
function eksNodes(cluster: TfResource, state: TfState): Fact<boolean> {
  const groups = linksTo(state, cluster, 'cluster_name', ['aws_eks_node_group']);
  const subnets = groups.flatMap((group) => linked(state, group, 'subnet_ids', ['aws_subnet', 'aws_default_subnet']));
  const facts = subnets.map((subnet) =>
    not(booleanAt(subnet, 'map_public_ip_on_launch', subnet.type === 'aws_default_subnet')),
  );
  const handedOut = facts.find((fact) => isKnown(fact) && !fact.value);
  if (handedOut !== undefined) return handedOut;
  const unsure = groups.find(
    (group) => linked(state, group, 'subnet_ids', ['aws_subnet', 'aws_default_subnet']).length === 0,
  );
  if (groups.length === 0 || unsure !== undefined)
    return unknown(
      `The subnets of the nodes of ${cluster.address} are not in the plan, so whether they hand out public addresses is not told.`,
      (unsure ?? cluster).at,
    );
  const launched = groups.find((group) => valueAt(group, ['launch_template', 0]) !== undefined);
  if (launched !== undefined)
    return unknown(
      `Whether the launch template of ${launched.address} gives its nodes public addresses is not read.`,
      launched.placeOf(['launch_template']),
    );
  return facts.reduce(both, known(true, groups[0]?.at ?? cluster.at));
}

/** The VPC CNI enforces policies when it is told to; another engine may be installed into the cluster. */
function eksPolicies(cluster: TfResource, state: TfState): Fact<boolean> {
  const path = ['configuration_values'];
  const addons = linksTo(state, cluster, 'cluster_name', ['aws_eks_addon']).filter(
    ({ values }) => values['addon_name'] === 'vpc-cni',
  );
  for (const addon of addons) {
    if (isUntold(addon, path)) return untold(addon, path);
    const text = valueAt(addon, path);
    if (typeof text === 'string' && /enableNetworkPolicy["']?\s*[:=]\s*["']?true/.test(text))
      return known(true, addon.placeOf(path));
  }
  return unknown(
    `No VPC CNI add-on of ${cluster.address} has enableNetworkPolicy set, and whether another engine (Calico, Cilium) is installed is not in the plan.`,
    addons[0]?.at ?? cluster.at,
  );
}

/** Defaults: a public endpoint for everyone, no public addresses of nodes, no policy engine. */
function aks(resource: TfResource, state: TfState): FirewallCluster {
  const newer = 'api_server_access_profile.0.authorized_ip_ranges';
  const told = wordsAt(
    resource,
    valueAt(resource, ['api_server_access_profile', 0]) === undefined ? 'api_server_authorized_ip_ranges' : newer,
  );
  const pools = linksTo(state, resource, 'kubernetes_cluster_id', ['azurerm_kubernetes_cluster_node_pool']);
  const open = [
    ...['default_node_pool.0.node_public_ip_enabled', 'default_node_pool.0.enable_node_public_ip'].map((attribute) =>
      booleanAt(resource, attribute, false),
    ),
    ...pools.flatMap((pool) =>
      ['node_public_ip_enabled', 'enable_node_public_ip'].map((attribute) => booleanAt(pool, attribute, false)),
    ),
  ].reduce(either);
  return clusterOf(
    resource,
    'azure',
    {
      public_endpoint: not(booleanAt(resource, 'private_cluster_enabled', false)),
      private_nodes: not(open),
      policy_engine: choiceAt(resource, 'network_profile.0.network_policy', (word) => word !== 'none', false),
    },
    orEverywhere(told, resource),
  );
}

/** Defaults: a public endpoint for everyone, public nodes, no policy engine; Autopilot runs Dataplane V2. */
function gke(resource: TfResource, state: TfState): FirewallCluster {
  const block = 'master_authorized_networks_config';
  const limited = isSetAt(resource, block);
  const told = wordsAt(resource, `${block}.0.cidr_blocks.*.cidr_block`);
  const ranges = isKnown(limited) ? (limited.value ? told : known(EVERYWHERE, resource.at)) : limited;
  const autopilot = booleanAt(resource, 'enable_autopilot', false);
  const dataplane = choiceAt(resource, 'datapath_provider', (word) => word === 'ADVANCED_DATAPATH', false);
  const pools = linksTo(state, resource, 'cluster', ['google_container_node_pool']);
  const cluster = booleanAt(resource, 'private_cluster_config.0.enable_private_nodes', false);
  const private_nodes = pools
    .map((pool) =>
      valueAt(pool, ['network_config', 0, 'enable_private_nodes']) === undefined
        ? cluster
        : booleanAt(pool, 'network_config.0.enable_private_nodes', false),
    )
    .reduce(
      both,
      pools.length > 0 && valueAt(resource, ['remove_default_node_pool']) === true ? known(true, resource.at) : cluster,
    );
  return clusterOf(
    resource,
    'gcp',
    {
      public_endpoint: not(booleanAt(resource, 'private_cluster_config.0.enable_private_endpoint', false)),
      private_nodes,
      policy_engine: either(either(dataplane, autopilot), booleanAt(resource, 'network_policy.0.enabled', false)),
    },
    ranges,
  );
}

/** No range told means that every address is admitted. */
function orEverywhere(told: Fact<readonly string[]>, resource: TfResource): Fact<readonly string[]> {
  return isKnown(told) && told.value.length === 0 ? known(EVERYWHERE, resource.at) : told;
}
