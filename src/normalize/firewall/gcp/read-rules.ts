import { type Fact, known, mapFact, unknown } from '../../../core/fact.ts';
import { isRecord } from '../../../core/record.ts';
import {
  asBoolean,
  asInteger,
  asText,
  factAt,
  NO_WORDS,
  type SourceNode,
  textAt,
  type Words,
  wordsAt,
} from '../azure/source-node.ts';
import type { GcpAction, GcpPeers, GcpRule, GcpService, GcpTargets } from './gcp-network.ts';

const NO_PEERS: GcpPeers = { ranges: NO_WORDS, tags: NO_WORDS, accounts: NO_WORDS, others: [], limits: [] };

/** Reads a firewall rule of a network: `allowed`/`denied` of exports, `allow`/`deny` of Terraform. */
export function readFirewallRule(node: SourceNode): GcpRule {
  const allowed = node.child('allowed') ?? node.child('allow');
  const denied = node.child('denied') ?? node.child('deny');
  const entries = [allowed, denied].find(
    (list) =>
      list !== undefined && (list.untold !== undefined || !Array.isArray(list.value) || list.items().length > 0),
  );
  const direction = directionOf(node);
  const isOut = 'value' in direction && direction.value === 'out';
  const near = isOut ? 'destination' : 'source';
  const ranges = wordsAt(node, `${near}Ranges`);
  const tags = wordsAt(node, 'sourceTags');
  const accounts = wordsAt(node, 'sourceServiceAccounts');
  const nobody = [ranges, tags, accounts].every(({ words, doubts }) => words.length + doubts.length === 0);
  // A rule that names nobody is about all of IPv4.
  const far: Words = nobody ? { words: ['0.0.0.0/0'], doubts: [] } : ranges;
  const local = wordsAt(node, isOut ? 'sourceRanges' : 'destinationRanges');
  return {
    name: textAt(node, 'name') ?? 'unnamed',
    priority: factAt(node, 'priority', asInteger, 1000),
    direction,
    action:
      entries === denied && denied !== undefined
        ? known('deny', node.at)
        : entries === undefined
          ? unknown('The rule neither allows nor denies.', node.at)
          : known('allow', node.at),
    disabled: factAt(node, 'disabled', asBoolean, false),
    services: servicesOf(entries, 'IPProtocol'),
    source: isOut ? { ...NO_PEERS, ranges: local } : { ...NO_PEERS, ranges: far, tags, accounts },
    destination: isOut ? { ...NO_PEERS, ranges: far } : { ...NO_PEERS, ranges: local },
    targets: {
      tags: wordsAt(node, 'targetTags'),
      accounts: wordsAt(node, 'targetServiceAccounts'),
      networks: NO_WORDS,
    },
    description: mapFact(factAt(node, 'description', asText, ''), (text) => text.trim()),
    at: node.at,
  };
}

/** Reads a rule of a firewall policy. */
export function readPolicyRule(node: SourceNode, networkKey: (link: string) => string): GcpRule {
  const found = node.child('match');
  const match = found !== undefined && Array.isArray(found.value) ? found.items()[0] : found;
  const priority = factAt(node, 'priority', asInteger, 0);
  const number = 'value' in priority ? String(priority.value) : 'of unknown priority';
  const networks = wordsAt(node, 'targetResources');
  const targets: GcpTargets = {
    tags: wordsOfSecureTags(node.child('targetSecureTags')),
    accounts: wordsAt(node, 'targetServiceAccounts'),
    networks: { words: networks.words.map(networkKey), doubts: networks.doubts },
  };
  return {
    name: textAt(node, 'ruleName') ?? `rule ${number}`,
    priority,
    direction: directionOf(node),
    action: policyAction(node),
    disabled: factAt(node, 'disabled', asBoolean, false),
    services: servicesOf(match?.child('layer4Configs'), 'ipProtocol'),
    source: matchPeers(match, 'src'),
    destination: matchPeers(match, 'dest'),
    targets,
    description: mapFact(factAt(node, 'description', asText, ''), (text) => text.trim()),
    at: node.at,
  };
}

function directionOf(node: SourceNode): Fact<'in' | 'out'> {
  const fact = factAt(node, 'direction', asText, 'INGRESS');
  if (!('value' in fact)) return fact;
  const word = fact.value.toUpperCase();
  if (word === 'INGRESS') return known('in', fact.at);
  return word === 'EGRESS' ? known('out', fact.at) : unknown(`The direction ${fact.value} is not known.`, fact.at);
}

function policyAction(node: SourceNode): Fact<GcpAction> {
  const fact = factAt(node, 'action', asText, '');
  if (!('value' in fact)) return fact;
  switch (fact.value.toLowerCase()) {
    case 'allow':
      return known('allow', fact.at);
    case 'deny':
      return known('deny', fact.at);
    case 'goto_next':
      return known('goto_next', fact.at);
    default:
      return unknown(
        `What ${fact.value === '' ? 'a rule without action' : fact.value} lets through is not in the rules.`,
        fact.at,
      );
  }
}

function servicesOf(list: SourceNode | undefined, protocol: string): readonly GcpService[] {
  if (list?.untold !== undefined) return [{ protocol: unknown(`${list.untold}.`, list.at), ports: NO_WORDS }];
  if (list === undefined) return [];
  const untold = (at: SourceNode['at']): GcpService => ({
    protocol: unknown('An entry of the rule cannot be read.', at),
    ports: NO_WORDS,
  });
  if (!Array.isArray(list.value)) return [untold(list.at)];
  return list.items().map((entry): GcpService => {
    if (entry.untold === undefined && !isRecord(entry.value)) return untold(entry.at);
    const name = entry.child(protocol) === undefined ? 'protocol' : protocol;
    return {
      protocol:
        entry.child(name) === undefined
          ? unknown('An entry of the rule names no protocol.', entry.at)
          : factAt(entry, name, asText, 'all'),
      ports: wordsAt(entry, 'ports'),
    };
  });
}

function matchPeers(match: SourceNode | undefined, side: 'src' | 'dest'): GcpPeers {
  if (match === undefined) return NO_PEERS;
  if (match.untold !== undefined) return { ...NO_PEERS, ranges: { words: [], doubts: [match.untold] } };
  if (!isRecord(match.value)) return { ...NO_PEERS, ranges: { words: [], doubts: ['whom it matches cannot be read'] } };
  const others: string[] = [];
  const kinds = [
    ['AddressGroups', 'the address group'],
    ['Fqdns', 'the name'],
    ['RegionCodes', 'the country'],
    ['ThreatIntelligences', 'the threat list'],
    ['Networks', 'the network'],
  ] as const;
  for (const [field, what] of kinds) {
    const { words, doubts } = wordsAt(match, `${side}${field}`);
    others.push(...words.map((word) => `the addresses of ${what} ${word} are not in the export`), ...doubts);
  }
  const limits: string[] = [];
  for (const field of ['NetworkContext', 'NetworkType', 'NetworkScope']) {
    const word = textAt(match, `${side}${field}`);
    if (word !== undefined && word !== '' && word !== 'UNSPECIFIED')
      limits.push(`it holds only for packets of the network context ${word}`);
  }
  return {
    ...NO_PEERS,
    ranges: wordsAt(match, `${side}IpRanges`),
    tags: side === 'src' ? wordsOfSecureTags(match.child('srcSecureTags')) : NO_WORDS,
    others,
    limits,
  };
}

function wordsOfSecureTags(list: SourceNode | undefined): Words {
  if (list === undefined) return NO_WORDS;
  if (list.untold !== undefined) return { words: [], doubts: [list.untold] };
  if (!Array.isArray(list.value)) return { words: [], doubts: ['the secure tags cannot be read'] };
  const words: string[] = [];
  const doubts: string[] = [];
  for (const item of list.items()) {
    const word = textAt(item, 'name') ?? (typeof item.value === 'string' ? item.value : undefined);
    const doubt = item.untold ?? item.child('name')?.untold;
    if (word !== undefined) words.push(word);
    else doubts.push(doubt ?? 'a secure tag cannot be read');
  }
  return { words, doubts };
}
