import type { Diagnostic } from '../../../core/diagnostic.ts';
import { isKnown, known } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { FirewallChain, FirewallFilter, FirewallRule } from '../../../model/generated/model.ts';
import type { AzureNetwork, AzureNsg, AzurePeer, AzureRule } from './azure-network.ts';
import {
  isUnreadable,
  lastSegment,
  membersOf,
  type PeerContext,
  peerPart,
  usesOf,
  vnetRangesOf,
  vnetsOfNsg,
} from './peers.ts';
import { type Alternative, ANY, only, perhaps, portsPart, protocolNumbers, rulesOfDraft } from './rule-drafts.ts';
import { NO_WORDS, type Words } from './source-node.ts';

/** Filters of all groups, and what of their rules could not be understood. */
export interface FilterReading {
  readonly filters: readonly FirewallFilter[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns security groups into filters: sorted by priority, the default rules last, what none allows denied. */
export function nsgFilters(network: AzureNetwork): FilterReading {
  const members = membersOf(network);
  const uses = usesOf(network);
  const diagnostics: Diagnostic[] = [];
  const filters = sortedBy(network.nsgs.data ?? [], ({ label }) => label).map((nsg): FirewallFilter => {
    const vnets = vnetsOfNsg(uses, nsg);
    const context: PeerContext = { vnet: vnetRangesOf(network, vnets), members };
    diagnostics.push(...nsg.rules.flatMap((rule) => unreadParts(nsg, rule)));
    return {
      id: filterId(nsg),
      engine: 'azure-nsg',
      family: isIpv4Only(network, vnets) ? 'ipv4' : 'inet',
      semantics: 'first-match',
      stateful: true,
      loaded: 'configured',
      chains: [chainOf(nsg, 'in', context), chainOf(nsg, 'out', context)],
      at: nsg.at,
    };
  });
  return { filters, diagnostics };
}

/** The id of the filter of a group. */
export function filterId(nsg: AzureNsg): string {
  return `azure-nsg:${nsg.label}`;
}

/** IPv6 reaches nothing in networks that have no range of it. */
export function isIpv4Only(network: AzureNetwork, vnets: readonly string[] | undefined): boolean {
  if (vnets === undefined || vnets.length === 0) return false;
  return vnets.every((key) => {
    const vnet = network.vnets.data?.find((one) => one.key === key);
    if (vnet === undefined || vnet.prefixes.doubts.length > 0 || vnet.prefixes.words.length === 0) return false;
    return vnet.prefixes.words.every((word) => !word.includes(':'));
  });
}

function chainOf(nsg: AzureNsg, direction: 'in' | 'out', context: PeerContext): FirewallChain {
  const own = inOrder(nsg.rules.filter((rule) => isOf(rule, direction)));
  const ids = new Map<string, number>();
  const rules = own.flatMap((rule) => rulesOf(nsg, rule, direction, context, ids));
  // A rule that decides everything leaves nothing to the default rules: they would only be dead.
  const decided = rules.some(
    ({ conditions, uncertain, action }) => conditions.length + uncertain.length === 0 && action !== 'unknown',
  );
  const untold = nsg.untold.map(
    (why, i): FirewallRule => ({
      id: `${nsg.label}/${direction} untold ${i + 1}`,
      action: 'unknown',
      conditions: [],
      uncertain: [why],
      text: `rules of ${nsg.name} that are not told`,
      at: nsg.at,
    }),
  );
  const last = inOrder((nsg.defaults ?? defaultRules(nsg)).filter((rule) => isOf(rule, direction)));
  const end = last.find((rule) => isKnown(rule.access) && rule.access.value === 'deny');
  const defaults = decided
    ? []
    : last.filter((rule) => rule !== end).flatMap((rule) => rulesOf(nsg, rule, direction, context, ids));
  const hook = direction === 'in' ? 'input' : 'output';
  return {
    id: `${filterId(nsg)}:${hook}`,
    table: nsg.label,
    name: `${nsg.label} ${direction === 'in' ? 'inbound' : 'outbound'}`,
    hook,
    priority: 0,
    policy: known('deny', end?.at ?? nsg.at),
    rules: [...rules, ...untold, ...defaults],
    at: nsg.at,
  };
}

function isOf(rule: AzureRule, direction: 'in' | 'out'): boolean {
  return !isKnown(rule.direction) || rule.direction.value === direction;
}

/** By priority; a rule of unknown priority may stand before all others. */
function inOrder(rules: readonly AzureRule[]): readonly AzureRule[] {
  const rank = (rule: AzureRule) => (isKnown(rule.priority) ? rule.priority.value : -1);
  return [...rules].sort((a, b) => rank(a) - rank(b));
}

function rulesOf(
  nsg: AzureNsg,
  rule: AzureRule,
  direction: 'in' | 'out',
  context: PeerContext,
  ids: Map<string, number>,
): readonly FirewallRule[] {
  const inbound = direction === 'in';
  const base = `${nsg.label}/${direction}/${rule.name}`;
  const seen = (ids.get(base) ?? 0) + 1;
  ids.set(base, seen);
  const doubts = [
    ...(isKnown(rule.priority) ? [] : [rule.priority.unknown]),
    ...(isKnown(rule.direction) ? [] : [rule.direction.unknown]),
    ...rule.uncertain,
  ];
  return rulesOfDraft({
    id: seen === 1 ? base : `${base} #${seen}`,
    action: isKnown(rule.access) ? rule.access.value : 'unknown',
    text: ruleText(rule),
    ...(isKnown(rule.description) ? { comment: rule.description.value } : {}),
    at: rule.at,
    uncertain: [...doubts, ...(isKnown(rule.access) ? [] : [rule.access.unknown])],
    parts: [
      ...servicePartsOf(rule),
      peerPart(rule.source, 'src', !inbound, context),
      peerPart(rule.destination, 'dst', inbound, context),
    ],
  });
}

/** Ports are of TCP and UDP alone: those of another protocol mean nothing, or keep the rule from matching. */
function servicePartsOf(rule: AzureRule): readonly (readonly Alternative[])[] {
  const protocol = protocolPart(rule);
  const sport = portsPart('sport', rule.sourcePorts.words, rule.sourcePorts.doubts);
  const dport = portsPart('dport', rule.destinationPorts.words, rule.destinationPorts.doubts);
  const parts = [protocol, sport, dport];
  if (![...sport, ...dport].some(({ conditions }) => conditions.length > 0)) return parts;
  const numbers = protocol.flatMap(({ conditions }) => conditions.flatMap(({ values }) => values));
  if (protocol.includes(ANY)) return [[only({ on: 'protocol', values: PORTED })], sport, dport];
  if (numbers.length === 0 || numbers.some((number) => PORTED.includes(number))) return parts;
  return [protocol, [perhaps(['the rule names ports of a protocol that has none'])]];
}

const PORTED: readonly string[] = ['6', '17'];

function protocolPart({ protocol }: AzureRule): readonly Alternative[] {
  if (!isKnown(protocol)) return [perhaps([protocol.unknown])];
  const word = protocol.value.toLowerCase();
  if (word === '*' || word === 'any' || word === '') return [ANY];
  // One word for both versions of ICMP.
  const numbers = word === 'icmp' ? ['1', '58'] : protocolNumbers(word);
  return [
    numbers === undefined
      ? perhaps([`the protocol ${protocol.value} is not known`])
      : only({ on: 'protocol', values: numbers }),
  ];
}

/** A rule as a person would write it. */
export function ruleText(rule: AzureRule): string {
  const access = isKnown(rule.access) ? rule.access.value : 'decide on';
  const protocol = isKnown(rule.protocol) ? rule.protocol.value.toLowerCase() : 'an unknown protocol';
  const ports = listed(rule.destinationPorts, 'unknown ports');
  const service =
    protocol === '*' && ports === '*'
      ? 'everything'
      : `${protocol === '*' ? 'any protocol' : protocol}${ports === '*' ? '' : `/${ports}`}`;
  const priority = isKnown(rule.priority) ? ` (${rule.name}, priority ${rule.priority.value})` : ` (${rule.name})`;
  return `${access} ${service} from ${peerText(rule.source)} to ${peerText(rule.destination)}${priority}`;
}

function peerText({ prefixes, groups }: AzurePeer): string {
  const words = [...prefixes.words, ...groups.words.map(lastSegment)];
  const unknown = prefixes.doubts.length + groups.doubts.length > 0;
  return listed({ words, doubts: unknown ? ['x'] : [] }, 'addresses known only after apply');
}

function listed({ words, doubts }: Words, unknown: string): string {
  const shown = words.length > 6 ? [...words.slice(0, 6), `${words.length - 6} more`] : words;
  return [...shown, ...(doubts.length === 0 ? [] : [unknown])].join(', ') || '*';
}

/** The rules that Azure puts at the end of each group (65000 to 65500). */
function defaultRules(nsg: AzureNsg): readonly AzureRule[] {
  const make = (
    name: string,
    priority: number,
    direction: 'in' | 'out',
    source: string,
    destination: string,
    access: 'allow' | 'deny',
  ): AzureRule => ({
    name,
    priority: known(priority, nsg.at),
    direction: known(direction, nsg.at),
    access: known(access, nsg.at),
    protocol: known('*', nsg.at),
    source: { prefixes: { words: [source], doubts: [] }, groups: NO_WORDS },
    destination: { prefixes: { words: [destination], doubts: [] }, groups: NO_WORDS },
    sourcePorts: NO_WORDS,
    destinationPorts: NO_WORDS,
    description: known('', nsg.at),
    uncertain: [],
    at: nsg.at,
  });
  return [
    make('AllowVnetInBound', 65_000, 'in', 'VirtualNetwork', 'VirtualNetwork', 'allow'),
    make('AllowAzureLoadBalancerInBound', 65_001, 'in', 'AzureLoadBalancer', '*', 'allow'),
    make('DenyAllInBound', 65_500, 'in', '*', '*', 'deny'),
    make('AllowVnetOutBound', 65_000, 'out', 'VirtualNetwork', 'VirtualNetwork', 'allow'),
    make('AllowInternetOutBound', 65_001, 'out', '*', 'Internet', 'allow'),
    make('DenyAllOutBound', 65_500, 'out', '*', '*', 'deny'),
  ];
}

/** What of a rule is no address, tag, port or protocol: said, since the rule then may match or not. */
function unreadParts(nsg: AzureNsg, rule: AzureRule): readonly Diagnostic[] {
  const words = [...rule.source.prefixes.words, ...rule.destination.prefixes.words].filter(isUnreadable);
  const ports = [...rule.sourcePorts.words, ...rule.destinationPorts.words];
  const parts = [...protocolPart(rule), ...portsPart('dport', ports, [])].flatMap(({ uncertain }) => uncertain);
  return [
    ...words.map((word) => `${word} is neither an address nor a service tag`),
    ...parts.filter((text) => !text.includes('after apply')),
  ].map(
    (what): Diagnostic => ({
      level: 'warning',
      code: 'uncertain-rule',
      message: `${nsg.label}: ${what}; the rule ${rule.name} may match or not`,
      at: rule.at,
    }),
  );
}
