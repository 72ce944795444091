import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete, notCollected, type Section } from '../../../core/section.ts';
import { asBoolean, factAt, type SourceNode, tagsAt, textAt, wordsAt } from '../azure/source-node.ts';
import type { GcpFirewall, GcpInstance, GcpNetwork, GcpPolicy, GcpSubnet, GcpThing, GcpVpc } from './gcp-network.ts';
import { lastSegment, linkKey, projectOf, withDistinctLabels } from './keys.ts';
import { GCP_COMMANDS } from './lists.ts';
import { readFirewallRule, readPolicyRule } from './read-rules.ts';

/** What the objects of exports are called. */
const KINDS = {
  'compute#firewall': 'firewall',
  'compute#network': 'vpc',
  'compute#subnetwork': 'subnet',
  'compute#instance': 'instance',
  'compute#firewallPolicy': 'policy',
} as const;
type GcpKind = (typeof KINDS)[keyof typeof KINDS];

/** What an object is, by its kind. */
export function kindOf(node: SourceNode): GcpKind | undefined {
  const kind = textAt(node, 'kind') ?? '';
  return Object.entries(KINDS).find(([name]) => name === kind)?.[1];
}

/** The project whose networks an object is about; undefined for what stands above projects. */
export function projectOfNode(node: SourceNode): string | undefined {
  const link = textAt(node, 'selfLink') ?? '';
  switch (kindOf(node)) {
    case 'firewall':
    case 'subnet':
      return projectOf(textAt(node, 'network') ?? link);
    case 'instance': {
      // A shared network stands in another project than its instances.
      const [first] = node.child('networkInterfaces')?.items() ?? [];
      return projectOf((first === undefined ? undefined : textAt(first, 'network')) ?? link);
    }
    case 'policy':
      return /\/projects\//.test(link) ? projectOf(link) : undefined;
    default:
      return projectOf(link);
  }
}

/** Reads the objects about the networks of one project. */
export function readExport(nodes: readonly SourceNode[]): GcpNetwork {
  const of = (kind: GcpKind): readonly SourceNode[] => [
    ...new Map(nodes.filter((node) => kindOf(node) === kind).map((node) => [keyOf(node), node])).values(),
  ];
  const subnets = of('subnet');
  return {
    firewalls: given(of('firewall').map(readFirewall), 'The firewall rules', GCP_COMMANDS.firewalls),
    vpcs: given(withDistinctLabels(of('vpc').map(readVpc)), 'The networks', GCP_COMMANDS.networks),
    // Proxies and service attachments have subnets of their own, which hold no workloads and record no flows.
    subnets: given(
      withDistinctLabels(subnets.filter(isForWorkloads).map(readSubnet)),
      'The subnets',
      GCP_COMMANDS.subnets,
    ),
    instances: given(withDistinctLabels(of('instance').flatMap(readInstance)), 'The instances', GCP_COMMANDS.instances),
    policies: withDistinctLabels(of('policy').map(readPolicy)),
  };
}

function given<T>(list: readonly T[], what: string, command: string): Section<readonly T[]> {
  return list.length > 0
    ? complete(list)
    : notCollected(`${what} were not given.`, `Give the output of \`${command}\`.`);
}

function keyOf(node: SourceNode): string {
  return linkKey(textAt(node, 'selfLink') ?? textAt(node, 'id') ?? textAt(node, 'name') ?? '');
}

function thing(node: SourceNode): GcpThing {
  const name = textAt(node, 'name') ?? lastSegment(keyOf(node));
  return { key: keyOf(node), label: name, name, at: node.at };
}

function linkFact(node: SourceNode, name: string): Fact<string> {
  const link = textAt(node, name);
  return link === undefined ? unknown(`The ${name} is not told.`, node.at) : known(linkKey(link), node.at);
}

function readFirewall(node: SourceNode): GcpFirewall {
  const rule = readFirewallRule(node);
  return { ...rule, label: rule.name, network: linkFact(node, 'network') };
}

function readVpc(node: SourceNode): GcpVpc {
  const order = textAt(node, 'networkFirewallPolicyEnforcementOrder');
  return {
    ...thing(node),
    isDefault: known(textAt(node, 'name') === 'default', node.at),
    policiesFirst: known(order === 'BEFORE_CLASSIC_FIREWALL', node.at),
  };
}

function isForWorkloads(node: SourceNode): boolean {
  return !/PROXY|LOAD_BALANCER|PRIVATE_SERVICE_CONNECT|PRIVATE_NAT/.test(textAt(node, 'purpose') ?? '');
}

function readSubnet(node: SourceNode): GcpSubnet {
  const log = node.child('logConfig');
  return {
    ...thing(node),
    label: `${lastSegment(textAt(node, 'region') ?? '')}/${textAt(node, 'name') ?? ''}`,
    network: linkFact(node, 'network'),
    flowLogs:
      log?.child('enable') === undefined
        ? factAt(node, 'enableFlowLogs', asBoolean, false)
        : factAt(log, 'enable', asBoolean, false),
    hasIpv6: node.child('ipv6CidrRange') !== undefined || /IPV6/.test(textAt(node, 'stackType') ?? ''),
  };
}

function readInstance(node: SourceNode): readonly GcpInstance[] {
  const accounts = (node.child('serviceAccounts')?.items() ?? []).flatMap((one) => textAt(one, 'email') ?? []);
  const interfaces = node.child('networkInterfaces')?.items() ?? [];
  const tags = node.child('tags');
  return interfaces.map((one, i): GcpInstance => {
    const { key, label, name, at } = thing(node);
    const configs = [
      ...(one.child('accessConfigs')?.items() ?? []),
      ...(one.child('ipv6AccessConfigs')?.items() ?? []),
    ];
    const addresses = [...wordsAt(one, 'networkIP').words, ...wordsAt(one, 'ipv6Address').words];
    return {
      key: `${key}/${i}`,
      label: i === 0 ? label : `${label}/${textAt(one, 'name') ?? `nic${i}`}`,
      name,
      network: linkFact(one, 'network'),
      subnet: linkFact(one, 'subnetwork'),
      tags: known(tags === undefined ? [] : wordsAt(tags, 'items').words, tags?.at ?? at),
      accounts: known(accounts, at),
      labels: tagsAt(node, 'labels'),
      publicAddress: known(configs.length > 0, one.at),
      addresses: addresses.length === 0 ? unknown('Its address is not told.', one.at) : known(addresses, one.at),
      forwards: factAt(node, 'canIpForward', asBoolean, false),
      at,
    };
  });
}

function readPolicy(node: SourceNode): GcpPolicy {
  const link = textAt(node, 'selfLink') ?? '';
  const rules = node.child('rules');
  const attachments = (node.child('associations')?.items() ?? []).flatMap(
    (one) => textAt(one, 'attachmentTarget') ?? [],
  );
  const label = textAt(node, 'shortName') ?? textAt(node, 'displayName') ?? textAt(node, 'name') ?? '';
  return {
    ...thing(node),
    label,
    kind: !/\/projects\//.test(link) ? 'hierarchical' : /\/regions\//.test(link) ? 'regional' : 'global',
    rules: (rules?.items() ?? []).map((rule) => readPolicyRule(rule, linkKey)),
    attachments: known(attachments.map(attachmentKey), node.at),
    untold: rules === undefined ? [`the rules of the policy ${label} are not in the export`] : [],
  };
}

/** `organizations/1`, `folders/2`, or the key of a network. */
function attachmentKey(target: string): string {
  return /(?:organizations|folders)\/\d+$/.exec(target)?.[0] ?? linkKey(target);
}
