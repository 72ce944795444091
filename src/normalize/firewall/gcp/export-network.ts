import { type Fact, known, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import { complete, incomplete, notCollected, type Section } from '../../../core/section.ts';
import {
  asBoolean,
  type ExportGap,
  factAt,
  listedAt,
  type SourceNode,
  tagsAt,
  textAt,
  wordsAt,
} from '../azure/source-node.ts';
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
export function readExport(nodes: readonly SourceNode[], gaps: readonly ExportGap[] = []): GcpNetwork {
  const of = (kind: GcpKind): readonly SourceNode[] => [
    ...new Map(nodes.filter((node) => kindOf(node) === kind).map((node) => [keyOf(node), node])).values(),
  ];
  const subnets = of('subnet');
  const given = <T>(kind: GcpKind, list: readonly T[], what: string, command: string, more: readonly string[] = []) => {
    const files = new Set(nodes.filter((node) => kindOf(node) === kind).map(({ at }) => at.file));
    const own = gaps.filter(({ file }) => file === undefined || files.has(file)).map(({ why }) => why);
    return givenList(list, [...own, ...more], what, command);
  };
  const readable = new Map(nodes.map((node) => [node.at.file, kindOf(node)]));
  const untold = gaps
    .filter(({ file }) => file === undefined || readable.get(file) === undefined || readable.get(file) === 'policy')
    .map(({ why }) => why);
  // Which interfaces an instance has is told by its list alone.
  const astray = of('instance').flatMap((node) => {
    const { items, doubts } = listedAt(node, 'networkInterfaces');
    const name = textAt(node, 'name') ?? 'an instance';
    if (items.length === 0 || doubts.length > 0) return [`the interfaces of ${name} are not told`];
    return items.some((one) => textAt(one, 'network') === undefined) ? [`the network of ${name} is not told`] : [];
  });
  return {
    firewalls: given('firewall', of('firewall').map(readFirewall), 'The firewall rules', GCP_COMMANDS.firewalls),
    vpcs: given('vpc', withDistinctLabels(of('vpc').map(readVpc)), 'The networks', GCP_COMMANDS.networks),
    // Proxies and service attachments have subnets of their own, which hold no workloads and record no flows.
    subnets: given(
      'subnet',
      withDistinctLabels(subnets.filter(isForWorkloads).map(readSubnet)),
      'The subnets',
      GCP_COMMANDS.subnets,
    ),
    instances: given(
      'instance',
      withDistinctLabels(of('instance').flatMap(readInstance)),
      'The instances',
      GCP_COMMANDS.instances,
      astray,
    ),
    policies: withDistinctLabels(of('policy').map(readPolicy)),
    ...(untold.length === 0 ? {} : { untold }),
  };
}

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
  const rule = wholeRule(node, readFirewallRule(node));
  return { ...rule, label: rule.name, network: linkFact(node, 'network') };
}

/** What the API shows of every rule: without it the rule is not shown whole (--format, --flatten). */
function wholeRule(node: SourceNode, rule: GcpRule): GcpRule {
  const lacking = (name: string): Fact<never> | undefined =>
    node.child(name) === undefined ? unknown(`The rule has no ${name}.`, node.at) : undefined;
  return {
    ...rule,
    priority: lacking('priority') ?? rule.priority,
    direction: lacking('direction') ?? rule.direction,
    disabled: lacking('disabled') ?? rule.disabled,
  };
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
  const accounts = emailsOf(node);
  const interfaces = listedAt(node, 'networkInterfaces').items;
  const tags = networkTags(node);
  return interfaces.map((one, i): GcpInstance => {
    const { key, label, name, at } = thing(node);
    const configs = [listedAt(one, 'accessConfigs'), listedAt(one, 'ipv6AccessConfigs')];
    const [odd] = configs.flatMap(({ doubts }) => doubts);
    const isPublic = configs.some(({ items }) => items.length > 0);
    const [four, six] = [wordsAt(one, 'networkIP'), wordsAt(one, 'ipv6Address')];
    const addresses = [...four.words, ...six.words];
    return {
      key: `${key}/${i}`,
      label: i === 0 ? label : `${label}/${textAt(one, 'name') ?? `nic${i}`}`,
      name,
      network: linkFact(one, 'network'),
      subnet: linkFact(one, 'subnetwork'),
      tags,
      accounts,
      labels: tagsAt(node, 'labels'),
      publicAddress: odd === undefined || isPublic ? known(isPublic, one.at) : unknown(`${odd}.`, one.at),
      addresses:
        addresses.length === 0 || four.doubts.length + six.doubts.length > 0
          ? unknown('Its address is not told.', one.at)
          : known(addresses, one.at),
      forwards: factAt(node, 'canIpForward', asBoolean, false),
      at,
    };
  });
}

function networkTags(node: SourceNode): Fact<readonly string[]> {
  const tags = node.child('tags');
  if (tags === undefined) return known([], node.at);
  const { words, doubts } = wordsAt(tags, 'items');
  const odd = doubts[0] ?? (isRecord(tags.value) ? undefined : 'its tags cannot be read');
  return odd === undefined ? known(words, tags.at) : unknown(`${odd}.`, tags.at);
}

function emailsOf(node: SourceNode): Fact<readonly string[]> {
  const { items, doubts } = listedAt(node, 'serviceAccounts');
  const emails = items.flatMap((one) => textAt(one, 'email') ?? []);
  return doubts.length === 0 && emails.length === items.length
    ? known(emails, node.at)
    : unknown('Its service accounts cannot be read.', node.at);
}

function readPolicy(node: SourceNode): GcpPolicy {
  const link = textAt(node, 'selfLink') ?? '';
  const rules = listedAt(node, 'rules');
  const associations = listedAt(node, 'associations');
  const attachments = associations.items.flatMap((one) => textAt(one, 'attachmentTarget') ?? []);
  const isWhole = associations.doubts.length === 0 && attachments.length === associations.items.length;
  const label = textAt(node, 'shortName') ?? textAt(node, 'displayName') ?? textAt(node, 'name') ?? '';
  return {
    ...thing(node),
    label,
    kind: !/\/projects\//.test(link) ? 'hierarchical' : /\/regions\//.test(link) ? 'regional' : 'global',
    rules: rules.items.map((rule) => readPolicyRule(rule, linkKey)),
    attachments: isWhole
      ? known(attachments.map(attachmentKey), node.at)
      : unknown(`To what the policy ${label} is attached cannot be read.`, node.at),
    untold:
      node.child('rules') === undefined
        ? [`the rules of the policy ${label} are not in the export`]
        : rules.doubts.map((doubt) => `${doubt}: the policy ${label}`),
  };
}

/** `organizations/1`, `folders/2`, or the key of a network. */
function attachmentKey(target: string): string {
  return /(?:organizations|folders)\/\d+$/.exec(target)?.[0] ?? linkKey(target);
}
