import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import type { Section } from '../../../core/section.ts';
import type {
  FirewallEntry,
  FirewallFlowLog,
  FirewallGroup,
  FirewallNetwork,
  FirewallSubnet,
  FirewallWorkload,
} from '../../../model/generated/model.ts';
import type { AzureFlowLog, AzureNetwork, AzureNsg, AzureRule } from './azure-network.ts';
import { ruleText } from './nsg-filter.ts';
import { type AzureUses, usesOf } from './peers.ts';
import { subnetGroups } from './points.ts';

/** Commands that give what is missing. */
export const AZURE_COMMANDS = {
  nsgs: 'az network nsg list --output json > nsgs.json',
  vnets: 'az network vnet list --output json > vnets.json',
  nics: 'az network nic list --output json > nics.json',
  publicIps: 'az network public-ip list --output json > public-ips.json',
  flowLogs: 'az network watcher flow-log list --location REGION --output json > flow-logs-REGION.json',
} as const;

/** The lists of the model beside the rules. */
export interface AzureLists {
  readonly groups: Section<readonly FirewallGroup[]>;
  readonly networks: Section<readonly FirewallNetwork[]>;
  readonly subnets: Section<readonly FirewallSubnet[]>;
  readonly workloads: Section<readonly FirewallWorkload[]>;
  readonly flow_logs: Section<readonly FirewallFlowLog[]>;
}

/** Lists what the source tells, under the labels that people know. */
export function azureLists(network: AzureNetwork): AzureLists {
  const labels = new Map<string, string>();
  for (const list of [network.nsgs, network.vnets, network.subnets, network.nics])
    for (const { key, label } of list.data ?? []) labels.set(key, label);
  const labelOf = (key: string): string => labels.get(key) ?? labelOfId(key);
  const logs = network.flowLogs.data ?? [];
  const logged = coverage(network, logs);
  const uses = usesOf(network);
  return {
    groups: mapSection(network.nsgs, (nsg): FirewallGroup => groupOf(uses, nsg, labelOf)),
    networks: mapSection(network.vnets, (vnet): FirewallNetwork => {
      const subnets = (network.subnets.data ?? []).filter(
        (subnet) => isKnown(subnet.vnet) && subnet.vnet.value === vnet.key,
      );
      const keys = new Set(subnets.map(({ key }) => key));
      const members = (network.nics.data ?? []).filter((nic) => isKnown(nic.subnet) && keys.has(nic.subnet.value));
      const own = logs.filter((log) => isKnown(log.target) && log.target.value === vnet.key);
      return {
        id: vnet.label,
        name: vnet.name,
        provider: 'azure',
        is_default: known(false, vnet.at),
        workloads:
          network.nics.flag === 'complete'
            ? known(members.map(({ label }) => label).sort(compareCodePoints), vnet.at)
            : unknown(`The interfaces were not given: \`${AZURE_COMMANDS.nics}\`.`, vnet.at),
        flow_logs: logged(
          vnet.key,
          vnet.region,
          vnet.at,
          subnets.length > 0 ? subnets.map(({ key }) => key) : undefined,
        ),
        flow_log_days: own[0]?.days ?? unknown('No flow log of the network itself is told.', vnet.at),
        at: vnet.at,
      };
    }),
    subnets: mapSection(network.subnets, (subnet): FirewallSubnet => {
      const vnet = isKnown(subnet.vnet) ? subnet.vnet.value : '';
      const region = network.vnets.data?.find(({ key }) => key === vnet)?.region;
      return {
        id: subnet.label,
        name: subnet.name,
        provider: 'azure',
        network: vnet === '' ? '' : labelOf(vnet),
        hands_out_public_addresses: known(false, subnet.at),
        group: isKnown(subnet.nsg)
          ? known(subnet.nsg.value === '' ? '' : labelOf(subnet.nsg.value), subnet.nsg.at)
          : subnet.nsg,
        flow_logs: logged(subnet.key, region, subnet.at),
        at: subnet.at,
      };
    }),
    workloads: workloadsOf(network, uses, labelOf),
    flow_logs: mapSection(
      network.flowLogs,
      (log): FirewallFlowLog => ({
        id: log.label,
        name: log.name,
        provider: 'azure',
        target: isKnown(log.target) && labels.has(log.target.value) ? labelOf(log.target.value) : log.targetLabel,
        enabled: log.enabled,
        days: log.days,
        at: log.at,
      }),
    ),
  };
}

/** A section of each item in the order of ids; what was not given stays so. */
function mapSection<T, U extends { readonly id: string }>(
  section: Section<readonly T[]>,
  read: (item: T) => U,
): Section<readonly U[]> {
  const { data, ...rest } = section;
  return data === undefined ? rest : { ...rest, data: sortedBy(data.map(read), ({ id }) => id) };
}

function groupOf(uses: AzureUses, nsg: AzureNsg, labelOf: (key: string) => string): FirewallGroup {
  const keys = new Set<string>();
  for (const fact of [nsg.subnets, nsg.interfaces]) if (isKnown(fact)) for (const key of fact.value) keys.add(key);
  const named = uses.of(nsg.key);
  for (const key of [...named.subnets, ...named.nics]) keys.add(key);
  const isTold = isKnown(nsg.subnets) && isKnown(nsg.interfaces);
  const untold = [nsg.subnets, nsg.interfaces].flatMap((fact) => (isKnown(fact) ? [] : [fact.unknown]));
  return {
    id: nsg.label,
    name: nsg.name,
    provider: 'azure',
    kind: 'network-security-group',
    is_default: known(false, nsg.at),
    description: known('', nsg.at),
    attached_to:
      isTold || keys.size > 0
        ? known([...keys].map(labelOf).sort(compareCodePoints), nsg.at)
        : unknown(untold[0] ?? 'What uses the group is not told.', nsg.at),
    entries: entriesOf(nsg),
    at: nsg.at,
  };
}

function entriesOf(nsg: AzureNsg): readonly FirewallEntry[] {
  const seen = new Map<string, number>();
  return nsg.rules.map((rule: AzureRule): FirewallEntry => {
    const base = `${nsg.label}/${rule.name}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return {
      id: count === 1 ? base : `${base} #${count}`,
      direction: isKnown(rule.direction) ? rule.direction.value : 'in',
      action: isKnown(rule.access) ? rule.access.value : 'allow',
      description: rule.description,
      text: ruleText(rule),
      at: rule.at,
    };
  });
}

/** Whether flow logs are on for something: by a log of it, or for a network by logs of all its subnets. */
function coverage(network: AzureNetwork, logs: readonly AzureFlowLog[]) {
  const regions = new Set(logs.map(({ region }) => region));
  const groups = new Map((network.subnets.data ?? []).map(({ key, nsg }) => [key, isKnown(nsg) ? nsg.value : '']));
  const parents = new Map((network.subnets.data ?? []).map(({ key, vnet }) => [key, isKnown(vnet) ? vnet.value : '']));
  const logOf = (key: string) =>
    logs.find((log) => isKnown(log.target) && log.target.value === key && isKnown(log.enabled) && log.enabled.value);
  const isOn = (key: string): boolean =>
    [key, groups.get(key) ?? '', parents.get(key) ?? ''].some((one) => one !== '' && logOf(one) !== undefined);
  return (key: string, region: string | undefined, at: AzureNsg['at'], parts?: readonly string[]): Fact<boolean> => {
    const found = logOf(key);
    if (found !== undefined) return known(true, found.at);
    if (isOn(key) || parts?.every(isOn) === true) return known(true, at);
    const doubtful = logs.some((log) => !isKnown(log.target) || !isKnown(log.enabled));
    // A list of flow logs speaks of one region.
    const isTold = network.flowLogs.flag === 'complete' && (region === undefined || regions.has(region)) && !doubtful;
    return isTold
      ? known(false, at)
      : unknown(
          `Its flow logs were not given: \`${AZURE_COMMANDS.flowLogs.replaceAll('REGION', region ?? 'REGION')}\`.`,
          at,
        );
  };
}

function workloadsOf(
  network: AzureNetwork,
  uses: AzureUses,
  labelOf: (key: string) => string,
): Section<readonly FirewallWorkload[]> {
  const machines = new Map(
    network.machines.flatMap((machine) => machine.interfaces.map((key) => [key, machine] as const)),
  );
  const groupOfSubnet = subnetGroups(network);
  const ofNics = mapSection(network.nics, (nic): FirewallWorkload => {
    const machine = machines.get(nic.key);
    const behind = [groupOfSubnet(nic), nic.nsg];
    const unclear = behind.find((fact) => !isKnown(fact));
    const groups = behind.flatMap((fact) => (isKnown(fact) && fact.value !== '' ? [labelOf(fact.value)] : []));
    const subnet = isKnown(nic.subnet) ? nic.subnet.value : undefined;
    const told = subnet === undefined ? undefined : uses.subnets.get(subnet);
    const vnet = told !== undefined && isKnown(told.vnet) ? told.vnet.value : undefined;
    return {
      id: nic.label,
      name: nic.workload ?? nic.name,
      provider: 'azure',
      ...(vnet === undefined ? {} : { network: labelOf(vnet) }),
      ...(subnet === undefined ? {} : { subnet: labelOf(subnet) }),
      public_address: nic.publicAddress,
      tags: machine?.tags ?? nic.tags,
      groups:
        unclear !== undefined && !isKnown(unclear)
          ? unclear
          : known([...new Set(groups)].sort(compareCodePoints), nic.at),
      forwards: nic.forwards,
      at: nic.at,
    };
  });
  if (network.nics.data !== undefined || network.machines.length === 0) return ofNics;
  const unread = (what: string, at: AzureNsg['at']) =>
    unknown(`The list of machines does not tell ${what}: \`${AZURE_COMMANDS.nics}\`.`, at);
  const data = network.machines.map(
    (machine): FirewallWorkload => ({
      id: machine.label,
      name: machine.name,
      provider: 'azure',
      public_address:
        machine.publicAddress === undefined
          ? unread('public addresses', machine.at)
          : known(machine.publicAddress, machine.at),
      tags: machine.tags,
      groups: unread('the security groups', machine.at),
      forwards: unread('whether it forwards', machine.at),
      at: machine.at,
    }),
  );
  return {
    flag: 'incomplete',
    reason: 'Interfaces of no machine are not in the list of machines.',
    hint: AZURE_COMMANDS.nics,
    data: sortedBy(data, ({ id }) => id),
  };
}

/** A resource id for people: resource group and the names below it. */
export function labelOfId(id: string): string {
  const match = /\/resourcegroups\/([^/]+)\/providers\/[^/]+\/(.+)$/i.exec(id);
  if (match === null) return id;
  const names = (match[2] ?? '').split('/').filter((_, i) => i % 2 === 1);
  return [match[1], ...names].join('/');
}
