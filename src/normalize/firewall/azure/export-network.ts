import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { complete, notCollected, type Section } from '../../../core/section.ts';
import type {
  AzureFlowLog,
  AzureMachine,
  AzureNetwork,
  AzureNic,
  AzureNsg,
  AzurePublicIp,
  AzureSubnet,
  AzureThing,
  AzureVnet,
} from './azure-network.ts';
import { AZURE_COMMANDS, labelOfId } from './lists.ts';
import { lower, readSecurityRule } from './security-rule.ts';
import { asBoolean, asInteger, factAt, type SourceNode, tagsAt, textAt, wordsAt } from './source-node.ts';

/** The kinds of Azure objects that exports hold, by type, and the field that a full record of it has. */
const KINDS = {
  nsg: ['microsoft.network/networksecuritygroups', 'securityRules'],
  vnet: ['microsoft.network/virtualnetworks', 'addressSpace'],
  subnet: ['microsoft.network/virtualnetworks/subnets', 'addressPrefix', 'addressPrefixes'],
  nic: ['microsoft.network/networkinterfaces', 'ipConfigurations'],
  publicIp: ['microsoft.network/publicipaddresses', 'publicIPAllocationMethod'],
  asg: ['microsoft.network/applicationsecuritygroups', 'provisioningState'],
  flowLog: ['microsoft.network/networkwatchers/flowlogs', 'targetResourceId'],
  machine: ['microsoft.compute/virtualmachines', 'networkProfile'],
} as const;

/** A kind of Azure object. */
export type AzureKind = keyof typeof KINDS;

/** What an object is, by its type or its id, and only when it is told in full. */
export function kindOf(node: SourceNode): AzureKind | undefined {
  const type = (textAt(node, 'type') ?? typeOfId(textAt(node, 'id') ?? '')).toLowerCase();
  for (const kind of Object.keys(KINDS)) {
    if (!isKind(kind)) continue;
    const [name, ...fields] = KINDS[kind];
    if (name === type && fields.some((field) => node.child(field) !== undefined)) return kind;
  }
  return undefined;
}

function isKind(text: string): text is AzureKind {
  return Object.hasOwn(KINDS, text);
}

function typeOfId(id: string): string {
  const match = /\/providers\/([^/]+)\/(.+)$/i.exec(id);
  if (match === null) return '';
  const types = (match[2] ?? '').split('/').filter((_, i) => i % 2 === 0);
  return [match[1], ...types].join('/');
}

/** Reads the objects of one subscription. */
export function readExport(nodes: readonly SourceNode[]): AzureNetwork {
  const of = (kind: AzureKind): readonly SourceNode[] => unique(nodes.filter((node) => kindOf(node) === kind));
  const vnetNodes = of('vnet');
  const subnets = [
    ...vnetNodes.flatMap((vnet) => (vnet.child('subnets')?.items() ?? []).map((node) => readSubnet(node, keyOf(vnet)))),
    ...of('subnet').map((node) => readSubnet(node, lower(textAt(node, 'id') ?? '').replace(/\/subnets\/[^/]+$/, ''))),
  ];
  return {
    nsgs: given(of('nsg').map(readNsg), 'The network security groups', AZURE_COMMANDS.nsgs),
    vnets: given(vnetNodes.map(readVnet), 'The virtual networks', AZURE_COMMANDS.vnets),
    subnets: given(byKey(subnets), 'The subnets', AZURE_COMMANDS.vnets),
    nics: given(of('nic').map(readNic), 'The network interfaces', AZURE_COMMANDS.nics),
    publicIps: given(of('publicIp').map(readPublicIp), 'The public addresses', AZURE_COMMANDS.publicIps),
    flowLogs: given(of('flowLog').map(readFlowLog), 'The flow logs', AZURE_COMMANDS.flowLogs),
    machines: of('machine').map(readMachine),
  };
}

/** The tools print a list whole: some of it given is all of it. */
function given<T>(list: readonly T[], what: string, command: string): Section<readonly T[]> {
  return list.length > 0
    ? complete(list)
    : notCollected(`${what} were not given.`, `Give the output of \`${command}\`.`);
}

function unique(nodes: readonly SourceNode[]): readonly SourceNode[] {
  return [...new Map(nodes.map((node) => [keyOf(node), node])).values()];
}

function byKey<T extends AzureThing>(list: readonly T[]): readonly T[] {
  return [...new Map(list.map((one) => [one.key, one])).values()];
}

function keyOf(node: SourceNode): string {
  return lower(textAt(node, 'id') ?? textAt(node, 'name') ?? '');
}

function thing(node: SourceNode): AzureThing {
  const id = textAt(node, 'id') ?? '';
  const name = textAt(node, 'name') ?? id.slice(id.lastIndexOf('/') + 1);
  return { key: keyOf(node), label: id === '' ? name : labelOfId(id), name, at: node.at };
}

/** The key of the object that a field refers to by `{id}` or by an id; empty when the field is absent. */
function reference(node: SourceNode, name: string): Fact<string> {
  const { words } = wordsAt(node, name);
  return known(lower(words[0] ?? ''), node.at);
}

function readNsg(node: SourceNode): AzureNsg {
  return {
    ...thing(node),
    rules: (node.child('securityRules')?.items() ?? []).map((rule) => readSecurityRule(rule)),
    defaults: node
      .child('defaultSecurityRules')
      ?.items()
      .map((rule) => readSecurityRule(rule)),
    untold: [],
    subnets: known(wordsAt(node, 'subnets').words.map(lower), node.at),
    interfaces: known(wordsAt(node, 'networkInterfaces').words.map(lower), node.at),
  };
}

function readVnet(node: SourceNode): AzureVnet {
  const space = node.child('addressSpace');
  const peerings = node.child('virtualNetworkPeerings')?.items() ?? [];
  const subnets = node.child('subnets')?.items() ?? [];
  const words: string[] = [];
  const doubts: string[] = [];
  const beyond: string[] = [];
  for (const peering of peerings) {
    if (peering.child('allowVirtualNetworkAccess')?.value === false) continue;
    if ((textAt(peering, 'peeringState') ?? 'Connected') !== 'Connected') continue;
    const remote = peering.child('remoteVirtualNetworkAddressSpace') ?? peering.child('remoteAddressSpace');
    const ranges = remote === undefined ? [] : wordsAt(remote, 'addressPrefixes').words;
    if (ranges.length === 0) doubts.push(`the ranges behind the peering ${textAt(peering, 'name') ?? ''} are not told`);
    words.push(...ranges);
    if (peering.child('useRemoteGateways')?.value === true)
      beyond.push('networks behind the gateway of a peer are not told');
  }
  if (subnets.some((subnet) => textAt(subnet, 'name') === 'GatewaySubnet'))
    beyond.push('networks behind its gateway are not told');
  if (subnets.some((subnet) => subnet.child('routeTable') !== undefined))
    beyond.push('the tag VirtualNetwork also holds the prefixes of its route tables, which are not told');
  return {
    ...thing(node),
    prefixes:
      space === undefined
        ? { words: [], doubts: ['its address space is not told'] }
        : wordsAt(space, 'addressPrefixes'),
    peers: { words, doubts },
    beyond,
    region: textAt(node, 'location'),
  };
}

function readSubnet(node: SourceNode, vnet: string): AzureSubnet {
  return {
    ...thing(node),
    vnet: known(vnet, node.at),
    prefixes: wordsAt(node, 'addressPrefix', 'addressPrefixes'),
    nsg: reference(node, 'networkSecurityGroup'),
    occupants: wordsAt(node, 'ipConfigurations').words.map((id) => lower(id).replace(/\/ipconfigurations\/[^/]+$/, '')),
  };
}

/** What stands before an interface and brings it packets of others. */
const BALANCERS = [
  'loadBalancerBackendAddressPools',
  'loadBalancerInboundNatRules',
  'applicationGatewayBackendAddressPools',
  'gatewayLoadBalancer',
];

function readNic(node: SourceNode): AzureNic {
  const configurations = node.child('ipConfigurations')?.items() ?? [];
  const words = (name: string): readonly string[] => [
    ...new Set(configurations.flatMap((one) => wordsAt(one, name).words)),
  ];
  const subnets = words('subnet').map(lower);
  const addresses = words('privateIPAddress');
  const publicIps = words('publicIPAddress').map(lower);
  const machine = textAt(node.child('virtualMachine') ?? node, 'id') ?? '';
  const balanced = BALANCERS.some((name) => words(name).length > 0);
  return {
    ...thing(node),
    workload: node.child('virtualMachine') === undefined ? undefined : machine.slice(machine.lastIndexOf('/') + 1),
    subnet: subnets[0] === undefined ? unknown('The interface names no subnet.', node.at) : known(subnets[0], node.at),
    nsg: reference(node, 'networkSecurityGroup'),
    addresses:
      addresses.length === 0
        ? unknown('The interface has no private address yet.', node.at)
        : known(addresses, node.at),
    groups: { words: words('applicationSecurityGroups').map(lower), doubts: [] },
    publicAddress: known(publicIps.length > 0, node.at),
    publicIps,
    balanced: known(balanced, node.at),
    forwards: factAt(node, 'enableIPForwarding', asBoolean, false),
    tags: tagsAt(node, 'tags'),
  };
}

function readPublicIp(node: SourceNode): AzurePublicIp {
  const sku = node.child('sku');
  const name = sku === undefined ? undefined : textAt(sku, 'name');
  return {
    ...thing(node),
    sku: name === undefined ? unknown('Its SKU is not told.', node.at) : known(lower(name), node.at),
  };
}

function readFlowLog(node: SourceNode): AzureFlowLog {
  const target = textAt(node, 'targetResourceId') ?? '';
  return {
    ...thing(node),
    target: known(lower(target), node.at),
    targetLabel: labelOfId(target),
    enabled: factAt(node, 'enabled', asBoolean, true),
    days: retentionOf(node),
    region: textAt(node, 'location'),
  };
}

/** How long a flow log is kept: without a retention policy nothing deletes it. */
export function retentionOf(node: SourceNode): Fact<number> {
  const found = node.child('retentionPolicy');
  const policy = found !== undefined && Array.isArray(found.value) ? found.items()[0] : found;
  if (policy === undefined) return known(0, node.at);
  if (policy.untold !== undefined) return unknown(`${policy.untold}.`, policy.at);
  const days = factAt(policy, 'days', asInteger, 0);
  const enabled = factAt(policy, 'enabled', asBoolean, true);
  if (!isKnown(enabled) || !isKnown(days) || enabled.value || days.value === 0)
    return isKnown(enabled) ? days : enabled;
  return unknown(
    `The retention policy names ${days.value} days and is switched off: whether a lifecycle rule of the storage account deletes the records is not told. Switch it on, or set the days to 0.`,
    policy.at,
  );
}

function readMachine(node: SourceNode): AzureMachine {
  const profile = node.child('networkProfile');
  const details = node.child('publicIps');
  return {
    ...thing(node),
    interfaces: profile === undefined ? [] : wordsAt(profile, 'networkInterfaces').words.map(lower),
    publicAddress: typeof details?.value === 'string' ? details.value !== '' : undefined,
    tags: tagsAt(node, 'tags'),
  };
}
