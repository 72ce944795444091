import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
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
import {
  asBoolean,
  asInteger,
  type ExportGap,
  factAt,
  listedAt,
  type SourceNode,
  tagsAt,
  textAt,
  type Words,
  wordsAt,
} from './source-node.ts';

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
export function readExport(nodes: readonly SourceNode[], gaps: readonly ExportGap[] = []): AzureNetwork {
  const of = (kind: AzureKind): readonly SourceNode[] => unique(nodes.filter((node) => kindOf(node) === kind));
  const vnetNodes = of('vnet');
  const given = <T>(kinds: readonly AzureKind[], list: readonly T[], what: string, command: string) => {
    const files = new Set(nodes.filter((node) => kinds.some((kind) => kindOf(node) === kind)).map(({ at }) => at.file));
    const own = gaps.filter(({ file }) => file === undefined || files.has(file)).map(({ why }) => why);
    return givenList(list, own, what, command);
  };
  const subnets = [
    ...vnetNodes.flatMap((vnet) => (vnet.child('subnets')?.items() ?? []).map((node) => readSubnet(node, keyOf(vnet)))),
    ...of('subnet').map((node) => readSubnet(node, lower(textAt(node, 'id') ?? '').replace(/\/subnets\/[^/]+$/, ''))),
  ];
  return {
    nsgs: given(['nsg'], of('nsg').map(readNsg), 'The network security groups', AZURE_COMMANDS.nsgs),
    vnets: given(['vnet'], vnetNodes.map(readVnet), 'The virtual networks', AZURE_COMMANDS.vnets),
    subnets: given(['vnet', 'subnet'], byKey(subnets), 'The subnets', AZURE_COMMANDS.vnets),
    nics: given(['nic'], of('nic').map(readNic), 'The network interfaces', AZURE_COMMANDS.nics),
    publicIps: given(['publicIp'], of('publicIp').map(readPublicIp), 'The public addresses', AZURE_COMMANDS.publicIps),
    flowLogs: given(['flowLog'], of('flowLog').map(readFlowLog), 'The flow logs', AZURE_COMMANDS.flowLogs),
    machines: of('machine').map(readMachine),
  };
}

/** The tools print a list whole: some of it given is all of it, unless the files say otherwise. */
function givenList<T>(
  list: readonly T[],
  gaps: readonly string[],
  what: string,
  command: string,
): Section<readonly T[]> {
  return list.length > 0
    ? gaps.length === 0
      ? complete(list)
      : incomplete(list, `${gaps.join('; ')}.`, `Give the output of \`${command}\`.`)
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
  const { words, doubts } = wordsAt(node, name);
  const [doubt] = doubts;
  return doubt === undefined ? known(lower(words[0] ?? ''), node.at) : unknown(`${doubt}.`, node.at);
}

/** Keys that a list of references holds. */
function references(node: SourceNode, name: string): Fact<readonly string[]> {
  const { words, doubts } = wordsAt(node, name);
  const [doubt] = doubts;
  return doubt === undefined ? known(words.map(lower), node.at) : unknown(`${doubt}.`, node.at);
}

function readNsg(node: SourceNode): AzureNsg {
  const rules = listedAt(node, 'securityRules');
  const defaults = listedAt(node, 'defaultSecurityRules');
  return {
    ...thing(node),
    // Entries that are no rules stay: of unknown priority, they may stand before all others.
    rules: (node.child('securityRules')?.items() ?? []).map((rule) => readSecurityRule(rule)),
    // Every group ends with the same rules: where they cannot be read, they are known all the same.
    defaults:
      node.child('defaultSecurityRules') === undefined || defaults.doubts.length > 0
        ? undefined
        : defaults.items.map((rule) => readSecurityRule(rule)),
    untold: rules.doubts,
    subnets: references(node, 'subnets'),
    interfaces: references(node, 'networkInterfaces'),
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
  const configurations = listedAt(node, 'ipConfigurations');
  const told = (name: string): Words => {
    const found = configurations.items.map((one) => wordsAt(one, name));
    return {
      words: [...new Set(found.flatMap(({ words }) => words))],
      doubts: [...configurations.doubts, ...found.flatMap(({ doubts }) => doubts)],
    };
  };
  const words = (name: string): readonly string[] => told(name).words;
  const doubtOf = (...names: readonly string[]): Fact<never> | undefined => {
    const [doubt] = names.flatMap((name) => told(name).doubts);
    return doubt === undefined ? undefined : unknown(`${doubt}.`, node.at);
  };
  const subnets = words('subnet').map(lower);
  const addresses = words('privateIPAddress');
  const publicIps = words('publicIPAddress').map(lower);
  const groups = told('applicationSecurityGroups');
  const machine = textAt(node.child('virtualMachine') ?? node, 'id') ?? '';
  const balanced = BALANCERS.some((name) => words(name).length > 0);
  return {
    ...thing(node),
    workload: node.child('virtualMachine') === undefined ? undefined : machine.slice(machine.lastIndexOf('/') + 1),
    subnet: subnets[0] === undefined ? unknown('The interface names no subnet.', node.at) : known(subnets[0], node.at),
    nsg: reference(node, 'networkSecurityGroup'),
    addresses:
      doubtOf('privateIPAddress') ??
      (addresses.length === 0
        ? unknown('The interface has no private address yet.', node.at)
        : known(addresses, node.at)),
    groups: { words: groups.words.map(lower), doubts: groups.doubts },
    publicAddress: publicIps.length > 0 ? known(true, node.at) : (doubtOf('publicIPAddress') ?? known(false, node.at)),
    publicIps,
    balanced: balanced ? known(true, node.at) : (doubtOf(...BALANCERS) ?? known(false, node.at)),
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
