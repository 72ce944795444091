import { isKnown, known, mapFact, unknown } from '../../../core/fact.ts';
import { complete, incomplete, type Section } from '../../../core/section.ts';
import type { TfResource, TfState } from '../../terraform/terraform-state.ts';
import type {
  AzureFlowLog,
  AzureMachine,
  AzureNetwork,
  AzureNic,
  AzureNsg,
  AzurePublicIp,
  AzureRule,
  AzureThing,
} from './azure-network.ts';
import { retentionOf } from './export-network.ts';
import { labelOfId } from './lists.ts';
import { readSecurityRule } from './security-rule.ts';
import { asBoolean, asText, factAt, tagsAt, terraformNode, textAt, wordsAt } from './source-node.ts';
import { makeJoins, type TerraformLinks, terraformLinks } from './terraform-links.ts';
import { readVnets } from './terraform-networks.ts';
import { type LoggedNetwork, toCloudNetwork } from './to-model.ts';

const NSG = 'azurerm_network_security_group';
const RULE = 'azurerm_network_security_rule';
const SUBNET = 'azurerm_subnet';
const NIC = 'azurerm_network_interface';
const VNET = 'azurerm_virtual_network';
const PUBLIC_IP = 'azurerm_public_ip';
const ASG = 'azurerm_application_security_group';
const FLOW_LOG = 'azurerm_network_watcher_flow_log';
const MACHINES = [
  'azurerm_linux_virtual_machine',
  'azurerm_windows_virtual_machine',
  'azurerm_virtual_machine',
] as const;
/** Joins that bring packets of others to an interface. */
const BALANCED = [
  'azurerm_network_interface_backend_address_pool_association',
  'azurerm_network_interface_nat_rule_association',
  'azurerm_network_interface_application_gateway_backend_address_pool_association',
] as const;

/** The Azure networks of a Terraform state; undefined when it has none. */
export function azureOfTerraform(state: TfState): LoggedNetwork | undefined {
  if (state.ofType(NSG, RULE, SUBNET, NIC, VNET, PUBLIC_IP, FLOW_LOG, ...MACHINES).length === 0) return undefined;
  const links = terraformLinks(state);
  const subnetGroups = makeJoins();
  for (const one of state.ofType('azurerm_subnet_network_security_group_association'))
    subnetGroups.add(links.to(one, 'subnet_id', [SUBNET, VNET]), links.to(one, 'network_security_group_id', [NSG]));
  const { vnets, subnets } = readVnets(state, links, subnetGroups);
  const network: AzureNetwork = {
    nsgs: complete(readNsgs(state, links)),
    vnets: complete(vnets),
    subnets: complete(subnets),
    nics: incomplete(readNics(state, links), 'Interfaces may be made elsewhere.'),
    publicIps: complete(state.ofType(PUBLIC_IP).map(readPublicIp)),
    flowLogs: complete(state.ofType(FLOW_LOG).map((one) => readFlowLog(one, links))),
    machines: readMachines(state, links),
  };
  const { groups, networks, subnets: ranges, workloads, flow_logs, ...rules } = toCloudNetwork(network);
  return {
    ...rules,
    ...told('groups', groups),
    ...told('networks', networks),
    ...told('subnets', ranges),
    ...told('workloads', workloads),
    ...told('flow_logs', flow_logs),
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

/** A resource under its address. */
export function thingOf(resource: TfResource): AzureThing {
  const { address, at } = resource;
  return { key: address, label: address, name: textAt(terraformNode(resource), 'name') ?? resource.name, at };
}

function readNsgs(state: TfState, links: TerraformLinks): readonly AzureNsg[] {
  const apart = new Map<string, AzureRule[]>();
  const strangers = new Map<string, AzureNsg & { readonly rules: AzureRule[] }>();
  for (const resource of state.ofType(RULE)) {
    const groups = links.named(resource, 'network_security_group_name', NSG);
    const keys = isKnown(groups) ? groups.value : [];
    const uncertain =
      keys.length > 1 ? [`which of ${keys.join(', ')} the rule belongs to cannot be told from the plan`] : [];
    const rule = readSecurityRule(terraformNode(resource), {
      keyOf: links.keyOf,
      groupsOf: (side) => {
        const found = links.to(resource, `${side}_application_security_group_ids`, [ASG]);
        return isKnown(found) ? found.value : [];
      },
      uncertain,
    });
    for (const key of keys) apart.set(key, [...(apart.get(key) ?? []), rule]);
    if (keys.length > 0) continue;
    const name = textAt(terraformNode(resource), 'network_security_group_name') ?? resource.address;
    const stranger = strangers.get(name) ?? strangerNsg(name, resource);
    strangers.set(name, stranger);
    stranger.rules.push(rule);
  }
  const own = state.ofType(NSG).map((resource): AzureNsg => {
    const node = terraformNode(resource);
    const blocks = node.child('security_rule');
    const inline = (blocks?.items() ?? []).map((block) => readSecurityRule(block, { keyOf: links.keyOf }));
    const placed = untold('associations', resource);
    return {
      ...thingOf(resource),
      rules: [...inline, ...(apart.get(resource.address) ?? [])],
      defaults: undefined,
      untold: blocks?.untold === undefined ? [] : [blocks.untold],
      subnets: placed,
      interfaces: placed,
    };
  });
  return [...own, ...strangers.values()];
}

/** A group that is made elsewhere and gets rules here. */
function strangerNsg(name: string, resource: TfResource): AzureNsg & { readonly rules: AzureRule[] } {
  return {
    key: `elsewhere ${name}`,
    label: name,
    name,
    at: resource.at,
    rules: [],
    defaults: undefined,
    untold: ['its other rules are not in the plan'],
    subnets: untold('associations', resource),
    interfaces: untold('associations', resource),
  };
}

function untold(what: string, { at }: TfResource) {
  return unknown(`Its ${what} may be made elsewhere.`, at);
}

function readNics(state: TfState, links: TerraformLinks): readonly AzureNic[] {
  const groups = makeJoins();
  for (const one of state.ofType('azurerm_network_interface_security_group_association'))
    groups.add(links.to(one, 'network_interface_id', [NIC]), links.to(one, 'network_security_group_id', [NSG]));
  const members = makeJoins();
  for (const one of state.ofType('azurerm_network_interface_application_security_group_association'))
    members.add(links.to(one, 'network_interface_id', [NIC]), links.to(one, 'application_security_group_id', [ASG]));
  const pools = makeJoins();
  for (const one of state.ofType(...BALANCED))
    pools.add(links.to(one, 'network_interface_id', [NIC]), known([one.address], one.at));
  const machines = makeJoins();
  for (const one of state.ofType(...MACHINES))
    machines.add(links.to(one, 'network_interface_ids', [NIC]), known([thingOf(one).name], one.at));
  return state.ofType(NIC).map((resource): AzureNic => {
    const { address, at } = resource;
    const node = terraformNode(resource);
    const within = (field: string, type: string) => links.within(resource, 'ip_configuration', field, [type]);
    const subnet = within('subnet_id', SUBNET);
    const publicIps = within('public_ip_address_id', PUBLIC_IP);
    const inline = links.to(resource, 'network_security_group_id', [NSG]);
    const joined = groups.one(address, at, 'its security group');
    const addresses = within('private_ip_address', '');
    const balancer = pools.one(address, at, 'before it');
    return {
      ...thingOf(resource),
      workload: machines.all(address)[0],
      subnet: isKnown(subnet)
        ? subnet.value[0] === undefined
          ? unknown('The interface names no subnet.', at)
          : known(subnet.value[0], subnet.at)
        : subnet,
      nsg: isKnown(inline) && inline.value[0] !== undefined ? known(inline.value[0], inline.at) : joined,
      addresses:
        isKnown(addresses) && addresses.value.length === 0
          ? unknown('Its private address is known only after apply.', at)
          : addresses,
      groups: { words: members.all(address), doubts: [] },
      publicAddress: mapFact(publicIps, (list) => list.length > 0),
      publicIps: isKnown(publicIps) ? publicIps.value : [],
      balanced: pools.all(address).length > 0 ? known(true, at) : mapFact(balancer, (one) => one !== ''),
      forwards: factAt(
        node,
        node.child('ip_forwarding_enabled') === undefined ? 'enable_ip_forwarding' : 'ip_forwarding_enabled',
        asBoolean,
        false,
      ),
      tags: tagsAt(node, 'tags'),
    };
  });
}

function readPublicIp(resource: TfResource): AzurePublicIp {
  const sku = factAt(terraformNode(resource), 'sku', asText, '');
  return {
    ...thingOf(resource),
    sku: isKnown(sku) && sku.value === '' ? unknown('Its SKU is left to the provider.', resource.at) : sku,
  };
}

function readFlowLog(resource: TfResource, links: TerraformLinks): AzureFlowLog {
  const node = terraformNode(resource);
  const attribute = node.child('target_resource_id') === undefined ? 'network_security_group_id' : 'target_resource_id';
  const targets = links.to(resource, attribute, [NSG, VNET, SUBNET, NIC]);
  const target = mapFact(targets, (keys) => keys[0] ?? '');
  return {
    ...thingOf(resource),
    target,
    targetLabel: isKnown(target) ? labelOfId(target.value) : '',
    enabled: factAt(node, 'enabled', asBoolean, true),
    days: retentionOf(node),
    region: undefined,
  };
}

function readMachines(state: TfState, links: TerraformLinks): readonly AzureMachine[] {
  return state.ofType(...MACHINES).map((resource): AzureMachine => {
    const interfaces = links.to(resource, 'network_interface_ids', [NIC]);
    const node = terraformNode(resource);
    return {
      ...thingOf(resource),
      interfaces: isKnown(interfaces) ? interfaces.value : wordsAt(node, 'network_interface_ids').words,
      publicAddress: undefined,
      tags: tagsAt(node, 'tags'),
    };
  });
}
