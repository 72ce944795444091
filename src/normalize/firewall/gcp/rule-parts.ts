import { isKnown } from '../../../core/fact.ts';
import type { FirewallRule } from '../../../model/generated/model.ts';
import {
  type Alternative,
  ANY,
  only,
  PRIVATE_RANGES,
  perhaps,
  portsPart,
  protocolNumbers,
  rulesOfDraft,
  sortAddresses,
} from '../azure/rule-drafts.ts';
import type { GcpNetwork, GcpPeers, GcpRule, GcpService } from './gcp-network.ts';

const INSTANCE_LIST = 'gcloud compute instances list --format=json > instances.json';

/** Addresses of the instances of a network with a tag or service account. */
export type PeersOf = (
  kind: 'tag' | 'account',
  name: string,
) => { readonly cidrs: readonly string[]; readonly doubts: readonly string[] };

/** Turns a rule into rules of the model. `uncertain` are doubts about whether it applies at all. */
export function modelRules(
  rule: GcpRule,
  id: string,
  peersOf: PeersOf,
  uncertain: readonly string[],
): readonly FirewallRule[] {
  const doubts = [
    ...(isKnown(rule.priority) ? [] : [rule.priority.unknown]),
    ...(isKnown(rule.direction) ? [] : [rule.direction.unknown]),
    ...(isKnown(rule.disabled) ? [] : [rule.disabled.unknown]),
    ...(isKnown(rule.action) ? [] : [rule.action.unknown]),
    ...rule.source.limits,
    ...rule.destination.limits,
  ];
  const action = isKnown(rule.action) ? rule.action.value : 'unknown';
  return rulesOfDraft({
    id,
    action: action === 'goto_next' ? 'return' : action,
    text: ruleText(rule),
    ...(isKnown(rule.description) ? { comment: rule.description.value } : {}),
    at: rule.at,
    uncertain: [...doubts, ...uncertain],
    parts: [
      peerPart(rule.source, 'src', peersOf),
      peerPart(rule.destination, 'dst', peersOf),
      servicePart(rule.services),
    ],
  });
}

/** Any of ranges, tags and accounts; nobody named is everybody. */
function peerPart(peers: GcpPeers, on: 'src' | 'dst', peersOf: PeersOf): readonly Alternative[] {
  const parts: Alternative[] = [];
  const { cidrs, others } = sortAddresses(peers.ranges.words);
  if (cidrs.length > 0) parts.push(only({ on, values: cidrs }));
  for (const word of others) parts.push(perhaps([`${word} is no address range`]));
  for (const doubt of peers.ranges.doubts) parts.push(perhaps([doubt]));
  for (const [kind, { words, doubts }] of [
    ['tag', peers.tags],
    ['account', peers.accounts],
  ] as const) {
    for (const word of words) {
      const found = peersOf(kind, word);
      const peer = { peers: [`${kind}:${word}`] };
      if (found.cidrs.length > 0) parts.push({ ...only({ on, values: found.cidrs }), ...peer });
      // Tags and accounts match the internal addresses of instances only.
      if (found.doubts.length > 0) parts.push({ ...perhaps(found.doubts, { on, values: PRIVATE_RANGES }), ...peer });
    }
    for (const doubt of doubts) parts.push(perhaps([doubt], { on, values: PRIVATE_RANGES }));
  }
  for (const other of peers.others) parts.push(perhaps([other]));
  const isNamed =
    [peers.ranges, peers.tags, peers.accounts].some(({ words, doubts }) => words.length + doubts.length > 0) ||
    peers.others.length > 0;
  return isNamed ? parts : [ANY];
}

function servicePart(services: readonly GcpService[]): readonly Alternative[] {
  if (services.length === 0) return [perhaps(['the rule names no protocol'])];
  return services.flatMap(({ protocol, ports }): readonly Alternative[] => {
    if (!isKnown(protocol)) return [perhaps([protocol.unknown])];
    const word = protocol.value.toLowerCase();
    if (word === 'all') return [ANY];
    const numbers = protocolNumbers(word);
    if (numbers === undefined) return [perhaps([`the protocol ${protocol.value} is not known`])];
    return portsPart('dport', ports.words, ports.doubts).map((one) => ({
      ...one,
      conditions: [{ on: 'protocol', values: numbers }, ...one.conditions],
    }));
  });
}

/** A rule as a person would write it. */
export function ruleText(rule: GcpRule): string {
  const action = isKnown(rule.action) ? rule.action.value.replace('_', ' ') : 'decide on';
  const services = rule.services.map(({ protocol, ports }) => {
    const name = isKnown(protocol) ? protocol.value.toLowerCase() : 'an unknown protocol';
    const shown = [...ports.words, ...(ports.doubts.length === 0 ? [] : ['unknown ports'])].join(', ');
    return name === 'all' ? 'everything' : shown === '' ? name : `${name}/${shown}`;
  });
  const targets = [
    ...rule.targets.tags.words.map((tag) => `tag ${tag}`),
    ...rule.targets.accounts.words.map((account) => `account ${account}`),
  ];
  const to = [...peerWords(rule.destination), ...targets].join(', ');
  const priority = isKnown(rule.priority) ? `, priority ${rule.priority.value}` : '';
  return `${action} ${services.join(' and ') || 'an unknown protocol'} from ${peerWords(rule.source).join(', ') || 'all'} to ${to || 'all'} (${rule.name}${priority})`;
}

function peerWords({ ranges, tags, accounts, others }: GcpPeers): readonly string[] {
  const shown =
    ranges.words.length > 6 ? [...ranges.words.slice(0, 6), `${ranges.words.length - 6} more`] : ranges.words;
  const unknown = [ranges, tags, accounts].some(({ doubts }) => doubts.length > 0)
    ? ['addresses known only after apply']
    : [];
  return [
    ...shown,
    ...tags.words.map((tag) => `tag ${tag}`),
    ...accounts.words.map((account) => `account ${account}`),
    ...others.map((other) => other.replace(/^the addresses of | are not in the export$/g, '')),
    ...unknown,
  ];
}

/** Addresses of tagged instances of one network, where all instances were given. */
export function peersOfNetwork(network: GcpNetwork, vpc: string): PeersOf {
  const own = (network.instances.data ?? []).filter((one) => isKnown(one.network) && one.network.value === vpc);
  return (kind, name) => {
    const cidrs: string[] = [];
    const doubts: string[] = [];
    if (network.instances.flag !== 'complete')
      doubts.push(`which instances have the ${kind} ${name} is not told: \`${INSTANCE_LIST}\``);
    else if (kind === 'tag' && name.startsWith('tagValues/'))
      doubts.push(`which instances have the secure tag ${name} is not in the list of instances`);
    else {
      for (const one of own) {
        const fact = kind === 'tag' ? one.tags : one.accounts;
        if (!isKnown(fact)) doubts.push(fact.unknown);
        if (!isKnown(fact) || !fact.value.includes(name)) continue;
        if (isKnown(one.addresses)) cidrs.push(...one.addresses.value);
        else doubts.push(one.addresses.unknown);
      }
    }
    return { cidrs: [...new Set(cidrs)], doubts: [...new Set(doubts)] };
  };
}
