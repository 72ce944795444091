import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../../core/order.ts';
import { complete, type Section } from '../../../core/section.ts';
import type {
  FirewallEntry,
  FirewallGroup,
  FirewallNetwork,
  FirewallSubnet,
  FirewallWorkload,
} from '../../../model/generated/model.ts';
import type { GcpNetwork, GcpRule } from './gcp-network.ts';
import { lastSegment } from './keys.ts';
import { ruleText } from './rule-parts.ts';

/** Commands that give what is missing. */
export const GCP_COMMANDS = {
  firewalls: 'gcloud compute firewall-rules list --format=json > firewall-rules.json',
  networks: 'gcloud compute networks list --format=json > networks.json',
  subnets: 'gcloud compute networks subnets list --format=json > subnets.json',
  instances: 'gcloud compute instances list --format=json > instances.json',
} as const;

/** The lists of the model beside the rules. */
export interface GcpLists {
  readonly groups: Section<readonly FirewallGroup[]>;
  readonly networks: Section<readonly FirewallNetwork[]>;
  readonly subnets: Section<readonly FirewallSubnet[]>;
  readonly workloads: Section<readonly FirewallWorkload[]>;
}

/** Lists what the source tells, under the names that people know. */
export function gcpLists(network: GcpNetwork): GcpLists {
  const labels = new Map<string, string>();
  for (const list of [network.vpcs.data ?? [], network.subnets.data ?? [], network.policies])
    for (const { key, label } of list) labels.set(key, label);
  const labelOf = (key: string): string => labels.get(key) ?? lastSegment(key);
  return {
    groups: groupsOf(network, labelOf),
    networks: mapSection(network.vpcs, (vpc): FirewallNetwork => {
      const subnets = (network.subnets.data ?? []).filter(
        (one) => isKnown(one.network) && one.network.value === vpc.key,
      );
      return {
        id: vpc.label,
        name: vpc.name,
        provider: 'gcp',
        is_default: vpc.isDefault,
        workloads: workloadsIn(network, vpc.key, vpc.at),
        flow_logs:
          network.subnets.flag === 'complete'
            ? everyFact(
                subnets.map(({ flowLogs }) => flowLogs),
                vpc.at,
              )
            : unknown(`Its subnets were not given: \`${GCP_COMMANDS.subnets}\`.`, vpc.at),
        flow_log_days: unknown(
          'How long flow logs are kept is set at the log bucket, which no list of networks shows.',
          vpc.at,
        ),
        at: vpc.at,
      };
    }),
    subnets: mapSection(
      network.subnets,
      (subnet): FirewallSubnet => ({
        id: subnet.label,
        name: subnet.name,
        provider: 'gcp',
        network: isKnown(subnet.network) ? labelOf(subnet.network.value) : '',
        hands_out_public_addresses: known(false, subnet.at),
        group: known('', subnet.at),
        flow_logs: subnet.flowLogs,
        at: subnet.at,
      }),
    ),
    workloads: mapSection(
      network.instances,
      (one): FirewallWorkload => ({
        id: one.label,
        name: one.name,
        provider: 'gcp',
        ...(isKnown(one.network) ? { network: labelOf(one.network.value) } : {}),
        ...(isKnown(one.subnet) ? { subnet: labelOf(one.subnet.value) } : {}),
        public_address: one.publicAddress,
        tags: joined(one.labels, one.tags),
        groups: isKnown(one.network) ? known([labelOf(one.network.value)], one.at) : one.network,
        forwards: one.forwards,
        at: one.at,
      }),
    ),
  };
}

function mapSection<T, U extends { readonly id: string }>(
  section: Section<readonly T[]>,
  read: (item: T) => U,
): Section<readonly U[]> {
  const { data, ...rest } = section;
  return data === undefined ? rest : { ...rest, data: sortedBy(data.map(read), ({ id }) => id) };
}

/** True when all are; false as soon as one is not. */
function everyFact(facts: readonly Fact<boolean>[], at: Place): Fact<boolean> {
  const off = facts.find((fact) => isKnown(fact) && !fact.value);
  return off ?? facts.find((fact) => !isKnown(fact)) ?? known(facts.length > 0, at);
}

function joined(labels: Fact<readonly string[]>, tags: Fact<readonly string[]>): Fact<readonly string[]> {
  if (!isKnown(labels)) return labels;
  return isKnown(tags)
    ? known([...new Set([...labels.value, ...tags.value])].sort(compareCodePoints), labels.at)
    : tags;
}

function workloadsIn(network: GcpNetwork, key: string, at: Place): Fact<readonly string[]> {
  if (network.instances.flag !== 'complete')
    return unknown(`The instances were not given: \`${GCP_COMMANDS.instances}\`.`, at);
  const own = (network.instances.data ?? []).filter((one) => isKnown(one.network) && one.network.value === key);
  return known(own.map(({ label }) => label).sort(compareCodePoints), at);
}

/** The rules of each network, and each policy. */
function groupsOf(network: GcpNetwork, labelOf: (key: string) => string): Section<readonly FirewallGroup[]> {
  const { data = [], ...rest } = network.firewalls;
  const keys = new Map<string, GcpRule[]>();
  for (const rule of data) {
    const key = isKnown(rule.network) ? rule.network.value : '';
    const list = keys.get(key) ?? [];
    keys.set(key, list);
    list.push(rule);
  }
  const ofNetworks = [...keys].map(([key, rules]): FirewallGroup => {
    const vpc = network.vpcs.data?.find((one) => one.key === key);
    const label = key === '' ? 'a network that is not told' : labelOf(key);
    const at = vpc?.at ?? rules[0]?.at ?? { file: '' };
    return {
      id: `${label} firewall rules`,
      name: label,
      provider: 'gcp',
      kind: 'firewall-rules',
      network: label,
      is_default: known(false, at),
      description: known('', at),
      attached_to: known([label], at),
      entries: entriesOf(`${label}/`, rules),
      at,
    };
  });
  const ofPolicies = network.policies.map(
    (policy): FirewallGroup => ({
      id: policy.label,
      name: policy.name,
      provider: 'gcp',
      kind: 'firewall-rules',
      is_default: known(false, policy.at),
      description: known('', policy.at),
      attached_to: isKnown(policy.attachments)
        ? known(policy.attachments.value.map((key) => labels(key, labelOf)).sort(compareCodePoints), policy.at)
        : policy.attachments,
      entries: entriesOf(`${policy.label}/`, policy.rules),
      at: policy.at,
    }),
  );
  const all = sortedBy([...ofNetworks, ...ofPolicies], ({ id }) => id);
  return network.firewalls.data === undefined && all.length === 0
    ? rest
    : network.firewalls.data === undefined
      ? { ...rest, flag: 'incomplete', data: all }
      : complete(all);
}

function labels(key: string, labelOf: (key: string) => string): string {
  return /^(?:organizations|folders)\//.test(key) ? key : labelOf(key);
}

function entriesOf(prefix: string, rules: readonly GcpRule[]): readonly FirewallEntry[] {
  const seen = new Map<string, number>();
  return rules.flatMap((rule): readonly FirewallEntry[] => {
    if (isKnown(rule.action) && rule.action.value === 'goto_next') return [];
    const base = `${prefix}${rule.name}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return [
      {
        id: count === 1 ? base : `${base} #${count}`,
        direction: isKnown(rule.direction) ? rule.direction.value : 'in',
        action: isKnown(rule.action) && rule.action.value === 'deny' ? 'deny' : 'allow',
        description: rule.description,
        text: `${ruleText(rule)}${isKnown(rule.disabled) && rule.disabled.value ? ', disabled' : ''}`,
        at: rule.at,
      },
    ];
  });
}
