import { type Fact, isKnown, known, mapFact, unknown } from '../../../core/fact.ts';
import { complete, incomplete, type Section } from '../../../core/section.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import { asBoolean, factAt, type SourceNode, tagsAt, terraformNode, textAt, wordsAt } from '../azure/source-node.ts';
import type {
  GcpFirewall,
  GcpInstance,
  GcpNetwork,
  GcpPolicy,
  GcpRule,
  GcpSubnet,
  GcpThing,
  GcpVpc,
} from './gcp-network.ts';
import { lastSegment, linkKey } from './keys.ts';
import { readFirewallRule, readPolicyRule } from './read-rules.ts';
import { type DiagnosedNetwork, toCloudNetwork } from './to-model.ts';

const FIREWALL = 'google_compute_firewall';
const NETWORK = 'google_compute_network';
const SUBNET = 'google_compute_subnetwork';
const INSTANCE = 'google_compute_instance';
const PROJECT = 'google_project';
/** Firewall policies by the name of their resource; rules and associations are named after it. */
const POLICIES = {
  google_compute_firewall_policy: 'hierarchical',
  google_compute_network_firewall_policy: 'global',
  google_compute_region_network_firewall_policy: 'regional',
} as const;
type PolicyType = keyof typeof POLICIES;
const POLICY_TYPES: readonly PolicyType[] = [
  'google_compute_firewall_policy',
  'google_compute_network_firewall_policy',
  'google_compute_region_network_firewall_policy',
];

/** The Google Cloud networks of a Terraform state; undefined when it has none. */
export function gcpOfTerraform(state: TfState): DiagnosedNetwork | undefined {
  const types = [FIREWALL, NETWORK, SUBNET, INSTANCE, ...POLICY_TYPES.flatMap((type) => [type, `${type}_rule`])];
  const vpcs = [...state.ofType(NETWORK).map(readVpc), ...state.ofType(PROJECT).flatMap(readDefaultNetwork)];
  if (state.ofType(...types).length === 0 && vpcs.length === 0) return undefined;
  const network: GcpNetwork = {
    firewalls: complete(state.ofType(FIREWALL).map((one) => readFirewall(state, one))),
    vpcs: complete(vpcs),
    subnets: incomplete(
      state
        .ofType(SUBNET)
        .filter(isForWorkloads)
        .map((one) => readSubnet(state, one)),
      'Subnets may be made elsewhere.',
    ),
    // Groups of instances and clusters make instances of their own, so a state never tells them all.
    instances: incomplete(
      state.ofType(INSTANCE).flatMap((one) => readInstance(state, one)),
      'Instances may be made elsewhere.',
    ),
    policies: POLICY_TYPES.flatMap((type) => readPolicies(state, type)),
  };
  const { groups, networks, subnets, workloads, ...rules } = toCloudNetwork(network);
  return {
    ...rules,
    ...told('groups', groups),
    ...told('networks', networks),
    ...told('subnets', subnets),
    ...told('workloads', workloads),
  };
}

/** A state tells what it holds; of what it holds none it does not speak. */
function told<K extends string, T>(
  name: K,
  section: Section<readonly T[]> | undefined,
): Partial<Record<K, Section<readonly T[]>>> {
  const data = section?.data ?? [];
  if (data.length === 0) return {};
  const out: Partial<Record<K, Section<readonly T[]>>> = {};
  out[name] = complete(data);
  return out;
}

function thing(resource: TfResource): GcpThing {
  const { address, at } = resource;
  return { key: address, label: address, name: textAt(terraformNode(resource), 'name') ?? resource.name, at };
}

/** The key of the resource of one of some types that an attribute names: by id, link, name or reference. */
function linkTo(
  state: TfState,
  node: SourceNode,
  resource: TfResource,
  attribute: string,
  types: readonly string[],
  field: string = attribute,
): Fact<string> {
  const value = node.child(field);
  const at = value?.at ?? resource.at;
  const refers = resource.referencesOf(attribute).filter((address) => types.includes(state.get(address)?.type ?? ''));
  const [first, second] = refers;
  if (typeof value?.value === 'string' && value.value !== '') {
    const text = value.value;
    const found =
      state.byId(text) ??
      state.ofType(...types).find((one) => {
        const own = terraformNode(one);
        return [textAt(own, 'id'), textAt(own, 'self_link')].some(
          (link) => link !== undefined && linkKey(link) === linkKey(text),
        );
      }) ??
      (text.includes('/')
        ? undefined
        : state.ofType(...types).find((one) => textAt(terraformNode(one), 'name') === text)) ??
      (first !== undefined && second === undefined ? state.get(first) : undefined);
    return known(found?.address ?? linkKey(text), at);
  }
  if (first !== undefined && second === undefined) return known(first, at);
  if (second !== undefined)
    return unknown(`Which of ${refers.join(', ')} ${resource.address} belongs to cannot be told from the plan.`, at);
  return unknown(
    `${resource.address}.${attribute} ${value === undefined ? 'is not set' : 'is known only after apply'}.`,
    at,
  );
}

function readVpc(resource: TfResource): GcpVpc {
  const node = terraformNode(resource);
  return {
    ...thing(resource),
    isDefault: mapFact(
      factAt(node, 'name', (value) => (typeof value === 'string' ? value : undefined), ''),
      (name) => name === 'default',
    ),
    policiesFirst: mapFact(
      factAt(
        node,
        'network_firewall_policy_enforcement_order',
        (value) => (typeof value === 'string' ? value : undefined),
        '',
      ),
      (order) => order === 'BEFORE_CLASSIC_FIREWALL',
    ),
  };
}

/** A new project gets the network `default` unless it is told not to. */
function readDefaultNetwork(resource: TfResource): readonly GcpVpc[] {
  if (resource.mode === 'data') return [];
  const auto = factAt(terraformNode(resource), 'auto_create_network', asBoolean, true);
  if (isKnown(auto) && !auto.value) return [];
  const at = isKnown(auto) ? auto.at : resource.at;
  const label = `${resource.address} default`;
  return [{ key: label, label, name: 'default', at, isDefault: auto, policiesFirst: known(false, at) }];
}

function readFirewall(state: TfState, resource: TfResource): GcpFirewall {
  const node = terraformNode(resource);
  const rule = readFirewallRule(node);
  const name = rule.name === 'unnamed' ? resource.address : rule.name;
  const network = linkTo(state, node, resource, 'network', [NETWORK]);
  // A rule whose network is not told still stands before something.
  const key = isKnown(network) ? network : known('a network that is not told', network.at);
  return { ...rule, name, label: resource.address, network: key };
}

function isForWorkloads(resource: TfResource): boolean {
  return !/PROXY|LOAD_BALANCER|PRIVATE_SERVICE_CONNECT|PRIVATE_NAT/.test(
    textAt(terraformNode(resource), 'purpose') ?? '',
  );
}

function readSubnet(state: TfState, resource: TfResource): GcpSubnet {
  const node = terraformNode(resource);
  const log = node.child('log_config');
  return {
    ...thing(resource),
    network: linkTo(state, node, resource, 'network', [NETWORK]),
    flowLogs:
      log?.untold === undefined
        ? known((log?.items().length ?? 0) > 0, log?.at ?? resource.at)
        : unknown(`${log.untold}.`, log.at),
    hasIpv6: /IPV6/.test(textAt(node, 'stack_type') ?? ''),
  };
}

function readInstance(state: TfState, resource: TfResource): readonly GcpInstance[] {
  const node = terraformNode(resource);
  const interfaces = node.child('network_interface')?.items() ?? [];
  const accounts = (node.child('service_account')?.items() ?? []).flatMap((one) => textAt(one, 'email') ?? []);
  const tags = wordsAt(node, 'tags');
  return interfaces.map((one, i): GcpInstance => {
    const { key, label, name, at } = thing(resource);
    const configs = [one.child('access_config'), one.child('ipv6_access_config')];
    const open = configs.find((config) => config?.untold !== undefined);
    const subnet = linkTo(state, one, resource, 'network_interface', [SUBNET], 'subnetwork');
    const direct = linkTo(state, one, resource, 'network_interface', [NETWORK], 'network');
    const above = isKnown(subnet) ? state.get(subnet.value) : undefined;
    const network =
      isKnown(direct) || above === undefined
        ? direct
        : linkTo(state, terraformNode(above), above, 'network', [NETWORK]);
    const address = textAt(one, 'network_ip');
    return {
      key: `${key}/${i}`,
      label: i === 0 ? label : `${label}/nic${i}`,
      name,
      network,
      subnet,
      tags: tags.doubts[0] === undefined ? known(tags.words, at) : unknown(`${tags.doubts[0]}.`, at),
      accounts: known(accounts, at),
      labels: tagsAt(node, 'labels'),
      publicAddress:
        open?.untold === undefined
          ? known(
              configs.some((config) => (config?.items().length ?? 0) > 0),
              one.at,
            )
          : unknown(`${open.untold}.`, open.at),
      addresses:
        address === undefined || address === ''
          ? unknown('Its address is known only after apply.', one.at)
          : known([address], one.at),
      forwards: factAt(node, 'can_ip_forward', asBoolean, false),
      at,
    };
  });
}

function readPolicies(state: TfState, type: PolicyType): readonly GcpPolicy[] {
  const networkKey = (link: string): string => state.byId(link)?.address ?? linkKey(link);
  const rules = new Map<string, GcpRule[]>();
  const strangers = new Map<string, TfResource>();
  for (const resource of state.ofType(`${type}_rule`)) {
    const policy = linkTo(state, terraformNode(resource), resource, 'firewall_policy', [type]);
    const key = isKnown(policy) ? policy.value : resource.address;
    rules.set(key, [...(rules.get(key) ?? []), readPolicyRule(terraformNode(resource), networkKey)]);
    if (state.get(key)?.type !== type) strangers.set(key, strangers.get(key) ?? resource);
  }
  const attachments = new Map<string, string[]>();
  for (const resource of state.ofType(`${type}_association`)) {
    const policy = linkTo(state, terraformNode(resource), resource, 'firewall_policy', [type]);
    const target = linkTo(state, terraformNode(resource), resource, 'attachment_target', [
      NETWORK,
      'google_folder',
      'google_organization',
    ]);
    if (isKnown(policy))
      attachments.set(policy.value, [
        ...(attachments.get(policy.value) ?? []),
        isKnown(target) ? target.value : 'folders/known only after apply',
      ]);
  }
  const own = state.ofType(type).map((resource): GcpPolicy => {
    const { address, at } = resource;
    const found = attachments.get(address);
    return {
      ...thing(resource),
      kind: POLICIES[type],
      rules: rules.get(address) ?? [],
      attachments:
        found === undefined ? unknown(`What ${address} is attached to is not in the plan.`, at) : known(found, at),
      untold: [],
    };
  });
  const others = [...strangers].map(
    ([key, resource]): GcpPolicy => ({
      key,
      label: lastSegment(key),
      name: lastSegment(key),
      at: resource.at,
      kind: POLICIES[type],
      rules: rules.get(key) ?? [],
      attachments: attachments.has(key)
        ? known(attachments.get(key) ?? [], resource.at)
        : unknown(`What the policy ${key} is attached to is not in the plan.`, resource.at),
      untold: [],
    }),
  );
  return [...own, ...others];
}
